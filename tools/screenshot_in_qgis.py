"""Runs inside QGIS, started by tools/screenshot_qgis.sh: detects in a made scene through the dock, saves a picture.

Ends QGIS in every case; the exit code tells whether the picture was made.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

SCENE = os.environ["SCREENSHOT_SCENE"]
FOLDER = Path(os.environ["SCREENSHOT_FOLDER"])
#: Shares of the scene's sides: corners of the drawn area, and how much of the map the picture shows at last.
DRAWN = (0.04, 0.04, 0.96, 0.96)
SHOWN = 0.5
WINDOW = (1500, 940)
DOCK_WIDTH = 380


def main() -> None:
    """Lay out the window, load the scene, draw, detect; the picture follows when the run has ended."""
    window = iface.mainWindow()
    window.setGeometry(0, 0, *WINDOW)
    for dock in window.findChildren(QDockWidget):
        if dock.objectName() not in ("Layers", "MiningDetectorDock"):
            dock.hide()
    plugin = plugins["mining_detector_plugin"]
    plugin.dock.show()
    window.resizeDocks([plugin.dock], [DOCK_WIDTH], Qt.Orientation.Horizontal)
    layer = add_scene()
    wait(lambda: bool(plugin.dock.detect.options.device_reason.text()))
    plugin.dock.detect.options.output_folder.setFilePath(os.environ["SCREENSHOT_RESULTS"])
    iface.mapCanvas().setExtent(layer.extent())
    wait(lambda: not iface.mapCanvas().isDrawing())
    draw_rectangle(plugin.dock.detect.aoi, layer)
    plugin.controller.ended.connect(lambda end: QTimer.singleShot(0, lambda: guarded(lambda: finish(end))))
    QTest.mouseClick(plugin.dock.detect.run.detect_button, Qt.MouseButton.LeftButton)


def add_scene() -> QgsRasterLayer:
    """Add the scene in true colour, stretched as eyes like it."""
    layer = QgsRasterLayer(SCENE, "Sentinel-2 (made scene)")
    names = [layer.bandName(number) for number in range(1, layer.bandCount() + 1)]
    red, green, blue = (
        next(number for number, name in enumerate(names, start=1) if code in name)
        for code in ("B04", "B03", "B02")
    )
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), red, green, blue)
    for number, place in ((red, "Red"), (green, "Green"), (blue, "Blue")):
        contrast = QgsContrastEnhancement(layer.dataProvider().dataType(number))
        contrast.setMinimumValue(1000)
        contrast.setMaximumValue(3000)
        algorithm = QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        contrast.setContrastEnhancementAlgorithm(algorithm)
        getattr(renderer, f"set{place}ContrastEnhancement")(contrast)
    layer.setRenderer(renderer)
    QgsProject.instance().setCrs(layer.crs())
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().layerTreeRoot().findLayer(layer).setExpanded(False)
    return layer


def draw_rectangle(panel, layer: QgsRasterLayer) -> None:
    """Draw the area by mouse."""
    canvas, extent = iface.mapCanvas(), layer.extent()
    panel.choose("rectangle")

    def pixel(x: float, y: float) -> QPoint:
        place = QgsPointXY(extent.xMinimum() + x * extent.width(), extent.yMinimum() + y * extent.height())
        point = canvas.getCoordinateTransform().transform(place)
        return QPoint(round(point.x()), round(point.y()))

    start, end = pixel(*DRAWN[:2]), pixel(*DRAWN[2:])
    view, no_key = canvas.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, Qt.MouseButton.LeftButton, no_key, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, no_key, end)


def finish(end) -> None:
    """Save the picture of a run's end."""
    if not isinstance(end, dict):
        raise RuntimeError(end.text)
    canvas = iface.mapCanvas()
    canvas.setExtent(busiest_view(QgsVectorLayer(f"{end['geopackage']}|layername=mines"), canvas.extent()))
    canvas.refresh()
    wait(lambda: not canvas.isDrawing())
    iface.mainWindow().grab().save(str(FOLDER / "qgis.png"))
    leave(0)


def busiest_view(mines: QgsVectorLayer, whole: QgsRectangle) -> QgsRectangle:
    """Return the part of the map, around one of the mines, that has most of their area in it."""
    boxes = [(feature.geometry().boundingBox(), feature.geometry().area()) for feature in mines.getFeatures()]
    best, most = whole, 0.0
    for box, _ in boxes:
        view = QgsRectangle(whole)
        view.scale(SHOWN, box.center())
        area = sum(size for other, size in boxes if view.contains(other))
        if area > most:
            best, most = view, area
    return best


def wait(condition) -> None:
    """Let QGIS work until a condition holds, at least a moment, at most a minute."""
    for _ in range(600):
        QTest.qWait(100)
        if condition():
            return
    raise RuntimeError("QGIS did not get ready in a minute")


def guarded(action) -> None:
    """Do something; end QGIS with a trace where it fails."""
    try:
        action()
    except Exception:
        traceback.print_exc()
        iface.mainWindow().grab().save(str(FOLDER / "qgis_failed.png"))
        leave(1)


def leave(code: int) -> None:
    """End QGIS without questions about unsaved changes."""
    sys.stdout.flush()
    sys.stderr.flush()
    QApplication.processEvents()
    os._exit(code)


QTimer.singleShot(2000, lambda: guarded(main))
