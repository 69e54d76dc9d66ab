"""Temperatures and thresholds against cases whose answer is known, or is found by trying all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.metrics import fbeta_score

from trainer.calibration import best_threshold, fit_temperature, probabilities_of


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_temperature_that_spoilt_the_logits_is_found(temperature):
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 2, (40_000, 1))
    targets = generator.random(logits.shape) < expit(logits)
    assert fit_temperature(logits * temperature, targets, "sigmoid") == pytest.approx(temperature, rel=0.05)


@pytest.mark.parametrize("temperature", [0.5, 3.0])
def test_temperature_of_exclusive_classes_is_found(temperature):
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 2, (20_000, 4))
    chances = probabilities_of(logits, "softmax")
    targets = (chances.cumsum(axis=1) < generator.random((len(logits), 1))).sum(axis=1).clip(0, 3)
    assert fit_temperature(logits * temperature, targets, "softmax") == pytest.approx(temperature, rel=0.05)


@pytest.mark.parametrize(("spoilt", "at_bound"), [(50.0, True), (0.01, True), (3.0, False)])
def test_temperature_beyond_what_is_tried_is_told(spoilt, at_bound, caplog):
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 2, (4000, 1))
    targets = generator.random(logits.shape) < expit(logits)
    fit_temperature(logits * spoilt, targets, "sigmoid")
    assert ("end of what is tried" in caplog.text) is at_bound


@given(
    st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]), st.booleans()), min_size=1),
    st.sampled_from([1.0, 2.0]),
)
def test_no_threshold_is_better_than_the_one_found(rows, beta):
    scores, targets = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    threshold, f_beta = best_threshold(scores, targets, beta)

    def measured(at: float) -> float:
        return fbeta_score(targets, scores >= at, beta=beta, zero_division=0)

    assert measured(threshold) == pytest.approx(f_beta)
    assert all(measured(at) <= f_beta + 1e-12 for at in np.unique(scores))


def test_without_any_object_nothing_is_let_through():
    assert best_threshold(np.array([0.2, 0.9]), np.array([False, False])) == (1.0, 0.0)
