"""Runs inside QGIS, started by tools/screenshot_qgis.sh: detects in a made scene by mouse, pictures each page.

Ends QGIS in every case; the exit code tells whether all pictures were made.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsApplication,
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
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QWidget
from qgis.utils import iface, plugins

SCENE = os.environ["SCREENSHOT_SCENE"]
FOLDER = Path(os.environ["SCREENSHOT_FOLDER"])
#: Shares of the scene's sides: corners of the drawn area, and how much of the map the picture shows at last.
DRAWN = (0.04, 0.04, 0.96, 0.96)
SHOWN = 0.22
#: Width and heights: a page shall show much of itself, and a map little, for it can hardly be compressed.
WIDTH, HEIGHT_FOR_PAGES, HEIGHT_FOR_MAP = 1180, 1000, 640
DOCK_WIDTH = 350
#: How far a run is in the picture of its progress.
HALFWAY = 0.35
PATIENCE_S = 120.0
_CLICK = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def main() -> None:
    """Lay out the window, then take a picture after each step that a user does."""
    plugin = plugins["mining_detector_plugin"]
    dock = plugin.dock
    lay_out(dock)
    wait(lambda: bool(dock.detect.options.device_reason.text()), "the devices")
    save_page(dock, dock.environment, "setup")
    models = dock.models.models_list
    models.setCurrentItem(models.topLevelItem(0).child(0))
    save_page(dock, dock.models, "models")
    dock.show_page(dock.detect)
    layer = add_scene()
    dock.detect.options.output_folder.setFilePath(os.environ["SCREENSHOT_RESULTS"])
    iface.mapCanvas().setExtent(layer.extent())
    wait(lambda: not iface.mapCanvas().isDrawing(), "the map")
    draw_rectangle(dock.detect.aoi, layer)
    settle()
    save_page(dock, dock.detect, "detect")
    save_dialog(lambda: click(dock.detect.image.bands_button), "bands")
    ends: list[object] = []
    plugin.controller.ended.connect(ends.append)
    click(dock.detect.run.detect_button)
    wait(
        lambda: ends or dock.detect.run.progress.value() > HALFWAY * dock.detect.run.progress.maximum(),
        "a run",
    )
    save_page(dock, dock.detect, "running")
    wait(lambda: bool(ends), "the run's end")
    iface.mainWindow().resize(WIDTH, HEIGHT_FOR_MAP)
    show_what_was_found(ends[0])
    save(iface.mainWindow(), "qgis")
    iface.mainWindow().resize(WIDTH, HEIGHT_FOR_PAGES)
    save_page(dock, dock.runs, "runs")
    save_algorithm("mining_detector:detect", "processing")


def lay_out(dock: QDockWidget) -> None:
    """Show the panels that matter, in a window of the picture's size."""
    window = iface.mainWindow()
    window.setGeometry(0, 0, WIDTH, HEIGHT_FOR_PAGES)
    for other in window.findChildren(QDockWidget):
        if other.objectName() not in ("Layers", "MiningDetectorDock"):
            other.hide()
    dock.show()
    window.resizeDocks([dock], [DOCK_WIDTH], Qt.Orientation.Horizontal)


def save(widget: QWidget, name: str) -> None:
    """Save the picture of a widget as it shows now."""
    settle()
    widget.grab().save(str(FOLDER / f"{name}.png"))


def save_page(dock: QDockWidget, page: QWidget, name: str) -> None:
    """Bring a page to the front and save the picture of the dock."""
    dock.show_page(page)
    settle()
    save(dock, name)


def save_dialog(open_it: Callable[[], None], name: str) -> None:
    """Open a dialog that holds up everything else, save its picture, and leave it."""
    saved: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(100, look)
            return
        dialog.grab().save(str(FOLDER / f"{name}.png"))
        saved.append(True)
        dialog.reject()

    QTimer.singleShot(100, look)
    open_it()
    wait(lambda: bool(saved), f"the dialog for {name}.png")
    settle()


def save_algorithm(name: str, picture: str) -> None:
    """Save the picture of an algorithm's dialog."""
    import processing

    dialog = processing.createAlgorithmDialog(name)
    dialog.resize(round(0.75 * WIDTH), HEIGHT_FOR_MAP)
    dialog.show()
    save(dialog, picture)
    dialog.close()


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


def draw_rectangle(panel: QWidget, layer: QgsRasterLayer) -> None:
    """Draw the area by mouse."""
    canvas, extent = iface.mapCanvas(), layer.extent()
    panel.choose("rectangle")

    def pixel(x: float, y: float) -> QPoint:
        place = QgsPointXY(extent.xMinimum() + x * extent.width(), extent.yMinimum() + y * extent.height())
        point = canvas.getCoordinateTransform().transform(place)
        return QPoint(round(point.x()), round(point.y()))

    start, end = pixel(*DRAWN[:2]), pixel(*DRAWN[2:])
    view = canvas.viewport()
    QTest.mousePress(view, *_CLICK, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, *_CLICK, end)


def click(button: QWidget) -> None:
    """Click a button with the mouse."""
    QTest.mouseClick(button, *_CLICK)


def show_what_was_found(end: object) -> None:
    """Show the part of the map with most of the mines; fail where the run did."""
    if not isinstance(end, dict):
        raise RuntimeError(getattr(end, "text", str(end)))
    settle()
    canvas = iface.mapCanvas()
    canvas.setExtent(busiest_view(QgsVectorLayer(f"{end['geopackage']}|layername=mines"), canvas.extent()))
    canvas.refresh()
    wait(lambda: not canvas.isDrawing(), "the map")


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


def settle() -> None:
    """Let QGIS work until no task of the plugin's pages is under way and the map is drawn."""
    manager = QgsApplication.taskManager()
    wait(lambda: not manager.activeTasks() or is_detecting(), "background tasks")
    wait(lambda: not iface.mapCanvas().isDrawing(), "the map")


def is_detecting() -> bool:
    """Tell whether a run goes on, for whose end a picture does not wait."""
    return plugins["mining_detector_plugin"].controller.is_running


def wait(condition: Callable[[], object], what: str) -> None:
    """Let QGIS work until a condition holds, at least a moment."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        QTest.qWait(100)
        if condition():
            return
    raise RuntimeError(f"QGIS did not get ready: {what}")


def guarded(action: Callable[[], None]) -> None:
    """Do something and end QGIS; with a trace, and a picture of the window, where it fails."""
    try:
        action()
    except Exception:
        traceback.print_exc()
        iface.mainWindow().grab().save(str(FOLDER / "failed.png"))
        leave(1)
    leave(0)


def leave(code: int) -> None:
    """End QGIS without questions about unsaved changes."""
    sys.stdout.flush()
    sys.stderr.flush()
    QApplication.processEvents()
    os._exit(code)


QTimer.singleShot(2000, lambda: guarded(main))
