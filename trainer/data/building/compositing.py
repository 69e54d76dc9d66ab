"""One image of several dates: the median per band over the dates that are clear at a pixel."""

from __future__ import annotations

import numpy as np

from .clouds import grow

#: A date is cloudy at a pixel where its blue exceeds the pixel's lower quartile over the dates by this much.
SERIES_STEP = 0.08
#: A quartile of fewer dates says nothing.
_FEWEST_DATES = 3


def median_of_clear(values: np.ndarray, is_clear: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the median over dates.

    Args:
        values: float32 (dates, bands, height, width).
        is_clear: bool (dates, height, width).

    Returns:
        float32 (bands, height, width), 0 where no date is clear; bool (height, width).
    """
    count = is_clear.sum(axis=0)
    # Sorted with what is hidden at the end, the median lies in the middle of the first ``count``.
    ordered = np.sort(np.where(is_clear[:, None], values, np.float32(np.inf)), axis=0)
    lower, upper = np.maximum(count - 1, 0) // 2, count // 2
    upper = np.minimum(upper, len(values) - 1)
    median = (_pick(ordered, lower) + _pick(ordered, upper)) / 2
    return np.where(count > 0, median, np.float32(0)), count > 0


def cloudy_dates(blue: np.ndarray, is_valid: np.ndarray) -> np.ndarray:
    """Return where a date is brighter than a pixel mostly is: bright ground stays, since it is bright at each date.

    A pixel that would lose all of its dates loses none.

    Args:
        blue: float32 (dates, height, width), reflectance.
        is_valid: bool (dates, height, width).

    Returns:
        bool (dates, height, width); nothing where fewer than three dates are valid.
    """
    count = is_valid.sum(axis=0)
    ordered = np.sort(np.where(is_valid, blue, np.float32(np.inf)), axis=0)
    quartile = _pick(ordered[:, None], np.maximum(count - 1, 0) // 4)[0]
    quartile[count < _FEWEST_DATES] = np.inf
    found = np.stack([grow(date > quartile + SERIES_STEP) for date in np.where(is_valid, blue, 0)])
    found[:, ~(is_valid & ~found).any(axis=0)] = False
    return found


def _pick(ordered: np.ndarray, index: np.ndarray) -> np.ndarray:
    """Return (bands, height, width): of each pixel the date at its index (height, width)."""
    return np.take_along_axis(ordered, index[None, None], axis=0)[0]
