"""The matches that intervals are made from give torchmetrics' average precision, also of repeated images."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.data.dataset import UNLABELLED
from trainer.evaluation.detection import LabelledBoxes, Matches, average_precisions, match_boxes


def random_images(count, void_share, seed=0):
    generator = np.random.default_rng(seed)
    wanted, found = [], []
    for _ in range(count):
        corners = generator.uniform(0, 200, (generator.integers(0, 6), 2))
        boxes = np.concatenate([corners, corners + generator.uniform(5, 80, corners.shape)], axis=1)
        labels = generator.integers(1, 3, len(boxes))
        labels[generator.random(len(boxes)) < void_share] = UNLABELLED
        wanted.append(LabelledBoxes(boxes.astype(np.float32), labels, np.ones(len(boxes), np.float32)))
        near = boxes + generator.uniform(-2.4, 2.4, boxes.shape)
        stray = generator.uniform(0, 200, (generator.integers(0, 8), 2))
        stray = np.concatenate([stray, stray + generator.uniform(5, 80, stray.shape)], axis=1)
        guesses = np.concatenate([near, stray])
        kinds = np.concatenate([labels, generator.integers(1, 3, len(stray))])
        kinds[kinds == UNLABELLED] = 1
        scores = generator.random(len(guesses))
        found.append(LabelledBoxes(guesses.astype(np.float32), kinds.astype(int), scores.astype(np.float32)))
    return found, wanted


@pytest.mark.parametrize("label", [None, 1, 2])
@pytest.mark.parametrize("void_share", [0.0, 0.3])
def test_matches_give_the_average_precision_of_torchmetrics(label, void_share):
    found, wanted = random_images(30, void_share)
    ap50, ap50_95 = average_precisions(found, wanted, label)
    by_iou = Matches(found, wanted, label).average_precisions(np.ones(30))
    assert 0.05 < ap50 < 0.95
    assert (by_iou[0], by_iou.mean()) == pytest.approx((ap50, ap50_95), abs=2e-4)


def test_weight_counts_an_image_as_often_as_it_says():
    found, wanted = random_images(12, 0.0, seed=3)
    weights = np.array([0, 2, 1, 3, 0, 1, 1, 2, 0, 1, 4, 1])
    repeated = [
        [image for image, n in zip(s, weights, strict=True) for _ in range(n)] for s in (found, wanted)
    ]
    by_iou = Matches(found, wanted, None).average_precisions(weights.astype(float))
    assert (by_iou[0], by_iou.mean()) == pytest.approx(average_precisions(*repeated, None), abs=2e-4)


def test_wanted_box_is_given_once_to_the_better_box():
    box = np.array([[0, 0, 10, 10]])
    right, ignored = match_boxes(np.repeat(box, 2, axis=0), box, np.zeros((0, 4)))
    assert right[:, 0].all() and not right[:, 1].any() and not ignored.any()


def test_without_a_wanted_box_there_is_no_figure():
    found, _ = random_images(3, 0.0)
    nothing = [LabelledBoxes(np.zeros((0, 4), np.float32), np.zeros(0, int), np.zeros(0, np.float32))] * 3
    assert np.isnan(average_precisions(found, nothing, None)).all()
    assert np.isnan(Matches(found, nothing, None).average_precisions(np.ones(3))).all()
