"""The detector's stage: boxes of whole sites, merged across tiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window

from .aoi import Aoi
from .boxes import merge_tiles, suppress
from .cells import Cells
from .predictor import Predictor
from .reporting import StageProgress
from .scene import Scene
from .tiles import run_tiles, wanted_pixels


@dataclass(frozen=True)
class Detections:
    """Boxes in scene pixels, best first.

    Attributes:
        boxes: float32 (n, 4), x0 y0 x1 y1.
        scores: float32 (n,), 0-1.
        classes: int64 (n,), index into the pack's classes.
    """

    boxes: np.ndarray
    scores: np.ndarray
    classes: np.ndarray


def detect_boxes(
    scene: Scene, aoi: Aoi, cells: Cells, predictor: Predictor, progress: StageProgress, threshold: str = "default"
) -> Detections:  # fmt: skip
    """Return the boxes that pass their pack's threshold and whose centre lies in a searched cell of the AOI.

    Args:
        threshold: its name in the pack.
    """
    progress.found = 0
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = []
    for _, outputs in run_tiles(scene, aoi, cells, predictor, progress):
        for output in outputs:
            if output.prediction is None:
                continue
            own, scores = output.prediction.values
            pack = output.prediction.pack
            left, top, width, height = output.window.flatten()
            best, classes = scores.max(axis=1), scores.argmax(axis=1)
            strong = np.flatnonzero(best >= pack.threshold(threshold))
            own = np.clip(own[strong], 0, np.array([width, height, width, height], np.float32))
            kept = suppress(own, best[strong], classes[strong], pack.suppression_iou)
            tile = np.array([left, top, left + width, top + height], dtype=np.float32)
            shift = np.array([left, top, left, top], dtype=np.float32)
            progress.found += len(kept)
            tiles = np.repeat(tile[None], len(kept), axis=0)
            found.append((own[kept] + shift, best[strong][kept], classes[strong][kept], tiles))
    if not found:
        return Detections(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros(0, np.int64))
    boxes, scores, classes, tiles = (np.concatenate(parts) for parts in zip(*found, strict=True))
    whole = np.array([0, 0, scene.width, scene.height], dtype=np.float32)
    kept = merge_tiles(boxes, scores, classes, tiles, whole)
    kept = kept[_centre_is_wanted(boxes[kept], aoi, cells)]
    boxes = np.clip(boxes[kept], 0, whole[[2, 3, 2, 3]])
    return Detections(boxes, scores[kept], classes[kept])


def _centre_is_wanted(boxes: np.ndarray, aoi: Aoi, cells: Cells) -> np.ndarray:
    """Return bool (n,): whether a box's centre is a wanted pixel."""

    centres = np.floor((boxes[:, :2] + boxes[:, 2:]) / 2).astype(int)
    return np.array(
        [wanted_pixels(aoi, cells, Window(column, row, 1, 1)).item() for column, row in centres.tolist()],
        dtype=bool,
    )
