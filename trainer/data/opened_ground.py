"""Where ground lost its vegetation between two dates, in six-band chips: the sign that a mine opened in between."""

from __future__ import annotations

import numpy as np

from .samples import Chips

#: A mine was absent at the first date, and opened since, where so many pixels (0.2 ha) lost vegetation: their NDVI was
#: above the first number and fell by the second or more. A pixel is bare where its NDVI is below the third. Chosen by
#: the counts that they give, not by what a pack says.
OPENED_PIXELS = 20
VEGETATED_NDVI, NDVI_LOSS, BARE_NDVI = 0.5, 0.15, 0.4


def opened_pixels(first: Chips, second: Chips) -> np.ndarray:
    """Return int (chips,): how many pixels of 10 m of each place lost their vegetation between two dates."""
    before, after = _ndvi(first), _ndvi(second)
    return ((before > VEGETATED_NDVI) & (before - after >= NDVI_LOSS)).sum(axis=(1, 2))


def bare_pixels(chips: Chips) -> np.ndarray:
    """Return int (chips,): how many pixels of each chip are bare ground or water."""
    return (_ndvi(chips) < BARE_NDVI).sum(axis=(1, 2))


def _ndvi(chips: Chips) -> np.ndarray:
    """Return the normalised difference vegetation index, float32 (chips, height, width), -1 to 1."""
    red, infrared = (chips.values[:, chips.bands.index(name)].astype(np.float32) for name in ("B04", "B08"))
    return (infrared - red) / np.maximum(infrared + red, 1)
