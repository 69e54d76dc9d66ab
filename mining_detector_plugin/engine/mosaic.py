"""Blends overlapping tile outputs into rows, top to bottom, in memory that does not grow with the scene's height.

Each pixel is the weighted mean of all tiles that saw it, with weights above 0. The mean is kept up to date tile by
tile, so that tiles which agree give exactly what they agree on, however many they are.
"""

from __future__ import annotations

import numpy as np
from rasterio.windows import Window

from .plan import blend_ramp


class RowMosaic:
    """A rolling buffer of tile outputs over a window.

    Tiles come in by ascending row, after ``reach`` was told how far down they may go. ``finish(row)`` gives the rows
    before ``row``, which no later tile may touch.

    Args:
        window: the window of the scene that comes out.
        channels: of a tile's output.
        overlap: as in the plan.
    """

    def __init__(self, window: Window, channels: int, overlap: int) -> None:
        self._window = window
        self._overlap = overlap
        self._next_row = int(window.row_off)  # scene row of the buffer's first line
        self._end_row = int(window.row_off + window.height)
        self._means = np.zeros((channels, 0, int(window.width)), dtype=np.float32)
        self._weight_sums = np.zeros((0, int(window.width)), dtype=np.float32)

    def reach(self, row: int) -> None:
        """Make room for tiles that end before a row: once for all of a row of tiles, for it is large."""
        missing = min(row, self._end_row) - self._next_row - self._means.shape[1]
        if missing > 0:
            self._grow(missing)

    def add(self, tile: Window, output: np.ndarray, is_valid: np.ndarray) -> None:
        """Add a tile's output.

        Args:
            tile: where it lies in the scene.
            output: float32 (channels, height, width).
            is_valid: bool (height, width), False where there was no data: nothing comes out there.
        """
        height, width = output.shape[1:]
        row, column = int(tile.row_off), int(tile.col_off)
        self.reach(row + height)
        left_edge, right_edge = int(self._window.col_off), int(self._window.col_off + self._window.width)
        top, left = max(self._next_row - row, 0), max(left_edge - column, 0)
        bottom, right = min(height, self._end_row - row), min(width, right_edge - column)
        ramps = (blend_ramp(height, self._overlap), blend_ramp(width, self._overlap))
        # What no tile saw before is copied, and only the edges are blended: most pixels have one tile.
        for lines in _thirds(top, bottom, self._overlap):
            for columns in _thirds(left, right, self._overlap):
                inner = (slice(*lines), slice(*columns))
                outer = (
                    slice(lines[0] + row - self._next_row, lines[1] + row - self._next_row),
                    slice(columns[0] + column - left_edge, columns[1] + column - left_edge),
                )
                weights = np.outer(ramps[0][inner[0]], ramps[1][inner[1]])
                self._blend(outer, output[(slice(None), *inner)], is_valid[inner], weights)

    def finish(self, row: int) -> tuple[int, np.ndarray, np.ndarray]:
        """Return what lies before a row and has not been returned, and forget it.

        Returns:
            The scene row that it begins with, the blended output float32 (channels, rows, width), 0 where no tile
            looked, and where a tile looked, bool (rows, width).
        """
        begin, end = self._next_row, max(min(row, self._end_row), self._next_row)
        count = end - self._next_row
        self.reach(end)
        values, is_seen = self._means[:, :count], self._weight_sums[:count] > 0
        # Copies, so that the rows which are done can be freed.
        self._means, self._weight_sums = self._means[:, count:].copy(), self._weight_sums[count:].copy()
        self._next_row = end
        return begin, values, is_seen

    def _blend(
        self, place: tuple[slice, slice], output: np.ndarray, is_valid: np.ndarray, weights: np.ndarray
    ) -> None:
        means, sums = self._means[(slice(None), *place)], self._weight_sums[place]
        is_whole = bool(is_valid.all())
        if not is_whole:
            weights = weights * is_valid
        if not sums.any():
            sums[:] = weights
            means[:] = output if is_whole else output * is_valid
            return
        sums += weights
        share = weights / np.maximum(sums, np.finfo(np.float32).tiny)
        means += (output - means) * share

    def _grow(self, rows: int) -> None:
        channels, before, width = self._means.shape
        means = np.zeros((channels, before + rows, width), np.float32)
        weight_sums = np.zeros((before + rows, width), np.float32)
        means[:, :before], weight_sums[:before] = self._means, self._weight_sums
        self._means, self._weight_sums = means, weight_sums


def _thirds(begin: int, end: int, overlap: int) -> list[tuple[int, int]]:
    """Return the parts [from, to) of a tile's side that overlap a neighbour before, none, and one after."""
    first = min(begin + overlap, end)
    edges = [begin, first, max(end - overlap, first), end]
    return [(low, high) for low, high in zip(edges, edges[1:], strict=False) if high > low]
