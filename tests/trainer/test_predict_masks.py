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


#: Keeps what is bright in near infrared: open pits, not tailings.
FILTER = {
    "features": ["mean_B08"], "mean": [0.25], "stddev": [0.05], "bands": ["B08"], "by": None, "threshold": 0.5,
    "models": {"all": {"coefficients": [5.0], "intercept": 0.0}},
}  # fmt: skip


def test_masks_of_chips_lack_what_the_precision_filter_takes_for_false(tmp_path):
    dataset = make_dataset(tmp_path / "data", per_place=4)
    pack = brightness_segmenter(tmp_path / "pack", cut=0.24, precision_filter=FILTER)
    assert (
        main([str(pack), "--data", str(dataset.folder), "--split", "train", "--out", str(tmp_path / "m")])
        == 0
    )
    for chip in dataset.split("train").chips:
        with rasterio.open(tmp_path / "m" / f"{chip.id}.tif") as mask:
            assert (mask.read(1) > 0).any() == ("open_pit" in chip.tags)


def filtered_scene(folder, bands):
    """A scene with a ring that is bright in near infrared, a dark one inside it, and both again far away."""
    stored = np.random.default_rng(0).integers(1500, 1700, (4, 300, 200)).astype(np.uint16)
    is_mine, is_kept = np.zeros((2, 300, 200), bool)
    for top in (10, 220):
        ring = np.zeros((300, 200), bool)
        ring[top : top + 60, 20:80] = True
        ring[top + 5 : top + 55, 25:75] = False
        inner = np.zeros((300, 200), bool)
        inner[top + 20 : top + 40, 40:60] = True
        stored[0, ring | inner] = 5000
        stored[3, ring] = 5000
        is_mine |= ring | inner
        is_kept |= ring
    path = folder / "scene_B.tif"
    write_raster(path, stored[: len(bands)], bands, "EPSG:32633", {"PROCESSING_BASELINE": "02.14"})
    return path, is_mine, is_kept


def test_mask_of_a_scene_lacks_what_the_precision_filter_takes_for_false_and_nothing_beside_it(tmp_path):
    path, is_mine, is_kept = filtered_scene(tmp_path, ("B04", "B03", "B02", "B08"))
    plain = brightness_segmenter(tmp_path / "plain", cut=0.3)
    filtered = brightness_segmenter(tmp_path / "filtered", cut=0.3, precision_filter=FILTER)
    for pack, wanted in ((plain, is_mine), (filtered, is_kept)):
        out = tmp_path / f"{pack.name}_masks"
        assert main([str(pack), str(path), "--out", str(out), "--device", "cpu"]) == 0
        with rasterio.open(out / "scene_B_classes.tif") as mask:
            np.testing.assert_array_equal(mask.read(1) > 0, wanted)


def test_filter_whose_bands_the_scene_lacks_is_left_out_and_that_is_told(tmp_path, capsys):
    path, is_mine, _ = filtered_scene(tmp_path, ("B04", "B03", "B02"))
    pack = brightness_segmenter(tmp_path / "pack", cut=0.3, precision_filter=FILTER)
    assert main([str(pack), str(path), "--out", str(tmp_path / "masks"), "--device", "cpu"]) == 0
    with rasterio.open(tmp_path / "masks" / "scene_B_classes.tif") as mask:
        np.testing.assert_array_equal(mask.read(1) > 0, is_mine)
    assert "lacks B08: the precision filter" in capsys.readouterr().err


def test_codes_need_the_threshold_and_name_the_likeliest_kind(pack):
    likely = np.array([[0.6, 0.4, 0.1], [0.3, 0.2, 0.3], [0.1, 0.4, 0.6]], np.float32)[:, None]
    is_mine = 1 - likely[0] >= load_pack(pack).thresholds["default"]
    codes = mask_codes(likely, is_mine, np.array([[True, True, False]]))
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
