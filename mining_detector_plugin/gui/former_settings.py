"""Brings the choices of an earlier run back to the Detect page: image, bands, scaling, area and options."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from osgeo import ogr
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication

from ..client.errors import ClientError
from ..translation import tr
from .aoi import Aoi
from .aoi_choice import LAYER
from .controller import Controller
from .dock import MiningDetectorDock
from .image_choice import keep_bands, keep_scaling
from .raster_source import scene_of, scene_title
from .settings import Settings
from .tasks import BackgroundTask


@dataclass(frozen=True)
class _Opened:
    """Layers that a run's settings name and the project lacked, by their source."""

    rasters: dict[str, QgsRasterLayer] = field(default_factory=dict)
    area: QgsVectorLayer | None = None


class _Unseen:
    """The view of a task that takes a moment and has nothing to show: a run may be seen where it would be."""

    def show_running(self, is_running: bool) -> None:
        """See ``ProgressView.show_running``."""

    def show_progress(self, fraction: float, text: str) -> None:
        """See ``ProgressView.show_progress``."""


class FormerSettings(Controller):
    """Shows the settings of a run on the Detect page.

    ``ended`` gives the settings, or a ``ClientError``.
    """

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(iface, dock, _Unseen())

    def load(self, settings: dict[str, Any]) -> None:
        """Show settings; layers that the project lacks are added.

        Args:
            settings: fields of the run's ``detect`` request, as the table ``run`` of its results holds them.
        """
        scene, area = settings["scene"], settings.get("aoi")
        scenes = scene if isinstance(scene, list) else [scene]
        missing = [path for path in scenes if _raster_of(path) is None]
        area_file = area if isinstance(area, str) and _area_of(area) is None else ""
        task = BackgroundTask(
            tr("Open the layers of {scene}").format(scene=scene_title(scene)),
            lambda task: _open(missing, area_file),
        )
        self._start(task, lambda opened: self._show(settings, scenes, opened))

    def _show(self, settings: dict[str, Any], scenes: list[str], opened: _Opened) -> None:
        self._stop_showing()
        for layer in (*opened.rasters.values(), opened.area):
            if layer is not None:
                QgsProject.instance().addMapLayer(layer)
        rasters = [_raster_of(path) for path in scenes]
        chosen = [layer for layer in rasters if layer is not None]
        self._dock.show_settings(replace(self._dock.settings(), **_options(settings)))
        self._dock.detect.image.choose_layers([layer.id() for layer in chosen])
        keep_bands(chosen[0].id(), settings.get("bands"))
        keep_scaling(chosen[0].id(), settings.get("scaling"))
        self._show_area(settings.get("aoi"))
        self._dock.show_page(self._dock.detect)
        text = tr("The choices of the run in {scene} are back.").format(scene=scene_title(settings["scene"]))
        self._dock.show_message(Qgis.MessageLevel.Info, text)
        self.ended.emit(settings)

    def _show_area(self, area: dict[str, Any] | str | None) -> None:
        panel = self._dock.detect.aoi
        if isinstance(area, str):
            panel.layer.setLayer(_area_of(area))
            panel.choose(LAYER)
        elif area is None:
            panel.show_aoi(None)
        else:
            outline = ogr.CreateGeometryFromJson(json.dumps(area["geometry"]))
            crs = QgsCoordinateReferenceSystem()
            crs.createFromUserInput(area["crs"])
            panel.show_aoi(Aoi(QgsGeometry.fromWkt(outline.ExportToWkt()), crs))


def _options(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the options by the name of their setting; what an older run did not know keeps its usual value."""
    usual = Settings()
    return {
        "models": settings.get("models") or usual.models,
        "device": settings.get("device") or usual.device,
        "sensitivity": settings.get("sensitivity") or usual.sensitivity,
        "threshold": settings.get("threshold") or usual.threshold,
        "search_everywhere": settings.get("search_everywhere", usual.search_everywhere),
        "precision_filter": settings.get("precision_filter", usual.precision_filter),
        "dehaze": settings.get("dehaze") or usual.dehaze,
        "with_untested_classes": settings.get("with_untested_classes", usual.with_untested_classes),
        "only": settings.get("only") or usual.only,
    }


def _raster_of(path: str) -> QgsRasterLayer | None:
    """Return the project's layer of an image."""
    for layer in QgsProject.instance().mapLayers().values():
        try:
            if isinstance(layer, QgsRasterLayer) and scene_of(layer) == path:
                return layer
        except ClientError:
            continue
    return None


def _area_of(source: str) -> QgsVectorLayer | None:
    """Return the project's layer of an area's file."""
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.source() == source:
            return layer
    return None


def _open(scenes: list[str], area: str) -> _Opened:
    """Open layers for the main thread. For a task's thread: files take time.

    Raises:
        ClientError: ``file_missing``.
    """
    rasters = {path: QgsRasterLayer(path, scene_title(path), "gdal") for path in scenes}
    vector = QgsVectorLayer(area, scene_title(area), "ogr") if area else None
    layers: list[QgsMapLayer] = [*rasters.values(), *([vector] if vector is not None else [])]
    for path, layer in zip([*scenes, area], layers):  # Python 3.9 knows no strict
        if not layer.isValid():
            raise ClientError(
                "file_missing", f"The run's file can't be opened any longer: {path}.",
                "Put it back to its place, or choose image and area by hand.",
            )  # fmt: skip
        layer.moveToThread(QCoreApplication.instance().thread())
    return _Opened(rasters, vector)
