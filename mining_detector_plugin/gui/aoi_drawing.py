"""Draws areas of interest on the map: takes the map's tool for it and gives it back, and shows the outline."""

from __future__ import annotations

from qgis.core import QgsGeometry
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .aoi import Aoi, circle
from .aoi_choice import CIRCLE, FREEHAND, POLYGON, RECTANGLE
from .map_tools import CircleTool, FreehandTool, PolygonTool, RectangleTool, make_rubber_band


class AoiDrawing(QObject):
    """The drawing tools and the outline on the map.

    Signals:
        changed: the area so far, an ``Aoi``.
        drawn: the finished area, an ``Aoi``; the map has its own tool again.
        cancelled: the user gave the drawing up; the map has its own tool again.
        radius_changed: of a circle, in metres, while it is drawn.
    """

    changed = pyqtSignal(object)
    drawn = pyqtSignal(object)
    cancelled = pyqtSignal()
    radius_changed = pyqtSignal(float)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._outline = make_rubber_band(canvas, is_filled=False)
        self._shown: Aoi | None = None
        self._tool_before: QgsMapTool | None = None
        self._circle = CircleTool(canvas)
        self._tools = {
            RECTANGLE: RectangleTool(canvas),
            POLYGON: PolygonTool(canvas),
            FREEHAND: FreehandTool(canvas),
            CIRCLE: self._circle,
        }
        self._circle.radius_changed.connect(self.radius_changed)
        for tool in self._tools.values():
            tool.changed.connect(lambda geometry: self.changed.emit(self._on_map(geometry)))
            tool.drawn.connect(self._finish)
            tool.cancelled.connect(self._give_up)
        canvas.destinationCrsChanged.connect(self._refresh)

    @property
    def radius_m(self) -> float:
        """Of a circle that is made by a click."""
        return self._circle.radius_m

    def start(self, kind: str) -> None:
        """Take the map's tool, to draw an area of a kind."""
        before = self._canvas.mapTool()
        if before not in self._tools.values():
            self._tool_before = before
        self._canvas.setMapTool(self._tools[kind])
        self._canvas.setFocus()

    def stop(self) -> None:
        """Let the map have the tool that it had before the drawing."""
        drawing = self._canvas.mapTool()
        if drawing not in self._tools.values():
            return
        before, self._tool_before = self._tool_before, None
        if before is None or sip.isdeleted(before):
            self._canvas.unsetMapTool(drawing)
        else:
            self._canvas.setMapTool(before)

    def set_snapping(self, is_on: bool) -> None:
        """Let the project's snapping settings hold, or not."""
        for tool in self._tools.values():
            tool.is_snapping = is_on

    def resize_circle(self, radius_m: float, drawn: Aoi | None) -> Aoi | None:
        """Take a typed radius; return the drawn circle with it, None where none is drawn."""
        self._circle.radius_m = radius_m
        if drawn is None:
            return None
        # A circle that came back with the project has no centre but its own middle.
        centre = self._circle.centre or drawn.geometry.centroid().asPoint()
        return Aoi(circle(centre, radius_m, drawn.crs), drawn.crs)

    def show_outline(self, aoi: Aoi | None) -> None:
        """Show an area's outline on the map; None for none."""
        self._shown = aoi
        self._refresh()

    def clean_up(self) -> None:
        """Take everything off the map."""
        for tool in self._tools.values():
            self._canvas.unsetMapTool(tool)
            tool.clean_up()
        self._canvas.destinationCrsChanged.disconnect(self._refresh)
        self._canvas.scene().removeItem(self._outline)

    def _on_map(self, geometry: QgsGeometry) -> Aoi:
        return Aoi(geometry, self._canvas.mapSettings().destinationCrs())

    def _finish(self, geometry: QgsGeometry) -> None:
        self.stop()
        self.drawn.emit(self._on_map(geometry))

    def _give_up(self) -> None:
        self.stop()
        self.cancelled.emit()

    def _refresh(self) -> None:
        self._outline.reset()
        if self._shown is not None:
            self._outline.setToGeometry(self._shown.geometry, self._shown.crs)
