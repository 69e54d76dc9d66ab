"""Guesses the bands that an RGB image lacks, so that training shows every class with every set of bands.

Tailings and most artisanal scars are labelled in RGB alone. A network that sees them so only learns that what
comes with a near infrared band is neither. A guess adds nothing that is not in RGB; it keeps bands and classes
apart. It is used in training alone, never on a scene that is searched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS

from .normalisation import MEAN, STDDEV

_RGB = [PACK_BANDS.index(name) for name in ("B04", "B03", "B02")]
_SURROUNDINGS_PX = 5
_HIDDEN = 32
_PIXELS = 8192
_HIGHEST = 1.2


@dataclass(frozen=True)
class BandGuess:
    """A small regression per pixel, from RGB there and around it to all twelve bands; made by ``fit_band_guess``."""

    network: nn.Module

    def fill(self, reflectance: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        """Return an RGB image with the other nine bands guessed, each a little wrong by chance.

        Args:
            reflectance: float32 (12, height, width) of which red, green and blue are there.
            generator: draws a gain per band (standard deviation 15 %).

        Returns:
            float32 (12, height, width); red, green and blue are as given.
        """
        with torch.no_grad():
            features = _features(torch.from_numpy(reflectance[None]))
            guess = self.network(features)[0].numpy() * STDDEV[:, None, None] + MEAN[:, None, None]
        gains = np.exp(generator.normal(0, 0.15, len(PACK_BANDS))).astype(np.float32)
        filled = np.clip(guess * gains[:, None, None], 0, _HIGHEST)
        filled[_RGB] = reflectance[_RGB]
        return filled


def fit_band_guess(images: list[tuple[np.ndarray, np.ndarray]], seed: int = 0, steps: int = 400) -> BandGuess:
    """Fit a guess on images that have more bands than RGB.

    Args:
        images: reflectance float32 (count, 12, height, width) and presence float32 (12,) of each source; red,
            green and blue are there, bands that are missing count for nothing.
        seed: of the start and of the pixels drawn.
        steps: of gradient descent, each on 8192 pixels of one source.
    """
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    sources = [_pixels(reflectance, presence, generator) for reflectance, presence in images]
    network = nn.Sequential(
        nn.Conv2d(2 * len(_RGB), _HIDDEN, 1), nn.ReLU(), nn.Conv2d(_HIDDEN, _HIDDEN, 1), nn.ReLU(),
        nn.Conv2d(_HIDDEN, len(PACK_BANDS), 1),
    )  # fmt: skip
    optimizer = torch.optim.Adam(network.parameters(), lr=5e-3)
    for _ in range(steps):
        features, truth, known = sources[int(generator.integers(len(sources)))]
        chosen = torch.from_numpy(generator.integers(0, features.shape[3], _PIXELS))
        error = (network(features[..., chosen]) - truth[..., chosen]) * known
        optimizer.zero_grad()
        functional.smooth_l1_loss(error, torch.zeros_like(error)).backward()
        optimizer.step()
    return BandGuess(network.eval())


def _features(reflectance: Tensor) -> Tensor:
    """Return (batch, 6, height, width): normalised RGB, and its mean over the surroundings."""
    mean, stddev = (torch.from_numpy(values[_RGB])[:, None, None] for values in (MEAN, STDDEV))
    rgb = (reflectance[:, _RGB] - mean) / stddev
    around = functional.avg_pool2d(
        rgb, _SURROUNDINGS_PX, stride=1, padding=_SURROUNDINGS_PX // 2, count_include_pad=False
    )
    return torch.cat([rgb, around], dim=1)


def _pixels(
    reflectance: np.ndarray, presence: np.ndarray, generator: np.random.Generator, most: int = 200_000
) -> tuple[Tensor, Tensor, Tensor]:
    """Return features (1, 6, 1, count), truth (1, 12, 1, count) and known bands (1, 12, 1, 1) of drawn pixels."""
    images = torch.from_numpy(reflectance)
    mean, stddev = (torch.from_numpy(values)[:, None, None] for values in (MEAN, STDDEV))
    features, truth = _features(images), (images - mean) / stddev
    flat = [values.permute(1, 0, 2, 3).reshape(values.shape[1], -1) for values in (features, truth)]
    chosen = torch.from_numpy(generator.permutation(flat[0].shape[1])[:most])
    drawn_features, drawn_truth = (values[:, chosen][None, :, None] for values in flat)
    return drawn_features, drawn_truth, torch.from_numpy(presence)[None, :, None, None]
