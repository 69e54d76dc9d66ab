"""The page of the dock on which a run is made ready, started and watched."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QSplitter, QVBoxLayout, QWidget

from .aoi_panel import AoiPanel
from .image_panel import ImagePanel
from .narrow import scrolled
from .options_panel import OptionsPanel
from .run_panel import RunPanel
from .unfinished_panel import UnfinishedPanel

#: Shares of the height that choices and run get until the user moves the line between them.
_SHARES = (3, 1)


class DetectPage(QWidget):
    """What is chosen, which scrolls, above what starts and shows a run, which stays in sight.

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
        choices = QWidget()
        upper = QVBoxLayout(choices)
        for panel in (self.unfinished, self.image, self.aoi, self.options):
            upper.addWidget(panel)
        upper.addStretch(1)
        lower = QWidget()
        around_run = QVBoxLayout(lower)
        around_run.addWidget(self.run)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(scrolled(choices))
        parts.addWidget(lower)
        for index, share in enumerate(_SHARES):
            parts.setStretchFactor(index, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self.image.show_running(is_running)
        self.run.show_running(is_running)

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far a task of this page is."""
        self.run.show_progress(fraction, text)
