"""Networks of segmentation-models-pytorch: shapes, seams, members that are trained as one."""

from __future__ import annotations

import logging

import pytest
import segmentation_models_pytorch as smp
import torch
from torch import nn

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.networks import build_network

SMALL = {"encoder": "tu-resnet10t", "classes": 3}
SIX = [1, 2, 3, 7, 10, 11]
NARROW = {"architecture": "Unet", "options": {"decoder_channels": [24, 16, 16, 16, 8]}}
JOINT = {"members": [NARROW, {"architecture": "FPN"}], **SMALL}


@pytest.mark.parametrize("architecture", ["Unet", "FPN", "UnetPlusPlus"])
def test_logits_have_the_size_of_the_input(architecture):
    network = build_network(
        "smp_segmenter", {**SMALL, "architecture": architecture, "used_channels": SIX}
    ).eval()
    assert network(torch.randn(2, 12, 64, 96), torch.ones(2, 12)).shape == (2, 3, 64, 96)


def test_the_fpn_of_the_library_looks_at_the_whole_tile_and_ours_does_not():
    torch.manual_seed(0)
    bands = torch.randn(1, 12, 64, 1024)
    changed = bands.clone()
    changed[..., 640:] += 3.0

    @torch.no_grad()
    def moved(network) -> float:
        first, second = network(bands), network(changed)
        return float((first[..., :128] - second[..., :128]).abs().max())

    theirs = smp.FPN("tu-resnet10t", encoder_weights=None, in_channels=12, classes=3).eval()
    ours = build_network("smp_segmenter", {**SMALL, "architecture": "FPN"}).eval()
    assert moved(theirs) > 1e-3
    assert moved(lambda pixels: ours(pixels, torch.ones(1, 12))) < 1e-5


@pytest.mark.parametrize("architecture", ["Unet", "FPN"])
def test_a_tile_moved_by_the_coarsest_step_gives_the_same_interior(architecture):
    torch.manual_seed(0)
    network = build_network("smp_segmenter", {**SMALL, "architecture": architecture}).eval()
    bands = torch.randn(1, 12, 64, 1088)
    whole, moved = network(bands, torch.ones(1, 12)), network(bands[..., 32:], torch.ones(1, 12))
    assert torch.allclose(whole[..., 544:576], moved[..., 512:544], atol=1e-4)


def test_no_layer_normalises_over_the_tile():
    network = build_network("smp_segmenter", {**SMALL, "architecture": "FPN"})
    assert not any(isinstance(layer, nn.GroupNorm | nn.InstanceNorm2d) for layer in network.modules())


def test_what_a_missing_band_holds_does_not_matter():
    network = build_network("smp_segmenter", {**SMALL, "used_channels": SIX}).eval()
    bands, presence = torch.randn(1, 12, 64, 64), torch.ones(1, 12)
    presence[0, 7] = 0
    changed = bands.clone()
    changed[0, 7] = 100.0
    assert torch.equal(network(bands, presence), network(changed, presence))


def test_joint_logits_are_those_of_the_mean_probability():
    network = build_network("joint_segmenter", {**JOINT, "gives_members": True}).eval()
    logits, first, second = network(torch.randn(2, 12, 64, 64), torch.ones(2, 12))
    mean = (first.softmax(dim=1) + second.softmax(dim=1)) / 2
    assert torch.allclose(logits.softmax(dim=1), mean, atol=1e-4)
    assert torch.is_tensor(
        build_network("joint_segmenter", JOINT).eval()(torch.randn(1, 12, 64, 64), torch.ones(1, 12))
    )


def test_the_loss_of_the_mean_reaches_both_members():
    network = build_network("joint_segmenter", JOINT)
    logits = network(torch.randn(2, 12, 64, 64), torch.ones(2, 12))
    nn.functional.cross_entropy(logits, torch.ones(2, 64, 64, dtype=torch.long)).backward()
    for member in network.members:
        heads = [weight.grad.abs().sum() for name, weight in member.named_parameters() if "head" in name]
        assert heads and all(total > 0 for total in heads)


def test_unknown_architecture_and_encoder_are_told():
    for wrong in ({"architecture": "Vnet"}, {"encoder": "mit_b9"}):
        with pytest.raises(PackError, match=next(iter(wrong.values()))):
            build_network("smp_segmenter", {**SMALL, **wrong})


def test_one_member_is_no_joint_network():
    with pytest.raises(PackError, match="1 members"):
        build_network("joint_segmenter", {"members": [{"architecture": "Unet"}], **SMALL})


def test_published_weights_that_can_not_be_had_are_told_and_training_starts_without(
    monkeypatch, caplog, tmp_path
):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with caplog.at_level(logging.WARNING, "trainer"):
        network = build_network("smp_segmenter", {"encoder": "mit_b0", "encoder_weights": "imagenet"})
    assert "mit_b0 starts from random weights" in caplog.text
    assert network.eval()(torch.randn(1, 12, 32, 32), torch.ones(1, 12)).shape == (1, 2, 32, 32)
