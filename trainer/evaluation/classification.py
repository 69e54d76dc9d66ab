"""Figures of scores of whole chips: is there a mine of any kind, and which tags does a chip have?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import (
    average_precision_score,
    f1_score,
    fbeta_score,
    log_loss,
    precision_recall_curve,
    recall_score,
    roc_auc_score,
)

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Dataset
from .evidence import Evidence
from .mine_types import tells_types
from .prediction import ChipPrediction
from .rules import TestRule

#: Bins of equal width of the calibration error (Guo et al. 2017, On calibration of modern neural networks).
CALIBRATION_BINS = 15
#: Scores are kept this far from 0 and 1 in the log loss, so that one sure mistake does not make it infinite.
_LOG_LOSS_MARGIN = 1e-6
_SCORE_OF_CHIP = {
    "classifier": "",
    "segmenter": "a segmenter's score of a chip is the mean of its ten highest pixels",
    "detector": "a detector's score of a chip is that of its best box",
}


class Classification(Evidence):
    """A chip's score against whether it shows a mine of any kind. All kinds of packs can be tested so."""

    test = "classification"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        self._scores: list[float] = []
        self._passed: list[bool] = []
        self._truth: list[bool] = []
        self._chip_places: list[int] = []
        self._curve: WeightedCurve | None = None

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """See ``Evidence.suits``: wherever something says which chips show a mine, and the pack does too."""
        return not tells_types(pack) and (bool(rule.mine_tags) or len(rule.mine_names(dataset)) > 0)

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip; one that nobody looked at is left out."""
        truth = self.rule.shows_mine(self.dataset, prediction.chip, prediction.pixels.mask)
        if truth is None:
            return
        self._scores.append(prediction.mine_score)
        self._passed.append(prediction.mine_score >= prediction.threshold)
        self._truth.append(truth)
        self._chip_places.append(self.place_number(prediction))
        self._curve = None

    @property
    def scores(self) -> np.ndarray:
        """float64 (chips,), 0-1."""
        return np.array(self._scores)

    @property
    def passed(self) -> np.ndarray:
        """bool (chips,): at or above the pack's default threshold."""
        return np.array(self._passed, bool)

    @property
    def truth(self) -> np.ndarray:
        """bool (chips,)."""
        return np.array(self._truth, bool)

    def figures(self) -> dict[str, float]:
        """See ``Evidence.figures``: by scikit-learn. The best F1 is over all thresholds: a bound and not a promise."""
        return binary_figures(self.scores, self.truth, self.passed)

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``: from a curve that is sorted once."""
        if self._curve is None:
            self._curve = WeightedCurve(self.scores, self.truth, self.passed)
        return self._curve.figures(weights[np.array(self._chip_places, int)])

    def details(self) -> dict[str, np.ndarray]:
        """See ``Evidence.details``: ``scores``, ``truth``, ``passed`` of the chips."""
        return {"scores": self.scores, "truth": self.truth, "passed": self.passed}

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: chips; those with a mine for recall, those without one for false alarms."""
        mines = int(self.truth.sum())
        counts = dict.fromkeys(BINARY_FIGURES, len(self._scores))
        return counts | {"recall": mines, "false_alarm_rate": len(self._scores) - mines}

    def notes(self) -> dict[str, str]:
        """See ``Evidence.notes``."""
        parts = [_SCORE_OF_CHIP[self.pack.kind]]
        if len(set(self._truth)) == 1:
            there = "with" if self._truth[0] else "without"
            parts.append(f"all chips are {there} a mine, so there is nothing to rank")
        return dict.fromkeys(BINARY_FIGURES, "; ".join(part for part in parts if part))


BINARY_FIGURES = (
    "log_loss", "roc_auc", "average_precision", "f1", "f2", "best_f1", "recall", "false_alarm_rate", "ece",
)  # fmt: skip


def binary_figures(scores: np.ndarray, truth: np.ndarray, passed: np.ndarray) -> dict[str, float]:
    """Return the figures of ``BINARY_FIGURES``; NaN for those that need both classes where one is empty.

    Args:
        scores: float (n,), 0-1. truth: bool (n,). passed: bool (n,), at or above the threshold: for F1, F2, recall
            and the share of chips without a mine that pass.
    """
    figures = dict.fromkeys(BINARY_FIGURES, float("nan"))
    if not len(scores):
        return figures
    figures["log_loss"] = float(log_loss(truth, _off_the_ends(scores), labels=[False, True]))
    figures["ece"] = calibration_error(scores, truth, np.ones(len(scores)))
    if truth.any():
        figures["recall"] = float(recall_score(truth, passed))
    if not truth.all():
        figures["false_alarm_rate"] = 1 - float(recall_score(~truth, ~passed))
    if truth.all() or not truth.any():
        return figures
    precision, recall, _ = precision_recall_curve(truth, scores)
    return figures | {
        "roc_auc": float(roc_auc_score(truth, scores)),
        "average_precision": float(average_precision_score(truth, scores)),
        "f1": float(f1_score(truth, passed)),
        "f2": float(fbeta_score(truth, passed, beta=2)),
        "best_f1": float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-9))),
    }


class WeightedCurve:
    """The figures of ``binary_figures`` for weighted chips, a thousand times as fast as scikit-learn gives them.

    Args:
        scores, truth, passed: as ``binary_figures`` takes them.
    """

    def __init__(self, scores: np.ndarray, truth: np.ndarray, passed: np.ndarray) -> None:
        self._scores, self._truth, self._passed = scores, truth, passed
        negated, self._step = np.unique(-scores, return_inverse=True)
        self._levels = -negated
        clipped = _off_the_ends(scores)
        self._loss = -np.log(np.where(truth, clipped, 1 - clipped))

    def figures(self, weights: np.ndarray) -> dict[str, float]:
        """Return the figures, each chip counted ``weights`` (n,) times."""
        figures = dict.fromkeys(BINARY_FIGURES, float("nan"))
        total = weights.sum()
        if not total:
            return figures
        figures["log_loss"] = float(weights @ self._loss / total)
        figures["ece"] = calibration_error(self._scores, self._truth, weights)
        count = len(self._levels)
        right = np.cumsum(np.bincount(self._step, weights * self._truth, count))
        wrong = np.cumsum(np.bincount(self._step, weights * ~self._truth, count))
        mines, others = right[-1], wrong[-1]
        hits = float(weights @ (self._passed & self._truth))
        alarms = float(weights @ (self._passed & ~self._truth))
        if mines:
            figures["recall"] = hits / mines
        if others:
            figures["false_alarm_rate"] = alarms / others
        if not mines or not others:
            return figures
        recall = right / mines
        precision = right / np.maximum(right + wrong, np.finfo(float).tiny)
        return figures | {
            "roc_auc": float(np.trapezoid(np.append(0, recall), np.append(0, wrong / others))),
            "average_precision": float(np.diff(recall, prepend=0) @ precision),
            "f1": 2 * hits / (hits + alarms + mines),
            "f2": 5 * hits / (hits + alarms + 4 * mines),
            "best_f1": float(np.max(2 * right / (right + wrong + mines))),
        }


def calibration_error(scores: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> float:
    """Return the expected calibration error: the mean gap between score and share of mines, over bins of the score.

    Source: Naeini et al. 2015; Guo et al. 2017. ``CALIBRATION_BINS`` bins of equal width, weighted by chips.
    """
    bins = np.minimum((scores * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    gaps = np.bincount(bins, weights * (scores - truth), CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / weights.sum())


def _off_the_ends(scores: np.ndarray) -> np.ndarray:
    return np.clip(scores, _LOG_LOSS_MARGIN, 1 - _LOG_LOSS_MARGIN)
