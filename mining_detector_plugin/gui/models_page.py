"""The page of the dock for the models that are there."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget


class ModelsPage(QWidget):
    """Bundled and installed packs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models_page")
