"""Turns what the user wants into background tasks, and their ends into layers and messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsLayerTreeGroup, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from ..client.errors import ClientError
from ..client.requests import DetectRequest
from .band_dialog import BandDialog
from .dock import MiningDetectorDock
from .raster_source import scene_of, scene_title
from .results import add_results
from .settings import Settings
from .tasks import BackgroundTask, detect_task, devices_task, inspect_task, set_up_task

#: Where a layer keeps the bands that the user confirmed for it.
BANDS_PROPERTY = "mining_detector/bands"
#: Errors of the worker that the user can mend by naming the bands.
_BAND_ERRORS = ("bands_unknown", "bands_missing")


def tr(text: str) -> str:
    """Translate a message."""
    return QCoreApplication.translate("RunController", text)


class RunController(QObject):
    """Runs one task at a time for the dock.

    Signals:
        ended: what the user asked for came to its end; the worker's result, the interpreter, the bands that the
            user named (None where the dialog was left), or a ``ClientError``.
    """

    ended = pyqtSignal(object)

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(dock)
        self._iface = iface
        self._dock = dock
        self._task: BackgroundTask | None = None
        self._devices_task: BackgroundTask | None = None
        self._asked_interpreter: str | None = None
        self._is_closed = False
        self.layer_group: QgsLayerTreeGroup | None = None
        dock.detect_requested.connect(self.detect)
        dock.cancel_requested.connect(self.cancel)
        dock.set_up_requested.connect(self.set_up)
        dock.bands_requested.connect(self.name_bands)
        dock.show_settings(Settings.load())
        self._refresh_environment()

    @property
    def is_running(self) -> bool:
        """Whether a run or a set-up is under way."""
        return self._task is not None

    def detect(self) -> None:
        """Start a run with what the dock shows."""
        settings = self._dock.settings()
        settings.store()
        layer = self._dock.layer()
        try:
            scene = scene_of(layer)
            aoi = self._dock.aoi.aoi()
        except ClientError as error:
            self._fail(error)
            return
        request = DetectRequest(
            scene=scene,
            out=str(run_folder(settings, scene)),
            aoi=aoi.to_request() if aoi else None,
            bands=_confirmed_bands(layer.id()),
            models=settings.models or None,
            device=settings.device,
            threshold=settings.threshold or None,
            sensitivity=settings.sensitivity,
            search_everywhere=settings.search_everywhere,
        )
        self._detect(request, layer.id())

    def name_bands(self) -> None:
        """Ask which band of the chosen image is which, whether the file names them or not."""
        layer = self._dock.layer()
        try:
            scene = scene_of(layer)
        except ClientError as error:
            self._fail(error)
            return
        self._inspect(scene, layer.id(), _confirmed_bands(layer.id()), "", self._end_name_bands)

    def set_up(self) -> None:
        """Make the environment, or check and repair it."""
        settings = self._dock.settings()
        settings.store()
        self._start(set_up_task(settings.environment()), self._end_set_up, self._fail)

    def cancel(self) -> None:
        """Ask the task under way to end."""
        if self._task is not None:
            self._dock.show_progress(0.0, tr("Cancelling"))
            self._task.cancel()

    def clean_up(self) -> None:
        """End what is under way, without a word: the dock is going away."""
        self._is_closed = True
        for task in (self._task, self._devices_task):
            if task is not None:
                task.abandon()
        self._task = self._devices_task = None

    def _start(
        self,
        task: BackgroundTask,
        on_success: Callable[[Any], None],
        on_failure: Callable[[ClientError], None],
    ) -> None:
        task.progressed.connect(self._dock.show_progress)
        task.warned.connect(lambda text: self._dock.show_message(Qgis.MessageLevel.Warning, text))
        task.succeeded.connect(lambda result: self._later(lambda: on_success(result)))
        task.failed.connect(lambda error: self._later(lambda: on_failure(error)))
        self._task = task
        self._dock.show_running(True)
        QgsApplication.taskManager().addTask(task)

    def _later(self, action: Callable[[], None]) -> None:
        """Act when QGIS is done with the task: our message shall lie on top, a dialog run outside its end."""
        # QGIS deletes a task that has ended.
        self._task = None
        QTimer.singleShot(0, lambda: None if self._is_closed else action())

    def _stop_showing(self) -> None:
        self._task = None
        self._dock.show_running(False)
        self._refresh_environment()

    def _show_results(self, result: dict[str, Any], scene: str) -> None:
        self._stop_showing()
        try:
            self.layer_group = add_results(result, scene)
        except ClientError as error:
            self._fail(error)
            return
        found = tr("{mines} mines, {detections} detections, {cells} cells looked at.").format(
            **result["counts"]
        )
        self._tell(Qgis.MessageLevel.Success, found)
        if result["counts"]["mines_unsure"]:
            unsure = tr(
                "{mines_unsure} more are left out as too unsure: 'Few misses' shows most of them."
            ).format(**result["counts"])
            self._dock.show_message(Qgis.MessageLevel.Info, unsure)
        self._dock.show_message(
            Qgis.MessageLevel.Info, tr("The results are in {folder}").format(folder=result["folder"])
        )
        self.ended.emit(result)

    def _end_set_up(self, interpreter: str) -> None:
        self._stop_showing()
        self._tell(Qgis.MessageLevel.Success, tr("The detection environment is ready."))
        self.ended.emit(interpreter)

    def _detect(self, request: DetectRequest, layer_id: str) -> None:
        text = tr("Detecting in {scene}.").format(scene=scene_title(request.scene))
        self._dock.show_message(Qgis.MessageLevel.Info, text)
        self._start(
            detect_task(self._dock.settings().environment(), request),
            lambda result: self._show_results(result, request.scene),
            lambda error: self._end_detect(error, request, layer_id),
        )

    def _end_detect(self, error: ClientError, request: DetectRequest, layer_id: str) -> None:
        if error.code not in _BAND_ERRORS:
            self._fail(error)
            return

        def detect_again(bands: dict[str, int] | None) -> None:
            if bands is None:
                hint = tr("Name them with 'Bands…' beside the image, or choose an image that has them.")
                self._fail(ClientError(error.code, error.message, hint))
            else:
                self._detect(replace(request, bands=bands), layer_id)

        # Bands that led here must not lead here again, whether the user answers or not.
        _keep_bands(layer_id, None)
        self._inspect(request.scene, layer_id, request.bands, error.message, detect_again)

    def _inspect(
        self,
        scene: str,
        layer_id: str,
        bands: dict[str, int] | None,
        problem: str,
        on_bands: Callable[[dict[str, int] | None], None],
    ) -> None:
        """Show the image's bands to the user and pass on the answer, None where the dialog was left."""

        def ask(answer: dict[str, Any]) -> None:
            self._stop_showing()
            dialog = BandDialog(answer, bands, problem, self._iface.mainWindow())
            chosen = dialog.bands() if dialog.exec() == QDialog.DialogCode.Accepted else None
            if chosen is not None:
                _keep_bands(layer_id, chosen)
            on_bands(chosen)

        self._start(inspect_task(self._dock.settings().environment(), scene), ask, self._fail)

    def _end_name_bands(self, bands: dict[str, int] | None) -> None:
        if bands is not None:
            self._dock.show_message(Qgis.MessageLevel.Info, tr("The layer keeps these bands for its runs."))
        self.ended.emit(bands)

    def _fail(self, error: ClientError) -> None:
        self._stop_showing()
        is_cancelled = error.code == "cancelled"
        self._tell(Qgis.MessageLevel.Info if is_cancelled else Qgis.MessageLevel.Critical, error.text)
        self.ended.emit(error)

    def _tell(self, level: Qgis.MessageLevel, text: str) -> None:
        self._dock.show_message(level, text)
        self._iface.messageBar().pushMessage(tr("Mining Detector"), text, level)

    def _refresh_environment(self) -> None:
        manager = self._dock.settings().environment()
        interpreter = manager.find()
        self._dock.environment.show_state(interpreter)
        if interpreter and interpreter != self._asked_interpreter and self._devices_task is None:
            self._asked_interpreter = interpreter
            self._devices_task = devices_task(manager)
            self._devices_task.succeeded.connect(self._end_devices)
            self._devices_task.failed.connect(self._end_devices)
            QgsApplication.taskManager().addTask(self._devices_task)

    def _end_devices(self, answer: dict[str, Any] | ClientError) -> None:
        self._devices_task = None
        if isinstance(answer, ClientError):
            self._dock.show_message(Qgis.MessageLevel.Warning, answer.text)
        else:
            self._dock.show_devices(answer)


def run_folder(settings: Settings, scene: str) -> Path:
    """Return a folder of its own for a run, named after the image and the time (UTC). Makes nothing."""
    base = settings.output_folder or QgsProject.instance().homePath()
    if not base:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        base = QStandardPaths.writableLocation(documents)
    time = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return Path(base) / "mining_detector" / f"{scene_title(scene)}_{time}"


def _confirmed_bands(layer_id: str) -> dict[str, int] | None:
    text = QgsProject.instance().mapLayer(layer_id).customProperty(BANDS_PROPERTY)
    return json.loads(text) if text else None


def _keep_bands(layer_id: str, bands: dict[str, int] | None) -> None:
    """Keep bands with a layer, None for none. The user may have removed the layer since."""
    layer = QgsProject.instance().mapLayer(layer_id)
    if layer is None:
        return
    if bands is None:
        layer.removeCustomProperty(BANDS_PROPERTY)
    else:
        layer.setCustomProperty(BANDS_PROPERTY, json.dumps(bands))
