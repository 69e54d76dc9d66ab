"""The one pass over a data set: each chip is read once, and only measures, counts and a few pictures stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.indices import available_indices, compute_index
from trainer.data.dataset import Chip, ChipPixels, ChipSkipper, Dataset

from .histograms import RunningHistograms
from .labels import chip_labels, mask_classes
from .quality import ChipQuality, measure_chip

#: Indices that are ratios and have no upper end, and those between -1 and 1.
RATIOS = ("FMI", "IRON_OXIDE")
DIFFERENCES = ("NDVI", "NDWI", "MNDWI", "BSI", "NBR")
#: MSI is the same ratio as FMI (SWIR1 / NIR): it is computed and drawn once, under both names.
SAME_INDEX = {"MSI": "FMI"}
#: Pictures that are kept for each label, and their largest side in pixels.
PICTURES_PER_LABEL = 3
PICTURE_SIDE = 112


@dataclass(frozen=True)
class ChipMeasures:
    """What is known of a chip after the pass."""

    chip: Chip
    labels: tuple[str, ...]
    quality: ChipQuality


@dataclass(frozen=True)
class Picture:
    """A chip as it is drawn.

    Attributes:
        chip: its row of the index.
        reflectance: float32 (12, height, width), 0-1, at most ``PICTURE_SIDE`` pixels a side.
        presence: float32 (12,), 1 where a band is there.
    """

    chip: Chip
    reflectance: np.ndarray
    presence: np.ndarray

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands that are there."""
        return tuple(name for name, present in zip(PACK_BANDS, self.presence, strict=True) if present)


@dataclass
class PixelCounts:
    """Pixels counted under one grouping (the chips' labels, or the masks' classes).

    Attributes:
        bands: histograms of reflectance, 0-1.
        differences, ratios: histograms of the indices.
        pixels: valid pixels by label.
    """

    bands: RunningHistograms = field(default_factory=lambda: RunningHistograms(PACK_BANDS, 0, 1, 500))
    differences: RunningHistograms = field(default_factory=lambda: RunningHistograms(DIFFERENCES, -1, 1, 200))
    ratios: RunningHistograms = field(default_factory=lambda: RunningHistograms(RATIOS, 0, 4, 400))
    pixels: dict[str, int] = field(default_factory=dict)

    def histograms_of(self, index: str) -> RunningHistograms:
        """Return the histograms that hold an index."""
        return self.ratios if index in RATIOS else self.differences


@dataclass(frozen=True)
class Scan:
    """The result of the pass.

    Attributes:
        measures: of every chip that was read, in the order of the index.
        by_label: pixel counts by the chips' labels.
        by_class: pixel counts by the classes of the masks; empty without masks.
        pictures: a seeded choice of chips by label.
        unreadable: message by chip id.
        left_out: chips that were not read because of a cap on their number.
    """

    measures: list[ChipMeasures]
    by_label: PixelCounts
    by_class: PixelCounts
    pictures: dict[str, list[Picture]]
    unreadable: dict[str, str]
    left_out: int


def choose_chips(dataset: Dataset, sample: int | None, seed: int) -> list[Chip]:
    """Return the chips to read, in the order of the index: all, or ``sample`` of them chosen at random."""
    if sample is None or sample >= len(dataset):
        return list(dataset.chips)
    chosen = np.random.default_rng(seed).choice(len(dataset), sample, replace=False)
    return [dataset.chips[index] for index in np.sort(chosen)]


def scan_dataset(
    dataset: Dataset, chips: Iterable[Chip], seed: int = 0, skipper: ChipSkipper | None = None
) -> Scan:
    """Read chips once and return what the report needs.

    Args:
        dataset: that the chips belong to.
        chips: to read; an iterator that shows progress is welcome.
        seed: of the choice of pictures.
        skipper: reads the chips; a new one without it.

    Raises:
        DataError: ``too_many_unreadable``.
    """
    skipper = skipper or ChipSkipper(dataset)
    measures: list[ChipMeasures] = []
    by_label, by_class = PixelCounts(), PixelCounts()
    chooser = _PictureChooser(seed)
    for chip, pixels in skipper.read_all(chips):
        labels = chip_labels(dataset, chip, pixels.mask)
        measures.append(ChipMeasures(chip, labels, measure_chip(pixels)))
        valid = pixels.is_valid
        _count(by_label, pixels, dict.fromkeys(labels))
        if pixels.mask is not None:
            classes = mask_classes(dataset, pixels.mask)
            _count(by_class, pixels, {name: inside[valid] for name, inside in classes.items()})
        chooser.offer(chip, pixels, labels)
    left_out = len(dataset) - len(measures) - len(skipper.unreadable)
    return Scan(measures, by_label, by_class, chooser.pictures, dict(skipper.unreadable), left_out)


def make_picture(chip: Chip, pixels: ChipPixels) -> Picture:
    """Return a chip shrunk to a picture's size by the mean of blocks."""
    factor = -(-max(pixels.is_valid.shape) // PICTURE_SIDE)
    bands, height, width = pixels.reflectance.shape
    rows, columns = max(1, height // factor), max(1, width // factor)
    cut = pixels.reflectance[:, : rows * factor, : columns * factor]
    blocks = cut.reshape(bands, rows, min(factor, height), columns, min(factor, width))
    return Picture(chip, blocks.mean(axis=(2, 4), dtype=np.float32), pixels.presence)


def _count(counts: PixelCounts, pixels: ChipPixels, pixels_of: dict[str, np.ndarray | None]) -> None:
    """Add a chip's valid pixels to the counts; ``pixels_of`` is bool over the valid pixels, None for all."""
    valid = pixels.is_valid
    present = np.flatnonzero(pixels.presence)
    names = [PACK_BANDS[channel] for channel in present]
    values = pixels.reflectance[present][:, valid]
    counts.bands.add(names, values, pixels_of)
    for label, chosen in pixels_of.items():
        found = int(valid.sum()) if chosen is None else int(chosen.sum())
        counts.pixels[label] = counts.pixels.get(label, 0) + found
    for index in available_indices(names):
        if index not in SAME_INDEX:
            row = compute_index(index, values[:, None, :], names)
            counts.histograms_of(index).add([index], row, pixels_of)


class _PictureChooser:
    """Keeps a few chips of each label, each with the same chance (reservoir sampling, Vitter 1985)."""

    def __init__(self, seed: int) -> None:
        self.pictures: dict[str, list[Picture]] = {}
        self._seen: dict[str, int] = {}
        self._generator = np.random.default_rng(seed)

    def offer(self, chip: Chip, pixels: ChipPixels, labels: tuple[str, ...]) -> None:
        for label in labels:
            kept = self.pictures.setdefault(label, [])
            seen = self._seen[label] = self._seen.get(label, 0) + 1
            slot = len(kept) if len(kept) < PICTURES_PER_LABEL else int(self._generator.integers(seen))
            if slot < PICTURES_PER_LABEL:
                kept[slot : slot + 1] = [make_picture(chip, pixels)]
