"""Finds runs that were interrupted, and recovers, discards or goes on with one as the user wishes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsProject
from qgis.gui import QgisInterface

from ..client.errors import ClientError
from ..client.unfinished import UnfinishedRun, discard, find_unfinished, has_journal
from ..translation import tr
from .controller import Controller
from .dock import MiningDetectorDock
from .results import add_results
from .run_controller import RunController
from .tasks import BackgroundTask, recover_task
from .unended_runs import note_end, places_to_look, unended_runs
from .unfinished_panel import UnfinishedPanel


class _Panels:
    """All panels that offer unfinished runs, as one view of a task."""

    def __init__(self, panels: list[UnfinishedPanel]) -> None:
        self.panels = panels

    def show_running(self, is_running: bool) -> None:
        """See ``ProgressView.show_running``."""
        for panel in self.panels:
            panel.show_busy(is_running)

    def show_progress(self, fraction: float, text: str) -> None:
        """See ``ProgressView.show_progress``; it is a matter of a second or two."""


class UnfinishedController(Controller):
    """Between the panels that offer unfinished runs, the disk and the worker.

    ``ended`` gives the worker's result, None for a run that was discarded, or a ``ClientError``.

    Args:
        panels: that offer unfinished runs.
        runs: goes on with one.

    Attributes:
        found: the unfinished runs as last looked for, the newest first.
    """

    def __init__(
        self,
        iface: QgisInterface,
        dock: MiningDetectorDock,
        panels: list[UnfinishedPanel],
        runs: RunController,
    ) -> None:
        super().__init__(iface, dock, _Panels(panels))
        self._panels = panels
        self._runs = runs
        self._looking: BackgroundTask | None = None
        self.found: list[UnfinishedRun] = []
        for panel in panels:
            panel.recover_requested.connect(self.recover)
            panel.resume_requested.connect(self.resume)
            panel.discard_requested.connect(self.discard)
        runs.interrupted.connect(self.look)
        runs.ended.connect(self.look)
        QgsProject.instance().readProject.connect(self.look)

    def look(self, _: Any = None) -> None:
        """Look for unfinished runs and offer them."""
        if self._looking is not None:
            self._looking.abandon()
        known, places = unended_runs(), places_to_look(self._dock.settings())
        task = BackgroundTask(tr("Look for unfinished runs"), lambda task: _look(known, places))
        task.succeeded.connect(self._show)
        task.failed.connect(lambda error: self._show(([], [])))
        self._looking = task
        QgsApplication.taskManager().addTask(task)

    def recover(self, run: UnfinishedRun) -> None:
        """Load what a run has finished as results that say that they are not complete."""
        task = recover_task(self._dock.settings().environment(), run.folder, run.scene)
        opened: dict[str, QgsMapLayer] = {}
        task.layers_opened.connect(opened.update)
        self._start(task, lambda result: self._load(result, run, opened))

    def resume(self, run: UnfinishedRun) -> None:
        """Go on with a run."""
        self._offer([other for other in self.found if other != run])
        self._runs.resume(run)

    def discard(self, run: UnfinishedRun) -> None:
        """Remove a run from the disk."""
        task = BackgroundTask(tr("Remove an unfinished run"), lambda task: discard(run.folder))
        self._start(task, lambda _: self._end_discard(run))

    def clean_up(self) -> None:
        """See ``Controller.clean_up``."""
        QgsProject.instance().readProject.disconnect(self.look)
        if self._looking is not None:
            self._looking.abandon()
        self._looking = None
        super().clean_up()

    def _show(self, what: tuple[list[UnfinishedRun], list[str]]) -> None:
        self._looking = None
        runs, gone = what
        note_end(*gone)
        self._offer(runs)

    def _offer(self, runs: list[UnfinishedRun]) -> None:
        self.found = runs
        for panel in self._panels:
            panel.show_runs(runs)

    def _load(self, result: dict[str, Any], run: UnfinishedRun, opened: dict[str, QgsMapLayer]) -> None:
        self._stop_showing()
        add_results(result, run.scene, opened)
        text = tr("What the run had finished is loaded. It is no complete result. Folder: {folder}")
        self._tell(Qgis.MessageLevel.Info, text.format(folder=result["folder"]))
        self.ended.emit(result)
        self.look()

    def _end_discard(self, run: UnfinishedRun) -> None:
        self._stop_showing()
        self.ended.emit(None)
        self.look()

    def _fail(self, error: ClientError) -> None:
        super()._fail(error)
        self.look()


def _look(known: list[str], places: list[str]) -> tuple[list[UnfinishedRun], list[str]]:
    """Return the unfinished runs, and which of the known folders hold none any longer. For a task's thread."""
    beside = [str(folder) for place in places for folder in Path(place).glob("*") if folder.is_dir()]
    gone = [folder for folder in known if not has_journal(folder)]
    return find_unfinished(dict.fromkeys([*known, *beside])), gone
