"""Every source becomes reflectance in the order of PACK_BANDS by the scale that it documents."""

from __future__ import annotations

import zipfile
from io import BytesIO

import numpy as np
import pytest
import rasterio
from PIL import Image

from mining_detector_plugin.engine.bands import PACK_BANDS
from tests.trainer.conftest import SIX, TEN
from trainer.data.samples import places_of, spread_bands
from trainer.data.sources import (
    DataError,
    apart_from_val,
    eurosat_chips,
    land_chips,
    quarry_scenes,
    require,
    rgb_chips,
    six_band_chips,
    tailings_has_mine_polygons,
    tailings_scenes,
)


def test_bands_are_spread_to_their_channels():
    values = np.arange(6, dtype=np.float32)[:, None, None] * np.ones((6, 2, 2), np.float32) + 1
    spread, presence = spread_bands(values, SIX)
    for number, name in enumerate(SIX):
        assert (spread[PACK_BANDS.index(name)] == number + 1).all()
    assert {PACK_BANDS[index] for index in np.flatnonzero(presence)} == set(SIX)
    assert (spread[presence == 0] == 0).all()


def test_rgb_chips_are_scaled_from_8_bit(made_data):
    chips = rgb_chips(made_data, "train")
    with np.load(made_data / "rgb_chips" / "train.npz") as stored:
        red = stored["chip"][7, :, :, 0] / 255 * 0.3
        assert ((chips.labels == "mine") == (stored["label"] == 1)).all()
    np.testing.assert_allclose(chips.reflectance(np.array([7]))[0, PACK_BANDS.index("B04")], red, rtol=1e-5)
    assert chips.presence.sum() == 3


def test_cloudy_rgb_chips_can_be_left_out(made_data):
    assert len(rgb_chips(made_data, "train", with_cloudy=False)) == 108


def test_six_band_chips_are_ten_thousandths(made_data):
    chips = six_band_chips(made_data, "val", "t1")
    with np.load(made_data / "six_band_chips" / "val.npz") as stored:
        swir = stored["t1"][3, :, :, SIX.index("B11")] / 1e4
    np.testing.assert_allclose(chips.reflectance(np.array([3]))[0, PACK_BANDS.index("B11")], swir, rtol=1e-5)


def test_training_chips_on_ground_of_val_are_left_out(made_data):
    with np.load(made_data / "six_band_chips" / "train.npz") as stored:
        count = len(stored["kind"])
    assert apart_from_val("six_band_chips", "train", 41).sum() == 40
    assert apart_from_val("six_band_chips", "val", 41).all()
    assert (
        len(six_band_chips(made_data, "train", "t0"))
        == apart_from_val("six_band_chips", "train", count).sum()
    )


def test_land_chips_have_all_bands(made_data):
    chips = land_chips(made_data)
    assert chips.presence.all()
    assert chips.reflectance(slice(0, 2)).shape == (2, 12, 64, 64)


def test_eurosat_is_scaled_from_8_bit(made_data):
    chips = eurosat_chips(made_data, every=5)
    assert len(chips) == 20
    with zipfile.ZipFile(made_data / "land_cover_rgb_chips" / "eurosat_rgb.zip") as archive:
        pixels = np.asarray(Image.open(BytesIO(archive.read("AnnualCrop/AnnualCrop_0.webp"))))
    blue = pixels[:, :, 2] / 255 * 0.2755
    np.testing.assert_allclose(chips.reflectance(np.array([0]))[0, PACK_BANDS.index("B02")], blue, rtol=1e-5)


def test_tailings_scenes_have_masks_and_places(made_data):
    scenes = tailings_scenes(made_data, "train")
    assert [scene.name for scene in scenes] == ["1", "2"]
    assert scenes[0].reflectance[PACK_BANDS.index("B03"), 20, 20] == pytest.approx(0.25)
    assert set(np.unique(scenes[0].mask)) == {0, 1, 2}
    assert scenes[0].place == scenes[1].place
    assert tailings_has_mine_polygons(made_data, "train") == {"1": True, "2": False}


def test_quarry_dates_from_2022_on_lose_their_offset(made_data):
    scenes = quarry_scenes(made_data)
    assert [scene.name for scene in scenes] == ["20210619", "20220619", "20230209"]
    for scene in scenes:
        assert scene.reflectance[PACK_BANDS.index("B8A"), 80, 80] == pytest.approx(0.3)
        assert not scene.is_valid[0, 0] and scene.is_valid[5, 5]
        assert (scene.reflectance[:, 0, 0] == 0).all()
        assert {PACK_BANDS[index] for index in np.flatnonzero(scene.presence)} == set(TEN)


def test_unknown_places_fall_back_and_near_points_share_a_place():
    lonlat = np.array([[10.1, 50.1], [10.4, 50.4], [10.6, 50.1], [np.nan, np.nan]], np.float32)
    places = places_of(lonlat, np.array(["a", "b", "c", "d"]))
    assert places[0] == places[1] != places[2]
    assert places[3] == "d"


def test_missing_data_is_an_error_that_names_the_path(tmp_path):
    with pytest.raises(DataError, match="nowhere") as caught:
        require(tmp_path / "nowhere")
    assert caught.value.code == "data_missing" and "data_root" in caught.value.hint


@pytest.mark.parametrize("split", ["train", "val"])
def test_real_chips_have_plausible_reflectance(real_data, split):
    for chips in (rgb_chips(real_data, split), six_band_chips(real_data, split, "t0"), land_chips(real_data)):
        reflectance = chips.reflectance(slice(0, 40))[:, chips.presence == 1]
        assert 0.02 < np.median(reflectance) < 0.4
        assert len(chips.labels) == len(chips.places) == len(chips.groups) == len(chips)


def test_real_quarry_dates_agree_once_their_offset_is_gone(real_data):
    scenes = quarry_scenes(real_data)
    green = [np.median(scene.reflectance[PACK_BANDS.index("B03")]) for scene in scenes]
    assert len(scenes) == 5
    assert max(green) - min(green) < 0.05


def test_real_tailings_match_the_files(real_data):
    scene = tailings_scenes(real_data, "val")[0]
    with rasterio.open(real_data / "tailings" / "val" / f"image_{scene.name}.tif") as raster:
        red = raster.read(1) / 1e4
    np.testing.assert_allclose(scene.reflectance[PACK_BANDS.index("B04")], red, rtol=1e-5)
