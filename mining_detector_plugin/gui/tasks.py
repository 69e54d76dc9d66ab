"""Background tasks: one class that runs a function off the main thread and always reports its end there."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..client.environment import EnvironmentManager
from ..client.errors import ClientError
from ..client.requests import ImageRequest, Scene, recover_request
from ..message_translation import translate_message
from ..translation import tr
from .live_layers import read_live_part
from .progress_text import progress_text
from .raster_source import scene_title
from .results import open_layers
from .settings import worker_for
from .thread_pool import thread_lent

LOG_TAG = "Mining Detector"


class BackgroundTask(QgsTask):
    """Runs ``work(task)`` in a thread of QGIS's task manager.

    Signals, all received in the main thread:
        progressed: fraction 0-1 and what is being done.
        warned: a warning's text and code.
        part_read: a ``LivePart``: something that is finished while the task goes on.
        layers_opened: layers by name, of the result or of what is kept; just before the end.
        succeeded: what ``work`` returned.
        failed: a ``ClientError``; its code is ``cancelled`` where the user ended it.
    """

    progressed = pyqtSignal(float, str)
    warned = pyqtSignal(str, str)
    part_read = pyqtSignal(object)
    layers_opened = pyqtSignal(object)
    succeeded = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, title: str, work: Callable[[BackgroundTask], Any]) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._result: Any = None
        self._error: ClientError | None = None
        self._is_abandoned = False
        self._is_ended_by_user = False

    def end(self) -> None:
        """Cancel it since the user wants so: what its worker has finished shall be shown."""
        self._is_ended_by_user = True
        self.cancel()

    def is_left(self) -> bool:
        """Whether it was cancelled and nobody waits for what is finished: QGIS or its project closes."""
        return self.isCanceled() and not self._is_ended_by_user

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
        """Pass on a ``progress``, ``partial``, ``warning`` or ``log`` answer of the worker, from the task's thread."""
        if self._is_abandoned:
            return
        text = str(answer.get("message", ""))
        if answer["type"] == "progress":
            fraction = float(answer.get("fraction") or 0.0)
            self.setProgress(100.0 * fraction)
            self.progressed.emit(fraction, progress_text(answer))
        elif answer["type"] == "partial":
            part = read_live_part(answer)
            if part is not None:
                self.part_read.emit(part)
        elif answer["type"] == "warning":
            hint = translate_message(str(answer.get("hint", "")))
            self.warned.emit(f"{translate_message(text)} {hint}".strip(), str(answer.get("code", "")))
        elif answer["type"] == "log":
            QgsMessageLog.logMessage(translate_message(text), LOG_TAG, Qgis.MessageLevel.Info, False)

    def open_results(self, answer: dict[str, Any]) -> None:
        """Open the layers of an answer in the task's thread, where somebody waits for them."""
        if not self.is_left():
            self.layers_opened.emit(open_layers(answer))

    def run(self) -> bool:
        """Do the work. Called by QGIS in a thread of its own."""
        try:
            with thread_lent():
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


def run_task(manager: EnvironmentManager, request: dict[str, Any], scene: Scene) -> BackgroundTask:
    """Return a task that detects, and first sets up a missing environment; its result is the answer.

    Args:
        request: of the worker, for a new run or to go on with an interrupted one.
        scene: the run's image, for the title.
    """

    def work(task: BackgroundTask) -> dict[str, Any]:
        interpreter = manager.adopt(task.isCanceled) or manager.set_up(task.report, task.isCanceled)
        task.report(0.0, "Starting the worker")
        client = worker_for(interpreter)
        try:
            result = client.request(request, task.take_answer, task.isCanceled, task.is_left)
        except ClientError as error:
            if error.kept is not None:
                task.open_results(error.kept)
            raise
        task.open_results(result)
        return result

    return BackgroundTask(tr("Detect mines in {scene}").format(scene=scene_title(scene)), work)


def recover_task(manager: EnvironmentManager, folder: str, scene: Scene) -> BackgroundTask:
    """Return a task that makes results of what a run has finished; its result is the answer.

    Args:
        folder: the run's hidden one. scene: its image, for the title.
    """

    def work(task: BackgroundTask) -> dict[str, Any]:
        client = worker_for(manager.require())
        result = client.request(recover_request(folder), task.take_answer, task.isCanceled)
        task.open_results(result)
        return result

    return BackgroundTask(tr("Recover mines in {scene}").format(scene=scene_title(scene)), work)


def inspect_task(manager: EnvironmentManager, scene: Scene) -> BackgroundTask:
    """Return a task that asks what an image holds; its result is the answer."""

    def work(task: BackgroundTask) -> dict[str, Any]:
        client = worker_for(manager.require())
        return client.request(ImageRequest(scene).to_inspect(), None, task.isCanceled)

    return BackgroundTask(tr("Look at {scene}").format(scene=scene_title(scene)), work)
