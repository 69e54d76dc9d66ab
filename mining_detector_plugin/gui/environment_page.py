"""The page that shows whether the worker's environment is there, and asks for it to be set up."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ..translation import tr
from .settings import Settings

_DONE = 1000


class EnvironmentPage(QWidget):
    """State of the environment, its sources, and a button.

    Signals:
        set_up_requested, cancel_requested: a button was clicked.
    """

    set_up_requested = pyqtSignal()
    cancel_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("environment_page")
        self.heading = QLabel()
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.interpreter = QgsFileWidget()
        self.interpreter.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.interpreter.lineEdit().setPlaceholderText(tr("Made by the plugin"))
        self.interpreter.setToolTip(tr("A Python 3.11 or newer that has the packages already"))
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.lineEdit().setPlaceholderText(tr("Package index (network)"))
        self.wheels.setToolTip(tr("A folder of wheels to install from, without a network"))
        self.set_up_button = QPushButton(tr("&Set up"))
        self.cancel_button = QPushButton(tr("&Cancel"))
        self.progress = QProgressBar()
        self.progress.setRange(0, _DONE)
        self.stage = QLabel()
        self.stage.setWordWrap(True)
        for name in ("heading", "state", "interpreter", "wheels", "set_up_button", "cancel_button"):
            getattr(self, name).setObjectName(name)
        self.set_up_button.clicked.connect(self.set_up_requested)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self._lay_out()
        self.show_running(False)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("My &Python"), self.interpreter)
        form.addRow(tr("&Wheels from"), self.wheels)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(self.state)
        column.addLayout(form)
        column.addWidget(self.set_up_button)
        column.addWidget(self.cancel_button)
        column.addWidget(self.progress)
        column.addWidget(self.stage)
        column.addStretch(1)

    def values(self) -> dict[str, Any]:
        """Return the choices by the name of their setting."""
        return {"interpreter": self.interpreter.filePath(), "wheels": self.wheels.filePath()}

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices."""
        self.interpreter.setFilePath(settings.interpreter)
        self.wheels.setFilePath(settings.wheels)

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self.set_up_button.setEnabled(not is_running)
        self.cancel_button.setVisible(is_running)
        self.progress.setVisible(is_running)
        self.stage.setVisible(is_running)
        self.show_progress(0.0, "")

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far the set-up is."""
        self.progress.setValue(round(_DONE * fraction))
        self.stage.setText(text)

    def show_state(self, interpreter: str | None) -> None:
        """Show whether there is an environment."""
        if interpreter:
            self.heading.setText(tr("Environment: ready"))
            self.state.setText(tr("Detection runs in {path}").format(path=interpreter))
            self.set_up_button.setText(tr("Check and &repair"))
        else:
            self.heading.setText(tr("Environment: not set up"))
            self.state.setText(
                tr(
                    "Detection needs a Python environment of its own: 100 MB to download, 400 MB on disk. "
                    "Nothing of QGIS changes. The first Detect sets it up too."
                )
            )
            self.set_up_button.setText(tr("&Set up"))
