"""The layers of a run while it goes on: copies in memory of what the worker has finished, so that no file is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsFeature, QgsFeatureRequest, QgsLayerTreeGroup, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QTimer

from .results import apply_style, layer_titles

#: Features that are added at once: more would hold up the map.
_AT_ONCE = 300


@dataclass(frozen=True)
class LivePart:
    """Finished features of a layer.

    Attributes:
        name: of the layer, as in the results.
        layer: of the main thread, in memory.
    """

    name: str
    layer: QgsVectorLayer


def read_live_part(answer: dict[str, Any]) -> LivePart | None:
    """Copy the file of a ``partial`` answer into memory; None where it can't be read. Any thread may call it."""
    name = str(answer["layer"])
    source = QgsVectorLayer(str(answer["path"]), name, "ogr")
    if name not in layer_titles() or not source.isValid():
        return None
    copy = source.materialize(QgsFeatureRequest())
    # QGIS must not ask whether to save what the run's own files will hold.
    copy.setCustomProperty("skipMemoryLayersCheck", 1)
    copy.moveToThread(QCoreApplication.instance().thread())
    return LivePart(name, copy)


class LiveLayers:
    """The group of a run that goes on.

    Args:
        title: of the group, which is made with the first part.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._group: QgsLayerTreeGroup | None = None
        self._layers: dict[str, QgsVectorLayer] = {}

    def show(self, part: LivePart) -> None:
        """Add a part to the map."""
        layer = self._layers.get(part.name)
        if layer is None or sip.isdeleted(layer):
            self._add_layer(part)
        else:
            features = list(part.layer.getFeatures())
            for begin in range(0, len(features), _AT_ONCE):
                self._add_soon(layer, features[begin : begin + _AT_ONCE])

    def remove(self) -> None:
        """Take the group and its layers away. Others may have removed them already."""
        layers = [layer for layer in self._layers.values() if not sip.isdeleted(layer)]
        QgsProject.instance().removeMapLayers([layer.id() for layer in layers])
        if self._group is not None and not sip.isdeleted(self._group) and self._group.parent() is not None:
            self._group.parent().removeChildNode(self._group)
        self.forget()

    def forget(self) -> None:
        """Let go of layers that are going away by themselves."""
        self._group = None
        self._layers = {}

    def _add_layer(self, part: LivePart) -> None:
        titles = layer_titles()
        if self._group is None or sip.isdeleted(self._group):
            self._group = QgsProject.instance().layerTreeRoot().insertGroup(0, self._title)
        part.layer.setName(titles[part.name])
        apply_style(part.layer, part.name)
        QgsProject.instance().addMapLayer(part.layer, False)
        order = list(titles)
        above = [name for name in self._layers if order.index(name) < order.index(part.name)]
        node = self._group.insertLayer(len(above), part.layer)
        node.setExpanded(False)
        self._layers[part.name] = part.layer

    def _add_soon(self, layer: QgsVectorLayer, features: list[QgsFeature]) -> None:
        """Add features when QGIS has handled what waits."""

        def add() -> None:
            if not sip.isdeleted(layer):
                layer.dataProvider().addFeatures(features)
                layer.updateExtents()
                layer.triggerRepaint()

        QTimer.singleShot(0, add)
