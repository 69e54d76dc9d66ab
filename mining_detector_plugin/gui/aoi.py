"""Areas of interest as geometry with a CRS: from the map, a layer, a bookmark or a drawing to the request."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsBookmark,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from ..client.errors import ClientError

#: Authorities whose codes PROJ knows; a user's own CRS travels as text.
_KNOWN_AUTHORITIES = ("EPSG:", "ESRI:", "IGNF:", "OGC:")
#: A file with more features than this is read by the worker: collecting them here would hold QGIS up.
_MANY_FEATURES = 500
_CIRCLE_CORNERS = 72
_WGS84_ELLIPSOID = "EPSG:7030"


@dataclass(frozen=True)
class Aoi:
    """An area of interest.

    Attributes:
        geometry: polygon or multipolygon; its polygons may overlap, and may be unsound: the engine checks. Empty where
            a file holds the area.
        crs: CRS of its coordinates.
        file: vector file that the worker reads the area from, empty for none.
    """

    geometry: QgsGeometry
    crs: QgsCoordinateReferenceSystem
    file: str = ""

    def to_request(self) -> dict[str, Any] | str:
        """Return the ``aoi`` of a request: GeoJSON geometry and the text of its CRS, or a file."""
        if self.file:
            return self.file
        return {"geometry": json.loads(self.geometry.asJson(precision=9)), "crs": crs_text(self.crs)}

    @property
    def area_ha(self) -> float:
        """Its area on the ellipsoid in hectares; where polygons overlap it counts once. 0 where a file holds it."""
        measure = _measure_on(self.crs)
        union = QgsGeometry.unaryUnion([self.geometry]) if self.geometry.isMultipart() else self.geometry
        square = measure.measureArea(self.geometry if union.isEmpty() else union)
        return measure.convertAreaMeasurement(square, QgsUnitTypes.AreaUnit.AreaHectares)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return the text of a CRS that PROJ understands anywhere."""
    code = crs.authid()
    return code if code.startswith(_KNOWN_AUTHORITIES) else crs.toWkt()


def _measure_on(crs: QgsCoordinateReferenceSystem) -> QgsDistanceArea:
    """Return what measures on the CRS's ellipsoid."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or _WGS84_ELLIPSOID)
    return measure


def distance_m(start: QgsPointXY, end: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> float:
    """Return the distance of two points on the ellipsoid in metres."""
    measure = _measure_on(crs)
    return measure.convertLengthMeasurement(
        measure.measureLine(start, end), QgsUnitTypes.DistanceUnit.DistanceMeters
    )


def circle(centre: QgsPointXY, radius_m: float, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """Return a circle on the ground as a polygon.

    Args:
        centre: in ``crs``.
        radius_m: on the ellipsoid, in metres.
        crs: of the centre and of the polygon.
    """
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    there = QgsCoordinateTransform(crs, degrees, QgsProject.instance())
    middle = there.transform(centre)
    measure = _measure_on(degrees)
    corners = [
        measure.computeSpheroidProject(middle, radius_m, 2 * math.pi * corner / _CIRCLE_CORNERS)
        for corner in range(_CIRCLE_CORNERS)
    ]
    polygon = QgsGeometry.fromPolygonXY([[*corners, corners[0]]])
    polygon.transform(
        QgsCoordinateTransform(degrees, crs, QgsProject.instance()),
    )
    return polygon


def aoi_from_extent(canvas: QgsMapCanvas) -> Aoi:
    """Return what the map shows."""
    return Aoi(QgsGeometry.fromRect(canvas.extent()), canvas.mapSettings().destinationCrs())


def aoi_from_features(features: list[QgsFeature], crs: QgsCoordinateReferenceSystem) -> Aoi:
    """Return the polygons of features as they are: the worker checks and unites them.

    A union made here would mend an outline that crosses itself, without a word.

    Raises:
        ClientError: ``aoi_empty`` where none has a polygon.
    """
    geometries = [feature.geometry() for feature in features if feature.hasGeometry()]
    collected = QgsGeometry.collectGeometry(geometries)
    if collected.isEmpty():
        raise ClientError(
            "aoi_empty",
            "The area of interest is empty.",
            "Choose a layer, or select features, with polygons.",
        )
    return Aoi(collected, crs)


def aoi_from_selection(layer: QgsVectorLayer | None) -> Aoi:
    """Return the selected polygons of a layer.

    Raises:
        ClientError: ``aoi_not_selected``.
    """
    if layer is None or layer.selectedFeatureCount() == 0:
        name = f" in '{layer.name()}'" if layer is not None else ""
        raise ClientError(
            "aoi_not_selected",
            f"No features are selected{name}.",
            "Select polygons on the map, or draw the area.",
        )
    return aoi_from_features(list(layer.selectedFeatures()), layer.crs())


def aoi_from_layer(layer: QgsVectorLayer | None) -> Aoi:
    """Return all polygons of a layer.

    Raises:
        ClientError: ``aoi_no_layer``, ``aoi_empty``.
    """
    if layer is None:
        raise ClientError(
            "aoi_no_layer", "There is no layer of polygons.", "Add one to the project, or draw the area."
        )
    is_stored = layer.providerType() == "ogr" and not layer.isEditable() and not layer.subsetString()
    if is_stored and layer.featureCount() > _MANY_FEATURES:
        return Aoi(QgsGeometry(), layer.crs(), file=_first_options(layer.source()))
    return aoi_from_features(list(layer.getFeatures()), layer.crs())


def aoi_from_bookmark(bookmark_id: str) -> Aoi:
    """Return the extent of a spatial bookmark, of the project or of the user.

    Raises:
        ClientError: ``aoi_no_bookmark``.
    """
    found = next((bookmark for bookmark in list_bookmarks() if bookmark.id() == bookmark_id), None)
    if found is None:
        raise ClientError(
            "aoi_no_bookmark", "There is no such bookmark.", "Add one: View > New Spatial Bookmark."
        )
    return Aoi(QgsGeometry.fromRect(found.extent()), found.extent().crs())


def list_bookmarks() -> list[QgsBookmark]:
    """Return the spatial bookmarks of the project, then those of the user."""
    managers = (QgsProject.instance().bookmarkManager(), QgsApplication.bookmarkManager())
    return [bookmark for manager in managers for bookmark in manager.bookmarks()]


def aoi_from_image_on_map(canvas: QgsMapCanvas, image: QgsRasterLayer | None) -> Aoi:
    """Return what the map shows of an image.

    Raises:
        ClientError: ``image_missing``, ``aoi_outside_scene``.
    """
    if image is None:
        raise ClientError(
            "image_missing", "No image is chosen.", "Add a Sentinel-2 raster to the project and choose it."
        )
    shown = QgsGeometry.fromRect(canvas.extent())
    outside = ClientError(
        "aoi_outside_scene", "The map does not show the image.", "Move the map to the image: Zoom to Layer."
    )
    try:
        shown.transform(
            QgsCoordinateTransform(canvas.mapSettings().destinationCrs(), image.crs(), QgsProject.instance())
        )
    except QgsCsException as error:
        raise outside from error
    both = shown.intersection(QgsGeometry.fromRect(image.extent()))
    if both.isEmpty() or both.area() == 0:
        raise outside
    return Aoi(both, image.crs())


def _first_options(source: str) -> str:
    """Return a layer's source as the worker opens it: the file, and the name of the layer in it."""
    path, *options = source.split("|")
    return "|".join([path, *(option for option in options if option.startswith("layername="))])
