"""Figures of maps: which pixels are which kind of mine, and how near the outlines lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import ndimage
from sklearn.metrics import confusion_matrix

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import UNLABELLED, Dataset
from .evidence import Evidence
from .prediction import ChipPrediction
from .rules import ANY_MINE, TestRule, mapped_classes

#: How far apart two outlines may lie and still agree, in pixels: 20 m at 10 m, about the geolocation error of
#: two dates of Sentinel-2 together with that of a drawn outline. The measure is that of Csurka et al. 2013,
#: What is a good evaluation measure for semantic segmentation?
BOUNDARY_TOLERANCE_PX = 2


class Segmentation(Evidence):
    """A segmenter's map at its default threshold against masks; unlabelled pixels count nowhere."""

    test = "segmentation"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        self.names = rule.mine_names(dataset)
        self.truth_labels = ("background", *self.names)
        self.found_labels = ("background", *self.names, "other mine")
        self._codes = rule.truth_codes(dataset)
        count = len(self.found_labels)
        self._confusion = np.zeros((len(self.places), count, count), np.int64)
        self._boundaries = np.zeros((len(self.places), 4), np.int64)

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """See ``Evidence.suits``: segmenters, on chips with masks."""
        return pack.kind == "segmenter" and any(chip.has_mask for chip in dataset.chips)

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip; one without a mask is left out."""
        if prediction.pixels.mask is None:
            return
        assert prediction.probabilities is not None and prediction.is_mine is not None
        truth = self._codes[prediction.pixels.mask]
        found = mapped_classes(self.pack, prediction.probabilities, prediction.is_mine, self.names)
        is_known = (truth != UNLABELLED) & prediction.pixels.is_valid
        place = self.place_number(prediction)
        if is_known.any():
            labels = np.arange(len(self.found_labels))
            self._confusion[place] += confusion_matrix(truth[is_known], found[is_known], labels=labels)
        self._boundaries[place] += boundary_counts(found > 0, (truth > 0) & (truth != UNLABELLED), is_known)

    def confusion(self, weights: np.ndarray | None = None) -> np.ndarray:
        """Return pixels (truth, found), in the order of ``truth_labels`` and ``found_labels``."""
        chosen = np.ones(len(self.places)) if weights is None else weights
        return np.tensordot(chosen, self._confusion, axes=1)[: len(self.truth_labels)]

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``. The mean over classes counts a class that the pack doesn't know as 0."""
        counts = self.confusion(weights)
        figures = {f"iou_{name}": _iou(counts, 1 + index) for index, name in enumerate(self.names)}
        known = {name: figures[f"iou_{name}"] for name in self.names}
        figures = {key: value for key, value in figures.items() if key[4:] in self.pack.classes}
        if len(self.names) > 1:
            scored = [
                value if name in self.pack.classes else 0.0
                for name, value in known.items()
                if not np.isnan(value)
            ]
            figures["miou"] = float(np.mean(scored)) if scored else float("nan")
        both, missed, wrong = counts[1:, 1:].sum(), counts[1:, 0].sum(), counts[0, 1:].sum()
        has_truth = both + missed > 0
        figures[f"iou_{ANY_MINE}"] = float(both / (both + missed + wrong)) if has_truth else float("nan")
        figures[f"f1_{ANY_MINE}"] = (
            float(2 * both / (2 * both + missed + wrong)) if has_truth else float("nan")
        )
        near_found, found, near_truth, truth = weights @ self._boundaries
        score = _harmonic_mean(near_found / found if found else 0.0, near_truth / truth if truth else 0.0)
        figures[f"boundary_f1_{ANY_MINE}"] = score if truth else float("nan")
        return figures

    def details(self) -> dict[str, np.ndarray]:
        """See ``Evidence.details``: ``confusion`` in pixels (truth, found) with the names of both."""
        return {
            "confusion": self.confusion(),
            "truth_labels": np.array(self.truth_labels),
            "found_labels": np.array(self.found_labels),
        }

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: true pixels of the class, or of its outlines."""
        pixels = self.confusion().sum(axis=1)
        mine = int(pixels[1:].sum())
        counts = {f"iou_{name}": int(pixels[1 + index]) for index, name in enumerate(self.names)}
        return counts | {
            "miou": mine, f"iou_{ANY_MINE}": mine, f"f1_{ANY_MINE}": mine,
            f"boundary_f1_{ANY_MINE}": int(self._boundaries[:, 3].sum()),
        }  # fmt: skip

    def notes(self) -> dict[str, str]:
        """See ``Evidence.notes``."""
        unknown = [name for name in self.names if name not in self.pack.classes]
        notes = {f"boundary_f1_{ANY_MINE}": f"outlines within {BOUNDARY_TOLERANCE_PX} pixels agree"}
        if unknown and len(self.names) > 1:
            notes["miou"] = f"the pack does not know {', '.join(unknown)}: 0 for it"
        return notes


def boundary_counts(found: np.ndarray, truth: np.ndarray, is_known: np.ndarray) -> tuple[int, int, int, int]:
    """Return outline pixels: of the map near the truth's, of the map, of the truth near the map's, of the truth.

    Args:
        found, truth: bool (height, width). is_known: bool (height, width): outlines against other pixels, and
            against the chip's edge, count for nothing.
    """
    outlines = [_outline(region & is_known, is_known) for region in (found, truth)]
    near = [
        int((ndimage.distance_transform_edt(~other)[outline] <= BOUNDARY_TOLERANCE_PX).sum())
        if other.any()
        else 0
        for outline, other in (outlines, outlines[::-1])
    ]
    return near[0], int(outlines[0].sum()), near[1], int(outlines[1].sum())


def _outline(region: np.ndarray, is_known: np.ndarray) -> np.ndarray:
    """Return the region's pixels that share an edge with a known pixel outside it."""
    return region & ndimage.binary_dilation(is_known & ~region)


def _iou(counts: np.ndarray, index: int) -> float:
    """Return intersection over union of one class; NaN where the truth has none of it."""
    truth = counts[index].sum()
    both = counts[index, index]
    return float(both / (truth + counts[:, index].sum() - both)) if truth else float("nan")


def _harmonic_mean(first: float, second: float) -> float:
    return 2 * first * second / (first + second) if first + second else 0.0
