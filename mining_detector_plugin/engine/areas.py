"""Areas on the ground, whatever the CRS."""

from __future__ import annotations

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.warp import transform

#: Lambert's cylindrical equal-area projection on WGS 84 (EASE-Grid 2.0): exact areas from pole to pole.
_EQUAL_AREA = CRS.from_epsg(6933)
#: Length of the equator in that projection, in metres.
_WORLD_WIDTH = 34_735_060.89
#: Geometries that are projected at once: their points become Python's numbers, which take much memory.
_AT_ONCE = 20_000


def area_ha(geometries: np.ndarray, crs: CRS) -> np.ndarray:
    """Return the area of each geometry in hectares.

    Args:
        geometries: shapely geometries (n,) with coordinates in the CRS.
        crs: of the geometries.

    Returns:
        float64 (n,).
    """
    geometries = np.asarray(geometries, dtype=object)
    if not len(geometries):
        return np.zeros(0)
    if len(geometries) > _AT_ONCE:
        starts = range(0, len(geometries), _AT_ONCE)
        return np.concatenate([area_ha(geometries[start : start + _AT_ONCE], crs) for start in starts])
    coordinates, owners = shapely.get_coordinates(geometries, return_index=True)
    # rasterio takes the numbers one by one, which is fastest from lists.
    x, y = np.array(transform(crs, _EQUAL_AREA, *coordinates.T.tolist()))
    # Across the antimeridian x jumps by the world's width: count on from each geometry's first point.
    first = x[np.searchsorted(owners, owners)]
    x -= _WORLD_WIDTH * np.round((x - first) / _WORLD_WIDTH)
    projected = shapely.set_coordinates(geometries.copy(), np.column_stack([x, y]))
    return shapely.area(projected) / 10_000
