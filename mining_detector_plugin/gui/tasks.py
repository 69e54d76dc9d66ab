"""Background tasks: one class that runs a function off the main thread and always reports its end there."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..client.environment import EnvironmentManager
from ..client.errors import ClientError
from ..client.requests import DetectRequest, ImageRequest
from ..message_translation import translate_message
from ..translation import tr
from .raster_source import scene_title
from .settings import worker_for

LOG_TAG = "Mining Detector"


class BackgroundTask(QgsTask):
    """Runs ``work(task)`` in a thread of QGIS's task manager.

    Signals, all received in the main thread:
        progressed: fraction 0-1 and what is being done.
        warned: a warning's text and code.
        succeeded: what ``work`` returned.
        failed: a ``ClientError``; its code is ``cancelled`` where the user ended it.
    """

    progressed = pyqtSignal(float, str)
    warned = pyqtSignal(str, str)
    succeeded = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, title: str, work: Callable[[BackgroundTask], Any]) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._result: Any = None
        self._error: ClientError | None = None
        self._is_abandoned = False

    def abandon(self) -> None:
        """End it and tell nobody: who started it is going away."""
        self._is_abandoned = True
        self.cancel()

    def report(self, fraction: float, text: str) -> None:
        """Tell of the progress, from the task's thread."""
        self.setProgress(100.0 * fraction)
        if not self._is_abandoned:
            self.progressed.emit(fraction, translate_message(text))

    def take_answer(self, answer: dict[str, Any]) -> None:
        """Pass on a ``progress``, ``warning`` or ``log`` answer of the worker, from the task's thread."""
        text = str(answer.get("message", ""))
        if answer["type"] == "progress":
            self.report(float(answer.get("fraction") or 0.0), text or str(answer.get("stage", "")))
        elif answer["type"] == "warning":
            hint = translate_message(str(answer.get("hint", "")))
            self.warned.emit(f"{translate_message(text)} {hint}".strip(), str(answer.get("code", "")))
        elif answer["type"] == "log":
            QgsMessageLog.logMessage(translate_message(text), LOG_TAG, Qgis.MessageLevel.Info, False)

    def run(self) -> bool:
        """Do the work. Called by QGIS in a thread of its own."""
        try:
            self._result = self._work(self)
        except ClientError as error:
            self._error = error
        except Exception as error:  # the boundary: a fault of ours must end the task with a message, too
            self._error = ClientError(
                "plugin_fault",
                f"The plugin failed: {type(error).__name__}: {error}.",
                "Please report it with the text in View > Panels > Log Messages > Mining Detector.",
                traceback.format_exc(),
            )
        return self._error is None

    def finished(self, result: bool) -> None:
        """Report the end. Called by QGIS in the main thread, also for a task that never ran."""
        if self._is_abandoned:
            return
        if result:
            self.succeeded.emit(self._result)
            return
        error = self._error or ClientError.cancelled()
        if error.details:
            QgsMessageLog.logMessage(
                f"{error.code}: {error.text}\n{error.details}", LOG_TAG, Qgis.MessageLevel.Warning, False
            )
        self.failed.emit(error)


def detect_task(manager: EnvironmentManager, request: DetectRequest) -> BackgroundTask:
    """Return a task that detects, and first sets up a missing environment; its result is the answer."""

    def work(task: BackgroundTask) -> dict[str, Any]:
        interpreter = manager.adopt(task.isCanceled) or manager.set_up(task.report, task.isCanceled)
        task.report(0.0, "Starting the worker")
        client = worker_for(interpreter)
        return client.request(request.to_dict(), task.take_answer, task.isCanceled)

    return BackgroundTask(tr("Detect mines in {scene}").format(scene=scene_title(request.scene)), work)


def inspect_task(manager: EnvironmentManager, scene: str) -> BackgroundTask:
    """Return a task that asks what an image holds; its result is the answer."""

    def work(task: BackgroundTask) -> dict[str, Any]:
        client = worker_for(manager.require())
        return client.request(ImageRequest(scene).to_inspect(), None, task.isCanceled)

    return BackgroundTask(tr("Look at {scene}").format(scene=scene_title(scene)), work)
