"""Sets the worker's environment up when asked to, and asks it which devices there are."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgisInterface

from ..client.errors import ClientError
from ..message_translation import translate_error
from ..translation import tr
from .controller import Controller
from .dock import MiningDetectorDock
from .tasks import BackgroundTask, devices_task, set_up_task


class EnvironmentController(Controller):
    """Between the environment page and the client's environment manager.

    ``ended`` gives the interpreter, or a ``ClientError``.
    """

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(iface, dock, dock.environment)
        self._devices_task: BackgroundTask | None = None
        self._asked_interpreter: str | None = None
        dock.environment.set_up_requested.connect(self.set_up)
        dock.environment.cancel_requested.connect(self.cancel)

    def set_up(self) -> None:
        """Make the environment, or check and repair it."""
        settings = self._dock.settings()
        settings.store()
        self._start(set_up_task(settings.environment()), self._end_set_up)

    def refresh(self) -> None:
        """Show whether there is an environment, and its devices."""
        manager = self._dock.settings().environment()
        interpreter = manager.find()
        self._dock.environment.show_state(interpreter)
        if interpreter and interpreter != self._asked_interpreter and self._devices_task is None:
            self._asked_interpreter = interpreter
            self._devices_task = devices_task(manager)
            self._devices_task.succeeded.connect(self._end_devices)
            self._devices_task.failed.connect(self._end_devices)
            QgsApplication.taskManager().addTask(self._devices_task)

    def clean_up(self) -> None:
        """See ``Controller.clean_up``."""
        super().clean_up()
        if self._devices_task is not None:
            self._devices_task.abandon()
        self._devices_task = None

    def _stop_showing(self) -> None:
        super()._stop_showing()
        self.refresh()

    def _end_set_up(self, interpreter: str) -> None:
        self._stop_showing()
        self._tell(Qgis.MessageLevel.Success, tr("The detection environment is ready."))
        self.ended.emit(interpreter)

    def _end_devices(self, answer: dict[str, Any] | ClientError) -> None:
        self._devices_task = None
        if isinstance(answer, ClientError):
            self._dock.show_message(Qgis.MessageLevel.Warning, translate_error(answer).text)
        else:
            self._dock.show_devices(answer)
