"""Makes small rasters with polygons of mines on them, each at its own place, for tests of building data sets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from rasterio.transform import from_origin

UTM = "EPSG:32633"
BANDS = ("B02", "B03", "B04", "B08")
WEST, NORTH, PIXEL = 500_000.0, 5_600_000.0, 10.0
SIDE = 200
#: Pixel windows of the mines in each raster: left, top, right, bottom.
MINES = ((20, 30, 60, 70), (120, 110, 150, 170))
GROUND, MINE = 0.1, 0.4


def write_scene(
    path: Path,
    east_km: float = 0.0,
    seed: int = 0,
    side: int = SIDE,
    mines: Sequence = MINES,
    date: str = "2023-06-01",
) -> Path:
    """Write dark noisy ground with bright mines as uint16 without an offset, ``east_km`` east of the first place."""
    values = np.random.default_rng(seed).normal(GROUND, 0.005, (len(BANDS), side, side))
    for left, top, right, bottom in mines:
        values[:, top:bottom, left:right] = MINE
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", driver="GTiff", dtype="uint16", count=len(BANDS), height=side, width=side, crs=UTM, tiled=True,
        blockxsize=128, blockysize=128, transform=from_origin(WEST + 1000 * east_km, NORTH, PIXEL, PIXEL), nodata=0,
    ) as raster:  # fmt: skip
        raster.write(np.rint(values * 10_000).astype(np.uint16))
        raster.descriptions = BANDS
        # The scale is stated, so that a scene of nothing but bright ground is not taken for one with an offset.
        raster.scales, raster.offsets = [1e-4] * len(BANDS), [0.0] * len(BANDS)
        raster.update_tags(ACQUISITION_DATE=date)
    return path


def mine_boxes(east_km: float = 0.0, mines: Sequence = MINES) -> list[shapely.Polygon]:
    """Return the mines' outlines in metres of UTM 33N."""
    west = WEST + 1000 * east_km
    return [
        shapely.box(west + left * PIXEL, NORTH - bottom * PIXEL, west + right * PIXEL, NORTH - top * PIXEL)
        for left, top, right, bottom in mines
    ]


def write_layer(
    path: Path,
    polygons: Sequence,
    columns: dict[str, Sequence] | None = None,
    crs: str = UTM,
    layer: str = "mines",
    given_in: str = UTM,
) -> Path:
    """Write polygons with text columns to a vector file; they are reprojected where its CRS is another."""
    geometries = np.array(polygons, object)
    if crs != given_in:

        def move(points: np.ndarray) -> np.ndarray:
            return np.column_stack(rasterio.warp.transform(given_in, crs, points[:, 0], points[:, 1]))

        geometries = np.array([shapely.transform(geometry, move) for geometry in geometries], object)
    columns = columns or {}
    pyogrio.raw.write(
        path, shapely.to_wkb(geometries), [np.array(values, object) for values in columns.values()],
        np.array(list(columns), object), geometry_type="Unknown", crs=crs,
        driver="GPKG" if path.suffix == ".gpkg" else "GeoJSON", layer=layer,
    )  # fmt: skip
    return path
