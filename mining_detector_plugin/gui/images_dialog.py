"""Lets the user choose several raster layers that are searched as one image."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr


class ImagesDialog(QDialog):
    """The project's raster layers with a tick each.

    Args:
        chosen: layers that are ticked at first.
    """

    def __init__(self, chosen: list[QgsMapLayer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Several images as one"))
        explanation = QLabel(
            tr(
                "Tick tiles that lie side by side (same bands, CRS and pixel size), or the files of single bands "
                "of one image. They are searched as one, without a seam."
            )
        )
        explanation.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("image_list")
        self.list.setAccessibleName(tr("Raster layers"))
        layers = [node.layer() for node in QgsProject.instance().layerTreeRoot().findLayers()]
        for layer in layers:
            if isinstance(layer, QgsRasterLayer) and layer.providerType() == "gdal":
                item = QListWidgetItem(layer.name())
                item.setData(Qt.ItemDataRole.UserRole, layer.id())
                item.setToolTip(layer.source())
                state = Qt.CheckState.Checked if layer in chosen else Qt.CheckState.Unchecked
                item.setCheckState(state)
                self.list.addItem(item)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.use_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.itemChanged.connect(self._refresh)
        column = QVBoxLayout(self)
        column.addWidget(explanation)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(360, 320)
        self._refresh()

    def layer_ids(self) -> list[str]:
        """Return the ids of the ticked layers, from the top of the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _refresh(self) -> None:
        self.use_button.setEnabled(bool(self.layer_ids()))
