"""A small residual backbone that looks at every native pixel: the detector's, where a timm network is too coarse."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from .classifier_resnet import ResidualBlock

#: Side of the blocks of pixels that become channels before the first convolution.
_BLOCK = 2


class ResidualBackbone(nn.Module):
    """Features at several strides, from stride 2 on.

    Each 2 x 2 block of pixels becomes channels, so that the first convolutions cost a quarter and nothing of the
    native resolution is lost (Shi et al. 2016, arXiv:1609.05158).

    Args:
        channels: of the input.
        widths: features of each stage; the first has stride 2, each later one twice the stride before it.
        depths: residual blocks of each stage.
        levels: index of the stages whose features come out, finest first.
    """

    def __init__(
        self, channels: int, widths: Sequence[int], depths: Sequence[int], levels: Sequence[int]
    ) -> None:
        super().__init__()
        if len(widths) != len(depths):
            raise ValueError(f"widths {list(widths)} and depths {list(depths)} differ in length")
        self.levels = tuple(levels)
        self.counts = [widths[level] for level in levels]
        self.stem = nn.Sequential(
            nn.PixelUnshuffle(_BLOCK),
            nn.Conv2d(channels * _BLOCK**2, widths[0], 3, 1, 1, bias=False),
            nn.BatchNorm2d(widths[0]),
            nn.ReLU(inplace=True),
        )
        stages = []
        inputs = widths[0]
        for number, (width, depth) in enumerate(zip(widths, depths, strict=True)):
            blocks = []
            for block in range(depth):
                blocks.append(ResidualBlock(inputs, width, 2 if number > 0 and block == 0 else 1))
                inputs = width
            stages.append(nn.Sequential(*blocks))
        self.stages = nn.ModuleList(stages)

    def forward(self, image: Tensor) -> list[Tensor]:
        """Return the levels' features, finest first, each float (batch, width, height / stride, width / stride)."""
        features = self.stem(image)
        found = []
        for stage in self.stages:
            features = stage(features)
            found.append(features)
        return [found[level] for level in self.levels]
