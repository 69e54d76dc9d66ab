"""The choice of models for a run: the bundled ones, an installed set, or any folder."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QToolButton, QWidget

from ..client.model_library import ModelSet
from ..translation import tr
from .model_text import set_title
from .narrow import let_shrink


class ModelsBox(QWidget):
    """A list of sets, and a button for a folder that is none of them.

    Attributes:
        box: the list; a set's folder is its entry's data, empty for the bundled models.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setObjectName("models_box")
        self.box.addItem(tr("Bundled models"), "")
        self.box.setAccessibleName(tr("Models"))
        let_shrink(self.box)
        self.folder_button = QToolButton()
        self.folder_button.setObjectName("models_folder_button")
        self.folder_button.setText(tr("…"))
        self.folder_button.setToolTip(tr("Take models from a folder without installing them"))
        self.folder_button.setAccessibleName(tr("Models from a folder"))
        self.folder_button.clicked.connect(self._ask_for_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.folder_button)
        self.setFocusProxy(self.box)

    def show_models(self, sets: list[ModelSet]) -> None:
        """Offer these sets; what was chosen stays chosen while its folder is there."""
        chosen = self.folder()
        known = {models.folder for models in sets}
        self.box.blockSignals(True)
        self.box.clear()
        for models in sets:
            self.box.addItem(set_title(models), models.folder)
        self.box.blockSignals(False)
        if chosen not in known and not Path(chosen).is_dir():
            chosen = ""
        self.choose(chosen)

    def choose(self, folder: str) -> None:
        """Choose the models of a folder, empty for the bundled ones."""
        if self.box.findData(folder) < 0:
            self.box.addItem(Path(folder).name, folder)
        self.box.setCurrentIndex(self.box.findData(folder))
        self.box.setToolTip(folder)

    def folder(self) -> str:
        """Return the folder of the chosen models, empty for the bundled ones."""
        return self.box.currentData() or ""

    def _ask_for_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder with models"), self.folder())
        if folder:
            self.choose(folder)
