"""Chips laid out in a grid, as a stand-in for scenes where labels come per chip.

What is true of such a mosaic: a chip with a mine is one site, and its box is the chip's square. The scar's own
extent is not known, and it often runs out of the chip. No two mines share a side, so that no box is in doubt. All
chips, with a mine or without, fade into each other in the same way: seams say nothing of mines, but they do show
where a chip ends, so that boxes are placed more easily than in a scene.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Largest share of a mosaic's cells that hold a mine. Even a careless choice of cells leaves room for so many.
MOST_MINES = 0.25


@dataclass(frozen=True)
class ChipMosaic:
    """A grid of chips.

    Attributes:
        image: float32 (bands, cells x side, cells x side), as the chips' values.
        chips: int (cells, cells), which chip lies in each cell.
        boxes: float32 (n, 4), x0 y0 x1 y1 in pixels, the squares of the chips with a mine.
        side: of a chip in pixels.
    """

    image: np.ndarray
    chips: np.ndarray
    boxes: np.ndarray
    side: int


def lay_out(is_mine: np.ndarray, cells: int, generator: np.random.Generator) -> list[np.ndarray]:
    """Return which chip lies in each cell of how many mosaics it takes to show each mine once.

    Mines are as many as in the chips given, or ``MOST_MINES`` where there are more of them; chips without are shown
    again where they are too few.

    Args:
        is_mine: bool (chips,). At least one chip has none.
        cells: along a side of a mosaic.
    """
    mines, others = (generator.permutation(np.flatnonzero(chosen)) for chosen in (is_mine, ~is_mine))
    most = int(MOST_MINES * cells**2)
    own = round(len(mines) / len(is_mine) * cells**2)
    count = max(1, int(np.ceil(len(mines) / max(1, min(own, most)))))
    if not len(mines):
        count = max(1, len(others) // cells**2)
    rest = iter(np.resize(others, count * cells**2))
    grids = []
    for number in range(count):
        grid = np.full((cells, cells), -1)
        shown = mines[number::count]
        for (row, column), mine in zip(apart(cells, len(shown), generator), shown, strict=True):
            grid[row, column] = mine
        for row, column in np.argwhere(grid < 0):
            grid[row, column] = next(rest)
        grids.append(grid)
    return grids


def apart(cells: int, count: int, generator: np.random.Generator) -> list[tuple[int, int]]:
    """Return ``count`` random cells of a square grid of which no two share a side; count <= cells ** 2 / 4."""
    is_free = np.ones((cells + 2, cells + 2), bool)
    chosen: list[tuple[int, int]] = []
    for place in generator.permutation(cells**2):
        row, column = divmod(int(place), cells)
        if len(chosen) < count and is_free[row + 1, column + 1]:
            chosen.append((row, column))
            is_free[row : row + 3, column + 1] = False
            is_free[row + 1, column : column + 3] = False
    assert len(chosen) == count, f"{count} mines have no room in {cells} x {cells} cells"
    return chosen


def fade_together(values: np.ndarray, feather_px: int) -> np.ndarray:
    """Return chips side by side, each fading into its neighbours' mirror images across its edges.

    Args:
        values: float32 (rows, columns, bands, side, side).
        feather_px: half the width of the fade, 0 for hard seams.

    Returns:
        float32 (bands, rows x side, columns x side).
    """
    rows, columns, bands, side, _ = values.shape
    margin = feather_px
    total = np.zeros((bands, rows * side + 2 * margin, columns * side + 2 * margin), np.float32)
    weights = np.zeros(total.shape[1:], np.float32)
    ramp = (np.arange(2 * margin) + 0.5) / max(2 * margin, 1)
    line = np.concatenate([ramp, np.ones(side - 2 * margin), ramp[::-1]]).astype(np.float32)
    weight = line[:, None] * line[None]
    mirrored = np.pad(values, ((0, 0), (0, 0), (0, 0), (margin, margin), (margin, margin)), mode="symmetric")
    for row in range(rows):
        for column in range(columns):
            place = (
                slice(row * side, row * side + len(line)),
                slice(column * side, column * side + len(line)),
            )
            total[:, *place] += mirrored[row, column] * weight
            weights[place] += weight
    inner = slice(margin, -margin or None)
    return total[:, inner, inner] / weights[inner, inner]


def chip_mosaics(
    values: np.ndarray, is_mine: np.ndarray, seed: int, cells: int = 6, feather_px: int = 3
) -> list[ChipMosaic]:
    """Return mosaics that show each chip with a mine once.

    Args:
        values: float32 (chips, bands, side, side).
        is_mine: bool (chips,).
        seed: of the layout.
        cells: along a side of a mosaic.
        feather_px: half the width of the fade between chips.
    """
    side = values.shape[-1]
    mosaics = []
    for grid in lay_out(is_mine, cells, np.random.default_rng(seed)):
        places = np.argwhere(is_mine[grid])[:, ::-1].astype(np.float32) * side
        boxes = np.concatenate([places, places + side], axis=1).reshape(-1, 4)
        mosaics.append(ChipMosaic(fade_together(values[grid], feather_px), grid, boxes, side))
    return mosaics
