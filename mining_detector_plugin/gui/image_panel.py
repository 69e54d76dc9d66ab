"""The part of the Detect page that chooses the image and shows what is known of it."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ..client.requests import Scene
from ..message_translation import translate_message
from ..translation import tr
from .image_choice import confirmed_bands, keep_images, kept_images, stated_scaling
from .narrow import let_shrink
from .raster_source import scene_of
from .thumbnails import Thumbnail, ThumbnailStrip


class ImagePanel(QWidget):
    """The raster layers, their bands and scaling, and small pictures of them.

    Signals:
        bands_requested: the user wants to see which band is which.
        scaling_requested: the user wants to see or change scale and offset.
        several_requested: the user wants to choose several layers.
        changed: other layers are chosen.
    """

    bands_requested = pyqtSignal()
    scaling_requested = pyqtSignal()
    several_requested = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others: list[str] = []
        self.raster = QgsMapLayerComboBox()
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        let_shrink(self.raster)
        self.several_button = QToolButton()
        self.several_button.setText("…")
        self.several_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.several_button.setAccessibleName(tr("Several images as one"))
        self.several_button.setToolTip(
            tr("Choose several layers that are searched as one: tiles, or band files.")
        )
        self.bands_button = QPushButton(tr("&Bands…"))
        self.bands_button.setToolTip(tr("Shows which band of the image is which, to confirm or change."))
        # No letter for Alt: the page has used up those that are free in all languages.
        self.scaling_button = QToolButton()
        self.scaling_button.setText(tr("Scaling…"))
        self.scaling_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scaling_button.setToolTip(
            tr("Shows how stored numbers become reflectance and why, to confirm or change.")
        )
        self.several_label = _make_label()
        self.facts_label = _make_label()
        self.bands_label = _make_label()
        self.scaling_label = _make_label()
        self.state_label = _make_label()
        self.thumbnails = ThumbnailStrip()
        for name in ("raster", "several_button", "bands_button", "scaling_button", "several_label", "facts_label",
                     "bands_label", "scaling_label", "state_label", "thumbnails"):  # fmt: skip
            getattr(self, name).setObjectName(name)
        self.bands_button.clicked.connect(self.bands_requested)
        self.scaling_button.clicked.connect(self.scaling_requested)
        self.several_button.clicked.connect(self.several_requested)
        self.raster.layerChanged.connect(self._take_one)
        QgsProject.instance().layersRemoved.connect(self._drop_removed)
        QgsProject.instance().readProject.connect(self._restore)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        label = QLabel(tr("&Image"))
        label.setBuddy(self.raster)
        first = QHBoxLayout()
        first.addWidget(label)
        first.addWidget(self.raster, 1)
        first.addWidget(self.several_button)
        bands = QHBoxLayout()
        bands.addWidget(self.bands_label, 1)
        bands.addWidget(self.bands_button)
        scaling = QHBoxLayout()
        scaling.addWidget(self.scaling_label, 1)
        scaling.addWidget(self.scaling_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addWidget(self.several_label)
        column.addWidget(self.facts_label)
        column.addLayout(bands)
        column.addLayout(scaling)
        column.addWidget(self.thumbnails)
        column.addWidget(self.state_label)

    def layer(self) -> QgsMapLayer | None:
        """Return the chosen raster layer, the first of several."""
        return self.raster.currentLayer()

    def layers(self) -> list[QgsMapLayer]:
        """Return the chosen raster layers."""
        first = self.layer()
        found = [QgsProject.instance().mapLayer(layer_id) for layer_id in self._others]
        return ([first] if first is not None else []) + [layer for layer in found if layer is not None]

    def scene(self) -> Scene:
        """Return what a request names as the scene: a file, or a list of them.

        Raises:
            ClientError: as ``scene_of``.
        """
        scenes = [scene_of(layer) for layer in self.layers() or [None]]
        return scenes[0] if len(scenes) == 1 else scenes

    def bands(self) -> dict[str, int] | None:
        """Return the bands that the user confirmed for the image, None for none."""
        layer = self.layer()
        return confirmed_bands(layer.id()) if layer is not None else None

    def scaling(self) -> dict[str, float] | None:
        """Return the scale and the offset that the user stated for the image, None for none."""
        layer = self.layer()
        return stated_scaling(layer.id()) if layer is not None else None

    def choose_layers(self, layer_ids: list[str]) -> None:
        """Choose several layers, the first of which keeps bands and scaling for all."""
        first, *others = layer_ids
        self.raster.blockSignals(True)
        self.raster.setLayer(QgsProject.instance().mapLayer(first))
        self.raster.blockSignals(False)
        self._set_others(others)

    def show_image(self, image: dict[str, Any]) -> None:
        """Show what the worker tells of the image."""
        self.facts_label.setText(_facts(image))
        self.bands_label.setText(_bands(image))
        self.scaling_label.setText(_scaling(image))
        self.scaling_label.setToolTip(translate_message(str(image["scaling_reason"])))

    def show_thumbnails(self, thumbnails: list[Thumbnail], state: str) -> None:
        """Show small pictures and a line on them."""
        self.thumbnails.setVisible(True)
        self.thumbnails.show_thumbnails(thumbnails)
        self.show_state(state)

    def show_state(self, text: str) -> None:
        """Show what is going on with the image, empty for nothing."""
        self.state_label.setText(text)
        self.state_label.setVisible(bool(text))

    def show_nothing(self) -> None:
        """Show no image."""
        for label in (self.facts_label, self.bands_label, self.scaling_label):
            label.clear()
        self.thumbnails.clear()
        self.thumbnails.setVisible(False)
        self.show_state("")

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        for button in (self.bands_button, self.scaling_button, self.several_button):
            button.setEnabled(not is_running)

    def clean_up(self) -> None:
        """Let go of the project."""
        QgsProject.instance().layersRemoved.disconnect(self._drop_removed)
        QgsProject.instance().readProject.disconnect(self._restore)

    def _take_one(self) -> None:
        self._set_others([])

    def _drop_removed(self) -> None:
        there = [
            layer_id for layer_id in self._others if QgsProject.instance().mapLayer(layer_id) is not None
        ]
        if there != self._others:
            self._set_others(there)

    def _restore(self) -> None:
        layer_ids = kept_images()
        if len(layer_ids) > 1:
            self.choose_layers(layer_ids)

    def _set_others(self, layer_ids: list[str]) -> None:
        if layer_ids != self._others:
            self._others = layer_ids
            keep_images([layer.id() for layer in self.layers()])
        names = ", ".join(layer.name() for layer in self.layers())
        self.several_label.setVisible(bool(layer_ids))
        self.several_label.setText(
            tr("{count} layers as one: {names}").format(count=len(layer_ids) + 1, names=names)
        )
        self.changed.emit()


def _make_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label


def _facts(image: dict[str, Any]) -> str:
    """Return date, size and CRS in one line."""
    size = tr("{width} × {height} pixels of {resolution} m").format(
        width=f"{image['width']:,}", height=f"{image['height']:,}", resolution=f"{image['resolution_m']:.3g}"
    )
    day = (image["acquired"] or tr("date not known")).split("T")[0]
    return ", ".join([day, size, image["crs"]])


def _bands(image: dict[str, Any]) -> str:
    """Return the bands and what names them in one line."""
    bands = image["bands"]
    if image["bands_from"] == "unknown":
        return tr("{count} bands that nothing names. Please name them.").format(count=len(bands))
    names = [band["name"] for band in bands if band["name"]]
    if image["bands_from"] == "proposed":
        guess = tr("A guess by their number, please confirm: {bands}")
        return guess.format(bands=", ".join(image["proposed_bands"]))
    origins = {
        "description": tr("named by the file"),
        "tag": tr("named by the file's tags"),
        "file_name": tr("named by the file names"),
        "product": tr("named by the product"),
        "user": tr("named by you"),
    }
    named_by = dict.fromkeys(origins[band["named_by"]] for band in bands if band["name"])
    listed = ", ".join(names) if len(names) <= 4 else f"{names[0]} … {names[-1]} ({len(names)})"
    return ", ".join([tr("Bands: {bands}").format(bands=listed), *named_by])


def _scaling(image: dict[str, Any]) -> str:
    """Return how stored numbers become reflectance in one line, with a warning where it is a guess."""
    offset = image["offset"]
    text = tr("Reflectance = number × {scale}").format(scale=f"{image['scale']:g}")
    if offset:
        text += f" {'−' if offset < 0 else '+'} {abs(offset):g}"
    return text if image["scaling_is_sure"] else tr("{scaling}. A guess: please check.").format(scaling=text)
