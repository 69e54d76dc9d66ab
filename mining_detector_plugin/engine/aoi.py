"""The area of interest (AOI): read from a file or from GeoJSON, in any CRS, and laid over a scene."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from affine import Affine
from pyogrio.errors import DataLayerError, DataSourceError
from pyogrio.raw import read as read_vector
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.features import geometry_mask
from rasterio.warp import transform as transform_points
from rasterio.windows import Window
from rasterio.windows import transform as window_transform
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from .errors import AoiError
from .scene import Scene

#: Edges are cut to this length before they change CRS: a straight edge in one is a curve in the other. At
#: 0.01 degree (1.1 km) the two part by 0.03 m at most below 60 degrees of latitude.
_EDGE_DEGREES = 0.01
_EDGE_METRES = 1_000.0
#: An outline is never cut into more pieces than this, however long it is.
_MOST_EDGES = 20_000
_WGS84 = CRS.from_epsg(4326)


@dataclass(frozen=True)
class Aoi:
    """Where to search.

    Attributes:
        geometry: polygon or multipolygon in the scene's CRS, clipped to the scene's footprint.
        window: whole pixels of the scene's grid that bound it, inside the scene.
        crs: the scene's CRS.
        transform: of the scene's grid.
        is_whole_scene: whether the AOI is the scene's footprint itself.
    """

    geometry: Polygon | MultiPolygon
    window: Window
    crs: CRS
    transform: Affine
    is_whole_scene: bool

    def mask(self, window: Window) -> np.ndarray:
        """Return bool (height, width): whose pixel centres lie inside, for a window of the scene's grid."""
        shape = (int(window.height), int(window.width))
        if 0 in shape:
            return np.zeros(shape, dtype=bool)
        return geometry_mask(
            [self.geometry], shape, window_transform(window, self.transform), invert=True, all_touched=False
        )

    def area_ha(self) -> float:
        """Return the area in hectares, in an equal-area projection."""
        return measure_area_ha(self.geometry, self.crs)


def load_aoi(aoi: str | Path | dict[str, Any] | None, scene: Scene) -> Aoi:
    """Lay an area of interest over a scene.

    Args:
        aoi: None for the whole scene; a vector file that OGR reads, in any CRS (``file|layername=NAME``
        picks a
            layer); or ``{"geometry": GeoJSON geometry, "crs": "EPSG:..."}``. Several polygons are united.
        scene: the open scene.

    Raises:
        AoiError: ``aoi_missing``, ``aoi_unreadable``, ``aoi_has_no_crs``, ``aoi_empty``,
        ``aoi_crossing_itself``,
            ``aoi_outside_scene``.
    """
    footprint = scene_footprint(scene)
    if aoi is None:
        window = Window(0, 0, scene.width, scene.height)
        return Aoi(footprint, window, scene.crs, scene.transform, is_whole_scene=True)
    geometry, crs = _read_geojson(aoi) if isinstance(aoi, dict) else _read_file(str(aoi))
    outline = transform_geometry(geometry, crs, scene.crs, near=footprint)
    clipped = _polygons_of(shapely.intersection(shapely.make_valid(outline), footprint))
    if clipped.is_empty or clipped.area == 0:
        raise AoiError(
            "aoi_outside_scene", f"The area of interest lies outside the scene {scene.name}.",
            "Draw it over the scene, or choose the scene that covers it.",
        )  # fmt: skip
    found = Aoi(clipped, _bounding_window(clipped, scene), scene.crs, scene.transform, is_whole_scene=False)
    if found.window.width * found.window.height <= 1_000_000 and not found.mask(found.window).any():
        raise AoiError(
            "aoi_empty",
            "The area of interest is so small that it holds no pixel centre.",
            "Draw a larger one.",
        )
    return found


def scene_footprint(scene: Scene) -> Polygon:
    """Return the outline of a scene's grid in its CRS."""
    corners = ((0, 0), (scene.width, 0), (scene.width, scene.height), (0, scene.height))
    return Polygon([scene.transform @ corner for corner in corners])


def transform_geometry(
    geometry: BaseGeometry, source: CRS, target: CRS, near: BaseGeometry | None = None
) -> BaseGeometry:
    """Return a geometry in another CRS, its edges cut short first so that they keep their course.

    Args:
        geometry: in ``source``, x before y (longitude before latitude).
        source: CRS of the geometry.
        target: CRS wanted.
        near: a geometry in ``target``; longitudes are counted to come out on its side of the antimeridian.

    Raises:
        AoiError: ``aoi_outside_scene`` where the geometry has no place in the target CRS.
    """
    if source == target:
        return geometry
    if source.is_geographic:
        geometry = shapely.transform(geometry, _unwrap_longitudes)
    edge = _EDGE_DEGREES if source.is_geographic else _EDGE_METRES / source.linear_units_factor[1]
    geometry = shapely.segmentize(geometry, max(edge, geometry.length / _MOST_EDGES))
    moved = shapely.transform(geometry, lambda points: _transform_points(points, source, target))
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        raise AoiError(
            "aoi_outside_scene", "The area of interest reaches where the scene's CRS has no coordinates.",
            "Draw it over the scene.",
        )  # fmt: skip
    if target.is_geographic and near is not None:
        turns = 360 * round((near.centroid.x - moved.centroid.x) / 360)
        moved = shapely.transform(moved, lambda points: np.add(points, (turns, 0)))
    return moved


def measure_area_ha(geometry: BaseGeometry, crs: CRS) -> float:
    """Return a polygon's area in hectares, in Lambert's azimuthal equal-area projection around it (WGS
    84)."""
    if geometry.is_empty:
        return 0.0
    centre = geometry.envelope.centroid
    (longitude,), (latitude,) = transform_points(crs, _WGS84, [centre.x], [centre.y])
    local = CRS.from_proj4(f"+proj=laea +lat_0={latitude} +lon_0={longitude} +datum=WGS84 +units=m")
    return transform_geometry(geometry, crs, local).area / 10_000


def _read_geojson(aoi: dict[str, Any]) -> tuple[BaseGeometry, CRS]:
    try:
        geometry = shape(aoi["geometry"])
    except (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise AoiError(
            "aoi_unreadable", f"The area of interest is not a GeoJSON geometry ({error}).",
            'Give {"geometry": {"type": "Polygon", "coordinates": ...}, "crs": "EPSG:4326"}.',
        ) from error  # fmt: skip
    return _check([geometry], "The area of interest"), _parse_crs(aoi.get("crs"), "The area of interest")


def _read_file(text: str) -> tuple[BaseGeometry, CRS]:
    path, _, options = text.partition("|")
    layer = options.removeprefix("layername=") or None
    if not path.startswith("/vsi") and not Path(path).expanduser().exists():
        raise AoiError("aoi_missing", f"There is no file {path}.", "Check the path of the area of interest.")
    try:
        meta, _, geometries, _ = read_vector(str(Path(path).expanduser()), layer=layer, columns=[])
        found = [geometry for geometry in shapely.from_wkb(geometries) if geometry is not None]
    except (DataSourceError, DataLayerError, shapely.errors.ShapelyError, ValueError) as error:
        raise AoiError(
            "aoi_unreadable", f"{path} can't be read as a vector file ({error}).",
            "Choose a GeoPackage, GeoJSON or Shapefile with polygons.",
        ) from error  # fmt: skip
    return _check(found, path), _parse_crs(meta["crs"], path)


def _parse_crs(text: Any, owner: str) -> CRS:
    try:
        if text:
            return CRS.from_user_input(text)
    except CRSError as error:
        raise AoiError(
            "aoi_has_no_crs", f"{owner} has a coordinate reference system that is not known: {text}.",
            "Give one such as EPSG:4326.",
        ) from error  # fmt: skip
    raise AoiError(
        "aoi_has_no_crs", f"{owner} does not say in which coordinate reference system (CRS) it is.",
        "Save it with a CRS.",
    )  # fmt: skip


def _check(geometries: list[BaseGeometry], owner: str) -> BaseGeometry:
    """Return the union of the polygons, after checking that each is sound."""
    polygons = [part for geometry in geometries for part in _polygons_of(shapely.force_2d(geometry)).geoms]
    if not polygons:
        raise AoiError(
            "aoi_empty", f"{owner} has no polygon.", "Draw a polygon, or choose a layer that has some."
        )
    for polygon in polygons:
        if not np.isfinite(shapely.get_coordinates(polygon)).all():
            raise AoiError("aoi_unreadable", f"{owner} has corners that are no numbers.", "Draw it again.")
        if not polygon.is_valid:
            raise AoiError(
                "aoi_crossing_itself",
                f"The outline of {owner[0].lower() + owner[1:] if owner.startswith('The ') else owner} "
                f"crosses itself or a hole lies wrong: {shapely.is_valid_reason(polygon)}.",
                "Draw it again without crossing lines, or mend it (in QGIS: Fix geometries).",
            )
    if all(polygon.area == 0 for polygon in polygons):
        raise AoiError("aoi_empty", f"{owner} has no area.", "Draw a polygon with an inside.")
    return shapely.union_all(polygons)


def _polygons_of(geometry: BaseGeometry) -> MultiPolygon:
    """Return the polygons in a geometry of any kind."""
    parts = shapely.get_parts(geometry)
    while any(part.geom_type in ("GeometryCollection", "MultiPolygon") for part in parts):
        parts = shapely.get_parts(parts)
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def _bounding_window(geometry: BaseGeometry, scene: Scene) -> Window:
    inverse = ~scene.transform
    pixels = np.array([inverse @ tuple(point) for point in shapely.get_coordinates(geometry)])
    # A corner that lies on a pixel's edge but for rounding does not pull the next pixel in.
    left, top = (max(math.floor(value + 1e-6), 0) for value in pixels.min(axis=0))
    right, bottom = np.ceil(pixels.max(axis=0) - 1e-6).astype(int)
    right, bottom = min(int(right), scene.width), min(int(bottom), scene.height)
    return Window(left, top, max(right - left, 1), max(bottom - top, 1))


def _transform_points(points: np.ndarray, source: CRS, target: CRS) -> np.ndarray:
    return np.column_stack(transform_points(source, target, points[:, 0], points[:, 1]))


def _unwrap_longitudes(points: np.ndarray) -> np.ndarray:
    """Count longitudes on past 180 where an outline jumps from one side of the antimeridian to the other.

    An edge longer than half the globe is such a jump, unless it spans all of it.
    """
    steps = np.abs(np.diff(points[:, 0]))
    if not np.any((steps > 180) & (steps < 359)):
        return points
    return np.column_stack([np.where(points[:, 0] < 0, points[:, 0] + 360, points[:, 0]), points[:, 1]])
