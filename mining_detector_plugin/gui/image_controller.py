"""Between the image panel and the worker: small pictures of the chosen image, its bands and its scaling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtWidgets import QDialog

from ..client.errors import ClientError
from ..client.requests import ImageRequest, Scene
from ..message_translation import translate_error
from ..translation import tr
from .band_dialog import BandDialog
from .controller import Controller
from .dock import MiningDetectorDock
from .image_choice import confirmed_bands, keep_bands, keep_scaling, stated_scaling
from .image_tasks import Preview, preview_task
from .images_dialog import ImagesDialog
from .latest_task import LatestTask
from .scaling_dialog import ScalingDialog
from .tasks import BackgroundTask, inspect_task
from .thumbnails import ThumbnailDialog

#: How long nothing may change before the image is looked at.
_DELAY_MS = 400
#: Called with band numbers by name, None where the user left the dialog.
OnBands = Callable[[dict[str, int] | None], None]


class ImageController(Controller):
    """Shows what is known of the chosen image, and lets the user change it.

    ``ended`` gives the bands or the scaling that the user stated, None where the dialog was left, or a ``ClientError``.
    """

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(iface, dock, dock.detect)
        self._image, self._aoi = dock.detect.image, dock.detect.aoi
        self._looking = LatestTask(_DELAY_MS, self._make_preview, self._show, self._show_failure, self)
        self._image.bands_requested.connect(self.name_bands)
        self._image.scaling_requested.connect(self.state_scaling)
        self._image.several_requested.connect(self.choose_several)
        self._image.changed.connect(self._take_image)
        self._image.thumbnails.enlarge_requested.connect(
            lambda thumbnail: ThumbnailDialog(thumbnail, iface.mainWindow()).show()
        )
        self._aoi.changed.connect(self.refresh)
        dock.visibilityChanged.connect(lambda is_visible: self.refresh() if is_visible else None)
        self._take_image()

    @property
    def is_looking(self) -> bool:
        """Whether small pictures are being made, or are about to be."""
        return self._looking.is_pending

    def refresh(self) -> None:
        """Look at the image again, soon."""
        if self._image.layer() is None:
            self._looking.drop()
            self._image.show_nothing()
        else:
            self._looking.request()

    def name_bands(self) -> None:
        """Ask which band of the chosen image is which, whether the file names them or not."""
        layer = self._dock.layer()
        try:
            scene = self._image.scene()
        except ClientError as error:
            self._fail(error)
            return
        self.ask_bands(scene, layer.id(), confirmed_bands(layer.id()), "", self._end_name_bands, self._fail)

    def ask_bands(
        self,
        scene: Scene,
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
                self.refresh()
            on_bands(chosen)

        self._start(inspect_task(self._dock.settings().environment(), scene), ask, on_failure)

    def state_scaling(self) -> None:
        """Show how stored numbers become reflectance, and let the user state it."""
        layer = self._dock.layer()
        try:
            scene = self._image.scene()
        except ClientError as error:
            self._fail(error)
            return
        layer_id = layer.id()

        def ask(answer: dict[str, Any]) -> None:
            self._stop_showing()
            dialog = ScalingDialog(answer, stated_scaling(layer_id), self._iface.mainWindow())
            if dialog.exec() == QDialog.DialogCode.Accepted:
                keep_scaling(layer_id, dialog.scaling())
                self._image.changed.emit()
            self.ended.emit(dialog.scaling())

        self._start(inspect_task(self._dock.settings().environment(), scene), ask)

    def choose_several(self) -> None:
        """Let the user tick layers that are searched as one."""
        dialog = ImagesDialog(self._image.layers(), self._iface.mainWindow())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._image.choose_layers(dialog.layer_ids())

    def clean_up(self) -> None:
        """End what is under way, without a word."""
        self._looking.drop()
        self._image.clean_up()
        super().clean_up()

    def _take_image(self) -> None:
        layer = self._image.layer()
        self._aoi.take_image(layer if isinstance(layer, QgsRasterLayer) else None)
        self._image.show_nothing()
        self.refresh()

    def _make_preview(self) -> BackgroundTask | None:
        if self._is_closed or not self._dock.isVisible():
            return None
        try:
            scene = self._image.scene()
        except ClientError as error:
            self._image.show_state(translate_error(error).text)
            return None
        try:
            aoi = self._aoi.aoi()
        except ClientError:
            # No area yet: the whole image is shown meanwhile.
            aoi = None
        request = ImageRequest(
            scene, self._image.bands(), self._image.scaling(), aoi.to_request() if aoi is not None else None
        )
        self._image.show_state(tr("Looking at the image…"))
        return preview_task(self._dock.settings().environment(), request)

    def _show(self, preview: Preview) -> None:
        self._image.show_image(preview.answer["image"])
        self._image.show_thumbnails(preview.thumbnails, _state(preview.answer))

    def _show_failure(self, error: ClientError) -> None:
        if error.code == "cancelled":
            return
        self._image.show_nothing()
        self._image.show_state(translate_error(error).text)

    def _end_name_bands(self, bands: dict[str, int] | None) -> None:
        if bands is not None:
            self._dock.show_message(Qgis.MessageLevel.Info, tr("The layer keeps these bands for its runs."))
        self.ended.emit(bands)


def _state(answer: dict[str, Any]) -> str:
    """Return what is worth saying of the pictures."""
    if answer["valid_share"] == 0:
        return tr("There is no data here.")
    if answer["extent"] == "middle":
        return tr("Only the middle is shown: the image has no overviews (pyramids).")
    return ""
