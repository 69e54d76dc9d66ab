"""Batches of a detector's training tiles, made in worker processes where asked for.

A worker does all that costs time: reading, cutting, resampling, turning, jitter, normalising. What it hands over
holds only the bands that the data set has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Generator, Tensor
from torch.utils.data import DataLoader
from torch.utils.data import Dataset as TorchDataset

from mining_detector_plugin.engine.bands import PACK_BANDS

from .augment import Jitter, drop_bands, jitter_radiometry
from .box_tiles import BoxTile, BoxTileMaker
from .dataset import Chip
from .normalisation import MEAN, STDDEV
from .sources import DataError


@dataclass(frozen=True)
class TileBatch:
    """Tiles of one batch, normalised.

    Attributes:
        bands: float32 (batch, channels, side, side). presence: float32 (batch, channels).
        weight: float32 (batch, classes, side, side), see ``BoxTile``.
        boxes, classes: for each tile float32 (n, 4) and int64 (n,).
        ids: of each tile's first chip.
        unreadable: chips that could not be read, with a message.
    """

    bands: Tensor
    presence: Tensor
    weight: Tensor
    boxes: list[Tensor]
    classes: list[Tensor]
    ids: list[str]
    unreadable: list[tuple[str, str]]


@dataclass(frozen=True)
class BatchOptions:
    """How batches are made.

    Attributes:
        sides: of tiles in pixels; each batch draws one.
        jitter: of radiometry.
        rgb_share, keep_share: see ``augment.drop_bands``.
    """

    sides: tuple[int, ...]
    jitter: Jitter
    rgb_share: float
    keep_share: float


class TileBatches(TorchDataset):
    """An epoch's batches by number; the same for the same seed.

    Args:
        maker: of the tiles.
        drawn: the chips that tiles show, in order.
        batch_size: tiles of a batch.
        options: how.
        seed: of all that is drawn.
    """

    def __init__(
        self, maker: BoxTileMaker, drawn: Sequence[Chip], batch_size: int, options: BatchOptions, seed: Sequence[int]
    ) -> None:  # fmt: skip
        self.maker = maker
        self.drawn, self.batch_size, self.options, self.seed = tuple(drawn), batch_size, options, tuple(seed)

    def __len__(self) -> int:
        return len(self.drawn) // self.batch_size

    def __getitem__(self, number: int) -> TileBatch:
        generator = np.random.default_rng([*self.seed, number])
        side = int(generator.choice(self.options.sides))
        unreadable: list[tuple[str, str]] = []
        tiles, ids = [], []
        for chip in self.drawn[number * self.batch_size : (number + 1) * self.batch_size]:
            tile, shown = self._tile(chip, side, generator, unreadable)
            tiles.append(tile)
            ids.append(shown.id)
        chance = Generator().manual_seed(int(generator.integers(2**31)))
        bands, presence = self._normalised(tiles, chance)
        return TileBatch(
            bands, presence, _stacked(tiles, "weight"), [torch.from_numpy(tile.boxes.copy()) for tile in tiles],
            [torch.from_numpy(tile.classes) for tile in tiles], ids, unreadable,
        )  # fmt: skip

    def _tile(
        self, chip: Chip, side: int, generator: np.random.Generator, unreadable: list[tuple[str, str]]
    ) -> tuple[BoxTile, Chip]:
        """Return a tile of a chip and three others; where one can't be read, of others that can."""
        for _ in range(len(self.drawn)):
            others = [self.drawn[int(index)] for index in generator.integers(0, len(self.drawn), 3)]
            try:
                return self.maker.draw(chip, others, side, generator), chip
            except DataError as error:
                broken = next((one for one in (chip, *others) if self._is_of(error, one)), chip)
                unreadable.append((broken.id, error.message))
                if broken == chip:
                    chip = others[0]
        raise DataError(
            "chip_unreadable", unreadable[-1][1], "Build the data set again, or restore its files."
        )

    def _is_of(self, error: DataError, chip: Chip) -> bool:
        dataset = self.maker.chips.dataset
        return any(str(path) in error.message for path in (dataset.image_path(chip), dataset.mask_path(chip)))

    def _normalised(self, tiles: list[BoxTile], chance: Generator) -> tuple[Tensor, Tensor]:
        """Return network input of the tiles' channels: under random skies, without some bands."""
        channels = list(self.maker.channels)
        reflectance = _stacked(tiles, "reflectance")
        jitter_radiometry(reflectance, self.options.jitter, chance, channels, out=reflectance)
        presence = torch.zeros(len(tiles), len(PACK_BANDS))
        presence[:, channels] = _stacked(tiles, "presence")
        presence = drop_bands(presence, chance, self.options.rgb_share, self.options.keep_share)[:, channels]
        mean, stddev = (torch.from_numpy(values)[channels, None, None] for values in (MEAN, STDDEV))
        is_valid = _stacked(tiles, "is_valid")
        for image, factor, valid in zip(
            reflectance, presence[:, :, None, None] / stddev, is_valid, strict=True
        ):
            image.sub_(mean).mul_(factor).mul_(valid)
        return reflectance, presence


def load_batches(
    batches: TileBatches, workers: int, note_unreadable: Callable[[str, str], None]
) -> Iterator[dict[str, Any]]:
    """Yield batches as losses take them: ``bands`` and ``presence`` of all twelve bands, and the rest as it is.

    Args:
        workers: processes that make batches; 0 makes them here.
        note_unreadable: is told id and message of each chip that can't be read.
    """
    channels = list(batches.maker.channels)
    loader: Any = DataLoader(batches, batch_size=None, num_workers=workers)
    for batch in loader:
        for chip_id, message in batch.unreadable:
            note_unreadable(chip_id, message)
        bands, presence = batch.bands, batch.presence
        if len(channels) < len(PACK_BANDS):
            bands = torch.zeros(len(bands), len(PACK_BANDS), *bands.shape[2:])
            presence = torch.zeros(len(bands), len(PACK_BANDS))
            bands[:, channels], presence[:, channels] = batch.bands, batch.presence
        yield {
            "bands": bands, "presence": presence, "weight": batch.weight, "boxes": batch.boxes,
            "classes": batch.classes, "ids": batch.ids,
        }  # fmt: skip


def _stacked(tiles: list[BoxTile], name: str) -> Tensor:
    return torch.from_numpy(np.stack([getattr(tile, name) for tile in tiles]))
