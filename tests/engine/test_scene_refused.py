"""Scenes that can't be used as they are: bands without names, broken files, each told in one message."""

from __future__ import annotations

import pytest
import rasterio
from rasterio.windows import Window

from mining_detector_plugin.engine.description import describe_scene
from mining_detector_plugin.engine.errors import SceneError
from mining_detector_plugin.engine.scene import open_scene

from .made_rasters import made_numbers, write_raster

RGB = ("B04", "B03", "B02")


def assert_refused(code, source, **arguments):
    with pytest.raises(SceneError) as caught:
        open_scene(source, **arguments)
    assert caught.value.code == code
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("tag", ["eo:common_name", "common_name", "band_name"])
def test_band_tags_name_bands(tmp_path, tag):
    path = write_raster(tmp_path / "scene.tif", made_numbers(3, 8, 8))
    with rasterio.open(path, "r+") as dataset:
        for index, name in enumerate(("nir", "swir16", "red"), start=1):
            dataset.update_tags(index, **{tag: name})
    with open_scene(path) as scene:
        assert scene.bands == ("B04", "B08", "B11")


def test_nameless_bands_are_proposed_and_never_applied(tmp_path):
    path = write_raster(tmp_path / "scene.tif", made_numbers(4, 8, 8))
    error = assert_refused("bands_unknown", path)
    assert "B02=1,B03=2,B04=3,B08=4" in error.hint
    described = describe_scene(path)
    assert [band["name"] for band in described["bands"]] == [None] * 4
    assert described["proposed_bands"] == ["B02", "B03", "B04", "B08"]
    with open_scene(path, {"B02": 1, "B03": 2, "B04": 3, "B08": 4}) as scene:
        assert scene.bands == ("B02", "B03", "B04", "B08")


def test_bands_that_share_a_name_are_asked_about(tmp_path):
    """STAC's common names before version 2 call three bands `rededge`."""
    path = write_raster(tmp_path / "scene.tif", made_numbers(3, 8, 8), ("red", "rededge", "rededge"))
    assert_refused("bands_unknown", path)
    assert [band["name"] for band in describe_scene(path)["bands"]] == ["B04", "B05", "B05"]
    with open_scene(path, {"B04": 1, "B05": 2, "B06": 3}) as scene:
        assert scene.bands == ("B04", "B05", "B06")


@pytest.mark.parametrize(
    ("numbers", "code"),
    [({"B04": 4}, "bands_missing"), ({"B04": 0}, "bands_missing"), ({"gamma": 1}, "bands_unknown"),
     ({"B04": 1, "red": 2}, "bands_unknown"), ({"B04": 1, "B03": 1}, "bands_unknown")],
)  # fmt: skip
def test_wrong_band_numbers_are_refused(tmp_path, numbers, code):
    path = write_raster(tmp_path / "scene.tif", made_numbers(3, 8, 8))
    assert_refused(code, path, band_numbers=numbers)


def test_missing_file_is_told():
    error = assert_refused("scene_missing", "nowhere/scene.tif")
    assert "nowhere/scene.tif" in error.message
    assert_refused("scene_missing", [])


def test_file_that_is_no_raster_is_told(tmp_path):
    path = tmp_path / "notes.tif"
    path.write_text("no raster at all")
    assert_refused("scene_unreadable", path)


def test_folder_without_band_files_is_told(tmp_path):
    assert_refused("scene_unreadable", tmp_path)
    write_raster(tmp_path / "one.tif", made_numbers(3, 8, 8), RGB)
    write_raster(tmp_path / "two.tif", made_numbers(3, 8, 8), RGB)
    assert "2 rasters" in assert_refused("scene_unreadable", tmp_path).message


@pytest.mark.parametrize(
    "options", [{}, {"tiled": True, "blockxsize": 64, "blockysize": 64}, {"compress": "deflate"}]
)
@pytest.mark.parametrize("kept", [0.005, 0.5, 0.97])
def test_truncated_tiff_is_found_on_opening(tmp_path, options, kept):
    path = write_raster(tmp_path / "scene.tif", made_numbers(3, 300, 300), RGB, **options)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert_refused("scene_truncated", path)


def test_damage_inside_is_found_on_reading(tmp_path):
    path = write_raster(tmp_path / "scene.tif", made_numbers(1, 2_600, 2_600), ("B04",), compress="deflate")
    content = bytearray(path.read_bytes())
    middle = len(content) * 5 // 12  # between the rows that are sampled on opening
    content[middle : middle + 4_000] = bytes(4_000)
    path.write_bytes(content)
    with open_scene(path) as scene, pytest.raises(SceneError) as caught:
        scene.read(Window(0, 0, scene.width, scene.height), scene.bands)
    assert caught.value.code == "scene_truncated"


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_scene_without_crs_is_told(tmp_path):
    path = write_raster(tmp_path / "scene.tif", made_numbers(3, 8, 8), RGB, crs=None)
    assert_refused("scene_has_no_crs", path)
    with pytest.raises(SceneError, match="CRS"):
        describe_scene(path)


def test_bands_of_two_zones_are_refused(tmp_path):
    write_raster(tmp_path / "B04.tif", made_numbers(1, 8, 8))
    write_raster(tmp_path / "B03.tif", made_numbers(1, 8, 8), crs="EPSG:32634")
    assert_refused("scene_grids_differ", tmp_path)
