"""Makes a small data set folder: bright squares on dark ground are mines. Learnable in seconds, true by design."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rasterio.crs import CRS
from rasterio.transform import from_origin

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data.dataset import Chip, Dataset, open_dataset, write_index
from trainer.data.dataset_writer import write_chip

CLASSES = ("background", "open_pit", "tailings")
SPLIT_OF_PLACE = ("train", "train", "train", "train", "train", "val", "test")


def make_dataset(
    folder: Path, per_place: int = 4, size: int = 64, bands: tuple[str, ...] = PACK_BANDS, seed: int = 0
) -> Dataset:
    """Write and open a data set: seven places (five to train, one val, one test), half of the chips with a mine.

    An ``open_pit`` is bright in all bands, ``tailings`` only in the visible ones. Tags are ``mine`` and the class.
    """
    generator = np.random.default_rng(seed)
    chips = []
    for place, split in enumerate(SPLIT_OF_PLACE):
        for number in range(per_place):
            code = 0 if number % 2 else 1 + (number // 2 + place) % 2
            chip = _write(folder, f"p{place}_{number}", place, split, code, size, bands, generator)
            chips.append(chip)
    draft = Dataset(
        folder, "made", CLASSES, ("mine", "open_pit", "tailings"),
        ({"name": "made", "source": "tests/trainer/made_dataset.py", "license": "GPL-3.0-or-later"},), tuple(chips), {},
    )  # fmt: skip
    write_index(draft)
    return open_dataset(folder)


def _write(
    folder: Path, name: str, place: int, split: str, code: int, size: int, bands: tuple[str, ...],
    generator: np.random.Generator,
) -> Chip:  # fmt: skip
    reflectance = generator.normal(0.12, 0.02, (12, size, size)).astype(np.float32).clip(0.01, 1)
    mask = np.zeros((size, size), np.uint8)
    boxes = np.zeros((0, 5), np.float32)
    if code:
        side = int(generator.integers(size // 4, size // 2))
        top, left = (int(value) for value in generator.integers(0, size - side, 2))
        inside = (slice(top, top + side), slice(left, left + side))
        mask[inside] = code
        reflectance[(slice(0, 12 if code == 1 else 4), *inside)] += 0.25
        boxes = np.array([[code - 1, left, top, left + side, top + side]], np.float32)
    lon, lat = 20.0 + 2 * place, -5.0 + 0.01 * float(generator.random())
    chip = Chip(
        id=name, split=split, place=f"place{place}", region="north" if place % 2 else "south", source="made",
        date="2023-06-01" if place % 3 else "2022-06-01", lon=lon, lat=lat, width=size, height=size, resolution_m=10.0,
        bands=bands, tags=("mine", CLASSES[code]) if code else (), origin="site" if code else "empty", has_mask=True,
    )  # fmt: skip
    transform = from_origin(500_000 + 10_000 * place, 9_400_000, 10, 10)
    write_chip(
        folder, chip, reflectance, np.ones((size, size), bool), mask, boxes, CRS.from_epsg(32735), transform
    )
    return chip
