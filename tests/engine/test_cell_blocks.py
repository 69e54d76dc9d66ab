"""Blocks of cells: each wanted cell is in one, and rows of blocks end where the file's blocks do."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mining_detector_plugin.engine.cell_blocks import cell_blocks, count_chips, parts_known_after
from mining_detector_plugin.engine.plan import COLUMNS, ROWS

CORNER = (-8, -8)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 60), st.integers(1, 60), st.integers(8, 300), st.integers(0, 200),
    st.sampled_from([1, 100, 512, 1024]),
    st.floats(0, 1), st.integers(0, 1000),
)  # fmt: skip
def test_each_wanted_cell_lies_in_one_block_whole(rows, columns, side, more, block_rows, share, seed):
    chip = side + more
    is_wanted = np.random.default_rng(seed).random((rows, columns)) < share
    times = np.zeros((rows, columns), dtype=int)
    for row in cell_blocks(is_wanted, CORNER, side, chip, block_rows):
        for block in row.tiles:
            column, line = block.col_off - CORNER[0], block.row_off - CORNER[1]
            assert column % side == line % side == 0
            down, across = (block.height - chip) // side + 1, (block.width - chip) // side + 1
            assert down * across == count_chips(block, side, chip)
            times[line // side : line // side + down, column // side : column // side + across] += 1
            assert block.width <= max(COLUMNS + chip, chip)
            assert block.height <= max(ROWS, chip) + side + chip
    assert times.max() <= 1
    assert (times[is_wanted] == 1).all()


def test_rows_of_blocks_end_where_the_blocks_of_the_file_do():
    row_ends = [row.finished_below for row in cell_blocks(np.ones((40, 40), bool), CORNER, 48, 64, 512)]
    assert row_ends[:-1] == [512, 1024, 1536]


def test_what_the_next_row_needs_of_a_block_is_less_than_a_chip():
    tops = {}
    for row in cell_blocks(np.ones((40, 30), bool), CORNER, 48, 64, 512):
        for block in row.tiles:
            above = tops.get(block.col_off)
            assert above is None or 0 <= above - block.row_off < 64
            tops[block.col_off] = block.row_off + block.height


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 40), st.integers(1, 60), st.integers(24, 300), st.integers(0, 60),
    st.sampled_from([1, 100, 512]), st.floats(0, 1), st.integers(0, 1000),
)  # fmt: skip
def test_a_part_is_known_when_all_around_it_is_scored(rows, columns, side, more, block_rows, share, seed):
    chip = side + more
    is_wanted = np.random.default_rng(seed).random((rows, columns)) < share
    blocks = list(cell_blocks(is_wanted, CORNER, side, chip, block_rows))
    known_after = parts_known_after(blocks, (rows, columns), CORNER, side, chip)
    is_scored, times = ~is_wanted, np.zeros((rows, columns), dtype=int)
    order = [block for row in blocks for block in row.tiles]
    assert len(known_after) == len(order)
    for block, parts in zip(order, known_after, strict=True):
        line, column = (int(block.row_off) - CORNER[1]) // side, (int(block.col_off) - CORNER[0]) // side
        down, across = (int(block.height) - chip) // side + 1, (int(block.width) - chip) // side + 1
        is_scored[line : line + down, column : column + across] = True
        for part_rows, part_columns in parts:
            around = np.s_[max(part_rows.start - 1, 0) : part_rows.stop + 1,
                           max(part_columns.start - 1, 0) : part_columns.stop + 1]  # fmt: skip
            assert not len(part_rows) or not len(part_columns) or is_scored[around].all()
            times[part_rows.start : part_rows.stop, part_columns.start : part_columns.stop] += 1
    assert times.max() <= 1
    assert (times[is_wanted] == 1).all()
