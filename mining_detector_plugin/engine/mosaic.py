"""Blends overlapping tile outputs into rows, top to bottom, in memory that does not grow with the scene's height.

Each pixel is the weighted mean of all tiles that saw it, with weights above 0. The mean is kept up to date tile by
tile, so that tiles which agree give exactly what they agree on, however many they are.
"""

from __future__ import annotations

import numpy as np
from rasterio.windows import Window

from .plan import blend_weights


class RowMosaic:
    """A rolling buffer of tile outputs over a window.

    Tiles come in by ascending row. ``finish(row)`` gives the rows before ``row``, which no later tile may touch.

    Args:
        window: the window of the scene that comes out.
        channels: of a tile's output.
        tile, overlap: as in the plan.
    """

    def __init__(self, window: Window, channels: int, tile: int, overlap: int) -> None:
        self._window = window
        self._tile = tile
        self._weights = blend_weights(tile, overlap)
        self._next_row = int(window.row_off)  # scene row of the buffer's first line
        self._end_row = int(window.row_off + window.height)
        self._means = np.zeros((channels, 0, int(window.width)), dtype=np.float32)
        self._weight_sums = np.zeros((0, int(window.width)), dtype=np.float32)

    def add(self, row: int, column: int, output: np.ndarray, is_valid: np.ndarray) -> None:
        """Add a tile's output.

        Args:
            row, column: the tile's first pixel in the scene.
            output: float32 (channels, tile, tile).
            is_valid: bool (tile, tile), False where there was no data: nothing comes out there.
        """
        if row + self._tile > self._next_row + self._means.shape[1]:
            self._grow(row + self._tile - self._next_row - self._means.shape[1])
        top, bottom = max(row, self._next_row), min(row + self._tile, self._end_row)
        left = max(column, int(self._window.col_off))
        right = min(column + self._tile, int(self._window.col_off + self._window.width))
        if top >= bottom or left >= right:
            return
        inner = (slice(top - row, bottom - row), slice(left - column, right - column))
        outer = (
            slice(top - self._next_row, bottom - self._next_row),
            slice(left - int(self._window.col_off), right - int(self._window.col_off)),
        )
        weights = self._weights[inner] * is_valid[inner]
        self._weight_sums[outer] += weights
        share = weights / np.maximum(self._weight_sums[outer], np.finfo(np.float32).tiny)
        means = self._means[(slice(None), *outer)]
        means += (output[(slice(None), *inner)] - means) * share

    def finish(self, row: int) -> tuple[int, np.ndarray, np.ndarray]:
        """Return what lies before a row and has not been returned, and forget it.

        Returns:
            The scene row that it begins with, the blended output float32 (channels, rows, width), 0 where no tile
            looked, and where a tile looked, bool (rows, width).
        """
        begin, end = self._next_row, max(min(row, self._end_row), self._next_row)
        count = end - self._next_row
        if count > self._means.shape[1]:
            self._grow(count - self._means.shape[1])
        values, is_seen = self._means[:, :count], self._weight_sums[:count] > 0
        self._means, self._weight_sums = self._means[:, count:], self._weight_sums[count:]
        self._next_row = end
        return begin, values, is_seen

    def _grow(self, rows: int) -> None:
        channels, _, width = self._means.shape
        self._means = np.concatenate([self._means, np.zeros((channels, rows, width), np.float32)], axis=1)
        self._weight_sums = np.concatenate([self._weight_sums, np.zeros((rows, width), np.float32)])
