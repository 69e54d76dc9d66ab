"""The segmenter: a U-Net on a timm encoder, with a thin branch at full resolution for small bodies.

A pixel's result never depends on the whole tile: there is batch norm only, no squeeze-and-excitation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from segmentation_models_pytorch.decoders.unet.decoder import UnetDecoder
from segmentation_models_pytorch.encoders import get_encoder
from torch import Tensor, nn
from torch.nn import functional


def _convolution(channels_in: int, channels_out: int, size: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, size, padding=size // 2, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.ReLU(inplace=True),
    )


class SegmenterUnet(nn.Module):
    """U-Net over the canonical bands and their presence.

    The presence of a band reaches the network as a second, constant plane beside the band's own, so that
    'missing' and 'as bright as the mean' are told apart at each pixel. The U-Net ends at half resolution, where
    a convolution costs a quarter; only two thin convolutions run at full resolution.

    Args:
        channels: count of bands.
        classes: count of classes, background included.
        encoder: a timm model by its name in segmentation-models-pytorch (``tu-…``). It must normalise by
            batch norm alone and have no squeeze-and-excitation, else tiles show seams.
        encoder_weights: ``imagenet`` fetches timm's weights, None starts from random ones.
        encoder_arguments: further arguments of the timm model, such as the width of its stages.
        decoder_channels: width of the decoder's four stages, from stride 16 to stride 2.
        detail_channels: width of the branch at full resolution.
    """

    def __init__(
        self,
        channels: int = 12,
        classes: int = 5,
        encoder: str = "tu-resnet18d",
        encoder_weights: str | None = None,
        encoder_arguments: dict[str, Any] | None = None,
        decoder_channels: Sequence[int] = (96, 64, 40, 16),
        detail_channels: int = 12,
    ) -> None:
        super().__init__()
        self.encoder = get_encoder(
            encoder, in_channels=2 * channels, weights=encoder_weights, **(encoder_arguments or {})
        )
        self.decoder = UnetDecoder(
            self.encoder.out_channels, tuple(decoder_channels), n_blocks=len(decoder_channels)
        )
        self.narrow = nn.Conv2d(decoder_channels[-1], detail_channels, 1)
        self.detail = _convolution(2 * channels, detail_channels, 3)
        self.head = nn.Sequential(
            _convolution(2 * detail_channels, detail_channels, 3), nn.Conv2d(detail_channels, classes, 1)
        )

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return class logits.

        Args:
            bands: float32 (batch, channels, height, width), normalised reflectance, 0 where missing; height
                and width are multiples of 32.
            presence: float32 (batch, channels), 1 where a band is there, else 0.

        Returns:
            float32 (batch, classes, height, width).
        """
        planes = presence[:, :, None, None].expand_as(bands)
        inputs = torch.cat([bands * planes, planes], dim=1)
        inputs = inputs.contiguous(memory_format=torch.channels_last)
        coarse = self.narrow(self.decoder(self.encoder(inputs)))
        coarse = functional.interpolate(coarse, scale_factor=2.0, mode="nearest")
        return self.head(torch.cat([coarse, self.detail(inputs)], dim=1))
