"""The classifier's network: a small residual network at native stride with mean and max pooling."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from .presence import FillMissing


class ResidualBlock(nn.Module):
    """Two 3 x 3 convolutions with batch norm around a shortcut (He et al. 2016, arXiv:1512.03385)."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.activation = nn.ReLU(inplace=True)
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )
        nn.init.zeros_(self.second_norm.weight)

    def forward(self, features: Tensor) -> Tensor:
        """Return features of (batch, outputs, height / stride, width / stride)."""
        result = self.activation(self.first_norm(self.first(features)))
        result = self.second_norm(self.second(result))
        return self.activation(result + self.shortcut(features))


class ClassifierResnet(nn.Module):
    """Logits per class from chips of any size.

    The maximum beside the mean lets a small mine in a corner of the chip count.

    Args:
        channels: bands of the input.
        classes: outputs.
        widths: features of each stage; every stage after the first halves the resolution.
        depths: residual blocks of each stage.
        dropout: share of pooled features that training drops.
    """

    def __init__(
        self,
        channels: int = 12,
        classes: int = 1,
        widths: Sequence[int] = (16, 32, 64, 128),
        depths: Sequence[int] = (1, 2, 2, 2),
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        if len(widths) != len(depths):
            raise ValueError(f"widths {widths} and depths {depths} differ in length")
        self.fill = FillMissing(channels)
        self.stem = nn.Sequential(
            nn.Conv2d(channels, widths[0], 3, 1, 1, bias=False),
            nn.BatchNorm2d(widths[0]),
            nn.ReLU(inplace=True),
        )
        blocks: list[nn.Module] = []
        inputs = widths[0]
        for stage, (width, depth) in enumerate(zip(widths, depths, strict=True)):
            for block in range(depth):
                blocks.append(ResidualBlock(inputs, width, 2 if stage > 0 and block == 0 else 1))
                inputs = width
        self.blocks = nn.Sequential(*blocks)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * inputs, classes)

    def features(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return pooled features, float (batch, 2 x last width): means, then maxima."""
        features = self.blocks(self.stem(self.fill(bands, presence)))
        return torch.cat([features.mean(dim=(2, 3)), features.amax(dim=(2, 3))], dim=1)

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return logits, float (batch, classes), from normalised bands and their presence."""
        return self.head(self.dropout(self.features(bands, presence)))
