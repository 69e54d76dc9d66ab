"""The segmenter's loss: cross-entropy and soft dice on labelled pixels, a bag's where only chips are."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from trainer.data.segmentation_targets import ARTISANAL, BACKGROUND, FIRST_BAG, FIRST_EMPTY_BAG, IGNORED

#: A bag's score is the mean over this share of its pixels, the likeliest ones: a scar seldom fills its chip.
_BAG_SHARE = 0.2
#: The same of a bag that holds no mine: its worst false alarm.
_EMPTY_BAG_SHARE = 0.02


def pixel_labels(target: Tensor) -> Tensor:
    """Return classes from target codes, ``IGNORED`` where a pixel's class is not known."""
    labels = target.masked_fill(target >= FIRST_EMPTY_BAG, BACKGROUND)
    return labels.masked_fill(labels > IGNORED, IGNORED)


def pixel_loss(logits: Tensor, target: Tensor, class_weights: Tensor) -> Tensor:
    """Return the weighted cross-entropy over labelled pixels; 0 where there is none.

    Args:
        logits: float (batch, classes, height, width).
        target: int64 (batch, height, width), codes of ``segmentation_targets``.
        class_weights: float (classes,).
    """
    labelled = pixel_labels(target)
    losses = functional.cross_entropy(logits, labelled, ignore_index=IGNORED, reduction="none")
    weights = class_weights[labelled.clamp_max(len(class_weights) - 1)] * (labelled < IGNORED)
    return (losses * weights).sum() / weights.sum().clamp_min(1.0)


def dice_loss(logits: Tensor, target: Tensor, classes: tuple[int, ...]) -> Tensor:
    """Return 1 - soft dice over the labelled pixels of the batch, averaged over the classes that it shows.

    Dice counts a class as one region, so few pixels of a small class weigh as much as many of a large one
    (Milletari et al. 2016, V-Net, with the squares left out).
    """
    labels = pixel_labels(target)
    labelled = labels < IGNORED
    probabilities = logits.softmax(dim=1)
    losses = []
    for index in classes:
        truth = (labels == index).float()
        if truth.sum() == 0:
            continue
        likely = probabilities[:, index] * labelled
        losses.append(1 - 2 * (likely * truth).sum() / (likely.sum() + truth.sum() + 1.0))
    return torch.stack(losses).mean() if losses else logits.sum() * 0.0


def land_cover_loss(logits: Tensor, land_cover: Tensor) -> Tensor:
    """Return the cross-entropy of land cover at half resolution; 0 where no chip's land cover is known.

    Args:
        logits: float (batch, land covers, height / 2, width / 2).
        land_cover: int64 (batch, height, width), ``IGNORED`` where unknown.
    """
    known = land_cover[:, ::2, ::2]
    if not bool((known != IGNORED).any()):
        return logits.sum() * 0.0
    return functional.cross_entropy(logits, known, ignore_index=IGNORED)


def bag_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Return the cross-entropy of the likeliest pixels of bags; bags with and without a mine weigh alike.

    A bag with a scar somewhere wants its likeliest pixels artisanal; an empty bag wants even its worst false
    alarm to be background. Pixels are taken with their neighbours, so that a scar is a patch and not dots.

    Args:
        logits: float (batch, classes, height, width).
        target: int64 (batch, height, width); bags are numbered within a tile.
    """
    probability = logits.softmax(dim=1)
    is_artisanal = _with_neighbours(probability[:, ARTISANAL])
    is_mine = _with_neighbours(1 - probability[:, BACKGROUND])
    found, empty = [], []
    for index, codes in enumerate(target):
        for code in torch.unique(codes[codes >= FIRST_BAG]):
            inside = codes == code
            if code < FIRST_EMPTY_BAG:
                found.append(-_highest(is_artisanal[index][inside], _BAG_SHARE).clamp_min(1e-6).log())
            else:
                alarm = _highest(is_mine[index][inside], _EMPTY_BAG_SHARE)
                empty.append(-(1 - alarm).clamp_min(1e-6).log())
    means = [torch.stack(losses).mean() for losses in (found, empty) if losses]
    return torch.stack(means).mean() if means else logits.sum() * 0.0


def _with_neighbours(values: Tensor) -> Tensor:
    """Return the mean over 3 x 3 pixels of (batch, height, width)."""
    return functional.avg_pool2d(values[:, None], 3, stride=1, padding=1, count_include_pad=False)[:, 0]


def _highest(values: Tensor, share: float) -> Tensor:
    """Return the mean of the highest values."""
    return values.topk(max(1, round(len(values) * share))).values.mean()
