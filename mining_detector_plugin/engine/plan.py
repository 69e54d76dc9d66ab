"""The tile plan: where tiles lie so that they cover what is wanted of a window, in rows from top to bottom.

It always holds that every wanted pixel lies in a tile, and that neighbours share at least ``overlap`` pixels. A network
that takes tiles of any size gets large ones, cut to what is wanted: fewer pixels are computed twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window

#: Most rows and columns that a tile adds to its neighbours above and beside it, where its size is free. Larger ones
#: save little and take memory.
ROWS, COLUMNS = 512, 768
#: Least side of a tile whose size is free, where the pack names no smaller one.
LEAST = 128
#: Sides of tiles whose size is free are multiples of this: networks halve the resolution five times.
STEP = 32


def tile_starts(start: int, length: int, tile: int, overlap: int) -> list[int]:
    """Return the first pixel of each tile along one axis; the last tile is pushed back to end with the window."""
    if length <= tile:
        return [start]
    step = tile - overlap
    last = start + length - tile
    return [*range(start, last, step), last]


@dataclass(frozen=True)
class TileRow:
    """The tiles of one row that are to be run.

    Attributes:
        window: the whole row, in scene pixels.
        tiles: windows of the tiles, from left to right.
        finished_below: rows before this one get nothing from later tile rows.
    """

    window: Window
    tiles: tuple[Window, ...]
    finished_below: int


@dataclass(frozen=True)
class TilePlan:
    """Tiles over a window of a scene.

    Attributes:
        window: integer window in scene pixels that the tiles cover.
        tile: side of a tile in pixels; where the size is free, sides may be larger and, around little that is wanted,
            smaller.
        overlap: least number of pixels that neighbours share.
        is_free: tiles may have any sides that are multiples of ``STEP``.
        block_rows: rows of the file's blocks: where the size is free, rows of tiles end where blocks do, so that each
            block is read for one row of tiles.
    """

    window: Window
    tile: int
    overlap: int
    is_free: bool = False
    block_rows: int = 1

    def rows(self, wanted: Callable[[Window], np.ndarray] | None = None) -> Iterator[TileRow]:
        """Yield every tile row, with the tiles that hold a wanted pixel (all where it is None).

        Args:
            wanted: takes the window of a whole tile row and returns bool (height, width).
        """
        left, width = int(self.window.col_off), int(self.window.width)
        for top, bottom, finished_below in self._bands():
            row = Window(left, top, width, bottom - top)
            is_wanted = np.ones((bottom - top, width), dtype=bool) if wanted is None else wanted(row)
            tiles = self._fitted(row, is_wanted) if self.is_free else self._fixed(row, is_wanted)
            yield TileRow(row, tuple(tiles), finished_below)

    def _bands(self) -> Iterator[tuple[int, int, int]]:
        """Yield the first row of each tile row, the row after its last, and the row below which it is not final."""
        first, height = int(self.window.row_off), int(self.window.height)
        end = first + height
        if not self.is_free:
            starts = tile_starts(first, height, self.tile, self.overlap)
            for start, following in zip(starts, [*starts[1:], end], strict=True):
                yield start, start + self.tile, following
            return
        step = rows_between_cuts(self.tile - self.overlap, self.block_rows)
        # A first or last row of a few lines would be a tile for little: it goes to its neighbour.
        cuts = [
            row
            for row in range((first // step + 1) * step, end, step)
            if min(row - first, end - row) >= step // 4
        ]
        tops = [first, *(max(first, cut - self.overlap) for cut in cuts)]
        for top, bottom, following in zip(tops, [*cuts, end], [*tops[1:], end], strict=True):
            yield top, bottom, following

    def _fixed(self, row: Window, is_wanted: np.ndarray) -> Iterator[Window]:
        left = int(row.col_off)
        for column in tile_starts(left, int(row.width), self.tile, self.overlap):
            if is_wanted[:, column - left : column - left + self.tile].any():
                yield Window(column, row.row_off, self.tile, self.tile)

    def _fitted(self, row: Window, is_wanted: np.ndarray) -> Iterator[Window]:
        """Yield tiles that are cut to what is wanted, with half an overlap around it."""
        reach = self.overlap // 2
        top, bottom = _rows_that_count(row, self.window, self.overlap)
        is_wanted = is_wanted[top:bottom]
        left, above = int(row.col_off), int(row.row_off) + top
        for first, last in _runs(np.logical_or.reduce(is_wanted), 2 * reach):
            begin, end = max(first - reach, 0), min(last + reach, int(row.width))
            most = max(COLUMNS, self.tile - self.overlap)
            count = max(-(-(end - begin - self.overlap) // most), 1)
            width = self._length(-(-(end - begin + (count - 1) * self.overlap) // count))
            for column in tile_starts(begin, end - begin, width, self.overlap):
                lines = np.flatnonzero(is_wanted[:, column : column + width].any(axis=1))
                if len(lines):
                    high = max(above + int(lines[0]) - reach, int(row.row_off))
                    low = min(above + int(lines[-1]) + 1 + reach, int(row.row_off + row.height))
                    yield self._placed(row, left + column, width, high, low)

    def _length(self, needed: int) -> int:
        """Return the least length of a tile's side that the network takes and that holds so many pixels."""
        return max(min(LEAST, self.tile), -(-needed // STEP) * STEP)

    def _placed(self, row: Window, column: int, width: int, top: int, bottom: int) -> Window:
        """Return a tile that holds these lines: in its row, whose blocks are read for it, if it fits there.

        It leaves the window only where that is smaller.
        """
        height = self._length(bottom - top)
        first = top - (height - (bottom - top)) // 2
        if height <= row.height:
            first = _inside(first, height, int(row.row_off), int(row.height))
        return Window(
            _inside(column, width, int(self.window.col_off), int(self.window.width)),
            _inside(first, height, int(self.window.row_off), int(self.window.height)),
            width,
            height,
        )


def _inside(begin: int, length: int, first: int, size: int) -> int:
    """Return the nearest place to ``begin`` at which ``length`` pixels lie within ``size`` from ``first``."""
    return max(min(begin, first + size - length), first)


def _rows_that_count(row: Window, window: Window, overlap: int) -> tuple[int, int]:
    """Return the lines of a tile row, from and to, without those that the row above or below sees better."""
    poor = overlap // 4
    is_first = row.row_off <= window.row_off
    is_last = row.row_off + row.height >= window.row_off + window.height
    return 0 if is_first else poor, int(row.height) - (0 if is_last else poor)


def _runs(is_wanted: np.ndarray, gap: int) -> list[tuple[int, int]]:
    """Return where wanted columns begin and end; runs that are at most ``gap`` apart are one."""
    columns = np.flatnonzero(is_wanted)
    if not len(columns):
        return []
    breaks = np.flatnonzero(np.diff(columns) > gap + 1)
    begins, ends = columns[[0, *(breaks + 1)]], columns[[*breaks, -1]] + 1
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


def rows_between_cuts(least: int, block_rows: int) -> int:
    """Return how many rows are read together: whole blocks of the file, if some fit."""
    most = max(ROWS, least)
    return most // block_rows * block_rows or most


def blend_ramp(length: int, overlap: int) -> np.ndarray:
    """Return the strictly positive weight of each pixel along a tile's side: 1 inside, a squared sine down to its ends.

    A pixel's weight is the product of both sides'. The outer quarter of the overlap, where a network sees its tile's
    end, gets next to no weight: a neighbour sees it better. The weights of two neighbours add up to 1 but for that
    floor.

    Returns:
        float32 (length,), 1e-6 to 1.
    """
    distance = np.minimum(np.arange(length), np.arange(length)[::-1]) + 0.5
    way = np.ones(length) if overlap == 0 else np.clip(2 * distance / overlap - 0.5, 0, 1)
    return np.maximum(np.sin(way * np.pi / 2) ** 2, 1e-6).astype(np.float32)


def grow_window(window: Window, margin: int, width: int, height: int) -> Window:
    """Return the window grown by a margin on each side, cut to a scene of the given size."""
    column, row = max(window.col_off - margin, 0), max(window.row_off - margin, 0)
    right = min(window.col_off + window.width + margin, width)
    bottom = min(window.row_off + window.height + margin, height)
    return Window(column, row, right - column, bottom - row)
