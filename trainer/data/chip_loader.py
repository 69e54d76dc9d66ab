"""Reads chips of a data set folder for training, in worker processes where asked for, and stacks them.

A chip is cut or padded, or scaled, to one size. What can't be read is named, counted and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader
from torch.utils.data import Dataset as TorchDataset

from .dataset import UNLABELLED, Chip, ChipPixels, Dataset, count_unreadable
from .sources import DataError

Fit = Literal["scale", "cut"]


@dataclass(frozen=True)
class RawBatch:
    """Chips of one size, not augmented.

    Attributes:
        chips: rows of the index.
        reflectance: float32 (batch, 12, size, size), 0-1. presence: float32 (batch, 12).
        is_valid: bool (batch, size, size).
        mask: int64 (batch, size, size), ``UNLABELLED`` where unknown; None where no chip has one.
        boxes: per chip float32 (count, 5): class, x0, y0, x1, y1 in pixels of ``size``.
    """

    chips: tuple[Chip, ...]
    reflectance: Tensor
    presence: Tensor
    is_valid: Tensor
    mask: Tensor | None
    boxes: tuple[np.ndarray, ...]


@dataclass
class ChipLoader:
    """Loads chips of one data set.

    Args:
        dataset: where they lie.
        size: side of the result in pixels.
        fit: ``scale`` resamples a chip to the size, ``cut`` takes its centre, or a place drawn at random for
            training, and pads with nodata.
        workers: processes that read beside the training; 0 reads in this one.
    """

    dataset: Dataset
    size: int
    fit: Fit = "scale"
    workers: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)

    def batches(
        self, chips: Sequence[Chip], batch_size: int, seed: Sequence[int] | None = None
    ) -> Iterator[RawBatch]:
        """Yield the chips in order, in batches; the last one may be smaller.

        Args:
            seed: of where chips are cut; None cuts the centre.

        Raises:
            DataError: ``too_many_unreadable``.
        """
        reader = _Reader(self.dataset, tuple(chips), self.size, self.fit, seed)
        loader: Any = DataLoader(reader, batch_size=batch_size, num_workers=self.workers, collate_fn=list)
        for rows in loader:
            read = [row for row in rows if not isinstance(row, tuple)]
            for chip_id, message in (row for row in rows if isinstance(row, tuple)):
                count_unreadable(self.dataset, self.unreadable, chip_id, message)
            if read:
                yield _stack(read)


@dataclass(frozen=True)
class _Row:
    chip: Chip
    pixels: ChipPixels
    boxes: np.ndarray


class _Reader(TorchDataset):
    """Chips by number; what can't be read comes back as (id, message)."""

    def __init__(
        self, dataset: Dataset, chips: tuple[Chip, ...], size: int, fit: Fit, seed: Sequence[int] | None
    ) -> None:
        # The index stays with the caller: workers get only the chips that they read.
        self.dataset = replace(dataset, chips=())
        self.chips, self.size, self.fit, self.seed = chips, size, fit, seed

    def __len__(self) -> int:
        return len(self.chips)

    def __getitem__(self, number: int) -> _Row | tuple[str, str]:
        chip = self.chips[number]
        try:
            pixels, boxes = self.dataset.read(chip), self.dataset.boxes(chip)
        except DataError as error:
            return chip.id, error.message
        if self.fit == "scale":
            return _scaled(_Row(chip, pixels, boxes), self.size)
        chance = None if self.seed is None else np.random.default_rng([*self.seed, number])
        return _cut(_Row(chip, pixels, boxes), self.size, chance)


def _scaled(row: _Row, size: int) -> _Row:
    """Return a chip resampled to a square: bands bilinearly, mask and validity by the nearest pixel."""
    height, width = row.pixels.is_valid.shape
    if (height, width) == (size, size):
        return row
    bands = torch.from_numpy(row.pixels.reflectance)[None]
    is_smaller = size < min(height, width)
    bands = functional.interpolate(
        bands, (size, size), mode="bilinear", align_corners=False, antialias=is_smaller
    )
    rows = ((np.arange(size) + 0.5) * height / size).astype(int)
    columns = ((np.arange(size) + 0.5) * width / size).astype(int)
    nearest = np.ix_(rows, columns)
    mask = None if row.pixels.mask is None else row.pixels.mask[nearest]
    boxes = row.boxes * np.array([1, size / width, size / height, size / width, size / height], np.float32)
    pixels = ChipPixels(bands[0].numpy(), row.pixels.presence, row.pixels.is_valid[nearest], mask)
    return _Row(row.chip, pixels, boxes)


def _cut(row: _Row, size: int, chance: np.random.Generator | None) -> _Row:
    """Return a square window of a chip, padded with nodata where the chip is smaller."""
    height, width = row.pixels.is_valid.shape
    top, left = (
        (side - size) // 2
        if chance is None
        else int(chance.integers(min(0, side - size), max(0, side - size) + 1))
        for side in (height, width)
    )
    source = slice(max(0, top), top + size), slice(max(0, left), left + size)
    target = slice(max(0, -top), max(0, -top) + height), slice(max(0, -left), max(0, -left) + width)

    def window(values: np.ndarray, fill: float) -> np.ndarray:
        result = np.full((*values.shape[:-2], size, size), fill, values.dtype)
        part = values[(..., *source)]
        result[(..., *target)][..., : part.shape[-2], : part.shape[-1]] = part
        return result

    pixels = ChipPixels(
        window(row.pixels.reflectance, 0), row.pixels.presence, window(row.pixels.is_valid, False),
        None if row.pixels.mask is None else window(row.pixels.mask, UNLABELLED),
    )  # fmt: skip
    boxes = row.boxes - np.array([0, left, top, left, top], np.float32)
    boxes[:, 1:] = boxes[:, 1:].clip(0, size)
    kept = (boxes[:, 3] - boxes[:, 1] >= 1) & (boxes[:, 4] - boxes[:, 2] >= 1)
    return _Row(row.chip, pixels, boxes[kept])


def _stack(rows: list[_Row]) -> RawBatch:
    def stacked(name: str) -> Tensor:
        return torch.from_numpy(np.stack([getattr(row.pixels, name) for row in rows]))

    mask = None
    if any(row.pixels.mask is not None for row in rows):
        unknown = np.full(rows[0].pixels.is_valid.shape, UNLABELLED, np.uint8)
        masks = [unknown if row.pixels.mask is None else row.pixels.mask for row in rows]
        mask = torch.from_numpy(np.stack(masks)).long()
    return RawBatch(
        tuple(row.chip for row in rows), stacked("reflectance"), stacked("presence"), stacked("is_valid"), mask,
        tuple(row.boxes for row in rows),
    )  # fmt: skip
