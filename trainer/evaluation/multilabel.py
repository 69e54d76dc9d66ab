"""Figures of tags: which of its tags does a classifier find on a chip?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import fbeta_score

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Chip, Dataset
from .evidence import Evidence
from .prediction import ChipPrediction
from .rules import TestRule

#: What dataset.json calls the tags that each source's labels decide; others may be there and nobody said so.
_STATED = "tags_stated"


class MultiLabel(Evidence):
    """Scores of tags against the tags that chips have, at the pack's threshold of each tag.

    Where the data set says which tags a source states, a chip counts for those alone.
    """

    test = "multilabel"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        self.tags = shared_tags(pack, dataset, rule)
        self._channels = [pack.classes.index(tag) for tag in self.tags]
        self._thresholds = np.array([pack.thresholds.get(t, pack.thresholds["default"]) for t in self.tags])
        self._passed: list[np.ndarray] = []
        self._truth: list[list[bool]] = []
        self._is_stated: list[list[bool]] = []
        self._chip_places: list[int] = []

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """Classifiers whose classes don't exclude each other, with two tags or more that the data set has too."""
        is_fit = pack.kind == "classifier" and pack.activation == "sigmoid"
        return is_fit and len(shared_tags(pack, dataset, rule)) > 1

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip."""
        names = {self.rule.name_of(tag) for tag in prediction.chip.tags}
        stated = {self.rule.name_of(tag) for tag in stated_tags(self.dataset, prediction.chip)}
        self._passed.append(prediction.class_scores[self._channels] >= self._thresholds)
        self._truth.append([tag in names for tag in self.tags])
        self._is_stated.append([tag in stated for tag in self.tags])
        self._chip_places.append(self.place_number(prediction))

    def figures(self) -> dict[str, float]:
        """See ``Evidence.figures``: by scikit-learn; a tag that is nowhere true nor found is left out of the mean."""
        truth, passed, stated = self._arrays()
        if not stated.any():
            return {"f2_micro": float("nan"), "f2_macro": float("nan")}
        by_tag = [
            fbeta_score(truth[known, tag], passed[known, tag], beta=2, zero_division=np.nan)
            for tag, known in enumerate(stated.T)
            if known.any()
        ]
        return {
            "f2_micro": float(fbeta_score(truth[stated], passed[stated], beta=2, zero_division=np.nan)),
            "f2_macro": float(np.nanmean(by_tag)),
        }

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``: the same from sums over chips."""
        chip_weights = weights[np.array(self._chip_places, int)]
        truth, passed, stated = self._arrays()
        right = chip_weights @ (truth & passed & stated)
        parts = chip_weights @ ((4.0 * truth + passed) * stated)
        has_figure = parts > 0
        if not has_figure.any():
            return {"f2_micro": float("nan"), "f2_macro": float("nan")}
        return {
            "f2_micro": float(5 * right.sum() / parts.sum()),
            "f2_macro": float(np.mean(5 * right[has_figure] / parts[has_figure])),
        }

    def details(self) -> dict[str, np.ndarray]:
        """See ``Evidence.details``: ``tags``, and chips ``right``, ``wrong`` and ``missed`` of each."""
        truth, passed, stated = self._arrays()
        return {
            "tags": np.array(self.tags),
            "right": (truth & passed & stated).sum(axis=0),
            "wrong": (~truth & passed & stated).sum(axis=0),
            "missed": (truth & ~passed & stated).sum(axis=0),
        }

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: chips."""
        return {"f2_micro": len(self._truth), "f2_macro": len(self._truth)}

    def notes(self) -> dict[str, str]:
        """See ``Evidence.notes``."""
        truth, _, stated = self._arrays()
        note = f"{len(self.tags)} tags: {', '.join(self.tags)}"
        some = (truth & stated).any(axis=0)
        empty = [tag for tag, is_there in zip(self.tags, some, strict=True) if not is_there]
        if empty:
            note += f"; no chip has {', '.join(empty)}"
        return {"f2_micro": note, "f2_macro": note}

    def _arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return what is true, found, and known: bool (chips, tags) each."""
        rows = (self._truth, self._passed, self._is_stated)
        truth, passed, stated = (np.array(row, bool).reshape(-1, len(self.tags)) for row in rows)
        return truth, passed, stated


def shared_tags(pack: Pack, dataset: Dataset, rule: TestRule) -> tuple[str, ...]:
    """Return the tags of a data set, by the packs' names, that a pack has a class for."""
    names = dict.fromkeys(rule.name_of(tag) for tag in dataset.tags)
    return tuple(name for name in names if name in pack.classes)


def stated_tags(dataset: Dataset, chip: Chip) -> Sequence[str]:
    """Return the tags that the labels of a chip decide: those of its source in ``tags_stated``, else all."""
    by_source = dataset.metadata.get(_STATED, {})
    return by_source.get(chip.source.split("/")[0], dataset.tags)
