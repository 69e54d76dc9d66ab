"""Asks the worker about the chosen image and lets the user name its bands."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtWidgets import QDialog

from ..client.errors import ClientError
from ..translation import tr
from .band_dialog import BandDialog
from .controller import Controller
from .dock import MiningDetectorDock
from .raster_source import scene_of
from .tasks import inspect_task

#: Where a layer keeps the bands that the user confirmed for it.
BANDS_PROPERTY = "mining_detector/bands"
#: Called with band numbers by name, None where the user left the dialog.
OnBands = Callable[[dict[str, int] | None], None]


class ImageController(Controller):
    """Between the image panel and the worker.

    ``ended`` gives the bands that the user named, None where the dialog was left, or a ``ClientError``.
    """

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(iface, dock, dock.detect)
        dock.detect.image.bands_requested.connect(self.name_bands)

    def name_bands(self) -> None:
        """Ask which band of the chosen image is which, whether the file names them or not."""
        layer = self._dock.layer()
        try:
            scene = scene_of(layer)
        except ClientError as error:
            self._fail(error)
            return
        self.ask_bands(scene, layer.id(), confirmed_bands(layer.id()), "", self._end_name_bands, self._fail)

    def ask_bands(
        self,
        scene: str,
        layer_id: str,
        bands: dict[str, int] | None,
        problem: str,
        on_bands: OnBands,
        on_failure: Callable[[ClientError], None],
    ) -> None:
        """Show the image's bands to the user and pass on the answer, None where the dialog was left."""

        def ask(answer: dict[str, Any]) -> None:
            self._stop_showing()
            dialog = BandDialog(answer, bands, problem, self._iface.mainWindow())
            chosen = dialog.bands() if dialog.exec() == QDialog.DialogCode.Accepted else None
            if chosen is not None:
                keep_bands(layer_id, chosen)
            on_bands(chosen)

        self._start(inspect_task(self._dock.settings().environment(), scene), ask, on_failure)

    def _end_name_bands(self, bands: dict[str, int] | None) -> None:
        if bands is not None:
            self._dock.show_message(Qgis.MessageLevel.Info, tr("The layer keeps these bands for its runs."))
        self.ended.emit(bands)


def confirmed_bands(layer_id: str) -> dict[str, int] | None:
    """Return the bands that the user confirmed for a layer, None for none."""
    text = QgsProject.instance().mapLayer(layer_id).customProperty(BANDS_PROPERTY)
    return json.loads(text) if text else None


def keep_bands(layer_id: str, bands: dict[str, int] | None) -> None:
    """Keep bands with a layer, None for none. The user may have removed the layer since."""
    layer = QgsProject.instance().mapLayer(layer_id)
    if layer is None:
        return
    if bands is None:
        layer.removeCustomProperty(BANDS_PROPERTY)
    else:
        layer.setCustomProperty(BANDS_PROPERTY, json.dumps(bands))
