"""The errors that a user can cause or mend. Each carries a code, what happened, and what to do about it."""

from __future__ import annotations


class MiningDetectorError(Exception):
    """Base of all errors that are shown to a user.

    Args:
        code: short stable name in snake_case, such as ``scene_has_no_crs``.
        message: what happened to which input.
        hint: what the user can do.
    """

    exit_code = 2

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class SceneError(MiningDetectorError):
    """The raster can't be used as it is."""


class AoiError(MiningDetectorError):
    """The area of interest can't be used as it is."""


class PackError(MiningDetectorError):
    """A model pack is missing, incomplete or wrong."""


class DeviceError(MiningDetectorError):
    """The device asked for is not there or does not work."""


class OutputError(MiningDetectorError):
    """Results can't be written where they should go."""


class CancelledError(MiningDetectorError):
    """The user cancelled the run."""

    def __init__(self) -> None:
        super().__init__("cancelled", "The run was cancelled.", "Start it again when you like.")
