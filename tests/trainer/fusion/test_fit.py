"""The fit of the fusion on polygons whose chances are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mining_detector_plugin.engine.fusion import confidence_of
from trainer.fusion.calibration import (
    calibration_error,
    calibration_interval,
    chance_error,
    reliability_table,
)
from trainer.fusion.fit import FusionError, choose_features, cross_fit, fit_fusion, place_weights
from trainer.fusion.thresholds import choose_thresholds, operating_point

from .made_polygons import made_polygons


@pytest.fixture(scope="module")
def polygons():
    return made_polygons(1200, places=5)


@pytest.fixture(scope="module")
def fitted(polygons):
    return cross_fit(polygons)


def test_fit_finds_the_slopes_that_the_polygons_were_made_with():
    made = made_polygons(20_000)
    fusion = fit_fusion(made, ["segmenter_log_odds", "classifier_log_odds"])
    slopes = fusion.coefficients / fusion.stddev
    np.testing.assert_allclose(slopes, [1.5, 1.0], rtol=0.08)
    intercept = fusion.intercept - (slopes * fusion.mean).sum()
    assert intercept == pytest.approx(-1, abs=0.1)


def test_confidence_holds_on_places_that_were_left_out(polygons, fitted):
    confidence = fitted.confidence(polygons)
    error = calibration_error(confidence, polygons.is_true)
    assert error < 0.05
    assert (
        error
        < calibration_error(confidence_of(None, polygons.scores, polygons.area_ha), polygons.is_true) / 2
    )


def test_confidence_at_a_place_does_not_depend_on_its_truth(polygons, fitted):
    own = polygons.places == "place 2"
    turned = replace(polygons, is_true=np.where(own, ~polygons.is_true, polygons.is_true))
    np.testing.assert_allclose(cross_fit(turned).confidence(turned)[own], fitted.confidence(polygons)[own])


def test_features_that_say_nothing_are_not_chosen():
    assert choose_features(made_polygons(2000, places=4)) == ("segmenter_log_odds", "classifier_log_odds")
    with_detector = choose_features(made_polygons(2000, places=4, detector_slope=2.0))
    assert "detector_log_odds" in with_detector


def test_score_that_speaks_against_mines_is_left_out_of_the_fit():
    made = made_polygons(2000, detector_slope=-2.0)
    fusion = fit_fusion(made, ["segmenter_log_odds", "detector_log_odds"])
    assert fusion.features == ("segmenter_log_odds",)


def test_stage_that_never_found_anything_is_left_out_of_the_fit():
    made = made_polygons(500)
    silent = replace(made, scores=made.scores | {"detector": np.full(500, np.nan)})
    assert fit_fusion(silent, ["segmenter_log_odds", "detector_log_odds", "detector_has_box"]).features == (
        "segmenter_log_odds",
    )


def test_polygons_of_one_kind_give_all_the_same_confidence():
    made = made_polygons(200)
    true = made.take(made.is_true)
    fusion = fit_fusion(true, ["segmenter_log_odds"])
    expected = (len(true) + 1) / (len(true) + 2)
    np.testing.assert_allclose(confidence_of(fusion, true.scores, true.area_ha), expected)


def test_place_weighs_the_root_of_its_polygons():
    weights = place_weights(np.array(["a"] * 9 + ["b"]))
    assert weights[:9].sum() / weights[9] == pytest.approx(3)
    assert weights.mean() == pytest.approx(1)


@pytest.mark.parametrize(
    "chosen", [lambda p: p.is_true, lambda p: p.places == "place 1", lambda p: np.arange(len(p)) < 6]
)
def test_too_few_polygons_are_refused(polygons, chosen):
    with pytest.raises(FusionError) as caught:
        cross_fit(polygons.take(chosen(polygons)))
    assert caught.value.code == "too_few_polygons"


def test_calibration_error_is_the_mean_gap_of_the_bins():
    confidence = np.array([0.05, 0.05, 0.95, 0.95])
    is_true = np.array([False, True, True, True])
    assert calibration_error(confidence, is_true) == pytest.approx((0.45 * 2 + 0.05 * 2) / 4)
    assert calibration_error(confidence, is_true, np.array([1, 0, 0, 0])) == pytest.approx(0.05)
    rows = reliability_table(confidence, is_true, np.array(["a", "b", "b", "b"]))
    assert [(row.count, row.places, row.true_share) for row in rows] == [(2, 2, 0.5), (2, 1, 1.0)]


def test_interval_is_over_places():
    confidence, is_true = np.full(200, 0.5), np.arange(200) < 100
    alike = np.array(["a", "b"] * 100)
    np.testing.assert_allclose(calibration_interval(confidence, is_true, alike), [0, 0], atol=1e-12)
    apart = np.where(is_true, "a", "b")
    assert calibration_interval(confidence, is_true, apart) == pytest.approx((0, 0.5))
    assert calibration_interval(confidence, is_true, np.full(200, "a")) is None


def test_error_by_chance_shrinks_with_the_root_of_the_polygons():
    few, many = (chance_error(np.full(count, 0.5), 400) for count in (25, 400))
    # The mean distance of a mean of n coins from 1/2 is about .5 x sqrt(2 / (pi n)).
    assert few == pytest.approx(0.5 * np.sqrt(2 / (np.pi * 25)), rel=0.1)
    assert few / many == pytest.approx(4, rel=0.15)


def test_thresholds_keep_what_their_rules_say(polygons, fitted):
    confidence = fitted.confidence(polygons)
    names = ("few_misses", "default", "few_false_alarms")
    thresholds = choose_thresholds(dict.fromkeys(names, (polygons, confidence)))
    assert thresholds["few_misses"] <= thresholds["default"] <= thresholds["few_false_alarms"]
    points = [operating_point(polygons, confidence, thresholds[name]) for name in names]
    findable = polygons.is_true.sum()
    assert points[0].sites_found >= 0.95 * findable
    assert points[2].precision >= 0.9
    assert points[2].precision > points[1].precision > points[0].precision
    sites = findable + findable // 10
    assert points[0].sites == sites
    shown = confidence >= thresholds["default"]
    assert points[1].recall == pytest.approx((shown & polygons.is_true).sum() / sites)
    low, high = points[1].precision_interval
    assert low < points[1].precision < high


def test_precision_out_of_reach_gives_the_most_precise_threshold(polygons):
    generator = np.random.default_rng(2)
    confidence = generator.random(len(polygons))
    names = ("few_misses", "default", "few_false_alarms")
    thresholds = choose_thresholds(dict.fromkeys(names, (polygons, confidence)))
    assert operating_point(polygons, confidence, thresholds["few_false_alarms"]).polygons >= 30
