"""The page of the dock on which a run is made ready, started and watched."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from .aoi_panel import AoiPanel
from .image_panel import ImagePanel
from .options_panel import OptionsPanel
from .run_panel import RunPanel
from .unfinished_panel import UnfinishedPanel


class DetectPage(QWidget):
    """Its parts, from top to bottom.

    Attributes:
        unfinished, image, aoi, options, run: the panels.
    """

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detect_page")
        self.unfinished = UnfinishedPanel()
        self.image = ImagePanel()
        self.aoi = AoiPanel(canvas)
        self.options = OptionsPanel()
        self.run = RunPanel()
        column = QVBoxLayout(self)
        for panel in (self.unfinished, self.image, self.aoi, self.options):
            column.addWidget(panel)
        column.addWidget(self.run, 1)

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self.image.show_running(is_running)
        self.run.show_running(is_running)

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far a task of this page is."""
        self.run.show_progress(fraction, text)
