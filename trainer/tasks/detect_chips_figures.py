"""Figures of a detector in training, on whole chips: average precision by torchmetrics, and the best threshold.

Boxes come about as in the engine: each has its best class, and suppression is by class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.boxes import suppress

from ..average_precision import ImageBoxes, box_figures
from ..data.dataset import Chip, ChipPixels, Dataset
from ..data.normalisation import normalise

#: Boxes below this score are not looked at; average precision hardly feels them.
LEAST_SCORE = 0.01
#: Networks take multiples of this side, pixels.
_STEP = 32


@dataclass(frozen=True)
class ChipBoxes:
    """The boxes of one chip: those wanted and those found, with the pack's classes.

    Attributes:
        wanted: float32 (n, 4), x0 y0 x1 y1 in pixels. wanted_classes: int64 (n,).
        found: float32 (m, 4). scores: float32 (m,), 0-1. found_classes: int64 (m,).
    """

    wanted: np.ndarray
    wanted_classes: np.ndarray
    found: np.ndarray
    scores: np.ndarray
    found_classes: np.ndarray


def boxes_on_chips(
    network: nn.Module,
    dataset: Dataset,
    chips: Iterable[tuple[Chip, ChipPixels]],
    class_of: Sequence[int],
    limit: Tensor,
) -> Iterator[ChipBoxes]:
    """Yield what a network finds in chips.

    Args:
        network: in evaluation mode.
        dataset: that the chips are of.
        chips: with their pixels.
        class_of: for each of the data set's classes without background the pack's class, -1 for none.
        limit: float32 (12,), 1 for the bands that may be used.
    """
    for chip, pixels in chips:
        rows = dataset.boxes(chip)
        kinds = np.array([class_of[int(row[0])] for row in rows], np.int64)
        found, scores, classes = _found(network, pixels, limit)
        yield ChipBoxes(rows[kinds >= 0, 1:], kinds[kinds >= 0], found, scores, classes)


def _found(
    network: nn.Module, pixels: ChipPixels, limit: Tensor
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return boxes, scores and classes of one chip; beyond its edges lies its mirror image."""
    height, width = pixels.is_valid.shape
    presence = torch.from_numpy(pixels.presence)[None] * limit
    bands = normalise(
        torch.from_numpy(pixels.reflectance)[None], presence, torch.from_numpy(pixels.is_valid)[None]
    )
    missing = (-width % _STEP, -height % _STEP)
    can_mirror = missing[0] < width and missing[1] < height
    bands = functional.pad(bands, (0, missing[0], 0, missing[1]), "reflect" if can_mirror else "constant")
    device = next(network.parameters()).device
    with torch.no_grad():
        outputs = network(bands.to(device), presence.to(device))
    boxes, scores = (output[0].float().cpu().numpy() for output in outputs)
    classes, best = scores.argmax(axis=1), scores.max(axis=1)
    strong = np.flatnonzero(best >= LEAST_SCORE)
    boxes = np.clip(boxes[strong], 0, np.array([width, height, width, height], np.float32))
    kept = suppress(boxes, best[strong], classes[strong])
    return boxes[kept], best[strong][kept], classes[strong][kept]


def average_precisions(images: Sequence[ChipBoxes], classes: Sequence[str]) -> dict[str, float]:
    """Return ``ap50`` and ``ap50_95``, means over the classes that are wanted, and the same by class where several.

    torchmetrics counts them by faster-coco-eval.
    """
    from torchmetrics.detection import MeanAveragePrecision

    metric = MeanAveragePrecision(iou_type="bbox", backend="faster_coco_eval", extended_summary=True)
    metric.warn_on_many_detections = False
    for image in images:
        metric.update(
            [{
                "boxes": torch.from_numpy(image.found).float(), "scores": torch.from_numpy(image.scores).float(),
                "labels": torch.from_numpy(image.found_classes).long(),
            }],
            [{
                "boxes": torch.from_numpy(image.wanted).float(),
                "labels": torch.from_numpy(image.wanted_classes).long(),
            }],
        )  # fmt: skip
    values = metric.compute()
    figures = {"ap50": _known(values["map_50"]), "ap50_95": _known(values["map"])}
    if len(classes) > 1:
        # IoU, recall, class, area, boxes of an image.
        precision = values["precision"][:, :, :, 0, -1]
        for index, label in enumerate(values["classes"].reshape(-1).tolist()):
            figures[f"ap50_{classes[label]}"] = _known(precision[0, :, index].mean())
            figures[f"ap50_95_{classes[label]}"] = _known(precision[:, :, index].mean())
    return figures


def _known(value: Tensor) -> float:
    """Return a figure, NaN where COCO's tools say -1: no such box is wanted."""
    return float(value) if float(value) >= 0 else float("nan")


def best_threshold(images: Sequence[ChipBoxes], classes: int) -> tuple[float, float, int]:
    """Return the score with the best F1 at IoU 0.5 over boxes of all classes, that F1, and the boxes wanted."""
    split = [
        ImageBoxes(
            image.wanted[image.wanted_classes == label], image.found[image.found_classes == label],
            image.scores[image.found_classes == label],
        )
        for image in images
        for label in range(classes)
    ]  # fmt: skip
    figures = box_figures(split)
    return figures.best_threshold, figures.best_f1, figures.count
