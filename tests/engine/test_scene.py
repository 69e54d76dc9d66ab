"""Scenes: windows, nodata, resampling, formats, and the real quarry scene."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from mining_detector_plugin.engine.description import describe_scene
from mining_detector_plugin.engine.errors import SceneError
from mining_detector_plugin.engine.scene import open_scene

from .made_rasters import ORIGIN, made_numbers, write_raster

QUARRY = Path(__file__).resolve().parents[3] / "shared" / "data" / "quarry_scene"
RGB = ("B04", "B03", "B02")


def read_all(scene, bands=None):
    return scene.read(Window(0, 0, scene.width, scene.height), bands or scene.bands)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Return a folder with a 10 m, a 20 m and a 60 m band of one place, some of it nodata."""
    folder = tmp_path_factory.mktemp("mixed")
    for name, resolution, side in (("B04", 10, 96), ("B11", 20, 48), ("B09", 60, 16)):
        numbers = made_numbers(1, side, side, seed=side)
        numbers[0, side // 4 : side // 3, : side // 2] = 0
        write_raster(folder / f"{name}.tif", numbers, resolution=resolution)
    return folder


def test_ten_metre_bands_come_back_exactly(tmp_path):
    numbers = made_numbers(3, 37, 53)
    with open_scene(write_raster(tmp_path / "scene.tif", numbers, RGB)) as scene:
        reflectance, valid = read_all(scene, RGB)
        assert scene.bands == ("B02", "B03", "B04")
        assert (scene.name, scene.width, scene.height, scene.resolution_m) == ("scene", 53, 37, 10)
    assert reflectance.dtype == np.float32
    assert valid.all()
    np.testing.assert_allclose(reflectance, numbers / 10_000, atol=1e-6)


@settings(max_examples=60, deadline=None)
@given(
    column=st.integers(-60, 130),
    row=st.integers(-60, 130),
    width=st.integers(1, 150),
    height=st.integers(1, 150),
)
def test_window_equals_the_same_part_of_the_whole(mixed, column, row, width, height):
    bands = ("B09", "B02", "B11", "B04")
    with open_scene(mixed) as scene:
        whole, whole_valid = scene.read(Window(-200, -200, 600, 600), bands)
        reflectance, valid = scene.read(Window(column, row, width, height), bands)
    part = np.s_[row + 200 : row + 200 + height, column + 200 : column + 200 + width]
    np.testing.assert_array_equal(valid, whole_valid[part])
    np.testing.assert_allclose(reflectance, whole[(slice(None), *part)], atol=1e-6)
    assert not reflectance[:, ~valid].any()
    assert not reflectance[1].any(), "B02 is not in the scene"


def test_threads_may_read_one_scene_at_once(mixed):
    windows = [Window(column, row, 40, 40) for column in range(-8, 96, 8) for row in range(-8, 96, 8)]
    with open_scene(mixed) as scene, ThreadPoolExecutor(8) as pool:
        alone = [scene.read(window, scene.bands)[0] for window in windows]
        together = pool.map(lambda window: scene.read(window, scene.bands)[0], windows)
        for expected, found in zip(alone, together, strict=True):
            np.testing.assert_array_equal(found, expected)


def test_outside_of_the_scene_is_invalid(mixed):
    with open_scene(mixed) as scene:
        _, valid = scene.read(Window(-10, -10, 116, 116), ("B04",))
    rows, columns = np.nonzero(valid)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (10, 105, 10, 105)


@pytest.mark.parametrize(("resolution", "name"), [(20, "B11"), (60, "B09")])
def test_coarse_band_of_a_ramp_is_the_ramp_on_the_fine_grid(tmp_path, resolution, name):
    """A plane has the same value at a place whatever grid samples it, up to the outermost pixel centres."""
    side = 1_200
    write_raster(tmp_path / "B04.tif", made_numbers(1, side // 10, side // 10))
    centres = (np.arange(side // resolution) + 0.5) * resolution
    plane = 1_000 + 2 * centres[None, :] + 3 * centres[:, None]
    write_raster(tmp_path / f"{name}.tif", plane[None].astype(np.uint16), resolution=resolution)
    with open_scene(tmp_path) as scene:
        reflectance, valid = read_all(scene, (name,))
    assert valid.all()
    fine = np.clip((np.arange(side // 10) + 0.5) * 10, centres[0], centres[-1])
    expected = (1_000 + 2 * fine[None, :] + 3 * fine[:, None]) / 10_000
    np.testing.assert_allclose(reflectance[0], expected + scene.scaling.offset, atol=1e-6)


def test_coarse_nodata_neither_spreads_nor_bleeds_in(tmp_path):
    write_raster(tmp_path / "B04.tif", np.full((1, 40, 40), 3_000, np.uint16))
    coarse = np.full((1, 20, 20), 500, np.uint16)
    coarse[0, 5, 7] = 0
    write_raster(tmp_path / "B11.tif", coarse, resolution=20, nodata=0)
    with open_scene(tmp_path) as scene:
        reflectance, valid = read_all(scene, ("B04", "B11"))
    expected = np.ones((40, 40), dtype=bool)
    expected[10:12, 14:16] = False
    np.testing.assert_array_equal(valid, expected)
    np.testing.assert_allclose(reflectance[1][expected], 0.05, atol=1e-6)


def test_band_that_starts_elsewhere_is_placed_by_its_coordinates(tmp_path):
    numbers = made_numbers(1, 30, 30)
    write_raster(tmp_path / "B04.tif", numbers)
    write_raster(tmp_path / "B03.tif", numbers[:, 10:, 5:], origin=(ORIGIN[0] + 50, ORIGIN[1] - 100))
    with open_scene(tmp_path) as scene:
        reflectance, valid = read_all(scene, ("B03", "B04"))
    assert valid.sum() == 20 * 25
    np.testing.assert_array_equal(reflectance[0][valid], reflectance[1][valid])


def test_twenty_metre_scene_keeps_its_own_grid(tmp_path):
    path = write_raster(tmp_path / "scene.tif", made_numbers(2, 20, 30), ("B05", "B11"), resolution=20)
    with open_scene(path) as scene:
        assert (scene.width, scene.height, scene.resolution_m) == (30, 20, 20)


def test_resolution_of_degrees_is_told_in_metres(tmp_path):
    """At the equator 1e-4 degree is 11.132 m along it and 11.057 m across; at 60 degrees half of it along."""
    for latitude, expected in ((0.0, np.sqrt(11.132 * 11.057)), (60.0, np.sqrt(5.580 * 11.141))):
        path = write_raster(
            tmp_path / f"{latitude}.tif", made_numbers(3, 8, 8), RGB,
            crs="EPSG:4326", resolution=1e-4, origin=(20.0, latitude),
        )  # fmt: skip
        with open_scene(path) as scene:
            assert scene.resolution_m == pytest.approx(expected, rel=1e-3)


def test_resolution_of_the_webs_mercator_is_that_of_the_ground(tmp_path):
    path = write_raster(
        tmp_path / "scene.tif", made_numbers(3, 8, 8), RGB, crs="EPSG:3857", origin=(0.0, 8_399_737.9)
    )
    with open_scene(path) as scene:
        assert scene.resolution_m == pytest.approx(5, rel=0.01)


def test_zero_is_nodata_before_the_offset_is_taken_off(tmp_path):
    numbers = made_numbers(3, 50, 50, low=1_100)
    numbers[1, 3, 4] = 0
    path = write_raster(tmp_path / "scene_20230501.tif", numbers, RGB)
    with open_scene(path) as scene:
        assert scene.acquired == "2023-05-01"
        assert scene.scaling.offset == pytest.approx(-0.1)
        reflectance, valid = read_all(scene, RGB)
    assert np.argwhere(~valid).tolist() == [[3, 4]]
    assert not reflectance[:, 3, 4].any()
    np.testing.assert_allclose(reflectance[:, valid], (numbers[:, valid] - 1_000.0) / 10_000, atol=1e-6)


def test_dark_water_without_offset_may_be_zero_in_one_band(tmp_path):
    numbers = made_numbers(3, 50, 50)
    numbers[1, 3, 4] = 0
    numbers[:, 7, 8] = 0
    with open_scene(write_raster(tmp_path / "scene.tif", numbers, RGB)) as scene:
        assert scene.scaling.offset == 0
        _, valid = read_all(scene, RGB)
    assert np.argwhere(~valid).tolist() == [[7, 8]]


def test_nodata_value_mask_alpha_and_nan_are_invalid(tmp_path):
    numbers = made_numbers(3, 20, 20, low=2)
    marked = numbers.copy()
    marked[0, 2, 3] = 1
    tagged = write_raster(tmp_path / "nodata.tif", marked, RGB, nodata=1)
    alpha = np.full((1, 20, 20), 65_535, np.uint16)
    alpha[0, 2, 3] = 0
    with_alpha = write_raster(
        tmp_path / "alpha.tif",
        np.concatenate([numbers, alpha]),
        (*RGB, "alpha"),
        photometric="RGB",
        ALPHA="YES",
    )
    masked = write_raster(tmp_path / "mask.tif", numbers, RGB)
    with rasterio.open(masked, "r+") as dataset:
        dataset.write_mask(alpha[0] > 0)
    floats = (numbers / 10_000).astype(np.float32)
    floats[2, 2, 3] = np.nan
    with_nan = write_raster(tmp_path / "nan.tif", floats, RGB)
    for path in (tagged, with_alpha, masked, with_nan):
        with open_scene(path) as scene:
            reflectance, valid = read_all(scene, RGB)
            assert np.argwhere(~valid).tolist() == [[2, 3]], path.name
            assert not reflectance[:, 2, 3].any(), path.name
            np.testing.assert_allclose(reflectance[:, valid], numbers[:, valid] / 10_000, atol=1e-6)


def test_float_reflectance_comes_back_as_it_is(tmp_path):
    values = np.random.default_rng(1).uniform(0.01, 0.6, (3, 30, 30)).astype(np.float32)
    with open_scene(write_raster(tmp_path / "scene_20230501.tif", values, RGB)) as scene:
        np.testing.assert_array_equal(read_all(scene, RGB)[0], values)


def test_scale_and_offset_of_the_file_are_used(tmp_path):
    path = write_raster(tmp_path / "scene.tif", made_numbers(3, 30, 30, low=1_200), RGB)
    with rasterio.open(path, "r+") as dataset:
        dataset.scales, dataset.offsets = (0.0001,) * 3, (-0.1,) * 3
    with open_scene(path) as scene:
        assert scene.scaling.offset == pytest.approx(-0.1)
        assert "tags" in scene.scaling.reason


@pytest.mark.parametrize(
    ("driver", "options"),
    [("GTiff", {"tiled": True, "blockxsize": 16, "blockysize": 16, "compress": "deflate"}), ("COG", {}),
     ("JP2OpenJPEG", {"QUALITY": "100", "REVERSIBLE": "YES"})],
)  # fmt: skip
def test_formats_read_alike(tmp_path, driver, options):
    numbers = made_numbers(3, 70, 90)
    path = write_raster(tmp_path / "scene.dat", numbers, driver=driver, **options)
    with open_scene(path, {"B04": 1, "B03": 2, "B02": 3}) as scene:
        reflectance, valid = scene.read(Window(60, 50, 40, 40), RGB)
    assert valid.sum() == 30 * 20
    np.testing.assert_allclose(reflectance[:, :20, :30], numbers[:, 50:, 60:] / 10_000, atol=1e-6)


def test_virtual_raster_reads_like_its_file(tmp_path):
    numbers = made_numbers(3, 40, 50)
    path = write_raster(tmp_path / "scene.tif", numbers, RGB)
    virtual = tmp_path / "scene.vrt"
    with rasterio.open(path) as dataset, WarpedVRT(dataset) as warped:
        rasterio.shutil.copy(warped, virtual, driver="VRT")
    with open_scene(virtual, {"B04": 1, "B03": 2, "B02": 3}) as scene:
        np.testing.assert_allclose(read_all(scene, RGB)[0], numbers / 10_000, atol=1e-6)


def test_raster_inside_a_geopackage_is_opened_by_gdals_name_for_it(tmp_path):
    numbers = made_numbers(3, 20, 20, high=255).astype(np.uint8)
    path = write_raster(
        tmp_path / "scenes.gpkg", numbers, driver="GPKG", RASTER_TABLE="june", TILE_FORMAT="PNG"
    )
    with open_scene(f"GPKG:{path}:june", {"B04": 1, "B03": 2, "B02": 3}) as scene:
        reflectance, _ = scene.read(Window(0, 0, 20, 20), RGB)
    np.testing.assert_allclose(reflectance, numbers / 255 * 0.3, atol=1e-6)


def test_scene_at_an_address_reads_as_the_file_does(tmp_path, address):
    numbers = made_numbers(3, 600, 600)
    write_raster(tmp_path / "scene_20210619.tif", numbers, RGB, driver="COG")
    with open_scene(f"{address}/scene_20210619.tif") as scene:
        assert scene.paths == (f"/vsicurl/{address}/scene_20210619.tif",)
        assert scene.name == "scene_20210619"
        reflectance, valid = scene.read(Window(590, 590, 20, 20), RGB)
    assert valid.sum() == 100
    np.testing.assert_allclose(reflectance[:, :10, :10], numbers[:, 590:, 590:] / 10_000, atol=1e-6)
    with pytest.raises(SceneError, match="nowhere") as caught:
        open_scene(f"{address}/nowhere.tif")
    assert (caught.value.code, "address" in caught.value.hint) == ("scene_unreadable", True)


def test_several_files_are_one_scene(tmp_path):
    numbers = made_numbers(3, 20, 20)
    paths = [
        write_raster(tmp_path / f"T33UXS_20210619T100031_{name}_10m.jp2", band[None], driver="JP2OpenJPEG",
                     QUALITY="100", REVERSIBLE="YES")
        for name, band in zip(RGB, numbers, strict=True)
    ]  # fmt: skip
    with open_scene(paths) as scene:
        assert scene.bands == ("B02", "B03", "B04")
        assert scene.name == "T33UXS_20210619T100031"
        assert scene.acquired == "2021-06-19T10:00:31Z"
        np.testing.assert_allclose(read_all(scene, RGB)[0], numbers / 10_000, atol=1e-6)


def test_folder_takes_the_finest_file_of_a_band(tmp_path):
    write_raster(tmp_path / "x_B04_10m.tif", np.full((1, 20, 20), 700, np.uint16))
    write_raster(tmp_path / "x_B04_20m.tif", np.full((1, 10, 10), 900, np.uint16), resolution=20)
    write_raster(tmp_path / "x_SCL_20m.tif", np.full((1, 10, 10), 4, np.uint8), resolution=20)
    with open_scene(tmp_path) as scene:
        assert scene.bands == ("B04",)
        np.testing.assert_allclose(read_all(scene)[0], 0.07, atol=1e-6)


def test_description_of_a_scene_is_complete(tmp_path):
    path = write_raster(tmp_path / "scene_20210619.tif", made_numbers(3, 20, 30), RGB)
    described = describe_scene(path)
    assert described["bands"][0] == {
        "name": "B04", "source": str(path), "index": 1, "named_by": "description"
    }  # fmt: skip
    assert described["crs"] == "EPSG:32633"
    assert (described["width"], described["height"]) == (30, 20)
    assert described["bounds"] == [500_000, 5_599_800, 500_300, 5_600_000]
    assert (described["scale"], described["offset"]) == (1e-4, 0.0)
    assert described["acquired"] == "2021-06-19"
    assert described["scaling_reason"]


@pytest.mark.parametrize("date", ["20210619", "20220619", "20220719", "20221012", "20230209"])
def test_quarry_scene_is_read_as_its_notes_say(date):
    """From 2022 on the +1000 is in; read right, the same ground looks alike on all dates."""
    path = QUARRY / f"image_{date}.tif"
    if not path.exists():
        pytest.skip("needs ../shared/data, which is not here")
    with open_scene(path) as scene:
        assert scene.bands == ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12")
        assert scene.acquired == f"{date[:4]}-{date[4:6]}-{date[6:]}"
        assert scene.scaling.offset == pytest.approx(-0.1 if date >= "2022" else 0)
        assert re.search(r"Reflectance x 10000", scene.scaling.reason)
        reflectance, valid = read_all(scene)
    assert valid.mean() > 0.98
    medians = dict(zip(scene.bands, np.median(reflectance[:, valid], axis=1), strict=True))
    assert 0.02 < medians["B02"] < 0.09
    assert 0.02 < medians["B04"] < 0.15
    assert 0.2 < medians["B08"] < 0.45
    darkest = np.percentile(reflectance[:, valid], 1)
    assert 0 < darkest < 0.05
    with rasterio.open(path) as dataset:
        numbers = dataset.read().astype(np.float64)
    expected = numbers / 10_000 + scene.scaling.offset
    np.testing.assert_allclose(reflectance[:, valid], np.where(numbers, expected, 0)[:, valid], atol=1e-5)


def test_little_data_in_a_large_raster_is_found_by_a_closer_sample(tmp_path):
    """The few windows of the first sample all lie beside it."""
    numbers = np.zeros((1, 2_600, 2_600), np.uint16)
    numbers[:, 400:800, 400:800] = 1_234
    path = write_raster(tmp_path / "scene.tif", numbers, ("B04",), nodata=0, compress="deflate")
    with open_scene(path) as scene:
        assert "starts at 1234" in scene.scaling.reason


def test_reading_into_an_array_rescales_and_leaves_0_where_there_is_no_data(tmp_path):
    numbers = made_numbers(3, 40, 50)
    numbers[:, :7] = 0
    path = write_raster(tmp_path / "scene.tif", numbers, RGB, nodata=0)
    with open_scene(path) as scene:
        window, bands = Window(-3, 2, 40, 45), ("B04", "B01", "B02")
        reflectance, is_valid = scene.read(window, bands)
        out = np.zeros_like(reflectance)
        np.testing.assert_array_equal(
            scene.read_into(out, window, bands, [(2.0, 1.0), (3.0, 1.0), (4.0, -1.0)]), is_valid
        )
    assert is_valid.any() and not is_valid.all()
    expected = np.stack([reflectance[0] * 2 + 1, reflectance[1], reflectance[2] * 4 - 1]) * is_valid
    expected[1] = 0  # the scene has no such band
    np.testing.assert_allclose(out, expected, atol=1e-5)


def test_valid_dark_ground_is_rescaled_as_reflectance_0(tmp_path):
    """A stored 0 is dark water where another band saw something."""
    numbers = np.array([[[0, 500, 0]], [[400, 500, 0]]], np.uint16)
    path = write_raster(tmp_path / "scene.tif", numbers, ("B03", "B04"))
    with open_scene(path, scaling={"scale": 1e-4, "offset": 0.0}) as scene:
        out = np.zeros((2, 1, 3), np.float32)
        is_valid = scene.read_into(out, Window(0, 0, 3, 1), ("B03", "B04"), [(1.0, 5.0), (1.0, 5.0)])
    np.testing.assert_array_equal(is_valid, [[True, True, False]])
    np.testing.assert_allclose(out[:, 0], [[5, 5.05, 0], [5.04, 5.05, 0]], atol=1e-5)
