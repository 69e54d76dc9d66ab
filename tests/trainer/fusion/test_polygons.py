"""Scenes to fit on, and how what the pipeline draws on them is judged."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from rasterio.windows import Window

from mining_detector_plugin.engine.scene import open_scene
from tests.packs import write_fusion, write_test_models
from tests.rasters import NORTH, PIXEL, RGB, WEST, ground_with_mines, write_reflectance
from trainer.data.samples import Chips
from trainer.data.sources import DataError
from trainer.fusion.polygons import collect_polygons, judged_polygons
from trainer.fusion.scenes import FusionScene, fusion_scenes, mosaics


def chips_of(values: np.ndarray, labels: list[str], places: list[str]) -> Chips:
    count = len(values)
    return Chips(
        values, ("B04", "B03", "B02"), 0.3 / 255, "rgb_chips", np.array(labels), np.array(places),
        np.array(["group"] * count), np.zeros((count, 2), np.float32),
    )  # fmt: skip


def test_mosaic_shows_each_chip_at_its_place_with_its_reflectance(tmp_path):
    values = np.random.default_rng(1).integers(1, 255, (70, 3, 48, 48)).astype(np.uint8)
    chips = chips_of(values, ["mine"] * 70, [f"{index % 2}" for index in range(70)])
    first, second = mosaics(chips, np.ones(70, bool), tmp_path)
    assert (first.sites.max(), second.sites.max()) == (64, 6)
    assert first.places == ("0", "1")
    # By place, then in their order: 35 chips of the place 0, then the tenth of place 1 is the 45th.
    assert first.place_of_site(35) == "0" and first.place_of_site(36) == "1"
    row, column = divmod(44, 8)
    with open_scene(str(first.path)) as scene:
        reflectance, valid = scene.read(Window(column * 48, row * 48, 48, 48), ["B04", "B03", "B02"])
    with open_scene(str(second.path)) as scene:
        _, nothing = scene.read(Window(48 * 7, 0, 48, 48), ["B04"])
    assert valid.all() and not nothing.any() and not second.is_known[:, 48 * 7 :].any()
    np.testing.assert_allclose(reflectance, values[19] * 0.3 / 255, atol=5e-5)


def test_mines_and_others_never_share_a_mosaic(tmp_path):
    values = np.full((4, 3, 48, 48), 90, np.uint8)
    chips = chips_of(values, ["mine", "no_mine"] * 2, ["a"] * 4)
    with_mines, without = mosaics(chips, np.array([True, False] * 2), tmp_path)
    assert with_mines.sites.max() == 2 and without.sites.max() == 0
    assert with_mines.is_known.sum() == without.is_known.sum() == 2 * 48 * 48


def test_data_folder_without_the_split_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        list(fusion_scenes(tmp_path, "val", None, tmp_path))
    assert "val" in caught.value.message


def box(row, column, rows, columns) -> shapely.Polygon:
    left, top = WEST + column * PIXEL, NORTH - row * PIXEL
    return shapely.box(left, top - rows * PIXEL, left + columns * PIXEL, top)


def test_polygons_arejudged_polygons_by_the_ground_under_them(tmp_path):
    path = write_reflectance(tmp_path / "scene.tif", np.zeros((3, 100, 100), np.float32), RGB)
    sites, is_known = np.zeros((100, 100), np.int32), np.ones((100, 100), bool)
    sites[10:30, 10:30], sites[60:64, 60:64], sites[80:90, 80:90] = 1, 2, 3
    is_known[:, 90:] = False
    scene = FusionScene("made", "made", path, sites, is_known, ("here",), np.zeros((100, 100), np.int16))
    outlines = [
        box(12, 12, 5, 5),  # a piece of a site: all of its ground is mine
        box(55, 55, 10, 10),  # too large for the small site within
        box(10, 10, 20, 45),  # less than half on the site, but much of their union
        box(0, 88, 20, 12),  # most of it where nobody looked
        box(40, 40, 5, 5),  # beside all sites
    ]
    table = {f"score_{stage}": np.linspace(0.1, 0.5, 5) for stage in ("segmenter", "classifier", "detector")}
    judged = judged_polygons(scene, np.array(outlines, dtype=object), table | {"area_ha": np.ones(5)})
    assert judged.is_true.tolist() == [True, False, True, False]
    assert judged.unjudged == 1
    np.testing.assert_allclose(judged.scores["segmenter"], [0.1, 0.2, 0.3, 0.5])
    assert judged.found.tolist() == [[0, 0], [2, 0]]
    assert judged.found_sites(np.array([False, True, False, True])).tolist() == [False, False, False]
    assert judged.found_sites(np.ones(4, bool)).tolist() == [True, False, False]
    kept = judged.take(np.array([False, False, True, True]))
    assert kept.found.tolist() == [[0, 0]] and kept.is_true.tolist() == [True, False]


def test_real_run_gives_its_scores_whatever_the_fusion_there_would_show(tmp_path):
    models = write_test_models(tmp_path / "models")
    write_fusion(models, thresholds={"few_misses": 1.0, "default": 1.0, "few_false_alarms": 1.0})
    ground = ground_with_mines(96, 96, [(10, 10, 12, 12), (60, 60, 12, 12)])
    path = write_reflectance(tmp_path / "scene.tif", ground, RGB)
    sites = np.zeros((96, 96), np.int32)
    sites[10:22, 10:22] = 1
    scene = FusionScene("made", "made", path, sites, sites >= 0, ("here",), np.zeros((96, 96), np.int16))
    found = collect_polygons(models, [scene], tmp_path / "work")
    assert sorted(found.is_true.tolist()) == [False, True]
    assert (found.scores["segmenter"] > 0.99).all()
    np.testing.assert_allclose(found.area_ha, 1.44, rtol=2e-3)
    assert found.found_sites(found.is_true).tolist() == [True]
