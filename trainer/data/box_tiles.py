"""Training tiles of a detector from a data set folder: parts of one chip, or of four side by side (a mosaic).

Parts are drawn at random scale. Only the pixels of a part and the bands that some chip of the data set has are
read. Boxes that a cut leaves too little of become unknown ground: neither boxes nor background.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS

from .chip_cache import ChipCache
from .dataset import SCALE, UNLABELLED, Chip, Dataset
from .detection import quarters, random_window

#: x0, y0, x1, y1 in pixels.
Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True)
class BoxTile:
    """One training tile.

    Attributes:
        reflectance: float32 (channels, side, side), 0-1. presence: float32 (channels,).
        is_valid: bool (side, side).
        weight: float32 (classes, side, side), how far the absence of a class is known, 0-1.
        boxes: float32 (count, 4), x0 y0 x1 y1 in pixels of the tile. classes: int64 (count,).
    """

    reflectance: np.ndarray
    presence: np.ndarray
    is_valid: np.ndarray
    weight: np.ndarray
    boxes: np.ndarray
    classes: np.ndarray


@dataclass(frozen=True)
class TileOptions:
    """How tiles are made.

    Attributes:
        scales: least and largest enlargement of chips.
        mosaic_share: of the tiles, those of four chips.
        least_visible: boxes of which less can be seen are unknown ground, 0-1.
        least_side: so are those with a shorter side in the tile, pixels.
        other_ground_weight: what background counts on ground of classes that have a mask and no boxes, 0-1.
    """

    scales: tuple[float, float]
    mosaic_share: float
    least_visible: float
    least_side: float
    other_ground_weight: float


@dataclass(frozen=True)
class BoxTileMaker:
    """Makes tiles from chips of a data set.

    Attributes:
        chips: gives their pixels and boxes.
        channels: which of the twelve bands the tiles hold, see ``channels_of``.
        class_of: for each of the data set's classes without background the pack's class, -1 for none.
        options: how.
    """

    chips: ChipCache
    channels: tuple[int, ...]
    class_of: tuple[int, ...]
    options: TileOptions

    def draw(self, chip: Chip, others: Sequence[Chip], side: int, generator: np.random.Generator) -> BoxTile:
        """Return a tile that shows a chip, turned at random.

        Args:
            chip: in the tile, or in one part of it.
            others: three more chips, for mosaics.
            side: of the tile in pixels.

        Raises:
            DataError: ``chip_unreadable``.
        """
        classes = 1 + max(self.class_of)
        tile = BoxTile(
            np.zeros((len(self.channels), side, side), np.float32), np.ones(len(self.channels), np.float32),
            np.zeros((side, side), bool), np.zeros((classes, side, side), np.float32),
            np.zeros((0, 4), np.float32), np.zeros(0, np.int64),
        )  # fmt: skip
        places: list[Rectangle] = [(0, 0, side, side)]
        if generator.random() < self.options.mosaic_share:
            places = quarters(side, generator)
        boxes, kinds = [tile.boxes], [tile.classes]
        for shown, place in zip((chip, *others), places, strict=False):
            size = (place[3] - place[1], place[2] - place[0])
            window = random_window((shown.height, shown.width), size, self.options.scales, generator)
            found, kind = self._paste(tile, shown, place, window)
            boxes.append(found)
            kinds.append(kind)
        # A band that one part lacks is missing from the whole tile.
        tile.reflectance[tile.presence == 0] = 0.0
        whole = BoxTile(
            tile.reflectance, tile.presence, tile.is_valid, tile.weight, np.concatenate(boxes), np.concatenate(kinds)
        )  # fmt: skip
        return turned(whole, int(generator.integers(8)))

    def _paste(
        self, tile: BoxTile, chip: Chip, place: Rectangle, window: Rectangle
    ) -> tuple[np.ndarray, np.ndarray]:
        """Write a window of a chip into a place of a tile; return its boxes and their classes."""
        x0, y0, x1, y1 = place
        target = (slice(y0, y1), slice(x0, x1))
        size = (y1 - y0, x1 - x0)
        stored, mask = self.chips.read_stored(chip, window)
        is_valid = np.all(stored, axis=0)
        here = [index for index, channel in enumerate(self.channels) if PACK_BANDS[channel] in chip.bands]
        there = [chip.bands.index(PACK_BANDS[self.channels[index]]) for index in here]
        chosen = stored if there == list(range(len(stored))) else stored[there]
        pixels = torch.from_numpy(chosen.astype(np.float32))[None]
        if pixels.shape[2:] != size:
            pixels = functional.interpolate(pixels, size, mode="bilinear", antialias=True)
        part = tile.reflectance[:, *target]
        if len(here) == len(part):
            np.multiply(pixels[0].numpy(), np.float32(SCALE), out=part)
        else:
            part[here] = pixels[0].numpy() * np.float32(SCALE)
            tile.presence[[index for index in range(len(part)) if index not in here]] = 0.0

        rows, columns = (
            ((np.arange(count) + 0.5) * span / count).astype(int)
            for count, span in zip(size, is_valid.shape, strict=True)
        )
        nearest = np.ix_(rows, columns)
        tile.is_valid[target] = is_valid[nearest]
        tile.weight[:, *target] = is_valid[nearest]
        if mask is not None:
            tile.weight[:, *target] *= self._mask_weight()[mask[nearest]]
        return self._boxes(tile, chip, place, window)

    def _mask_weight(self) -> np.ndarray:
        """Return float32 (256,): what background counts by the code of a mask."""
        weight = np.ones(256, np.float32)
        for index, kind in enumerate(self.class_of):
            if kind < 0:
                weight[index + 1] = self.options.other_ground_weight
        weight[UNLABELLED] = 0.0
        return weight

    def _boxes(
        self, tile: BoxTile, chip: Chip, place: Rectangle, window: Rectangle
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return a chip's boxes in the tile; what is cut too far becomes unknown ground."""
        rows = self.chips.boxes(chip)
        left, top, right, bottom = window
        scale = np.array([(place[2] - place[0]) / (right - left), (place[3] - place[1]) / (bottom - top)] * 2)
        moved = (rows[:, 1:] - np.array([left, top] * 2)) * scale + np.array(place[:2] * 2)
        seen = np.clip(moved, place[:2] * 2, place[2:] * 2)
        area, sides = (moved[:, 2:] - moved[:, :2]).prod(axis=1), seen[:, 2:] - seen[:, :2]
        is_seen = (sides > 0).all(axis=1)
        is_kept = (
            is_seen
            & (sides.prod(axis=1) >= self.options.least_visible * area)
            & (sides.min(axis=1, initial=np.inf) >= self.options.least_side)
        )
        kinds = np.array([self.class_of[int(row[0])] for row in rows], np.int64)
        for x0, y0, x1, y1 in seen[is_seen & ~is_kept]:
            tile.weight[:, int(y0) : int(np.ceil(y1)), int(x0) : int(np.ceil(x1))] = 0.0
        is_kept &= kinds >= 0
        return seen[is_kept].astype(np.float32), kinds[is_kept]


def channels_of(dataset: Dataset, bands: Sequence[str] | None) -> tuple[int, ...]:
    """Return which of the twelve bands some chip has, those that a recipe names alone where it names any."""
    there = {name for chip in dataset.chips for name in chip.bands}
    wanted = there if bands is None else there & set(bands)
    return tuple(index for index, name in enumerate(PACK_BANDS) if name in wanted)


def turned(tile: BoxTile, draw: int) -> BoxTile:
    """Return a tile turned by quarter turns against the clock, then flipped left to right.

    Args:
        draw: 0 to 7: the quarter turns, and 4 more for the flip.
    """
    side = tile.is_valid.shape[-1]
    x0, y0, x1, y1 = tile.boxes.T
    for _ in range(draw % 4):
        x0, y0, x1, y1 = y0, side - x1, y1, side - x0
    if draw >= 4:
        x0, x1 = side - x1, side - x0

    def image(values: np.ndarray) -> np.ndarray:
        values = np.rot90(values, draw % 4, axes=(-2, -1))
        return values[..., ::-1] if draw >= 4 else values

    return BoxTile(
        image(tile.reflectance), tile.presence, image(tile.is_valid), image(tile.weight),
        np.stack([x0, y0, x1, y1], axis=1), tile.classes,
    )  # fmt: skip
