"""Average precision of boxes by pycocotools, and the score with the best balance of precision and recall."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import dataclass

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

#: Box sizes in COCO's words, by area in pixels: up to 32 x 32, up to 96 x 96, above.
SIZES = ("small", "medium", "large")


@dataclass(frozen=True)
class ImageBoxes:
    """The boxes of one image and of one class: those wanted, and those found with their scores.

    Attributes:
        wanted: float32 (n, 4), x0 y0 x1 y1 in pixels.
        found: float32 (m, 4). scores: float32 (m,), 0-1.
    """

    wanted: np.ndarray
    found: np.ndarray
    scores: np.ndarray


@dataclass(frozen=True)
class BoxFigures:
    """Figures of one class.

    Attributes:
        ap50: average precision at IoU 0.5. ap50_95: mean over IoU 0.5 to 0.95. NaN where no box is wanted.
        recall50: share of the wanted boxes that any of an image's best 100 finds at IoU 0.5.
        recall50_by_size: the same by ``SIZES``, NaN where there is none.
        count: wanted boxes. count_by_size: by ``SIZES``.
        best_threshold: score with the best F1 at IoU 0.5. best_f1: that F1.
    """

    ap50: float
    ap50_95: float
    recall50: float
    recall50_by_size: dict[str, float]
    count: int
    count_by_size: dict[str, int]
    best_threshold: float
    best_f1: float


def box_figures(images: list[ImageBoxes]) -> BoxFigures:
    """Return the figures of one class over images."""
    wanted = [
        {"id": 0, "image_id": index, "category_id": 1, "iscrowd": 0, "bbox": _bbox(box), "area": _area(box)}
        for index, image in enumerate(images)
        for box in image.wanted
    ]
    for number, entry in enumerate(wanted, start=1):
        entry["id"] = number
    found = [
        {"image_id": index, "category_id": 1, "bbox": _bbox(box), "score": float(score)}
        for index, image in enumerate(images)
        for box, score in zip(image.found, image.scores, strict=True)
    ]
    areas = np.array([entry["area"] for entry in wanted])
    edges = [0.0, 32.0**2, 96.0**2, np.inf]
    counts = dict(zip(SIZES, np.histogram(areas, edges)[0].tolist(), strict=True))
    if not wanted:
        nothing = dict.fromkeys(SIZES, np.nan)
        return BoxFigures(np.nan, np.nan, np.nan, nothing, 0, counts, 0.5, np.nan)
    if not found:
        missed = {size: 0.0 if counts[size] else np.nan for size in SIZES}
        return BoxFigures(0.0, 0.0, 0.0, missed, len(wanted), counts, 0.5, 0.0)
    result = _evaluate(len(images), wanted, found)
    # Dimensions: IoU, recall (precision and scores only), class, area, number of boxes an image may have.
    precision, recall = result["precision"][:, :, 0, 0, -1], result["recall"][0, 0, :, -1]
    at_recall = np.linspace(0, 1, precision.shape[1])
    f1 = 2 * precision[0] * at_recall / np.maximum(precision[0] + at_recall, 1e-9)
    best = int(f1.argmax())
    return BoxFigures(
        ap50=float(precision[0].mean()), ap50_95=float(precision.mean()), recall50=float(recall[0]),
        recall50_by_size={
            size: float(value) if counts[size] else np.nan
            for size, value in zip(SIZES, recall[1:], strict=True)
        },
        count=len(wanted), count_by_size=counts,
        best_threshold=float(result["scores"][0, best, 0, 0, -1]), best_f1=float(f1[best]),
    )  # fmt: skip


def _evaluate(images: int, wanted: list[dict], found: list[dict]) -> dict[str, np.ndarray]:
    """Return pycocotools' arrays, without what it prints."""
    with redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {
            "info": {}, "images": [{"id": index} for index in range(images)],
            "annotations": wanted, "categories": [{"id": 1}],
        }  # fmt: skip
        truth.createIndex()
        evaluation = COCOeval(truth, truth.loadRes(found), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
    return evaluation.eval


def _bbox(box: np.ndarray) -> list[float]:
    x0, y0, x1, y1 = map(float, box)
    return [x0, y0, x1 - x0, y1 - y0]


def _area(box: np.ndarray) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1]))
