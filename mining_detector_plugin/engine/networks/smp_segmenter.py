"""Any architecture and encoder of segmentation-models-pytorch behind the two inputs that every pack takes.

What makes a pixel's result depend on where its tile lies is replaced where that is possible: GroupNorm (in the FPN)
and InstanceNorm by batch norm, and resampling that aligns corners by one that keeps each pixel's centre.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import segmentation_models_pytorch as smp
from segmentation_models_pytorch.decoders.fpn.decoder import Conv3x3GNReLU
from torch import Tensor, nn

from .band_input import BandInput

log = logging.getLogger("trainer")


class SmpSegmenter(nn.Module):
    """A network of segmentation-models-pytorch.

    Args:
        classes: count of classes, background included.
        channels, used_channels, indices, mean, stddev: see ``BandInput``.
        architecture: such as ``Unet``, ``FPN``, ``UnetPlusPlus``; PSPNet and DeepLab pool over the whole tile and
            leave seams.
        encoder: such as ``mit_b5``, ``resnet34``, or ``tu-`` and the name of a timm model. Transformers (``mit``) and
            squeeze-and-excitation look at the whole tile: neighbouring tiles then need a good overlap.
        encoder_weights: ``imagenet`` takes published weights where they are there or can be fetched; None starts from
            random ones.
        options: further arguments of the architecture, such as ``decoder_channels``.
    """

    def __init__(
        self,
        classes: int = 2,
        channels: int = 12,
        used_channels: Sequence[int] | None = None,
        indices: Sequence[str] = (),
        mean: Sequence[float] | None = None,
        stddev: Sequence[float] | None = None,
        architecture: str = "Unet",
        encoder: str = "resnet34",
        encoder_weights: str | None = None,
        options: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.input = BandInput(channels, used_channels, indices, mean, stddev)
        self.network = _create(
            architecture, encoder, encoder_weights, self.input.out_channels, classes, options or {}
        )
        replace_what_leaves_seams(self.network)

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return class logits, float32 (batch, classes, height, width).

        Args:
            bands: float32 (batch, channels, height, width), normalised reflectance; height and width are multiples
                of 32.
            presence: float32 (batch, channels), 1 where a band is there, else 0.
        """
        return self.network(self.input(bands, presence))


def _create(
    architecture: str, encoder: str, weights: str | None, channels: int, classes: int, options: dict[str, Any]
) -> nn.Module:
    """Return the network, with random weights where the published ones can't be had."""
    wanted = {"encoder_name": encoder, "in_channels": channels, "classes": classes, **options}
    try:
        if weights is not None:
            network = smp.create_model(architecture, encoder_weights=weights, **wanted)
            log.info("The encoder %s starts from its published weights (%s).", encoder, weights)
            return network
    except (OSError, RuntimeError) as error:
        # What fetches them raises errors of many libraries; the connection's derive from OSError.
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        log.warning(
            "The encoder %s starts from random weights; its published ones are not here: %s", encoder, reason
        )
    try:
        return smp.create_model(architecture, encoder_weights=None, **wanted)
    except KeyError as error:
        raise ValueError(str(error.args[0])) from error


def replace_what_leaves_seams(network: nn.Module) -> None:
    """Replace, in place, layers that make a pixel's result depend on its tile.

    - GroupNorm and InstanceNorm take their statistics from the whole tile; batch norm is a constant at inference.
    - Bilinear resampling with aligned corners moves what it samples by where the pixel lies in the tile.
    """
    for name, layer in network.named_children():
        if isinstance(layer, Conv3x3GNReLU):
            setattr(network, name, _fpn_block(layer))
        elif isinstance(layer, nn.GroupNorm):
            setattr(network, name, nn.BatchNorm2d(layer.num_channels))
        elif isinstance(layer, nn.InstanceNorm2d):
            setattr(network, name, nn.BatchNorm2d(layer.num_features))
        elif isinstance(layer, nn.Upsample) and layer.align_corners:
            setattr(network, name, _upsample(layer.scale_factor))
        else:
            replace_what_leaves_seams(layer)


def _fpn_block(block: Conv3x3GNReLU) -> nn.Sequential:
    """Return the FPN's block of convolution, norm and ReLU without its GroupNorm and aligned corners."""
    convolution = block.block[0]
    layers: list[nn.Module] = [convolution, nn.BatchNorm2d(convolution.out_channels), nn.ReLU(inplace=True)]
    if block.upsample:
        layers.append(_upsample(2.0))
    return nn.Sequential(*layers)


def _upsample(scale_factor: Any) -> nn.Upsample:
    return nn.Upsample(scale_factor=scale_factor, mode="bilinear", align_corners=False)
