"""Which cells of the classifier are read together: blocks of them that end where the file's blocks do.

So each block of the file is decoded once, little of a wide scene is held, and what holds no wanted cell is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rasterio.windows import Window

from .plan import COLUMNS, TileRow, rows_between_cuts

#: Rows and columns of cells.
Part = tuple[range, range]


def cell_blocks(
    is_wanted: np.ndarray, corner: tuple[int, int], side: int, chip: int, block_rows: int
) -> Iterator[TileRow]:
    """Yield rows of blocks; each block's window holds the chips of its cells, and lines that the next row needs too.

    Args:
        is_wanted: bool (rows, columns) of cells; blocks without a wanted cell are left out.
        corner: column and row in the scene of the first chip's first pixel.
        side, chip: of a cell and of a chip in pixels.
        block_rows: rows of the file's blocks.
    """
    left, top = corner
    rows, columns = is_wanted.shape
    end = top + (rows - 1) * side + chip
    step = rows_between_cuts(chip, block_rows)
    across = max(COLUMNS // side, 1)
    first = 0
    for cut in [*range((top // step + 1) * step, end, step), end]:
        # The first row of cells whose chips go on below the cut.
        last = min(max((cut - top - chip) // side + 1, first), rows)
        if last == first:
            continue
        high = cut - (top + first * side)
        windows = [
            Window(
                left + column * side,
                top + first * side,
                (min(across, columns - column) - 1) * side + chip,
                high,
            )
            for column in range(0, columns, across)
            if is_wanted[first:last, column : column + across].any()
        ]
        yield TileRow(
            Window(left, top + first * side, (columns - 1) * side + chip, high), tuple(windows), cut
        )
        first = last


def count_chips(block: Window, side: int, chip: int) -> int:
    """Return how many cells a block holds."""
    return ((int(block.height) - chip) // side + 1) * ((int(block.width) - chip) // side + 1)


def parts_known_after(
    rows: Sequence[TileRow], shape: tuple[int, int], corner: tuple[int, int], side: int, chip: int
) -> list[list[Part]]:
    """Return for each block, in their order, the cells of which it is known once it is scored what lies around them.

    Together they are all cells, each once; but for rows without a block that come before all blocks.

    Args:
        rows: of ``cell_blocks``, all of them. shape: rows and columns of cells.
        corner, side, chip: as for ``cell_blocks``.
    """
    left, top = corner
    parts: list[list[Part]] = []
    first = 0
    for number, row in enumerate(rows, 1):
        # The last row of cells has neighbours below that are not scored yet; so has the last column beside it.
        below = (int(row.window.row_off + row.window.height) - top - chip) // side
        end = shape[0] if number == len(rows) else max(below, first)
        begin = 0
        for count, block in enumerate(row.tiles, 1):
            beside = (int(block.col_off + block.width) - left - chip) // side
            stop = shape[1] if count == len(row.tiles) else max(beside, begin)
            parts.append([(range(first, end), range(begin, stop))])
            begin = stop
        if parts and not row.tiles:
            parts[-1].append((range(first, end), range(shape[1])))
        first = end
    return parts
