"""The segmenter: a U-Net on a timm encoder, with a branch that sees every native pixel, for small bodies.

A pixel's result never depends on the whole tile: there is batch norm only, no squeeze-and-excitation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import torch
from segmentation_models_pytorch.decoders.unet.decoder import UnetDecoder
from segmentation_models_pytorch.encoders import get_encoder
from torch import Tensor, nn
from torch.nn import functional

from .presence import FillMissing

#: Side of the blocks of pixels that become channels, and back.
_BLOCK = 2


def _convolution(channels_in: int, channels_out: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.ReLU(inplace=True),
    )


def _block_classifier(channels: int, classes: int) -> nn.Conv2d:
    """Return the last layer; its blocks' pixels start alike, else weak labels favour one of them.

    The start is ICNR's (Aitken et al. 2017, arXiv:1707.02937).
    """
    layer = nn.Conv2d(channels, classes * _BLOCK**2, 1)
    with torch.no_grad():
        layer.weight.copy_(layer.weight[:classes].repeat_interleave(_BLOCK**2, dim=0))
        cast(Tensor, layer.bias).zero_()
    return layer


class SegmenterUnet(nn.Module):
    """U-Net that ends at half resolution, where a convolution costs a quarter.

    A second branch gets each 2 x 2 block of pixels as channels, and each result at half resolution is the logits
    of a 2 x 2 block (Shi et al. 2016, arXiv:1609.05158): nothing of the native resolution is lost.

    Args:
        channels: count of bands.
        classes: count of classes, background included.
        encoder: a timm model by its name in segmentation-models-pytorch (``tu-…``). It must normalise by
            batch norm alone and have no squeeze-and-excitation, else tiles show seams.
        encoder_weights: ``imagenet`` fetches timm's weights, None starts from random ones.
        encoder_arguments: further arguments of the timm model, such as the width of its stages.
        decoder_channels: width of the decoder's four stages, from stride 16 to stride 2.
        detail_channels: width of the branch that sees native pixels.
    """

    def __init__(
        self,
        channels: int = 12,
        classes: int = 5,
        encoder: str = "tu-resnet18d",
        encoder_weights: str | None = None,
        encoder_arguments: dict[str, Any] | None = None,
        decoder_channels: Sequence[int] = (64, 48, 32, 16),
        detail_channels: int = 24,
    ) -> None:
        super().__init__()
        self.feature_channels = detail_channels
        self.fill = FillMissing(channels)
        self.encoder = get_encoder(
            encoder, in_channels=channels, weights=encoder_weights, **(encoder_arguments or {})
        )
        self.decoder = UnetDecoder(
            self.encoder.out_channels, tuple(decoder_channels), n_blocks=len(decoder_channels)
        )
        self.detail = _convolution(channels * _BLOCK**2, detail_channels)
        self.head = nn.Sequential(
            _convolution(decoder_channels[-1] + detail_channels, detail_channels),
            _block_classifier(detail_channels, classes),
        )

    def features(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return what the last layer sees, float32 (batch, feature_channels, height / 2, width / 2)."""
        inputs = self.fill(bands, presence).contiguous(memory_format=torch.channels_last)
        coarse = self.decoder(self.encoder(inputs))
        detail = self.detail(functional.pixel_unshuffle(inputs, _BLOCK))
        return self.head[0](torch.cat([coarse, detail], dim=1))

    def logits(self, features: Tensor) -> Tensor:
        """Return class logits, float32 (batch, classes, height, width), of ``features``."""
        return functional.pixel_shuffle(self.head[1](features), _BLOCK)

    def shift_logits(self, offsets: Sequence[float]) -> None:
        """Add a number to the logits of each class, for good.

        Args:
            offsets: one for each class.
        """
        with torch.no_grad():
            bias = cast(Tensor, self.head[1].bias)
            bias += bias.new_tensor(offsets).repeat_interleave(_BLOCK**2)

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return class logits.

        Args:
            bands: float32 (batch, channels, height, width), normalised reflectance, 0 where missing; height
                and width are multiples of 32.
            presence: float32 (batch, channels), 1 where a band is there, else 0.

        Returns:
            float32 (batch, classes, height, width).
        """
        return self.logits(self.features(bands, presence))
