"""Several networks of one output each as one network: their logits side by side, a class for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn


class SideBySide(nn.Module):
    """Logits of members, each divided by its temperature, in their order.

    Args:
        members: ``name`` and ``arguments`` of each member's network, as ``build_network`` takes them, and its
            ``temperature`` (above 0, 1 where it is left out): members were calibrated one by one, and their logits
            can be held against each other only after that.
    """

    def __init__(self, members: Sequence[dict[str, Any]]) -> None:
        super().__init__()
        from . import build_network

        if len(members) < 2:
            raise ValueError(f"{len(members)} members do not lie side by side")
        self.temperatures = [float(member.get("temperature", 1.0)) for member in members]
        if min(self.temperatures) <= 0:
            raise ValueError(f"a temperature of {min(self.temperatures)} is not above 0")
        self.members = nn.ModuleList(
            build_network(member["name"], member.get("arguments", {})) for member in members
        )

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return logits, float (batch, members), from normalised bands and their presence."""
        pairs = zip(self.members, self.temperatures, strict=True)
        return torch.cat([member(bands, presence) / temperature for member, temperature in pairs], dim=1)
