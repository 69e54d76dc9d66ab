"""The area of interest (AOI): read from a file or from GeoJSON, in any CRS, and laid over a scene."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from affine import Affine
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError
from pyogrio.raw import read as read_vector
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.features import geometry_mask
from rasterio.warp import transform as transform_points
from rasterio.windows import Window
from rasterio.windows import transform as window_transform
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from .areas import area_ha
from .errors import AoiError
from .scene import Scene

#: Before an outline changes CRS its edges are cut to this part of the scene's extent: a straight edge in one
#: CRS is a curve in another. For a whole tile of 110 km that is 220 m, and the two part by a millimetre.
_EDGE_PART = 1 / 500
#: What lies farther from the scene than this part of its extent is cut off before it changes CRS: it may
#: reach where the scene's CRS has no coordinates.
_MARGIN_PART = 0.1
_VECTOR_ERRORS = (DataSourceError, DataLayerError, FeatureError, GeometryError)


@dataclass(frozen=True)
class Aoi:
    """Where to search.

    Attributes:
        geometry: polygon or multipolygon in the scene's CRS, clipped to the scene's footprint.
        window: whole pixels of the scene's grid that bound it, inside the scene.
        crs: the scene's CRS.
        transform: of the scene's grid.
    """

    geometry: Polygon | MultiPolygon
    window: Window
    crs: CRS
    transform: Affine

    def mask(self, window: Window) -> np.ndarray:
        """Return bool (height, width): whose pixel centres lie inside, for a window of the scene's grid."""
        size = (int(window.height), int(window.width))
        if 0 in size:
            return np.zeros(size, dtype=bool)
        transform = window_transform(window, self.transform)
        corners = [transform @ corner for corner in ((0, 0), (size[1], 0), size[::-1], (0, size[0]))]
        # Most windows lie inside as a whole, and drawing an outline takes milliseconds.
        if shapely.covers(self.geometry, shapely.Polygon(corners)):
            return np.ones(size, dtype=bool)
        return geometry_mask([self.geometry], size, transform, invert=True, all_touched=False)

    def area_ha(self) -> float:
        """Return the area in hectares, in an equal-area projection."""
        edge = shapely.length(self.geometry.envelope) * _EDGE_PART
        return float(area_ha(np.array([shapely.segmentize(self.geometry, edge)]), self.crs)[0])


def load_aoi(aoi: str | Path | dict[str, Any] | None, scene: Scene) -> Aoi:
    """Lay an area of interest over a scene.

    Args:
        aoi: None for the whole scene; a vector file that OGR reads, in any CRS (``file|layername=NAME`` picks
            a layer); or ``{"geometry": GeoJSON geometry, "crs": "EPSG:..."}``. Several polygons are united.
        scene: the open scene.

    Raises:
        AoiError: ``aoi_missing``, ``aoi_unreadable``, ``aoi_has_no_crs``, ``aoi_empty``,
            ``aoi_crossing_itself``, ``aoi_outside_scene``.
    """
    footprint = scene_footprint(scene)
    if aoi is None:
        window = Window(0, 0, scene.width, scene.height)
        return Aoi(footprint, window, scene.crs, scene.transform)
    geometry, crs = _read_geojson(aoi) if isinstance(aoi, dict) else _read_file(str(aoi))
    if crs != scene.crs or crs.is_geographic:
        geometry = _transform_near(geometry, crs, footprint, scene.crs)
    # Rounding in the change of CRS can make two corners meet; the outline as the user drew it was checked.
    clipped = _polygons_of(shapely.intersection(shapely.make_valid(geometry), footprint))
    if clipped.area == 0:
        raise AoiError(
            "aoi_outside_scene", f"The area of interest lies outside the scene {scene.name}.",
            "Draw it over the scene, or choose the scene that covers it.",
        )  # fmt: skip
    found = Aoi(clipped, _bounding_window(clipped, scene), scene.crs, scene.transform)
    if found.window.width * found.window.height <= 1_000_000 and not found.mask(found.window).any():
        raise AoiError(
            "aoi_empty",
            "The area of interest is so small that it holds no pixel centre.",
            "Draw a larger one.",
        )
    return found


def drawn_share_inside(aoi: str | Path | dict[str, Any] | None, scene: Scene) -> float:
    """Return which part of an AOI as it was drawn lies inside a scene, 0-1, measured in the AOI's own CRS.

    Raises:
        AoiError: as `load_aoi`.
    """
    if aoi is None:
        return 1.0
    geometry, crs = _read_geojson(aoi) if isinstance(aoi, dict) else _read_file(str(aoi))
    footprint = scene_footprint(scene)
    outline = shapely.segmentize(footprint, footprint.length * _EDGE_PART)
    outline = _transform(outline, scene.crs, crs, footprint.centroid)
    if not np.isfinite(shapely.get_coordinates(outline)).all():
        return 1.0
    return float(shapely.intersection(geometry, shapely.make_valid(outline)).area / geometry.area)


def scene_footprint(scene: Scene) -> Polygon:
    """Return the outline of a scene's grid in its CRS."""
    corners = ((0, 0), (scene.width, 0), (scene.width, scene.height), (0, scene.height))
    return Polygon([scene.transform @ corner for corner in corners])


def _transform_near(geometry: BaseGeometry, source: CRS, footprint: Polygon, target: CRS) -> BaseGeometry:
    """Return the part of a geometry near the scene in the scene's CRS; empty where there is none.

    Args:
        geometry: in ``source``, x before y (longitude before latitude), longitudes in any turn of the globe.
        source: CRS of the geometry.
        footprint: of the scene, in ``target``.
        target: the scene's CRS.
    """
    edge = footprint.length * _EDGE_PART
    outline = _transform(shapely.segmentize(footprint, edge), target, source, footprint.centroid)
    if not np.isfinite(shapely.get_coordinates(outline)).all():
        return Polygon()
    left, bottom, right, top = outline.bounds
    margin = max(right - left, top - bottom) * _MARGIN_PART
    near = shapely.box(left - margin, bottom - margin, right + margin, top + margin)
    turns = (-360, 0, 360) if source.is_geographic else (0,)
    copies = [
        shapely.transform(geometry, lambda points, turn=turn: points + np.array([turn, 0])) for turn in turns
    ]
    found = shapely.union_all([shapely.intersection(copy, near) for copy in copies])
    if source != target:
        found = shapely.segmentize(found, near.length * _EDGE_PART)
    return _transform(found, source, target, near.centroid)


def _transform(geometry: BaseGeometry, source: CRS, target: CRS, centre: Point) -> BaseGeometry:
    """Return a geometry in another CRS; longitudes are counted from a centre, across the antimeridian.

    Args:
        geometry: in ``source``.
        source: CRS of the geometry.
        target: CRS wanted; may be the same.
        centre: in ``source``; longitudes come out within 180 degrees of it.
    """

    def transform(points: np.ndarray) -> np.ndarray:
        moved = np.column_stack(transform_points(source, target, points[:, 0], points[:, 1]))
        if target.is_geographic:
            (middle,), _ = transform_points(source, target, [centre.x], [centre.y])
            moved[:, 0] = middle + (moved[:, 0] - middle + 180) % 360 - 180
        return moved

    return shapely.transform(geometry, transform)


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
    except (*_VECTOR_ERRORS, shapely.errors.ShapelyError, ValueError) as error:
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
    if all(polygon.convex_hull.area == 0 for polygon in polygons):
        raise AoiError("aoi_empty", f"{owner} has no area.", "Draw a polygon with an inside.")
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
