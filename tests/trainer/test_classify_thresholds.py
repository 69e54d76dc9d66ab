"""The classifier's thresholds keep what they promise on the chips that they were chosen on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from trainer.tasks.classify_thresholds import (
    Scored,
    round_down,
    threshold_for_precision,
    threshold_for_recall,
    threshold_for_share,
    thresholds_of,
)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12)), min_size=1, max_size=60),
    st.floats(0.5, 0.99),
)
def test_threshold_finds_the_share_of_sites_and_is_the_highest_that_does(chips, recall):
    scores, sites = np.array([score for score, _ in chips]), np.array([f"site {site}" for _, site in chips])

    def share_found(threshold: float) -> float:
        return len(set(sites[scores >= threshold])) / len(set(sites))

    threshold = threshold_for_recall(scores, sites, recall)
    assert share_found(threshold) >= recall - 1e-9
    higher = scores[scores > threshold]
    if len(higher):
        assert share_found(higher.min()) < recall
    assert round_down(threshold) <= threshold


@given(st.lists(st.floats(0, 1), min_size=1, max_size=80), st.floats(0, 0.5))
def test_no_more_than_the_share_passes_after_rounding_down(scores, share):
    threshold = round_down(threshold_for_share(np.array(scores), share))
    assert sum(score >= threshold for score in scores) <= share * len(scores) + 1e-6


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.floats(0.5, 0.99))
def test_precision_is_reached_from_the_threshold_on_where_it_can_be(chips, precision):
    scores, is_mine = np.array([score for score, _ in chips]), np.array([mine for _, mine in chips])
    threshold = threshold_for_precision(scores, is_mine, precision)
    best = max(is_mine[scores >= score].mean() for score in scores)
    if len(set(scores)) == len(scores) and best >= precision:
        assert is_mine[scores >= threshold].mean() >= precision


@pytest.fixture
def found() -> Scored:
    generator = np.random.default_rng(3)
    mines, others, land, windows = (
        generator.beta(*shape, count) for shape, count in (((5, 2), 400), ((2, 5), 900), ((1, 9), 1000), ((4, 2), 60))
    )  # fmt: skip
    counts = (400, 900, 1000, 60)
    sources = np.repeat(["rgb_chips", "rgb_chips", "eurosat", "tailings"], counts)
    return Scored(
        scores=np.concatenate([mines, others, land, windows]), is_mine=np.repeat([1, 0, 0, 1], counts),
        sources=sources, labels=np.repeat(["mine", "no_mine", "Forest", "tailings"], counts),
        sites=np.array([*(str(index) for index in range(2300)), *(f"scene {index // 6}" for index in range(60))]),
    )  # fmt: skip


def test_thresholds_stand_in_the_order_of_their_names(found):
    thresholds, rule = thresholds_of(found, 0.99, 0.95, 0.95, 0.002)
    gate, few_misses, default, few_false_alarms = (
        thresholds[name] for name in ("gate", "few_misses", "default", "few_false_alarms")
    )
    assert 0 < gate <= few_misses <= default <= few_false_alarms < 1
    mines = found.scores[:400]
    assert (mines >= gate).mean() >= 0.99 and (mines >= few_misses).mean() >= 0.95
    scenes = found.scores[2300:].reshape(10, 6).max(axis=1)
    assert (scenes >= gate).all(), "each of ten scenes is needed for 99 %"
    assert "400 of artisanal gold mining (chips) and 10 of tailings (scenes)" in rule


def test_default_has_the_best_f1_unless_ordinary_land_passes(found):
    chips = slice(0, 1300)
    best = max(f1_score(found.is_mine[chips], found.scores[chips] >= at) for at in np.linspace(0, 1, 501))
    free, _ = thresholds_of(found, 0.99, 0.95, 0.95, 0.5)
    reached = f1_score(found.is_mine[chips], found.scores[chips] >= free["default"])
    assert reached == pytest.approx(best, abs=0.005)
    strict, _ = thresholds_of(found, 0.99, 0.95, 0.95, 0.002)
    assert (found.scores[1300:2300] >= strict["default"]).mean() <= 0.002
    assert (found.scores[1300:2300] >= strict["few_false_alarms"]).sum() == 0


def test_data_without_mines_still_get_thresholds(found):
    land = found.sources == "eurosat"
    alone = Scored(
        *(getattr(found, name)[land] for name in ("scores", "is_mine", "sources", "labels", "sites"))
    )
    thresholds, _ = thresholds_of(alone, 0.99, 0.95, 0.95, 0.002)
    assert set(thresholds) == {"default", "gate", "few_misses", "few_false_alarms"}
