"""The page that shows the worker's environment and its devices, and asks for it to be set up, mended or removed."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QEvent, pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QLabel,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..client.environment_state import BROKEN, MISSING, OUTDATED, EnvironmentState
from ..translation import tr
from .collapsible import collapsible
from .colors import message_color
from .environment_source_panel import EnvironmentSourcePanel
from .environment_state_panel import EnvironmentStatePanel
from .narrow import breakable, wrap
from .settings import Settings

_DONE = 1000
_MOST_LOG_LINES = 5000
_LOG_HEIGHT = 140
_MB = 1_000_000


class EnvironmentPage(QWidget):
    """State, source, buttons, progress and log.

    Attributes:
        state_panel, source_panel: what is there, and what to set up from.
        interpreter, wheels, heading: parts of these.

    Signals:
        set_up_requested, rebuild_requested, cancel_requested, remove_requested, remove_old_requested,
        copy_log_requested, diagnostics_requested: a button or a menu's entry was clicked.
        source_changed: the user chose another source.
    """

    set_up_requested = pyqtSignal()
    rebuild_requested = pyqtSignal()
    cancel_requested = pyqtSignal()
    remove_requested = pyqtSignal()
    remove_old_requested = pyqtSignal()
    copy_log_requested = pyqtSignal()
    diagnostics_requested = pyqtSignal()
    source_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("environment_page")
        self.failure = QLabel()
        self.state_panel = EnvironmentStatePanel()
        self.source_panel = EnvironmentSourcePanel()
        self._make_buttons()
        self.progress = QProgressBar()
        self.progress.setRange(0, _DONE)
        self.stage = QLabel()
        for label in (self.stage, self.failure):
            wrap(label)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(_MOST_LOG_LINES)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setMinimumHeight(_LOG_HEIGHT)
        self.log.setTabChangesFocus(True)
        self.log.setAccessibleName(tr("Log of the set-up"))
        self.log_box = collapsible(tr("Log"), is_collapsed=True)
        for name in ("progress", "stage", "failure", "log", "log_box"):
            getattr(self, name).setObjectName(name)
        self._lay_out()
        self._connect()
        self._is_running = False
        self._state = EnvironmentState(MISSING)
        self._has_failed = False
        self.show_failure("")
        self.show_state(self._state)
        self.show_running(False)

    def _make_buttons(self) -> None:
        self.set_up_button = QPushButton()
        self.cancel_button = QPushButton(tr("&Cancel"))
        self.more_button = QPushButton(tr("Mor&e"))
        self.more_button.setToolTip(tr("Make the environment again, or remove it"))
        menu = QMenu(self.more_button)
        self.rebuild_action = menu.addAction(tr("Make it again from nothing"))
        self.remove_action = menu.addAction(tr("Remove…"))
        self.remove_old_action = menu.addAction(tr("Remove those of earlier versions…"))
        self.more_button.setMenu(menu)
        self.copy_log_button = QPushButton(tr("Copy &log"))
        self.diagnostics_button = QPushButton(tr("Copy dia&gnostics"))
        self.diagnostics_button.setToolTip(
            tr(
                "Copies versions, devices, the state of the environment and the last error, for a report. Personal "
                "paths, names and passwords are left out."
            )
        )
        for name in (
            "set_up_button", "cancel_button", "more_button", "rebuild_action", "remove_action",
            "remove_old_action", "copy_log_button", "diagnostics_button",
        ):  # fmt: skip
            getattr(self, name).setObjectName(name)

    def _lay_out(self) -> None:
        log = QVBoxLayout(self.log_box)
        log.addWidget(self.log)
        log.addWidget(self.copy_log_button)
        column = QVBoxLayout(self)
        for widget in (
            self.state_panel, self.source_panel, self.set_up_button, self.cancel_button, self.progress,
            self.stage, self.failure, self.more_button, self.log_box, self.diagnostics_button,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)

    def _connect(self) -> None:
        self.set_up_button.clicked.connect(self.set_up_requested)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.rebuild_action.triggered.connect(self.rebuild_requested)
        self.remove_action.triggered.connect(self.remove_requested)
        self.remove_old_action.triggered.connect(self.remove_old_requested)
        self.copy_log_button.clicked.connect(self.copy_log_requested)
        self.diagnostics_button.clicked.connect(self.diagnostics_requested)
        self.source_panel.changed.connect(self.source_changed)

    @property
    def interpreter(self) -> QgsFileWidget:
        """The path of the user's own Python."""
        return self.source_panel.interpreter

    @property
    def wheels(self) -> QgsFileWidget:
        """The path of the folder of wheels."""
        return self.source_panel.wheels

    @property
    def heading(self) -> QLabel:
        """The state in two words."""
        return self.state_panel.heading

    def values(self) -> dict[str, Any]:
        """Return the choices by the name of their setting."""
        return self.source_panel.values()

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices."""
        self.source_panel.show_settings(settings)

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self._is_running = is_running
        self.set_up_button.setVisible(not is_running)
        self.source_panel.setEnabled(not is_running)
        self.more_button.setEnabled(not is_running)
        self.cancel_button.setVisible(is_running)
        self.progress.setVisible(is_running)
        self.stage.setVisible(is_running)
        self.show_progress(0.0, "")
        if is_running:
            self.show_failure("")

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far the set-up is."""
        self.stage.setText(text)
        self.progress.setValue(round(_DONE * fraction))

    def show_state(self, state: EnvironmentState) -> None:
        """Show what was found of the environment."""
        self._state = state
        self.state_panel.show_state(state)
        self._name_button()
        self.rebuild_action.setEnabled(bool(state.folder))
        self.remove_action.setEnabled(bool(state.folder))
        self.remove_old_action.setEnabled(state.old_count > 0)
        self.remove_old_action.setText(
            tr("Remove those of earlier versions ({size} MB)…").format(size=f"{state.old_bytes / _MB:,.0f}")
        )
        self.more_button.setVisible(bool(state.folder) or state.old_count > 0)

    def show_failure(self, text: str) -> None:
        """Show why the last set-up failed, empty where it did not."""
        self._has_failed = bool(text)
        self.failure.setText(breakable(text))
        self.failure.setVisible(bool(text))
        self._name_button()
        self._color()

    def changeEvent(self, event: QEvent) -> None:  # Qt calls this name
        """Follow a change of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def _color(self) -> None:
        color = message_color(Qgis.MessageLevel.Critical, self.palette()).name()
        self.failure.setStyleSheet(f"color: {color}")

    def _name_button(self) -> None:
        titles = {MISSING: tr("&Set up"), BROKEN: tr("Repai&r"), OUTDATED: tr("&Update")}
        title = titles.get(self._state.status, tr("Chec&k and repair"))
        if self.values()["interpreter"]:
            # A Python of the user's own is looked at, and never changed.
            title = tr("Chec&k")
        self.set_up_button.setText(tr("&Try again") if self._has_failed else title)

    def show_log(self, text: str) -> None:
        """Show a whole log."""
        self.log.setPlainText(text)

    def add_to_log(self, line: str) -> None:
        """Add a line to the log."""
        self.log.appendPlainText(line)
