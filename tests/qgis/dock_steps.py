"""What a user does in the dock and what must be seen after it, and small rasters to do it on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from qgis.core import Qgis as QgisValues
from qgis.core import QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from .conftest import click, end_of


def pixel_of(canvas, x: float, y: float) -> QPoint:
    """Return where on the canvas a map coordinate is."""
    point = canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
    return QPoint(round(point.x()), round(point.y()))


def share(layer, x: float, y: float) -> tuple[float, float]:
    """Return the map coordinate at a share of a layer's extent."""
    extent = layer.extent()
    return extent.xMinimum() + x * extent.width(), extent.yMinimum() + y * extent.height()


def draw_rectangle(plugin, canvas, corner: tuple[float, float], opposite: tuple[float, float]) -> None:
    """Draw a rectangle with the mouse: press, drag, release."""
    plugin.dock.detect.aoi.choose("rectangle")
    view = canvas.viewport()
    start, end = pixel_of(canvas, *corner), pixel_of(canvas, *opposite)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def draw_polygon(plugin, canvas, corners: list[tuple[float, float]]) -> None:
    """Draw a polygon with the mouse: a click for each corner, a right click to finish."""
    plugin.dock.detect.aoi.choose("polygon")
    view = canvas.viewport()
    for corner in corners:
        QTest.mouseClick(
            view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel_of(canvas, *corner)
        )
    QTest.mouseClick(view, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))


def detect(plugin):
    """Click Detect and return the end: a result or an error."""
    return end_of(plugin.controller, lambda: click(plugin.dock.detect.run.detect_button))


def told(qgis_iface) -> list[str]:
    """Return the errors in the message bar."""
    return qgis_iface.messageBar().get_messages(QgisValues.MessageLevel.Critical)


def assert_one_message(plugin, qgis_iface, error, code: str) -> None:
    """One message in the bar and the same one in the dock; no task, no layers, no results."""
    assert error.code == code
    assert error.hint
    assert told(qgis_iface) == [f"Mining Detector:{error.text}"]
    assert plugin.dock.detect.run.messages.toPlainText().count(error.message) == 1
    assert plugin.dock.detect.run.detect_button.isEnabled()
    assert not plugin.dock.detect.run.cancel_button.isEnabled()
    assert QgsProject.instance().layerTreeRoot().findGroups() == []
    results = Path(plugin.dock.settings().output_folder)
    assert not [path for path in results.rglob("*") if path.is_file()]


def write_raster(path: Path, bands: int = 4, crs: str | None = "EPSG:32633", names: bool = True) -> Path:
    """Write a small uint16 raster of noise around 0.2 reflectance."""
    generator = np.random.default_rng(1)
    options = ["TILED=NO"]
    raster = gdal.GetDriverByName("GTiff").Create(str(path), 192, 192, bands, gdal.GDT_UInt16, options)
    raster.SetGeoTransform((500_000, 10, 0, 5_600_000, 0, -10))
    if crs:
        system = osr.SpatialReference()
        system.SetFromUserInput(crs)
        raster.SetProjection(system.ExportToWkt())
    for number, name in enumerate(("B02", "B03", "B04", "B08")[:bands], start=1):
        band = raster.GetRasterBand(number)
        band.WriteArray(generator.integers(1500, 3000, (192, 192)))
        if names:
            band.SetDescription(name)
    raster.FlushCache()
    return path
