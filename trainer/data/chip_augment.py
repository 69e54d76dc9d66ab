"""Augmentation of chips as data sets hold them: turns by any angle, and holes, with their validity mask.

What a turn brings in from outside, and what a hole covers, is invalid: a network sees it as it sees nodata.
"""

from __future__ import annotations

import math
from dataclasses import replace

import torch
from torch import Generator, Tensor
from torch.nn import functional

from .augment import turn
from .chip_loader import RawBatch


def turn_square(raw: RawBatch, chance: Generator) -> RawBatch:
    """Return chips flipped and turned by quarter turns, each by its own draw; boxes are left out."""
    reflectance, is_valid = turn([raw.reflectance, raw.is_valid], chance)
    return replace(raw, reflectance=reflectance, is_valid=is_valid, mask=None, boxes=())


def turn_safely(raw: RawBatch, chance: Generator, share: float, most_degrees: float = 90.0) -> RawBatch:
    """Return chips turned by any angle and shrunk so that all of a chip stays in sight; masks and boxes are left out.

    Args:
        share: of the chips that are turned.
        most_degrees: to either side.
    """
    count = len(raw.reflectance)
    angle = (torch.rand(count, generator=chance) * 2 - 1) * math.radians(most_degrees)
    angle = torch.where(torch.rand(count, generator=chance) < share, angle, 0.0)
    cosine, sine = angle.cos(), angle.sin()
    # The turned square's extent: the sampled square has to be as much larger.
    zoom = cosine.abs() + sine.abs()
    zero = torch.zeros_like(angle)
    matrix = torch.stack(
        [torch.stack([cosine, -sine, zero], dim=1), torch.stack([sine, cosine, zero], dim=1)], dim=1
    )
    grid = functional.affine_grid(
        matrix * zoom[:, None, None], list(raw.reflectance.shape), align_corners=False
    )
    weight = _sampled(raw.is_valid[:, None].float(), grid)
    reflectance = _sampled(raw.reflectance * raw.is_valid[:, None], grid) / weight.clamp_min(1e-6)
    is_valid = weight[:, 0] > 0.5
    is_turned = (angle != 0)[:, None, None]
    return replace(
        raw,
        reflectance=torch.where(is_turned[:, None], reflectance * is_valid[:, None], raw.reflectance),
        is_valid=torch.where(is_turned, is_valid, raw.is_valid),
        mask=None,
        boxes=(),
    )


def cut_holes(
    raw: RawBatch, chance: Generator, share: float, most_holes: int = 4, largest: float = 0.2
) -> RawBatch:
    """Return chips with rectangles made invalid (coarse dropout, DeVries and Taylor 2017, arXiv:1708.04552).

    Args:
        share: of the chips that get holes.
        most_holes: in a chip; at least one.
        largest: side of a hole as a share of the chip's, drawn from half of it up.
    """
    is_valid = raw.is_valid.clone()
    side = is_valid.shape[-1]
    is_chosen = torch.rand(len(is_valid), generator=chance) < share
    counts = torch.randint(1, most_holes + 1, (len(is_valid),), generator=chance)
    for index in torch.nonzero(is_chosen)[:, 0].tolist():
        for _ in range(int(counts[index])):
            draw = torch.rand(4, generator=chance)
            height, width = (max(1, round(float(part) * side)) for part in largest * (0.5 + draw[:2] / 2))
            top, left = int(draw[2] * (side - height + 1)), int(draw[3] * (side - width + 1))
            is_valid[index, top : top + height, left : left + width] = False
    return replace(raw, is_valid=is_valid)


def _sampled(values: Tensor, grid: Tensor) -> Tensor:
    return functional.grid_sample(values, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
