"""A classifier of chips on any backbone of timm, with as many bands and indices as it is to see."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import timm
from torch import Tensor, nn
from torch.nn import functional

from .band_input import BandInput

log = logging.getLogger("trainer")


class TimmClassifier(nn.Module):
    """Logits per class from chips.

    Args:
        backbone: a model of timm by its name, such as ``maxvit_tiny_tf_512``. Its first convolution is made for
            the channels that it gets; published weights of it are repeated over them (timm's ``in_chans``).
        classes: outputs.
        channels, used_channels, indices, mean, stddev: see ``BandInput``.
        pretrained: start from timm's published weights where they can be had; else from random ones, with a line
            in the log.
        image_size: side in pixels that the backbone is made for, where it takes one size only, or is to see
            enlarged chips; chips of another size are resampled to it. None takes chips as they are.
        dropout: share of pooled features that training drops.
        backbone_arguments: further arguments of the timm model.
    """

    def __init__(
        self,
        backbone: str = "resnet18",
        classes: int = 1,
        channels: int = 12,
        used_channels: Sequence[int] | None = None,
        indices: Sequence[str] = (),
        mean: Sequence[float] | None = None,
        stddev: Sequence[float] | None = None,
        pretrained: bool = False,
        image_size: int | None = None,
        dropout: float = 0.0,
        backbone_arguments: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        if not timm.is_model(backbone):
            near = timm.list_models(f"*{backbone.split('_')[0]}*")[:5]
            raise ValueError(f"timm has no model {backbone!r}; near ones are {', '.join(near) or 'none'}")
        self.input = BandInput(channels, used_channels, indices, mean, stddev)
        self.image_size = image_size
        wanted: dict[str, Any] = {
            "in_chans": self.input.out_channels, "num_classes": classes, "drop_rate": dropout,
            **(backbone_arguments or {}),
        }  # fmt: skip
        if image_size is not None and _takes_size(backbone):
            wanted["img_size"] = image_size
        self.backbone = _create(backbone, pretrained, wanted)

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return logits, float (batch, classes), from normalised bands and their presence."""
        inputs = self.input(bands, presence)
        if self.image_size is not None:
            size = (self.image_size, self.image_size)
            inputs = functional.interpolate(inputs, size=size, mode="bilinear", align_corners=False)
        return self.backbone(inputs)


def _takes_size(backbone: str) -> bool:
    """Return whether a timm model is built for one size of image."""
    config = timm.get_pretrained_cfg(backbone)
    return config is not None and bool(config.fixed_input_size)


def _create(backbone: str, pretrained: bool, wanted: dict[str, Any]) -> nn.Module:
    if pretrained:
        try:
            return timm.create_model(backbone, pretrained=True, **wanted)
        except (OSError, RuntimeError, ValueError, ImportError) as error:
            reason = str(error).strip().split("\n")[0]
            log.warning(
                "No published weights of %s can be had, it starts from random ones: %s", backbone, reason
            )
    return timm.create_model(backbone, pretrained=False, **wanted)
