"""The first look's network, a twentieth of the classifier's work, and its graph."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import onnx
import torch
from torch import Tensor, nn

from mining_detector_plugin.engine.networks.classifier_resnet import ResidualBlock

_WIDTHS = (16, 32, 64)


class FirstLookNetwork(nn.Module):
    """A logit per chip, float (batch, 1), from normalised bands.

    Each layer halves the resolution at once: on full resolution alone it would cost more than all that follows.

    Args:
        channels: of the input.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        first, second, third = _WIDTHS
        self.body = nn.Sequential(
            *_halved(channels, first, 4), *_halved(first, second, 3), *_halved(second, third, 3),
            ResidualBlock(third, third, 1),
        )  # fmt: skip
        self.head = nn.Linear(2 * third, 1)

    def forward(self, bands: Tensor) -> Tensor:
        """Return logits from bands, float (batch, channels, height, width)."""
        features = self.body(bands)
        return self.head(torch.cat([features.mean(dim=(2, 3)), features.amax(dim=(2, 3))], dim=1))


def write_first_look_graph(network: FirstLookNetwork, path: Path, channels: int, tile: int) -> None:
    """Write the network as ONNX with its weights inside.

    Args:
        network: in evaluation mode. channels, tile: of a chip.
    """
    buffer: Any = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            network, (torch.zeros(2, channels, tile, tile),), buffer, input_names=["bands"], output_names=["logits"],
            dynamic_axes={"bands": {0: "batch"}, "logits": {0: "batch"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
    path.write_bytes(buffer.getvalue())
    onnx.checker.check_model(str(path))


def _halved(inputs: int, outputs: int, kernel: int) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, outputs, kernel, 2, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]
