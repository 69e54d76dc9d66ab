"""Turns Detect into background tasks, one at a time, and their ends into layers and messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsLayerTreeGroup, QgsMapLayer, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QStandardPaths, QTimer, pyqtSignal

from ..client.errors import ClientError
from ..client.requests import DetectRequest, Scene, resume_request
from ..client.unfinished import UnfinishedRun
from ..message_translation import translate_error
from ..translation import tr
from .controller import Controller
from .dock import MiningDetectorDock
from .environment_controller import EnvironmentController
from .image_choice import keep_bands
from .image_controller import ImageController
from .live_layers import LiveLayers, LivePart
from .raster_source import scene_title
from .results import add_results
from .settings import Settings
from .tasks import run_task
from .unended_runs import RUNS_FOLDER, note_begin, note_end

#: Errors of the worker that the user can mend by naming the bands.
_BAND_ERRORS = ("bands_unknown", "bands_missing")


@dataclass(frozen=True)
class PlannedRun:
    """A run that waits for its turn, or has it.

    Attributes:
        request: of a new run.
        layer_id: of the raster layer that keeps the bands.
        unfinished: the interrupted run that goes on, None for a new one.
    """

    request: DetectRequest
    layer_id: str = ""
    unfinished: UnfinishedRun | None = None

    @property
    def title(self) -> str:
        """What the user sees of it in the queue."""
        return scene_title(self.request.scene)

    def to_dict(self) -> dict[str, Any]:
        """Return the worker's request."""
        if self.unfinished is not None:
            return resume_request(self.unfinished.folder)
        return self.request.to_dict()

    def is_same_as(self, other: PlannedRun) -> bool:
        """Whether both ask for the same, wherever the results go."""
        return replace(self.request, out="") == replace(other.request, out="")


class RunController(Controller):
    """Runs one detection at a time for the dock; others wait in their order.

    ``ended`` gives the worker's result, or a ``ClientError``.

    Signals:
        interrupted: a run ended in a way that may have left an unfinished one.

    Attributes:
        layer_group: the group of the last run's layers.
        queue: the runs that wait.
    """

    interrupted = pyqtSignal()

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
        self._current: PlannedRun | None = None
        self._live: LiveLayers | None = None
        self._opened: dict[str, QgsMapLayer] | None = None
        self._is_project_closed = False
        self.layer_group: QgsLayerTreeGroup | None = None
        self.queue: list[PlannedRun] = []
        panel = dock.detect.run
        panel.detect_requested.connect(self.detect)
        panel.cancel_requested.connect(self.cancel)
        panel.drop_requested.connect(self.drop)
        QgsProject.instance().cleared.connect(self.leave)
        images.ended.connect(self._show_still_running)

    def detect(self) -> None:
        """Start a run with what the dock shows, or put it behind the one that goes on."""
        settings = self._dock.settings()
        settings.store()
        layer, image = self._dock.layer(), self._dock.detect.image
        try:
            scene = image.scene()
            aoi = self._dock.detect.aoi.aoi()
        except ClientError as error:
            self._refuse(error)
            return
        request = DetectRequest(
            scene=scene,
            out=str(self._new_folder(settings, scene)),
            aoi=aoi.to_request() if aoi else None,
            bands=image.bands(),
            scaling=image.scaling(),
            models=settings.models or None,
            device=settings.device,
            threshold=settings.threshold or None,
            sensitivity=settings.sensitivity,
            search_everywhere=settings.search_everywhere,
            precision_filter=settings.precision_filter,
            dehaze=settings.dehaze or None,
            with_untested_classes=settings.with_untested_classes,
            only=settings.only or None,
            thumbnails=True,
        )
        self._plan(PlannedRun(request, layer.id()))

    def resume(self, unfinished: UnfinishedRun) -> None:
        """Go on with an interrupted run, now or when its turn comes."""
        fields = unfinished.request | {"out": str(Path(unfinished.folder).parent)}
        known = {name: fields[name] for name in vars(DetectRequest("", "")) if name in fields}
        self._plan(PlannedRun(DetectRequest(**known), "", unfinished))

    def drop(self, index: int) -> None:
        """Take a run out of the queue; it may have had its turn meanwhile."""
        if 0 <= index < len(self.queue):
            del self.queue[index]
        self._show_queue()

    def cancel(self) -> None:
        """Ask the run, or the look at its image, to end. Runs that wait then have their turn."""
        super().cancel()
        self._images.cancel()

    def leave(self) -> None:
        """End everything, since the project closes: what the run has finished stays, to be gone on with."""
        self.queue.clear()
        self._show_queue()
        if self._live is not None:
            self._live.forget()
        self._is_project_closed = self._current is not None
        if self._task is not None:
            self._task.cancel()

    def clean_up(self) -> None:
        """See ``Controller.clean_up``."""
        QgsProject.instance().cleared.disconnect(self.leave)
        self.queue.clear()
        if self._live is not None:
            self._live.remove()
        super().clean_up()

    def _show_still_running(self, _: Any) -> None:
        """Show the run again: a look at the image shares its view, and has ended."""
        if self._task is not None:
            self._view.show_running(True)

    def _stop_showing(self) -> None:
        super()._stop_showing()
        self._environments.refresh()

    def _plan(self, run: PlannedRun) -> None:
        under_way = [self._current] if self._current is not None else []
        if any(run.is_same_as(other) for other in (*under_way, *self.queue)):
            text = tr("This very run is under way, or waits for its turn, already.")
            self._dock.show_message(Qgis.MessageLevel.Info, text)
            return
        self.queue.append(run)
        self._start_next()

    def _start_next(self) -> None:
        if self._current is None and self.queue and not self._is_closed:
            self._begin(self.queue.pop(0))
        self._show_queue()

    def _show_queue(self) -> None:
        self._dock.detect.run.show_queue([run.title for run in self.queue])

    def _begin(self, run: PlannedRun) -> None:
        self._current = run
        self._is_project_closed = False
        text = tr("Detecting in {scene}.").format(scene=run.title)
        self._dock.show_message(Qgis.MessageLevel.Info, text)
        note_begin(run.request.out)
        self._live = live = LiveLayers(tr("Mines in {scene} (under way)").format(scene=run.title))
        task = run_task(self._dock.settings().environment(), run.to_dict(), run.request.scene)
        task.part_read.connect(lambda part: self._show_part(live, part))
        task.layers_opened.connect(self._take_layers)
        self._start(
            task, lambda result: self._end_well(result, run), lambda error: self._end_badly(error, run)
        )

    def _show_part(self, live: LiveLayers, part: LivePart) -> None:
        # A part that was on its way when its run ended is in the results.
        if live is self._live and not self._is_project_closed:
            live.show(part)

    def _take_layers(self, layers: dict[str, QgsMapLayer]) -> None:
        self._opened = layers

    def _end_well(self, result: dict[str, Any], run: PlannedRun) -> None:
        note_end(run.request.out)
        self._stop_showing()

        def tell() -> None:
            self._tell_counts(result["counts"])
            text = tr("The results are in {folder}").format(folder=result["folder"])
            self._dock.show_message(Qgis.MessageLevel.Info, text)
            self._end(result)

        self._soon(lambda: self._replace_live_layers(result, run, tell))

    def _end_badly(self, error: ClientError, run: PlannedRun) -> None:
        if error.code in _BAND_ERRORS and run.unfinished is None and not self._is_project_closed:
            self._ask_bands(error, run)
            return
        if error.kept is not None and not self._is_project_closed:
            note_end(run.request.out)
            self._stop_showing()
            kept = error.kept

            def tell() -> None:
                self._tell(Qgis.MessageLevel.Info, translate_error(error).text)
                self._end(error)

            self._soon(lambda: self._replace_live_layers(kept, run, tell))
            return
        if self._live is not None:
            self._live.remove()
        self._current = self._live = None
        if self._is_project_closed:
            self._stop_showing()
            text = tr(
                "The project was closed: the run in {scene} ended. What it had finished can be gone on with."
            )
            self._dock.show_message(Qgis.MessageLevel.Info, text.format(scene=run.title))
            self.ended.emit(error)
        else:
            self._fail(error)
        self.interrupted.emit()
        QTimer.singleShot(0, self._start_next)

    def _soon(self, action: Callable[[], None]) -> None:
        """Act when QGIS has handled its events: a run's end is much for the main thread at once."""
        QTimer.singleShot(0, lambda: None if self._is_closed else action())

    def _replace_live_layers(self, result: dict[str, Any], run: PlannedRun, then: Callable[[], None]) -> None:
        """Load results in place of the layers so far; where that fails, tell and end. The map draws once."""
        canvas = self._iface.mapCanvas()
        canvas.freeze(True)
        try:
            if not self._is_project_closed:
                self.layer_group = add_results(result, run.request.scene, self._opened)
        except ClientError as error:
            self._current = None
            self._fail(error)
            QTimer.singleShot(0, self._start_next)
        else:
            self._soon(then)
        finally:
            if self._live is not None:
                self._live.remove()
            self._live = self._opened = None
            canvas.freeze(False)
            canvas.refresh()

    def _tell_counts(self, counts: dict[str, int]) -> None:
        texts = {
            "mines": tr("{count} mines"),
            "detections": tr("{count} detections"),
            "cells": tr("{count} cells looked at"),
        }
        found = [text.format(count=counts[name]) for name, text in texts.items() if name in counts]
        self._tell(Qgis.MessageLevel.Success, f"{', '.join(found)}." if found else tr("Done."))
        if counts.get("mines_unsure"):
            unsure = tr("{count} more are left out as too unsure: 'Few misses' shows most of them.")
            self._dock.show_message(Qgis.MessageLevel.Info, unsure.format(count=counts["mines_unsure"]))

    def _end(self, what: Any) -> None:
        """Tell of the end, and let the next run have its turn."""
        self._current = None
        self.ended.emit(what)
        QTimer.singleShot(0, self._start_next)

    def _refuse(self, error: ClientError) -> None:
        """Tell what is wrong with what the dock shows; a run that goes on is not touched."""
        if self._task is None:
            self._fail(error)
            return
        self._tell(Qgis.MessageLevel.Critical, translate_error(error).text)
        self.ended.emit(error)

    def _ask_bands(self, error: ClientError, run: PlannedRun) -> None:
        def detect_again(bands: dict[str, int] | None) -> None:
            if bands is None:
                hint = tr("Name them with 'Bands…' beside the image, or choose an image that has them.")
                self._give_up(ClientError(error.code, error.message, hint), run)
            else:
                self._begin(replace(run, request=replace(run.request, bands=bands)))

        # Bands that led here must not lead here again, whether the user answers or not.
        keep_bands(run.layer_id, None)
        request = run.request
        self._images.ask_bands(
            request.scene, run.layer_id, request.bands, error.message, detect_again,
            lambda failure: self._give_up(failure, run),
        )  # fmt: skip

    def _give_up(self, error: ClientError, run: PlannedRun) -> None:
        note_end(run.request.out)
        self._current = None
        self._fail(error)
        QTimer.singleShot(0, self._start_next)

    def _new_folder(self, settings: Settings, scene: Scene) -> Path:
        """Return a folder that no run under way or waiting takes."""
        folder = run_folder(settings, scene)
        planned = [*([self._current] if self._current is not None else []), *self.queue]
        taken = {run.request.out for run in planned}
        names = [
            folder,
            *(folder.with_name(f"{folder.name}_{number}") for number in range(2, len(taken) + 2)),
        ]
        return next(name for name in names if str(name) not in taken)


def run_folder(settings: Settings, scene: Scene) -> Path:
    """Return a folder of its own for a run, named after the image and the time (UTC). Makes nothing."""
    base = settings.output_folder or QgsProject.instance().homePath()
    if not base:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        base = QStandardPaths.writableLocation(documents)
    time = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return Path(base) / RUNS_FOLDER / f"{scene_title(scene)}_{time}"
