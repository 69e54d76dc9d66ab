"""Entropy, contrast and blur against what can be said by hand, and counts that ignore nodata."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from tests.trainer.exploring.conftest import patchy, pixels_of
from trainer.exploring.histograms import RunningHistograms
from trainer.exploring.quality import GREY_LEVELS, measure_chip


def flat(value: float) -> np.ndarray:
    return np.full((12, 32, 32), value, np.float32)


def test_flat_and_empty_chips_have_no_entropy_contrast_or_edges():
    for pixels in (pixels_of(flat(0.2)), pixels_of(flat(0), np.zeros((32, 32), bool))):
        quality = measure_chip(pixels)
        assert (quality.entropy, quality.blur) == (0, 0)
        assert quality.contrast == pytest.approx(0, abs=1e-6)


def test_four_equal_parts_of_different_grey_have_two_bits():
    image = flat(0.1)
    image[:, :16, 16:], image[:, 16:, :16], image[:, 16:, 16:] = 0.2, 0.3, 0.9
    assert measure_chip(pixels_of(image)).entropy == pytest.approx(2)


def test_bright_ground_is_not_taken_for_an_empty_chip():
    levels = np.linspace(0.5, 0.9, 32 * 32, dtype=np.float32).reshape(32, 32)
    assert measure_chip(pixels_of(np.tile(levels, (12, 1, 1)))).entropy > 8


def test_contrast_is_the_spread_of_valid_reflectance():
    image, is_valid = flat(0.1), np.ones((32, 32), bool)
    image[:, :16] = 0.3
    is_valid[:, 24:] = False
    image[:, :, 24:] = 0
    quality = measure_chip(pixels_of(image, is_valid))
    assert quality.contrast == pytest.approx(0.1, rel=1e-4)
    assert quality.valid_share == 0.75


def test_blurring_lowers_the_variance_of_the_laplacian_and_an_edge_of_nodata_does_not_raise_it():
    sharp = patchy(1)
    soft = ndimage.gaussian_filter(sharp, (0, 2, 2))
    assert measure_chip(pixels_of(soft)).blur < measure_chip(pixels_of(sharp)).blur / 5
    image, is_valid = flat(0.3), np.ones((32, 32), bool)
    is_valid[:, 20:] = False
    image[:, :, 20:] = 0
    assert measure_chip(pixels_of(image, is_valid)).blur == pytest.approx(0, abs=1e-6)


def test_variance_of_the_laplacian_is_that_of_its_kernel():
    sharp = patchy(2)
    grey = sharp[1:4].mean(axis=0) * GREY_LEVELS
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    expected = ndimage.convolve(grey, kernel)[1:-1, 1:-1].var()
    assert measure_chip(pixels_of(sharp)).blur == pytest.approx(expected, rel=1e-3)


def test_running_histograms_equal_one_histogram_of_all():
    generator = np.random.default_rng(0)
    parts = [generator.uniform(0, 1, (2, 50)) for _ in range(3)]
    histograms = RunningHistograms(("a", "b", "c"), 0, 1, 20)
    for part in parts:
        histograms.add(("c", "a"), part, {"all": None, "low": part[0] < 0.5})
    values = np.concatenate(parts, axis=1)
    expected, _ = np.histogram(values[0], 20, (0, 1))
    assert histograms.of("c")["all"].tolist() == expected.tolist()
    assert histograms.of("c")["low"].sum() == (values[0] < 0.5).sum()
    assert histograms.of("b") == {}
    assert histograms.quantile("a", 0.5) == pytest.approx(np.median(values[1]), abs=0.06)
