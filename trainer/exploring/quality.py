"""Measures of one chip: entropy, contrast, sharpness, and the fingerprints that tell near-duplicates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data.dataset import ChipPixels

_VISIBLE = [PACK_BANDS.index(name) for name in ("B02", "B03", "B04")]
#: Grey levels between reflectance 0 and 1: fine enough for dark forest, without a white point to saturate at.
GREY_LEVELS = 1024
#: Side of the small picture that confirms what the hash says.
THUMBNAIL_SIDE = 16


@dataclass(frozen=True)
class ChipQuality:
    """Measures of one chip.

    Attributes:
        entropy: bits, 0 to 10: Shannon entropy of the grey levels; nodata counts as one level.
        contrast: standard deviation of grey reflectance (RMS contrast), valid pixels only.
        blur: variance of the Laplacian of the grey levels (Pech-Pacheco et al. 2000); a blurred chip is low.
        valid_share: 0-1, pixels with data.
        hash_bits: bool (64,), perceptual hash.
        thumbnail: uint8 (256,), the chip in 16 x 16 pixels, stretched to its own range.
    """

    entropy: float
    contrast: float
    blur: float
    valid_share: float
    hash_bits: np.ndarray
    thumbnail: np.ndarray


def grey_reflectance(pixels: ChipPixels) -> np.ndarray:
    """Return float32 (height, width): the mean of the visible bands that are there, of all bands without any."""
    present = np.flatnonzero(pixels.presence)
    visible = [channel for channel in _VISIBLE if pixels.presence[channel]]
    return pixels.reflectance[visible or present].mean(axis=0, dtype=np.float32)


def measure_chip(pixels: ChipPixels) -> ChipQuality:
    """Return the measures of a chip."""
    grey = grey_reflectance(pixels)
    stretched = _stretch_to_own_range(grey, pixels.is_valid)
    return ChipQuality(
        entropy=_entropy(np.where(pixels.is_valid, grey, 0)),
        contrast=float(grey[pixels.is_valid].std()) if pixels.is_valid.any() else 0.0,
        blur=_laplacian_variance(grey, pixels.is_valid),
        valid_share=float(pixels.is_valid.mean()),
        hash_bits=_hash_bits(stretched),
        thumbnail=_thumbnail(stretched),
    )


def _entropy(grey: np.ndarray) -> float:
    """Return Shannon's entropy of the grey levels in bits."""
    levels = np.clip(grey * GREY_LEVELS, 0, GREY_LEVELS - 1).astype(np.int64)
    counts = np.bincount(levels.ravel())
    shares = counts[counts > 0] / levels.size
    return float(-(shares * np.log2(shares)).sum()) + 0.0


def _laplacian_variance(grey: np.ndarray, is_valid: np.ndarray) -> float:
    """Return the variance of the Laplacian where the pixel and its neighbours are valid."""
    from scipy import ndimage

    laplacian = ndimage.laplace(grey * GREY_LEVELS)
    inside = ndimage.binary_erosion(is_valid, border_value=0)
    return float(laplacian[inside].var()) if inside.any() else 0.0


def _stretch_to_own_range(grey: np.ndarray, is_valid: np.ndarray) -> np.ndarray:
    """Return uint8 (height, width) between the chip's 2nd and 98th percentile; nodata becomes the median.

    Haze and season shift and scale a chip's values: stretched this way the same ground looks alike.
    """
    if not is_valid.any():
        return np.zeros(grey.shape, np.uint8)
    low, middle, high = np.percentile(grey[is_valid], (2, 50, 98))
    filled = np.where(is_valid, grey, middle)
    return (np.clip((filled - low) / max(high - low, 1e-6), 0, 1) * 255).astype(np.uint8)


def _hash_bits(stretched: np.ndarray) -> np.ndarray:
    import imagehash
    from PIL import Image

    return imagehash.phash(Image.fromarray(stretched)).hash.ravel()


def _thumbnail(stretched: np.ndarray) -> np.ndarray:
    from PIL import Image

    small = Image.fromarray(stretched).resize((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.BOX)
    return np.asarray(small).ravel()
