"""Choosing the area: each way to it, the size while it is drawn, the map's tool given back, the project's memory."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsBookmark,
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsReferencedRectangle,
    QgsSnappingConfig,
    QgsTolerance,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from .conftest import add_raster, click, wait_for
from .dock_steps import draw_rectangle, pixel_of, share

pytestmark = pytest.mark.qgis
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def layer(plugin, made_scene):
    return add_raster(made_scene)


@pytest.fixture
def canvas(qgis_iface):
    return qgis_iface.mapCanvas()


@pytest.fixture
def panel(plugin):
    return plugin.dock.detect.aoi


def drag(canvas, *places: tuple[float, float], release: bool = True) -> None:
    """Press at the first map coordinate, move over the others, release at the last."""
    view = canvas.viewport()
    pixels = [pixel_of(canvas, *place) for place in places]
    QTest.mousePress(view, LEFT, NONE, pixels[0])
    for pixel in pixels[1:]:
        # QTest.mouseMove moves the pointer of the screen, which is not there.
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(pixel), Qt.MouseButton.NoButton, LEFT, NONE)
        QApplication.sendEvent(view, event)
    if release:
        QTest.mouseRelease(view, LEFT, NONE, pixels[-1])


def size_labels(canvas) -> list[str]:
    """Return what stands beside the pointer."""
    from mining_detector_plugin.gui.map_tools import DrawingTool

    tool = canvas.mapTool()
    assert isinstance(tool, DrawingTool)
    return [tool.size_label.text()] if tool.size_label.isVisible() else []


def squares(layer, count: int = 2) -> QgsVectorLayer:
    """Return a layer of squares side by side on a raster, each a tenth of its width."""
    vectors = QgsVectorLayer(f"Polygon?crs={layer.crs().authid()}", "squares", "memory")
    for number in range(count):
        x, y = share(layer, 0.1 + 0.2 * (number % 4), 0.3)
        side = layer.extent().width() / 10
        feature = QgsFeature()
        feature.setGeometry(
            QgsGeometry.fromPolygonXY(
                [
                    [
                        QgsPointXY(x, y),
                        QgsPointXY(x + side, y),
                        QgsPointXY(x + side, y + side),
                        QgsPointXY(x, y + side),
                    ]
                ]
            )
        )
        vectors.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(vectors)
    return vectors


def overlap(first: QgsGeometry, second: QgsGeometry) -> float:
    return first.intersection(second).area() / first.combine(second).area()


def test_size_is_told_beside_the_pointer_while_a_rectangle_is_drawn(panel, canvas, layer):
    panel.choose("rectangle")
    assert size_labels(canvas) == []
    corner, middle, opposite = (share(layer, part, part) for part in (0.1, 0.4, 0.6))
    drag(canvas, corner, middle, opposite, release=False)
    (text,) = size_labels(canvas)
    assert text == panel.size_label.text()
    assert float(text.removesuffix(" ha").replace(",", "")) == pytest.approx(0.25 * 5120**2 / 1e4, rel=0.03)
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, pixel_of(canvas, *opposite))
    assert panel.aoi().area_ha == pytest.approx(0.25 * 5120**2 / 1e4, rel=0.03)


def test_freehand_stroke_is_closed_and_thinned(panel, canvas, layer):
    panel.choose("freehand")
    around = [
        share(layer, 0.5 + 0.3 * math.cos(step / 20 * math.pi), 0.5 + 0.3 * math.sin(step / 20 * math.pi))
        for step in range(39)
    ]
    drag(canvas, *around)
    drawn = panel.aoi().geometry
    expected = QgsGeometry.fromPointXY(QgsPointXY(*share(layer, 0.5, 0.5))).buffer(0.3 * 5120, 32)
    assert overlap(drawn, expected) > 0.95
    assert drawn.isGeosValid()


def test_freehand_stroke_that_crosses_itself_is_what_it_encloses(panel, canvas, layer):
    panel.choose("freehand")
    drag(canvas, *(share(layer, *place) for place in ((0.2, 0.2), (0.8, 0.8), (0.8, 0.2), (0.2, 0.8))))
    drawn = panel.aoi().geometry
    assert drawn.isGeosValid()
    assert drawn.area() == pytest.approx(2 * 0.5 * 0.6 * 0.3 * 5120**2, rel=0.05)


@pytest.mark.parametrize("crs", ["EPSG:32723", "EPSG:3857", "EPSG:4326"])
def test_circle_by_drag_has_its_radius_on_the_ground(panel, canvas, layer, crs):
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    panel.choose("whole")
    panel.zoom_to_area()
    extent = canvas.extent()
    centre = extent.center()
    edge = QgsPointXY(centre.x() + extent.width() / 4, centre.y())
    panel.choose("circle")
    drag(canvas, (centre.x(), centre.y()), (edge.x(), edge.y()), release=False)
    (text,) = size_labels(canvas)
    radius_km = panel.radius.value()
    assert text.startswith(f"{radius_km:,.2f} km, ")
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, pixel_of(canvas, edge.x(), edge.y()))
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem(crs), QgsProject.instance().transformContext())
    measure.setEllipsoid("EPSG:7030")
    assert radius_km * 1000 == pytest.approx(measure.measureLine(centre, edge), rel=0.02)
    assert panel.aoi().area_ha == pytest.approx(math.pi * radius_km**2 * 100, rel=0.01)
    canvas.setDestinationCrs(layer.crs())


def test_circle_takes_a_typed_radius_at_a_click_and_afterwards(panel, canvas, layer):
    panel.choose("circle")
    panel.radius.setValue(1.5)
    place = pixel_of(canvas, *share(layer, 0.5, 0.5))
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, place)
    assert panel.aoi().area_ha == pytest.approx(math.pi * 1.5**2 * 100, rel=0.005)
    panel.radius.setValue(0.8)
    assert panel.aoi().area_ha == pytest.approx(math.pi * 0.8**2 * 100, rel=0.005)


@pytest.mark.parametrize("kind", ["rectangle", "polygon", "freehand", "circle"])
def test_escape_cancels_and_gives_the_map_its_tool_back(panel, canvas, layer, kind):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    panel.choose(kind)
    assert canvas.mapTool() is not pan
    drag(
        canvas,
        share(layer, 0.2, 0.2),
        share(layer, 0.4, 0.3),
        share(layer, 0.5, 0.5),
        release=kind == "polygon",
    )
    extent = canvas.extent()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    if kind != "polygon":
        QTest.mouseRelease(canvas.viewport(), LEFT, NONE, QPoint(50, 50))
    assert canvas.mapTool() is pan
    assert canvas.extent() == extent
    assert "No area is drawn yet" in panel.size_label.text()
    canvas.unsetMapTool(pan)


def test_map_has_its_tool_back_after_the_drawing(plugin, panel, canvas, layer):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    draw_rectangle(plugin, canvas, share(layer, 0.2, 0.2), share(layer, 0.5, 0.5))
    assert panel.aoi() is not None
    assert canvas.mapTool() is pan
    canvas.unsetMapTool(pan)


def test_points_snap_only_where_the_user_wants_it(panel, canvas, layer):
    squares(layer, 1)
    vectors = QgsProject.instance().mapLayersByName("squares")[0]
    canvas.setLayers([vectors, layer])
    config = QgsSnappingConfig(QgsProject.instance())
    config.setEnabled(True)
    config.setMode(QgsSnappingConfig.SnappingMode.AllLayers)
    config.setTypeFlag(QgsSnappingConfig.SnappingTypes.VertexFlag)
    config.setTolerance(20)
    config.setUnits(QgsTolerance.UnitType.Pixels)
    QgsProject.instance().setSnappingConfig(config)
    snapping = canvas.snappingUtils()
    snapping.setConfig(config)
    snapping.setMapSettings(canvas.mapSettings())
    # QGIS indexes the layers while the pointer moves over the map.
    wait_for(lambda: snapping.snapToMap(QgsPointXY(*share(layer, 0.1, 0.3))).isValid())
    corner = share(layer, 0.1, 0.3)
    near = pixel_of(canvas, *corner) + QPoint(5, -4)

    def first_corner() -> QgsPointXY:
        panel.start_drawing()
        QTest.mouseClick(canvas.viewport(), LEFT, NONE, near)
        for pixel in (QPoint(400, 100), QPoint(400, 400)):
            QTest.mouseClick(canvas.viewport(), LEFT, NONE, pixel)
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, NONE, near)
        return panel.aoi().geometry.asPolygon()[0][0]

    panel.choose("polygon")
    assert not panel.snap.isChecked()
    assert first_corner().distance(QgsPointXY(*corner)) > 20
    panel.snap.setChecked(True)
    assert first_corner().distance(QgsPointXY(*corner)) < 1e-6
    panel.snap.setChecked(False)


def test_all_polygons_of_a_layer_are_the_area(panel, layer):
    vectors = squares(layer, 3)
    panel.choose("layer")
    panel.layer.setLayer(vectors)
    assert panel.aoi().area_ha == pytest.approx(3 * 512**2 / 1e4, rel=0.002)
    vectors.selectByIds([1])
    panel.choose("selection")
    assert panel.aoi().area_ha == pytest.approx(512**2 / 1e4, rel=0.002)
    vectors.selectByIds([1, 2])
    assert panel.size_label.text() == f"{2 * 512**2 / 1e4:,.0f} ha"


def test_layer_with_many_polygons_is_left_to_the_worker(panel, layer, tmp_path):
    path = tmp_path / "many polygons.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "fields"
    many = squares(layer, 600)
    QgsVectorFileWriter.writeAsVectorFormatV3(
        many, str(path), QgsProject.instance().transformContext(), options
    )
    stored = QgsVectorLayer(f"{path}|layername=fields|geometrytype=Polygon", "stored", "ogr")
    QgsProject.instance().addMapLayer(stored)
    panel.choose("layer")
    panel.layer.setLayer(stored)
    assert panel.aoi().to_request() == f"{path}|layername=fields"


def test_bookmark_of_project_or_user_is_the_area(panel, layer):
    added = []
    for manager, name, part in (
        (QgsProject.instance().bookmarkManager(), "pit", 0.2),
        (QgsApplication.bookmarkManager(), "home", 0.5),
    ):
        bookmark = QgsBookmark()
        bookmark.setName(name)
        bookmark.setExtent(QgsReferencedRectangle(layer.extent().scaled(part), layer.crs()))
        added.append((manager, manager.addBookmark(bookmark)[0]))
    try:
        panel.choose("bookmark")
        assert [panel.bookmark.itemText(row) for row in range(2)] == ["pit", "home"]
        assert panel.aoi().area_ha == pytest.approx((0.2 * 5120) ** 2 / 1e4, rel=0.002)
        panel.bookmark.setCurrentIndex(1)
        assert panel.aoi().area_ha == pytest.approx((0.5 * 5120) ** 2 / 1e4, rel=0.002)
    finally:
        for manager, bookmark_id in added:
            manager.removeBookmark(bookmark_id)
    assert "bookmark" in panel.size_label.text()


def test_what_the_map_shows_of_the_image_is_the_area(panel, canvas, layer):
    panel.choose("image_on_map")
    extent = layer.extent()
    extent.setXMinimum(extent.center().x())
    canvas.setExtent(extent.scaled(3, layer.extent().center()))
    assert panel.aoi().area_ha == pytest.approx(5120**2 / 1e4, rel=0.01)
    canvas.setExtent(layer.extent().scaled(0.25))
    assert panel.aoi().area_ha == pytest.approx(canvas.extent().area() / 1e4, rel=0.002)
    far = layer.extent()
    far += QgsPointXY(1e5, 0) - QgsPointXY(0, 0)
    canvas.setExtent(far)
    assert "does not show the image" in panel.size_label.text()
    canvas.setExtent(layer.extent())


def test_show_zooms_to_the_area_and_clear_takes_the_whole_image(plugin, panel, canvas, layer):
    draw_rectangle(plugin, canvas, share(layer, 0.6, 0.6), share(layer, 0.7, 0.7))
    canvas.setExtent(layer.extent().scaled(20))
    click(panel.show_button)
    drawn = panel.aoi().geometry.boundingBox()
    assert canvas.extent().contains(drawn)
    assert canvas.extent().width() < 2 * drawn.width()
    click(panel.clear_button)
    assert panel.kind.currentData() == "whole"
    assert panel.aoi() is None
    assert not panel.clear_button.isEnabled()
    click(panel.show_button)
    assert canvas.extent().contains(layer.extent())


def test_area_comes_back_with_the_project(plugin, panel, canvas, layer, tmp_path):
    draw_rectangle(plugin, canvas, share(layer, 0.2, 0.3), share(layer, 0.5, 0.6))
    drawn = panel.aoi().geometry
    path = str(tmp_path / "project.qgz")
    project = QgsProject.instance()
    assert project.write(path)
    project.clear()
    assert panel.aoi() is None
    assert project.read(path)
    assert panel.kind.currentData() == "rectangle"
    assert overlap(panel.aoi().geometry, drawn) > 0.999
    assert panel.aoi().crs.authid() == "EPSG:32723"
    panel.choose("whole")
    assert project.write(path)
    project.clear()
    assert project.read(path)
    assert panel.aoi() is None


def test_entry_that_makes_no_sense_is_the_whole_image(panel):
    for text in (
        "{",
        "[]",
        '{"kind": "star"}',
        '{"kind": "polygon", "wkt": "POLYGON((x"}',
        '{"wkt": "POINT(1 1)"}',
    ):
        QgsProject.instance().writeEntry("mining_detector", "/aoi", text)
        QgsProject.instance().readProject.emit(_document())
        assert panel.aoi() is None, text
        assert panel.kind.currentData() == "whole"


def _document():
    from qgis.PyQt.QtXml import QDomDocument

    return QDomDocument()


def test_looking_at_a_project_does_not_change_it(plugin, panel, made_scene, tmp_path):
    layer = add_raster(made_scene)
    squares(layer, 1)
    project = QgsProject.instance()
    path = Path(tmp_path) / "clean.qgz"
    assert project.write(str(path))
    project.clear()
    assert project.read(str(path))
    wait_for(lambda: not plugin.images.is_looking)
    assert not project.isDirty()
