"""The part of the environment page on which a user chooses which packages to set up, and where they come from."""

from __future__ import annotations

from typing import Any, cast

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QStandardItemModel
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QGroupBox, QLabel, QVBoxLayout, QWidget

from ..client.kinds import CPU, FAST, GPU, KINDS
from ..translation import tr
from .narrow import breakable, let_shrink, wrap
from .settings import Settings

#: Where the packages come from.
NETWORK, WHEELS, INTERPRETER = "network", "wheels", "interpreter"


class EnvironmentSourcePanel(QGroupBox):
    """Set of packages, and their source with its path.

    Signals:
        changed: the user chose something else.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Set up from"), parent)
        self.source = QComboBox()
        self.source.addItem(tr("Package index (network)"), NETWORK)
        self.source.addItem(tr("Folder of wheels (no network)"), WHEELS)
        self.source.addItem(tr("My own Python"), INTERPRETER)
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.setToolTip(
            tr(
                "A folder that holds the packages as .whl files, or the path of a zip of them. Another computer "
                "fills one: python3 -m mining_detector_plugin.client download-wheels FOLDER"
            )
        )
        self.interpreter = QgsFileWidget()
        self.interpreter.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.interpreter.setToolTip(
            tr(
                "The python program of a Python 3.11 or newer that has the packages already. It is used as it is."
            )
        )
        self.kind_box = QComboBox()
        self.kind_box.addItem(tr("Processor (small)"), CPU.name)
        self.kind_box.addItem(tr("Processor, fast (medium)"), FAST.name)
        self.kind_box.addItem(tr("NVIDIA GPU (large)"), GPU.name)
        items = cast(QStandardItemModel, self.kind_box.model())
        items.item(self.kind_box.findData(GPU.name)).setEnabled(GPU.is_for())
        self.kind_box.setToolTip(
            tr(
                "Which packages are set up. Those for a GPU can be set up on Linux only; elsewhere name a Python of "
                "your own that has torch with CUDA."
            )
        )
        self.summary = QLabel()
        wrap(self.summary)
        self.check = QLabel()
        wrap(self.check)
        for name in ("source", "wheels", "interpreter", "kind_box", "summary", "check"):
            getattr(self, name).setObjectName(name)
        for box in (self.source, self.kind_box):
            let_shrink(box)
        self._lay_out()
        self.source.currentIndexChanged.connect(self._show_choice)
        self.kind_box.currentIndexChanged.connect(self._show_choice)
        # A path that is set says what is meant.
        self.wheels.fileChanged.connect(lambda path: self._path_changed(path, WHEELS))
        self.interpreter.fileChanged.connect(lambda path: self._path_changed(path, INTERPRETER))
        self._show_choice()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._labels = {}
        for name, title in (
            ("source", tr("S&ource")),
            ("wheels", tr("&Wheels")),
            ("interpreter", tr("M&y Python")),
            ("kind_box", tr("&For")),
        ):
            control = getattr(self, name)
            label = QLabel(title)
            label.setBuddy(control)
            self._labels[name] = label
            form.addRow(label, control)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.check)

    def _path_changed(self, path: str, source: str) -> None:
        if path and self.source.currentData() != source:
            self.source.setCurrentIndex(self.source.findData(source))
        else:
            self._show_choice()

    def _show_choice(self) -> None:
        source = self.source.currentData()
        for name in (WHEELS, INTERPRETER):
            self._labels[name].setVisible(source == name)
            getattr(self, name).setVisible(source == name)
        self._labels["kind_box"].setVisible(source != INTERPRETER)
        self.kind_box.setVisible(source != INTERPRETER)
        self.summary.setText(self._summary())
        self.show_check("")
        self.changed.emit()

    def _summary(self) -> str:
        kind, source = KINDS[self.kind_box.currentData()], self.source.currentData()
        if source == INTERPRETER:
            return tr("Nothing is installed: the Python is checked and used as it is.")
        sizes = {"download": f"{kind.download_mb:,}", "disk": f"{kind.disk_mb:,}"}
        if source == WHEELS:
            text = tr("Takes about {disk} MB on disk; nothing is downloaded.").format(**sizes)
        else:
            text = tr("Downloads about {download} MB, takes about {disk} MB on disk.").format(**sizes)
        if kind is FAST:
            text += " " + tr(
                "For new processors: AMD Zen 4 and later, Intel Xeon from Sapphire Rapids on. The models take about "
                "half the time there; other processors gain nothing."
            )
        if kind is GPU:
            text += " " + tr(
                "For Linux with an NVIDIA driver. Nobody has tested this set on a GPU yet; without one the "
                "processor is used."
            )
        return text

    def values(self) -> dict[str, Any]:
        """Return the choices by the name of their setting."""
        source = self.source.currentData()
        return {
            "interpreter": self.interpreter.filePath() if source == INTERPRETER else "",
            "wheels": self.wheels.filePath() if source == WHEELS else "",
            "environment_kind": self.kind_box.currentData(),
        }

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices."""
        self.blockSignals(True)
        self.interpreter.setFilePath(settings.interpreter)
        self.wheels.setFilePath(settings.wheels)
        source = INTERPRETER if settings.interpreter else WHEELS if settings.wheels else NETWORK
        self.source.setCurrentIndex(self.source.findData(source))
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(settings.environment_kind)))
        self._show_choice()
        self.blockSignals(False)

    def show_check(self, text: str) -> None:
        """Show what a look at the chosen source found, empty for nothing."""
        self.check.setText(breakable(text))
        self.check.setVisible(bool(text))
