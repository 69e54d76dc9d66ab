"""Map tools that draw an area of interest. Esc cancels the drawing; the area is told while it grows.

Points are taken as they are clicked. Where the user switches snapping on, the project's snapping settings hold.
"""

from __future__ import annotations

from qgis.core import QgsCsException, QgsGeometry, QgsPointXY, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QLabel, QToolTip

from .aoi import Aoi, circle, distance_m
from .measures import area_text, length_text

_LINE = QColor(255, 90, 0)
_FILL = QColor(255, 90, 0, 40)
_NO_FILL = QColor(0, 0, 0, 0)
_LINE_WIDTH = 2
#: Where the area stands beside the pointer, in pixels.
_BESIDE = QPoint(18, 18)
#: A freehand line is thinned to what the eye can tell apart, in pixels of the map.
_FREEHAND_TOLERANCE = 0.7
#: A drag shorter than this is a click, in pixels.
_CLICK_REACH = 4


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
        cancelled: the user pressed Esc.

    Attributes:
        is_snapping: whether the project's snapping settings hold.
        size_label: the size of what is being drawn, beside the pointer.
    """

    changed = pyqtSignal(QgsGeometry)
    drawn = pyqtSignal(QgsGeometry)
    cancelled = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._band = make_rubber_band(canvas, is_filled=True)
        self.is_snapping = False
        self.size_label = QLabel(canvas.viewport())
        self.size_label.setPalette(QToolTip.palette())
        self.size_label.setAutoFillBackground(True)
        self.size_label.setMargin(3)
        self.size_label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.size_label.hide()
        self.setCursor(Qt.CursorShape.CrossCursor)

    def place_of(self, event: QgsMapMouseEvent) -> QgsPointXY:
        """Return where on the map the pointer is; the nearest point of a layer where snapping is on."""
        return QgsPointXY(event.snapPoint() if self.is_snapping else event.originalMapPoint())

    def start_over(self) -> None:
        """Forget what was drawn so far."""
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self.size_label.hide()

    def show_geometry(self, geometry: QgsGeometry, pixel: QPoint) -> None:
        """Show the geometry so far, with its size beside a pixel of the map, and tell of it."""
        self._band.setToGeometry(geometry, None)
        self.size_label.setText(self.size_text(geometry))
        self.size_label.adjustSize()
        view = self._canvas.viewport().size()
        place = pixel + _BESIDE
        self.size_label.move(
            max(0, min(place.x(), view.width() - self.size_label.width())),
            max(0, min(place.y(), view.height() - self.size_label.height())),
        )
        self.size_label.show()
        self.changed.emit(geometry)

    def size_text(self, geometry: QgsGeometry) -> str:
        """Return the size of what is being drawn."""
        return area_text(Aoi(geometry, self.map_crs()).area_ha)

    def map_crs(self):
        """Return the CRS that is drawn in."""
        return self._canvas.mapSettings().destinationCrs()

    def finish(self, geometry: QgsGeometry) -> None:
        """Tell of the finished geometry; the dock shows it from here on."""
        self.start_over()
        self.drawn.emit(geometry)

    def cancel(self) -> None:
        """Forget the drawing and tell of it."""
        self.start_over()
        self.cancelled.emit()

    def keyPressEvent(self, event) -> None:
        """Cancel on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.cancel()

    def activate(self) -> None:
        """Also listen to the keys that the map keeps from its tools while a button is held."""
        super().activate()
        self._canvas.keyPressed.connect(self.keyPressEvent)

    def clean_up(self) -> None:
        """Take its drawing off the canvas, for good."""
        self._canvas.scene().removeItem(self._band)
        self.size_label.deleteLater()

    def deactivate(self) -> None:
        """Clear the drawing when another tool is taken."""
        self._canvas.keyPressed.disconnect(self.keyPressEvent)
        self.start_over()
        super().deactivate()


class DraggingTool(DrawingTool):
    """Base of the tools that draw while the left button is held: press, drag, release."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._start: QgsPointXY | None = None
        self._start_pixel = QPoint()
        self._is_given_up = False

    def geometry_to(self, place: QgsPointXY) -> QgsGeometry:
        """Return what a drag from the start to a place draws; empty where that is nothing yet."""
        raise NotImplementedError

    def geometry_of_click(self, place: QgsPointXY) -> QgsGeometry:
        """Return what a click without a drag draws; empty for nothing."""
        return QgsGeometry()

    def mend(self, geometry: QgsGeometry) -> QgsGeometry:
        """Return what is meant by a finished drag."""
        return geometry

    def start_over(self) -> None:
        """Forget where the drag began too."""
        self._start = None
        super().start_over()

    def cancel(self) -> None:
        """Cancel; while the button is held only its release ends the drag, or the map's own tool would get it."""
        if self._start is None:
            super().cancel()
        else:
            self.start_over()
            self._is_given_up = True

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Begin."""
        self._is_given_up = False
        if event.button() == Qt.MouseButton.LeftButton:
            self._start, self._start_pixel = self.place_of(event), event.pos()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show what would be drawn."""
        if self._start is None:
            return
        geometry = self.geometry_to(self.place_of(event))
        if not geometry.isEmpty():
            self.show_geometry(geometry, event.pos())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """End. A click without a drag mostly draws nothing."""
        if self._is_given_up:
            self._is_given_up = False
            super().cancel()
            return
        if event.button() != Qt.MouseButton.LeftButton or self._start is None:
            return
        place = self.place_of(event)
        is_click = (event.pos() - self._start_pixel).manhattanLength() < _CLICK_REACH
        geometry = self.geometry_of_click(place) if is_click else self.mend(self.geometry_to(place))
        if geometry.isEmpty() or geometry.area() == 0:
            self.start_over()
        else:
            self.finish(geometry)


class RectangleTool(DraggingTool):
    """From one corner to the opposite one."""

    def geometry_to(self, place: QgsPointXY) -> QgsGeometry:
        """Return the rectangle."""
        return QgsGeometry.fromRect(QgsRectangle(self._start, place))


class FreehandTool(DraggingTool):
    """Round the area in one stroke; it is closed where the button is released."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._stroke: list[QgsPointXY] = []

    def start_over(self) -> None:
        """Forget the stroke too."""
        self._stroke = []
        super().start_over()

    def geometry_to(self, place: QgsPointXY) -> QgsGeometry:
        """Return the outline so far; empty while it has no inside."""
        if not self._stroke:
            self._stroke = [self._start]
        self._stroke.append(place)
        if len(self._stroke) < 3:
            return QgsGeometry()
        outline = QgsGeometry.fromPolygonXY([[*self._stroke, self._stroke[0]]])
        return outline.simplify(_FREEHAND_TOLERANCE * self._canvas.mapUnitsPerPixel())

    def mend(self, geometry: QgsGeometry) -> QgsGeometry:
        """Return all that the stroke encloses: a hand crosses its own line without meaning anything by it."""
        sound = geometry if geometry.isGeosValid() else geometry.makeValid()
        parts = sound.asGeometryCollection()
        return QgsGeometry.unaryUnion(
            [part for part in parts if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry]
        )


class CircleTool(DraggingTool):
    """From the centre outwards; a click without a drag takes the typed radius.

    Signals:
        radius_changed: the radius in metres, while it is drawn.

    Attributes:
        radius_m: of a circle that is made by a click.
        centre: of the last circle, in the map's CRS; None before.
    """

    radius_changed = pyqtSignal(float)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.radius_m = 5000.0
        self.centre: QgsPointXY | None = None

    def geometry_to(self, place: QgsPointXY) -> QgsGeometry:
        """Return the circle through a place."""
        radius = distance_m(self._start, place, self.map_crs())
        if radius <= 0:
            return QgsGeometry()
        self.radius_m = radius
        self.radius_changed.emit(radius)
        return self._circle_around(self._start)

    def geometry_of_click(self, place: QgsPointXY) -> QgsGeometry:
        """Return the circle of the typed radius."""
        return self._circle_around(place)

    def size_text(self, geometry: QgsGeometry) -> str:
        """Return radius and area."""
        return f"{length_text(self.radius_m)}, {super().size_text(geometry)}"

    def _circle_around(self, centre: QgsPointXY) -> QgsGeometry:
        self.centre = QgsPointXY(centre)
        try:
            return circle(centre, self.radius_m, self.map_crs())
        except QgsCsException:
            # The map shows what lies beyond its own CRS: nothing can be drawn there.
            return QgsGeometry()


class PolygonTool(DrawingTool):
    """A left click for each corner, a right or double click to finish, Backspace for one corner back."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._corners: list[QgsPointXY] = []
        self._pixel = QPoint()

    def start_over(self) -> None:
        """Forget the corners too."""
        self._corners = []
        super().start_over()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a corner, or finish."""
        if event.button() == Qt.MouseButton.RightButton:
            self._finish_polygon()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(self.place_of(event))
            self._show([], event.pos())

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Finish; the first of the two clicks has set the last corner."""
        self._finish_polygon()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the polygon with the pointer as its next corner."""
        if self._corners:
            self._show([self.place_of(event)], event.pos())

    def keyPressEvent(self, event) -> None:
        """Take the last corner back on Backspace."""
        if event.key() == Qt.Key.Key_Backspace and self._corners:
            self._corners.pop()
            self._show([], self._pixel)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _show(self, more: list[QgsPointXY], pixel: QPoint) -> None:
        self._pixel = pixel
        self.show_geometry(QgsGeometry.fromPolygonXY([[*self._corners, *more]]), pixel)

    def _finish_polygon(self) -> None:
        if len(self._corners) >= 3:
            self.finish(QgsGeometry.fromPolygonXY([self._corners]))
        else:
            self.start_over()
