"""Looks at the worker's environment, sets it up, mends and removes it when asked to, and tells of it all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QMessageBox

from .. import __version__
from ..client.diagnostics import (
    Person,
    describe_devices,
    describe_error,
    describe_state,
    diagnostics,
    machine_facts,
    redact,
)
from ..client.environment_state import OUTDATED, EnvironmentState, glance
from ..client.errors import ClientError
from ..message_translation import translate_error
from ..translation import tr
from .controller import Controller
from .dock import MiningDetectorDock
from .environment_tasks import Findings, log_of, look_task, remove_task, set_up_task, text_task
from .qgis_facts import private_folders, version_facts
from .tasks import BackgroundTask

#: A path that is being typed changes often: one look is enough.
_PAUSE_MS = 400
_MB = 1_000_000


class _LogRelay(QObject):
    """Carries lines of a log from a task's thread to the main one."""

    line = pyqtSignal(str)


class EnvironmentController(Controller):
    """Between the environment page and the client's environment manager.

    ``ended`` gives the interpreter of a set-up, the bytes that a removal has freed, the text that was copied, or a
    ``ClientError``.
    """

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(iface, dock, dock.environment)
        self._page = dock.environment
        self._look: BackgroundTask | None = None
        self._copy: BackgroundTask | None = None
        self._looked_at: tuple[Any, ...] | None = None
        self._state: EnvironmentState | None = None
        self._devices: dict[str, Any] | None = None
        self._has_told_of_update = False
        self._last_error: tuple[str, ClientError] | None = None
        self._relay = _LogRelay(self)
        self._relay.line.connect(self._page.add_to_log)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.refresh(force=True))
        self._page.set_up_requested.connect(self.set_up)
        self._page.rebuild_requested.connect(lambda: self.set_up(anew=True))
        self._page.cancel_requested.connect(self.cancel)
        self._page.remove_requested.connect(lambda: self.remove(old_only=False))
        self._page.remove_old_requested.connect(lambda: self.remove(old_only=True))
        self._page.copy_log_requested.connect(self.copy_log)
        self._page.diagnostics_requested.connect(self.copy_diagnostics)
        self._page.source_changed.connect(self._pause.start)
        # Who never opens the panel shall not pay for a look.
        dock.visibilityChanged.connect(lambda is_visible: self.refresh() if is_visible else None)

    @property
    def is_looking(self) -> bool:
        """Whether the environment is being looked at."""
        return self._look is not None

    def set_up(self, anew: bool = False) -> None:
        """Make the environment, or check and repair it.

        Args:
            anew: make it again even if it works.
        """
        if self.is_running or (anew and self._is_in_use()):
            return
        settings = self._dock.settings()
        settings.store()
        self._stop_looking()
        self._page.show_log("")
        self._start(set_up_task(settings.environment(), self._relay.line.emit, anew), self._end_set_up)

    def remove(self, old_only: bool) -> None:
        """Remove the environments, or those of earlier versions alone, when the user confirms it."""
        if self.is_running or self._is_in_use():
            return
        manager = self._dock.settings().environment()
        state = self._state or glance(manager)
        size = state.old_bytes if old_only else (state.size_bytes or 0) + state.old_bytes
        question = (
            tr("Remove the environments that nothing uses any more? This frees {size} MB.")
            if old_only
            else tr(
                "Remove the detection environment? This frees {size} MB. Detection needs a new set-up then."
            )
        )
        answer = QMessageBox.question(
            self._iface.mainWindow(), tr("Mining Detector"), question.format(size=f"{size / _MB:,.0f}")
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._stop_looking()
            self._start(remove_task(manager, old_only), self._end_remove)

    def refresh(self, force: bool = False) -> None:
        """Show the state as files tell it, and look closer in the background where something has changed.

        Args:
            force: look closer in any case.
        """
        settings = self._dock.settings()
        manager = settings.environment()
        state = glance(manager)
        sources = (settings.interpreter, settings.wheels, settings.environment_kind, state.interpreter)
        if not force and (sources == self._looked_at or not self._dock.isVisible()):
            return
        self._looked_at = sources
        self._stop_looking()
        self._state = state
        self._page.show_state(state)
        self._look = look_task(manager)
        self._look.succeeded.connect(self._end_look)
        self._look.failed.connect(self._end_look)
        QgsApplication.taskManager().addTask(self._look)

    def note(self, end: object) -> None:
        """Keep the error that an action of any controller ended with, for the diagnostics."""
        if isinstance(end, ClientError) and end.code != "cancelled":
            time = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._last_error = (time, end)
            if end.code == "worker_did_not_start":
                self.refresh(force=True)

    def copy_log(self) -> None:
        """Put the log into the clipboard, without what is private."""
        text, person = self._page.log.toPlainText(), Person.here(private_folders())
        self._compose(tr("Copy the log"), lambda: redact(text, person))

    def copy_diagnostics(self) -> None:
        """Put a report into the clipboard, without what is private."""
        manager = self._dock.settings().environment()
        versions = {"plugin": __version__, **version_facts()}
        person = Person.here([*private_folders(), self._dock.settings().output_folder])
        state, devices = self._state or glance(manager), self._devices
        time, error = self._last_error or ("", None)

        def compose() -> str:
            sections = {
                "Mining Detector": {**versions, **machine_facts()},
                "Environment": describe_state(state),
                "Devices": describe_devices(devices),
                "Last error": {"time": time, **describe_error(error)},
            }
            tails = {
                "Last lines of the worker": error.details if error else "",
                "Last set-up": log_of(manager),
            }
            return diagnostics(sections, tails, person)

        self._compose(tr("Copy diagnostics"), compose)

    def clean_up(self) -> None:
        """See ``Controller.clean_up``."""
        super().clean_up()
        self._pause.stop()
        self._stop_looking()
        if self._copy is not None:
            self._copy.abandon()
        self._copy = None

    def _stop_looking(self) -> None:
        """End a look: what it looks at is going to change, or nobody waits for it."""
        if self._look is not None:
            self._look.abandon()
        self._look = None

    def _compose(self, title: str, compose: Callable[[], str]) -> None:
        """Copy a text, also while a set-up goes on."""
        if self._copy is None:
            self._copy = text_task(title, compose)
            self._copy.succeeded.connect(self._end_copy)
            self._copy.failed.connect(self._end_copy)
            QgsApplication.taskManager().addTask(self._copy)

    def _end_copy(self, end: str | ClientError) -> None:
        self._copy = None
        if isinstance(end, ClientError):
            self._dock.show_message(Qgis.MessageLevel.Critical, end.text)
        else:
            QApplication.clipboard().setText(end)
            self._dock.show_message(Qgis.MessageLevel.Info, tr("Copied."))
        self.ended.emit(end)

    def _stop_showing(self) -> None:
        super()._stop_showing()
        self.refresh(force=True)

    def _fail(self, error: ClientError) -> None:
        if error.code != "cancelled":
            self._page.show_failure(translate_error(error).text)
        if not self._page.log.toPlainText() and error.details:
            self._page.show_log(error.details)
        super()._fail(error)

    def _is_in_use(self) -> bool:
        """Tell that a run holds the environment, where one does."""
        tasks = QgsApplication.taskManager().activeTasks()
        if not any(isinstance(task, BackgroundTask) and task is not self._look for task in tasks):
            return False
        self._fail(
            ClientError(
                "environment_in_use",
                tr("A run is using the detection environment."),
                tr("Wait for its end, or cancel it."),
            )
        )
        return True

    def _end_set_up(self, interpreter: str) -> None:
        self._stop_showing()
        self._tell(Qgis.MessageLevel.Success, tr("The detection environment is ready."))
        self.ended.emit(interpreter)

    def _end_remove(self, freed: int) -> None:
        self._stop_showing()
        text = tr("{size} MB freed.").format(size=f"{freed / _MB:,.0f}")
        self._tell(Qgis.MessageLevel.Success, text)
        self.ended.emit(freed)

    def _end_look(self, findings: Findings | ClientError) -> None:
        self._look = None
        if isinstance(findings, ClientError):
            self._page.state_panel.show_no_devices(translate_error(findings).text)
            return
        self._state, self._devices = findings.state, findings.devices
        self._page.show_state(findings.state)
        if findings.state.status == OUTDATED and not self._has_told_of_update:
            self._has_told_of_update = True
            text = tr("An update of the detection environment can be set up on the page Setup.")
            self._dock.show_message(Qgis.MessageLevel.Info, text)
        if not self._page.log.toPlainText():
            self._page.show_log(findings.log)
        self._show_source(findings)
        if findings.devices is not None:
            self._dock.show_devices(findings.devices)
            self._page.state_panel.show_devices(findings.devices)
        elif findings.devices_error is not None:
            self.note(findings.devices_error)
            self._page.state_panel.show_no_devices(translate_error(findings.devices_error).text)

    def _show_source(self, findings: Findings) -> None:
        panel = self._page.source_panel
        if findings.source_error is not None:
            panel.show_check(translate_error(findings.source_error).text)
        elif findings.source_count is not None:
            panel.show_check(tr("The folder holds all {count} packages.").format(count=findings.source_count))
