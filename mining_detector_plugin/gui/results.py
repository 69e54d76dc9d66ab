"""Loads a run's files as one group of styled layers."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsLayerTreeGroup, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer

from ..client.errors import ClientError
from ..translation import tr
from .raster_source import scene_title
from .settings import PLUGIN_FOLDER

STYLES = PLUGIN_FOLDER / "resources" / "styles"
#: Layers from top to bottom: name in the GeoPackage, None for the confidence raster.
MINES, DETECTIONS, CELLS, AOI, CONFIDENCE = "mines", "detections", "cells", "aoi", "confidence"
_HIDDEN_AT_FIRST = (CELLS,)


def layer_titles() -> dict[str, str]:
    """Return the layers' titles by name, top first."""

    return {
        MINES: tr("Mines"),
        DETECTIONS: tr("Detections"),
        CELLS: tr("Cells looked at"),
        AOI: tr("Area of interest"),
        CONFIDENCE: tr("Confidence"),
    }


def open_layer(result: dict[str, Any], name: str) -> QgsMapLayer:
    """Open one layer of a result with its style.

    Args:
        result: the worker's ``result`` answer.
        name: ``mines``, ``detections``, ``cells``, ``aoi`` or ``confidence``.

    Raises:
        ClientError: ``result_unreadable``.
    """
    title = layer_titles()[name]
    if name == CONFIDENCE:
        layer: QgsMapLayer = QgsRasterLayer(result["confidence"], title, "gdal")
    else:
        layer = QgsVectorLayer(f"{result['geopackage']}|layername={name}", title, "ogr")
    if not layer.isValid():
        raise ClientError(
            "result_unreadable", f"The result layer '{name}' in {result['folder']} could not be opened.",
            "Look whether another program holds the file, and run again.",
        )  # fmt: skip
    apply_style(layer, name)
    return layer


def apply_style(layer: QgsMapLayer, name: str) -> None:
    """Give a result layer the style that the plugin brings for it."""
    layer.loadNamedStyle(str(STYLES / f"{name}.qml"))


def add_results(result: dict[str, Any], scene: str) -> QgsLayerTreeGroup:
    """Add a run's layers to the project as a group on top of the layer tree; returns the group."""
    layers = {name: open_layer(result, name) for name in layer_titles()}
    project = QgsProject.instance()
    title = tr("Mines in {scene}").format(scene=scene_title(scene))
    group = project.layerTreeRoot().insertGroup(0, title)
    for name, layer in layers.items():
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(name not in _HIDDEN_AT_FIRST)
        node.setExpanded(name == MINES)
    group.setExpanded(True)
    return group
