"""Fixed reflectance statistics of the twelve bands: all bundled packs are normalised by these same numbers.

They are round figures near the means and standard deviations of the training sources taken together. They are
fixed, so that packs of different runs compare, and written into each pack's ``value_scaling``.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from mining_detector_plugin.engine.bands import PACK_BANDS

#: Mean and standard deviation of reflectance (0-1) by band.
STATISTICS = {
    "B01": (0.080, 0.050),
    "B02": (0.090, 0.050),
    "B03": (0.095, 0.055),
    "B04": (0.090, 0.070),
    "B05": (0.120, 0.070),
    "B06": (0.230, 0.100),
    "B07": (0.270, 0.110),
    "B08": (0.280, 0.110),
    "B8A": (0.290, 0.110),
    "B09": (0.280, 0.130),
    "B11": (0.200, 0.100),
    "B12": (0.130, 0.090),
}
MEAN = np.array([STATISTICS[name][0] for name in PACK_BANDS], dtype=np.float32)
STDDEV = np.array([STATISTICS[name][1] for name in PACK_BANDS], dtype=np.float32)


def normalise(reflectance: Tensor, presence: Tensor, is_valid: Tensor | None = None) -> Tensor:
    """Return a network's ``bands``: (reflectance - mean) / stddev, 0 where missing or invalid.

    Args:
        reflectance: float32 (batch, 12, height, width), in the order of ``PACK_BANDS``.
        presence: float32 (batch, 12), 1 where a band is there.
        is_valid: bool (batch, height, width), None where all pixels are.
    """
    mean = torch.from_numpy(MEAN)[None, :, None, None]
    stddev = torch.from_numpy(STDDEV)[None, :, None, None]
    bands = (reflectance - mean) / stddev * presence[:, :, None, None]
    if is_valid is not None:
        bands = torch.where(is_valid[:, None], bands, 0.0)
    return bands
