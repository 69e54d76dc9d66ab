"""The dock: four pages that show what is chosen and how things go, and tell what the user wants."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsMapLayer
from qgis.gui import QgsDockWidget, QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QTabWidget, QToolButton, QWidget

from ..translation import tr
from .detect_page import DetectPage
from .environment_page import EnvironmentPage
from .models_page import ModelsPage
from .narrow import scrolled
from .runs_page import RunsPage
from .settings import Settings

#: Page of the help for each tab.
_HELP_PAGES = ("running", "results", "models", "environment")


class MiningDetectorDock(QgsDockWidget):
    """The plugin's panel.

    Attributes:
        pages: the tabs.
        detect, runs, models, environment: the pages.

    Signals:
        help_requested: the user asks for a page of the help, or about a message of a code.
    """

    help_requested = pyqtSignal(str, str)

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(tr("Mining Detector"), parent)
        self.setObjectName("MiningDetectorDock")
        self.detect = DetectPage(canvas)
        self.runs = RunsPage()
        self.models = ModelsPage()
        self.environment = EnvironmentPage()
        self.pages = QTabWidget()
        self.pages.setObjectName("pages")
        self.pages.setDocumentMode(True)
        # In a narrow dock, and in languages with long words, titles are cut short; none goes out of sight.
        self.pages.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.pages.tabBar().setUsesScrollButtons(False)
        for page, title, tip in (
            (self.detect, tr("Detect"), tr("Choose image and area, and search")),
            (self.runs, tr("Runs"), tr("What was found: filter, report, export")),
            (self.models, tr("Models"), tr("The models that are there, and new ones")),
            (self.environment, tr("Setup"), tr("The environment that the models run in")),
        ):
            # What starts and ends a run stays in sight: the first page scrolls its upper part alone.
            tab = page if page is self.detect else scrolled(page)
            self.pages.setTabToolTip(self.pages.addTab(tab, title), tip)
        self.help_button = self._make_help_button()
        self.pages.setCornerWidget(self.help_button)
        self.detect.run.help_requested.connect(lambda code: self.help_requested.emit("", code))
        self.setWidget(self.pages)

    def show_page(self, page: QWidget) -> None:
        """Bring one of the pages to the front."""
        for index in range(self.pages.count()):
            tab = self.pages.widget(index)
            if tab is page or tab.isAncestorOf(page):
                self.pages.setCurrentIndex(index)

    def layer(self) -> QgsMapLayer | None:
        """Return the chosen raster layer."""
        return self.detect.image.layer()

    def settings(self) -> Settings:
        """Return the choices as they stand."""
        return Settings(**self.detect.options.values(), **self.environment.values())

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices."""
        self.detect.options.show_settings(settings)
        self.environment.show_settings(settings)

    def show_devices(self, answer: dict[str, Any]) -> None:
        """Show the devices of the worker's answer."""
        self.detect.options.show_devices(answer)

    def show_message(self, level: Qgis.MessageLevel, text: str, code: str = "") -> None:
        """Add a line to the message area; the code leads to its help."""
        self.detect.run.show_message(level, text, code)

    def _make_help_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("help_button")
        button.setText("?")
        button.setAutoRaise(True)
        button.setToolTip(tr("Help for this page"))
        button.setAccessibleName(tr("Help for this page"))
        button.clicked.connect(lambda: self.help_requested.emit(_HELP_PAGES[self.pages.currentIndex()], ""))
        return button
