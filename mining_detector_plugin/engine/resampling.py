"""Bilinear interpolation of a coarse band onto a finer grid that is parallel to it.

The result at a pixel depends on that pixel's place alone, never on the window that was asked for, so tiles
read one by one equal the scene read at once.
"""

from __future__ import annotations

import numpy as np


def interpolate(
    values: np.ndarray, valid: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Interpolate between the centres of valid pixels.

    Beyond the outermost centres the outermost value holds. Invalid pixels take no part; a place is valid
    where the pixel that it lies in is.

    Args:
        values: (height, width) of a coarse raster, any real type.
        valid: bool (height, width).
        rows: 1-D, rows in pixels of ``values`` where 0 is the centre of the first row.
        columns: 1-D, the same for columns.

    Returns:
        float32 (len(rows), len(columns)), 0 where invalid, and bool of the same shape.
    """
    row_axis, column_axis = _axis(rows, values.shape[0]), _axis(columns, values.shape[1])
    if valid.all():
        shape = (len(rows), len(columns))
        return _weigh(values.astype(np.float32), row_axis, column_axis), np.ones(shape, dtype=bool)
    kept = np.where(valid, values, 0).astype(np.float32)
    total = _weigh(kept, row_axis, column_axis)
    weight = _weigh(valid.astype(np.float32), row_axis, column_axis)
    inside = valid[np.ix_(_nearest(rows, values.shape[0]), _nearest(columns, values.shape[1]))]
    return np.divide(total, weight, out=np.zeros_like(total), where=inside), inside


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


def _nearest(places: np.ndarray, length: int) -> np.ndarray:
    return np.clip(np.floor(places + 0.5).astype(int), 0, length - 1)
