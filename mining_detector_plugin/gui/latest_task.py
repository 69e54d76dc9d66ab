"""Runs a background task for the latest state alone: waits until the user pauses, and drops what is out of date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer

from ..client.errors import ClientError
from .tasks import BackgroundTask


class LatestTask(QObject):
    """One task at a time; a new request ends the one before without a word.

    Args:
        delay_ms: how long nothing may change before the task starts.
        make: returns the task for the state as it is, None for none.
        on_success: takes what the task gave.
        on_failure: takes the error of a task that failed.
    """

    def __init__(
        self,
        delay_ms: int,
        make: Callable[[], BackgroundTask | None],
        on_success: Callable[[Any], None],
        on_failure: Callable[[ClientError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._make, self._on_success, self._on_failure = make, on_success, on_failure
        self._task: BackgroundTask | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._start)

    @property
    def is_pending(self) -> bool:
        """Whether a task is under way or about to start."""
        return self._task is not None or self._timer.isActive()

    def request(self) -> None:
        """Run the task soon; one that is under way is out of date."""
        self.drop()
        self._timer.start()

    def drop(self) -> None:
        """End what is under way or about to start."""
        self._timer.stop()
        if self._task is not None:
            self._task.abandon()
        self._task = None

    def _start(self) -> None:
        task = self._make()
        if task is None:
            return
        task.succeeded.connect(lambda result: self._end(task, self._on_success, result))
        task.failed.connect(lambda error: self._end(task, self._on_failure, error))
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _end(self, task: BackgroundTask, tell: Callable[[Any], None], what: Any) -> None:
        if task is self._task:
            # QGIS deletes a task that has ended.
            self._task = None
            tell(what)
