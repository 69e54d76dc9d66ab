"""Bilinear interpolation of a coarse band onto a finer grid that is parallel to it.

The result at a pixel depends on that pixel's place alone, never on the window that was asked for, so tiles
read one by one equal the scene read at once.
"""

from __future__ import annotations

import numpy as np


def interpolate(values: np.ndarray, valid: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Interpolate between the centres of valid pixels; invalid ones take no part.

    Beyond the outermost centres the outermost value holds.

    Args:
        values: (height, width) of a coarse raster, any real type.
        valid: bool (height, width).
        rows: 1-D, rows in pixels of ``values`` where 0 is the centre of the first row.
        columns: 1-D, the same for columns.

    Returns:
        float32 (len(rows), len(columns)), 0 where no valid pixel is near.
    """
    row_axis, column_axis = _axis(rows, values.shape[0]), _axis(columns, values.shape[1])
    if valid.all():
        return _weigh(values.astype(np.float32), row_axis, column_axis)
    total = _weigh(np.where(valid, values, 0).astype(np.float32), row_axis, column_axis)
    weight = _weigh(valid.astype(np.float32), row_axis, column_axis)
    return np.divide(total, weight, out=np.zeros_like(total), where=weight > 0)


def nearest_pixels(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> tuple[np.ndarray, ...]:
    """Return an index (for NumPy) of the pixels in which places lie; the outermost ones stand for what is
    beyond."""
    return np.ix_(
        np.clip(np.floor(rows + 0.5).astype(int), 0, shape[0] - 1),
        np.clip(np.floor(columns + 0.5).astype(int), 0, shape[1] - 1),
    )


def _axis(places: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the neighbours before and after each place, and the weight of the one after."""
    before = np.floor(places).astype(int)
    weight = (places - before).astype(np.float32)
    return np.clip(before, 0, length - 1), np.clip(before + 1, 0, length - 1), weight


def _weigh(values: np.ndarray, row_axis: tuple, column_axis: tuple) -> np.ndarray:
    """Interpolate rows first: there the array is still narrow."""
    before, after, weight = row_axis
    values = values[before] * (1 - weight)[:, None] + values[after] * weight[:, None]
    before, after, weight = column_axis
    result = np.take(values, before, axis=1)
    result *= 1 - weight
    part = np.take(values, after, axis=1)
    part *= weight
    result += part
    return result
