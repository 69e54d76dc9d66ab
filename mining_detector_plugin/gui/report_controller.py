"""Makes the report of a run: gathers in the background, draws the map in threads, then prints the pages."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsLayoutExporter,
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QSize, QTimer
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtWidgets import QFileDialog

from ..client.errors import ClientError
from ..translation import tr
from .controller import Controller
from .dock import MiningDetectorDock
from .report_content import ReportContent, gather_content
from .report_layout import MAP_HEIGHT, MAP_ID, MAP_WIDTH, build_layout, map_extent
from .results import AOI, MINES, RUN_PROPERTY, ProjectRun
from .run_facts import read_facts
from .run_filter import current_filter
from .runs_controller import RunsController
from .slices import run_in_slices
from .tasks import BackgroundTask

_DPI = 200
_MM_PER_INCH = 25.4
_END = object()


class ReportController(Controller):
    """Serves 'Export report'.

    ``ended`` gives the path of the PDF, or a ``ClientError``.

    Attributes:
        longest_step_s, print_s: how long the last report kept the main thread from anything else: by its pages, each
            of which is a step, and by the exporter of QGIS, which can't be cut.
    """

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock, runs: RunsController) -> None:
        super().__init__(iface, dock, dock.runs)
        self._runs = runs
        self._job: QgsMapRendererParallelJob | None = None
        self.longest_step_s = self.print_s = 0.0
        dock.runs.report_requested.connect(self.ask)
        dock.runs.cancel_requested.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """Whether a report is being made."""
        return super().is_running or self._job is not None

    def ask(self) -> None:
        """Ask for a file for the report of the chosen run."""
        run = self._runs.run
        if run is not None:
            proposed = os.path.join(run.folder, "report.pdf")
            path, _ = QFileDialog.getSaveFileName(
                self._dock, tr("Export report"), proposed, tr("PDF document") + " (*.pdf)"
            )
            if path:
                self.make(path if path.lower().endswith(".pdf") else f"{path}.pdf")

    def make(self, path: str) -> None:
        """Write the report of the chosen run to a file."""
        run = self._runs.run
        if run is None or self.is_running:
            return
        self.longest_step_s = self.print_s = 0.0
        chosen, geopackage = current_filter(run), run.geopackage
        task = BackgroundTask(
            tr("Gather the report"), lambda _: gather_content(read_facts(geopackage), geopackage, chosen)
        )
        self._start(task, lambda content: self._draw_map(run, content, path))

    def cancel(self) -> None:
        """End the report that is being made."""
        if self._job is not None:
            self._job.cancelWithoutBlocking()
        super().cancel()

    def clean_up(self) -> None:
        """End what is under way, without a word."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().clean_up()

    def _draw_map(self, run: ProjectRun, content: ReportContent, path: str) -> None:
        """Draw the map in threads of its own; the pages follow."""
        layers = _map_layers(run)
        if not layers:
            self._fail(_no_map(run))
            return
        area = run.layers.get(AOI, layers[0])
        extent = map_extent(_extent_in(area, layers[0]))
        settings = QgsMapSettings()
        settings.setLayers(layers)
        settings.setDestinationCrs(layers[0].crs())
        settings.setExtent(extent)
        settings.setOutputDpi(_DPI)
        settings.setBackgroundColor(QColor("#ffffff"))
        settings.setOutputSize(
            QSize(*(round(side / _MM_PER_INCH * _DPI) for side in (MAP_WIDTH, MAP_HEIGHT)))
        )
        settings.setTransformContext(QgsProject.instance().transformContext())
        settings.setFlag(_map_flag("DrawLabeling"), True)
        settings.setFlag(_map_flag("Antialiasing"), True)
        self._view.show_progress(0.4, tr("Drawing the map"))
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(
            lambda: QTimer.singleShot(0, lambda: self._save_map(run, content, path, settings))
        )
        self._job = job
        job.start()

    def _save_map(self, run: ProjectRun, content: ReportContent, path: str, settings: QgsMapSettings) -> None:
        """Write the drawn map as a picture, in the background."""
        job, self._job = self._job, None
        if self._is_closed or job is None:
            return
        image, folder = job.renderedImage(), tempfile.TemporaryDirectory()
        task = BackgroundTask(
            tr("Write the map"), lambda _: _save_picture(image, settings.extent(), folder.name)
        )
        self._start(task, lambda _: self._lay_out(run, content, path, settings, folder))

    def _lay_out(
        self, run: ProjectRun, content: ReportContent, path: str, settings: QgsMapSettings,
        folder: tempfile.TemporaryDirectory,
    ) -> None:  # fmt: skip
        """Build the pages step by step, then print them."""
        layers = settings.layers()
        layout = QgsPrintLayout(QgsProject.instance())
        layout.setName(tr("Report: {title}").format(title=content.title))
        legend = [run.layers[name] for name in (MINES, AOI) if name in run.layers]
        steps = build_layout(layout, content, layers, legend, settings.extent())
        self._view.show_progress(0.8, tr("Drawing the pages"))
        run_in_slices(
            self._timed_steps(steps),
            lambda: self._print(layout, path, settings, folder),
            lambda: not self._is_closed,
        )

    def _print(
        self, layout: QgsPrintLayout, path: str, settings: QgsMapSettings, folder: tempfile.TemporaryDirectory
    ) -> None:
        """Print the pages with the picture in the place of the map, which would draw its layers again."""
        picture = QgsRasterLayer(os.path.join(folder.name, "map.png"), "map")
        picture.setCrs(settings.destinationCrs())
        shown = layout.itemById(MAP_ID)
        layers = shown.layers()
        shown.setLayers([picture])
        begin = time.monotonic()
        status = _export(layout, path)
        self.print_s = time.monotonic() - begin
        shown.setLayers(layers)
        del picture
        folder.cleanup()
        if status != QgsLayoutExporter.ExportResult.Success:
            self._fail(_not_written(path))
            return
        if self._dock.runs.keep_layout.isChecked():
            self._keep(layout)
        self._stop_showing()
        self._tell(Qgis.MessageLevel.Success, tr("The report is in {path}").format(path=path))
        self.ended.emit(path)

    def _keep(self, layout: QgsPrintLayout) -> None:
        """Leave the layout to the user, in the place of an older one of its name."""
        manager = QgsProject.instance().layoutManager()
        older = manager.layoutByName(layout.name())
        if older is not None:
            manager.removeLayout(older)
        manager.addLayout(layout)

    def _timed_steps(self, steps: Iterator[None]) -> Iterator[None]:
        """Pass steps on, and note the longest."""
        while True:
            begin = time.monotonic()
            is_last = next(steps, _END) is _END
            self.longest_step_s = max(self.longest_step_s, time.monotonic() - begin)
            if is_last:
                return
            yield


def _map_flag(name: str):
    """Return a flag of map settings; QGIS 3.26 moved them."""
    flags = getattr(Qgis, "MapSettingsFlag", None) or getattr(QgsMapSettings, "Flag", None)
    return getattr(flags, name)


def _map_layers(run: ProjectRun) -> list[QgsMapLayer]:
    """Return what the map shows, top first: mines, area, and the project's images from files below them."""
    project = QgsProject.instance()
    own = [run.layers[name] for name in (MINES, AOI) if name in run.layers]
    run_layers = {layer.id() for layer in run.layers.values()}
    images = [
        layer
        for layer in project.layerTreeRoot().checkedLayers()
        if isinstance(layer, QgsRasterLayer) and layer.id() not in run_layers and layer.providerType() == "gdal"
        and not layer.customProperty(RUN_PROPERTY)
    ]  # fmt: skip
    return [*own, *images] if own else []


def _extent_in(area: QgsMapLayer, layer: QgsMapLayer) -> QgsRectangle:
    transform = QgsCoordinateTransform(area.crs(), layer.crs(), QgsProject.instance())
    return transform.transformBoundingBox(area.extent())


def _save_picture(image: QImage, extent: QgsRectangle, folder: str) -> None:
    """Write the drawn map as a picture that knows its place."""
    image.save(os.path.join(folder, "map.png"))
    width, height = extent.width() / image.width(), extent.height() / image.height()
    lines = (width, 0, 0, -height, extent.xMinimum() + width / 2, extent.yMaximum() - height / 2)
    with open(os.path.join(folder, "map.pgw"), "w", encoding="ascii") as file:
        file.write("\n".join(f"{value:.12f}" for value in lines))


def _export(layout: QgsPrintLayout, path: str) -> QgsLayoutExporter.ExportResult:
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = _DPI
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    return QgsLayoutExporter(layout).exportToPdf(path, settings)


def _no_map(run: ProjectRun) -> ClientError:
    return ClientError(
        "report_has_no_map", f"The run '{run.group.name()}' has neither mines nor an area in this project.",
        "Open its results again: button 'Open' on the page 'Runs'.",
    )  # fmt: skip


def _not_written(path: str) -> ClientError:
    return ClientError(
        "report_not_written", f"The report can't be written to {path}.",
        "Choose a file that you may write to, and that no other program has open.",
    )  # fmt: skip
