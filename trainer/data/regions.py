"""Regions of a polygon layer, such as ecoregions: kept as a pack keeps them, and asked which one a chip lies in.

The layer may be of any kind that OGR reads, with a column of names. RESOLVE Ecoregions 2017 (Dinerstein et al. 2017)
has the names in ``ECO_NAME``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from rasterio.warp import transform as transform_points

from mining_detector_plugin.engine.dispatch import RegionMap

from .building.polygon_layer import polygons_of, read_vector_layer, region_names
from .dataset import Chip
from .sources import DataError

#: Outlines are simplified by at most this much, in degrees (some 100 m): a chip is no smaller.
SIMPLIFIED_DEGREES = 0.001
_DIGITS = 5


def write_regions(
    layer: Path, column: str, chips: Sequence[Chip], path: Path, layer_name: str | None = None
) -> tuple[str, ...]:
    """Write the regions in which some chip lies as GeoJSON in longitude and latitude; return their names, sorted.

    Args:
        layer: polygons. column: of their names; polygons of one name are one region.
        chips: those without a known place lie in no region.
        path: of the GeoJSON.
        layer_name: which layer of the file; None for the only one.

    Raises:
        BuildError: the layer or the column can't be read.
        DataError: ``no_region``, where no chip lies in any.
    """
    table, geometries, crs = read_vector_layer(
        layer, layer_name, "Choose one: --set procedure.settings.layer_name=NAME."
    )
    names = region_names(table, column, layer)

    def to_degrees(points: np.ndarray) -> np.ndarray:
        return np.stack(transform_points(crs, "EPSG:4326", *points.T), axis=1)

    places = places_of(chips)
    points = shapely.points(places[~np.isnan(places).any(axis=1)])
    shapes: dict[str, shapely.MultiPolygon] = {}
    for name in sorted(set(names.tolist()) - {""}):
        own = [polygons_of(shapely.make_valid(geometry)) for geometry in geometries[names == name]]
        whole = polygons_of(shapely.transform(shapely.union_all(own), to_degrees))
        outline = polygons_of(shapely.make_valid(shapely.simplify(whole, SIMPLIFIED_DEGREES)))
        if shapely.intersects(outline, points).any():
            shapes[name] = outline
    if not shapes:
        raise DataError(
            "no_region", f"No chip lies in a region of {layer}.", "Choose a layer that covers the data set."
        )
    _write(shapes, column, path)
    return tuple(shapes)


def keep_regions(path: Path, names: Sequence[str], kept: Path) -> None:
    """Write some of the regions of a GeoJSON file into another."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["features"] = [
        feature for feature in collection["features"] if next(iter(feature["properties"].values())) in names
    ]
    kept.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def region_of_chips(path: Path, column: str, chips: Sequence[Chip]) -> dict[str, str]:
    """Return the region of each chip that lies in one, by the chip's id, as the engine tells it.

    Args:
        path: GeoJSON as ``write_regions`` makes it.
    """
    places = places_of(chips)
    known = [index for index, place in enumerate(places) if not np.isnan(place).any()]
    names = RegionMap(path, column).names_at(places[known])
    return {chips[index].id: name for index, name in zip(known, names, strict=True) if name is not None}


def places_of(chips: Sequence[Chip]) -> np.ndarray:
    """Return longitude and latitude of the chips' centres, float64 (count, 2), NaN where unknown."""
    return np.array([(chip.lon, chip.lat) for chip in chips], np.float64).reshape(-1, 2)


def _write(shapes: dict[str, shapely.MultiPolygon], column: str, path: Path) -> None:
    features = [
        {
            "type": "Feature", "properties": {column: name},
            "geometry": json.loads(shapely.to_geojson(shapely.transform(shape, lambda points: points.round(_DIGITS)))),
        }
        for name, shape in shapes.items()
    ]  # fmt: skip
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8"
    )
