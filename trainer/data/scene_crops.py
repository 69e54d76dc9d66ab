"""Cuts crops out of labelled scenes: turned by any angle, larger or smaller, stretched, or as they are."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from .segmentation_targets import BACKGROUND, IGNORED


@dataclass(frozen=True)
class CropSettings:
    """How crops are drawn.

    Attributes:
        side: of a crop in pixels.
        scale: highest factor by which a crop is magnified or reduced; both are as likely.
        stretch: highest factor by which one axis is longer than the other.
        turned: share of crops that are turned by any angle and scaled; the others are cut out as they are.
        on_mine: share of crops that hold a pixel of a mine, where there is one; the others lie anywhere.
    """

    side: int = 192
    scale: float = 1.6
    stretch: float = 1.15
    turned: float = 0.6
    on_mine: float = 0.5


@dataclass(frozen=True)
class Crop:
    """Values float32 (channels, side, side), validity bool and target int16 (side, side)."""

    values: np.ndarray
    is_valid: np.ndarray
    target: np.ndarray


def draw_crop(
    values: np.ndarray, is_valid: np.ndarray, target: np.ndarray, settings: CropSettings,
    generator: np.random.Generator,
) -> Crop:  # fmt: skip
    """Return a crop of a scene; beyond the scene's edge it is mirrored.

    Args:
        values: float16 or float32 (channels, height, width).
        is_valid: bool (height, width).
        target: int16 (height, width).
    """
    side = settings.side
    row, column = draw_corner(target, side, settings.on_mine, generator)
    if generator.random() >= settings.turned and side <= min(target.shape):
        window = (slice(row, row + side), slice(column, column + side))
        return Crop(values[:, *window].astype(np.float32), is_valid[window].copy(), target[window].copy())
    centre = (row + side / 2, column + side / 2)
    factor = math.exp(generator.uniform(-1, 1) * math.log(settings.scale))
    stretch = math.exp(generator.uniform(-0.5, 0.5) * math.log(settings.stretch))
    angle = generator.uniform(0, 2 * math.pi)
    grid = _sampling_grid(target.shape, centre, (factor * stretch, factor / stretch), angle, side)
    image = functional.grid_sample(
        torch.from_numpy(values.astype(np.float32))[None], grid, "bilinear", "reflection", align_corners=False
    )
    codes = torch.from_numpy(np.stack([target, is_valid]).astype(np.float32))[None]
    drawn, valid = functional.grid_sample(codes, grid, "nearest", "reflection", align_corners=False)[0]
    return Crop(image[0].numpy(), valid.numpy() > 0.5, drawn.numpy().astype(np.int16))


def draw_corner(
    target: np.ndarray, side: int, on_mine: float, generator: np.random.Generator
) -> tuple[int, int]:
    """Return row and column of a square's corner inside a scene.

    Args:
        on_mine: chance that the square holds a pixel of a mine, where there is one, beyond those by chance.
    """
    height, width = (max(length, side) for length in target.shape)
    row, column = (int(generator.integers(0, length - side + 1)) for length in (height, width))
    if generator.random() < on_mine:
        rows, columns = np.nonzero((target != BACKGROUND) & (target != IGNORED))
        if len(rows):
            pixel = int(generator.integers(len(rows)))
            shift = generator.integers(0, side, size=2)
            row = int(np.clip(rows[pixel] - shift[0], 0, height - side))
            column = int(np.clip(columns[pixel] - shift[1], 0, width - side))
    return row, column


def _sampling_grid(
    shape: tuple[int, ...], centre: tuple[float, float], factors: tuple[float, float], angle: float, side: int
) -> torch.Tensor:
    """Return where each pixel of a crop is sampled, float32 (1, side, side, 2), as ``grid_sample`` takes it."""
    offsets = np.arange(side) + 0.5 - side / 2
    down, right = np.meshgrid(offsets * factors[0], offsets * factors[1], indexing="ij")
    rows = centre[0] + math.cos(angle) * down + math.sin(angle) * right
    columns = centre[1] - math.sin(angle) * down + math.cos(angle) * right
    places = np.stack([columns / shape[1], rows / shape[0]], axis=-1) * 2 - 1
    return torch.from_numpy(places.astype(np.float32))[None]
