"""Brings a window of one size to chips of another: averaged where pixels get fewer, bilinear where they get more."""

from __future__ import annotations

import numpy as np
from scipy import sparse

#: A pixel is valid where at least this part of its weight comes from valid pixels.
_LEAST_WEIGHT = 0.5


def resample(reflectance: np.ndarray, is_valid: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a square window at another size; invalid pixels take no part.

    Args:
        reflectance: float32 (bands, side, side).
        is_valid: bool (side, side).
        size: side wanted.

    Returns:
        float32 (bands, size, size), 0 where invalid; bool (size, size).
    """
    side = reflectance.shape[-1]
    if side == size:
        return np.where(is_valid, reflectance, np.float32(0)), is_valid
    weights = sparse.csr_array(_weights(side, size))
    total = _apply(weights, np.where(is_valid, reflectance, np.float32(0)))
    weight = _apply(weights, is_valid[None].astype(np.float32))[0]
    found = weight >= _LEAST_WEIGHT
    return np.where(found, total / np.maximum(weight, _LEAST_WEIGHT), np.float32(0)), found


def _apply(weights: sparse.csr_array, values: np.ndarray) -> np.ndarray:
    """Return float32 (bands, size, size) of (bands, side, side): weighted along columns, then along rows."""
    for _ in range(2):
        bands, rows, columns = values.shape
        weighed = weights @ values.reshape(bands * rows, columns).T
        values = weighed.T.reshape(bands, rows, -1).swapaxes(1, 2)
    return values


def _weights(side: int, size: int) -> np.ndarray:
    """Return float32 (size, side): how much each old pixel gives to each new one; rows sum to 1."""
    step = side / size
    if step > 1:
        starts = np.arange(size)[:, None] * step
        pixels = np.arange(side)[None]
        overlap = np.minimum(starts + step, pixels + 1) - np.maximum(starts, pixels)
        return (np.maximum(overlap, 0) / step).astype(np.float32)
    places = np.clip((np.arange(size) + 0.5) * step - 0.5, 0, side - 1)
    distance = np.abs(places[:, None] - np.arange(side)[None])
    return np.maximum(1 - distance, 0).astype(np.float32)
