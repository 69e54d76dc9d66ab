"""The mosaic gives back exactly what tiles agree on, whatever the tiling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.windows import Window

from mining_detector_plugin.engine.mosaic import RowMosaic
from mining_detector_plugin.engine.plan import TilePlan


def mosaic_of(field: np.ndarray, is_valid: np.ndarray, window: Window, tile: int, overlap: int):
    """Cut a field into tiles, blend them, and return values and where they were seen."""
    channels = len(field)
    padded = np.pad(field, ((0, 0), (tile, tile), (tile, tile)))
    padded_valid = np.pad(is_valid, tile)
    mosaic = RowMosaic(window, channels, overlap)
    values, seen, next_row = [], [], window.row_off
    for tile_row in TilePlan(window, tile, overlap).rows():
        for place in tile_row.tiles:
            rows = slice(place.row_off + tile, place.row_off + 2 * tile)
            columns = slice(place.col_off + tile, place.col_off + 2 * tile)
            mosaic.add(place, padded[:, rows, columns], padded_valid[rows, columns])
        row, blended, is_seen = mosaic.finish(tile_row.finished_below)
        assert row == next_row
        next_row += len(is_seen)
        values.append(blended)
        seen.append(is_seen)
    return np.concatenate(values, axis=1), np.concatenate(seen)


@settings(max_examples=60, deadline=None)
@given(
    height=st.integers(1, 150),
    width=st.integers(1, 150),
    tile_and_overlap=st.integers(4, 64).flatmap(lambda t: st.tuples(st.just(t), st.integers(0, t - 1))),
    seed=st.integers(0, 1000),
)
def test_identity_is_exact_at_every_pixel(height, width, tile_and_overlap, seed):
    tile, overlap = tile_and_overlap
    field = np.random.default_rng(seed).random((2, height, width), dtype=np.float32)
    values, seen = mosaic_of(
        field, np.ones((height, width), bool), Window(0, 0, width, height), tile, overlap
    )
    assert seen.all()
    np.testing.assert_allclose(values, field, atol=1e-6, rtol=0)


def test_pixels_without_data_are_not_seen():
    field = np.ones((1, 50, 50), np.float32)
    is_valid = np.ones((50, 50), bool)
    is_valid[10:20, 5:9] = False
    values, seen = mosaic_of(field, is_valid, Window(0, 0, 50, 50), 32, 8)
    np.testing.assert_array_equal(seen, is_valid)
    assert np.all(values[:, ~is_valid] == 0)


def test_buffer_does_not_grow_with_the_height():
    mosaic = RowMosaic(Window(0, 0, 40, 100_000), 1, 10)
    one = np.ones((1, 40, 40), np.float32)
    for row in range(0, 3000, 30):
        mosaic.add(Window(0, row, 40, 40), one, np.ones((40, 40), bool))
        mosaic.finish(row + 30)
        assert mosaic._means.shape[1] <= 40


def test_room_for_a_row_of_tiles_is_made_once(monkeypatch):
    grown = []
    grow = RowMosaic._grow
    monkeypatch.setattr(RowMosaic, "_grow", lambda self, rows: (grown.append(rows), grow(self, rows)))
    mosaic = RowMosaic(Window(0, 0, 64, 200), 1, 0)
    mosaic.reach(96)
    for column, height in ((0, 32), (32, 96)):
        mosaic.add(
            Window(column, 0, 32, height), np.ones((1, height, 32), np.float32), np.ones((height, 32), bool)
        )
    _, values, is_seen = mosaic.finish(96)
    assert grown == [96]
    np.testing.assert_array_equal(values[0], is_seen)
    assert is_seen.sum() == 32 * (32 + 96)


def test_disagreeing_tiles_are_averaged():
    mosaic = RowMosaic(Window(0, 0, 12, 8), 1, 4)
    everywhere = np.ones((8, 8), bool)
    mosaic.add(Window(0, 0, 8, 8), np.zeros((1, 8, 8), np.float32), everywhere)
    mosaic.add(Window(4, 0, 8, 8), np.ones((1, 8, 8), np.float32), everywhere)
    _, values, _ = mosaic.finish(8)
    line = values[0, 4]
    assert line[3] == 0
    assert line[8] == 1
    assert np.all(np.diff(line[3:9]) > 0)
    assert line[5] + line[6] == pytest.approx(1)
