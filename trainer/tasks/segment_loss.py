"""The segmenter's loss: cross-entropy and soft dice on labelled pixels, a bag's where only chips are."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from trainer.data.segmentation_targets import ARTISANAL, FIRST_BAG, IGNORED

#: A bag's score is the mean over this share of its pixels, the likeliest ones: a scar seldom fills its chip.
_BAG_SHARE = 0.15


def pixel_loss(logits: Tensor, target: Tensor, class_weights: Tensor) -> Tensor:
    """Return the weighted cross-entropy over labelled pixels; 0 where there is none.

    Args:
        logits: float (batch, classes, height, width).
        target: int64 (batch, height, width); codes from ``IGNORED`` on count for nothing.
        class_weights: float (classes,).
    """
    labelled = target.masked_fill(target >= IGNORED, IGNORED)
    losses = functional.cross_entropy(logits, labelled, ignore_index=IGNORED, reduction="none")
    weights = class_weights[labelled.clamp_max(len(class_weights) - 1)] * (labelled < IGNORED)
    return (losses * weights).sum() / weights.sum().clamp_min(1.0)


def dice_loss(logits: Tensor, target: Tensor, classes: tuple[int, ...]) -> Tensor:
    """Return 1 - soft dice over the labelled pixels of the batch, averaged over the classes that it shows.

    Dice counts a class as one region, so few pixels of a small class weigh as much as many of a large one
    (Milletari et al. 2016, V-Net, with the squares left out).
    """
    labelled = target < IGNORED
    if not bool(labelled.any()):
        return logits.sum() * 0.0
    probabilities = logits.softmax(dim=1)
    losses = []
    for index in classes:
        truth = ((target == index) & labelled).float()
        if truth.sum() == 0:
            continue
        likely = probabilities[:, index] * labelled
        losses.append(1 - 2 * (likely * truth).sum() / (likely.sum() + truth.sum() + 1.0))
    return torch.stack(losses).mean() if losses else logits.sum() * 0.0


def bag_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Return the mean over bags of -log of the artisanal probability of a bag's likeliest pixels.

    Args:
        logits: float (batch, classes, height, width).
        target: int64 (batch, height, width); codes from ``FIRST_BAG`` on are bags, numbered within a tile.
    """
    probability = logits.softmax(dim=1)[:, ARTISANAL]
    losses = []
    for likely, codes in zip(probability, target, strict=True):
        for code in torch.unique(codes[codes >= FIRST_BAG]):
            pixels = likely[codes == code]
            top = pixels.topk(max(1, round(len(pixels) * _BAG_SHARE))).values
            losses.append(-top.mean().clamp_min(1e-6).log())
    return torch.stack(losses).mean() if losses else logits.sum() * 0.0
