"""The part of the Detect page that chooses the image."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ..translation import tr
from .narrow import let_shrink


class ImagePanel(QWidget):
    """The raster layer and its bands.

    Signals:
        bands_requested: the user wants to see which band is which.
    """

    bands_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.raster = QgsMapLayerComboBox()
        self.raster.setObjectName("raster")
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        let_shrink(self.raster)
        self.bands_button = QPushButton(tr("&Bands…"))
        self.bands_button.setObjectName("bands_button")
        self.bands_button.setToolTip(tr("Shows which band of the image is which, to confirm or change."))
        self.bands_button.clicked.connect(self.bands_requested)
        label = QLabel(tr("&Image"))
        label.setBuddy(self.raster)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.raster, 1)
        row.addWidget(self.bands_button)

    def layer(self) -> QgsMapLayer | None:
        """Return the chosen raster layer."""
        return self.raster.currentLayer()

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self.bands_button.setEnabled(not is_running)
