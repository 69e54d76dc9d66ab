"""The page of the dock for the runs of this project and their results."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget


class RunsPage(QWidget):
    """What was found, and what one can do with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs_page")
