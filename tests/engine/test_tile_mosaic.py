"""Tiles that lie side by side are one scene, as if they had never been cut; what can't be joined is told."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

from mining_detector_plugin.engine.description import describe_scene
from mining_detector_plugin.engine.errors import SceneError
from mining_detector_plugin.engine.pipeline import DetectRequest, detect
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.scene import open_scene
from tests.engine import made_products
from tests.engine.made_rasters import ORIGIN, made_numbers, write_raster
from tests.rasters import ground_with_mines
from tests.results import read_layer

RGB = ("B04", "B03", "B02")
SIDE = 60


def cut(folder, numbers, columns, names=RGB, **options):
    """Write the columns of numbers (bands, height, width) as a tile of its own."""
    first, last = columns
    origin = (ORIGIN[0] + first * options.get("resolution", 10), ORIGIN[1])
    path = folder / f"tile_{first}.tif"
    return str(write_raster(path, numbers[:, :, first:last], names, origin=origin, **options))


def read_all(scene, bands=RGB):
    return scene.read(Window(0, 0, scene.width, scene.height), bands)


@pytest.fixture
def numbers():
    return made_numbers(3, 50, 2 * SIDE)


def assert_refused(code, tiles, *words, **arguments):
    with pytest.raises(SceneError) as caught:
        open_scene(tiles, **arguments).close()
    assert caught.value.code == code
    assert caught.value.hint
    assert all(word in caught.value.message for word in words), caught.value.message


@pytest.mark.parametrize("options", [{}, {"nodata": 0}, {"interleave": "band", "tiled": True, "blockxsize": 16,
                                                         "blockysize": 16}])  # fmt: skip
def test_tiles_read_like_the_scene_they_were_cut_from(tmp_path, numbers, options):
    whole = write_raster(tmp_path / "whole.tif", numbers, RGB, **options)
    tiles = [cut(tmp_path, numbers, columns, **options) for columns in ((SIDE, 2 * SIDE), (0, SIDE))]
    with open_scene(whole) as expected, open_scene(tiles) as scene:
        assert (scene.width, scene.height) == (2 * SIDE, 50)
        assert scene.transform == expected.transform
        assert scene.paths == tuple(tiles)
        assert scene.scaling.scale == expected.scaling.scale
        for part, whole_part in zip(read_all(scene), read_all(expected), strict=True):
            np.testing.assert_array_equal(part, whole_part)


def test_first_tile_shows_where_two_overlap_unless_it_has_no_data_there(tmp_path, numbers):
    right = numbers.copy()
    right[:, :, 50:70] = 4321
    left = numbers.copy()
    left[:, :20, 55:60] = 0
    tiles = [cut(tmp_path, left, (0, 70)), cut(tmp_path, right, (50, 120))]
    with open_scene(tiles) as scene:
        reflectance, valid = read_all(scene)
    assert valid.all()
    np.testing.assert_allclose(reflectance[:, :, 50:55], numbers[:, :, 50:55] / 10_000, atol=1e-6)
    np.testing.assert_allclose(reflectance[:, :20, 55:60], 0.4321, atol=1e-6)
    np.testing.assert_allclose(reflectance[:, 20:, 55:60], numbers[:, 20:, 55:60] / 10_000, atol=1e-6)


def test_gap_between_tiles_is_no_data(tmp_path, numbers):
    tiles = [cut(tmp_path, numbers, (0, 40)), cut(tmp_path, numbers, (60, 120))]
    with open_scene(tiles) as scene:
        _, valid = read_all(scene)
    np.testing.assert_array_equal(valid, np.tile(np.arange(120) // 20 != 2, (50, 1)))


@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_masks_of_tiles_are_kept(tmp_path, numbers, dtype):
    values = numbers if dtype == "uint16" else (numbers / 10_000).astype(np.float32)
    tiles = [cut(tmp_path, values, columns) for columns in ((0, SIDE), (SIDE, 2 * SIDE))]
    mask = np.full((50, SIDE), 255, np.uint8)
    mask[10:20, 30:] = 0
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(tiles[1], "r+") as tile:
        tile.write_mask(mask)
    with open_scene(tiles) as scene:
        _, valid = read_all(scene)
    np.testing.assert_array_equal(valid[:, SIDE:], mask > 0)
    assert valid[:, :SIDE].all()


def test_nameless_tiles_are_named_by_numbers_that_hold_for_each(tmp_path):
    numbers = made_numbers(4, 50, 2 * SIDE)
    tiles = [cut(tmp_path, numbers, columns, None) for columns in ((0, SIDE), (SIDE, 2 * SIDE))]
    described = describe_scene(tiles)
    assert described["tiles"] == 2
    assert described["proposed_bands"] == ["B02", "B03", "B04", "B08"]
    assert [band["index"] for band in described["bands"]] == [1, 2, 3, 4]
    assert {band["source"] for band in described["bands"]} == {tiles[0]}
    with open_scene(tiles, {"B04": 1, "B08": 4}) as scene:
        reflectance, _ = read_all(scene, ("B04", "B08"))
    np.testing.assert_allclose(reflectance, numbers[[0, 3]] / 10_000, atol=1e-6)


def test_two_products_side_by_side_are_one_scene(tmp_path):
    products = [made_products.make_level_2a(tmp_path / side) for side in ("west", "east")]
    east = (ORIGIN[0] + made_products.SIDE_M, ORIGIN[1])
    for path in products[1].rglob("*_B*.jp2"):
        with rasterio.open(path) as image:
            numbers, resolution = image.read() + 100, image.res[0]
        write_raster(path, numbers, resolution=resolution, origin=east, driver="JP2OpenJPEG", QUALITY="100",
                     REVERSIBLE="YES")  # fmt: skip
    with open_scene(products[0]) as west, open_scene([str(product) for product in products]) as both:
        assert both.bands == west.bands
        assert both.scaling == west.scaling
        assert both.width == 2 * west.width
        bands = ("B04", "B8A")
        expected, _ = west.read(Window(5, 0, 100, west.height), bands)
        np.testing.assert_array_equal(both.read(Window(5, 0, 100, west.height), bands)[0], expected)
        beyond, valid = both.read(Window(west.width + 5, 0, 100, west.height), bands)
        assert valid.all()
        np.testing.assert_allclose(beyond, expected + 0.01, atol=1e-6)


def test_what_tiles_differ_in_is_told(tmp_path, numbers):
    first = cut(tmp_path, numbers, (0, SIDE))
    other = tmp_path / "other"
    assert_refused(
        "tiles_differ", [first, cut(other / "a", numbers, (60, 120), crs="EPSG:32634")], "EPSG:32634"
    )
    assert_refused("tiles_differ", [first, cut(other / "b", numbers, (60, 120), resolution=20)], "20", "10")
    assert_refused("tiles_differ", [first, cut(other / "c", numbers, (60, 120), RGB[::-1])], "B04, B03, B02")
    shifted = write_raster(other / "d.tif", numbers, RGB, origin=(ORIGIN[0] + 604, ORIGIN[1]))
    assert_refused("tiles_differ", [first, str(shifted)], "0.40 pixels")
    assert_refused("tiles_differ", [first, cut(other / "e", numbers / 1e4, (60, 120))], "float64")
    assert_refused("tiles_overlap", [first, cut(other / "f", numbers, (0, SIDE))], "same place")


def test_tiles_with_unlike_offsets_are_refused_unless_the_user_states_one(tmp_path, numbers):
    before = cut(tmp_path, numbers, (0, SIDE), tags={"PROCESSING_BASELINE": "03.00"})
    after = cut(tmp_path, numbers + 1000, (SIDE, 2 * SIDE), tags={"PROCESSING_BASELINE": "05.10"})
    assert_refused("tiles_differ", [before, after], "-0.1")
    with open_scene([before, after], scaling={"scale": 0.0001, "offset": 0}) as scene:
        assert scene.scaling.offset == 0


def test_tile_that_was_cut_short_is_told_by_name(tmp_path):
    numbers = made_numbers(3, 50, 2 * SIDE)
    tiles = [cut(tmp_path, numbers, (0, SIDE)), cut(tmp_path, numbers, (SIDE, 2 * SIDE))]
    with open(tiles[1], "r+b") as file:
        file.truncate(9000)
    assert_refused("scene_truncated", tiles, "tile_60.tif")


def test_run_over_tiles_is_the_run_over_the_whole(models, tmp_path):
    """A mine across the seam comes out once, with the shape that it has in the uncut scene."""
    places = [(40, 70, 30, 60), (150, 20, 20, 25), (180, 150, 25, 20)]
    stored = np.rint(ground_with_mines(230, 200, places) * 10_000).astype(np.uint16)
    names = ("B02", "B03", "B04")
    whole = write_raster(tmp_path / "whole.tif", stored, names)
    tiles = [cut(tmp_path, stored, columns, names) for columns in ((0, 100), (100, 200))]
    answers = []
    for scene in (str(whole), tiles):
        out = tmp_path / f"out{len(answers)}"
        answer = detect(DetectRequest(scene, str(out), models=str(models)), Reporter())
        answers.append((answer, read_layer(out, "mines")[1]))
    (expected, mines), (answer, joined) = answers
    assert answer["counts"] == expected["counts"]
    assert answer["counts"]["mines"] == len(places)
    assert sorted(shape.wkt for shape in joined) == sorted(shape.wkt for shape in mines)
