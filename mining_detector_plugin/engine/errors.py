"""The errors that a user can cause or mend. Each carries a code, what happened, and what to do about it."""

from __future__ import annotations

import errno
from typing import Any


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
    """The user cancelled the run.

    Args:
        kept: the answer (see docs/developers.md) that tells what was finished and where it is; None where nothing was.
    """

    def __init__(self, kept: dict[str, Any] | None = None) -> None:
        message, hint = "The run was cancelled.", "Start it again when you like."
        if kept is not None:
            message += f" What was finished is in {kept['folder']}."
            hint = "It is no complete result, and says so."
        super().__init__("cancelled", message, hint)
        self.kept = kept


class InterruptedRunError(MiningDetectorError):
    """The program that asked for the run is gone; what is finished stays, to be recovered or gone on with."""

    def __init__(self) -> None:
        super().__init__(
            "interrupted",
            "The program that asked for the run has gone.",
            "Recover what is finished, or go on.",
        )


def describe_error(error: BaseException) -> tuple[MiningDetectorError, int]:
    """Return what to show for any error at a boundary (worker, command line), and the exit code.

    Errors that are not ours become ``internal`` with exit code 1, but for those that a full disk or memory cause.
    """
    if isinstance(error, MiningDetectorError):
        return error, error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return CancelledError(), 2
    # torch's own OutOfMemoryError is known by name: torch need not be there.
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        shown = MiningDetectorError(
            "out_of_memory", "The memory of this machine or of its GPU is used up.",
            "Close other programs, choose the device cpu, or draw a smaller area.",
        )  # fmt: skip
        return shown, 2
    if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "No space left" in str(error):
        return OutputError("no_disk_space", "The disk is full.", "Free some space and start again."), 2
    shown = MiningDetectorError(
        "internal", f"Something went wrong inside Mining Detector: {type(error).__name__}: {error}",
        "Please report it, with the log.",
    )  # fmt: skip
    return shown, 1


def describe_answer(error: MiningDetectorError) -> dict[str, Any]:
    """Return an error as the worker's answer (see docs/developers.md)."""
    answer: dict[str, Any] = {
        "type": "error",
        "code": error.code,
        "message": error.message,
        "hint": error.hint,
    }
    if isinstance(error, CancelledError) and error.kept is not None:
        answer["kept"] = error.kept
    return answer
