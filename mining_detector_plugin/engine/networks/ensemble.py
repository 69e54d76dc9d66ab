"""Several trained networks, each seen from several sides, as one: the mean of their probabilities.

The mean goes out as logits again, so that the pack's activation gives it back. An ensemble is a network like any
other: both runtimes run it, and nothing else knows that it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

#: How a view turns a tile: quarter turns, then a flip from left to right.
VIEWS: dict[str, tuple[int, bool]] = {
    "as_is": (0, False),
    "flip_left_right": (0, True),
    "flip_up_down": (2, True),
    "turn_90": (1, False),
    "turn_180": (2, False),
    "turn_270": (3, False),
    "transpose": (1, True),
    "transpose_other": (3, True),
}
#: Keeps the logarithm finite; far below what float16 weights can tell apart.
_LEAST = 1e-6


class Ensemble(nn.Module):
    """The mean of members and views.

    Args:
        name: of the members' network, a key of ``NETWORKS``.
        arguments: of the members' network, the same for all.
        count: of members.
        views: keys of ``VIEWS``; test-time augmentation.
        activation: ``sigmoid`` or ``softmax``, as the pack's.
    """

    def __init__(
        self,
        name: str,
        arguments: dict[str, Any],
        count: int = 1,
        views: Sequence[str] = ("as_is",),
        activation: str = "sigmoid",
    ) -> None:
        super().__init__()
        from . import build_network

        unknown = sorted(set(views) - set(VIEWS))
        if unknown or not views or count < 1 or activation not in ("sigmoid", "softmax"):
            raise ValueError(
                f"views {unknown or views}, {count} members or activation {activation} make no ensemble"
            )
        self.members = nn.ModuleList(build_network(name, arguments) for _ in range(count))
        self.views = tuple(views)
        self.activation = activation

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return logits of the mean probability: (batch, classes), or (batch, classes, height, width).

        Args:
            bands: float32 (batch, channels, height, width), square where a view turns by 90 degrees.
            presence: float32 (batch, channels).
        """
        # Views of one orientation go through a member together: fewer passes, and a graph a fraction of the size.
        upright = [view for view in self.views if VIEWS[view][0] % 2 == 0]
        turned = [view for view in self.views if VIEWS[view][0] % 2 == 1]
        totals = [
            self._total(member, bands, presence, views)
            for member in self.members
            for views in (upright, turned)
            if views
        ]
        mean = torch.stack(totals).sum(dim=0) / (len(self.members) * len(self.views))
        if self.activation == "softmax":
            return mean.clamp_min(_LEAST).log()
        mean = mean.clamp(_LEAST, 1 - _LEAST)
        return (mean / (1 - mean)).log()

    def _total(self, member: nn.Module, bands: Tensor, presence: Tensor, views: Sequence[str]) -> Tensor:
        """Return the sum of a member's probabilities over views of one orientation."""
        inputs = torch.cat([_turned(bands, *VIEWS[view]) for view in views])
        logits = member(inputs, presence.repeat(len(views), 1))
        probabilities = logits.softmax(1) if self.activation == "softmax" else logits.sigmoid()
        by_view = probabilities.reshape(len(views), -1, *probabilities.shape[1:]).unbind()
        if logits.ndim == 2:
            return torch.stack(by_view).sum(dim=0)
        # Undone in the other order: the flip came last.
        undone = [
            _quarter_turned(part.flip(-1) if is_flipped else part, -turns)
            for part, (turns, is_flipped) in zip(by_view, (VIEWS[view] for view in views), strict=True)
        ]
        return torch.stack(undone).sum(dim=0)


def _turned(bands: Tensor, turns: int, is_flipped: bool) -> Tensor:
    turned = _quarter_turned(bands, turns)
    return turned.flip(-1) if is_flipped else turned


def _quarter_turned(images: Tensor, turns: int) -> Tensor:
    """Return ``torch.rot90`` over the last two axes, in operators that ONNX has."""
    if turns % 2:
        images = images.transpose(2, 3)
    return {0: images, 1: images.flip(2), 2: images.flip(2, 3), 3: images.flip(3)}[turns % 4]
