"""Chips alone in their mirror images: a detector that needs seams is found out."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs torch, which is not installed")
from trainer.data.samples import Chips
from trainer.evaluation.mirrored_chips import mirrored_figures, mirrored_scores
from trainer.evaluation.site_finders import FoundSites


def chips_of(values: np.ndarray, is_mine: np.ndarray) -> Chips:
    count = len(values)
    return Chips(
        values, ("B04", "B03", "B02"), 0.001, "rgb_chips", np.where(is_mine, "mine", "no_mine"),
        np.full(count, "here"), np.full(count, "group"), np.zeros((count, 2), np.float32),
    )  # fmt: skip


def found(score: float) -> FoundSites:
    return FoundSites(
        np.array([[0, 0, 9, 9]], np.float32), np.array([score], np.float32), np.array(["artisanal"])
    )


def test_chips_go_on_around_themselves_in_the_bands_of_the_pack():
    values = np.random.default_rng(0).integers(1, 200, (1, 3, 48, 48)).astype(np.uint8)
    seen = []

    def find(image):
        seen.append(image.reflectance)
        return found(0.5)

    mirrored_scores(find, chips_of(values, np.array([True])))
    image = seen[0]
    assert image.shape == (3, 128, 128)
    np.testing.assert_allclose(image[2, 40:88, 40:88], values[0, 0] * 0.001, rtol=1e-6)
    np.testing.assert_allclose(image[:, 40:80], image[:, 39::-1][:, :40], rtol=1e-6)


def test_a_detector_of_bright_ground_tells_mines_and_one_of_nothing_does_not():
    is_mine = np.arange(20) < 5
    values = np.broadcast_to(np.where(is_mine, 200, 50)[:, None, None, None], (20, 3, 48, 48)).astype(
        np.uint8
    )
    chips = chips_of(values, is_mine)
    assert mirrored_figures(lambda image: found(float(image.reflectance.mean())), chips).roc_auc == 1.0
    blind = mirrored_figures(lambda image: found(0.1), chips)
    assert blind.roc_auc == 0.5
    assert blind.average_precision == pytest.approx(0.25)
    assert np.isnan(mirrored_figures(lambda image: found(0.1), chips.take(is_mine)).roc_auc)
