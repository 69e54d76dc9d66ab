"""Turns Detect into background tasks, and their ends into layers and messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsLayerTreeGroup, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QStandardPaths

from ..client.errors import ClientError
from ..client.requests import DetectRequest
from ..translation import tr
from .controller import Controller
from .dock import MiningDetectorDock
from .environment_controller import EnvironmentController
from .image_controller import ImageController, confirmed_bands, keep_bands
from .raster_source import scene_of, scene_title
from .results import add_results
from .settings import Settings
from .tasks import detect_task

#: Errors of the worker that the user can mend by naming the bands.
_BAND_ERRORS = ("bands_unknown", "bands_missing")


class RunController(Controller):
    """Runs one detection at a time for the dock.

    ``ended`` gives the worker's result, or a ``ClientError``.

    Attributes:
        layer_group: the group of the last run's layers.
    """

    def __init__(
        self,
        iface: QgisInterface,
        dock: MiningDetectorDock,
        images: ImageController,
        environments: EnvironmentController,
    ) -> None:
        super().__init__(iface, dock, dock.detect)
        self._images = images
        self._environments = environments
        self.layer_group: QgsLayerTreeGroup | None = None
        dock.detect.run.detect_requested.connect(self.detect)
        dock.detect.run.cancel_requested.connect(self.cancel)

    def detect(self) -> None:
        """Start a run with what the dock shows."""
        settings = self._dock.settings()
        settings.store()
        layer = self._dock.layer()
        try:
            scene = scene_of(layer)
            aoi = self._dock.detect.aoi.aoi()
        except ClientError as error:
            self._fail(error)
            return
        request = DetectRequest(
            scene=scene,
            out=str(run_folder(settings, scene)),
            aoi=aoi.to_request() if aoi else None,
            bands=confirmed_bands(layer.id()),
            models=settings.models or None,
            device=settings.device,
            threshold=settings.threshold or None,
            sensitivity=settings.sensitivity,
            search_everywhere=settings.search_everywhere,
            thumbnails=True,
        )
        self._detect(request, layer.id())

    def cancel(self) -> None:
        """Ask the run, or the look at its image, to end."""
        super().cancel()
        self._images.cancel()

    def _stop_showing(self) -> None:
        super()._stop_showing()
        self._environments.refresh()

    def _detect(self, request: DetectRequest, layer_id: str) -> None:
        text = tr("Detecting in {scene}.").format(scene=scene_title(request.scene))
        self._dock.show_message(Qgis.MessageLevel.Info, text)
        self._start(
            detect_task(self._dock.settings().environment(), request),
            lambda result: self._show_results(result, request.scene),
            lambda error: self._end_detect(error, request, layer_id),
        )

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
        keep_bands(layer_id, None)
        self._images.ask_bands(
            request.scene, layer_id, request.bands, error.message, detect_again, self._fail
        )


def run_folder(settings: Settings, scene: str) -> Path:
    """Return a folder of its own for a run, named after the image and the time (UTC). Makes nothing."""
    base = settings.output_folder or QgsProject.instance().homePath()
    if not base:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        base = QStandardPaths.writableLocation(documents)
    time = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return Path(base) / "mining_detector" / f"{scene_title(scene)}_{time}"
