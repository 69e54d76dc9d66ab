"""Which member of a dispatching pack answers at a place: regions with names, and the pack of each.

Places are longitude and latitude in degrees on WGS 84, as GeoJSON has them (RFC 7946).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.warp import transform as transform_points

from .errors import PackError
from .pack import Pack
from .scene import Scene

_LONLAT = CRS.from_epsg(4326)


class RegionMap:
    """Named regions on the ground. Where several hold a place, the first in the file counts.

    Args:
        path: a GeoJSON file of polygons.
        column: the property that holds a region's name.
        names: the regions to keep; each must be there. None for all.

    Raises:
        PackError: ``pack_invalid`` where the file is not such a file.
    """

    def __init__(self, path: Path, column: str, names: Collection[str] | None = None) -> None:
        try:
            features = json.loads(path.read_text(encoding="utf-8"))["features"]
            named = [(str(feature["properties"][column]), feature["geometry"]) for feature in features]
            kept = [
                (name, shapely.geometry.shape(shape))
                for name, shape in named
                if names is None or name in names
            ]
        except (
            OSError,
            KeyError,
            TypeError,
            ValueError,
            AttributeError,
            shapely.errors.ShapelyError,
        ) as error:
            raise _broken(
                path, f"it is no GeoJSON of polygons with the property {column!r}: {error}"
            ) from error
        self._names = [name for name, _ in kept]
        shapes = np.array([shape for _, shape in kept], dtype=object)
        without = sorted(set(names or ()) - set(self._names))
        if without:
            raise _broken(path, f"it has no region {', '.join(without)}")
        if any(shape.geom_type not in ("Polygon", "MultiPolygon") for shape in shapes):
            raise _broken(path, "its regions must be polygons")
        bounds = shapely.total_bounds(shapes)
        if not (np.all(bounds[:2] >= [-180, -90]) and np.all(bounds[2:] <= [180, 90])):
            raise _broken(path, "its coordinates must be longitude and latitude")
        self._tree = shapely.STRtree(shapes)

    def names_at(self, places: np.ndarray) -> list[str | None]:
        """Return the region of each place, None where there is none.

        Args:
            places: float64 (n, 2), longitude and latitude in degrees.
        """
        places = np.asarray(places, dtype=float).reshape(-1, 2)
        longitudes = (places[:, 0] + 180) % 360 - 180
        which, regions = self._tree.query(shapely.points(longitudes, places[:, 1]), predicate="intersects")
        found: list[str | None] = [None] * len(places)
        # Last to first, so that the first region of a place is what stays.
        for index, region in sorted(zip(which.tolist(), regions.tolist(), strict=True), reverse=True):
            found[index] = self._names[region]
        return found


class Dispatcher:
    """Picks the pack that answers at a place: the member of the place's region, else the pack itself.

    Args:
        pack: with ``dispatch``.

    Raises:
        PackError: ``pack_invalid`` where the regions can't be read or lack a member's.
    """

    def __init__(self, pack: Pack) -> None:
        if pack.dispatch is None:
            raise ValueError(f"{pack.name} does not dispatch")
        self._pack = pack
        self._regions = RegionMap(pack.dispatch.regions_path, pack.dispatch.column, set(pack.members))

    def members_at(self, places: np.ndarray) -> list[str | None]:
        """Return the name of the member at each place, None for the pack itself.

        Args:
            places: float64 (n, 2), longitude and latitude in degrees.
        """
        return self._regions.names_at(places)

    def packs_at(self, places: np.ndarray) -> list[Pack]:
        """Return the pack that answers at each place; ``places`` as in ``members_at``."""
        names = self.members_at(places)
        return [self._pack if name is None else self._pack.members[name] for name in names]


def places_of_pixels(scene: Scene, pixels: np.ndarray) -> np.ndarray:
    """Return where points of a scene lie on the ground.

    Args:
        pixels: float64 (n, 2), column and row in the scene's pixels, 0 at the upper left corner.

    Returns:
        float64 (n, 2), longitude and latitude in degrees.
    """
    x, y = scene.transform @ np.asarray(pixels, dtype=float).reshape(-1, 2).T
    longitudes, latitudes = transform_points(scene.crs, _LONLAT, x, y)
    return np.column_stack([longitudes, latitudes])


def _broken(path: Path, detail: str) -> PackError:
    return PackError(
        "pack_invalid", f"The regions in {path} can't be used: {detail}.",
        "Export the pack again with trainer/train.py, or get an unbroken copy.",
    )  # fmt: skip
