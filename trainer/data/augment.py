"""Augmentation of batches on tensors: radiometry, geometry, bands. All is drawn from a torch generator.

Haze, season, product level and processing shift bands between places, and neighbouring bands alike: the
jitter is smooth over wavelength. It works on reflectance, before normalisation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from mining_detector_plugin.engine.bands import BANDS, PACK_BANDS

_WAVELENGTH = torch.tensor([band.wavelength_nm for band in BANDS if band.name in PACK_BANDS])
#: Position on a logarithmic wavelength axis, 0 at B01 and 1 at B12.
_POSITION = (_WAVELENGTH / _WAVELENGTH[0]).log() / (_WAVELENGTH[-1] / _WAVELENGTH[0]).log()
#: Cosines of rising frequency: what a smooth curve over the bands is drawn from.
_CURVES = torch.stack([torch.cos(math.pi * order * _POSITION) for order in range(4)])
#: Haze scatters short waves most (a power of wavelength between Rayleigh's -4 and thick haze's -1).
_HAZE = (_WAVELENGTH / _WAVELENGTH[0]) ** -2.0
#: Optical depth of clear air (Hansen and Travis 1974, Space Sci. Rev. 16, eq. 2.30), from wavelengths in micrometres.
_MICROMETRES = _WAVELENGTH / 1000
_AIR_DEPTH = (
    0.008569 * _MICROMETRES**-4 * (1 + 0.0113 * _MICROMETRES**-2 + 0.00013 * _MICROMETRES**-4)
)  # fmt: skip
_SUN_COSINES = (0.6, 0.95)
_RGB = torch.tensor([name in ("B02", "B03", "B04") for name in PACK_BANDS])
_TEN = torch.tensor([name not in ("B01", "B09") for name in PACK_BANDS])
_SIX = torch.tensor([name in ("B02", "B03", "B04", "B08", "B11", "B12") for name in PACK_BANDS])


@dataclass(frozen=True)
class Jitter:
    """Strengths of radiometric jitter, as standard deviations unless said otherwise.

    Each image draws a severity from 0 to 1 that scales them all: some stay almost as they are. Without that, small
    networks learn slowly.

    Attributes:
        gain: of the logarithm of a band's gain.
        offset: of a band's shift, in reflectance.
        gamma: of the logarithm of the exponent that bends reflectance around the chip's mean.
        haze: highest share of the signal that haze hides (drawn evenly from 0).
        noise: of a pixel, in reflectance.
    """

    gain: float = 0.2
    offset: float = 0.015
    gamma: float = 0.15
    haze: float = 0.25
    noise: float = 0.002


def jitter_radiometry(
    reflectance: Tensor,
    jitter: Jitter,
    generator: Generator,
    channels: Sequence[int] = range(len(PACK_BANDS)),
    out: Tensor | None = None,
) -> Tensor:
    """Return reflectance under another sky: gain, offset, gamma and haze per image, smooth over the bands.

    Args:
        reflectance: float32 (batch, channels, height, width).
        jitter: strengths; all zero returns the input.
        generator: source of chance.
        channels: which of the twelve bands the channels are.
        out: takes the result; the input itself where it is of no more use, which saves memory and time.
    """
    batch, channels = len(reflectance), list(channels)
    severity = torch.rand((batch, 1), generator=generator)
    gain = torch.exp(severity * jitter.gain * _smooth_curves(batch, generator)[:, channels])
    offset = severity * jitter.offset * _smooth_curves(batch, generator)[:, channels]
    gamma = torch.exp(severity * jitter.gamma * _normal((batch, 1), generator)).expand(batch, len(channels))
    thickness = severity * jitter.haze * torch.rand((batch, 1), generator=generator)
    veil = thickness * _HAZE[channels]
    airlight = 0.1 + 0.25 * torch.rand((batch, 1), generator=generator)

    factor, shift = (gain * (1 - veil))[:, :, None, None], (offset + veil * airlight)[:, :, None, None]
    field = jitter.noise * _normal(tuple(reflectance.shape[1:]), generator).ravel()
    starts = torch.randint(0, len(field), (batch,), generator=generator).tolist()
    result = torch.empty_like(reflectance) if out is None else out
    # Image by image and in place: what fits the processor's cache goes several times as fast.
    draws = zip(reflectance, result, gamma[:, 0].tolist(), factor, shift, starts, strict=True)
    for image, jittered, bend, own_factor, own_shift, start in draws:
        if bend == 1.0:
            jittered.copy_(image)
        else:
            torch.clamp(image, min=1e-3, out=jittered)
            level = jittered.mean(dim=(1, 2), keepdim=True)
            jittered.div_(level).pow_(bend).mul_(level)
        jittered.mul_(own_factor).add_(own_shift)
        if jitter.noise > 0:
            # One field of noise for the batch, begun elsewhere for each image.
            jittered.add_(field.roll(start).view_as(jittered))
    return result


def take_off_air(
    reflectance: Tensor, share: float, generator: Generator, channels: Sequence[int] = range(len(PACK_BANDS))
) -> Tensor:
    """Return images of level 1C of which some are as level 2A: without what clear air scatters, by single scattering.

    Args:
        reflectance: float32 (batch, channels, height, width), at the top of the atmosphere.
        share: of the images that change, 0-1.
        generator: source of chance, also for the height of the sun.
        channels: which of the twelve bands the channels are.
    """
    batch = len(reflectance)
    low, high = _SUN_COSINES
    cosine = low + (high - low) * torch.rand((batch, 1), generator=generator)
    depth = _AIR_DEPTH[list(channels)]
    path = depth * 0.75 * (1 + cosine**2) / (4 * cosine)
    passed = torch.exp(-depth / 2 * (1 / cosine + 1))
    is_changed = (torch.rand((batch, 1), generator=generator) < share)[:, :, None, None]
    surface = (reflectance - path[:, :, None, None]) / passed[:, :, None, None]
    return torch.where(is_changed, surface.clamp(min=0), reflectance)


def turn(images: list[Tensor], generator: Generator) -> list[Tensor]:
    """Flip and turn batches by quarter turns, each sample by its own draw, the same for all tensors given.

    Args:
        images: tensors (batch, ..., side, side); square, so that shapes stay.
    """
    batch = len(images[0])
    draws = torch.randint(0, 8, (batch,), generator=generator)
    results = []
    for image in images:
        result = image.clone()
        for draw in range(1, 8):
            chosen = draws == draw
            if chosen.any():
                part = torch.rot90(image[chosen], draw % 4, dims=(-2, -1))
                result[chosen] = part.flip(-1) if draw >= 4 else part
        results.append(result)
    return results


def drop_bands(
    presence: Tensor, generator: Generator, rgb_share: float = 0.35, keep_share: float = 0.35
) -> Tensor:
    """Return presence with some of the bands that are there dropped; the three of RGB stay.

    A sample goes down to RGB with ``rgb_share``, stays whole with ``keep_share``; the rest get the ten or six
    bands of usual products, or lose bands at random.

    Args:
        presence: float32 (batch, 12).
    """
    batch = len(presence)
    mode = torch.rand((batch, 1), generator=generator)
    random = torch.rand(presence.shape, generator=generator) < torch.rand((batch, 1), generator=generator)
    rest = (mode - rgb_share - keep_share) / max(1e-6, 1 - rgb_share - keep_share)
    kept = torch.where(rest < 0.25, _TEN, torch.where(rest < 0.5, _SIX, random | _RGB))
    kept = torch.where(mode < rgb_share + keep_share, torch.ones_like(kept), kept)
    kept = torch.where(mode < rgb_share, _RGB.expand_as(kept), kept)
    return presence * kept


def _smooth_curves(batch: int, generator: Generator) -> Tensor:
    """Return (batch, 12) curves over the bands, of unit variance on average."""
    weights = torch.tensor([1.0, 0.6, 0.35, 0.2])
    curves = (_normal((batch, len(weights)), generator) * weights) @ _CURVES
    return curves / math.sqrt(float((weights[:, None] ** 2 * _CURVES**2).sum(0).mean()))


def _normal(shape: tuple[int, ...], generator: Generator) -> Tensor:
    return torch.randn(shape, generator=generator)
