"""Average precision on cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("pycocotools", reason="needs pycocotools, which is not installed")
from trainer.average_precision import ImageBoxes, box_figures

ONE = np.array([[10, 10, 50, 50]], np.float32)
OTHER = np.array([[100, 100, 300, 300]], np.float32)


def image(wanted, found, scores) -> ImageBoxes:
    return ImageBoxes(wanted, np.reshape(found, (-1, 4)).astype(np.float32), np.array(scores, np.float32))


def test_perfect_boxes_have_precision_one():
    figures = box_figures([image(ONE, ONE, [0.4]), image(OTHER, OTHER, [0.9])])
    assert (figures.ap50, figures.ap50_95, figures.recall50) == pytest.approx((1, 1, 1))
    assert figures.count_by_size == {"small": 0, "medium": 1, "large": 1}
    assert figures.recall50_by_size["large"] == 1.0 and np.isnan(figures.recall50_by_size["small"])
    assert figures.best_threshold == pytest.approx(0.4)


def test_one_of_two_found_gives_half():
    figures = box_figures([image(ONE, ONE, [0.8]), image(OTHER, [], [])])
    assert figures.ap50 == pytest.approx(51 / 101)
    assert figures.recall50 == 0.5
    assert figures.best_f1 == pytest.approx(2 / 3, abs=0.01)


def test_false_alarm_with_a_better_score_halves_the_precision():
    wrong = [200.0, 10.0, 240.0, 50.0]
    figures = box_figures([image(ONE, [wrong, ONE[0]], [0.9, 0.5])])
    assert figures.ap50 == pytest.approx(0.5)
    assert figures.best_threshold == pytest.approx(0.5)


def test_box_that_overlaps_too_little_is_no_find():
    shifted = ONE + np.array([20, 0, 20, 0], np.float32)
    assert box_figures([image(ONE, shifted, [0.9])]).ap50 == 0.0
    assert box_figures([image(ONE, ONE + 1, [0.9])]).ap50 == pytest.approx(1)
    assert box_figures([image(ONE, ONE + 1, [0.9])]).ap50_95 == pytest.approx(0.9, abs=0.11)


def test_nothing_wanted_and_nothing_found_are_told_apart():
    nothing = np.zeros((0, 4), np.float32)
    assert np.isnan(box_figures([image(nothing, ONE, [0.5])]).ap50)
    assert box_figures([image(ONE, [], [])]).ap50 == 0.0
