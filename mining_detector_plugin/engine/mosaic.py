"""Blends overlapping tile outputs into rows, top to bottom, in memory that does not grow with the scene's height.

Each pixel is the weighted mean of all tiles that saw it, with weights above 0 and exact normalisation, so that a
network that returns its input gives that input back.
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
        self._next_row = int(window.row_off)
        self._end_row = int(window.row_off + window.height)
        self._first_row = self._next_row  # scene row of the buffer's first line
        self._sums = np.zeros((channels, 0, int(window.width)), dtype=np.float32)
        self._weight_sums = np.zeros((0, int(window.width)), dtype=np.float32)

    def add(self, row: int, column: int, output: np.ndarray, is_valid: np.ndarray) -> None:
        """Add a tile's output.

        Args:
            row, column: the tile's first pixel in the scene.
            output: float32 (channels, tile, tile).
            is_valid: bool (tile, tile), False where there was no data: nothing comes out there.
        """
        if row + self._tile > self._first_row + self._sums.shape[1]:
            self._grow(row + self._tile - self._first_row - self._sums.shape[1])
        top, bottom = max(row, self._next_row), min(row + self._tile, self._end_row)
        left = max(column, int(self._window.col_off))
        right = min(column + self._tile, int(self._window.col_off + self._window.width))
        if top >= bottom or left >= right:
            return
        inner = (slice(top - row, bottom - row), slice(left - column, right - column))
        outer = (
            slice(top - self._first_row, bottom - self._first_row),
            slice(left - int(self._window.col_off), right - int(self._window.col_off)),
        )
        weights = self._weights[inner] * is_valid[inner]
        self._sums[(slice(None), *outer)] += output[(slice(None), *inner)] * weights
        self._weight_sums[outer] += weights

    def finish(self, row: int) -> tuple[int, np.ndarray, np.ndarray]:
        """Return what lies before a row and has not been returned, and forget it.

        Returns:
            The scene row that it begins with, the blended output float32 (channels, rows, width), 0 where no tile
            looked, and where a tile looked, bool (rows, width).
        """
        begin, end = self._next_row, max(min(row, self._end_row), self._next_row)
        count = end - self._first_row
        if count > self._sums.shape[1]:
            self._grow(count - self._sums.shape[1])
        sums, weights = self._sums[:, :count], self._weight_sums[:count]
        is_seen = weights > 0
        values = sums / np.where(is_seen, weights, 1)
        self._sums, self._weight_sums = self._sums[:, count:], self._weight_sums[count:]
        self._first_row = self._next_row = end
        return begin, values, is_seen

    def _grow(self, rows: int) -> None:
        channels, _, width = self._sums.shape
        self._sums = np.concatenate([self._sums, np.zeros((channels, rows, width), np.float32)], axis=1)
        self._weight_sums = np.concatenate([self._weight_sums, np.zeros((rows, width), np.float32)])
