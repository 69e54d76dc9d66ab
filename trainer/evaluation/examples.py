"""Pictures of the chips on which a pack does best and worst."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import UNLABELLED, Dataset
from .detection import wanted_boxes
from .objects import box_overlaps
from .prediction import ChipPrediction
from .rules import TestRule

#: Pictures of each group.
COUNT = 4
#: The groups: chips with a mine on which the pack does best, on which it does worst, and chips without a mine that
#: it takes for one most surely.
GROUPS = ("found", "missed", "false alarms")
_LARGEST_PX = 224
_RGB = [PACK_BANDS.index(name) for name in ("B04", "B03", "B02")]
_TRUTH_COLOUR, _FOUND_COLOUR = (64, 224, 255), (255, 96, 32)


@dataclass(frozen=True)
class Example:
    """A chip's picture.

    Attributes:
        group: of ``GROUPS``.
        pixels: uint8 (height, width, 3): true outlines are light blue, found ones orange.
        caption: the chip and how well the pack does on it.
    """

    group: str
    pixels: np.ndarray
    caption: str


class ExampleCollector:
    """Looks at predictions as they come and keeps the pictures of a few.

    Args:
        pack: that is tested. dataset: that it is tested on. rule: of the data set.
    """

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule) -> None:
        self._pack = pack
        self._dataset = dataset
        self._rule = rule
        self._codes = rule.truth_codes(dataset)
        self._kept: dict[str, list[tuple[float, int, Example]]] = {group: [] for group in GROUPS}
        self._seen = 0

    def watch(self, prediction: ChipPrediction) -> None:
        """Take one chip."""
        truth = self._rule.shows_mine(self._dataset, prediction.chip, prediction.pixels.mask)
        if truth is None:
            return
        if not truth:
            self._offer(
                "false alarms", prediction.mine_score, prediction, f"score {prediction.mine_score:.2f}"
            )
            return
        quality, text = self._quality(prediction)
        self._offer("found", quality, prediction, text)
        self._offer("missed", -quality, prediction, text)

    def examples(self) -> list[Example]:
        """Return the examples, group by group, the clearest first; a chip stands in one group only."""
        chosen: list[Example] = []
        for group in GROUPS:
            best = sorted(self._kept[group], key=lambda entry: -entry[0])
            chosen += [
                example for _, _, example in best if example.caption not in {e.caption for e in chosen}
            ]
        return chosen

    def _offer(self, group: str, rank: float, prediction: ChipPrediction, text: str) -> None:
        kept = self._kept[group]
        self._seen += 1
        if len(kept) == COUNT and rank <= kept[0][0]:
            return
        example = Example(group, self._draw(prediction), f"{prediction.chip.id}: {text}")
        (heapq.heappush if len(kept) < COUNT else heapq.heapreplace)(kept, (rank, -self._seen, example))

    def _quality(self, prediction: ChipPrediction) -> tuple[float, str]:
        """Return how well a chip with a mine is told, 0-1, and that in words."""
        chip, mask = prediction.chip, prediction.pixels.mask
        if prediction.is_mine is not None and mask is not None:
            codes = self._codes[mask]
            known = codes != UNLABELLED
            truth, found = (codes > 0)[known], prediction.is_mine[known]
            iou = float((truth & found).sum() / max((truth | found).sum(), 1))
            return iou, f"IoU {iou:.2f}"
        if prediction.hits is not None and self._dataset.box_path(chip).is_file():
            wanted = wanted_boxes(self._dataset, self._rule, prediction).boxes.astype(float)
            overlap = box_overlaps(prediction.hits.boxes.astype(float), wanted)
            best = float(overlap.max(axis=0).mean()) if overlap.size else 0.0
            return best, f"mean best IoU {best:.2f}"
        return prediction.mine_score, f"score {prediction.mine_score:.2f}"

    def _draw(self, prediction: ChipPrediction) -> np.ndarray:
        """Return the chip's picture with true and found outlines."""
        pixels = true_colour(prediction.pixels.reflectance, prediction.pixels.is_valid)
        step = max(1, -(-max(pixels.shape[:2]) // _LARGEST_PX))
        pixels = pixels[::step, ::step].copy()
        if prediction.pixels.mask is not None:
            codes = self._codes[prediction.pixels.mask][::step, ::step]
            pixels[_edge((codes > 0) & (codes != UNLABELLED))] = _TRUTH_COLOUR
        elif self._dataset.box_path(prediction.chip).is_file():
            _draw_boxes(
                pixels, wanted_boxes(self._dataset, self._rule, prediction).boxes / step, _TRUTH_COLOUR
            )
        if prediction.is_mine is not None:
            pixels[_edge(prediction.is_mine[::step, ::step])] = _FOUND_COLOUR
        if prediction.hits is not None:
            _draw_boxes(pixels, prediction.hits.boxes / step, _FOUND_COLOUR)
        return pixels


def true_colour(reflectance: np.ndarray, is_valid: np.ndarray) -> np.ndarray:
    """Return uint8 (height, width, 3): red, green, blue, stretched from the 2nd to the 98th percentile of the chip.

    Args:
        reflectance: float32 (12, height, width), in the order of ``PACK_BANDS``. is_valid: bool (height, width).
    """
    layers = np.moveaxis(reflectance[_RGB], 0, -1)
    if not is_valid.any():
        return np.zeros(layers.shape, np.uint8)
    low, high = np.percentile(layers[is_valid], [2, 98])
    return (np.clip((layers - low) / max(high - low, 0.02), 0, 1) * 255 * is_valid[..., None]).astype(
        np.uint8
    )


def _edge(region: np.ndarray) -> np.ndarray:
    return region & ~ndimage.binary_erosion(region)


def _draw_boxes(pixels: np.ndarray, boxes: np.ndarray, colour: tuple[int, int, int]) -> None:
    height, width = pixels.shape[:2]
    for x0, y0, x1, y1 in np.rint(boxes).astype(int).tolist():
        left, right = max(x0, 0), min(x1, width) - 1
        top, bottom = max(y0, 0), min(y1, height) - 1
        if left <= right and top <= bottom:
            pixels[[top, bottom], left : right + 1] = colour
            pixels[top : bottom + 1, [left, right]] = colour
