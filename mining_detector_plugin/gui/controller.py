"""What all controllers share: one background task at a time, its progress on a page, its end as one message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..client.errors import ClientError
from ..message_translation import translate_error
from ..translation import tr
from .dock import MiningDetectorDock
from .tasks import BackgroundTask


class ProgressView(Protocol):
    """A page or panel that shows how a task goes."""

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far it is, 0-1, and what is being done."""


class Controller(QObject):
    """Runs one task at a time and tells of its end.

    Signals:
        ended: what the user asked for came to its end; what the task gave, or a ``ClientError``.
    """

    ended = pyqtSignal(object)

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock, view: ProgressView) -> None:
        super().__init__(dock)
        self._iface = iface
        self._dock = dock
        self._view = view
        self._task: BackgroundTask | None = None
        self._is_closed = False

    @property
    def is_running(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None

    def cancel(self) -> None:
        """Ask the task under way to end."""
        if self._task is not None:
            self._view.show_progress(0.0, tr("Cancelling"))
            self._task.end()

    def clean_up(self) -> None:
        """End what is under way, without a word: the dock is going away."""
        self._is_closed = True
        if self._task is not None:
            self._task.abandon()
        self._task = None

    def _start(
        self,
        task: BackgroundTask,
        on_success: Callable[[Any], None],
        on_failure: Callable[[ClientError], None] | None = None,
    ) -> None:
        """Run a task; its end is told in the main thread."""
        task.progressed.connect(self._view.show_progress)
        task.warned.connect(lambda text, code: self._dock.show_message(Qgis.MessageLevel.Warning, text, code))
        task.succeeded.connect(lambda result: self._later(lambda: on_success(result)))
        task.failed.connect(lambda error: self._later(lambda: (on_failure or self._fail)(error)))
        self._task = task
        self._view.show_running(True)
        QgsApplication.taskManager().addTask(task)

    def _later(self, action: Callable[[], None]) -> None:
        """Act when QGIS is done with the task: our message shall lie on top, a dialog run outside its end."""
        # QGIS deletes a task that has ended.
        self._task = None
        QTimer.singleShot(0, lambda: None if self._is_closed else action())

    def _stop_showing(self) -> None:
        self._task = None
        self._view.show_running(False)

    def _fail(self, error: ClientError) -> None:
        self._stop_showing()
        is_cancelled = error.code == "cancelled"
        self._tell(
            Qgis.MessageLevel.Info if is_cancelled else Qgis.MessageLevel.Critical,
            translate_error(error).text,
            "" if is_cancelled else error.code,
        )
        self.ended.emit(error)

    def _tell(self, level: Qgis.MessageLevel, text: str, code: str = "") -> None:
        self._dock.show_message(level, text, code)
        self._iface.messageBar().pushMessage(tr("Mining Detector"), text, level)
