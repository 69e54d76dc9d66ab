"""What tests need to run one stage of the engine by itself."""

from __future__ import annotations

import numpy as np

from mining_detector_plugin.engine.aoi import Aoi
from mining_detector_plugin.engine.cells import Cells
from mining_detector_plugin.engine.devices import Device
from mining_detector_plugin.engine.reporting import Reporter, StageProgress

CPU = Device("cpu", "Processor", None, None, True, "")


def silent() -> StageProgress:
    """Return the progress of a stage that nobody watches."""
    return StageProgress(Reporter(), "", 0, 1, "")


def everywhere(aoi: Aoi, side: int = 48) -> Cells:
    """Return cells over the AOI that are all searched."""
    shape = (-(-int(aoi.window.height) // side), -(-int(aoi.window.width) // side))
    return Cells(aoi.window, side, np.ones(shape, np.float32), np.ones(shape, bool))


def warnings_of(messages: list[dict]) -> list[dict]:
    """Return a run's warnings, but for the one that no fusion was fitted for made packs."""
    return [
        message
        for message in messages
        if message["type"] == "warning" and message["code"] != "confidence_not_calibrated"
    ]
