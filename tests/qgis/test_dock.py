"""The dock from the built zip: draw by mouse, Detect, layers, cancel, and each bad input with one message."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest

from .conftest import SET_UP_MS, add_raster, click, end_of, wait_for
from .dock_steps import (
    assert_one_message,
    detect,
    draw_polygon,
    draw_rectangle,
    pixel_of,
    share,
    told,
    write_raster,
)

pytestmark = pytest.mark.qgis
QUARRY_LABEL = 10
LAYERS = ["Mines", "Detections", "Cells looked at", "Area of interest", "Confidence"]


def test_rectangle_drawn_by_mouse_is_searched_and_gives_styled_layers(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    canvas = qgis_iface.mapCanvas()
    draw_rectangle(plugin, canvas, share(layer, 0.05, 0.05), share(layer, 0.95, 0.95))
    drawn = plugin.dock.detect.aoi.aoi()
    assert drawn.geometry.area() == pytest.approx(0.81 * layer.extent().area(), rel=0.03)
    assert drawn.area_ha == pytest.approx(drawn.geometry.area() / 10_000, rel=0.002)
    assert plugin.dock.detect.aoi.size_label.text() == f"{drawn.area_ha:,.0f} ha"

    result = detect(plugin)
    assert result["type"] == "result", result
    group = plugin.controller.layer_group
    assert [node.name() for node in group.children()] == LAYERS
    layers = {node.name(): node.layer() for node in group.children()}
    assert all(found.isValid() and found.crs() == layer.crs() for found in layers.values())
    assert layers["Mines"].featureCount() == result["counts"]["mines"]
    assert layers["Cells looked at"].featureCount() == result["counts"]["cells"] > 0
    mines = layers["Mines"].renderer()
    assert mines.type() == "categorizedSymbol" and mines.classAttribute() == "type"
    assert {category.value() for category in mines.categories()} >= {"open_pit", "tailings", "artisanal"}
    category = mines.categories()[0]
    fill = category.symbol().symbolLayer(1)
    assert len(fill.dataDefinedProperties().propertyKeys()) == 3
    ramp = layers["Confidence"].renderer().shader().rasterShaderFunction().colorRampItemList()
    assert ramp[0].color.alpha() == 0 and ramp[-1].value == 1
    aoi = next(layers["Area of interest"].getFeatures()).geometry()
    assert aoi.intersection(drawn.geometry).area() / drawn.geometry.area() > 0.99
    assert told(qgis_iface) == []


def overlap_with_quarry(geopackage: str, scene: Path) -> float:
    """Return the intersection over union of found mines and the labelled quarry, over labelled pixels."""
    mask = gdal.Open(str(scene).replace("image_", "mask_"))
    labels = mask.ReadAsArray()
    found = gdal.GetDriverByName("MEM").Create("", mask.RasterXSize, mask.RasterYSize, 1, gdal.GDT_Byte)
    found.SetGeoTransform(mask.GetGeoTransform())
    found.SetProjection(mask.GetProjection())
    source = gdal.OpenEx(geopackage)
    gdal.RasterizeLayer(found, [1], source.GetLayerByName("mines"), burn_values=[1])
    is_mine, is_quarry = found.ReadAsArray() == 1, labels == QUARRY_LABEL
    union = ((is_mine | is_quarry) & (labels > 0)).sum()
    return float((is_mine & is_quarry).sum() / union)


def test_quarry_is_found(plugin, qgis_iface, quarry_scene):
    add_raster(quarry_scene)
    result = detect(plugin)
    assert result["type"] == "result", result
    assert overlap_with_quarry(result["geopackage"], quarry_scene) >= 0.5


def test_polygon_drawn_by_mouse_is_the_area(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    corners = [share(layer, x, y) for x, y in ((0.2, 0.2), (0.8, 0.2), (0.5, 0.8))]
    draw_polygon(plugin, qgis_iface.mapCanvas(), corners)
    expected = QgsGeometry.fromPolygonXY([[QgsPointXY(*corner) for corner in corners]])
    drawn = plugin.dock.detect.aoi.aoi().geometry
    assert drawn.intersection(expected).area() / drawn.combine(expected).area() > 0.97


def test_escape_cancels_the_drawing(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    canvas = qgis_iface.mapCanvas()
    plugin.dock.detect.aoi.choose("polygon")
    for corner in ((0.2, 0.2), (0.8, 0.2), (0.5, 0.8)):
        place = pixel_of(canvas, *share(layer, *corner))
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseClick(
        canvas.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(9, 9)
    )
    error = detect(plugin)
    assert_one_message(plugin, qgis_iface, error, "aoi_not_drawn")


def test_selected_features_in_another_crs_are_searched(plugin, qgis_iface, made_scene):
    raster = add_raster(made_scene)
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "fields", "memory")
    to_degrees = QgsCoordinateTransform(raster.crs(), layer.crs(), QgsProject.instance())
    box = QgsGeometry.fromRect(raster.extent().scaled(0.4))
    expected = QgsGeometry(box)
    box.transform(to_degrees)
    feature = QgsFeature()
    feature.setGeometry(box)
    layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    plugin.dock.detect.aoi.choose("selection")
    plugin.dock.detect.aoi.layer.setLayer(layer)
    assert_one_message(plugin, qgis_iface, detect(plugin), "aoi_not_selected")
    layer.selectAll()
    result = detect(plugin)
    assert result["type"] == "result", result
    aoi = next(QgsVectorLayer(f"{result['geopackage']}|layername=aoi").getFeatures()).geometry()
    assert aoi.intersection(expected).area() / aoi.combine(expected).area() > 0.98


def select_polygons(plugin, layer, polygons: list[list[tuple[float, float]]]) -> None:
    """Choose a layer of these polygons, in shares of a raster's extent, with all of them selected."""
    vectors = QgsVectorLayer(f"Polygon?crs={layer.crs().authid()}", "drawn before", "memory")
    for corners in polygons:
        feature = QgsFeature()
        ring = [QgsPointXY(*share(layer, *corner)) for corner in corners]
        feature.setGeometry(QgsGeometry.fromPolygonXY([[*ring, ring[0]]]))
        vectors.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(vectors)
    plugin.dock.detect.aoi.choose("selection")
    plugin.dock.detect.aoi.layer.setLayer(vectors)
    vectors.selectAll()


def test_self_crossing_one_of_several_features_is_one_message(plugin, qgis_iface, made_scene):
    crossing = [(0.2, 0.2), (0.4, 0.4), (0.4, 0.2), (0.2, 0.4)]
    square = [(0.5, 0.5), (0.8, 0.5), (0.8, 0.8), (0.5, 0.8)]
    select_polygons(plugin, add_raster(made_scene), [square, crossing])
    assert_one_message(plugin, qgis_iface, detect(plugin), "aoi_crossing_itself")


def test_overlapping_features_are_searched_and_counted_once(plugin, made_scene):
    layer = add_raster(made_scene)
    left = [(0.2, 0.2), (0.6, 0.2), (0.6, 0.6), (0.2, 0.6)]
    right = [(0.4, 0.2), (0.8, 0.2), (0.8, 0.6), (0.4, 0.6)]
    select_polygons(plugin, layer, [left, right])
    united_ha = 0.6 * 0.4 * layer.extent().area() / 10_000
    assert plugin.dock.detect.aoi.aoi().area_ha == pytest.approx(united_ha, rel=0.002)
    result = detect(plugin)
    assert result["type"] == "result", result
    aoi = next(QgsVectorLayer(f"{result['geopackage']}|layername=aoi").getFeatures()).geometry()
    assert aoi.area() / 10_000 == pytest.approx(united_ha, rel=0.001)


def settings_of_run(geopackage: str) -> dict:
    """Return the request that a run's provenance tells."""
    run = QgsVectorLayer(f"{geopackage}|layername=run")
    return json.loads(next(run.getFeatures())["settings"])


def test_sensitivity_is_chosen_by_words_and_kept(plugin, made_scene):
    dock = plugin.dock
    words = [
        dock.detect.options.sensitivity.itemText(row)
        for row in range(dock.detect.options.sensitivity.count())
    ]
    assert words == ["Few misses", "Balanced", "Few false alarms"]
    assert dock.detect.options.sensitivity.currentText() == "Balanced"
    add_raster(made_scene)
    dock.detect.options.sensitivity.setCurrentText("Few false alarms")
    few = detect(plugin)
    assert few["type"] == "result", few
    assert ("too unsure" in dock.detect.run.messages.toPlainText()) == (few["counts"]["mines_unsure"] > 0)
    dock.detect.options.sensitivity.setCurrentText("Few misses")
    result = detect(plugin)
    assert result["type"] == "result", result
    assert result["counts"]["mines"] >= few["counts"]["mines"]
    assert settings_of_run(result["geopackage"])["sensitivity"] == "few_misses"
    assert type(dock.settings()).load().sensitivity == "few_misses"


def test_threshold_takes_the_place_of_the_sensitivity(plugin):
    dock = plugin.dock
    assert dock.detect.options.sensitivity.isEnabled()
    dock.detect.options.threshold.setValue(0.4)
    assert not dock.detect.options.sensitivity.isEnabled()
    dock.detect.options.threshold.setValue(0)
    assert dock.detect.options.sensitivity.isEnabled()


def test_cancel_before_anything_is_finished_leaves_nothing(plugin, qgis_iface, made_scene):
    add_raster(made_scene)
    panel = plugin.dock.detect.run

    def run_and_cancel():
        click(panel.detect_button)
        wait_for(lambda: panel.stage.text() == "Starting the worker")
        click(panel.cancel_button)

    error = end_of(plugin.controller, run_and_cancel)
    assert error.code == "cancelled" and error.kept is None
    assert told(qgis_iface) == []
    assert panel.detect_button.isEnabled()
    assert QgsProject.instance().layerTreeRoot().findGroups() == []
    results = Path(plugin.dock.settings().output_folder)
    assert not [path for path in results.rglob("*") if path.is_file()]


def test_map_stays_responsive_while_a_run_goes_on(plugin, qgis_iface, made_scene):
    add_raster(made_scene)
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(plugin.controller.is_running))
    timer.start(50)
    result = detect(plugin)
    timer.stop()
    assert result["type"] == "result", result
    assert ticks.count(True) * 0.05 > 0.5 * sum(result["timings_s"].values())


def test_scene_without_crs_is_one_message(plugin, qgis_iface, tmp_path):
    add_raster(write_raster(tmp_path / "no_crs.tif", crs=None))
    assert_one_message(plugin, qgis_iface, detect(plugin), "scene_has_no_crs")


def test_web_map_is_one_message(plugin, qgis_iface):
    url = "type=xyz&url=http://127.0.0.1:9/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmax=19&zmin=0"
    layer = QgsRasterLayer(url, "web map", "wms")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    assert_one_message(plugin, qgis_iface, detect(plugin), "layer_has_no_file")


def test_no_layer_is_one_message(plugin, qgis_iface):
    assert_one_message(plugin, qgis_iface, detect(plugin), "image_missing")


def test_file_that_is_gone_is_one_message(plugin, qgis_iface, tmp_path):
    path = write_raster(tmp_path / "gone.tif")
    add_raster(path)
    path.unlink()
    assert_one_message(plugin, qgis_iface, detect(plugin), "file_missing")


def test_area_outside_the_scene_is_one_message(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    canvas = qgis_iface.mapCanvas()
    canvas.setExtent(layer.extent().scaled(4))
    draw_rectangle(plugin, canvas, share(layer, -1.2, -1.2), share(layer, -0.5, -0.5))
    assert_one_message(plugin, qgis_iface, detect(plugin), "aoi_outside_scene")


def test_self_crossing_area_is_one_message(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    corners = [share(layer, x, y) for x, y in ((0.2, 0.2), (0.8, 0.8), (0.8, 0.2), (0.2, 0.8))]
    draw_polygon(plugin, qgis_iface.mapCanvas(), corners)
    assert_one_message(plugin, qgis_iface, detect(plugin), "aoi_crossing_itself")


def test_models_folder_without_models_is_one_message(plugin, qgis_iface, made_scene, tmp_path):
    add_raster(made_scene)
    plugin.dock.detect.options.models.choose(str(tmp_path))
    assert_one_message(plugin, qgis_iface, detect(plugin), "pack_missing")


def test_environment_that_can_not_be_made_is_one_message(
    plugin, qgis_iface, made_scene, tmp_path, monkeypatch
):
    monkeypatch.setenv("MINING_DETECTOR_HOME", str(tmp_path / "home"))
    plugin.dock.environment.wheels.setFilePath(str(tmp_path))
    add_raster(made_scene)
    assert_one_message(plugin, qgis_iface, detect(plugin), "wheels_missing")
    assert plugin.dock.environment.heading.text() == "Environment: not set up"
    assert not list((tmp_path / "home").rglob("py*"))


@pytest.mark.slow
def test_first_detect_sets_the_environment_up_and_runs(plugin, made_scene, tmp_path, monkeypatch):
    monkeypatch.setenv("MINING_DETECTOR_HOME", str(tmp_path / "home é"))
    add_raster(made_scene)
    stages = []
    plugin.dock.detect.run.progress.valueChanged.connect(
        lambda: stages.append(plugin.dock.detect.run.stage.text())
    )
    result = end_of(plugin.controller, lambda: click(plugin.dock.detect.run.detect_button), SET_UP_MS)
    assert result["type"] == "result", result
    assert any(stage.startswith(("Collecting", "Downloading", "Fetching")) for stage in stages)
    assert plugin.dock.environment.heading.text() == "Environment: ready"


def test_set_up_of_a_ready_environment_checks_it(plugin, qgis_iface):
    interpreter = end_of(plugin.environments, plugin.dock.environment.set_up_requested.emit)
    assert os.access(interpreter, os.X_OK)
    assert plugin.dock.environment.heading.text() == "Environment: ready"


def test_devices_are_listed_with_their_reason(plugin):
    device = plugin.dock.detect.options.device
    wait_for(lambda: bool(plugin.dock.detect.options.device_reason.text()), 60_000)
    assert [device.itemData(row) for row in range(2)] == ["auto", "cpu"]


def test_panel_that_goes_away_leaves_nothing_on_the_map(plugin, qgis_iface):
    from mining_detector_plugin.gui.aoi_panel import AoiPanel

    canvas = qgis_iface.mapCanvas()
    before = set(canvas.scene().items())
    panel = AoiPanel(canvas)
    assert set(canvas.scene().items()) > before
    panel.clean_up()
    assert set(canvas.scene().items()) == before


def test_drawing_in_web_mercator_is_sent_with_its_crs(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    canvas = qgis_iface.mapCanvas()
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    canvas.setDestinationCrs(mercator)
    plugin.dock.detect.aoi.choose("extent")
    assert plugin.dock.detect.aoi.aoi().to_request()["crs"] == "EPSG:3857"
    canvas.setDestinationCrs(layer.crs())
