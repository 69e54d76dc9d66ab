"""The Runs page: which runs there are, what is shown of one, and what can be made of it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtTest import QTest

from .conftest import click, end_of, wait_for
from .dock_steps import told

pytestmark = pytest.mark.qgis


@pytest.fixture
def folder(made_results, tmp_path) -> Path:
    """A copy of a run's results."""
    return Path(shutil.copytree(made_results, tmp_path / "run"))


@pytest.fixture
def page(plugin, folder):
    """The page with one run opened."""
    open_run(plugin, folder)
    plugin.dock.show_page(plugin.dock.runs)
    return plugin.dock.runs


def open_run(plugin, folder) -> None:
    """Open a run and wait until the page tells of it."""
    known = []
    plugin.runs.refreshed.connect(lambda: known.append(plugin.runs.run))
    end_of(plugin.runs, lambda: plugin.runs.open_run(str(folder)))
    wait_for(lambda: bool(known) and known[-1] is not None)
    plugin.runs.refreshed.disconnect()


def confidences(folder: Path) -> list[float]:
    file = gdal.OpenEx(str(folder / "results.gpkg"))
    return sorted(feature["confidence"] for feature in file.GetLayerByName("mines"))


def layers_of(plugin) -> dict:
    return plugin.runs.run.layers


def test_project_without_a_run_says_how_to_get_one(plugin):
    page = plugin.dock.runs
    wait_for(lambda: page.run_choice.count() == 0)
    assert "holds no run" in page.summary.text()
    assert page.open_button.isEnabled()
    assert not page.report_button.isEnabled() and not page.shown_box.isVisibleTo(page)


def test_opened_run_is_listed_with_what_it_found(plugin, page, folder):
    count = len(confidences(folder))
    assert page.run_choice.currentText() == "Mines in scene"
    assert f"{count} mines" in page.summary.text() and "ha searched" in page.summary.text()
    boxes = page.filter.type_boxes
    assert sum(int(box.text().split("(")[1][:-1]) for box in boxes.values()) == count
    assert page.filter.shown_label.text().startswith(f"{count} of {count} mines shown")


def test_confidence_hides_mines_detections_and_pixels_and_comes_back(plugin, page, folder):
    values = confidences(folder)
    middle = round((values[0] + values[-1]) / 2, 2)
    left = sum(value >= middle for value in values)
    assert 0 < left < len(values)
    layers = layers_of(plugin)
    boxes = layers["detections"].featureCount()
    page.filter.confidence_spin.setValue(middle)
    wait_for(lambda: layers["mines"].featureCount() == left)
    wait_for(lambda: page.filter.shown_label.text().startswith(f"{left} of {len(values)} mines shown"))
    assert layers["detections"].subsetString() == f'"score" >= {middle:.4f}'
    (hidden,) = layers["confidence"].renderer().rasterTransparency().transparentSingleValuePixelList()
    assert hidden.max == pytest.approx(middle, abs=0.003)
    own = page.filter.confidence_slider.minimum()
    page.filter.confidence_slider.setValue(own)
    wait_for(lambda: layers["mines"].featureCount() == len(values))
    wait_for(lambda: layers["detections"].featureCount() == boxes)
    wait_for(lambda: layers["mines"].subsetString() == layers["detections"].subsetString() == "")
    wait_for(
        lambda: not layers["confidence"].renderer().rasterTransparency().transparentSingleValuePixelList()
    )


def test_slider_moved_by_keyboard_filters(plugin, page, folder):
    slider = page.filter.confidence_slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert page.filter.confidence_spin.value() == 1
    wait_for(lambda: layers_of(plugin)["mines"].featureCount() == 0)
    click(page.filter.reset_button)
    wait_for(lambda: layers_of(plugin)["mines"].featureCount() == len(confidences(folder)))


def test_type_that_is_unticked_is_hidden(plugin, page, folder):
    code, box = next(iter(page.filter.type_boxes.items()))
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    mines = layers_of(plugin)["mines"]
    wait_for(lambda: bool(mines.subsetString()))
    assert code not in {feature["type"] for feature in mines.getFeatures()}
    count = int(box.text().split("(")[1][:-1])
    assert mines.featureCount() == len(confidences(folder)) - count


def test_filter_survives_the_project_file(plugin, page, folder, tmp_path):
    page.filter.confidence_spin.setValue(0.6)
    wait_for(lambda: bool(layers_of(plugin)["mines"].subsetString()))
    left = layers_of(plugin)["mines"].featureCount()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "project.qgz"))
    project.clear()
    wait_for(lambda: page.run_choice.count() == 0)
    assert project.read(str(tmp_path / "project.qgz"))
    wait_for(lambda: plugin.runs.run is not None and "mines" in layers_of(plugin))
    wait_for(lambda: page.filter.confidence_spin.value() == 0.6)
    assert layers_of(plugin)["mines"].featureCount() == left


def test_layer_that_is_being_edited_is_not_filtered_but_told(plugin, qgis_iface, page):
    mines = layers_of(plugin)["mines"]
    assert mines.startEditing()
    error = end_of(plugin.runs, lambda: page.filter.confidence_spin.setValue(0.9))
    mines.rollBack()
    assert error.code == "layer_is_edited"
    assert len(told(qgis_iface)) == 1
    assert page.filter.confidence_spin.value() < 0.9


@pytest.mark.parametrize("ending", [".gpkg", ".geojson", ".kml", ".csv", ".shp"])
def test_export_writes_what_is_shown(plugin, page, tmp_path, ending):
    page.filter.confidence_spin.setValue(0.6)
    mines = layers_of(plugin)["mines"]
    wait_for(lambda: bool(mines.subsetString()))
    path = tmp_path / f"out{ending}"
    assert end_of(plugin.runs, lambda: plugin.runs.export(str(path))) == str(path)
    written = QgsVectorLayer(str(path), "written", "ogr")
    assert written.featureCount() == mines.featureCount() > 0
    if ending in (".geojson", ".kml"):
        assert written.crs() == QgsCoordinateReferenceSystem("EPSG:4326")
        assert abs(written.extent().center().y()) <= 90
    if ending == ".csv":
        assert path.read_text(encoding="utf-8").splitlines()[1].startswith(('"POLYGON', '"MULTIPOLYGON'))


def test_export_that_can_not_be_written_is_one_message(plugin, qgis_iface, page, tmp_path):
    error = end_of(plugin.runs, lambda: plugin.runs.export(str(tmp_path / "missing" / "out.gpkg")))
    assert error.code == "export_not_written"
    assert len(told(qgis_iface)) == 1
    error = end_of(plugin.runs, lambda: plugin.runs.export(str(tmp_path / "out.doc")))
    assert error.code == "export_format_unknown"


def test_new_outlines_come_from_the_confidence_raster(plugin, page):
    page.vectorise_threshold.setValue(0.3)
    few = end_of(plugin.runs, lambda: click(page.vectorise_button))
    assert few.isValid() and few.featureCount() > 0
    assert few.name() == "Outlines from 0.30"
    assert plugin.runs.run.group.children()[0].layer() is few
    page.vectorise_threshold.setValue(0.8)
    wait_for(lambda: page.vectorise_button.isEnabled())
    many = end_of(plugin.runs, lambda: click(page.vectorise_button))
    assert sum(feature["area_ha"] for feature in many.getFeatures()) < sum(
        feature["area_ha"] for feature in few.getFeatures()
    )


def test_outlines_of_the_same_threshold_replace_the_older_ones(plugin, page):
    page.vectorise_threshold.setValue(0.5)
    for _ in range(2):
        end_of(plugin.runs, lambda: click(page.vectorise_button))
        wait_for(lambda: page.vectorise_button.isEnabled())
    names = [node.name() for node in plugin.runs.run.group.findLayers()]
    assert names.count("Outlines from 0.50") == 1


def test_provenance_is_told_and_copied(plugin, page, folder):
    shown = page.provenance.provenance_text.toPlainText()
    for part in (
        "Scene\nscene\n",
        "value x",
        "SHA-256",
        "threshold",
        "95 % interval",
        '"sensitivity": "balanced"',
    ):
        assert part in shown, part
    page.provenance.fold.setCollapsed(False)
    wait_for(lambda: page.provenance.copy_button.height() > 10)
    click(page.provenance.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Scene: scene\nAcquired: ")
    assert "Known sites that were found: " in copied


def test_run_that_was_cut_short_says_so(plugin, folder):
    with closing(sqlite3.connect(folder / "results.gpkg")) as file:
        columns = {row[1] for row in file.execute("PRAGMA table_info(run)")}
        if "is_complete" not in columns:
            file.execute("ALTER TABLE run ADD COLUMN is_complete INTEGER")
        file.execute("UPDATE run SET is_complete = 0")
        file.commit()
    open_run(plugin, folder)
    assert "before it was complete" in plugin.dock.runs.summary.text()


def test_zoom_shows_the_area_of_the_run(plugin, qgis_iface, page):
    canvas = qgis_iface.mapCanvas()
    area = layers_of(plugin)["aoi"]
    canvas.setDestinationCrs(area.crs())
    click(page.zoom_button)
    assert canvas.extent().contains(area.extent())
    assert canvas.extent().area() < 8 * area.extent().area()


def test_settings_of_the_run_are_handed_on(plugin, page, made_scene):
    chosen = end_of(plugin.former, lambda: click(page.settings_button))
    assert chosen["scene"] == str(made_scene) and chosen["sensitivity"] == "balanced"


def test_removed_run_leaves_the_project_and_keeps_its_files(plugin, page, folder):
    click(page.remove_button)
    wait_for(lambda: page.run_choice.count() == 0)
    assert not QgsProject.instance().mapLayers()
    assert (folder / "results.gpkg").is_file()


def test_folder_without_results_is_one_message(plugin, qgis_iface, tmp_path):
    error = end_of(plugin.runs, lambda: plugin.runs.open_run(str(tmp_path)))
    assert error.code == "result_unreadable"
    assert len(told(qgis_iface)) == 1


def test_run_of_one_stage_has_no_mines_to_filter(plugin, folder):
    with closing(sqlite3.connect(folder / "results.gpkg")) as file:
        file.execute("DELETE FROM gpkg_contents WHERE table_name = 'mines'")
        file.commit()
    (folder / "confidence.tif").unlink()
    plugin.runs.open_run(str(folder))
    page = plugin.dock.runs
    wait_for(lambda: page.run_choice.count() == 1 and "ha searched" in page.summary.text())
    assert set(layers_of(plugin)) == {"detections", "cells", "aoi"}
    assert not page.shown_box.isEnabled()
    assert not page.export_button.isEnabled() and not page.vectorise_button.isEnabled()
    assert page.report_button.isEnabled()
