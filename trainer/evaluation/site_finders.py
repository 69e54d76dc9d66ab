"""Boxes of sites by a detector, and by drawing boxes round a segmenter's polygons, for figures of both on one truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from scipy import ndimage
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.boxes import suppress

from ..data.detection import CHANNELS, network_input
from ..tasks.segment_evaluation import probabilities
from ..tasks.task import Predict
from .site_images import SiteImage

#: Boxes with lower scores are not looked at; average precision hardly feels them.
_LEAST_SCORE = 0.01
#: The engine drops smaller polygons (0.1 hectares).
_LEAST_PIXELS = 10


@dataclass(frozen=True)
class FoundSites:
    """Boxes, best first.

    Attributes:
        boxes: float32 (n, 4), x0 y0 x1 y1 in pixels.
        scores: float32 (n,), 0-1.
        kinds: str (n,), mine types.
    """

    boxes: np.ndarray
    scores: np.ndarray
    kinds: np.ndarray


Finder = Callable[[SiteImage], FoundSites]


def detector_finder(classes: tuple[str, ...], predict: Predict) -> Finder:
    """Return the finder that a detector is.

    Args:
        classes: the pack's.
        predict: runs its network.
    """

    def find(image: SiteImage) -> FoundSites:
        height, width = image.shape
        bands, presence = network_input(torch.from_numpy(image.reflectance)[None])
        margin = (0, -width % 64, 0, -height % 64)
        # Mirrored: the network would see an edge of nothing else, which no scene has there.
        padded = functional.pad(bands, margin, mode="reflect") if any(margin) else bands
        boxes, scores = (output[0] for output in predict(padded.numpy(), presence.numpy()))
        best, kinds = scores.max(axis=1), scores.argmax(axis=1)
        centres = (boxes[:, :2] + boxes[:, 2:]) / 2
        chosen = np.flatnonzero((best >= _LEAST_SCORE) & (centres < (width, height)).all(axis=1))
        found = np.clip(boxes[chosen], 0, np.array([width, height] * 2, np.float32))
        kept = suppress(found, best[chosen], kinds[chosen])
        return FoundSites(found[kept], best[chosen][kept], np.array(classes)[kinds[chosen][kept]])

    return find


def segmenter_finder(
    classes: tuple[str, ...], predict: Predict, threshold: float, temperature: float = 1.0
) -> Finder:
    """Return the finder that draws boxes round a segmenter's polygons; their scores are mean probabilities.

    Args:
        classes: the pack's; class 0 is background.
        predict: runs its network.
        threshold: least probability of any mine.
        temperature: the pack's.
    """
    presence = np.zeros(len(PACK_BANDS), np.float32)
    presence[list(CHANNELS)] = 1.0

    def find(image: SiteImage) -> FoundSites:
        bands = np.zeros((1, len(PACK_BANDS), *image.shape), np.float32)
        bands[0, CHANNELS] = image.reflectance
        is_valid = np.any(image.reflectance > 0, axis=0)
        likely = probabilities(predict, bands, presence, is_valid[None], temperature)[0]
        any_mine = likely[1:].sum(axis=0)
        labels, count = ndimage.label((any_mine >= threshold) & is_valid)
        numbers = np.arange(1, count + 1)
        pixels = np.bincount(labels.ravel(), minlength=count + 1)[1:]
        scores = np.atleast_1d(ndimage.mean(any_mine, labels, numbers)) if count else np.zeros(0)
        sums = np.array([np.atleast_1d(ndimage.sum(one, labels, numbers)) for one in likely[1:]])
        places = ndimage.find_objects(labels)
        boxes = np.array([(x.start, y.start, x.stop, y.stop) for y, x in places], np.float32).reshape(-1, 4)
        order = np.argsort(-scores, kind="stable")
        order = order[pixels[order] >= _LEAST_PIXELS]
        kinds = np.array(classes[1:])[sums.reshape(len(likely) - 1, -1).argmax(axis=0)[order]]
        return FoundSites(boxes[order], scores[order].astype(np.float32), kinds)

    return find
