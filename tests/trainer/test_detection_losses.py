"""The detector's assignment and losses, on cases made by hand and against other ways of computing them."""

from __future__ import annotations

import math

import pytest

torch = pytest.importorskip("torch", reason="needs torch, which is not installed")
from torchvision.ops import box_iou, complete_box_iou  # noqa: E402

from trainer.losses.detection import (  # noqa: E402
    LossWeights,
    assign,
    complete_iou,
    detection_loss,
    distribution_focal_loss,
    paired_iou,
)


def made_boxes(count: int, seed: int):
    generator = torch.Generator().manual_seed(seed)
    corner = torch.rand(count, 2, generator=generator) * 40
    return torch.cat([corner, corner + 1 + torch.rand(count, 2, generator=generator) * 30], dim=1)


def grid_anchors(side: int, stride: int):
    points = (torch.arange(side // stride) + 0.5) * stride
    y, x = torch.meshgrid(points, points, indexing="ij")
    return torch.stack([x.flatten(), y.flatten()], dim=1)


def test_overlaps_agree_with_torchvision():
    first, second = made_boxes(50, 0), made_boxes(50, 1)
    torch.testing.assert_close(paired_iou(first, second), box_iou(first, second).diagonal())
    torch.testing.assert_close(
        complete_iou(first, second), complete_box_iou(first, second).diagonal(), atol=1e-5, rtol=1e-4
    )


def test_complete_iou_of_the_same_box_is_one():
    boxes = made_boxes(5, 2)
    torch.testing.assert_close(complete_iou(boxes, boxes), torch.ones(5))


def test_distribution_focal_loss_is_cross_entropy_with_the_two_bins_around():
    logits = torch.randn(3, 4, 8, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    wanted = torch.tensor(
        [[0.0, 1.25, 5.5, 6.9], [2.0, 3.75, 0.1, 4.0], [6.5, 6.0, 1.0, 2.2]], dtype=torch.float64
    )
    losses = distribution_focal_loss(logits, wanted)
    for row in range(3):
        for side in range(4):
            soft = torch.zeros(8, dtype=torch.float64)
            below = math.floor(wanted[row, side])
            soft[below] = 1 - (wanted[row, side] - below)
            soft[below + 1] = wanted[row, side] - below
            expected = torch.nn.functional.cross_entropy(logits[row, side][None], soft[None])
            assert losses[row, side].item() == pytest.approx(expected.item())


def test_distance_beyond_the_last_bin_is_learnt_as_the_last():
    logits = torch.zeros(1, 4, 8)
    logits[..., 7] = 20.0
    assert distribution_focal_loss(logits, torch.full((1, 4), 99.0)).max() < 0.1


def test_only_anchors_in_a_box_are_assigned_to_it():
    anchors = grid_anchors(64, 8)
    wanted = torch.tensor([[8.0, 8.0, 32.0, 32.0]])
    boxes = wanted.expand(len(anchors), -1)
    result = assign(
        torch.full((len(anchors), 1), 0.5), boxes, anchors, wanted, torch.zeros(1, dtype=torch.long),
        LossWeights(anchors_per_box=99),
    )  # fmt: skip
    is_inside = ((anchors > 8) & (anchors < 32)).all(1)
    assert torch.equal(result.target >= 0, is_inside)
    torch.testing.assert_close(result.alignment, is_inside.float())


def test_best_aligned_anchors_win_and_the_best_is_asked_for_its_overlap():
    anchors = torch.tensor([[10.0, 10.0], [12.0, 10.0], [14.0, 10.0]])
    wanted = torch.tensor([[0.0, 0.0, 20.0, 20.0]])
    boxes = torch.tensor([[0.0, 0.0, 20.0, 16.0], [0.0, 0.0, 20.0, 10.0], [0.0, 0.0, 20.0, 12.0]])
    scores = torch.tensor([[0.2], [0.9], [0.2]])
    weights = LossWeights(anchors_per_box=2, score_power=1.0, overlap_power=6.0)
    result = assign(scores, boxes, anchors, wanted, torch.zeros(1, dtype=torch.long), weights)
    # Alignment by hand: 0.2 * 0.8^6 = 0.052, 0.9 * 0.5^6 = 0.014, 0.2 * 0.6^6 = 0.0093.
    assert result.target.tolist() == [0, 0, -1]
    assert result.alignment[0].item() == pytest.approx(0.8)
    assert result.alignment[1].item() == pytest.approx(0.8 * (0.9 * 0.5**6) / (0.2 * 0.8**6))


def test_anchor_in_two_boxes_goes_to_the_one_it_overlaps_most():
    anchors = torch.tensor([[15.0, 15.0]])
    wanted = torch.tensor([[0.0, 0.0, 60.0, 60.0], [10.0, 10.0, 20.0, 20.0]])
    boxes = torch.tensor([[9.0, 9.0, 21.0, 21.0]])
    result = assign(torch.ones(1, 1), boxes, anchors, wanted, torch.zeros(2, dtype=torch.long), LossWeights())
    assert result.target.tolist() == [1]


def test_box_that_no_prediction_overlaps_still_gets_anchors():
    anchors = grid_anchors(32, 8)
    wanted = torch.tensor([[0.0, 0.0, 16.0, 16.0]])
    boxes = torch.tensor([[100.0, 100.0, 101.0, 101.0]]).expand(len(anchors), -1)
    result = assign(
        torch.full((len(anchors), 1), 0.01),
        boxes,
        anchors,
        wanted,
        torch.zeros(1, dtype=torch.long),
        LossWeights(),
    )
    assert (result.target == 0).sum() == 4


def test_image_without_boxes_is_all_background():
    anchors = grid_anchors(32, 8)
    result = assign(
        torch.ones(len(anchors), 2), torch.zeros(len(anchors), 4), anchors, torch.zeros(0, 4),
        torch.zeros(0, dtype=torch.long), LossWeights(),
    )  # fmt: skip
    assert (result.target == -1).all() and (result.alignment == 0).all()


def loss_of(logits, weight):
    """The loss of one image of 32 x 32 without boxes."""
    anchors = grid_anchors(32, 8)
    count = len(anchors)
    return detection_loss(
        logits, torch.zeros(1, count, 4, 8), torch.zeros(1, count, 4), anchors, torch.full((count,), 8.0),
        [torch.zeros(0, 4)], [torch.zeros(0, dtype=torch.long)], weight, LossWeights(),
    )  # fmt: skip


def test_unknown_ground_does_not_count_as_background():
    logits = torch.zeros(1, 16, 2)
    known = torch.ones(1, 16, 2)
    half = known.clone()
    half[:, :, 1] = 0.0
    assert loss_of(logits, known)["detection"] > 0
    assert loss_of(logits, half)["scores"].item() == pytest.approx(
        loss_of(logits, known)["scores"].item() / 2
    )
    assert loss_of(logits, torch.zeros_like(known))["detection"] == 0


def test_perfect_prediction_has_hardly_any_loss():
    anchors = grid_anchors(32, 8)
    wanted = torch.tensor([[4.0, 4.0, 28.0, 28.0]])
    is_inside = ((anchors > 4) & (anchors < 28)).all(1)
    logits = torch.where(is_inside, 12.0, -12.0)[None, :, None]
    sides = torch.cat([anchors - wanted[:, :2], wanted[:, 2:] - anchors], dim=1) / 8
    distances = torch.full((1, 16, 4, 8), -30.0)
    below = sides.clamp(0, 6).floor().long()
    share = (sides - below).clamp(1e-9, 1 - 1e-9)
    distances[0].scatter_(-1, below[..., None], (1 - share).log()[..., None])
    distances[0].scatter_(-1, below[..., None] + 1, share.log()[..., None])
    losses = detection_loss(
        logits, distances, wanted.expand(1, 16, 4), anchors, torch.full((16,), 8.0), [wanted],
        [torch.zeros(1, dtype=torch.long)], torch.ones(1, 16, 1), LossWeights(anchors_per_box=99),
    )  # fmt: skip
    assert losses["scores"] < 1e-3
    assert losses["box"].abs() < 1e-5
    entropy = -(share * share.log() + (1 - share) * (1 - share).log())[is_inside].mean()
    assert losses["distribution"].item() == pytest.approx(entropy.item(), abs=1e-4)
