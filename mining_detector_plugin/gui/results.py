"""Loads a run's files as one group of styled layers, and knows the runs of a project by what their groups keep."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsLayerTreeGroup, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ..client.errors import ClientError
from ..client.requests import Scene
from ..translation import tr
from .raster_source import scene_title
from .result_fields import put_into_words
from .results_file import read_layer_names, read_run
from .settings import PLUGIN_FOLDER

STYLES = PLUGIN_FOLDER / "resources" / "styles"
#: Layers from top to bottom: name in the GeoPackage, but for the confidence raster.
MINES, DETECTIONS, CELLS, AOI, CONFIDENCE = "mines", "detections", "cells", "aoi", "confidence"
#: The part of the area that a run searched which did not come to its end.
SEARCHED = "searched"
#: What 'Vectorise again' adds to a run.
OUTLINES = "outlines"
GEOPACKAGE, RASTER = "results.gpkg", "confidence.tif"
_HIDDEN_AT_FIRST = (CELLS,)
#: What a group and its layers keep in the project's file.
RUN_PROPERTY, NAME_PROPERTY = "mining_detector/run_id", "mining_detector/layer"


@dataclass(frozen=True)
class ProjectRun:
    """A run whose results are in the project.

    Attributes:
        run_id: 12 hexadecimal digits.
        group: its group in the layer tree.
        layers: its layers by name, without those that were removed.
    """

    run_id: str
    group: QgsLayerTreeGroup
    layers: dict[str, QgsMapLayer]

    @property
    def geopackage(self) -> str:
        """The file of the polygons; empty where none of its layers is left."""
        for name, layer in self.layers.items():
            if name not in (CONFIDENCE, OUTLINES):
                return layer.source().split("|")[0]
        return ""

    @property
    def folder(self) -> str:
        """The results' folder; empty where no layer is left."""
        sources = [layer.source().split("|")[0] for layer in self.layers.values()]
        return os.path.dirname(sources[0]) if sources else ""


def layer_titles() -> dict[str, str]:
    """Return the layers' titles by name, top first."""
    return {
        MINES: tr("Mines"),
        DETECTIONS: tr("Detections"),
        CELLS: tr("Cells looked at"),
        SEARCHED: tr("Searched so far"),
        AOI: tr("Area of interest"),
        CONFIDENCE: tr("Confidence"),
    }


def open_layers(result: dict[str, Any]) -> dict[str, QgsMapLayer]:
    """Open the layers of a result by name, top first, for the main thread. Any thread may call it: files take time.

    Args:
        result: the worker's ``result`` answer, or what a cancelled run has kept.

    Raises:
        ClientError: ``result_unreadable``.
    """
    layers = {name: _open_layer(result, name) for name in _names_in(result)}
    main_thread = QCoreApplication.instance().thread()
    for layer in layers.values():
        layer.moveToThread(main_thread)
    return layers


def _open_layer(result: dict[str, Any], name: str) -> QgsMapLayer:
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
    layer.setCustomProperty(RUN_PROPERTY, result["run_id"])
    layer.setCustomProperty(NAME_PROPERTY, name)
    return layer


def apply_style(layer: QgsMapLayer, name: str) -> None:
    """Give a result layer the style that the plugin brings for it, and its words."""
    layer.loadNamedStyle(str(STYLES / f"{name}.qml"))
    if isinstance(layer, QgsVectorLayer):
        put_into_words(layer, name)


def add_results(
    result: dict[str, Any], scene: Scene, opened: dict[str, QgsMapLayer] | None = None
) -> QgsLayerTreeGroup:
    """Add a run's layers to the project as a group on top of the layer tree; returns the group.

    A result may lack layers: a run may answer one stage alone.

    Args:
        result: the worker's ``result`` answer, or what a cancelled run has kept.
        scene: the run's image, for the title.
        opened: what ``open_layers`` gave; None to open them now.

    Raises:
        ClientError: ``result_unreadable``; then nothing is added.
    """
    layers = open_layers(result) if opened is None else opened
    for name, layer in layers.items():
        apply_style(layer, name)
    project = QgsProject.instance()
    group = project.layerTreeRoot().insertGroup(0, group_title(result).format(scene=scene_title(scene)))
    group.setCustomProperty(RUN_PROPERTY, result["run_id"])
    for name, layer in layers.items():
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(name not in _HIDDEN_AT_FIRST)
        # The layer tree heeds a change alone, and a group has its layers only now.
        node.setExpanded(name != MINES)
        node.setExpanded(name == MINES)
    group.setExpanded(False)
    group.setExpanded(True)
    return group


def group_title(result: dict[str, Any]) -> str:
    """Return the title of a result's group, with a place for the scene: it tells what is not complete."""
    if result.get("is_complete", True):
        return tr("Mines in {scene}")
    if result.get("ended") == "cancelled":
        return tr("Mines in {scene} (cancelled)")
    return tr("Mines in {scene} (interrupted)")


def _names_in(result: dict[str, Any]) -> list[str]:
    """Return the names of the layers that a result has, top first."""
    there = read_layer_names(result["geopackage"])
    if result.get("confidence"):
        there.add(CONFIDENCE)
    return [name for name in layer_titles() if name in there]


def result_in(folder: str) -> dict[str, Any]:
    """Return what the worker would answer for a folder with finished results.

    Raises:
        ClientError: ``result_unreadable``.
    """
    geopackage, raster = os.path.join(folder, GEOPACKAGE), os.path.join(folder, RASTER)
    row = read_run(geopackage)
    return {
        "folder": folder,
        "geopackage": geopackage,
        "confidence": raster if os.path.isfile(raster) else None,
        "run_id": row["run_id"],
        "scene": row["scene"],
        "is_complete": bool(row.get("is_complete", 1)),
        "ended": row.get("ended", "finished"),
    }


def open_outlines(answer: dict[str, Any], threshold: float) -> QgsVectorLayer:
    """Open outlines of another threshold for the main thread. Any thread may call it.

    Args:
        answer: the worker's answer to ``vectorise``.

    Raises:
        ClientError: ``result_unreadable``.
    """
    title = tr("Outlines from {threshold:.2f}").format(threshold=threshold)
    layer = QgsVectorLayer(f"{answer['geopackage']}|layername={answer['layer']}", title, "ogr")
    if not layer.isValid():
        raise ClientError(
            "result_unreadable", f"The outlines in {answer['geopackage']} could not be opened.",
            "Look whether another program holds the file, and draw them again.",
        )  # fmt: skip
    layer.moveToThread(QCoreApplication.instance().thread())
    return layer


def add_outlines(run: ProjectRun, layer: QgsVectorLayer) -> None:
    """Add opened outlines to a run's group, on top of it."""
    apply_style(layer, OUTLINES)
    layer.setCustomProperty(RUN_PROPERTY, run.run_id)
    layer.setCustomProperty(NAME_PROPERTY, OUTLINES)
    QgsProject.instance().addMapLayer(layer, False)
    run.group.insertLayer(0, layer)


def find_runs(project: QgsProject) -> list[ProjectRun]:
    """Return the runs in a project, from the top of the layer tree down."""
    runs = []
    for group in project.layerTreeRoot().findGroups(True):
        run_id = group.customProperty(RUN_PROPERTY)
        if run_id:
            layers = (node.layer() for node in group.findLayers())
            named = {layer.customProperty(NAME_PROPERTY): layer for layer in layers if layer is not None}
            runs.append(ProjectRun(str(run_id), group, {name: named[name] for name in named if name}))
    return runs
