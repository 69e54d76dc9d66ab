"""Products: which image is taken for which band, and what the metadata decide. Real JPEG 2000, real zips."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.windows import Window

from mining_detector_plugin.engine.bands import BAND_NAMES, PACK_BANDS
from mining_detector_plugin.engine.description import describe_scene
from mining_detector_plugin.engine.errors import SceneError
from mining_detector_plugin.engine.scene import open_scene

from . import made_products
from .made_products import band_number

BEST_RESOLUTION = dict.fromkeys(("B02", "B03", "B04", "B08"), 10) | {"B09": 60}


@pytest.fixture(scope="module")
def level_2a(tmp_path_factory):
    return made_products.make_level_2a(tmp_path_factory.mktemp("level_2a"))


@pytest.fixture(scope="module")
def old_product(tmp_path_factory):
    return made_products.make_old_level_1c(tmp_path_factory.mktemp("old"), ("T33UXS", "T33UXR"))


def read_medians(scene):
    """Return the middle reflectance of each band, and whether all of the scene is valid."""
    reflectance, valid = scene.read(Window(0, 0, scene.width, scene.height), scene.bands)
    return dict(zip(scene.bands, np.median(reflectance, axis=(1, 2)), strict=True)), valid.all()


def test_level_2a_takes_each_band_at_its_best_resolution_and_the_offset(level_2a):
    with open_scene(level_2a) as scene:
        assert scene.bands == PACK_BANDS
        assert (scene.width, scene.height, scene.resolution_m) == (120, 120, 10)
        assert scene.scaling.scale == pytest.approx(1e-4)
        assert scene.scaling.offset == pytest.approx(-0.1)
        assert "05.09" in scene.scaling.reason
        assert scene.acquired == "2022-06-19T10:00:31Z"
        assert scene.name == level_2a.stem
        medians, all_valid = read_medians(scene)
    assert all_valid
    for name, median in medians.items():
        expected = (band_number(name, BEST_RESOLUTION.get(name, 20)) - 1000) / 10_000
        assert median == pytest.approx(expected, abs=1e-6), name


def test_level_1c_before_baseline_4_has_thirteen_bands_and_no_offset(tmp_path):
    with open_scene(made_products.make_level_1c(tmp_path)) as scene:
        assert scene.bands == BAND_NAMES
        assert scene.scaling.offset == 0
        medians, _ = read_medians(scene)
    assert medians["B10"] == pytest.approx(band_number("B10", 60) / 10_000, abs=1e-6)


def test_level_1c_offset_is_read(tmp_path):
    product = made_products.make_level_1c(tmp_path, baseline="04.00", offset=-1000, date="20220219")
    with open_scene(product) as scene:
        assert scene.scaling.offset == pytest.approx(-0.1)


def test_metadata_win_over_the_date(tmp_path):
    """A product of 2021 that was processed again has the offset; one without ADD_OFFSET has none."""
    processed_again = made_products.make_level_1c(tmp_path, baseline="05.00", offset=-1000)
    with open_scene(processed_again) as scene:
        assert scene.scaling.offset == pytest.approx(-0.1)
    harmonised = made_products.make_level_1c(tmp_path, baseline="04.00", offset=0, date="20230219")
    with open_scene(harmonised) as scene:
        assert scene.scaling.offset == 0


def test_zip_reads_as_the_folder_does(level_2a):
    packed = made_products.make_zip(level_2a)
    with open_scene(level_2a) as folder, open_scene(packed) as archive:
        window = Window(5, 7, 60, 50)
        for unpacked, zipped in zip(
            folder.read(window, PACK_BANDS), archive.read(window, PACK_BANDS), strict=True
        ):
            np.testing.assert_array_equal(unpacked, zipped)
        assert archive.name == folder.name
        assert archive.scaling == folder.scaling


@pytest.mark.parametrize(
    "way", ["folder above", "metadata file", "granule", "gdal name", "gdal name of a zip", "vsizip"]
)
def test_product_is_found_however_it_is_named(level_2a, way):
    metadata = level_2a / "MTD_MSIL2A.xml"
    packed = made_products.make_zip(level_2a)
    source = {
        "folder above": level_2a.parent,
        "metadata file": metadata,
        "granule": next((level_2a / "GRANULE").iterdir()),
        "gdal name": f"SENTINEL2_L2A:{metadata}:10m:EPSG_32633",
        "gdal name of a zip": f"SENTINEL2_L2A:/vsizip/{packed}/{level_2a.name}/MTD_MSIL2A.xml:10m:EPSG_32633",
        "vsizip": f"/vsizip/{packed}/{level_2a.name}/MTD_MSIL2A.xml",
    }[way]
    with open_scene(source) as scene:
        assert scene.bands == PACK_BANDS
        assert scene.scaling.offset == pytest.approx(-0.1)
        assert scene.name == level_2a.stem


def test_images_picked_out_of_a_product_keep_its_metadata(tmp_path):
    """An image of 2021 that was processed again: neither its name nor its date tell of the offset."""
    product = made_products.make_level_1c(tmp_path, baseline="05.00", offset=-1000)
    images = sorted(product.rglob("*_B0[234].jp2"))
    for source in (images, images[0], images[0].parent):
        with open_scene(source) as scene:
            assert scene.scaling.offset == pytest.approx(-0.1)
            assert "05.00" in scene.scaling.reason


def test_old_product_of_several_tiles_asks_for_one(old_product):
    with pytest.raises(SceneError) as caught:
        open_scene(old_product)
    assert caught.value.code == "scene_has_many_tiles"
    granule = sorted((old_product / "GRANULE").iterdir())[0]
    assert granule.name in caught.value.hint
    with open_scene(granule) as scene:
        assert scene.bands == BAND_NAMES
        assert all(granule.name in path for path in scene.paths)
        assert scene.acquired == "2016-01-01T10:00:31Z"


def test_different_offsets_are_refused(tmp_path):
    product = made_products.make_level_1c(tmp_path, baseline="04.00", offset=-1000)
    metadata = product / "MTD_MSIL1C.xml"
    text = metadata.read_text(encoding="utf-8")
    metadata.write_text(text.replace('band_id="3">-1000', 'band_id="3">-900'), encoding="utf-8")
    with pytest.raises(SceneError) as caught:
        open_scene(product)
    assert caught.value.code == "scene_offsets_differ"


@pytest.mark.parametrize("damage", ["metadata", "image", "zip", "no images"])
def test_damaged_product_gets_one_clear_error(tmp_path, damage):
    product = made_products.make_level_1c(tmp_path)
    images = sorted(product.rglob("*_B04.jp2") if damage == "image" else product.rglob("*.jp2"))
    code = "scene_truncated"
    if damage == "metadata":
        file = product / "MTD_MSIL1C.xml"
        file.write_bytes(file.read_bytes()[:200])
    elif damage == "image":
        images[0].write_bytes(images[0].read_bytes()[:90])
    elif damage == "zip":
        product = made_products.make_zip(product)
        product.write_bytes(product.read_bytes()[:-200])
    else:
        for image in images:
            image.unlink()
        code = "scene_unreadable"
    with pytest.raises(SceneError) as caught:
        open_scene(product)
    assert caught.value.code == code
    assert caught.value.hint


def test_metadata_that_declare_entities_are_refused(tmp_path):
    product = made_products.make_level_1c(tmp_path)
    metadata = product / "MTD_MSIL1C.xml"
    declared = '<!DOCTYPE n1 [<!ENTITY stolen SYSTEM "file:///etc/hostname">]>'
    text = metadata.read_text(encoding="utf-8").replace("<n1:Level", f"{declared}<n1:Level", 1)
    metadata.write_text(
        text.replace("<PROCESSING_BASELINE>", "<PROCESSING_BASELINE>&stolen;"), encoding="utf-8"
    )
    with pytest.raises(SceneError) as caught:
        open_scene(product)
    assert "declares the document type" in caught.value.message


def test_description_of_a_product_names_bands_and_reason(level_2a):
    described = describe_scene(level_2a)
    assert [band["name"] for band in described["bands"]] == list(PACK_BANDS)
    assert described["proposed_bands"] is None
    assert described["offset"] == pytest.approx(-0.1)
    assert described["bounds"] == [500_000, 5_598_800, 501_200, 5_600_000]
