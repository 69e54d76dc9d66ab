"""The detector's network: timm features, a path aggregation pyramid, an anchor-free head with distributions.

Everything in it is local (convolutions, max pooling, batch norm), so that a pixel's result does not depend on
where its tile lies. Boxes come out decoded, with no suppression.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, cast

import timm
import torch
from timm.models import FeatureInfo
from torch import Tensor, nn
from torch.nn import functional

from .presence import FillMissing
from .residual_backbone import ResidualBackbone

#: Name of our own backbone, in place of a timm network's.
RESIDUAL = "residual"


class RawDetections(NamedTuple):
    """What losses are made of. Anchors are ordered by level, finest first, then by row and column.

    Attributes:
        logits: float (batch, anchors, classes).
        distances: float (batch, anchors, 4, bins), logits over the distance from an anchor to the box's left,
            top, right and bottom side, in strides 0 to bins - 1.
        anchors: float (anchors, 2), x y of the anchors' points in pixels.
        strides: float (anchors,), pixels.
        finest: float (batch, width, height / first stride, width / first stride), the finest pyramid level.
    """

    logits: Tensor
    distances: Tensor
    anchors: Tensor
    strides: Tensor
    finest: Tensor

    def boxes(self) -> Tensor:
        """Return boxes x0 y0 x1 y1 in pixels, float (batch, anchors, 4)."""
        bins = torch.arange(
            self.distances.shape[-1], dtype=self.distances.dtype, device=self.distances.device
        )
        distances = (self.distances.softmax(dim=-1) * bins).sum(dim=-1) * self.strides[:, None]
        return torch.cat([self.anchors - distances[..., :2], self.anchors + distances[..., 2:]], dim=-1)


class Convolution(nn.Sequential):
    """A convolution with batch norm and ReLU."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> None:
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
        )


class Pyramid(nn.Module):
    """Path aggregation: a way down from coarse to fine levels and one back up (Liu et al. 2018, 1803.01534).

    Args:
        inputs: features of each level, finest first; each level has half the resolution of the one before.
        width: features of each level that comes out.
    """

    def __init__(self, inputs: Sequence[int], width: int) -> None:
        super().__init__()
        steps = len(inputs) - 1
        self.laterals = nn.ModuleList(Convolution(count, width, kernel=1) for count in inputs)
        self.widen = Convolution(4 * width, width, kernel=1)
        self.down = nn.ModuleList(Convolution(width, width) for _ in range(steps))
        self.shrink = nn.ModuleList(Convolution(width, width, stride=2) for _ in range(steps))
        self.up = nn.ModuleList(Convolution(width, width) for _ in range(steps))

    def forward(self, features: Sequence[Tensor]) -> list[Tensor]:
        """Return the levels, finest first, each float (batch, width, height, width)."""
        levels = [lateral(level) for lateral, level in zip(self.laterals, features, strict=True)]
        levels[-1] = self.widen(_pooled(levels[-1]))
        for index in reversed(range(len(levels) - 1)):
            size = levels[index].shape[-2:]
            larger = functional.interpolate(levels[index + 1], size=size, mode="nearest")
            levels[index] = self.down[index](levels[index] + larger)
        for index in range(len(levels) - 1):
            levels[index + 1] = self.up[index](levels[index + 1] + self.shrink[index](levels[index]))
        return levels


class Head(nn.Module):
    """Classes and distances, each from two convolutions of its own.

    Levels share the convolutions and have batch norms of their own: few samples then teach all sizes
    (Lyu et al. 2022, RTMDet, 2212.07784).

    Args:
        width: features of each level. classes: outputs per anchor. bins: of a distance. levels: how many.
    """

    def __init__(self, width: int, classes: int, bins: int, levels: int) -> None:
        super().__init__()
        self.bins = bins
        self.class_tower = Tower(width, levels)
        self.box_tower = Tower(width, levels)
        self.class_output = nn.Conv2d(width, classes, 1)
        self.box_output = nn.Conv2d(width, 4 * bins, 1)
        # Nearly all anchors are background: start there (Lin et al. 2017, RetinaNet, 1708.02002).
        nn.init.constant_(self.class_output.bias, -math.log(99.0))  # type: ignore[arg-type]

    def forward(self, level: int, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits (batch, anchors, classes) and distances (batch, anchors, 4, bins) of one level."""
        logits = self.class_output(self.class_tower(level, features)).flatten(2).transpose(1, 2)
        distances = self.box_output(self.box_tower(level, features)).flatten(2).transpose(1, 2)
        return logits, distances.unflatten(2, (4, self.bins))


class Tower(nn.Module):
    """Two convolutions that all levels share, with a batch norm for each level."""

    def __init__(self, width: int, levels: int, depth: int = 2) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(nn.Conv2d(width, width, 3, 1, 1, bias=False) for _ in range(depth))
        self.norms = nn.ModuleList(
            nn.ModuleList(nn.BatchNorm2d(width) for _ in range(levels)) for _ in range(depth)
        )

    def forward(self, level: int, features: Tensor) -> Tensor:
        """Return features of the same shape."""
        for convolution, norms in zip(self.convolutions, self.norms, strict=True):
            features = functional.relu(norms[level](convolution(features)))  # type: ignore[index]
        return features


class Detector(nn.Module):
    """Boxes of mines, anchor-free.

    Args:
        channels: bands of the input.
        classes: classes of boxes.
        used_channels: which of the channels the network looks at; None for all. Bands in which training never
            saw a labelled mine can only mislead.
        backbone: a timm network with ``features_only``, of batch norm, without squeeze-and-excitation; or
            ``residual``, our own that looks at each native pixel.
        coarse_classes: classes that are looked for in a second pass over the image at half its size, with the same
            weights, and in it alone; the others in the first pass alone. Large sites need more surroundings.
        widths, depths: of the residual backbone's stages at strides 2, 4, 8 … times ``shrink``.
        pretrained: load timm's published weights.
        shrink: pixels of a side that are averaged into one before all else: mines of hectares need no more.
        strides: of the levels in pixels, each twice the one before; multiples of ``shrink``.
        width: features of the pyramid and the head.
        bins: a box's side lies at most ``bins - 1`` strides from its anchor.
    """

    is_coarse: Tensor

    def __init__(
        self,
        channels: int = 12,
        classes: int = 1,
        used_channels: Sequence[int] | None = None,
        backbone: str = "regnetx_002",
        pretrained: bool = False,
        shrink: int = 2,
        strides: Sequence[int] = (16, 32, 64),
        width: int = 64,
        bins: int = 16,
        widths: Sequence[int] = (32, 64, 128, 160, 192),
        depths: Sequence[int] = (1, 2, 2, 1, 1),
        coarse_classes: Sequence[int] = (),
    ) -> None:
        super().__init__()
        used = list(range(channels)) if used_channels is None else list(used_channels)
        if not used or not set(used) <= set(range(channels)):
            raise ValueError(f"used_channels {used} are not among {channels} channels")
        self.used_channels = used
        self.shrink = shrink
        self.strides = tuple(strides)
        self.fill = FillMissing(len(used))
        reductions = [2 ** (1 + stage) for stage in range(len(widths))]
        possible = [
            shrink * reduction
            for reduction in (reductions if backbone == RESIDUAL else _reductions(backbone))
        ]
        if not set(strides) <= set(possible):
            raise ValueError(f"strides {list(strides)} are not among {possible}")
        levels = [possible.index(stride) for stride in strides]
        if backbone == RESIDUAL:
            self.backbone: nn.Module = ResidualBackbone(len(used), widths, depths, levels)
            counts = self.backbone.counts
        else:
            self.backbone = timm.create_model(
                backbone, pretrained=pretrained, features_only=True, in_chans=len(used), out_indices=levels
            )
            counts = cast(FeatureInfo, self.backbone.feature_info).channels()
        self.pyramid = Pyramid(counts, width)
        self.head = Head(width, classes, bins, len(strides))
        self.width = width
        is_coarse = torch.zeros(classes)
        is_coarse[list(coarse_classes)] = 1.0
        self.has_coarse_pass = bool(coarse_classes)
        self.register_buffer("is_coarse", is_coarse, persistent=False)

    def raw(self, bands: Tensor, presence: Tensor) -> RawDetections:
        """Return logits and distributions, for losses.

        Args:
            bands: float (batch, channels, height, width), normalised; height and width multiples of 32.
            presence: float (batch, channels), 1 where a band is there and 0 where it is missing.
        """
        return self.raw_of_pooled(functional.avg_pool2d(bands, self.shrink), presence)

    def raw_of_pooled(self, bands: Tensor, presence: Tensor) -> RawDetections:
        """Return what ``raw`` does from bands that are pooled by ``shrink`` already, as training makes them."""
        filled = self.fill(bands[:, self.used_channels], presence[:, self.used_channels])
        features = self.backbone(filled)
        levels = self.pyramid(features)
        outputs = [self.head(index, level) for index, level in enumerate(levels)]
        points = [_anchor_points(level, stride) for level, stride in zip(levels, self.strides, strict=True)]
        strides = [
            torch.full_like(point[:, 0], stride) for point, stride in zip(points, self.strides, strict=True)
        ]
        return RawDetections(
            logits=torch.cat([logits for logits, _ in outputs], dim=1),
            distances=torch.cat([distances for _, distances in outputs], dim=1),
            anchors=torch.cat(points), strides=torch.cat(strides), finest=levels[0],
        )  # fmt: skip

    def forward(self, bands: Tensor, presence: Tensor) -> tuple[Tensor, Tensor]:
        """Return boxes in pixels, (batch, anchors, 4), and scores 0-1, (batch, anchors, classes)."""
        raw = self.raw(bands, presence)
        boxes, scores = raw.boxes(), raw.logits.sigmoid()
        if not self.has_coarse_pass:
            return boxes, scores
        coarse = self.raw(functional.avg_pool2d(bands, 2), presence)
        scores = torch.cat([scores * (1 - self.is_coarse), coarse.logits.sigmoid() * self.is_coarse], dim=1)
        return torch.cat([boxes, 2 * coarse.boxes()], dim=1), scores


def _reductions(backbone: str) -> list[int]:
    """Return by how much each stage of a timm network reduces its input."""
    return cast(FeatureInfo, timm.create_model(backbone, features_only=True).feature_info).reduction()


def _anchor_points(level: Tensor, stride: int) -> Tensor:
    """Return the pixel centres of a level, float (height * width, 2), x y in input pixels.

    Sums of ones instead of ``arange``, so that an exported graph follows the input's size.
    """
    ones = torch.ones_like(level[0, 0])
    x, y = ones.cumsum(1), ones.cumsum(0)
    return (torch.stack([x, y], dim=-1).reshape(-1, 2) - 0.5) * stride


def _pooled(features: Tensor) -> Tensor:
    """Return features beside their maxima over growing windows: what surrounds counts for large boxes."""
    pools = [features]
    for _ in range(3):
        pools.append(functional.max_pool2d(pools[-1], 5, stride=1, padding=2))
    return torch.cat(pools, dim=1)
