"""Several segmenters trained as one: their averaged prediction is what the loss sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from .smp_segmenter import SmpSegmenter

#: Keeps the logarithm finite; far below what float16 weights can tell apart.
_LEAST = 1e-6


class JointSegmenter(nn.Module):
    """The mean of the members' probabilities.

    Args:
        members: arguments of each member, see ``SmpSegmenter``; at least ``architecture``.
        gives_members: whether the members' own logits come out too, as a second level needs them.
        shared: arguments that all members take, such as ``encoder``, ``classes`` and ``used_channels``.
    """

    def __init__(self, members: Sequence[dict[str, Any]], gives_members: bool = False, **shared: Any) -> None:
        super().__init__()
        if len(members) < 2:
            raise ValueError(f"{len(members)} members can't be averaged")
        self.members = nn.ModuleList(SmpSegmenter(**(shared | member)) for member in members)
        self.gives_members = gives_members

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor | tuple[Tensor, ...]:
        """Return logits, float32 (batch, classes, height, width): the logarithm of the mean probability.

        A softmax over them gives that mean back, so that their cross-entropy is the averaged prediction's. Where
        ``gives_members`` is set each member's logits follow, of the same shape.

        Args:
            bands, presence: see ``SmpSegmenter.forward``.
        """
        outputs = [member(bands, presence) for member in self.members]
        mean = torch.stack([logits.float().softmax(dim=1) for logits in outputs]).mean(dim=0)
        logits = mean.clamp_min(_LEAST).log()
        return (logits, *outputs) if self.gives_members else logits
