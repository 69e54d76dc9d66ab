"""Haze is found once and taken off the same way whatever window is read."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from rasterio.windows import Window

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.dehaze import (
    DARK_BANDS,
    GUIDE_RADIUS_PX,
    PATCH_PX,
    STRENGTH,
    dehaze_chip,
    estimate_haze,
    read_without_haze,
    remove_haze,
)
from mining_detector_plugin.engine.errors import MiningDetectorError, PackError
from mining_detector_plugin.engine.image_source import ImageInMemory
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.scene import open_scene
from mining_detector_plugin.engine.segmentation import segment_rows
from tests.engine.stages import CPU, everywhere, silent
from tests.packs import brightness_segmenter, identity_segmenter
from tests.rasters import RGB, ground_with_mines, write_reflectance
from tests.results import read_layer

AIR = np.array([0.6, 0.55, 0.5], np.float32)


def clear_ground(height=160, width=200, seed=0):
    """Return B02 B03 B04 of 0-0.5 with a pixel of 0 in every patch."""
    ground = np.random.default_rng(seed).uniform(0.02, 0.5, (3, height, width)).astype(np.float32)
    ground[:, ::4, ::4] = 0
    return ground


def with_haze(ground, transmission):
    """Return what is seen through haze, with a corner of haze alone: I = J t + A (1 - t)."""
    hazy = ground * transmission + AIR[:, None, None] * (1 - transmission)
    hazy[:, :30, :30] = AIR[:, None, None]
    return hazy.astype(np.float32)


def as_image(reflectance, bands=DARK_BANDS, is_valid=None):
    valid = np.ones(reflectance.shape[1:], bool) if is_valid is None else is_valid
    return ImageInMemory(reflectance, valid, tuple(bands))


def test_air_light_is_the_colour_of_the_densest_haze():
    haze = estimate_haze(as_image(with_haze(clear_ground(), 0.6)), "dark_channel")
    np.testing.assert_allclose([haze.reflectance[band] for band in DARK_BANDS], AIR, atol=1e-6)


def test_even_haze_is_taken_off_as_the_paper_says():
    ground = clear_ground()
    hazy = with_haze(ground, 0.6)
    clear = dehaze_chip(hazy, np.ones(hazy.shape[1:], bool), DARK_BANDS, "dark_channel")
    # In each patch something is black: its dark channel is 0.4 of the air light, of which STRENGTH is taken off.
    transmission = 1 - STRENGTH * 0.4
    expected = (hazy - AIR[:, None, None]) / transmission + AIR[:, None, None]
    far = PATCH_PX // 2 + 2 * GUIDE_RADIUS_PX + 30
    np.testing.assert_allclose(clear[:, far:, far:], expected[:, far:, far:], atol=1e-4)
    before, after = (np.abs(image - ground)[:, far:, far:].mean() for image in (hazy, clear))
    assert after < before / 10


@pytest.mark.parametrize("method", ["dark_channel", "constant"])
def test_pixels_of_a_tile_equal_those_of_a_larger_one_and_of_the_whole(tmp_path, method):
    hazy = with_haze(clear_ground(200, 260), np.linspace(0.4, 0.9, 260))
    hazy[:, 90:110, 120:135] = 0
    path = write_reflectance(tmp_path / "scene.tif", hazy, RGB, nodata=0)
    with open_scene(str(path)) as scene:
        haze = estimate_haze(scene, method)
        reflectance, is_valid = scene.read(Window(0, 0, 260, 200), RGB)
        whole = remove_haze(reflectance, is_valid, RGB, haze)
        for column, row, width, height in [
            (0, 0, 64, 64),
            (100, 70, 64, 64),
            (196, 136, 64, 64),
            (110, 80, 9, 150),
        ]:
            tile, tile_valid = read_without_haze(scene, Window(column, row, width, height), RGB, haze)
            part = (slice(row, row + height), slice(column, column + width))
            np.testing.assert_array_equal(tile_valid[:120], is_valid[part])
            inside = np.s_[:, : min(height, 200 - row)]
            np.testing.assert_allclose(tile[inside], whole[(slice(None), *part)], atol=1e-5)


def test_a_whole_run_shows_no_seam(tmp_path):
    hazy = with_haze(clear_ground(150, 190), np.linspace(0.4, 0.9, 190))
    path = write_reflectance(tmp_path / "scene.tif", hazy, RGB)
    with open_scene(str(path)) as scene:
        haze = estimate_haze(scene, "dark_channel")
        aoi = load_aoi(None, scene)
        results = []
        for tile in (32, 256):
            pack = load_pack(identity_segmenter(tmp_path / f"{tile}", RGB, tile=tile, overlap=8))
            predictor = Predictor.on_device(pack, CPU, haze)
            rows = segment_rows(scene, aoi, everywhere(aoi), predictor, silent())
            results.append(np.concatenate([part.probabilities for part in rows], axis=1))
    np.testing.assert_allclose(results[0], results[1], atol=1e-5)
    np.testing.assert_allclose(results[1], remove_haze(hazy, np.ones((150, 190), bool), RGB, haze), atol=1e-5)


def test_constant_leaves_one_percent_in_the_darkest_ground_of_each_band():
    bands = ("B02", "B04", "B08", "B11")
    ground = np.random.default_rng(1).uniform(0.01, 0.5, (4, 200, 200)).astype(np.float32)
    offsets = np.array([0.1, 0.05, 0.02, 0.3], np.float32)[:, None, None]
    valid = np.ones((200, 200), bool)
    clear = dehaze_chip(ground + offsets, valid, bands, "constant")
    np.testing.assert_allclose(np.percentile(clear[:3], 0.1, axis=(1, 2)), 0.01, atol=1e-5)
    np.testing.assert_allclose(clear[:3], ground[:3], atol=2e-3)
    np.testing.assert_array_equal(clear[3], (ground + offsets)[3])


@pytest.mark.parametrize("method", ["dark_channel", "constant"])
def test_infrared_beyond_the_haze_and_invalid_pixels_are_left_alone(method):
    reflectance = np.concatenate([with_haze(clear_ground(), 0.5), np.full((1, 160, 200), 0.3, np.float32)])
    valid = np.ones((160, 200), bool)
    valid[50:60] = False
    reflectance[:, ~valid] = 0
    clear = dehaze_chip(reflectance, valid, (*DARK_BANDS, "B12"), method)
    np.testing.assert_array_equal(clear[3], reflectance[3])
    assert np.all(clear[:, ~valid] == 0)
    assert np.all(np.isfinite(clear))


def test_invalid_pixels_do_not_count_as_dark():
    hazy = np.full((3, 80, 80), 0.4, np.float32)
    valid = np.ones((80, 80), bool)
    valid[40, 40] = False
    hazy[:, 40, 40] = 0
    haze = estimate_haze(as_image(hazy, is_valid=valid), "constant")
    assert haze.reflectance["B04"] == pytest.approx(0.39)
    clear = dehaze_chip(hazy, valid, DARK_BANDS, "dark_channel")
    np.testing.assert_allclose(clear[:, valid], 0.4, atol=1e-4)


def test_none_and_images_without_visible_bands_stay_as_they_are():
    reflectance = clear_ground()
    valid = np.ones(reflectance.shape[1:], bool)
    np.testing.assert_array_equal(dehaze_chip(reflectance, valid, DARK_BANDS, "none"), reflectance)
    infrared = dehaze_chip(reflectance, valid, ("B08", "B11", "B12"), "dark_channel")
    np.testing.assert_array_equal(infrared, reflectance)
    assert estimate_haze(as_image(reflectance, is_valid=~valid), "constant") is None


def test_large_scene_is_sampled_and_gives_nearly_the_same_haze(tmp_path):
    hazy = with_haze(clear_ground(1100, 1300), 0.6)
    path = write_reflectance(tmp_path / "scene.tif", hazy, RGB)
    with open_scene(str(path)) as scene:
        sampled = estimate_haze(scene, "dark_channel")
        dark = estimate_haze(scene, "constant")
    np.testing.assert_allclose(list(sampled.reflectance.values()), AIR, atol=1e-6)
    np.testing.assert_allclose(list(dark.reflectance.values()), AIR * 0.4 - 0.01, atol=1e-3)


@pytest.fixture
def hazy_scene(tmp_path):
    """A mine that is bright enough for the models only where a constant of 0.2 is taken off its blue."""
    ground = ground_with_mines(96, 96, [(20, 20, 30, 30)], blue=0.1)
    return write_reflectance(tmp_path / "scene.tif", ground + np.array([0.2, 0, 0])[:, None, None], RGB)


def types_found(out):
    return read_layer(out, "mines")[0]["type"].tolist()


def test_pack_asks_for_its_own_preprocessing_and_the_user_has_the_last_word(run, models, hazy_scene):
    _, out = run(hazy_scene)
    assert types_found(out) == ["open_pit"]
    shutil.rmtree(models / "segmenter")
    brightness_segmenter(models / "segmenter", preprocessing={"dehaze": "constant"})
    _, out = run(hazy_scene)
    assert types_found(out) == ["artisanal"]
    packs = json.loads(read_layer(out, "run")[0]["packs"][0])
    assert packs["classifier"]["haze"] is None
    assert packs["segmenter"]["haze"]["method"] == "constant"
    assert packs["segmenter"]["haze"]["reflectance"]["B02"] == pytest.approx(0.27, abs=1e-6)
    _, out = run(hazy_scene, dehaze="none")
    assert types_found(out) == ["open_pit"]


def test_user_can_ask_for_dehazing_of_all_packs(run, hazy_scene):
    _, out = run(hazy_scene, dehaze="constant")
    assert types_found(out) == ["artisanal"]
    packs = json.loads(read_layer(out, "run")[0]["packs"][0])
    assert {pack["haze"]["method"] for pack in packs.values()} == {"constant"}


def test_unknown_method_is_refused(run, hazy_scene, tmp_path):
    with pytest.raises(MiningDetectorError, match="dehaze"):
        run(hazy_scene, dehaze="strong")
    for preprocessing in ({"dehaze": "strong"}, {"sharpen": True}):
        folder = brightness_segmenter(tmp_path / f"{len(preprocessing)}{next(iter(preprocessing))}",
                                      preprocessing=preprocessing)  # fmt: skip
        with pytest.raises(PackError, match="preprocessing"):
            load_pack(folder)
