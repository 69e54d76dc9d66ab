"""Types by a pack of their own: which chips it sees, and whose answer a mine gets."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.mine_types import MOST_CHIPS, chip_centres, classify_types
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.scene import open_scene
from tests.engine.stages import CPU, silent, warnings_of
from tests.packs import brightness_classifier, brightness_types, make_dispatching
from tests.rasters import RGB, ground_with_mines, write_reflectance
from tests.results import read_layer

GREEN, RED = (20, 20, 20, 20), (20, 140, 20, 20)


@pytest.fixture
def scene(tmp_path):
    """Two sites that the segmenter takes for open pits; around the western one, green ground outshines red."""
    ground = ground_with_mines(64, 200, [GREEN, RED])
    ground[1, :, :100] = 0.6
    return write_reflectance(tmp_path / "scene.tif", ground, RGB)


def types_by_column(out):
    table, geometries = read_layer(out, "mines")
    order = np.argsort([geometry.centroid.x for geometry in geometries])
    return table["type"][order].tolist()


def test_small_outline_has_one_chip_around_its_centroid():
    outline = shapely.box(10, 20, 30, 26)
    np.testing.assert_allclose(chip_centres(outline, 32), [[20, 23]])


@given(st.integers(-50, 500), st.integers(-50, 500), st.integers(33, 900), st.integers(33, 900))
def test_large_outline_has_several_chips_all_inside_it_and_no_more_than_the_limit(left, top, width, height):
    outline = shapely.box(left, top, left + width, top + height)
    centres = chip_centres(outline, 32)
    assert 1 < len(centres) <= MOST_CHIPS
    assert shapely.contains_xy(outline, *centres.T).all()
    assert len(np.unique(centres, axis=0)) == len(centres)


def test_ring_without_a_chip_inside_falls_back_to_its_centroid():
    ring = shapely.Point(100, 100).buffer(40).difference(shapely.Point(100, 100).buffer(39))
    assert len(chip_centres(ring, 64)) == 1


def test_mines_get_their_types_from_the_types_pack(run, models, scene):
    _, out = run(scene)
    assert types_by_column(out) == ["open_pit", "open_pit"]
    brightness_types(models / "types")
    _, out = run(scene)
    assert types_by_column(out) == ["tailings", "waste_dump"]


def test_run_layer_says_who_gave_the_types(run, models, scene):
    _, out = run(scene)
    assert read_layer(out, "run")[0]["types_by"][0] == "segmenter"
    brightness_types(models / "types")
    _, out = run(scene)
    row = read_layer(out, "run")[0]
    assert row["types_by"][0] == "types"
    assert json.loads(row["packs"][0])["types"]["name"] == "test-classifier"


def test_large_outline_gets_the_mean_of_its_chips(tmp_path):
    ground = np.full((3, 64, 128), 0.3, np.float32)
    ground[1, :, :32] += 0.003  # one chip of four says tailings with odds of e^3, the others e^-1 each
    ground[1, :, 32:] -= 0.001
    path = write_reflectance(tmp_path / "scene.tif", ground, RGB)
    predictor = Predictor.on_device(load_pack(brightness_types(tmp_path / "types")), CPU)
    with open_scene(str(path)) as scene:
        (found,) = classify_types(scene, [shapely.box(0, 0, 128, 32)], predictor, silent())
    strong, weak = (1 / (1 + np.exp(-odds)) for odds in (3, -1))
    np.testing.assert_allclose(found, [(strong + 3 * weak) / 4, 1 - (strong + 3 * weak) / 4], atol=1e-3)


def test_batches_change_nothing(tmp_path, scene, monkeypatch):
    predictor = Predictor.on_device(load_pack(brightness_types(tmp_path / "types")), CPU)
    outlines = [shapely.box(0, 0, 150, 60), shapely.box(20, 20, 40, 40), shapely.box(140, 20, 160, 40)]
    with open_scene(str(scene)) as opened:
        answers = []
        for pixels in (64**3, 1):
            monkeypatch.setattr("mining_detector_plugin.engine.mine_types._BATCH_PIXELS", pixels)
            progress = silent()
            answers.append(classify_types(opened, outlines, predictor, progress))
    np.testing.assert_allclose(answers[0], answers[1])
    np.testing.assert_allclose(answers[0].sum(axis=1), 1, rtol=1e-6)


def test_types_pack_may_dispatch_by_region(run, models, scene, tmp_path):
    brightness_types(models / "types")
    brightness_types(tmp_path / "east", gain=-1000.0)
    make_dispatching(models / "types", {"east": (shapely.box(15.01, 49, 16, 52), tmp_path / "east")})
    _, out = run(scene)
    row = read_layer(out, "run")[0]
    assert json.loads(row["packs"][0])["types"]["answers_by_member"] == {"east": 1}
    assert types_by_column(out) == ["tailings", "tailings"]


def test_scene_that_lacks_its_bands_keeps_the_segmenters_types(run, models, scene):
    brightness_types(models / "types", needed=["B11"])
    reporter, seen = Reporter(), []
    reporter.emit = seen.append
    _, out = run(scene, reporter)
    assert types_by_column(out) == ["open_pit", "open_pit"]
    assert [message["code"] for message in warnings_of(seen)] == ["types_left_out"]
    assert read_layer(out, "run")[0]["types_by"][0] == "segmenter"


def test_run_without_mines_asks_for_no_type(run, models, tmp_path):
    brightness_types(models / "types")
    answer, _ = run(write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB))
    assert answer["counts"]["mines"] == 0


@pytest.mark.parametrize("options", [{"activation": "sigmoid"}, {}])
def test_pack_that_is_no_softmax_over_types_is_refused(run, models, scene, options):
    if options:
        brightness_types(models / "types", **options)
    else:
        brightness_classifier(models / "types")
    with pytest.raises(PackError) as caught:
        run(scene)
    assert "softmax over" in caught.value.hint
