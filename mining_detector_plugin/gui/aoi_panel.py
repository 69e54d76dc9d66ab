"""The part of the Detect page that chooses the area of interest, and shows its size and what a run would cost."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsDoubleSpinBox, QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..client.errors import ClientError
from ..message_translation import translate_error
from ..translation import tr
from .aoi import (
    Aoi,
    aoi_from_bookmark,
    aoi_from_extent,
    aoi_from_image_on_map,
    aoi_from_layer,
    aoi_from_selection,
    list_bookmarks,
)
from .aoi_choice import (
    BOOKMARK,
    CIRCLE,
    DRAWN_KINDS,
    EXTENT,
    FREEHAND,
    IMAGE_ON_MAP,
    LAYER,
    POLYGON,
    RECTANGLE,
    SELECTION,
    WHOLE,
    AoiChoice,
)
from .aoi_drawing import AoiDrawing
from .measures import area_text
from .narrow import let_shrink


class AoiPanel(QWidget):
    """Chooses between drawing, features, a bookmark, the map's extent and the whole image.

    Signals:
        changed: another area is chosen.
    """

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._drawn: Aoi | None = None
        self._image: QgsRasterLayer | None = None
        self._layer: QgsMapLayer | None = None
        self._cost = ""
        self._drawing = AoiDrawing(canvas, self)
        self._make_choices()
        self._make_buttons()
        self._make_labels()
        self._lay_out()
        self._connect()
        self._take_layer(self.layer.currentLayer())
        self._fill_bookmarks()
        self._refresh()

    def _make_choices(self) -> None:
        self.kind = QComboBox()
        for key, text in (
            (RECTANGLE, tr("Draw a rectangle")),
            (POLYGON, tr("Draw a polygon")),
            (FREEHAND, tr("Draw freehand")),
            (CIRCLE, tr("Draw a circle")),
            (SELECTION, tr("Selected features")),
            (LAYER, tr("All polygons of a layer")),
            (BOOKMARK, tr("A bookmark")),
            (EXTENT, tr("What the map shows")),
            (IMAGE_ON_MAP, tr("What the map shows of the image")),
            (WHOLE, tr("The whole image")),
        ):
            self.kind.addItem(text, key)
        self.kind.setCurrentIndex(self.kind.findData(WHOLE))
        self.layer = QgsMapLayerComboBox()
        self.layer.setAccessibleName(tr("Layer of polygons"))
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.layer.setToolTip(tr("Layer of polygons"))
        self.bookmark = QComboBox()
        self.bookmark.setAccessibleName(tr("Bookmark"))
        self.bookmark.setToolTip(tr("Spatial bookmarks of the project and of the user"))
        self.radius = QgsDoubleSpinBox()
        self.radius.setRange(0.01, 1000.0)
        self.radius.setDecimals(2)
        self.radius.setValue(self._drawing.radius_m / 1000)
        self.radius.setSuffix(tr(" km"))
        self.radius.setShowClearButton(False)
        self.radius.setKeyboardTracking(False)
        self.radius.setAccessibleName(tr("Radius of the circle"))
        self.radius.setToolTip(tr("Radius of the circle. A click on the map takes it, a drag changes it."))
        for box in (self.kind, self.layer, self.bookmark, self.radius):
            let_shrink(box)

    def _make_buttons(self) -> None:
        self.draw_button = QPushButton(tr("Dra&w"))
        self.draw_button.setToolTip(
            tr(
                "Rectangle, freehand, circle: press and drag. Polygon: click corners, right-click to finish. "
                "Esc cancels."
            )
        )
        self.show_button = _make_tool_button("/mActionZoomToSelected.svg", tr("Zoom to the area"))
        self.clear_button = _make_tool_button(
            "/mActionRemove.svg", tr("Forget the area and take the whole image")
        )
        self.snap = _make_tool_button(
            "/mIconSnapping.svg", tr("Snap to layers while drawing, as the project's snapping settings say")
        )
        self.snap.setCheckable(True)

    def _make_labels(self) -> None:
        self.size_label = QLabel()
        self.size_label.setWordWrap(True)
        self.size_label.setMinimumWidth(1)
        self.warning_label = QLabel()
        self.warning_label.setWordWrap(True)
        self.warning_label.hide()
        for name in ("kind", "layer", "bookmark", "radius", "draw_button", "show_button", "clear_button", "snap",
                     "size_label", "warning_label"):  # fmt: skip
            getattr(self, name).setObjectName(f"aoi_{name}" if name in ("kind", "layer") else name)

    def _lay_out(self) -> None:
        label = QLabel(tr("&Area"))
        label.setBuddy(self.kind)
        first = QHBoxLayout()
        first.addWidget(label)
        first.addWidget(self.kind, 1)
        first.addWidget(self.draw_button)
        third = QHBoxLayout()
        third.addWidget(self.size_label, 1)
        for button in (self.snap, self.show_button, self.clear_button):
            third.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        for widget in (self.layer, self.bookmark, self.radius):
            column.addWidget(widget)
        column.addLayout(third)
        column.addWidget(self.warning_label)

    def _connect(self) -> None:
        self.kind.activated.connect(self._choose)
        self.draw_button.clicked.connect(self.start_drawing)
        self.show_button.clicked.connect(self.zoom_to_area)
        self.clear_button.clicked.connect(lambda: self.choose(WHOLE))
        self.snap.toggled.connect(self._drawing.set_snapping)
        self.layer.layerChanged.connect(self._take_layer)
        self.bookmark.activated.connect(self._keep)
        self.radius.valueChanged.connect(self._take_radius)
        self._canvas.extentsChanged.connect(self._follow_map)
        project = QgsProject.instance()
        project.cleared.connect(self._restore)
        project.readProject.connect(self._restore)
        for manager in (project.bookmarkManager(), QgsApplication.bookmarkManager()):
            manager.bookmarkAdded.connect(self._follow_bookmarks)
            manager.bookmarkRemoved.connect(self._follow_bookmarks)
        self._drawing.changed.connect(lambda aoi: self.size_label.setText(area_text(aoi.area_ha)))
        self._drawing.drawn.connect(self._take)
        self._drawing.cancelled.connect(self._show_size)
        self._drawing.radius_changed.connect(self._show_radius)

    def choose(self, kind: str) -> None:
        """Choose a kind of area, as a click on it does."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._choose()

    def show_aoi(self, aoi: Aoi | None) -> None:
        """Take an area as if it had been drawn; None is the whole image."""
        self._drawing.stop()
        self.kind.setCurrentIndex(self.kind.findData(WHOLE if aoi is None else POLYGON))
        self._drawn = aoi
        self._keep()

    def start_drawing(self) -> None:
        """Take the map tool of the chosen kind; what was drawn before stays until something new is."""
        if self.kind.currentData() in DRAWN_KINDS:
            self._drawing.start(self.kind.currentData())

    def forget(self) -> None:
        """Drop the drawn area."""
        self._drawn = None
        self._keep()

    def take_image(self, image: QgsRasterLayer | None) -> None:
        """Take the image whose part on the map may be the area."""
        self._image = image
        if self.kind.currentData() == IMAGE_ON_MAP:
            self._refresh()

    def aoi(self) -> Aoi | None:
        """Return the chosen area, None for the whole image.

        Raises:
            ClientError: ``aoi_not_drawn``, ``aoi_not_selected``, ``aoi_no_layer``, ``aoi_no_bookmark``,
                ``aoi_empty``, ``image_missing``, ``aoi_outside_scene``.
        """
        kind = self.kind.currentData()
        if kind == WHOLE:
            return None
        if kind == EXTENT:
            return aoi_from_extent(self._canvas)
        if kind == IMAGE_ON_MAP:
            return aoi_from_image_on_map(self._canvas, self._image)
        if kind == SELECTION:
            return aoi_from_selection(self.layer.currentLayer())
        if kind == LAYER:
            return aoi_from_layer(self.layer.currentLayer())
        if kind == BOOKMARK:
            return aoi_from_bookmark(self.bookmark.currentData() or "")
        if self._drawn is None:
            raise ClientError("aoi_not_drawn", "No area is drawn yet.", "Click Draw and draw it on the map.")
        return self._drawn

    def show_cost(self, text: str) -> None:
        """Show what a run over the area would cost, beside its size; empty for not known."""
        self._cost = text
        self._show_size()

    def show_warning(self, text: str) -> None:
        """Show what is wrong with the area, empty for nothing."""
        self.warning_label.setText(text)
        self.warning_label.setVisible(bool(text))

    def zoom_to_area(self) -> None:
        """Let the map show the area, or the whole image."""
        try:
            aoi = self.aoi()
        except ClientError:
            return
        if aoi is not None and not aoi.file:
            extent, crs = aoi.geometry.boundingBox(), aoi.crs
        else:
            layer = self._image if aoi is None else self.layer.currentLayer()
            if layer is None:
                return
            extent, crs = layer.extent(), layer.crs()
        transform = QgsCoordinateTransform(
            crs, self._canvas.mapSettings().destinationCrs(), QgsProject.instance()
        )
        self._canvas.setExtent(transform.transformBoundingBox(extent).scaled(1.1))
        self._canvas.refresh()

    def clean_up(self) -> None:
        """Take everything off the map."""
        self._drawing.clean_up()
        self._canvas.extentsChanged.disconnect(self._follow_map)
        project = QgsProject.instance()
        project.cleared.disconnect(self._restore)
        project.readProject.disconnect(self._restore)
        for manager in (project.bookmarkManager(), QgsApplication.bookmarkManager()):
            manager.bookmarkAdded.disconnect(self._follow_bookmarks)
            manager.bookmarkRemoved.disconnect(self._follow_bookmarks)
        self._take_layer(None)

    def _choose(self) -> None:
        self._drawing.stop()
        self._drawn = None
        self._fill_bookmarks()
        self._keep()
        self.start_drawing()

    def _take(self, aoi: Aoi) -> None:
        self._drawn = aoi
        self._keep()

    def _take_radius(self, radius_km: float) -> None:
        """Make the last circle anew with the typed radius."""
        drawn = self._drawn if self.kind.currentData() == CIRCLE else None
        resized = self._drawing.resize_circle(radius_km * 1000, drawn)
        if resized is not None:
            self._take(resized)

    def _show_radius(self, radius_m: float) -> None:
        self.radius.blockSignals(True)
        self.radius.setValue(radius_m / 1000)
        self.radius.blockSignals(False)

    def _take_layer(self, layer: QgsMapLayer | None) -> None:
        if self._layer is not None and not sip.isdeleted(self._layer):
            self._layer.selectionChanged.disconnect(self._follow_selection)
        self._layer = layer
        if layer is not None:
            layer.selectionChanged.connect(self._follow_selection)
        # A layer that comes with a project is no choice of the user's.
        if self.kind.currentData() in (SELECTION, LAYER):
            self._keep()

    def _follow_selection(self) -> None:
        if self.kind.currentData() == SELECTION:
            self._refresh()

    def _follow_map(self) -> None:
        if self.kind.currentData() in (EXTENT, IMAGE_ON_MAP):
            self._refresh()

    def _follow_bookmarks(self) -> None:
        self._fill_bookmarks()
        if self.kind.currentData() == BOOKMARK:
            self._refresh()

    def _fill_bookmarks(self) -> None:
        chosen = self.bookmark.currentData()
        self.bookmark.clear()
        for bookmark in list_bookmarks():
            self.bookmark.addItem(bookmark.name(), bookmark.id())
        self.bookmark.setCurrentIndex(max(0, self.bookmark.findData(chosen)))

    def _keep(self) -> None:
        """Keep the choice with the project and show it."""
        kind, layer = self.kind.currentData(), self.layer.currentLayer()
        has_layer = kind in (SELECTION, LAYER) and layer is not None
        AoiChoice(
            kind,
            self._drawn if kind in DRAWN_KINDS else None,
            layer.id() if has_layer else "",
            self.bookmark.currentData() or "" if kind == BOOKMARK else "",
        ).keep()
        self._refresh()

    def _restore(self) -> None:
        """Show the choice that the project keeps."""
        choice = AoiChoice.kept()
        self._drawing.stop()
        self.kind.setCurrentIndex(self.kind.findData(choice.kind))
        self._drawn = choice.drawn
        layer = QgsProject.instance().mapLayer(choice.layer_id)
        if layer is not None:
            self.layer.setLayer(layer)
        self._fill_bookmarks()
        self.bookmark.setCurrentIndex(max(0, self.bookmark.findData(choice.bookmark_id)))
        self._refresh()

    def _show_size(self) -> None:
        kind = self.kind.currentData()
        aoi, size = None, ""
        try:
            aoi = self.aoi()
        except ClientError as error:
            text = translate_error(error).text
        else:
            size = area_text(aoi.area_ha) if aoi is not None and not aoi.file else ""
            text = self._cost or size
        self.show_button.setEnabled(aoi is not None or kind == WHOLE)
        self.size_label.setText(text)
        # A layer is on the map already, and an extent is the map.
        self._drawing.show_outline(aoi if kind in (*DRAWN_KINDS, BOOKMARK) else None)

    def _refresh(self) -> None:
        kind = self.kind.currentData()
        self.draw_button.setVisible(kind in DRAWN_KINDS)
        self.snap.setVisible(kind in DRAWN_KINDS)
        self.radius.setVisible(kind == CIRCLE)
        self.layer.setVisible(kind in (SELECTION, LAYER))
        self.bookmark.setVisible(kind == BOOKMARK)
        self.clear_button.setEnabled(kind != WHOLE)
        self._cost = ""
        self.show_warning("")
        self._show_size()
        self.changed.emit()


def _make_tool_button(icon: str, text: str) -> QToolButton:
    """Return a button with one of QGIS's icons, which follow the user's theme."""
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
