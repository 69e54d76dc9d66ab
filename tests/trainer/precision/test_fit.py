"""The Lasso of the precision filter: it keeps what tells, its threshold holds, and places are kept apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mining_detector_plugin.engine.precision_filter import filter_scores
from trainer.precision.fit import Examples, FilterError, fit_filter, threshold_for_loss

FEATURES = ("mean_B02", "mean_B03", "mean_B04", "stddev_B02", "stddev_B03", "stddev_B04")


def examples(features: np.ndarray, is_true: np.ndarray, places: int = 12, groups=None) -> Examples:
    numbers = np.arange(len(is_true)) * places // len(is_true)
    return Examples(
        features, is_true, np.array([f"place{n}" for n in numbers]), groups or (None,) * len(is_true)
    )


def separable(count: int = 240, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Hits that the first feature tells apart, with some noise; the others say nothing."""
    generator = np.random.default_rng(seed)
    features = generator.normal(size=(count, len(FEATURES)))
    return features, features[:, 0] + 0.4 * generator.normal(size=count) > 0


def test_features_that_say_nothing_get_no_weight():
    fitted = fit_filter(examples(*separable()), FEATURES, by=None)
    coefficients = fitted.part.models["all"].coefficients
    assert coefficients[0] > 1
    assert np.abs(coefficients[1:]).max() < 0.2 * coefficients[0]
    assert (coefficients[1:] == 0).sum() >= 3


def test_at_most_the_allowed_share_of_true_hits_is_lost_on_places_that_were_not_seen():
    features, is_true = separable(count=400, seed=1)
    fitted = fit_filter(examples(features, is_true), FEATURES, by=None, most_lost=0.05)
    assert fitted.lost <= 0.05 and fitted.removed > 0.6 and fitted.roc_auc > 0.9
    other, truth = separable(count=4000, seed=2)
    scores = filter_scores(fitted.part, other)
    assert (scores[truth] < fitted.part.threshold).mean() < 0.09
    assert (scores[~truth] < fitted.part.threshold).mean() > 0.6


def test_what_marks_places_alone_does_not_count():
    generator = np.random.default_rng(3)
    of_place = generator.normal(size=(24, len(FEATURES)))
    place_is_true = np.arange(24) % 2 == 0
    numbers = np.repeat(np.arange(24), 10)
    data = Examples(of_place[numbers], place_is_true[numbers], numbers.astype(str), (None,) * 240)
    try:
        assert fit_filter(data, FEATURES, by=None).roc_auc < 0.75
    except FilterError as error:
        assert error.code == "filter_does_not_help"


def test_groups_with_enough_hits_get_a_model_of_their_own():
    features, is_true = separable(count=300)
    groups = (*("pit" if n % 3 else "pond" for n in range(299)), "rare")
    opposite = np.array([group == "pond" for group in groups])
    features[opposite, 0] *= -1
    fitted = fit_filter(examples(features, is_true, groups=groups), FEATURES, by="type")
    assert set(fitted.part.models) == {"all", "pit", "pond"}
    assert fitted.part.models["pit"].coefficients[0] > 0.5 > -0.5 > fitted.part.models["pond"].coefficients[0]
    scores = filter_scores(fitted.part, features[:2], ["rare", "pit"])
    alone = filter_scores(fitted.part, features[:1], [None])
    assert scores[0] == alone[0]


@pytest.mark.parametrize("kept", ["true", "few", "one place"])
def test_too_few_hits_are_told(kept):
    features, is_true = separable()
    data = examples(features, is_true, places=1 if kept == "one place" else 12)
    if kept == "true":
        data = data.take(is_true)
    if kept == "few":
        data = data.take(np.arange(20))
    with pytest.raises(FilterError, match="either kind") as caught:
        fit_filter(data, FEATURES, by=None)
    assert caught.value.code == "too_few_hits"


def test_filter_that_would_do_harm_is_not_made():
    generator = np.random.default_rng(5)
    with pytest.raises(FilterError) as caught:
        fit_filter(examples(generator.normal(size=(200, 6)), generator.random(200) < 0.5), FEATURES, by=None)
    assert caught.value.code == "filter_does_not_help"


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=60), st.floats(0, 0.5))
def test_threshold_loses_no_more_than_allowed_and_the_next_score_would(scores, most_lost):
    scores = np.array(scores)
    threshold = threshold_for_loss(scores, most_lost)
    assert 0 < threshold < 1
    assert (scores < threshold).mean() <= most_lost
    higher = scores[scores > threshold + 1e-6]
    if len(higher):
        assert (scores <= higher.min()).mean() > most_lost
