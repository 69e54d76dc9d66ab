"""What stands between the ground and the file: sunlight on slopes, clouds, shadows, haze, the sensor."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from mining_detector_plugin.engine.bands import BANDS, PACK_BANDS

from .canvas import fractal_noise, smoothstep
from .spectra import CLOUD, HAZE, SKYLIGHT

SUN_AZIMUTH_DEG = 50.0
SUN_ELEVATION_DEG = 52.0
PIXEL_M = 10.0
#: Half of what level 2A's terrain correction leaves; shading is weaker than in a level-1C scene.
RELIEF_CONTRAST = 0.75
_RESOLUTION_M = {band.name: band.resolution_m for band in BANDS}


def sunlight(height: np.ndarray) -> np.ndarray:
    """Return the direct light on each slope relative to flat ground, float32 (rows, columns), 0.2-1.8.

    Lambert's cosine law. Height in metres on a grid of 10 m.
    """
    down_rows, down_columns = np.gradient(height / PIXEL_M)
    azimuth, elevation = np.radians(SUN_AZIMUTH_DEG), np.radians(SUN_ELEVATION_DEG)
    east, north = np.sin(azimuth), np.cos(azimuth)
    # The surface's normal is (-dz/dx, -dz/dy, 1), with y to the north, against the order of rows.
    towards = -down_columns * east + down_rows * north
    cosine = (towards * np.cos(elevation) + np.sin(elevation)) / np.sqrt(1 + down_rows**2 + down_columns**2)
    light = 1 + RELIEF_CONTRAST * (cosine / np.sin(elevation) - 1)
    return np.clip(light, 0.2, 1.8).astype(np.float32)


def clouds(rng: np.random.Generator, size: int, cover: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the opacity of clouds and of their shadows, float32 (size, size), 0-1.

    Args:
        rng: random generator.
        size: side in pixels.
        cover: share of the scene under cloud, 0-1.
    """
    shape = fractal_noise(rng, (size, size), 2.9) + 0.35 * fractal_noise(rng, (size, size), 1.9)
    shape = ndimage.gaussian_filter(shape, 1.8)
    if cover <= 0:
        return np.zeros_like(shape), np.zeros_like(shape)
    edge = float(np.quantile(shape, 1 - cover))
    opacity = 0.97 * smoothstep(shape, edge - 0.22, edge + 0.5)
    # Tops at about 900 m throw the shadow away from the sun.
    reach = 900 / np.tan(np.radians(SUN_ELEVATION_DEG)) / PIXEL_M
    azimuth = np.radians(SUN_AZIMUTH_DEG)
    shift = (reach * np.cos(azimuth), -reach * np.sin(azimuth))
    shadow = ndimage.shift(opacity, shift, order=1, mode="constant", cval=0.0)
    return opacity, ndimage.gaussian_filter(shadow, 1.5) * (1 - opacity)


def expose(
    ground: np.ndarray, light: np.ndarray, opacity: np.ndarray, shadow: np.ndarray, haze: np.ndarray,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Turn ground reflectance into what a sensor reports, in place, band by band.

    Args:
        ground: float32 (12, size, size), reflectance; overwritten.
        light: direct light relative to flat ground. opacity, shadow: from `clouds`. haze: 0-1.
        rng: random generator for the sensor's noise.
    """
    sunny = light * (1 - 0.95 * shadow)
    for index, name in enumerate(PACK_BANDS):
        band = ground[index]
        band *= sunny * (1 - SKYLIGHT[index]) + SKYLIGHT[index]
        band *= 1 - 0.25 * haze
        band += HAZE[index] * haze
        band *= 1 - opacity
        band += CLOUD[index] * opacity
        band[:] = _sense(band, _RESOLUTION_M[name])
        band += rng.standard_normal(band.shape, dtype=np.float32) * (0.0007 + 0.006 * band)
        np.clip(band, 0.0005, 1.4, out=band)


def _sense(band: np.ndarray, resolution_m: int) -> np.ndarray:
    """Blur as the instrument does; bands of 20 and 60 m are averaged to their grid and interpolated back."""
    factor = round(resolution_m / PIXEL_M)
    if factor == 1:
        return ndimage.gaussian_filter(band, 0.55)
    rows, columns = (-(-side // factor) * factor for side in band.shape)
    padded = np.pad(band, ((0, rows - band.shape[0]), (0, columns - band.shape[1])), mode="edge")
    coarse = padded.reshape(rows // factor, factor, columns // factor, factor).mean((1, 3))
    fine = ndimage.zoom(coarse, factor, order=1, mode="nearest", grid_mode=True)
    return fine[: band.shape[0], : band.shape[1]]
