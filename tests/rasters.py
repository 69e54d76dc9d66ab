"""Small rasters made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

UTM = "EPSG:32633"
WEST, NORTH, PIXEL = 500_000.0, 5_600_000.0, 10.0


def write_reflectance(
    path: Path,
    reflectance: np.ndarray,
    bands: Sequence[str],
    crs: str | None = UTM,
    nodata: float | None = None,
) -> Path:
    """Write float32 reflectance (bands, height, width) with named bands on a 10 m grid."""
    count, height, width = reflectance.shape
    with rasterio.open(
        path, "w", driver="GTiff", dtype="float32", count=count, height=height, width=width, crs=crs,
        nodata=nodata, transform=from_origin(WEST, NORTH, PIXEL, PIXEL),
    ) as file:  # fmt: skip
        file.write(reflectance.astype(np.float32))
        file.descriptions = tuple(bands)
    return path


def ground_with_mines(
    height: int, width: int, mines: Sequence[tuple[int, int, int, int]], blue: float = 0.3
) -> np.ndarray:
    """Return reflectance of B02 B03 B04 (3, height, width): dark ground, and bright red in the given windows.

    Args:
        mines: row, column, rows, columns of each bright rectangle.
        blue: of the bright rectangles.
    """
    reflectance = np.full((3, height, width), 0.08, dtype=np.float32)
    for row, column, rows, columns in mines:
        place = (slice(row, row + rows), slice(column, column + columns))
        reflectance[(2, *place)] = 0.5
        reflectance[(0, *place)] = blue
    return reflectance


RGB = ("B02", "B03", "B04")
