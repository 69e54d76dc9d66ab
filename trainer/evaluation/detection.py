"""Figures of boxes: average precision by COCO's rules.

The figures themselves come from torchmetrics, counted by faster-coco-eval. Bootstrap samples need them a thousand
times: they are made from the boxes' matches, which no mixture of places changes. A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from mining_detector_plugin.engine.boxes import box_areas, intersections
from mining_detector_plugin.engine.detection import Detections
from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import UNLABELLED, Dataset
from .evidence import Evidence
from .prediction import ChipPrediction
from .rules import ANY_MINE, TestRule

#: COCO's: IoU .50 to .95, precision at 101 recalls, the best 100 boxes of an image and class.
IOUS = np.linspace(0.5, 0.95, 10)
_RECALLS = np.linspace(0, 1, 101)
_MOST_BOXES = 100


@dataclass(frozen=True)
class LabelledBoxes:
    """Boxes of one image with a label each; ``UNLABELLED`` where a find counts neither as right nor as wrong."""

    boxes: np.ndarray
    labels: np.ndarray
    scores: np.ndarray


class Detection(Evidence):
    """A detector's boxes against the data set's, for each kind of mine that both know and for all kinds as one."""

    test = "detection"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        self.names = rule.mine_names(dataset)
        self._found: list[LabelledBoxes] = []
        self._wanted: list[LabelledBoxes] = []
        self._chip_places: list[int] = []
        self._matches: dict[int | None, Matches] | None = None

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """See ``Evidence.suits``: detectors, on data sets with boxes."""
        return pack.kind == "detector" and any(dataset.box_path(chip).is_file() for chip in dataset.chips)

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip; one in which nobody looked for boxes is left out."""
        if not self.dataset.box_path(prediction.chip).is_file():
            return
        assert prediction.detections is not None
        self._wanted.append(wanted_boxes(self.dataset, self.rule, prediction))
        self._found.append(found_boxes(self.pack, self.names, prediction.detections))
        self._chip_places.append(self.place_number(prediction))
        self._matches = None

    @property
    def _known(self) -> list[tuple[int, str]]:
        """Label and name of the kinds that both know."""
        return [(label, name) for label, name in enumerate(self.names, 1) if name in self.pack.classes]

    def figures(self) -> dict[str, float]:
        """See ``Evidence.figures``: by torchmetrics."""
        figures = {}
        values = average_precisions(self._found, self._wanted, None)
        figures[f"ap50_{ANY_MINE}"], figures[f"ap50_95_{ANY_MINE}"] = values
        for label, name in self._known:
            values = average_precisions(self._found, self._wanted, label)
            figures[f"ap50_{name}"], figures[f"ap50_95_{name}"] = values
        return figures

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``: from the matches."""
        matches = self._all_matches()
        chip_weights = weights[self._chip_places] if self._chip_places else np.zeros(0)
        figures = {}
        for label, name in [(None, ANY_MINE), *self._known]:
            by_iou = matches[label].average_precisions(chip_weights)
            figures[f"ap50_{name}"], figures[f"ap50_95_{name}"] = float(by_iou[0]), float(by_iou.mean())
        return figures

    def details(self) -> dict[str, np.ndarray]:
        """See ``Evidence.details``: ``precision`` at IoU .5 of each kind in ``names``, at 101 recalls."""
        matches = self._all_matches()
        kinds = [(None, ANY_MINE), *self._known]
        curves = [matches[label].precisions(np.ones(len(self._wanted)))[0] for label, _ in kinds]
        return {"names": np.array([name for _, name in kinds]), "precision": np.array(curves)}

    def _all_matches(self) -> dict[int | None, Matches]:
        if self._matches is None:
            labels = [None, *(label for label, _ in self._known)]
            self._matches = {label: Matches(self._found, self._wanted, label) for label in labels}
        return self._matches

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: wanted boxes."""
        labels = np.concatenate([np.zeros(0, int), *(image.labels for image in self._wanted)])
        counts: dict[str, int] = {}
        for label, name in [(None, ANY_MINE), *self._known]:
            count = int((labels == label).sum() if label else (labels != UNLABELLED).sum())
            counts |= {f"ap50_{name}": count, f"ap50_95_{name}": count}
        return counts


def wanted_boxes(dataset: Dataset, rule: TestRule, prediction: ChipPrediction) -> LabelledBoxes:
    """Return a chip's true boxes; labels are 1 + the index in ``rule.mine_names``."""
    boxes = dataset.boxes(prediction.chip)
    labels = rule.box_classes(dataset, boxes)
    is_kept = labels > 0
    return LabelledBoxes(
        boxes[is_kept, 1:], labels[is_kept].astype(int), np.ones(int(is_kept.sum()), np.float32)
    )


def found_boxes(pack: Pack, names: tuple[str, ...], detections: Detections) -> LabelledBoxes:
    """Return a detector's boxes; labels are 1 + the index in ``names``, 1 + len(names) for other kinds."""
    other = 1 + len(names)
    codes = np.array([1 + names.index(name) if name in names else other for name in pack.classes])
    return LabelledBoxes(detections.boxes, codes[detections.classes], detections.scores)


def average_precisions(
    found: list[LabelledBoxes], wanted: list[LabelledBoxes], label: int | None
) -> tuple[float, float]:
    """Return average precision at IoU .5 and its mean over .5 to .95, by torchmetrics and faster-coco-eval.

    Args:
        found, wanted: of each image.
        label: the kind that counts; None takes all kinds as one. NaN where no such box is wanted.
    """
    from torchmetrics.detection import MeanAveragePrecision

    metric = MeanAveragePrecision(
        iou_type="bbox", backend="faster_coco_eval", rec_thresholds=_RECALLS.tolist()
    )
    metric.warn_on_many_detections = False
    for image, truth in zip(found, wanted, strict=True):
        shown = _of_label(image, label)
        asked = _of_label(truth, label)
        is_void = asked.labels == UNLABELLED
        prediction = {
            "boxes": torch.from_numpy(shown.boxes.astype(np.float32)),
            "scores": torch.from_numpy(shown.scores.astype(np.float32)),
            "labels": torch.ones(len(shown.boxes), dtype=torch.int64),
        }
        target = {
            "boxes": torch.from_numpy(asked.boxes.astype(np.float32)),
            "labels": torch.ones(len(asked.boxes), dtype=torch.int64),
            "iscrowd": torch.from_numpy(is_void.astype(np.int64)),
        }
        metric.update([prediction], [target])
    values = metric.compute() if found else {"map_50": torch.tensor(-1.0), "map": torch.tensor(-1.0)}
    ap50, ap50_95 = float(values["map_50"]), float(values["map"])
    return (ap50, ap50_95) if ap50 >= 0 else (float("nan"), float("nan"))


class Matches:
    """Which found boxes of one kind are right at each IoU of ``IOUS``, over all images.

    Args:
        found, wanted: of each image.
        label: the kind; None takes all kinds as one.
    """

    def __init__(self, found: list[LabelledBoxes], wanted: list[LabelledBoxes], label: int | None) -> None:
        scores, right, void, images = [], [], [], []
        self._wanted = np.zeros(len(wanted))
        for number, (image, truth) in enumerate(zip(found, wanted, strict=True)):
            shown, asked = _of_label(image, label), _of_label(truth, label)
            order = np.argsort(-shown.scores, kind="stable")[:_MOST_BOXES]
            is_void = asked.labels == UNLABELLED
            hits, ignored = match_boxes(shown.boxes[order], asked.boxes[~is_void], asked.boxes[is_void])
            scores.append(shown.scores[order])
            right.append(hits)
            void.append(ignored)
            images.append(np.full(len(order), number))
            self._wanted[number] = (~is_void).sum()
        nothing = np.zeros((len(IOUS), 0), bool)
        order = np.argsort(-np.concatenate([np.zeros(0), *scores]), kind="stable")
        self._image = np.concatenate([np.zeros(0, int), *images])[order]
        self._right = np.concatenate([nothing, *right], axis=1)[:, order]
        self._void = np.concatenate([nothing, *void], axis=1)[:, order]

    def average_precisions(self, weights: np.ndarray) -> np.ndarray:
        """Return float (10,): average precision at each IoU, each image counted ``weights`` (images,) times."""
        return self.precisions(weights).mean(axis=1)

    def precisions(self, weights: np.ndarray) -> np.ndarray:
        """Return float (10, 101): at each IoU the best precision from each recall on; NaN where no box is wanted."""
        wanted = float(self._wanted @ weights) if len(weights) else 0.0
        found = np.zeros((len(IOUS), len(_RECALLS)))
        if not wanted:
            return np.full(found.shape, np.nan)
        weight = weights[self._image]
        if not len(weight):
            return found
        for index in range(len(IOUS)):
            right = np.cumsum(weight * (self._right[index] & ~self._void[index]))
            wrong = np.cumsum(weight * ~(self._right[index] | self._void[index]))
            precision = right / np.maximum(right + wrong, np.finfo(float).eps)
            precision = np.maximum.accumulate(precision[::-1])[::-1]
            places = np.searchsorted(right / wanted, _RECALLS, side="left")
            found[index] = np.append(precision, 0.0)[np.minimum(places, len(precision))]
        return found


def match_boxes(
    found: np.ndarray, wanted: np.ndarray, void: np.ndarray, ious: np.ndarray = IOUS
) -> tuple[np.ndarray, np.ndarray]:
    """Return which boxes are right, and which count for nothing, at each IoU: bool (ious, found) each.

    COCO's rule: best score first, a box takes the free wanted box with which it shares most, if that is enough.
    One that finds none and lies in an unlabelled box by as large a part counts for nothing.

    Args:
        found: (n, 4), best first. wanted: (m, 4). void: (k, 4), unlabelled. All x0 y0 x1 y1.
        ious: least IoU of a right box, several.
    """
    right, ignored = (np.zeros((len(ious), len(found)), bool) for _ in range(2))
    found, wanted, void = (np.asarray(boxes, float).reshape(-1, 4) for boxes in (found, wanted, void))
    areas, wanted_areas = box_areas(found), box_areas(wanted)
    is_free = np.ones((len(ious), len(wanted)), bool)
    for number, box in enumerate(found):
        shared = intersections(box, wanted)
        overlap = shared / np.maximum(areas[number] + wanted_areas - shared, 1e-9)
        in_void = (intersections(box, void) / max(areas[number], 1e-9)).max(initial=0)
        for level, iou in enumerate(ious):
            candidates = np.where(is_free[level], overlap, -1)
            best = int(candidates.argmax()) if len(candidates) else -1
            if best >= 0 and candidates[best] >= iou:
                right[level, number] = True
                is_free[level, best] = False
            else:
                ignored[level, number] = in_void >= iou
    return right, ignored


def _of_label(image: LabelledBoxes, label: int | None) -> LabelledBoxes:
    chosen = np.ones(len(image.labels), bool) if label is None else image.labels == label
    if label is not None:
        chosen |= image.labels == UNLABELLED
    return LabelledBoxes(image.boxes[chosen], image.labels[chosen], image.scores[chosen])
