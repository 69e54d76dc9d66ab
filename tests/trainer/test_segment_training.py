"""The segmenter's network and losses: shapes, gradients, what a tile's far side may change."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the train extra")

from mining_detector_plugin.engine.networks import build_network  # noqa: E402
from trainer.data.samples import Sample  # noqa: E402
from trainer.data.segmentation_targets import (  # noqa: E402
    ARTISANAL,
    BACKGROUND,
    FIRST_BAG,
    FIRST_EMPTY_BAG,
    IGNORED,
    TAILINGS,
)
from trainer.tasks.segment_evaluation import (  # noqa: E402
    fit_thresholds,
    intersection_over_union,
    mapped_classes,
    probabilities,
)
from trainer.tasks.segment_loss import bag_loss, dice_loss, land_cover_loss, pixel_loss  # noqa: E402

SMALL = {
    "encoder": "tu-resnet10t",
    "encoder_arguments": {"channels": [8, 16, 16, 24], "stem_width": 8},
    "decoder_channels": [16, 16, 16, 8],
    "detail_channels": 8,
}


@pytest.fixture
def network():
    torch.manual_seed(0)
    return build_network("segmenter_unet", SMALL)


def test_logits_have_the_size_of_the_input_and_are_finite(network):
    for height, width in ((64, 96), (32, 32)):
        logits = network.eval()(torch.randn(2, 12, height, width), torch.ones(2, 12))
        assert logits.shape == (2, 5, height, width)
        assert torch.isfinite(logits).all()


def test_shifted_logits_differ_by_the_shift_alone(network):
    bands, presence = torch.randn(1, 12, 64, 64), torch.ones(1, 12)
    offsets = [0.0, 0.5, -1.0, 2.0, 0.0]
    before = network.eval()(bands, presence)
    network.shift_logits(offsets)
    shift = network(bands, presence) - before
    assert torch.allclose(shift, torch.tensor(offsets)[None, :, None, None].expand_as(shift), atol=1e-5)


def test_pixels_of_a_block_start_alike(network):
    logits = network.eval()(torch.randn(1, 12, 64, 64), torch.ones(1, 12))
    blocks = torch.nn.functional.pixel_unshuffle(logits, 2).reshape(1, 5, 4, 32, 32)
    assert (blocks - blocks[:, :, :1]).abs().max() < 1e-5


def test_what_a_missing_band_holds_does_not_matter(network):
    bands, presence = torch.randn(1, 12, 64, 64), torch.ones(1, 12)
    presence[0, 5] = 0
    changed = bands.clone()
    changed[0, 5] = 100.0
    network.eval()
    assert torch.equal(network(bands, presence), network(changed, presence))


def test_far_pixels_of_a_tile_change_nothing(network):
    """Normalisation over the tile, or attention to all of it, would leave seams between tiles."""
    network.eval()
    bands, presence = torch.randn(1, 12, 64, 1024), torch.ones(1, 12)
    changed = bands.clone()
    changed[..., 640:] += 3.0
    first, second = network(bands, presence), network(changed, presence)
    assert torch.allclose(first[..., :128], second[..., :128], atol=1e-5)
    assert not torch.allclose(first[..., 640:], second[..., 640:], atol=1e-2)


def test_a_tile_moved_by_the_coarsest_step_gives_the_same_interior(network):
    network.eval()
    bands, presence = torch.randn(1, 12, 64, 1088), torch.ones(1, 12)
    whole, moved = network(bands, presence), network(bands[..., 32:], presence)
    assert torch.allclose(whole[..., 544:576], moved[..., 512:544], atol=1e-4)


def test_a_training_step_lowers_the_loss(network):
    network.train()
    generator = torch.Generator().manual_seed(1)
    bands, presence = torch.randn(2, 12, 64, 64, generator=generator), torch.ones(2, 12)
    target = (bands[:, 0] > 0).long() * TAILINGS
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-2)
    values = []
    for _ in range(8):
        logits = network(bands, presence)
        loss = pixel_loss(logits, target, torch.ones(5)) + dice_loss(logits, target, (TAILINGS,))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        values.append(loss.item())
    assert values[-1] < 0.8 * values[0]


def test_ignored_pixels_and_bags_give_no_gradient_to_pixel_losses():
    logits = torch.randn(1, 5, 4, 4, requires_grad=True)
    target = torch.full((1, 4, 4), IGNORED)
    target[0, 0] = TAILINGS
    target[0, 1] = FIRST_BAG
    (pixel_loss(logits, target, torch.ones(5)) + dice_loss(logits, target, (TAILINGS,))).backward()
    assert logits.grad[:, :, 0].abs().sum() > 0
    assert (logits.grad[:, :, 1:] == 0).all()


def test_a_batch_without_labels_has_no_loss():
    logits = torch.randn(1, 5, 4, 4, requires_grad=True)
    target = torch.full((1, 4, 4), IGNORED)
    loss = (
        pixel_loss(logits, target, torch.ones(5)) + dice_loss(logits, target, (1,)) + bag_loss(logits, target)
    )
    loss.backward()
    assert loss.item() == 0
    assert (logits.grad == 0).all()


def test_dice_is_0_for_a_sure_and_right_answer_and_near_1_for_a_wrong_one():
    target = torch.full((1, 32, 32), BACKGROUND)
    target[0, :16] = TAILINGS
    right = 20.0 * torch.nn.functional.one_hot(target, 5).permute(0, 3, 1, 2)
    assert dice_loss(right, target, (TAILINGS,)).item() == pytest.approx(0, abs=2e-3)
    assert dice_loss(right.flip(2), target, (TAILINGS,)).item() == pytest.approx(1, abs=1e-3)


def test_one_sure_region_contents_a_bag_and_pixels_outside_it_do_not():
    target = torch.full((1, 10, 10), FIRST_BAG)
    target[0, 5:] = BACKGROUND
    inside, outside = torch.zeros(2, 1, 5, 10, 10)
    inside[0, ARTISANAL, :2] = 20.0
    outside[0, ARTISANAL, 8:] = 20.0  # out of the bag, where the truth is background
    assert bag_loss(inside, target).item() < 0.4
    assert bag_loss(outside, target).item() == pytest.approx(np.log(5), abs=1e-3)


def test_one_false_alarm_in_a_chip_without_a_mine_costs_and_a_quiet_chip_does_not():
    target = torch.full((1, 10, 10), FIRST_EMPTY_BAG)
    quiet = torch.zeros(1, 5, 10, 10)
    quiet[:, BACKGROUND] = 20.0
    alarm = quiet.clone()
    alarm[0, TAILINGS, 4:6, 4:6] = 40.0
    assert bag_loss(quiet, target).item() < 1e-3
    assert bag_loss(alarm, target).item() > 0.4
    assert pixel_loss(quiet, target, torch.ones(5)).item() < 1e-3


def test_intersection_over_union_pools_the_pixels_of_all_scenes():
    first = (np.array([True, True, False]), np.array([True, False, False]))
    second = (np.array([True, False]), np.array([True, True]))
    assert intersection_over_union([first, second]) == (2 / 4, 3)


def test_probabilities_of_a_size_that_no_step_divides_sum_to_one(network):
    def predict(bands, presence):
        with torch.no_grad():
            return [network.eval()(torch.from_numpy(bands), torch.from_numpy(presence)).numpy()]

    reflectance = np.random.default_rng(0).random((2, 12, 50, 48), dtype=np.float32)
    found = probabilities(predict, reflectance, np.ones(12, np.float32), np.ones((2, 50, 48), bool))
    assert found.shape == (2, 5, 50, 48)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_a_bag_prefers_a_patch_to_dots():
    """Dots are what a network that gives blocks of pixels falls into when only the likeliest pixels count."""
    target = torch.full((1, 12, 12), FIRST_BAG)
    patch, dots = torch.zeros(2, 1, 5, 12, 12)
    patch[0, ARTISANAL, :6, :6] = 10.0
    dots[0, ARTISANAL, ::2, ::2] = 10.0
    assert (patch > 0).sum() == (dots > 0).sum()
    assert bag_loss(patch, target) < 0.5 * bag_loss(dots, target)


def test_a_map_shows_the_likeliest_kind_of_mine_where_any_mine_is_likely_enough():
    likely = np.array([[0.4, 0.15, 0.15, 0.2, 0.1], [0.1, 0.5, 0.4, 0, 0], [0.6, 0.4, 0, 0, 0]]).T[..., None]
    assert mapped_classes(likely, 0.5)[:, 0].tolist() == [ARTISANAL, TAILINGS, BACKGROUND]
    assert mapped_classes(likely, 0.7)[:, 0].tolist() == [BACKGROUND, TAILINGS, BACKGROUND]


def test_land_cover_counts_where_a_chip_says_it_and_nowhere_else():
    logits = torch.zeros(1, 3, 4, 4)
    logits[0, 1, :, :2] = 20.0
    cover = torch.full((1, 8, 8), IGNORED)
    assert land_cover_loss(logits, cover).item() == 0
    cover[0, :, :4] = 1
    assert land_cover_loss(logits, cover).item() < 1e-3
    cover[0, :, :4] = 2
    assert land_cover_loss(logits, cover).item() > 10


def test_thresholds_are_fitted_where_a_grey_ramp_says_how_likely_tailings_are():
    """Probability rises from left to right; from .6 on all is tailings, from .3 on a quarter is."""
    generator = np.random.default_rng(0)
    ramp = np.tile(np.linspace(0.01, 0.99, 96, dtype=np.float32), (64, 1))
    truth = (ramp > 0.6) | ((ramp > 0.3) & (generator.random(ramp.shape) < 0.25))
    reflectance = np.zeros((12, 64, 96), np.float32)
    scene = Sample(
        reflectance, np.ones(12, np.float32), np.ones(ramp.shape, bool), "made", "a", "1",
        mask=np.where(truth, 2, 0).astype(np.uint8),
    )  # fmt: skip

    def predict(bands, presence):
        logits = np.full((1, 5, 64, 96), -20.0, np.float32)
        logits[0, BACKGROUND], logits[0, TAILINGS] = np.log(1 - ramp), np.log(ramp)
        return [logits]

    thresholds, iou = fit_thresholds(predict, [scene])
    found = ramp >= thresholds["default"]
    assert iou == pytest.approx((found & truth).sum() / (found | truth).sum(), abs=1e-6)
    assert thresholds["default"] == pytest.approx(0.6)
    assert thresholds["few_misses"] < thresholds["default"] <= thresholds["few_false_alarms"]
