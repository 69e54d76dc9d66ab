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
    roc_auc_score,
)

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Dataset
from .evidence import Evidence
from .prediction import ChipPrediction
from .rules import TestRule

#: Bins of equal width of the calibration error (Guo et al. 2017, On calibration of modern neural networks).
CALIBRATION_BINS = 15
#: Scores are kept this far from 0 and 1 in the log loss, so that one sure mistake does not make it infinite.
_LOG_LOSS_MARGIN = 1e-6
_SCORE_OF_CHIP = {
    "classifier": "",
    "segmenter": "a chip's score is the mean of its ten highest values",
    "detector": "a chip's score is that of its best box",
}


class Classification(Evidence):
    """A chip's score against whether it shows a mine of any kind. All kinds of packs can be tested so."""

    test = "classification"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        self._scores: list[float] = []
        self._truth: list[bool] = []
        self._chip_places: list[int] = []
        self._curve: WeightedCurve | None = None
        self.chip_ids: list[str] = []

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """See ``Evidence.suits``."""
        return True

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip; one that nobody looked at is left out."""
        truth = self.rule.shows_mine(self.dataset, prediction.chip, prediction.pixels.mask)
        if truth is None:
            return
        self._scores.append(prediction.mine_score)
        self._truth.append(truth)
        self._chip_places.append(self.place_number(prediction))
        self.chip_ids.append(prediction.chip.id)
        self._curve = None

    @property
    def scores(self) -> np.ndarray:
        """float64 (chips,), 0-1."""
        return np.array(self._scores)

    @property
    def truth(self) -> np.ndarray:
        """bool (chips,)."""
        return np.array(self._truth, bool)

    def figures(self) -> dict[str, float]:
        """See ``Evidence.figures``: by scikit-learn. F1 and F2 are at the pack's default threshold, the best F1 is
        over all thresholds: a bound and not a promise."""
        return binary_figures(self.scores, self.truth, self.pack.thresholds["default"])

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``: from a curve that is sorted once."""
        if self._curve is None:
            self._curve = WeightedCurve(self.scores, self.truth, self.pack.thresholds["default"])
        return self._curve.figures(weights[np.array(self._chip_places, int)])

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: chips."""
        return dict.fromkeys(BINARY_FIGURES, len(self._scores))

    def notes(self) -> dict[str, str]:
        """See ``Evidence.notes``."""
        with_mine = int(self.truth.sum())
        parts = [f"{with_mine} with a mine", _SCORE_OF_CHIP[self.pack.kind]]
        if with_mine in (0, len(self._scores)):
            parts.append("ranking figures need chips with a mine and chips without one")
        return dict.fromkeys(BINARY_FIGURES, "; ".join(part for part in parts if part))


BINARY_FIGURES = ("log_loss", "roc_auc", "average_precision", "f1", "f2", "best_f1", "ece")


def binary_figures(scores: np.ndarray, truth: np.ndarray, threshold: float) -> dict[str, float]:
    """Return the figures of ``BINARY_FIGURES``; log loss and calibration error alone where all chips are of one class.

    Args:
        scores: float (n,), 0-1. truth: bool (n,). threshold: for F1 and F2.
    """
    figures = dict.fromkeys(BINARY_FIGURES, float("nan"))
    if not len(scores):
        return figures
    figures["log_loss"] = float(log_loss(truth, _off_the_ends(scores), labels=[False, True]))
    figures["ece"] = calibration_error(scores, truth, np.ones(len(scores)))
    if truth.all() or not truth.any():
        return figures
    passed = scores >= threshold
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
        scores: float (n,), 0-1. truth: bool (n,). threshold: for F1 and F2.
    """

    def __init__(self, scores: np.ndarray, truth: np.ndarray, threshold: float) -> None:
        self._scores, self._truth, self._threshold = scores, truth, threshold
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
        if not right[-1] or not wrong[-1]:
            return figures
        recall, alarms = right / right[-1], wrong / wrong[-1]
        precision = right / np.maximum(right + wrong, np.finfo(float).tiny)
        # What a threshold lets through are the scores down to it: the last level that is not below it.
        passed = np.searchsorted(-self._levels, -self._threshold, side="right") - 1
        hits, misses = (right[passed], wrong[passed]) if passed >= 0 else (0.0, 0.0)
        return figures | {
            "roc_auc": float(np.trapezoid(np.append(0, recall), np.append(0, alarms))),
            "average_precision": float(np.diff(recall, prepend=0) @ precision),
            "f1": float(2 * hits / (hits + misses + right[-1])),
            "f2": float(5 * hits / (hits + misses + 4 * right[-1])),
            "best_f1": float(np.max(2 * right / (right + wrong + right[-1]))),
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


class MultiLabel(Evidence):
    """Scores of tags against the tags that chips have, at the pack's threshold of each tag."""

    test = "multilabel"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        self.tags = shared_tags(pack, dataset, rule)
        self._channels = [pack.classes.index(tag) for tag in self.tags]
        self._thresholds = np.array([pack.thresholds.get(t, pack.thresholds["default"]) for t in self.tags])
        self._passed: list[np.ndarray] = []
        self._truth: list[list[bool]] = []
        self._chip_places: list[int] = []

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """Classifiers whose classes don't exclude each other, with two tags or more that the data set has too."""
        return (
            pack.kind == "classifier"
            and pack.activation == "sigmoid"
            and len(shared_tags(pack, dataset, rule)) > 1
        )

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip."""
        names = {self.rule.name_of(tag) for tag in prediction.chip.tags}
        self._passed.append(prediction.class_scores[self._channels] >= self._thresholds)
        self._truth.append([tag in names for tag in self.tags])
        self._chip_places.append(self.place_number(prediction))

    def figures(self) -> dict[str, float]:
        """See ``Evidence.figures``: by scikit-learn; a tag that is nowhere true nor found is left out of the mean."""
        if not self._truth:
            return {"f2_micro": float("nan"), "f2_macro": float("nan")}
        truth, passed = np.array(self._truth), np.array(self._passed)
        return {
            f"f2_{kind}": float(fbeta_score(truth, passed, beta=2, average=kind, zero_division=np.nan))
            for kind in ("micro", "macro")
        }

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``: the same from sums over chips."""
        chip_weights = weights[np.array(self._chip_places, int)]
        truth, passed = (
            np.array(rows, float).reshape(-1, len(self.tags)) for rows in (self._truth, self._passed)
        )
        right = chip_weights @ (truth * passed)
        parts = chip_weights @ (4 * truth + passed)
        has_figure = parts > 0
        if not has_figure.any():
            return {"f2_micro": float("nan"), "f2_macro": float("nan")}
        return {
            "f2_micro": float(5 * right.sum() / parts.sum()),
            "f2_macro": float(np.mean(5 * right[has_figure] / parts[has_figure])),
        }

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: chips."""
        return {"f2_micro": len(self._truth), "f2_macro": len(self._truth)}

    def notes(self) -> dict[str, str]:
        """See ``Evidence.notes``."""
        note = f"{len(self.tags)} tags: {', '.join(self.tags)}"
        empty = [tag for tag, some in zip(self.tags, np.any(self._truth, axis=0), strict=True) if not some]
        if empty:
            note += f"; no chip has {', '.join(empty)}"
        return {"f2_micro": note, "f2_macro": note}


def shared_tags(pack: Pack, dataset: Dataset, rule: TestRule) -> tuple[str, ...]:
    """Return the tags of a data set, by the packs' names, that a pack has a class for."""
    names = dict.fromkeys(rule.name_of(tag) for tag in dataset.tags)
    return tuple(name for name in names if name in pack.classes)
