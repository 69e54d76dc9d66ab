"""Crops of labelled scenes: image and target turn together, and whole crops are the scene's own pixels."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the train extra")

from trainer.data.scene_crops import CropSettings, draw_crop  # noqa: E402
from trainer.data.segmentation_targets import BACKGROUND, TAILINGS  # noqa: E402


def scene(size: int = 128) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return values of which the first channel is 1 on tailings and 0 elsewhere, validity and target."""
    target = np.full((size, size), BACKGROUND, np.int16)
    target[40:80, 50:100] = TAILINGS
    values = np.stack([(target == TAILINGS), np.full(target.shape, 0.5)]).astype(np.float16)
    return values, np.ones(target.shape, bool), target


def crops(settings: CropSettings, count: int = 20):
    generator = np.random.default_rng(3)
    return [draw_crop(*scene(), settings, generator) for _ in range(count)]


def test_image_and_target_turn_together():
    for crop in crops(CropSettings(side=64, turned=1.0)):
        assert crop.values.shape == (2, 64, 64)
        agrees = (crop.values[0] > 0.5) == (crop.target == TAILINGS)
        assert agrees.mean() > 0.97  # edges are sampled between pixels
        assert np.allclose(crop.values[1], 0.5, atol=1e-3)


def test_turned_crops_lie_at_other_angles_than_the_scene():
    """A crop of a rectangle along the axes has only whole rows of one class; a turned one has none such edge."""
    crop = next(crop for crop in crops(CropSettings(side=64, turned=1.0)) if 0.2 < crop.target.mean() < 0.8)
    edges = np.abs(np.diff(crop.values[0], axis=0)) > 0.05
    assert len({int(row) for row in np.nonzero(edges)[0]}) > 5


def test_crops_that_are_not_turned_are_the_scenes_own_pixels():
    _, _, target = scene()
    windows = np.lib.stride_tricks.sliding_window_view(target, (64, 64))
    for crop in crops(CropSettings(side=64, turned=0.0), 5):
        assert (windows == crop.target).all(axis=(2, 3)).any()
        assert set(np.unique(crop.values[0])) <= {0.0, 1.0}


def test_crops_on_mines_hold_one_and_the_others_lie_anywhere():
    with_mine, anywhere = (
        np.mean(
            [
                (crop.target == TAILINGS).any()
                for crop in crops(CropSettings(32, turned=0.0, on_mine=share), 60)
            ]
        )
        for share in (1.0, 0.0)
    )
    assert with_mine == 1.0
    assert anywhere < 0.9


def test_a_scene_smaller_than_the_crop_is_mirrored_on():
    values, is_valid, target = scene()
    small = (values[:, 30:90, 40:110], is_valid[30:90, 40:110], target[30:90, 40:110])
    crop = draw_crop(*small, CropSettings(side=96, turned=0.0), np.random.default_rng(0))
    assert crop.target.shape == (96, 96)
    assert (crop.target == TAILINGS).any()
