"""Bends chips smoothly, mask along: outlines of mines come in more shapes than a data set holds."""

from __future__ import annotations

import torch
from torch import Generator, Tensor
from torchvision import tv_tensors
from torchvision.transforms import v2

from .dataset import UNLABELLED


def bend(
    reflectance: Tensor,
    is_valid: Tensor,
    mask: Tensor,
    generator: Generator,
    share: float = 0.5,
    alpha: float = 250.0,
    sigma: float = 6.0,
) -> tuple[Tensor, Tensor, Tensor]:
    """Return chips, some of them under an elastic transform (Simard et al. 2003, by torchvision).

    Args:
        reflectance: float32 (batch, bands, side, side), resampled bilinearly.
        is_valid: bool (batch, side, side); what is bent in from outside the chip is not.
        mask: int64 (batch, side, side), resampled by the nearest pixel, ``UNLABELLED`` from outside.
        generator: source of chance.
        share: of chips that are bent.
        alpha, sigma: strength and smoothness of the displacement, as in torchvision; pixels then move by about
            0.08 alpha / sigma (one standard deviation).

    Returns:
        New tensors of the same shapes and types as the first three arguments.
    """
    transform = v2.ElasticTransform(alpha, sigma, fill={tv_tensors.Image: 0.0, tv_tensors.Mask: UNLABELLED})
    is_chosen = torch.rand(len(reflectance), generator=generator) < share
    seeds = torch.randint(0, 2**31, (len(reflectance),), generator=generator)
    results = [reflectance.clone(), is_valid.clone(), mask.clone()]
    for index in torch.nonzero(is_chosen)[:, 0].tolist():
        # torchvision draws from torch's global generator: it is set for each chip, and put back.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(int(seeds[index]))
            image, valid, labels = transform(
                tv_tensors.Image(reflectance[index]), tv_tensors.Mask(is_valid[index].to(torch.uint8)[None]),
                tv_tensors.Mask(mask[index].to(torch.uint8)[None]),
            )  # fmt: skip
        # Beside invalid pixels bilinear values are mixed with nothing: these pixels don't count either.
        results[0][index], results[1][index] = image, valid[0] == 1
        results[2][index] = labels[0].long()
    return results[0], results[1], results[2]
