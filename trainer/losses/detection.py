"""The detector's loss: task-aligned assignment, then cross-entropy, CIoU and distribution focal loss.

Written from the papers: TOOD (Feng et al. 2021, 2108.07755), CIoU (Zheng et al. 2020, 1911.08287),
distribution focal loss (Li et al. 2020, 2006.04388). Boxes are x0 y0 x1 y1 in pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from mining_detector_plugin.engine.networks.detector import RawDetections

_TINY = 1e-7


@dataclass(frozen=True)
class Assignment:
    """Which anchor is to predict which box, for one image.

    Attributes:
        target: int64 (anchors,), index of the box, -1 for background.
        alignment: float (anchors,), 0-1, the score that the anchor should give to its box's class.
    """

    target: Tensor
    alignment: Tensor


@dataclass(frozen=True)
class LossWeights:
    """How much each part counts, and how anchors are chosen.

    Attributes:
        box: of CIoU. distribution: of the distribution focal loss. Scores count 1.
        score_power, overlap_power: TOOD's alpha and beta; alignment = score ** alpha * IoU ** beta.
        anchors_per_box: so many of the best aligned anchors are positive.
    """

    box: float = 2.5
    distribution: float = 0.5
    score_power: float = 1.0
    overlap_power: float = 6.0
    anchors_per_box: int = 13


def paired_iou(first: Tensor, second: Tensor) -> Tensor:
    """Return intersection over union of boxes that broadcast against each other, (..., 4) -> (...)."""
    low = torch.maximum(first[..., :2], second[..., :2])
    high = torch.minimum(first[..., 2:], second[..., 2:])
    shared = (high - low).clamp_min(0).prod(-1)
    union = _area(first) + _area(second) - shared
    return shared / union.clamp_min(_TINY)


def complete_iou(predicted: Tensor, wanted: Tensor) -> Tensor:
    """Return CIoU, -1.5 to 1: IoU less the centres' distance and the difference of the sides' ratio.

    Args:
        predicted, wanted: (n, 4).
    """
    iou = paired_iou(predicted, wanted)
    low = torch.minimum(predicted[:, :2], wanted[:, :2])
    high = torch.maximum(predicted[:, 2:], wanted[:, 2:])
    diagonal = (high - low).square().sum(-1).clamp_min(_TINY)
    centres = (predicted[:, :2] + predicted[:, 2:] - wanted[:, :2] - wanted[:, 2:]) / 2
    distance = centres.square().sum(-1) / diagonal
    sides = (predicted[:, 2:] - predicted[:, :2]).clamp_min(_TINY)
    wanted_sides = (wanted[:, 2:] - wanted[:, :2]).clamp_min(_TINY)
    angle = torch.atan(wanted_sides[:, 0] / wanted_sides[:, 1]) - torch.atan(sides[:, 0] / sides[:, 1])
    ratio = 4 / math.pi**2 * angle.square()
    with torch.no_grad():
        weight = ratio / (1 - iou + ratio).clamp_min(_TINY)
    return iou - distance - weight * ratio


def distribution_focal_loss(logits: Tensor, wanted: Tensor) -> Tensor:
    """Return cross-entropy against the two bins around each wanted distance: (n, 4).

    Args:
        logits: (n, 4, bins).
        wanted: (n, 4), distances in strides, 0 to bins - 1; what lies outside is moved to the end.
    """
    bins = logits.shape[-1]
    wanted = wanted.clamp(0, bins - 1 - 1e-3)
    below = wanted.floor().long()
    share_above = wanted - below
    losses = functional.log_softmax(logits, dim=-1)
    at_below = losses.gather(-1, below[..., None])[..., 0]
    at_above = losses.gather(-1, below[..., None] + 1)[..., 0]
    return -(at_below * (1 - share_above) + at_above * share_above)


@torch.no_grad()
def assign(
    scores: Tensor, boxes: Tensor, anchors: Tensor, wanted_boxes: Tensor, wanted_classes: Tensor,
    weights: LossWeights,
) -> Assignment:  # fmt: skip
    """Return which anchors of one image predict which boxes, by task alignment.

    Of the anchors in a box, those with the best ``score ** alpha * IoU ** beta`` are its positives; an anchor
    wanted by several boxes goes to the one it overlaps most. Alignment is scaled so that a box's best
    anchor is asked for the IoU it has reached.

    Args:
        scores: (anchors, classes), 0-1. boxes: (anchors, 4). anchors: (anchors, 2), x y.
        wanted_boxes: (n, 4). wanted_classes: int64 (n,).
        weights: powers and number of anchors.
    """
    count, wanted = len(anchors), len(wanted_boxes)
    if wanted == 0:
        return Assignment(anchors.new_full((count,), -1, dtype=torch.long), anchors.new_zeros(count))
    offsets = torch.cat(
        [anchors[None] - wanted_boxes[:, None, :2], wanted_boxes[:, None, 2:] - anchors[None]], -1
    )
    is_inside = offsets.amin(-1) > 0
    overlaps = paired_iou(wanted_boxes[:, None], boxes[None]) * is_inside
    aligned = scores[:, wanted_classes].T ** weights.score_power * overlaps**weights.overlap_power

    # The tiny share of the anchor's centredness decides while all overlaps are still zero.
    centred = 1 / (1 + (offsets[..., :2] - offsets[..., 2:]).square().sum(-1))
    ranking = torch.where(is_inside, aligned + _TINY * centred, -1.0)
    best, chosen = ranking.topk(min(weights.anchors_per_box, count), dim=1)
    is_positive = torch.zeros_like(is_inside).scatter_(1, chosen, best > 0)

    claims = torch.where(is_positive, overlaps + _TINY * centred, -1.0)
    claim, owner = claims.max(dim=0)
    target = torch.where(claim >= 0, owner, -1)
    owned = functional.one_hot(target.clamp_min(0), wanted).T.bool() & (target >= 0)
    aligned, overlaps = aligned * owned, overlaps * owned
    scale = overlaps.amax(1, keepdim=True) / aligned.amax(1, keepdim=True).clamp_min(1e-30)
    return Assignment(target, (aligned * scale).amax(0).clamp(0, 1))


def detection_loss(
    logits: Tensor, distances: Tensor, boxes: Tensor, anchors: Tensor, strides: Tensor,
    wanted_boxes: list[Tensor], wanted_classes: list[Tensor], background_weight: Tensor, weights: LossWeights,
) -> dict[str, Tensor]:  # fmt: skip
    """Return ``scores``, ``box``, ``distribution`` and their weighted sum, ``detection``.

    Args:
        logits: (batch, anchors, classes). distances: (batch, anchors, 4, bins), logits.
        boxes: (batch, anchors, 4), decoded. anchors: (anchors, 2). strides: (anchors,).
        wanted_boxes, wanted_classes: for each image (n, 4) and int64 (n,).
        background_weight: (batch, anchors, classes), how much an anchor counts where it is no box's, 0-1;
            0 where nobody knows what is there.
        weights: of the parts.
    """
    assigned = [
        assign(scores, decoded, anchors, wanted, classes, weights)
        for scores, decoded, wanted, classes in zip(
            logits.detach().sigmoid(), boxes.detach(), wanted_boxes, wanted_classes, strict=True
        )
    ]
    target = torch.stack([item.target for item in assigned])
    alignment = torch.stack([item.alignment for item in assigned])
    is_positive = target >= 0
    total = alignment.sum().clamp_min(1.0)

    wanted_scores = torch.zeros_like(logits)
    for image, classes in enumerate(wanted_classes):
        positive = is_positive[image].nonzero()[:, 0]
        wanted_scores[image, positive, classes[target[image, positive]]] = alignment[image, positive]
    # Plain cross-entropy: with a thousand anchors a tile, background does not swamp the boxes, and focusing on
    # hard background left scores flat.
    known = torch.where(wanted_scores > 0, 1.0, background_weight)
    entropy = functional.binary_cross_entropy_with_logits(logits, wanted_scores, reduction="none")
    losses = {"scores": (entropy * known).sum() / total}

    wanted = torch.cat([item[target[i, is_positive[i]]] for i, item in enumerate(wanted_boxes)])
    share = alignment[is_positive]
    losses["box"] = ((1 - complete_iou(boxes[is_positive], wanted)) * share).sum() / total
    points = anchors.expand(len(logits), -1, -1)[is_positive]
    scale = strides.expand(len(logits), -1)[is_positive][:, None]
    sides = torch.cat([points - wanted[:, :2], wanted[:, 2:] - points], dim=1) / scale
    per_side = distribution_focal_loss(distances[is_positive], sides).mean(1)
    losses["distribution"] = (per_side * share).sum() / total
    losses["detection"] = (
        losses["scores"] + weights.box * losses["box"] + weights.distribution * losses["distribution"]
    )
    return losses


def loss_of_network(
    raw: RawDetections, wanted_boxes: list[Tensor], wanted_classes: list[Tensor], weight: Tensor, shrink: int
) -> dict[str, Tensor]:
    """Return ``detection_loss`` of a network's output.

    Args:
        raw: of tiles that were pooled by ``shrink``.
        wanted_boxes, wanted_classes: for each tile (n, 4) in its pooled pixels, and int64 (n,).
        weight: (batch, classes, side, side) by pooled pixel, how much background counts there, 0-1.
        shrink: of the network.
    """
    raw = type(raw)(*(part.float() for part in raw))
    columns, rows = (raw.anchors / shrink).long().clamp(max=weight.shape[-1] - 1).T
    return detection_loss(
        raw.logits, raw.distances, raw.boxes(), raw.anchors, raw.strides,
        [boxes * shrink for boxes in wanted_boxes], wanted_classes,
        weight[:, :, rows, columns].transpose(1, 2), LossWeights(),
    )  # fmt: skip


def _area(boxes: Tensor) -> Tensor:
    return (boxes[..., 2:] - boxes[..., :2]).prod(-1)
