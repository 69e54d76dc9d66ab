"""A detector's thresholds: where few misses and few false alarms part."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs torch, which is not installed")
from trainer.evaluation.site_boxes import Matched
from trainer.tasks.detect_thresholds import f_measures, fit_thresholds


def matched(scores, right, sites: int, ignored=None) -> Matched:
    count = len(scores)
    ignored = np.zeros(count, bool) if ignored is None else np.array(ignored)
    none = np.zeros(0)
    return Matched(
        np.array(scores, float), np.tile(np.array(right, bool), (3, 1)), np.tile(ignored, (3, 1)),
        np.zeros(count, int), np.array(right, bool), np.zeros(sites, int), none, none, none, 1.0,
    )  # fmt: skip


def test_f_measure_is_that_of_precision_and_recall():
    part = matched([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0], sites=4)
    precision, recall = 2 / 3, 2 / 4
    for beta in (0.5, 1.0, 2.0):
        expected = (1 + beta**2) * precision * recall / (beta**2 * precision + recall)
        assert f_measures(part, np.array([0.7]), beta)[0] == pytest.approx(expected)


def test_repeated_finds_count_for_nothing():
    plain = matched([0.9, 0.7], [1, 1], sites=2)
    repeated = matched([0.9, 0.8, 0.7], [1, 0, 1], sites=2, ignored=[False, True, False])
    np.testing.assert_allclose(*(f_measures(part, np.array([0.5]), 1.0) for part in (plain, repeated)))


def test_words_are_in_the_order_of_what_they_promise():
    right = np.array([1] * 10 + [1, 0] * 10 + [1, 0, 0, 0] * 10)
    scores = np.linspace(0.95, 0.05, len(right))
    thresholds = fit_thresholds([matched(scores, right, sites=30)])
    assert thresholds["few_misses"] < thresholds["default"] < thresholds["few_false_alarms"]


def test_without_finds_there_are_thresholds_all_the_same():
    assert fit_thresholds([matched([], [], sites=3)])["default"] == 0.5
