"""Map tools that draw an area of interest as a rectangle or a polygon. Esc starts over."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

_LINE = QColor(255, 90, 0)
_FILL = QColor(255, 90, 0, 40)
_NO_FILL = QColor(0, 0, 0, 0)
_LINE_WIDTH = 2


def make_rubber_band(canvas: QgsMapCanvas, is_filled: bool) -> QgsRubberBand:
    """Return an empty rubber band in the area of interest's colours."""
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(_LINE)
    band.setFillColor(_FILL if is_filled else _NO_FILL)
    band.setWidth(_LINE_WIDTH)
    return band


class DrawingTool(QgsMapTool):
    """Base of the drawing tools: shows what is being drawn and tells when it is done.

    Signals:
        changed: the geometry so far, in the map's CRS.
        drawn: the finished geometry, in the map's CRS.
    """

    changed = pyqtSignal(QgsGeometry)
    drawn = pyqtSignal(QgsGeometry)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._band = make_rubber_band(canvas, is_filled=True)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def start_over(self) -> None:
        """Forget what was drawn so far."""
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def show_geometry(self, geometry: QgsGeometry) -> None:
        """Show the geometry so far, and tell of it."""
        self._band.setToGeometry(geometry, None)
        self.changed.emit(geometry)

    def finish(self, geometry: QgsGeometry) -> None:
        """Tell of the finished geometry; the dock shows it from here on."""
        self.start_over()
        self.drawn.emit(geometry)

    def keyPressEvent(self, event) -> None:
        """Start over on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.start_over()
            event.accept()

    def clean_up(self) -> None:
        """Take its drawing off the canvas, for good."""
        self._canvas.scene().removeItem(self._band)

    def deactivate(self) -> None:
        """Clear the drawing when another tool is taken."""
        self.start_over()
        super().deactivate()


class RectangleTool(DrawingTool):
    """Press, drag, release."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._start: QgsPointXY | None = None

    def start_over(self) -> None:
        """Forget the first corner too."""
        self._start = None
        super().start_over()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Take the first corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.mapPoint()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the rectangle so far."""
        if self._start is not None:
            self.show_geometry(QgsGeometry.fromRect(QgsRectangle(self._start, event.mapPoint())))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Take the opposite corner. A click without a drag draws nothing."""
        if event.button() != Qt.MouseButton.LeftButton or self._start is None:
            return
        rectangle = QgsRectangle(self._start, event.mapPoint())
        if rectangle.isEmpty():
            self.start_over()
        else:
            self.finish(QgsGeometry.fromRect(rectangle))


class PolygonTool(DrawingTool):
    """A left click for each corner, a right or double click to finish, Backspace for one corner back."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._corners: list[QgsPointXY] = []

    def start_over(self) -> None:
        """Forget the corners too."""
        self._corners = []
        super().start_over()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a corner, or finish."""
        if event.button() == Qt.MouseButton.RightButton:
            self._finish_polygon()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(event.mapPoint())
            self.show_geometry(QgsGeometry.fromPolygonXY([self._corners]))

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Finish; the first of the two clicks has set the last corner."""
        self._finish_polygon()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the polygon with the pointer as its next corner."""
        if self._corners:
            self.show_geometry(QgsGeometry.fromPolygonXY([[*self._corners, event.mapPoint()]]))

    def keyPressEvent(self, event) -> None:
        """Take the last corner back on Backspace."""
        if event.key() == Qt.Key.Key_Backspace and self._corners:
            self._corners.pop()
            self.show_geometry(QgsGeometry.fromPolygonXY([self._corners]))
            event.accept()
        else:
            super().keyPressEvent(event)

    def _finish_polygon(self) -> None:
        if len(self._corners) >= 3:
            self.finish(QgsGeometry.fromPolygonXY([self._corners]))
        else:
            self.start_over()
