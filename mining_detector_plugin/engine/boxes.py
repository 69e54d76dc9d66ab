"""Boxes after a detector: non-maximum suppression in a tile, and one box for each object across tiles.

Boxes are ``x0 y0 x1 y1`` in pixels, x to the right and y down, with x0 <= x1 and y0 <= y1. Both functions
return indices into what they were given, so that whatever goes with a box follows by indexing.
"""

from __future__ import annotations

import numpy as np


def suppress(boxes: np.ndarray, scores: np.ndarray, classes: np.ndarray, iou: float = 0.5) -> np.ndarray:
    """Return which boxes of one tile to keep: greedy non-maximum suppression, each class for itself.

    Args:
        boxes: float32 (n, 4), x0 y0 x1 y1 in pixels.
        scores: float32 (n,), higher is better; of equal scores the first box wins.
        classes: int (n,); boxes of different classes never suppress each other.
        iou: a box goes where its intersection over union with a better one is above this, 0-1.

    Returns:
        int64 (kept,), indices, best first.
    """
    boxes = _as_boxes(boxes)
    classes = np.asarray(classes)
    areas = box_areas(boxes)
    order = np.argsort(-np.asarray(scores, dtype=np.float64), kind="stable")
    kept = []
    while len(order):
        best, order = order[0], order[1:]
        kept.append(best)
        shared = intersections(boxes[best], boxes[order])
        union = np.maximum(areas[best] + areas[order] - shared, np.finfo(np.float32).tiny)
        order = order[~((classes[order] == classes[best]) & (shared / union > iou))]
    return np.array(kept, dtype=np.int64)


def merge_tiles(
    boxes: np.ndarray,
    scores: np.ndarray,
    classes: np.ndarray,
    tile_windows: np.ndarray,
    scene_window: np.ndarray,
    edge_px: float = 2,
    overlap: float = 0.5,
) -> np.ndarray:
    """Return which boxes to keep where overlapping tiles saw the same object more than once.

    First, a box that inner tile edges cut yields to a box that fewer edges cut and that covers it. Then, best
    score first, a box goes where it shares ``overlap`` of the smaller one's area with a kept one. Only boxes
    of the same class and of different tiles compete: within a tile, ``suppress`` has decided already. An
    object that is larger than the overlap of the tiles may so stay in several pieces.

    Args:
        boxes: float32 (n, 4), x0 y0 x1 y1 in scene pixels.
        scores: float32 (n,), higher is better; of equal scores the first box wins.
        classes: int (n,).
        tile_windows: (n, 4), x0 y0 x1 y1 in scene pixels of the tile that each box came from.
        scene_window: (4,), x0 y0 x1 y1 of all that was searched; tile edges on it or beyond it cut nothing.
        edge_px: a box that ends this close to an inner edge, or closer, counts as cut; pixels.
        overlap: share of the smaller box's area from which two boxes are one object, 0-1.

    Returns:
        int64 (kept,), indices, best first.
    """
    boxes = _as_boxes(boxes)
    classes = np.asarray(classes)
    windows = np.asarray(tile_windows, dtype=np.float64).reshape(-1, 4)
    areas = np.maximum(box_areas(boxes), np.finfo(np.float32).tiny)
    cuts = count_cuts(boxes, windows, np.asarray(scene_window, dtype=np.float64), edge_px)

    def rivals(one: np.intp, others: np.ndarray) -> np.ndarray:
        return (classes[others] == classes[one]) & np.any(windows[others] != windows[one], axis=1)

    whole = np.ones(len(boxes), dtype=bool)
    for cut in np.flatnonzero(cuts):
        better = np.flatnonzero(cuts < cuts[cut])
        covered = intersections(boxes[cut], boxes[better]) / areas[cut]
        whole[cut] = not np.any(rivals(cut, better) & (covered >= overlap))

    order = np.argsort(-np.asarray(scores, dtype=np.float64), kind="stable")
    order = order[whole[order]]
    kept = []
    while len(order):
        best, order = order[0], order[1:]
        kept.append(best)
        share = intersections(boxes[best], boxes[order]) / np.minimum(areas[best], areas[order])
        order = order[~(rivals(best, order) & (share >= overlap))]
    return np.array(kept, dtype=np.int64)


def count_cuts(
    boxes: np.ndarray, windows: np.ndarray, scene_window: np.ndarray, edge_px: float
) -> np.ndarray:
    """Return how many inner tile edges cut each box: int64 (n,), 0-4.

    Args:
        boxes: (n, 4) in scene pixels. windows: (n, 4), the boxes' tiles. scene_window: (4,). All x0 y0 x1 y1.
        edge_px: how close to an edge counts as on it, pixels.
    """
    is_inner_low = windows[:, :2] > scene_window[:2]
    is_inner_high = windows[:, 2:] < scene_window[2:]
    low = is_inner_low & (boxes[:, :2] - windows[:, :2] <= edge_px)
    high = is_inner_high & (windows[:, 2:] - boxes[:, 2:] <= edge_px)
    return np.count_nonzero(low, axis=1) + np.count_nonzero(high, axis=1)


def box_areas(boxes: np.ndarray) -> np.ndarray:
    """Return the areas of boxes (n, 4) in square pixels: (n,)."""
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def intersections(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the area that one box (4,) shares with each of the others (n, 4), in square pixels: (n,)."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[2:], others[:, 2:])
    return np.prod(np.clip(high - low, 0, None), axis=1)


def _as_boxes(boxes: np.ndarray) -> np.ndarray:
    return np.asarray(boxes, dtype=np.float64).reshape(-1, 4)
