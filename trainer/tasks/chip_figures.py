"""Figures of a chip classifier's probabilities: log loss and ranking; only what somebody decided counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from ..data.chip_labels import ChipLabels, Mode
from ..data.dataset import Chip

#: Probabilities are kept this far from 0 and 1 in the log loss: one sure mistake does not make it infinite.
_MARGIN = 1e-6


@dataclass(frozen=True)
class ChipScores:
    """Probabilities of chips beside the truth.

    Attributes:
        mode: of the labels.
        classes: in the order of the columns.
        ids, places: of the chips.
        probabilities: float (chips, classes). shown, known: bool (chips, classes).
    """

    mode: Mode
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    places: tuple[str, ...]
    probabilities: np.ndarray
    shown: np.ndarray
    known: np.ndarray

    def take(self, rows: np.ndarray) -> ChipScores:
        """Return some of the chips, any of them as often as wanted; int (count,)."""
        ids, places = (tuple(np.array(names)[rows].tolist()) for names in (self.ids, self.places))
        parts = (self.probabilities[rows], self.shown[rows], self.known[rows])
        return ChipScores(self.mode, self.classes, ids, places, *parts)

    @cached_property
    def log_loss(self) -> float:
        """Mean negative logarithm of the probability that the truth got."""
        sure = self.probabilities.clip(_MARGIN, 1 - _MARGIN)
        if self.mode == "types":
            return float(-np.log(sure[self.shown]).mean())
        return float(-np.log(np.where(self.shown, sure, 1 - sure))[self.known].mean())

    def ranking(self) -> dict[str, float]:
        """Return ``roc_auc`` and ``ap``, means over the classes that some chips show and others do not; else NaN."""
        areas, precisions = [], []
        for column in range(len(self.classes)):
            rows = self.known[:, column]
            shown, scores = self.shown[rows, column], self.probabilities[rows, column]
            if shown.any() and not shown.all():
                areas.append(roc_auc_score(shown, scores))
                precisions.append(average_precision_score(shown, scores))
        return {
            "roc_auc": float(np.mean(areas)) if areas else float("nan"),
            "ap": float(np.mean(precisions)) if precisions else float("nan"),
        }

    def curves(self) -> dict[str, float]:
        """Return the figures that need no threshold."""
        return {"log_loss": self.log_loss, **self.ranking()}


def scores_of(labels: ChipLabels, chips: list[Chip], probabilities: np.ndarray) -> ChipScores:
    """Return the probabilities of chips, float (chips, classes), beside their labels."""
    return ChipScores(
        labels.mode, labels.classes, tuple(chip.id for chip in chips), tuple(chip.place for chip in chips),
        probabilities, labels.shown(chips), labels.is_known(chips),
    )  # fmt: skip
