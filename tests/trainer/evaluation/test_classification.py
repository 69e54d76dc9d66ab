"""Classification figures against torchmetrics, and weights against repeated chips."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torchmetrics.functional import classification as metrics

from trainer.evaluation.classification import CALIBRATION_BINS, WeightedCurve, binary_figures


@pytest.fixture
def scored():
    generator = np.random.default_rng(0)
    truth = generator.random(400) < 0.3
    scores = np.clip(0.3 * truth + generator.normal(0.35, 0.2, 400), 0, 1)
    return scores, truth


def test_figures_are_those_of_torchmetrics(scored):
    scores, truth = scored
    figures = binary_figures(scores, truth, scores >= 0.4)
    found, wanted = torch.from_numpy(scores), torch.from_numpy(truth).long()
    assert figures["roc_auc"] == pytest.approx(float(metrics.binary_auroc(found, wanted)), abs=1e-6)
    assert figures["average_precision"] == pytest.approx(
        float(metrics.binary_average_precision(found, wanted)), abs=1e-6
    )
    assert figures["f1"] == pytest.approx(float(metrics.binary_f1_score(found, wanted, 0.4)), abs=1e-6)
    assert figures["f2"] == pytest.approx(
        float(metrics.binary_fbeta_score(found, wanted, 2.0, 0.4)), abs=1e-6
    )
    error = metrics.binary_calibration_error(found, wanted, n_bins=CALIBRATION_BINS, norm="l1")
    assert figures["ece"] == pytest.approx(float(error), abs=1e-6)
    loss = torch.nn.functional.binary_cross_entropy(found.clamp(1e-6, 1 - 1e-6), wanted.double())
    assert figures["log_loss"] == pytest.approx(float(loss), abs=1e-6)


@pytest.mark.parametrize("threshold", [0.0, 0.4, 1.1])
def test_weight_counts_a_chip_as_often_as_it_says(scored, threshold):
    scores, truth = scored
    scores = scores.round(2)  # so that some are equal
    weights = np.random.default_rng(1).integers(0, 4, 400)
    weighted = WeightedCurve(scores, truth, scores >= threshold).figures(weights.astype(float))
    scores, truth = np.repeat(scores, weights), np.repeat(truth, weights)
    repeated = binary_figures(scores, truth, scores >= threshold)
    assert weighted == pytest.approx(repeated)


def test_one_class_alone_has_no_ranking_figures():
    scores, truth = np.array([0.2, 0.6]), np.array([False, False])
    passed = scores >= 0.5
    for figures in (
        binary_figures(scores, truth, passed),
        WeightedCurve(scores, truth, passed).figures(np.ones(2)),
    ):
        assert np.isnan(figures["roc_auc"]) and np.isnan(figures["f1"]) and np.isnan(figures["recall"])
        assert figures["log_loss"] > 0 and figures["false_alarm_rate"] == 0.5
