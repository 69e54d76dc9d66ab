"""From regions of mine pixels to mines: type, scores of the three stages, confidence, area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from rasterio.transform import Affine

from .areas import area_ha
from .boxes import box_areas
from .cells import Cells
from .detection import Detections
from .fusion import Fusion, confidence_of
from .polygons import Region
from .scene import Scene


@dataclass(frozen=True)
class Mines:
    """The mines of a run, largest confidence first; all arrays are (n,).

    Attributes:
        geometries: polygons in the scene's CRS.
        types: names of mine types.
        confidence: 0-1. area_ha: hectares.
        scores: per stage 0-1, NaN where it did not look.
    """

    geometries: np.ndarray
    types: np.ndarray
    confidence: np.ndarray
    area_ha: np.ndarray
    scores: dict[str, np.ndarray]

    def take(self, chosen: np.ndarray) -> Mines:
        """Return the mines under a mask, bool (n,), or of these indices."""
        scores = {name: values[chosen] for name, values in self.scores.items()}
        return Mines(
            self.geometries[chosen], self.types[chosen], self.confidence[chosen], self.area_ha[chosen], scores
        )


def describe_mines(
    regions: list[Region], types: Sequence[str], classes: tuple[str, ...], cells: Cells, detections: Detections,
    scene: Scene, fusion: Fusion | None,
) -> Mines:  # fmt: skip
    """Return the mines that the regions are.

    Args:
        regions: with class sums over the segmenter's classes.
        types: of the regions, see ``region_types`` and `mine_types.py`.
        classes: the segmenter's classes; class 0 is background.
        fusion: of the packs; None makes confidences by fixed weights.
    """
    outlines = np.array([region.geometry for region in regions], dtype=object)
    pixels = np.array([region.pixels for region in regions], dtype=float)
    sums = np.array([region.class_sums for region in regions]).reshape(-1, len(classes))[:, 1:]
    scores = {
        "segmenter": sums.sum(axis=1) / np.maximum(pixels, 1),
        "classifier": _classifier_scores(outlines, cells),
        "detector": _detector_scores(outlines, detections),
    }
    geometries = to_ground(outlines, scene.transform)
    hectares = area_ha(geometries, scene.crs)
    confidence = confidence_of(fusion, scores, hectares)
    order = np.argsort(-confidence, kind="stable")
    return Mines(
        geometries[order],
        np.array(types, dtype=object)[order],
        confidence[order],
        hectares[order],
        {name: values[order] for name, values in scores.items()},
    )


def join_mines(parts: list[Mines]) -> Mines:
    """Return the mines of all parts, largest confidence first."""
    confidence = np.concatenate([part.confidence for part in parts])
    whole = Mines(
        np.concatenate([part.geometries for part in parts]),
        np.concatenate([part.types for part in parts]),
        confidence,
        np.concatenate([part.area_ha for part in parts]),
        {name: np.concatenate([part.scores[name] for part in parts]) for name in parts[0].scores},
    )
    return whole.take(np.argsort(-confidence, kind="stable"))


def region_types(regions: list[Region], classes: tuple[str, ...]) -> list[str]:
    """Return each region's type by the segmenter alone: the mine class of the largest probability over its pixels.

    Args:
        classes: the segmenter's; class 0 is background.
    """
    sums = np.array([region.class_sums for region in regions]).reshape(-1, len(classes))
    return [classes[1 + best] for best in sums[:, 1:].argmax(axis=1).tolist()]


def to_ground(geometries: np.ndarray, transform: Affine) -> np.ndarray:
    """Return geometries in scene pixels (column, row) as geometries in the scene's CRS."""
    return shapely.transform(geometries, lambda points: np.column_stack(transform @ points.T))


def _classifier_scores(outlines: np.ndarray, cells: Cells) -> np.ndarray:
    """Return the largest score of the cells that each outline touches; NaN where none was looked at."""
    squares, scores, _ = cells.squares()
    best = np.full(len(outlines), np.nan)
    which, touched = shapely.STRtree(squares).query(outlines, predicate="intersects")
    np.fmax.at(best, which, scores[touched])
    return best


def _detector_scores(outlines: np.ndarray, detections: Detections) -> np.ndarray:
    """Return the largest score of the boxes that share a quarter of the smaller one with an outline's box; else NaN."""
    best = np.full(len(outlines), np.nan)
    if not len(outlines) or not len(detections.boxes):
        return best
    bounds, boxes = shapely.bounds(outlines), detections.boxes.astype(float)
    which, touched = shapely.STRtree(shapely.box(*boxes.T)).query(shapely.box(*bounds.T))
    bounds, boxes = bounds[which], boxes[touched]
    low, high = np.maximum(bounds[:, :2], boxes[:, :2]), np.minimum(bounds[:, 2:], boxes[:, 2:])
    shared = np.prod(np.maximum(high - low, 0), axis=1)
    is_same = shared >= 0.25 * np.minimum(box_areas(bounds), box_areas(boxes))
    np.fmax.at(best, which[is_same], detections.scores[touched[is_same]])
    return best
