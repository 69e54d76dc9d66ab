"""The part of the dock that chooses the area of interest and shows its size."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..client.errors import ClientError
from ..message_translation import translate_error
from ..translation import tr
from .aoi import Aoi, aoi_from_extent, aoi_from_selection
from .map_tools import PolygonTool, RectangleTool, make_rubber_band
from .narrow import let_shrink

WHOLE, EXTENT, RECTANGLE, POLYGON, SELECTION = "whole", "extent", "rectangle", "polygon", "selection"


class AoiPanel(QWidget):
    """Chooses between drawing, the map's extent, selected features and the whole image."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._drawn: Aoi | None = None
        self._band = make_rubber_band(canvas, is_filled=False)
        self._tools = {RECTANGLE: RectangleTool(canvas), POLYGON: PolygonTool(canvas)}
        self.kind = QComboBox()
        for key, text in (
            (RECTANGLE, tr("Draw a rectangle")),
            (POLYGON, tr("Draw a polygon")),
            (EXTENT, tr("What the map shows")),
            (SELECTION, tr("Selected features")),
            (WHOLE, tr("The whole image")),
        ):
            self.kind.addItem(text, key)
        self.kind.setCurrentIndex(self.kind.findData(WHOLE))
        self.draw_button = QPushButton(tr("Dra&w"))
        self.draw_button.setToolTip(
            tr("Rectangle: press and drag. Polygon: click corners, right-click to finish. Esc starts over.")
        )
        self.layer = QgsMapLayerComboBox()
        self.layer.setAccessibleName(tr("Layer of the selected features"))
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        let_shrink(self.kind)
        let_shrink(self.layer)
        self.size_label = QLabel()
        self.size_label.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        label = QLabel(tr("&Area"))
        label.setBuddy(self.kind)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.kind, 1)
        row.addWidget(self.draw_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.layer)
        column.addWidget(self.size_label)

    def _connect(self) -> None:
        self.kind.activated.connect(self._choose)
        self.draw_button.clicked.connect(self.start_drawing)
        self._canvas.extentsChanged.connect(self._refresh)
        self.layer.layerChanged.connect(self._refresh)
        QgsProject.instance().cleared.connect(self.forget)
        for tool in self._tools.values():
            tool.changed.connect(self._show_size_so_far)
            tool.drawn.connect(self._take)

    def choose(self, kind: str) -> None:
        """Choose a kind of area, as a click on it does."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._choose()

    def start_drawing(self) -> None:
        """Take the map tool of the chosen kind."""
        tool = self._tools.get(self.kind.currentData())
        if tool is not None:
            self.forget()
            self._canvas.setMapTool(tool)

    def forget(self) -> None:
        """Drop the drawn area."""
        self._drawn = None
        self._band.reset()
        self._refresh()

    def aoi(self) -> Aoi | None:
        """Return the chosen area, None for the whole image.

        Raises:
            ClientError: ``aoi_not_drawn`` or ``aoi_not_selected``.
        """
        kind = self.kind.currentData()
        if kind == WHOLE:
            return None
        if kind == EXTENT:
            return aoi_from_extent(self._canvas)
        if kind == SELECTION:
            return aoi_from_selection(self.layer.currentLayer())
        if self._drawn is None:
            raise ClientError(
                "aoi_not_drawn", tr("No area is drawn yet."), tr("Click Draw and draw it on the map.")
            )
        return self._drawn

    def clean_up(self) -> None:
        """Take everything off the map."""
        for tool in self._tools.values():
            self._canvas.unsetMapTool(tool)
            tool.clean_up()
        self._canvas.extentsChanged.disconnect(self._refresh)
        QgsProject.instance().cleared.disconnect(self.forget)
        self._canvas.scene().removeItem(self._band)

    def _choose(self) -> None:
        for tool in self._tools.values():
            self._canvas.unsetMapTool(tool)
        self.forget()
        self.start_drawing()

    def _take(self, geometry) -> None:
        self._drawn = Aoi(geometry, self._canvas.mapSettings().destinationCrs())
        self._band.setToGeometry(geometry, None)
        self._canvas.unsetMapTool(self._tools[self.kind.currentData()])
        self._refresh()

    def _show_size_so_far(self, geometry) -> None:
        self._show_size(Aoi(geometry, self._canvas.mapSettings().destinationCrs()))

    def _show_size(self, aoi: Aoi) -> None:
        self.size_label.setText(tr("{area} ha").format(area=f"{aoi.area_ha:,.0f}"))

    def _refresh(self) -> None:
        kind = self.kind.currentData()
        self.draw_button.setVisible(kind in self._tools)
        self.layer.setVisible(kind == SELECTION)
        self.size_label.setVisible(kind != WHOLE)
        try:
            aoi = self.aoi()
        except ClientError as error:
            self.size_label.setText(translate_error(error).text)
        else:
            if aoi is not None:
                self._show_size(aoi)
