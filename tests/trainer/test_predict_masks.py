"""Masks as GeoTIFF: what a GIS opens is what the pack says and what evaluation counts."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import load_pack
from tests.packs import brightness_classifier, brightness_segmenter
from trainer.data.dataset import UNLABELLED
from trainer.predict_masks import main, mask_codes

from .conftest import write_raster
from .made_dataset import make_dataset

RED = PACK_BANDS.index("B04")


@pytest.fixture
def pack(tmp_path):
    return brightness_segmenter(tmp_path / "pack")


def test_chips_get_the_class_of_each_pixel_where_they_lie(tmp_path, pack):
    dataset = make_dataset(tmp_path / "data", per_place=2)
    assert (
        main([str(pack), "--data", str(dataset.folder), "--split", "val", "--out", str(tmp_path / "masks")])
        == 0
    )
    chips = dataset.split("val").chips
    assert {path.stem for path in (tmp_path / "masks").iterdir()} == {chip.id for chip in chips}
    for chip in chips:
        reflectance = dataset.read(chip).reflectance
        with (
            rasterio.open(tmp_path / "masks" / f"{chip.id}.tif") as mask,
            rasterio.open(dataset.image_path(chip)) as image,
        ):
            assert (mask.crs, mask.transform, mask.nodata) == (image.crs, image.transform, UNLABELLED)
            np.testing.assert_array_equal(mask.read(1), (reflectance[RED] > 0.3).astype(np.uint8))


def test_a_scene_gets_one_mask_with_nodata_where_it_has_none(tmp_path, pack):
    generator = np.random.default_rng(0)
    stored = generator.integers(1500, 2500, (3, 150, 200)).astype(np.uint16)
    stored[0, 40:90, 60:120] = 5000
    stored[:, :20] = 0
    path = tmp_path / "scene_B.tif"
    write_raster(path, stored, ("B04", "B03", "B02"), "EPSG:32633", {"PROCESSING_BASELINE": "02.14"})
    assert main([str(pack), str(path), "--out", str(tmp_path / "masks"), "--device", "cpu"]) == 0
    with rasterio.open(tmp_path / "masks" / "scene_B_classes.tif") as mask:
        codes = mask.read(1)
        assert mask.tags()["class_1"] == "open_pit" and mask.colormap(1)[1][3] == 255
    assert (codes[:20] == UNLABELLED).all()
    assert (codes[40:90, 60:120] > 0).all()
    assert (codes[20:] > 0).sum() == 50 * 60


def test_codes_need_the_threshold_and_name_the_likeliest_kind(pack):
    likely = np.array([[0.6, 0.4, 0.1], [0.3, 0.2, 0.3], [0.1, 0.4, 0.6]], np.float32)[:, None]
    codes = mask_codes(load_pack(pack), likely, np.array([[True, True, False]]))
    assert codes.tolist() == [[0, 2, UNLABELLED]]


def test_a_pack_that_draws_no_masks_is_told(tmp_path, capsys):
    folder = brightness_classifier(tmp_path / "classifier")
    assert main([str(folder), "scene.tif", "--out", str(tmp_path)]) == 2
    assert "is a classifier" in capsys.readouterr().err


def test_a_missing_scene_is_told_and_leaves_no_mask(tmp_path, pack, capsys):
    assert (
        main([str(pack), str(tmp_path / "none.tif"), "--out", str(tmp_path / "masks"), "--device", "cpu"])
        == 2
    )
    assert "none.tif" in capsys.readouterr().err
    assert not (tmp_path / "masks").exists()
