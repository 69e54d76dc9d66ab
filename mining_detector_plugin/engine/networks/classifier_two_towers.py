"""A classifier with a tower of its own for red, green and blue, and a small one for all bands."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from .classifier_resnet import ClassifierResnet


class ClassifierTwoTowers(nn.Module):
    """Logits per class from chips of any size and any bands.

    Most labelled mines have three bands alone. A tower of its own keeps what is learnt of them free of the others. A
    small one sees all bands at half the resolution, as most others are of 20 m, and counts only where there are more
    than the three.

    Args:
        channels: bands of the input.
        classes: outputs.
        first_channels: bands of the large tower.
        widths, depths: of the large tower, see ``ClassifierResnet``.
        other_widths, other_depths: of the small tower.
        dropout: share of pooled features that training drops.
    """

    def __init__(
        self,
        channels: int = 12,
        classes: int = 1,
        first_channels: Sequence[int] = (1, 2, 3),
        widths: Sequence[int] = (16, 40, 80, 160),
        depths: Sequence[int] = (1, 1, 2, 2),
        other_widths: Sequence[int] = (16, 32, 64),
        other_depths: Sequence[int] = (1, 1, 1),
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        if not set(first_channels) < set(range(channels)):
            raise ValueError(f"first_channels {list(first_channels)} are not some of {channels} channels")
        self.first_channels = list(first_channels)
        self.other_channels = [index for index in range(channels) if index not in first_channels]
        self.first = _tower(len(self.first_channels), widths, depths)
        self.other = _tower(channels, other_widths, other_depths)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * (widths[-1] + other_widths[-1]), classes)

    def features(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return pooled features of both towers, float (batch, count); the small one's are 0 without other bands."""
        chosen = self.first_channels
        first = self.first.features(bands[:, chosen], presence[:, chosen])
        has_others = presence[:, self.other_channels].amax(dim=1, keepdim=True)
        other = self.other.features(functional.avg_pool2d(bands, 2), presence)
        return torch.cat([first, other * has_others], dim=1)

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return logits, float (batch, classes), from normalised bands and their presence."""
        return self.head(self.dropout(self.features(bands, presence)))


def _tower(channels: int, widths: Sequence[int], depths: Sequence[int]) -> ClassifierResnet:
    """Return a classifier without its last layer."""
    tower = ClassifierResnet(channels, 1, widths, depths, dropout=0.0)
    del tower.head
    return tower
