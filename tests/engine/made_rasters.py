"""Small rasters that tests write to read back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from affine import Affine

UTM_33N = "EPSG:32633"
ORIGIN = (500_000.0, 5_600_000.0)


def made_numbers(
    count: int, height: int, width: int, seed: int = 0, low: int = 1, high: int = 5000
) -> np.ndarray:
    """Return uint16 (count, height, width) of random numbers, none of them 0."""
    return np.random.default_rng(seed).integers(low, high, (count, height, width), dtype=np.uint16)


def write_raster(
    path: Path,
    numbers: np.ndarray,
    names: tuple[str, ...] | None = None,
    *,
    resolution: float = 10.0,
    origin: tuple[float, float] = ORIGIN,
    crs: str | None = UTM_33N,
    tags: dict[str, str] | None = None,
    **profile,
) -> Path:
    """Write (bands, height, width) as a raster and return its path."""
    count, height, width = numbers.shape
    path.parent.mkdir(parents=True, exist_ok=True)
    transform = Affine(resolution, 0, origin[0], 0, -resolution, origin[1])
    with rasterio.open(
        path, "w", **{"driver": "GTiff"} | profile, count=count, height=height, width=width,
        dtype=numbers.dtype, crs=crs, transform=transform,
    ) as dataset:  # fmt: skip
        dataset.write(numbers)
        if names:
            dataset.descriptions = names
        if tags:
            dataset.update_tags(**tags)
    return path
