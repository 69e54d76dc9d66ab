"""A made data set, and ways to add chips that are wrong in known ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pytest

from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import Chip, ChipPixels, Dataset, open_dataset, write_index
from trainer.data.dataset_writer import write_chip

matplotlib.use("Agg")


def add_chip(
    dataset: Dataset, chip: Chip, reflectance: np.ndarray, is_valid: np.ndarray | None = None
) -> Dataset:
    """Return the data set with one chip more, without mask; reflectance: float32 (12, height, width)."""
    chip = replace(chip, has_mask=False)
    valid = np.ones(reflectance.shape[1:], bool) if is_valid is None else is_valid
    write_chip(dataset.folder, chip, reflectance, valid)
    write_index(replace(dataset, chips=(*dataset.chips, chip)))
    return open_dataset(dataset.folder)


def patchy(seed: int, size: int = 64, blocks: int = 8) -> np.ndarray:
    """Return reflectance, float32 (12, size, size), of patches that no other seed has."""
    coarse = np.random.default_rng(seed).uniform(0.05, 0.4, (12, blocks, blocks))
    return np.repeat(np.repeat(coarse, size // blocks, 1), size // blocks, 2).astype(np.float32)


def pixels_of(reflectance: np.ndarray, is_valid: np.ndarray | None = None) -> ChipPixels:
    """Return what a chip's files would hold, with all bands and without mask."""
    valid = np.ones(reflectance.shape[1:], bool) if is_valid is None else is_valid
    return ChipPixels(reflectance, np.ones(12, np.float32), valid, None)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """A made data set of 14 chips with three bands: fewer plots than with twelve."""
    return make_dataset(tmp_path / "data", per_place=2, bands=("B02", "B03", "B04"))
