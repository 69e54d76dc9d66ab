"""One confidence from three scores: by fixed weights, and by a regression fitted for the packs."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.fusion import confidence_of, fuse_scores, load_fusion
from mining_detector_plugin.engine.model_folder import load_packs
from mining_detector_plugin.engine.reporting import Reporter
from tests.packs import brightness_classifier, write_fusion
from tests.rasters import RGB, ground_with_mines, write_reflectance
from tests.results import read_layer

score = st.floats(0, 1)


def scores_of(segmenter, classifier, detector):
    scores = {"segmenter": [segmenter], "classifier": [classifier], "detector": [detector]}
    return {name: np.array(values) for name, values in scores.items()}


def fuse(segmenter, classifier, detector):
    return fuse_scores(scores_of(segmenter, classifier, detector))[0]


@given(value=st.floats(0.01, 0.99))
def test_stages_that_agree_give_their_score(value):
    np.testing.assert_allclose(fuse(value, value, value), value)
    np.testing.assert_allclose(fuse(value, np.nan, np.nan), value)


@given(segmenter=score, classifier=score, detector=score)
def test_confidence_lies_between_the_scores(segmenter, classifier, detector):
    fused = fuse(segmenter, classifier, detector)
    assert min(segmenter, classifier, detector) - 1e-3 <= fused <= max(segmenter, classifier, detector) + 1e-3


@given(segmenter=st.floats(0.01, 0.98), detector=score)
def test_a_higher_score_never_lowers_the_confidence(segmenter, detector):
    assert fuse(segmenter + 0.01, 0.5, detector) > fuse(segmenter, 0.5, detector)


def load(models):
    return load_fusion(models, load_packs(str(models)))


def test_fitted_confidence_is_the_logistic_of_the_weighted_features(models):
    write_fusion(
        models, features=["segmenter_log_odds", "detector_log_odds", "detector_has_box", "log10_area_ha"],
        mean=[1.0, 0.5, 0.4, 1.0], stddev=[2.0, 1.0, 0.5, 0.5], coefficients=[1.0, 0.5, 0.25, -0.5], intercept=0.1,
    )  # fmt: skip
    fusion, _ = load(models)
    found = confidence_of(fusion, scores_of(0.9, 0.5, 0.2), np.array([100.0]))[0]
    expected = (
        (np.log(9) - 1) / 2 + 0.5 * (np.log(0.25) - 0.5) + 0.25 * (1 - 0.4) / 0.5 - 0.5 * (2 - 1) / 0.5 + 0.1
    )
    assert found == pytest.approx(1 / (1 + np.exp(-expected)))


def test_stage_with_nothing_to_say_counts_as_the_mean(models):
    write_fusion(
        models, features=["segmenter_log_odds", "detector_log_odds"], mean=[0.0, 0.7], stddev=[1.0, 2.0],
        coefficients=[1.0, 3.0],
    )  # fmt: skip
    fusion, _ = load(models)
    without = confidence_of(fusion, scores_of(0.8, 0.5, np.nan), np.array([1.0]))[0]
    at_mean = confidence_of(fusion, scores_of(0.8, 0.5, 1 / (1 + np.exp(-0.7))), np.array([1.0]))[0]
    assert without == pytest.approx(0.8)
    assert at_mean == pytest.approx(0.8)


def test_fusion_of_these_packs_outlives_a_new_card_and_no_new_threshold(models):
    write_fusion(models)
    assert load(models)[0] is not None
    path = models / "segmenter" / "model.json"
    metadata = json.loads(path.read_text())
    path.write_text(json.dumps(metadata | {"description": "new", "evaluation": [1]}))
    assert load(models)[0] is not None
    path.write_text(json.dumps(metadata | {"thresholds": {"default": 0.6}}))
    fusion, reason = load(models)
    assert fusion is None
    assert "another segmenter" in reason


def test_other_weights_are_other_packs(models):
    write_fusion(models)
    with (models / "detector" / "weights.safetensors").open("ab") as weights:
        weights.write(b" ")
    fusion, reason = load(models)
    assert fusion is None
    assert "another detector" in reason


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"format": 2}, "format"),
        ({"features": ["colour"]}, "colour"),
        ({"coefficients": [1.0, 2.0]}, "coefficients"),
        ({"stddev": [0.0]}, "stddev"),
        ({"thresholds": {"default": 0.5}}, "few_misses"),
        ({"thresholds": {"few_misses": 0.1, "default": 0.5, "few_false_alarms": 1.5}}, "thresholds"),
        ({"packs": ["classifier"]}, "is not valid"),
        ({"intercept": None}, "is not valid"),
    ],
)
def test_fusion_that_says_nonsense_is_refused_by_name(models, fields, told):
    write_fusion(models, **fields)
    with pytest.raises(PackError, match=told) as caught:
        load(models)
    assert caught.value.code == "fusion_invalid"
    assert "fusion.json" in caught.value.message


def test_file_that_is_no_json_is_refused(models):
    (models / "fusion.json").write_text("{")
    with pytest.raises(PackError, match=r"fusion\.json"):
        load(models)


@pytest.fixture
def scene(tmp_path):
    """A scene with three mines that the segmenter gives about .27, .73 and 1."""
    ground = ground_with_mines(64, 200, [(20, 20, 10, 10), (20, 80, 10, 10), (20, 140, 10, 10)])
    ground[2, 20:30, 20:30], ground[2, 20:30, 80:90] = 0.29, 0.31
    return write_reflectance(tmp_path / "scene.tif", ground, RGB)


def mines_of(run, scene, **options):
    """Return the mines' confidence by their order from west to east, and the run's answer."""
    answer, out = run(scene, search_everywhere=True, **options)
    table, outlines = read_layer(out, "mines")
    order = np.argsort([outline.bounds[0] for outline in outlines])
    return [round(float(table["confidence"][index]), 2) for index in order], answer


def with_thresholds(models, **thresholds):
    path = models / "segmenter" / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"thresholds": thresholds}))


def test_sensitivity_picks_the_thresholds_of_pixels_and_of_confidence(run, models, scene):
    with_thresholds(models, default=0.5, few_misses=0.1)
    write_fusion(models)
    assert mines_of(run, scene)[0] == [0.73, 1.0]
    assert mines_of(run, scene, sensitivity="few_misses")[0] == [0.27, 0.73, 1.0]
    few, answer = mines_of(run, scene, sensitivity="few_false_alarms")
    assert few == [1.0]
    assert answer["counts"]["mines_unsure"] == 1


def test_threshold_of_the_user_wins_over_the_sensitivity(run, models, scene):
    write_fusion(models)
    found, answer = mines_of(run, scene, sensitivity="few_false_alarms", threshold=0.2)
    assert found == [0.27, 0.73, 1.0]
    assert answer["counts"]["mines_unsure"] == 0


def test_sensitivity_picks_the_detectors_threshold(run, models, scene):
    path = models / "detector" / "model.json"
    thresholds = {"thresholds": {"default": 0.5, "few_false_alarms": 0.95}}
    path.write_text(json.dumps(json.loads(path.read_text()) | thresholds))
    assert mines_of(run, scene)[1]["counts"]["detections"] > 0
    assert mines_of(run, scene, sensitivity="few_false_alarms")[1]["counts"]["detections"] == 0


def test_gate_of_the_classifier_lets_cells_through(run, models, tmp_path):
    gated_pack = brightness_classifier(tmp_path / "gated", thresholds={"default": 0.9999, "gate": 0.01})
    ground = ground_with_mines(96, 480, [(40, 40, 6, 6)])
    ground[2, 40:46, 40:46] = 0.19
    scene = write_reflectance(tmp_path / "scene.tif", ground, RGB)
    closed, _ = run(scene)
    (models / "classifier").rename(tmp_path / "old")
    gated_pack.rename(models / "classifier")
    gated, _ = run(scene)
    assert (closed["counts"]["cells_searched"], gated["counts"]["cells_searched"]) == (0, 4)


def test_run_tells_how_confidences_were_made_and_warns_where_nothing_fits(run, models, scene):
    seen = []
    reporter = Reporter()
    reporter.emit = seen.append
    _, out = run(scene, reporter)
    (warning,) = [message for message in seen if message["type"] == "warning"]
    assert warning["code"] == "confidence_not_calibrated"
    row = json.loads(read_layer(out, "run")[0]["confidence"][0])
    assert row["by"].startswith("fixed weights") and row["reason"] and row["least"] == 0
    write_fusion(models)
    seen.clear()
    _, out = run(scene, reporter, sensitivity="few_misses")
    assert not [message for message in seen if message["type"] == "warning"]
    row = json.loads(read_layer(out, "run")[0]["confidence"][0])
    assert row == {"by": "fusion.json", "reason": "", "least": 0.2, "left_out": 0}
    assert json.loads(read_layer(out, "run")[0]["settings"][0])["sensitivity"] == "few_misses"
