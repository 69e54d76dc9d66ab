"""Bands guessed from RGB: near the truth where RGB tells it, and never a change to RGB itself."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the train extra")

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data.missing_bands import fit_band_guess

RED, GREEN, INFRARED = (PACK_BANDS.index(name) for name in ("B04", "B03", "B08"))
RGB = [PACK_BANDS.index(name) for name in ("B04", "B03", "B02")]


def vegetation_and_soil(count: int, seed: int) -> np.ndarray:
    """Return images (count, 12, 24, 24), half of each dark green and bright in the infrared, half red soil."""
    generator = np.random.default_rng(seed)
    images = np.full((count, 12, 24, 24), 0.1, np.float32)
    is_soil = np.zeros((24, 24), bool)
    is_soil[:, 12:] = True
    images[:, RED] = np.where(is_soil, 0.2, 0.04)
    images[:, GREEN] = np.where(is_soil, 0.12, 0.07)
    images[:, INFRARED] = np.where(is_soil, 0.24, 0.35)
    return images + generator.normal(0, 0.003, images.shape).astype(np.float32)


def test_infrared_that_colour_tells_is_guessed_within_its_chance_error():
    presence = np.zeros(12, np.float32)
    presence[[*RGB, INFRARED]] = 1
    guess = fit_band_guess([(vegetation_and_soil(8, 0), presence)], steps=150)
    image = vegetation_and_soil(1, 1)[0]
    known = np.where(np.isin(np.arange(12), RGB)[:, None, None], image, 0).astype(np.float32)
    guesses = [guess.fill(known, np.random.default_rng(seed)) for seed in range(30)]
    mean = np.mean([guessed[INFRARED] for guessed in guesses], axis=0)
    assert mean[:, :10].mean() == pytest.approx(0.35, rel=0.15)
    assert mean[:, 14:].mean() == pytest.approx(0.24, rel=0.15)


def test_red_green_and_blue_stay_and_all_guesses_are_reflectance():
    guess = fit_band_guess([(vegetation_and_soil(2, 0), np.ones(12, np.float32))], steps=5)
    wild = np.random.default_rng(2).random((12, 16, 16), dtype=np.float32) * 2
    filled = guess.fill(wild, np.random.default_rng(0))
    assert np.array_equal(filled[RGB], wild[RGB])
    others = np.delete(filled, RGB, axis=0)
    assert np.isfinite(others).all() and others.min() >= 0 and others.max() <= 1.2
