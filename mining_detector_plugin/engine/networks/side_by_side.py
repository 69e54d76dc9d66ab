"""Several networks of one output each as one network: their logits side by side, a class for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn


class SideBySide(nn.Module):
    """Logits of members, in their order.

    Args:
        members: ``name`` and ``arguments`` of each member's network, as ``build_network`` takes them.
    """

    def __init__(self, members: Sequence[dict[str, Any]]) -> None:
        super().__init__()
        from . import build_network

        if len(members) < 2:
            raise ValueError(f"{len(members)} members do not lie side by side")
        self.members = nn.ModuleList(
            build_network(member["name"], member.get("arguments", {})) for member in members
        )

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return logits, float (batch, members), from normalised bands and their presence."""
        return torch.cat([member(bands, presence) for member in self.members], dim=1)
