"""The segmenter: a slim U-Net on a timm encoder with an extra branch at full resolution for small bodies.

A pixel's result never depends on the whole tile: there is batch norm only, no squeeze-and-excitation.
"""

from __future__ import annotations

from typing import Any

import torch
from segmentation_models_pytorch import Unet
from torch import Tensor, nn


def _convolution(channels_in: int, channels_out: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.ReLU(inplace=True),
    )


class SegmenterUnet(nn.Module):
    """U-Net over the canonical bands and their presence.

    The presence of a band reaches the network as a second, constant plane beside the band's own, so that
    'missing' and 'as bright as the mean' are told apart at each pixel.

    Args:
        channels: count of bands.
        classes: count of classes, background included.
        encoder: a timm model by its name in segmentation-models-pytorch (``tu-…``). It must normalise by
            batch norm alone and have no squeeze-and-excitation, else tiles show seams.
        encoder_weights: ``imagenet`` fetches timm's weights, None starts from random ones.
        encoder_arguments: further arguments of the timm model, such as the width of its stages.
        decoder_channels: width of the decoder's stages, from the deepest to full resolution.
        detail_channels: width of the branch at full resolution.
    """

    def __init__(
        self,
        channels: int = 12,
        classes: int = 5,
        encoder: str = "tu-resnet10t",
        encoder_weights: str | None = None,
        encoder_arguments: dict[str, Any] | None = None,
        decoder_channels: tuple[int, ...] = (96, 64, 48, 32, 16),
        detail_channels: int = 16,
    ) -> None:
        super().__init__()
        self.unet = Unet(
            encoder, encoder_depth=len(decoder_channels), encoder_weights=encoder_weights,
            decoder_channels=tuple(decoder_channels), in_channels=2 * channels, classes=classes,
            **(encoder_arguments or {}),
        )  # fmt: skip
        self.unet.segmentation_head = nn.Identity()
        self.detail = _convolution(2 * channels, detail_channels)
        self.head = nn.Sequential(
            _convolution(decoder_channels[-1] + detail_channels, detail_channels),
            nn.Conv2d(detail_channels, classes, 1),
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
        coarse = self.unet.decoder(self.unet.encoder(inputs))
        return self.head(torch.cat([coarse, self.detail(inputs)], dim=1))
