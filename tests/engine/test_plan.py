"""Tile plans cover their window, and blend weights never vanish."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rasterio.windows import Window

from mining_detector_plugin.engine.plan import TilePlan, blend_weights, grow_window, tile_starts

sides = st.integers(1, 400)
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
def test_rows_are_finished_in_order_and_all(height, width, tile_and_overlap):
    tile, overlap = tile_and_overlap
    rows = list(TilePlan(Window(7, 5, width, height), tile, overlap).rows())
    assert rows[-1].finished_below == 5 + height
    for row, following in itertools.pairwise(rows):
        assert row.finished_below == following.row > row.row


def test_tiles_without_a_wanted_column_are_left_out():
    plan = TilePlan(Window(5, 0, 100, 40), 40, 10)

    def wanted_columns(window):
        assert (window.col_off, window.width, window.height) == (5, 100, 40)
        return np.arange(100) == 70

    assert [row.columns for row in plan.rows()] == [(5, 35, 65)]
    assert [row.columns for row in plan.rows(wanted_columns)] == [(65,)]


@given(tile_and_overlap=tiles)
def test_blend_weights_are_positive_and_symmetric(tile_and_overlap):
    tile, overlap = tile_and_overlap
    weights = blend_weights(tile, overlap)
    assert weights.dtype == np.float32
    assert weights.min() > 0
    assert weights.max() <= 1
    np.testing.assert_array_equal(weights, weights[::-1, ::-1])


def test_window_grows_but_not_beyond_the_scene():
    assert grow_window(Window(2, 50, 10, 10), 8, 100, 62) == Window(0, 42, 20, 20)
