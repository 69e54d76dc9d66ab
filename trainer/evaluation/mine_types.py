"""Figures of types that exclude each other: is the type that a classifier finds the one that a chip is tagged with?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Dataset
from .evidence import Evidence
from .multilabel import shared_tags
from .prediction import ChipPrediction
from .rules import TestRule

METRICS = ("accuracy", "f1_macro", "log_loss")
#: Probabilities are kept this far from 0 in the log loss, so that one sure mistake does not make it infinite.
_LEAST = 1e-6


def tells_types(pack: Pack) -> bool:
    """Return whether a pack says which type a mine is, and nothing of whether there is one."""
    is_exclusive = pack.kind == "classifier" and pack.activation == "softmax"
    return is_exclusive and set(pack.mine_classes) == set(pack.classes)


class Types(Evidence):
    """The likeliest type against the one that a chip is tagged with; chips with none or several are left out."""

    test = "types"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        self._truth: list[int] = []
        self._found: list[int] = []
        self._loss: list[float] = []
        self._chip_places: list[int] = []

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """Packs of types, and data sets with two of them or more."""
        return tells_types(pack) and len(shared_tags(pack, dataset, rule)) > 1

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip."""
        names = {self.rule.name_of(tag) for tag in prediction.chip.tags}
        shown = [index for index, name in enumerate(self.pack.classes) if name in names]
        if len(shown) != 1:
            return
        self._truth.append(shown[0])
        self._found.append(int(prediction.class_scores.argmax()))
        self._loss.append(-float(np.log(max(prediction.class_scores[shown[0]], _LEAST))))
        self._chip_places.append(self.place_number(prediction))

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``; a type that is nowhere true nor found is left out of the mean F1."""
        chip_weights = weights[np.array(self._chip_places, int)]
        if not chip_weights.sum():
            return dict.fromkeys(METRICS, float("nan"))
        count = len(self.pack.classes)
        table = np.zeros((count, count))
        np.add.at(table, (self._truth, self._found), chip_weights)
        parts = table.sum(0) + table.sum(1)
        some = parts > 0
        return {
            "accuracy": float(np.trace(table) / table.sum()),
            "f1_macro": float(np.mean(2 * np.diag(table)[some] / parts[some])),
            "log_loss": float(chip_weights @ np.array(self._loss) / chip_weights.sum()),
        }

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: chips."""
        return dict.fromkeys(METRICS, len(self._truth))

    def notes(self) -> dict[str, str]:
        """See ``Evidence.notes``."""
        counts = np.bincount(np.array(self._truth, int), minlength=len(self.pack.classes))
        told = ", ".join(f"{count} {name}" for name, count in zip(self.pack.classes, counts, strict=True))
        return dict.fromkeys(METRICS, f"chips of one type: {told}")
