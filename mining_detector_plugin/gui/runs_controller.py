"""Turns what the user wants of the runs in the project into filters, files and layers."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QColor, QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QFileDialog

from ..client.errors import ClientError
from ..client.requests import VectoriseRequest
from ..message_translation import translate_error
from ..translation import tr, tr_count
from .controller import Controller
from .dock import MiningDetectorDock
from .export import export_filter, export_task
from .provenance_words import as_text, figure_rows, model_rows, summary_rows, technical_rows
from .results import (
    AOI,
    CONFIDENCE,
    MINES,
    ProjectRun,
    add_outlines,
    add_results,
    find_runs,
    open_layers,
    open_outlines,
    result_in,
)
from .run_facts import RunFacts, facts_task
from .run_filter import apply_filter, current_filter, shown_mines
from .settings import worker_for
from .slices import run_in_slices
from .tasks import BackgroundTask


class RunsController(Controller):
    """Serves the Runs page.

    ``ended`` gives what a button's work gave: a path, a layer, or a ``ClientError``.

    Signals:
        settings_chosen: the settings of a run, a request's fields, are wanted on the Detect page.
        refreshed: the page shows what the project holds, and what is known of the chosen run.
    """

    settings_chosen = pyqtSignal(object)
    refreshed = pyqtSignal()

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(iface, dock, dock.runs)
        self._page = dock.runs
        self._runs: dict[str, ProjectRun] = {}
        #: Layers of the runs that the page shows: a project that is read anew brings others.
        self._layer_ids: dict[str, list[str]] = {}
        self._facts: RunFacts | None = None
        self._facts_task: BackgroundTask | None = None
        self._export: Any = None
        self._filter_number = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self.refresh)
        self._connect_page()
        self._watch_project()
        self.refresh()

    def _connect_page(self) -> None:
        page = self._page
        page.run_chosen.connect(lambda run_id: self._show_run(run_id))
        page.zoom_requested.connect(self.zoom)
        page.load_settings_requested.connect(self.load_settings)
        page.export_requested.connect(self.ask_export)
        page.folder_requested.connect(self.open_folder)
        page.removal_requested.connect(self.remove)
        page.open_requested.connect(self.ask_open)
        page.cancel_requested.connect(self.cancel)
        page.vectorise_requested.connect(self.vectorise)
        page.filter.filter_changed.connect(self.filter_run)
        page.provenance.copy_requested.connect(self.copy_provenance)

    def _watch_project(self) -> None:
        project = QgsProject.instance()
        root = project.layerTreeRoot()
        self._watched = [root.addedChildren, root.removedChildren, root.nameChanged, project.readProject]
        for signal in self._watched:
            signal.connect(self._refresh_soon)
        # At once: nobody may touch the layers that are gone.
        project.cleared.connect(self.refresh)

    def cancel(self) -> None:
        """Ask what is under way to end."""
        if self._export is not None:
            self._export.cancel()
        super().cancel()

    def clean_up(self) -> None:
        """End what is under way, and listen no longer."""
        for signal in self._watched:
            signal.disconnect(self._refresh_soon)
        QgsProject.instance().cleared.disconnect(self.refresh)
        self._rest.stop()
        if self._facts_task is not None:
            self._facts_task.abandon()
        if self._export is not None:
            self._export.cancel()
        super().clean_up()

    def _refresh_soon(self, *_: object) -> None:
        """Look again when the layer tree has come to rest: a group comes before its layers do."""
        self._rest.start()

    @property
    def run(self) -> ProjectRun | None:
        """The chosen run."""
        return self._runs.get(self._page.run_choice.currentData() or "")

    def refresh(self) -> None:
        """Show the runs that the project holds."""
        chosen = self._page.run_choice.currentData() or ""
        before = self._layer_ids
        self._runs = {run.run_id: run for run in find_runs(QgsProject.instance())}
        self._layer_ids = {
            run_id: sorted(layer.id() for layer in run.layers.values()) for run_id, run in self._runs.items()
        }
        chosen = next((run_id for run_id in self._runs if run_id not in before), chosen)
        self._page.show_runs({run_id: run.group.name() for run_id, run in self._runs.items()}, chosen)
        if self._layer_ids != before or self.run is None:
            self._show_run(self._page.run_choice.currentData() or "")

    def _show_run(self, run_id: str) -> None:
        run = self._runs.get(run_id)
        self._facts = None
        if self._facts_task is not None:
            self._facts_task.abandon()
            self._facts_task = None
        if run is None:
            self._page.show_what_is_there(has_mines=False, has_confidence=False)
            self.refreshed.emit()
            return
        self._page.show_what_is_there(MINES in run.layers, CONFIDENCE in run.layers)
        task = facts_task(run.geopackage)
        task.succeeded.connect(lambda facts: self._show_facts(run, facts))
        task.failed.connect(self._tell_unreadable)
        self._facts_task = task
        QgsApplication.taskManager().addTask(task)

    def _show_facts(self, run: ProjectRun, facts: RunFacts) -> None:
        self._facts, self._facts_task = facts, None
        self._page.show_summary(facts.summary())
        self._page.filter.show_types(facts.mines_by_type(), _type_colors(run))
        self._page.filter.show_filter(current_filter(run), facts.own_threshold)
        self._show_shown()
        rows = [
            *summary_rows(facts.run), *model_rows(facts.run), *technical_rows(facts.run), *figure_rows(facts.run),
        ]  # fmt: skip
        self._page.provenance.show_rows(rows)
        self.refreshed.emit()

    def _tell_unreadable(self, error: ClientError) -> None:
        self._facts_task = None
        self._page.show_summary(translate_error(error).text)
        self.refreshed.emit()

    def _show_shown(self) -> None:
        if self._facts is None:
            return
        shown = shown_mines(self._facts.mines, self._page.filter.chosen())
        text = tr("{shown} of {all} shown, {area:,.1f} ha").format(
            shown=len(shown),
            all=tr_count("%n mines", len(self._facts.mines)),
            area=sum(mine.area_ha for mine in shown),
        )
        self._page.filter.show_shown(text)

    def filter_run(self) -> None:
        """Show what the filter lets through."""
        run = self.run
        if run is None:
            return
        self._filter_number += 1
        number = self._filter_number

        def is_wanted() -> bool:
            """A later filter, and a project that is gone, end this one."""
            return number == self._filter_number and self.run is run and not self._is_closed

        try:
            run_in_slices(apply_filter(run, self._page.filter.chosen()), self._show_shown, is_wanted)
        except ClientError as error:
            # Raised by the first step, before anything is filtered.
            if self._facts is not None:
                self._page.filter.show_filter(current_filter(run), self._facts.own_threshold)
            self._fail(error)

    def zoom(self) -> None:
        """Show the run's whole area on the map."""
        run = self.run
        if run is None:
            return
        canvas = self._iface.mapCanvas()
        extent = QgsRectangle()
        for layer in [run.layers[AOI]] if AOI in run.layers else run.layers.values():
            transform = QgsCoordinateTransform(
                layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance()
            )
            extent.combineExtentWith(transform.transformBoundingBox(layer.extent()))
        extent.scale(1.05)
        canvas.setExtent(extent)
        canvas.refresh()

    def load_settings(self) -> None:
        """Hand the run's settings to who shows them."""
        if self._facts is not None and isinstance(self._facts.run.get("settings"), dict):
            self.settings_chosen.emit(self._facts.run["settings"])

    def open_folder(self) -> None:
        """Show the results' folder in the system's file manager."""
        if self.run is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self.run.folder))

    def remove(self) -> None:
        """Take the run's group and layers out of the project."""
        run = self.run
        if run is not None:
            QgsProject.instance().removeMapLayers([node.layerId() for node in run.group.findLayers()])
            run.group.parent().removeChildNode(run.group)

    def copy_provenance(self) -> None:
        """Put the provenance into the clipboard as text."""
        if self._facts is not None:
            QGuiApplication.clipboard().setText(as_text(self._facts.run))

    def ask_open(self) -> None:
        """Ask for a folder with results."""
        folder = QFileDialog.getExistingDirectory(self._dock, tr("Folder with results"))
        if folder:
            self.open_run(folder)

    def open_run(self, folder: str) -> None:
        """Add the results in a folder to the project."""
        if self.is_running:
            return

        def work(_: BackgroundTask) -> tuple[dict[str, Any], dict[str, QgsMapLayer]]:
            result = result_in(folder)
            return result, open_layers(result)

        def show(opened: tuple[dict[str, Any], dict[str, QgsMapLayer]]) -> None:
            self._stop_showing()
            result, layers = opened
            self.ended.emit(add_results(result, str(result["scene"]), layers))

        self._start(BackgroundTask(tr("Open the results"), work), show)

    def ask_export(self) -> None:
        """Ask for a file for the mines that are shown."""
        run = self.run
        if run is not None:
            proposed = os.path.join(run.folder, "mines.gpkg")
            path, _ = QFileDialog.getSaveFileName(self._dock, tr("Export mines"), proposed, export_filter())
            if path:
                self.export(path)

    def export(self, path: str) -> None:
        """Write the mines that are shown to a file."""
        run = self.run
        layer = run.layers.get(MINES) if run is not None else None
        if not isinstance(layer, QgsVectorLayer):
            return

        def end(error: ClientError | None) -> None:
            self._export = None
            if self._is_closed:
                return
            if error is not None:
                self._fail(error)
                return
            self._stop_showing()
            self._tell(Qgis.MessageLevel.Success, tr("The mines are in {path}").format(path=path))
            self.ended.emit(path)

        try:
            self._export = export_task(layer, path, end)
        except ClientError as error:
            self._fail(error)
            return
        self._view.show_running(True)
        QgsApplication.taskManager().addTask(self._export)

    def vectorise(self, threshold: float) -> None:
        """Draw outlines from the run's confidence raster by another threshold."""
        run = self.run
        if run is None or CONFIDENCE not in run.layers or self.is_running:
            return
        raster = run.layers[CONFIDENCE].source()
        out = os.path.join(run.folder, f"outlines_{round(100 * threshold):02d}.gpkg")
        _remove_layers_of(run, out)
        request = VectoriseRequest(confidence=raster, out=out, threshold=threshold)
        manager = self._dock.settings().environment()

        def work(task: BackgroundTask) -> tuple[dict[str, Any], QgsVectorLayer]:
            client = worker_for(manager.require())
            answer = client.request(request.to_dict(), task.take_answer, task.isCanceled)
            return answer, open_outlines(answer, threshold)

        def show(drawn: tuple[dict[str, Any], QgsVectorLayer]) -> None:
            self._stop_showing()
            answer, layer = drawn
            add_outlines(run, layer)
            count = tr_count("%n outlines", answer["counts"]["outlines"])
            text = tr("{count} from {threshold:.2f} on").format(count=count, threshold=threshold)
            self._tell(Qgis.MessageLevel.Success, text)
            self.ended.emit(layer)

        self._start(BackgroundTask(tr("Draw outlines"), work), show)


def _remove_layers_of(run: ProjectRun, path: str) -> None:
    """Take the layers of a file out of the project: it is about to be written anew."""
    layers = [node.layer() for node in run.group.findLayers() if node.layer() is not None]
    QgsProject.instance().removeMapLayers(
        [layer.id() for layer in layers if layer.source().split("|")[0] == path]
    )


def _type_colors(run: ProjectRun) -> dict[str, QColor]:
    """Return the colours of the legend of a run's mines, by type."""
    layer = run.layers.get(MINES)
    renderer = layer.renderer() if isinstance(layer, QgsVectorLayer) else None
    if renderer is None or renderer.type() != "categorizedSymbol":
        return {}
    categories = renderer.categories()
    return {category.value(): category.symbol().color() for category in categories}
