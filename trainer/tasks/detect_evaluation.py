"""Figures of a detector's boxes on whole scenes, and the input that a network gets from a scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.boxes import suppress

from ..average_precision import SIZES, BoxFigures, ImageBoxes, box_figures
from ..data.detection import CHANNELS, QUARRY_HELD_OUT, Scene, boxes_of, load_scenes
from ..data.normalisation import MEAN, STDDEV
from .task import Evaluation, Predict

#: Boxes below this score are not looked at when figures are made; average precision hardly feels them.
_LEAST_SCORE = 0.01
_QUARRY_NOTE = "the place that was trained on, at another date; many pits there are unlabelled"


def evaluate_boxes(predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
    """Return figures of a split's tailings and, for ``val``, of the quarry scene's newest date."""
    scenes = load_scenes(data_root, split)
    tailings = [scene for scene in scenes if scene.source == "tailings"]
    rows = _rows(class_figures(tailings, predict, 0), "tailings", split, "tailings", "")
    if split == "val":
        quarry = [scene for scene in scenes if scene.source == "quarry_scene"]
        figures = class_figures(quarry, predict, 1)
        rows += _rows(figures, "quarry_scene", QUARRY_HELD_OUT, "open_pit", _QUARRY_NOTE)
    return rows


def class_figures(scenes: list[Scene], predict: Predict, label: int) -> BoxFigures:
    """Return the figures of one class on scenes that carry its boxes."""
    images = []
    for scene in scenes:
        wanted, numbers = boxes_of(scene.objects)
        boxes, scores = found_boxes(scene, predict, label)
        images.append(ImageBoxes(wanted[scene.classes[numbers - 1] == label], boxes, scores))
    return box_figures(images)


def found_boxes(scene: Scene, predict: Predict, label: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the boxes and scores of one class that a network finds in a scene, best first."""
    height, width = scene.shape
    bands, presence = network_input(torch.from_numpy(scene.reflectance)[None])
    bands = functional.pad(bands, (0, -width % 32, 0, -height % 32))
    boxes, scores = (output[0] for output in predict(bands.numpy(), presence.numpy()))
    chosen = scores[:, label] >= _LEAST_SCORE
    boxes, best = boxes[chosen], scores[chosen, label]
    boxes = np.clip(boxes, 0, np.array([width, height, width, height], np.float32))
    kept = suppress(boxes, best, np.zeros(len(boxes), np.int64))
    return boxes[kept], best[kept]


def network_input(reflectance: Tensor) -> tuple[Tensor, Tensor]:
    """Return ``bands`` (batch, 12, height, width) and ``presence`` (batch, 12), of ``CHANNELS`` alone.

    Args:
        reflectance: float32 (batch, 3, height, width), 0-1.
    """
    bands = torch.zeros(len(reflectance), len(PACK_BANDS), *reflectance.shape[2:])
    mean, stddev = (torch.from_numpy(values)[list(CHANNELS), None, None] for values in (MEAN, STDDEV))
    bands[:, CHANNELS] = (reflectance - mean) / stddev
    presence = torch.zeros(len(reflectance), len(PACK_BANDS))
    presence[:, CHANNELS] = 1.0
    return bands, presence


def _rows(figures: BoxFigures, data: str, split: str, name: str, note: str) -> list[Evaluation]:
    """Return a class's figures as rows of the card."""
    rows = [
        Evaluation(data, split, f"ap50_{name}", figures.ap50, figures.count, note),
        Evaluation(data, split, f"ap50_95_{name}", figures.ap50_95, figures.count, note),
        Evaluation(data, split, f"recall50_{name}", figures.recall50, figures.count, note),
    ]
    for size in SIZES:
        count, recall = figures.count_by_size[size], figures.recall50_by_size[size]
        if count:
            rows.append(Evaluation(data, split, f"recall50_{size}_{name}", recall, count, note))
    return rows
