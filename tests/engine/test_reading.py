"""Network input: what tiles share is copied and not read again, and comes out as if each had been read by itself."""

from __future__ import annotations

from itertools import pairwise
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.windows import Window

from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.plan import TileRow
from mining_detector_plugin.engine.reading import InputReader, read_tiles
from mining_detector_plugin.engine.scene import open_scene
from tests.packs import identity_segmenter

from .made_rasters import made_numbers, write_raster

SIDE, OVERLAP = 160, 32


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    place = tmp_path_factory.mktemp("reading")
    numbers = made_numbers(2, SIDE, SIDE)
    numbers[:, 40:60, 30:90] = 0
    scene = write_raster(place / "scene.tif", numbers, ("B02", "B04"), nodata=0)
    pack = load_pack(identity_segmenter(place / "pack", ["B02", "B04"]))
    with open_scene(scene) as opened:
        yield InputReader(opened, pack)


@st.composite
def tile_rows(draw) -> list[TileRow]:
    """Rows that share lines, each of tiles with gaps between them that end where the row does or before."""
    rows = []
    for top, bottom in ((-8, 64), (32, 128), (96, SIDE + 8)):
        tiles, column = [], draw(st.integers(-8, 40))
        while column < SIDE:
            width = draw(st.integers(16, 90))
            low = bottom - draw(st.sampled_from([0, 0, 0, 9, 40]))
            tiles.append(Window(column, top, width, low - top))
            column += draw(st.integers(8, width + 40))
        rows.append(TileRow(Window(-8, top, SIDE + 16, bottom - top), tuple(tiles), bottom))
    return rows


@settings(max_examples=60, deadline=None)
@given(rows=tile_rows())
def test_tiles_that_share_lines_are_as_if_each_was_read_by_itself(reader, rows):
    for tile in read_tiles(reader, rows, OVERLAP):
        alone = reader.read(tile.window)
        np.testing.assert_array_equal(tile.is_valid, alone.is_valid)
        np.testing.assert_array_equal(tile.bands, alone.bands)


def test_lines_that_tiles_above_hold_together_are_not_read_again(reader, monkeypatch):
    above = [reader.read(Window(column, 0, 60, 64)) for column in (0, 40)]
    read: list[Window] = []
    scene = reader._scene
    monkeypatch.setattr(
        type(scene),
        "read_into",
        lambda self, out, window, *_: read.append(window) or np.ones(out.shape[1:], bool),
    )
    reader.read(Window(10, 32, 110, 96), above)
    assert sorted((w.col_off, w.row_off, w.width, w.height) for w in read) == [
        (10, 64, 110, 64),
        (100, 32, 20, 32),
    ]


@settings(max_examples=60, deadline=None)
@given(rows=tile_rows())
def test_no_line_of_a_row_is_read_after_the_row(reader, rows):
    read: list[Window] = []
    scene = reader._scene

    def read_into(out, window, *_):
        read.append(window)
        return np.ones(out.shape[1:], bool)

    with mock.patch.object(scene, "read_into", read_into):
        ends = [row.window.row_off + row.window.height for row in rows for _ in row.tiles]
        done = [0, *(len(read) for _ in read_tiles(reader, rows, OVERLAP))]
    for number, (begin, stop) in enumerate(pairwise(done)):
        above = max((end for end in ends[:number] if end < ends[number]), default=-8)
        assert all(window.row_off >= above for window in read[begin:stop])
