"""Tile plans cover their window, and blend weights never vanish."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.windows import Window

from mining_detector_plugin.engine.plan import ROWS, STEP, TilePlan, blend_ramp, grow_window, tile_starts

sides = st.integers(1, 200)
tiles = st.integers(2, 96).flatmap(lambda tile: st.tuples(st.just(tile), st.integers(0, tile - 1)))


@given(start=st.integers(-50, 50), length=sides, tile_and_overlap=tiles)
def test_tiles_cover_every_pixel_and_share_the_overlap(start, length, tile_and_overlap):
    tile, overlap = tile_and_overlap
    starts = np.array(tile_starts(start, length, tile, overlap))
    seen = np.zeros(length + tile, dtype=bool)
    for first in starts - start:
        seen[first : first + tile] = True
    assert seen[:length].all()
    assert np.all(np.diff(starts) <= tile - overlap)
    assert starts[0] == start
    if length >= tile:
        assert starts[-1] + tile == start + length


@given(height=sides, width=sides, tile_and_overlap=tiles)
@settings(deadline=None)
def test_rows_are_finished_in_order_and_all(height, width, tile_and_overlap):
    tile, overlap = tile_and_overlap
    rows = list(TilePlan(Window(7, 5, width, height), tile, overlap).rows())
    assert rows[-1].finished_below == 5 + height
    for row, following in itertools.pairwise(rows):
        assert row.finished_below == following.window.row_off > row.window.row_off


def test_tiles_without_a_wanted_pixel_are_left_out():
    plan = TilePlan(Window(5, 0, 100, 40), 40, 10)

    def wanted(window):
        assert (window.col_off, window.width, window.height) == (5, 100, 40)
        return np.arange(40 * 100).reshape(40, 100) % 100 == 70

    assert [[tile.col_off for tile in row.tiles] for row in plan.rows()] == [[5, 35, 65]]
    assert [[tile.col_off for tile in row.tiles] for row in plan.rows(wanted)] == [[65]]


def covered(plan: TilePlan, wanted: np.ndarray, margin: int) -> np.ndarray:
    """Return which pixels of a plan's window lie in a tile, ``margin`` from its edges where the window goes on."""
    window = plan.window
    seen = np.zeros_like(wanted)
    first_row, first_column = int(window.row_off), int(window.col_off)
    height, width = wanted.shape

    def cut(row: Window) -> np.ndarray:
        begin = int(row.row_off) - first_row
        return wanted[begin : begin + int(row.height)]

    for row in plan.rows(cut):
        for tile in row.tiles:
            top, left = int(tile.row_off) - first_row, int(tile.col_off) - first_column
            bottom, right = top + int(tile.height), left + int(tile.width)
            lines = slice(0 if top <= 0 else top + margin, height if bottom >= height else bottom - margin)
            columns = slice(0 if left <= 0 else left + margin, width if right >= width else right - margin)
            seen[lines, columns] = True
    return seen


@given(
    height=st.integers(1, 3000), width=st.integers(1, 3000), row=st.integers(-40, 700), seed=st.integers(0, 99),
    block_rows=st.sampled_from([1, 16, 256, 512, 1000, 4096]),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_free_tiles_hold_what_is_wanted_far_enough_from_their_edges(height, width, row, seed, block_rows):
    plan = TilePlan(Window(3, row, width, height), 256, 64, is_free=True, block_rows=block_rows)
    random = np.random.default_rng(seed)
    coarse = random.random((-(-height // 48), -(-width // 48))) < random.choice([0.005, 0.1, 0.9])
    wanted = np.kron(coarse, np.ones((48, 48), bool))[:height, :width]
    assert covered(plan, wanted, 32)[wanted].all()


@given(height=st.integers(1, 2000), width=st.integers(1, 2000))
@settings(deadline=None)
def test_free_tiles_have_sizes_that_networks_take_and_stay_in_a_window_that_holds_them(height, width):
    window = Window(0, 0, width, height)
    for row in TilePlan(window, 256, 64, is_free=True).rows():
        for tile in row.tiles:
            assert tile.height % STEP == tile.width % STEP == 0
            assert tile.row_off >= 0 and (tile.row_off + tile.height <= height or tile.row_off == 0)
            assert tile.col_off >= 0 and (tile.col_off + tile.width <= width or tile.col_off == 0)


def test_free_rows_end_where_blocks_do():
    rows = list(TilePlan(Window(0, 130, 500, 3000), 256, 64, is_free=True, block_rows=256).rows())
    ends = [int(row.window.row_off + row.window.height) for row in rows]
    assert all(end % 256 == 0 for end in ends[:-1])
    assert all(end - begin <= ROWS * 5 // 4 + 64 for begin, end in zip([130, *ends], ends, strict=False))


def test_a_small_find_gets_a_small_tile():
    plan = TilePlan(Window(0, 0, 10_000, 3000), 256, 64, is_free=True)
    wanted = np.zeros((3000, 10_000), bool)
    wanted[1200:1344, 5000:5144] = True
    tiles = [
        tile
        for row in plan.rows(lambda row: wanted[int(row.row_off) : int(row.row_off + row.height)])
        for tile in row.tiles
    ]
    assert [(tile.height, tile.width) for tile in tiles] == [(224, 224)]


@given(tile_and_overlap=tiles)
def test_blend_weights_are_positive_and_symmetric(tile_and_overlap):
    tile, overlap = tile_and_overlap
    weights = blend_ramp(tile, overlap)
    assert weights.dtype == np.float32
    assert weights.min() > 0
    assert weights.max() <= 1
    np.testing.assert_array_equal(weights, weights[::-1])


def test_window_grows_but_not_beyond_the_scene():
    assert grow_window(Window(2, 50, 10, 10), 8, 100, 62) == Window(0, 42, 20, 20)


@given(seed=st.integers(0, 1000), overlap=st.sampled_from([64, 96]), block_rows=st.sampled_from([256, 512]))
@settings(deadline=None, max_examples=30)
def test_tiles_lie_in_their_row_whose_blocks_are_read(seed, overlap, block_rows):
    rng = np.random.default_rng(seed)
    cells = rng.random((34, 30)) < rng.choice([0.02, 0.2, 0.6])
    wanted = np.kron(cells, np.ones((48, 48), bool))
    plan = TilePlan(Window(0, 0, *wanted.shape[::-1]), 256, overlap, True, block_rows)

    def cut(row: Window) -> np.ndarray:
        return wanted[int(row.row_off) : int(row.row_off + row.height)]

    for row in plan.rows(cut):
        for tile in row.tiles:
            assert tile.row_off >= row.window.row_off
            assert tile.row_off + tile.height <= row.window.row_off + row.window.height
