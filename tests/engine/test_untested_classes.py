"""Classes that no real place has tested are left out of a run, unless the user switches them on."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import rasterio
import shapely

from mining_detector_plugin.engine.cells import mine_score
from mining_detector_plugin.engine.errors import MiningDetectorError, PackError
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter
from tests.engine.stages import CPU, warnings_of
from tests.packs import (
    brightness_segmenter,
    brightness_types,
    fixed_detector,
    graded_classifier,
    identity_segmenter,
    make_dispatching,
)
from tests.rasters import RGB, ground_with_mines, write_reflectance
from tests.results import read_layer

OPEN_PIT, ARTISANAL = (20, 20, 20, 20), (70, 150, 20, 20)


@pytest.fixture
def scene(tmp_path):
    """An open pit in the west, and artisanal mining in the east."""
    ground = np.maximum(
        ground_with_mines(120, 200, [OPEN_PIT], blue=0.4), ground_with_mines(120, 200, [ARTISANAL], blue=0.05)
    )
    return write_reflectance(tmp_path / "scene.tif", ground, RGB)


def change(folder, **fields):
    path = folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def results_of(run, scene, **options):
    """Return all that a run wrote but for its identity: layers as plain values, and the raster."""
    _, out = run(scene, search_everywhere=True, **options)
    layers = {}
    for layer in ("mines", "detections", "cells"):
        table, geometries = read_layer(out, layer)
        table.pop("run_id", None)
        fields = {name: [str(value) for value in values] for name, values in table.items()}
        layers[layer] = fields, shapely.to_wkb(geometries).tolist()
    with rasterio.open(out / "confidence.tif") as raster:
        return layers, raster.read()


def said_by(pack, tile, left_out=()):
    predictor = Predictor.on_device(pack, CPU, left_out=left_out)
    (answer,) = predictor.predict(tile[None], np.ones(len(pack.bands), np.float32))
    return answer


def test_segmenters_probability_of_a_class_that_is_left_out_counts_as_background(tmp_path):
    pack = load_pack(identity_segmenter(tmp_path / "pack", ("B02", "B03", "B04"), needed=("B02",)))
    background, kept, other = tile = np.random.default_rng(1).random((3, 64, 64), np.float32)
    (values,) = said_by(pack, tile, ["B04"]).values
    np.testing.assert_array_equal(values, [np.minimum(background + other, 1), kept, np.zeros_like(other)])
    np.testing.assert_array_equal(said_by(pack, tile).values[0], tile)


def test_detectors_boxes_of_the_class_are_dropped_even_where_they_could_be_of_another(tmp_path):
    pack = load_pack(fixed_detector(tmp_path / "pack", threshold=0.2))  # the second class has half the score
    tile = np.zeros((12, 64, 64), np.float32)
    assert len(said_by(pack, tile).values[0]) == 1
    boxes, scores = said_by(pack, tile, ["open_pit"]).values
    assert (boxes.shape, scores.shape) == ((0, 4), (0, 2))
    np.testing.assert_array_equal(said_by(pack, tile, ["artisanal"]).values[0], [[20, 20, 30, 34]])


def test_classifier_scores_a_chip_by_its_other_mine_classes(tmp_path):
    pack = load_pack(graded_classifier(tmp_path / "pack", mine_classes=["quarry", "tailings"]))
    chip = np.zeros((12, 48, 48), np.float32)
    chip[pack.bands.index("B02")] = 0.02  # tailings, by odds of e^2 against each of the others
    odds = np.exp([0, 0, 2])
    _, quarry, tailings = odds / odds.sum()
    assert mine_score(said_by(pack, chip)) == pytest.approx(tailings, rel=1e-5)
    assert mine_score(said_by(pack, chip, ["tailings"])) == pytest.approx(quarry, rel=1e-5)


def test_run_leaves_out_untested_classes_and_the_switch_brings_all_back_bit_for_bit(run, models, scene):
    layers, raster = results_of(run, scene)
    assert sorted(layers["mines"][0]["type"]) == ["artisanal", "open_pit"]
    assert layers["detections"][1]
    change(models / "segmenter", untested_classes=["artisanal"])
    change(models / "detector", untested_classes=["open_pit"])
    fewer, without = results_of(run, scene)
    assert fewer["mines"][0]["type"] == ["open_pit"]
    assert fewer["detections"][1] == []
    assert fewer["cells"] == layers["cells"]
    any_mine, open_pit, artisanal = without
    assert not artisanal.any() and not any_mine[70:90, 150:170].any()
    np.testing.assert_array_equal(open_pit, raster[1])
    np.testing.assert_array_equal(any_mine[:, :100], raster[0][:, :100])
    again, switched_on = results_of(run, scene, with_untested_classes=True)
    assert again == layers
    np.testing.assert_array_equal(switched_on, raster)


def test_types_pack_names_the_likeliest_of_its_other_types(run, models, scene):
    brightness_types(models / "types", mine_classes=["tailings", "waste_dump"])
    _, out = run(scene)
    assert set(read_layer(out, "mines")[0]["type"]) == {"waste_dump"}
    change(models / "types", untested_classes=["waste_dump"])
    _, out = run(scene)
    assert set(read_layer(out, "mines")[0]["type"]) == {"tailings"}


def test_run_tells_by_name_what_was_left_out(run, models, scene):
    reporter, seen = Reporter(), []
    reporter.emit = seen.append

    def told(**options):
        seen.clear()
        _, out = run(scene, reporter, **options)
        row = read_layer(out, "run")[0]
        packs = json.loads(row["packs"][0])
        left_out = {kind: pack["classes_left_out"] for kind, pack in packs.items()}
        warnings = [(message["code"], message["message"]) for message in warnings_of(seen)]
        return left_out, json.loads(row["settings"][0])["with_untested_classes"], warnings

    nothing = {"classifier": [], "detector": [], "segmenter": []}
    assert told() == (nothing, False, [])
    change(models / "segmenter", untested_classes=["artisanal"])
    what = "what no real place has tested: artisanal."
    left_out = ("untested_classes_left_out", f"test-segmenter leaves out {what}")
    assert told() == (nothing | {"segmenter": ["artisanal"]}, False, [left_out])
    searched = ("untested_classes_searched", f"test-segmenter also looks for {what}")
    assert told(with_untested_classes=True) == (nothing, True, [searched])


def test_members_leave_out_what_their_pack_does_and_must_name_the_same(run, models, scene, tmp_path):
    region = shapely.box(14, 49, 16, 52)
    for name, untested in (("same", ["artisanal"]), ("other", ["open_pit"])):
        brightness_segmenter(tmp_path / name, untested_classes=untested)
    change(models / "segmenter", untested_classes=["artisanal"])
    plain = tmp_path / "plain"
    shutil.copytree(models / "segmenter", plain)
    make_dispatching(models / "segmenter", {"here": (region, tmp_path / "same")})
    _, out = run(scene)
    assert read_layer(out, "mines")[0]["type"].tolist() == ["open_pit"]
    assert json.loads(read_layer(out, "run")[0]["packs"][0])["segmenter"]["answers_by_member"]["here"] > 0
    with pytest.raises(PackError, match="another untested_classes"):
        load_pack(make_dispatching(plain, {"here": (region, tmp_path / "other")}))


def test_fusion_of_a_pack_that_has_come_to_name_untested_classes_no_longer_fits_it(models):
    before = load_pack(models / "segmenter").fingerprint()
    change(models / "segmenter", untested_classes=[])
    assert load_pack(models / "segmenter").fingerprint() == before
    change(models / "segmenter", untested_classes=["artisanal"])
    assert load_pack(models / "segmenter").fingerprint() != before


@pytest.mark.parametrize(
    ("kind", "named", "told"),
    [
        ("segmenter", ["gold"], "gold"),
        ("segmenter", "artisanal", "list"),
        ("segmenter", None, "list"),
        ("segmenter", ["background"], "not all classes of mines"),
        ("segmenter", ["open_pit", "artisanal"], "no class of a mine"),
        ("detector", ["open_pit", "artisanal"], "no class of a mine"),
        ("classifier", ["mine"], "no class of a mine"),
    ],
)
def test_wrong_untested_classes_are_refused(models, kind, named, told):
    change(models / kind, untested_classes=named)
    with pytest.raises(PackError, match=told) as caught:
        load_pack(models / kind)
    assert caught.value.code == "pack_invalid"
    assert "untested_classes" in caught.value.message


def test_switch_is_true_or_false(run, scene):
    with pytest.raises(MiningDetectorError, match="with_untested_classes"):
        run(scene, with_untested_classes="yes")
