"""Training tiles of chips side by side: chips with a mine are sites, all others are ground without one.

Each chip is turned and gets a sky of its own, so that neither a group's tint nor a seam tells what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Generator
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS

from .augment import Jitter, jitter_radiometry, turn
from .chip_mosaics import apart, fade_together
from .detection import CHANNELS, CLASSES, DENSE_GROUPS, UNKNOWN, Tile
from .samples import Chips

_ARTISANAL = CLASSES.index("artisanal")
#: Widest half of a fade between chips, pixels; 0 leaves hard seams.
_WIDEST_FEATHER = 5


@dataclass(frozen=True)
class ChipPool:
    """Chips of one size, and how often each is drawn.

    Attributes:
        values: uint8 or uint16 (chips, 3, side, side), B02 B03 B04; reflectance = values x scale.
        scale: float32 (chips,).
        is_mine: bool (chips,).
        dense: int64 (chips,), a class of ``DENSE_GROUPS`` or ``UNKNOWN``.
        chance: float64 (chips,), among the mines, and among the others, each sums to 1.
        places: str (chips,).
    """

    values: np.ndarray
    scale: np.ndarray
    is_mine: np.ndarray
    dense: np.ndarray
    chance: np.ndarray
    places: np.ndarray


def pool_chips(sources: list[Chips], shares: list[float], side: int = 48) -> ChipPool:
    """Return chips of several sources as one pool; groups are drawn by the square root of their size.

    Args:
        sources: larger chips are cut to their middle.
        shares: of the draws without a mine, for each source.
        side: of a chip in pixels.
    """
    values, scales, mines, dense, chances, places = [], [], [], [], [], []
    for chips, share in zip(sources, shares, strict=True):
        start = (chips.values.shape[-1] - side) // 2
        inner = slice(start, start + side)
        channels = [chips.bands.index(PACK_BANDS[channel]) for channel in CHANNELS]
        values.append(chips.values[:, channels, inner, inner].astype(np.uint16))
        scales.append(np.full(len(chips), chips.scale, np.float32))
        is_mine = chips.labels == "mine"
        first, _ = DENSE_GROUPS.get(chips.source, (UNKNOWN, 0))
        codes = np.unique(chips.labels, return_inverse=True)[1]
        dense.append(codes + first if first >= 0 else np.full(len(chips), UNKNOWN))
        groups, sizes = np.unique(chips.groups, return_inverse=True, return_counts=True)[1:]
        chance = 1 / np.sqrt(sizes[groups])
        chance[~is_mine] *= share / max(chance[~is_mine].sum(), 1e-9)
        chance[is_mine] /= max(chance[is_mine].sum(), 1e-9)
        mines.append(is_mine)
        chances.append(chance)
        places.append(chips.places)
    chance, is_mine = np.concatenate(chances), np.concatenate(mines)
    for kind in (is_mine, ~is_mine):
        chance[kind] /= max(chance[kind].sum(), 1e-9)
    return ChipPool(
        np.concatenate(values), np.concatenate(scales), is_mine, np.concatenate(dense), chance,
        np.concatenate(places),
    )  # fmt: skip


def chip_tile(
    pool: ChipPool, side: int, scales: tuple[float, float], mine_share: float, jitter: Jitter,
    generator: np.random.Generator, chance: Generator, copies: int = 1,
) -> Tile:  # fmt: skip
    """Return a tile of a random part of a random mosaic of chips.

    With copies, each chip goes on in its own mirror images, as ground does in a scene. In plain mosaics alone a network
    learns that a mine is what seams surround, and is blind in scenes.

    Args:
        pool: that chips are drawn from.
        side: of the tile in pixels.
        scales: least and largest enlargement of chips.
        mine_share: of the cells that show a mine, 0-0.25.
        jitter: of each chip's radiometry.
        generator, chance: what is drawn comes from these.
        copies: along a side of each chip's block of mirror images; 1 for none.
    """
    size = max(8, round(pool.values.shape[-1] * float(np.exp(generator.uniform(*np.log(scales))))))
    cells = int(np.ceil(side / size)) + 1
    blocks = _draw_grid(pool, -(-cells // copies), mine_share, generator)
    flat = blocks.ravel()
    pixels = torch.from_numpy(pool.values[flat].astype(np.float32) * pool.scale[flat, None, None, None])
    (pixels,) = turn([jitter_radiometry(pixels, jitter, chance, CHANNELS)], chance)
    if size != pixels.shape[-1]:
        pixels = functional.interpolate(pixels, (size, size), mode="bilinear", antialias=size < 40)
    feather = int(generator.integers(0, _WIDEST_FEATHER + 1))
    block = np.arange(cells) // copies
    chosen = pixels.numpy().reshape(*blocks.shape, 3, size, size)[np.ix_(block, block)]
    grid = blocks[np.ix_(block, block)]
    if copies > 1:
        chosen[1::2] = chosen[1::2, ..., ::-1, :]
        chosen[:, 1::2] = chosen[:, 1::2, ..., ::-1]
    image = fade_together(chosen, feather)

    top, left = (int(offset) for offset in generator.integers(0, cells * size - side + 1, 2))
    row = (np.arange(top, top + side) // size)[:, None]
    column = (np.arange(left, left + side) // size)[None]
    shown = grid[row, column]
    is_mine = pool.is_mine[shown]
    weight = np.ones((len(CLASSES), side, side), np.float32)
    # What else a scar of gold mining may count as is not known.
    weight[:, is_mine] = 0.0
    weight[_ARTISANAL, is_mine] = 1.0
    seen = np.bincount((row * cells + column).ravel(), minlength=cells**2).reshape(cells, cells)
    is_site = pool.is_mine[grid] & (seen >= 0.5 * size**2)
    numbers = np.where(is_site, np.cumsum(is_site).reshape(is_site.shape), 0)
    objects = numbers[row, column].astype(np.int32)
    weight[_ARTISANAL, is_mine & (objects == 0)] = 0.0
    return Tile(
        np.ascontiguousarray(image[:, top : top + side, left : left + side]), objects,
        [_ARTISANAL] * int(is_site.sum()), weight, pool.dense[shown],
    )  # fmt: skip


def _draw_grid(pool: ChipPool, cells: int, mine_share: float, generator: np.random.Generator) -> np.ndarray:
    """Return int (cells, cells), the chip of each cell; mines never share a side."""
    mines, others = (np.flatnonzero(chosen) for chosen in (pool.is_mine, ~pool.is_mine))
    grid = generator.choice(others, (cells, cells), p=pool.chance[others])
    count = min(generator.binomial(cells**2, mine_share), max(1, cells**2 // 4)) if len(mines) else 0
    if count:
        shown = generator.choice(mines, count, p=pool.chance[mines])
        for place, mine in zip(apart(cells, count, generator), shown, strict=True):
            grid[place] = mine
    return grid
