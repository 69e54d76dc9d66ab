"""How every network treats bands that a scene lacks: a learned value stands in for them."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class FillMissing(nn.Module):
    """Replaces missing bands by a learned value per band, so that a network can tell them from real ones.

    What a missing band holds in the input does not matter.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.fill = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return bands, float (batch, channels, height, width), with the missing ones filled.

        Args:
            bands: float (batch, channels, height, width), normalised.
            presence: float (batch, channels), 1 where a band is there and 0 where it is missing.
        """
        weight = presence[:, :, None, None]
        return bands * weight + self.fill * (1.0 - weight)
