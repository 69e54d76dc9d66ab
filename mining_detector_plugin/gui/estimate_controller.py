"""Tells what a run over the chosen area would cost, before it starts."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QObject

from ..client.errors import ClientError
from ..client.requests import DetectRequest, EstimateRequest
from ..message_translation import translate_error, translate_message
from ..translation import tr
from .dock import MiningDetectorDock
from .former_runs import former_runs, keep_run
from .image_tasks import Cost, estimate_task
from .latest_task import LatestTask
from .measures import area_text, duration_text
from .run_controller import RunController, run_folder
from .tasks import BackgroundTask

#: How long nothing may change before the cost is asked for.
_DELAY_MS = 300


class EstimateController(QObject):
    """Between the area panel and the worker; learns from the runs that end."""

    def __init__(self, dock: MiningDetectorDock, runs: RunController) -> None:
        super().__init__(dock)
        self._dock = dock
        self._page = dock.detect
        self._asking = LatestTask(_DELAY_MS, self._make_task, self._show, self._show_failure, self)
        self._page.aoi.changed.connect(self._asking.request)
        self._page.image.changed.connect(self._asking.request)
        options = self._page.options
        options.search_everywhere.toggled.connect(self._asking.request)
        options.device.currentIndexChanged.connect(self._asking.request)
        options.models.box.currentIndexChanged.connect(self._asking.request)
        dock.visibilityChanged.connect(lambda is_visible: self._asking.request() if is_visible else None)
        runs.ended.connect(self._learn)

    @property
    def is_asking(self) -> bool:
        """Whether the cost is being asked for, or is about to be."""
        return self._asking.is_pending

    def clean_up(self) -> None:
        """End what is under way, without a word."""
        self._asking.drop()

    def _make_task(self) -> BackgroundTask | None:
        if not self._dock.isVisible():
            return None
        settings, image = self._dock.settings(), self._page.image
        try:
            scene, aoi = image.scene(), self._page.aoi.aoi()
        except ClientError:
            # The panels say what is missing.
            return None
        run = DetectRequest(
            scene=scene,
            out=str(run_folder(settings, scene)),
            aoi=aoi.to_request() if aoi is not None else None,
            bands=image.bands(),
            scaling=image.scaling(),
            models=settings.models or None,
            device=settings.device,
            search_everywhere=settings.search_everywhere,
            only=settings.only or None,
        )
        return estimate_task(settings.environment(), EstimateRequest(run, former_runs()))

    def _show(self, cost: Cost) -> None:
        self._page.aoi.show_cost(cost_text(cost.answer))
        told = [f"{warning['message']} {warning.get('hint', '')}".strip() for warning in cost.warnings]
        self._page.aoi.show_warning(" ".join(translate_message(text) for text in told))

    def _show_failure(self, error: ClientError) -> None:
        # What is wrong with image, models or environment is told where these are.
        if error.code.startswith("aoi_"):
            self._page.aoi.show_warning(translate_error(error).text)

    def _learn(self, end: Any) -> None:
        if isinstance(end, dict):
            keep_run(end)
            self._asking.request()


def cost_text(answer: dict[str, Any]) -> str:
    """Return area, cells and time in one line."""
    cells = (
        f"{answer['cells']:,}"
        if answer["is_exact"]
        else tr("about {cells}").format(cells=f"{answer['cells']:,}")
    )
    time = duration_text(answer["seconds"])
    if answer["seconds_from"] == "default":
        line = tr("{area}, {cells} cells, roughly {time} (no run here yet)")
    else:
        line = tr("{area}, {cells} cells, about {time}")
    return line.format(area=area_text(answer["area_ha"]), cells=cells, time=time)
