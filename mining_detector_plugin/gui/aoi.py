"""Areas of interest as geometry with a CRS: from the map, a layer's selection or a drawing to the request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from ..client.errors import ClientError

#: Authorities whose codes PROJ knows; a user's own CRS travels as text.
_KNOWN_AUTHORITIES = ("EPSG:", "ESRI:", "IGNF:", "OGC:")


@dataclass(frozen=True)
class Aoi:
    """An area of interest.

    Attributes:
        geometry: polygon or multipolygon; its polygons may overlap, and may be unsound: the engine checks.
        crs: CRS of its coordinates.
    """

    geometry: QgsGeometry
    crs: QgsCoordinateReferenceSystem

    def to_request(self) -> dict[str, Any]:
        """Return the ``aoi`` of a request: GeoJSON geometry and the text of its CRS."""
        code = self.crs.authid()
        text = code if code.startswith(_KNOWN_AUTHORITIES) else self.crs.toWkt()
        return {"geometry": json.loads(self.geometry.asJson(precision=9)), "crs": text}

    @property
    def area_ha(self) -> float:
        """Its area on the ellipsoid in hectares; where polygons overlap it counts once."""
        measure = QgsDistanceArea()
        measure.setSourceCrs(self.crs, QgsProject.instance().transformContext())
        measure.setEllipsoid(self.crs.ellipsoidAcronym() or "EPSG:7030")
        union = QgsGeometry.unaryUnion([self.geometry]) if self.geometry.isMultipart() else self.geometry
        square = measure.measureArea(self.geometry if union.isEmpty() else union)
        return measure.convertAreaMeasurement(square, QgsUnitTypes.AreaUnit.AreaHectares)


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
