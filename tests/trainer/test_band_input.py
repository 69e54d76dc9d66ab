"""What networks look at: chosen bands, and indices that equal the engine's own."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.indices import INDICES, compute_index
from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.networks.band_input import RATIOS, BandInput
from trainer.data.normalisation import MEAN, STDDEV, normalise

STATISTICS = {"mean": MEAN.tolist(), "stddev": STDDEV.tolist()}


def reflectance_of(seed: int = 0, darkest: float = 0.01) -> torch.Tensor:
    values = np.random.default_rng(seed).uniform(darkest, 0.5, (2, 12, 8, 8)).astype(np.float32)
    return torch.from_numpy(values)


@pytest.mark.parametrize("name", INDICES)
def test_index_in_a_network_is_the_index_of_the_engine(name):
    reflectance, presence = reflectance_of(darkest=0.15), torch.ones(2, 12)
    network = BandInput(used_channels=[], indices=[name], **STATISTICS)
    computed = network(normalise(reflectance, presence), presence)
    np.testing.assert_allclose(
        computed[:, 0].detach().numpy(), compute_index(name, reflectance.numpy(), PACK_BANDS), atol=1e-4
    )


def test_every_index_of_the_engine_can_be_asked_for():
    assert set(RATIOS) == set(INDICES)
    assert all(len(RATIOS[name][0]) == len(index.bands) for name, index in INDICES.items())


def test_dark_pixels_give_finite_indices():
    presence = torch.ones(2, 12)
    bands = normalise(torch.zeros(2, 12, 8, 8), presence)
    result = BandInput(used_channels=[], indices=list(INDICES), **STATISTICS)(bands, presence)
    assert torch.isfinite(result).all() and result.abs().max() <= 5


def test_unused_and_missing_bands_have_no_say():
    presence = torch.ones(2, 12)
    presence[:, PACK_BANDS.index("B03")] = 0
    network = BandInput(used_channels=[1, 2, 3], indices=["NDWI"], **STATISTICS)
    bands = normalise(reflectance_of(), presence)
    other = bands.clone()
    # B03 is missing and B12 is not used; B08 matters to NDWI alone, which lacks B03.
    other[:, [2, 7, 11]] = 9.0
    assert torch.equal(network(bands, presence), network(other, presence))
    assert network(bands, presence).shape == (2, 4, 8, 8)


@pytest.mark.parametrize(
    "arguments",
    [
        {"used_channels": [12]}, {"used_channels": []}, {"indices": ["EVI"], **STATISTICS}, {"indices": ["NDVI"]},
    ],
)  # fmt: skip
def test_what_can_not_be_looked_at_is_refused(arguments):
    with pytest.raises(ValueError, match=r"can't be used|indices need"):
        BandInput(**arguments)


def test_classifier_takes_any_backbone_with_as_many_channels_as_it_sees():
    network = build_network(
        "timm_classifier",
        {"backbone": "test_resnet", "classes": 3, "used_channels": [1, 2, 3], "indices": ["NDVI"], **STATISTICS},
    ).eval()  # fmt: skip
    first = next(module for module in network.modules() if isinstance(module, torch.nn.Conv2d))
    assert first.in_channels == 4
    presence = torch.ones(2, 12)
    with torch.no_grad():
        assert network(torch.randn(2, 12, 48, 48), presence).shape == (2, 3)


def test_backbone_of_one_size_sees_chips_of_any_size():
    network = build_network("timm_classifier", {"backbone": "test_maxvit", "image_size": 64}).eval()
    with torch.no_grad():
        for side in (48, 64):
            assert network(torch.randn(1, 12, side, side), torch.ones(1, 12)).shape == (1, 1)


def test_unknown_backbone_is_told_with_near_ones():
    with pytest.raises(PackError, match=r"near ones are .*resnet"):
        build_network("timm_classifier", {"backbone": "resnet_18"})


def test_backbone_without_published_weights_starts_from_random_ones_and_says_so(caplog):
    # timm publishes no weights of this one: nothing is fetched.
    network = build_network(
        "timm_classifier", {"backbone": "test_maxvit", "image_size": 64, "pretrained": True}
    )
    assert "test_maxvit" in caplog.text and "random" in caplog.text
    assert sum(weight.numel() for weight in network.parameters()) > 0
