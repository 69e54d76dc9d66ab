"""An ensemble gives the mean of its members over its views, as if each had been run by hand."""

import pytest
import torch

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.networks.ensemble import VIEWS

CLASSIFIER = ("classifier_resnet", {"widths": [4, 8], "depths": [1, 1], "classes": 2})


def made_input(side: int = 32):
    generator = torch.Generator().manual_seed(0)
    return torch.randn(2, 12, side, side, generator=generator), torch.ones(2, 12)


def ensemble(name, arguments, **changes):
    torch.manual_seed(3)
    return build_network("ensemble", {"name": name, "arguments": arguments, **changes}).eval()


@pytest.mark.parametrize("activation", ["sigmoid", "softmax"])
@torch.no_grad()
def test_members_are_averaged_as_probabilities(activation):
    network = ensemble(*CLASSIFIER, count=3, activation=activation)
    bands, presence = made_input()
    turn = torch.sigmoid if activation == "sigmoid" else lambda logits: logits.softmax(1)
    wanted = torch.stack([turn(member(bands, presence)) for member in network.members]).mean(0)
    assert torch.allclose(turn(network(bands, presence)), wanted, atol=1e-5)


@torch.no_grad()
def test_all_views_make_a_classifier_blind_to_turns():
    network = ensemble(*CLASSIFIER, views=list(VIEWS))
    bands, presence = made_input()
    turned = torch.rot90(bands, 1, (2, 3))
    assert torch.allclose(network(bands, presence), network(turned, presence), atol=1e-5)
    single = network.members[0]
    assert not torch.allclose(single(bands, presence), single(turned, presence), atol=1e-3)


class PixelNetwork(torch.nn.Module):
    """Each pixel's logits depend on that pixel alone: whatever view it is seen from, they stay where it is."""

    def forward(self, bands, presence):
        return bands[:, :3]


@pytest.mark.parametrize("view", list(VIEWS))
@torch.no_grad()
def test_each_view_of_a_segmenter_is_turned_back(view):
    network = ensemble(*CLASSIFIER, views=[view], activation="softmax")
    network.members[0] = PixelNetwork()
    bands, presence = made_input()
    assert torch.allclose(network(bands, presence).softmax(1), bands[:, :3].softmax(1), atol=1e-4)


def test_an_unknown_view_is_named():
    with pytest.raises(PackError, match="upside_down"):
        ensemble(*CLASSIFIER, views=["upside_down"])
