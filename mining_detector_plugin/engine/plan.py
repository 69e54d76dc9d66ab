"""The tile plan: where tiles lie so that they cover a window, in rows from top to bottom.

It always holds that every pixel of the window lies in a tile, that neighbours share at least ``overlap`` pixels,
and that a tile leaves the window only where the window is smaller than a tile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window


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
        row: first scene row of the tiles.
        columns: first scene column of each tile, ascending.
        finished_below: rows before this one get nothing from later tile rows.
    """

    row: int
    columns: tuple[int, ...]
    finished_below: int


@dataclass(frozen=True)
class TilePlan:
    """Tiles of one size over a window of a scene.

    Attributes:
        window: integer window in scene pixels that the tiles cover.
        tile: side of a tile in pixels. overlap: least number of pixels that neighbours share.
    """

    window: Window
    tile: int
    overlap: int

    def rows(self, wanted_columns: Callable[[Window], np.ndarray] | None = None) -> Iterator[TileRow]:
        """Yield every tile row, with the tiles that hold a wanted column (all where it is None).

        Args:
            wanted_columns: takes the window of a whole tile row and returns bool (width,).
        """
        first, width = int(self.window.col_off), int(self.window.width)
        columns = np.array(tile_starts(first, width, self.tile, self.overlap))
        row_starts = tile_starts(int(self.window.row_off), int(self.window.height), self.tile, self.overlap)
        ends = [*row_starts[1:], int(self.window.row_off + self.window.height)]
        for row, end in zip(row_starts, ends, strict=True):
            is_wanted = np.ones(len(columns), dtype=bool)
            if wanted_columns is not None:
                wanted = wanted_columns(Window(first, row, width, self.tile))
                counts = np.concatenate([[0], np.cumsum(wanted)])
                is_wanted = counts[np.minimum(columns - first + self.tile, width)] > counts[columns - first]
            yield TileRow(row, tuple(columns[is_wanted].tolist()), end)


def blend_weights(tile: int, overlap: int) -> np.ndarray:
    """Return the strictly positive weight of each pixel of a tile: 1 inside, a squared sine down to its edges.

    The outer quarter of the overlap, where a network sees its tile's end, gets next to no weight: a neighbour
    sees it better. The weights of two neighbours add up to 1 but for that floor.

    Returns:
        float32 (tile, tile), 1e-12 to 1.
    """
    distance = np.minimum(np.arange(tile), np.arange(tile)[::-1]) + 0.5
    way = np.ones(tile) if overlap == 0 else np.clip(2 * distance / overlap - 0.5, 0, 1)
    ramp = np.maximum(np.sin(way * np.pi / 2) ** 2, 1e-6)
    return np.outer(ramp, ramp).astype(np.float32)


def grow_window(window: Window, margin: int, width: int, height: int) -> Window:
    """Return the window grown by a margin on each side, cut to a scene of the given size."""
    column, row = max(window.col_off - margin, 0), max(window.row_off - margin, 0)
    right = min(window.col_off + window.width + margin, width)
    bottom = min(window.row_off + window.height + margin, height)
    return Window(column, row, right - column, bottom - row)
