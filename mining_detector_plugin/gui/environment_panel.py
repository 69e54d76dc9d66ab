"""The part of the dock that shows whether the worker's environment is there, and sets it up."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QPushButton, QWidget

from .settings import Settings


def tr(text: str) -> str:
    """Translate a text of this panel."""
    return QCoreApplication.translate("EnvironmentPanel", text)


class EnvironmentPanel(QgsCollapsibleGroupBox):
    """State of the environment, its sources, and a button.

    Signals:
        set_up_requested: the user wants it made, or made again.
    """

    set_up_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Environment"), parent)
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
        self.set_up_button = QPushButton(tr("Set up"))
        self.set_up_button.clicked.connect(self.set_up_requested)
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.state)
        form.addRow(tr("My &Python"), self.interpreter)
        form.addRow(tr("&Wheels from"), self.wheels)
        form.addRow(self.set_up_button)

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices."""
        self.interpreter.setFilePath(settings.interpreter)
        self.wheels.setFilePath(settings.wheels)

    def show_state(self, interpreter: str | None) -> None:
        """Show whether there is an environment. Opens the panel where there is none."""
        if interpreter:
            self.setTitle(tr("Environment: ready"))
            self.state.setText(tr("Detection runs in {path}").format(path=interpreter))
            self.set_up_button.setText(tr("Check and repair"))
        else:
            self.setTitle(tr("Environment: not set up"))
            self.state.setText(
                tr(
                    "Detection needs a Python environment of its own: 100 MB to download, 400 MB on disk. "
                    "Nothing of QGIS changes. The first Detect sets it up too."
                )
            )
            self.set_up_button.setText(tr("Set up"))
        self.setCollapsed(bool(interpreter))
