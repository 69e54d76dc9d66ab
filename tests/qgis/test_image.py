"""Choosing the image: what is told of it, small pictures before a run, scaling, several layers, and the cost."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QApplication

from .conftest import ROOT, add_raster, click, end_of, plain_environment, wait_for
from .dock_steps import detect, draw_rectangle, share, told, write_raster

pytestmark = pytest.mark.qgis


@pytest.fixture
def panel(plugin):
    return plugin.dock.detect.image


def look(plugin) -> dict:
    """Wait until the image was looked at; return the pictures by name."""
    wait_for(lambda: not plugin.images.is_looking)
    return plugin.dock.detect.image.thumbnails._thumbnails


def ask_cost(plugin) -> str:
    """Wait until the cost was asked for; return what stands beside the area."""
    wait_for(lambda: not plugin.estimates.is_asking)
    return plugin.dock.detect.aoi.size_label.text()


@contextmanager
def dialog_answered(answer) -> Iterator[None]:
    """Answer each dialog that opens."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            answer(dialog)

    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(50)
    try:
        yield
    finally:
        timer.stop()


def mean_color(image: QImage) -> list[float]:
    """Return the mean red, green and blue of what is not transparent."""
    picture = image.convertToFormat(QImage.Format.Format_RGBA8888)
    buffer = picture.constBits()
    buffer.setsize(picture.sizeInBytes())
    pixels = np.frombuffer(buffer, np.uint8).reshape(-1, 4)
    return pixels[pixels[:, 3] == 255][:, :3].mean(axis=0).tolist()


def swapped_scene(scene: Path, folder: Path) -> Path:
    """Write a scene's bands in another order, with the names left where they were."""
    source = gdal.Open(str(scene))
    target = gdal.GetDriverByName("GTiff").CreateCopy(str(folder / "swapped.tif"), source)
    names = [source.GetRasterBand(number).GetDescription() for number in range(1, 13)]
    blue, near = names.index("B02") + 1, names.index("B08") + 1
    values = {number: source.GetRasterBand(number).ReadAsArray() for number in (blue, near)}
    target.GetRasterBand(blue).WriteArray(values[near])
    target.GetRasterBand(near).WriteArray(values[blue])
    target.FlushCache()
    return folder / "swapped.tif"


def test_what_is_known_of_the_image_is_shown(plugin, panel, made_scene):
    add_raster(made_scene)
    thumbnails = look(plugin)
    assert panel.facts_label.text() == "2024-07-15, 512 × 512 pixels of 10 m, EPSG:32723"
    assert panel.bands_label.text() == "Bands: B01 … B12 (12), named by the file"
    assert panel.scaling_label.text() == "Reflectance = number × 0.0001 − 0.1"
    assert "baseline" in panel.scaling_label.toolTip()
    assert [thumbnail.bands for thumbnail in thumbnails.values()] == [
        ("B04", "B03", "B02"), ("B08", "B04", "B03"), ("B12", "B08", "B04"),
    ]  # fmt: skip
    assert all(button.isEnabled() for button in panel.thumbnails.buttons.values())
    assert not panel.state_label.isVisible()


def test_wrong_order_of_bands_is_seen_before_a_run(plugin, panel, made_scene, tmp_path):
    add_raster(made_scene)
    right = mean_color(look(plugin)["true_colour"].image)
    layer = add_raster(swapped_scene(made_scene, tmp_path))
    panel.raster.setLayer(layer)
    wrong = mean_color(look(plugin)["true_colour"].image)
    assert wrong[2] > right[2] + 60, "near infrared in the place of blue glares"
    assert abs(wrong[0] - right[0]) < 2


def test_pictures_follow_the_bands_that_the_user_confirms(plugin, panel, tmp_path):
    layer = add_raster(write_raster(tmp_path / "unnamed.tif", names=False))
    before = look(plugin)
    assert "A guess by their number" in panel.bands_label.text()
    assert before["true_colour"].image is not None
    assert panel.thumbnails.buttons["swir"].text() == "no B12"
    assert not panel.thumbnails.buttons["swir"].isEnabled()

    def name_two(dialog) -> None:
        for number in (3, 4):
            dialog.choose(number, None)
        assert dialog.table.item(0, 2).text() == "guess"
        assert dialog.table.item(3, 2).text() == "you"
        click(dialog.use_button)

    with dialog_answered(name_two):
        end_of(plugin.images, lambda: click(panel.bands_button))
    after = look(plugin)
    assert panel.bands() == {"B02": 1, "B03": 2}
    assert panel.bands_label.text() == "Bands: B02, B03, named by you"
    assert after["true_colour"].missing == ("B04",)
    assert panel.layer() == layer


def test_picture_is_of_the_drawn_area_and_of_the_latest_one(plugin, panel, made_scene, qgis_iface):
    layer = add_raster(made_scene)
    whole = look(plugin)["true_colour"].image
    assert (whole.width(), whole.height()) == (512, 512)
    canvas = qgis_iface.mapCanvas()
    draw_rectangle(plugin, canvas, share(layer, 0.1, 0.1), share(layer, 0.9, 0.9))
    draw_rectangle(plugin, canvas, share(layer, 0.2, 0.4), share(layer, 0.8, 0.6))
    part = look(plugin)["true_colour"].image
    assert part.width() == pytest.approx(0.6 * 512, abs=8)
    assert part.height() == pytest.approx(0.2 * 512, abs=8)


def test_click_on_a_picture_enlarges_it(plugin, panel, made_scene):
    add_raster(made_scene)
    look(plugin)
    click(panel.thumbnails.buttons["swir"])
    dialogs = [
        window for window in QApplication.topLevelWidgets() if type(window).__name__ == "ThumbnailDialog"
    ]
    (dialog,) = [window for window in dialogs if window.isVisible() and window.parent() is not None]
    assert dialog.windowTitle() == "SWIR"
    assert dialog.findChild(object, "picture").pixmap().width() == 512
    dialog.close()


def test_scaling_that_is_a_guess_is_told_and_can_be_stated(plugin, panel, tmp_path):
    layer = add_raster(write_raster(tmp_path / "no_date.tif"))
    before = mean_color(look(plugin)["true_colour"].image)
    assert panel.scaling_label.text() == "Reflectance = number × 0.0001 − 0.1. A guess: please check."

    def state(dialog) -> None:
        dialog.own.setChecked(True)
        dialog.offset.setValue(0)
        click(dialog.use_button)

    with dialog_answered(state):
        scaling = end_of(plugin.images, lambda: click(panel.scaling_button))
    assert scaling == panel.scaling() == {"scale": 0.0001, "offset": 0.0}
    after = mean_color(look(plugin)["true_colour"].image)
    assert all(later > earlier + 20 for earlier, later in zip(before, after, strict=True))
    assert panel.scaling_label.text() == "Reflectance = number × 0.0001"
    assert json.loads(layer.customProperty("mining_detector/scaling")) == scaling

    result = detect(plugin)
    assert result["type"] == "result", result
    run = next(QgsVectorLayer(f"{result['geopackage']}|layername=run").getFeatures())
    assert json.loads(run["scaling"])["offset"] == 0
    assert "The user gave" in json.loads(run["scaling"])["reason"]

    with dialog_answered(lambda dialog: (dialog.own.setChecked(False), click(dialog.use_button))):
        assert end_of(plugin.images, lambda: click(panel.scaling_button)) is None
    assert panel.scaling() is None


def test_image_that_can_not_be_read_is_told_in_the_panel_alone(plugin, panel, qgis_iface, tmp_path):
    path = write_raster(tmp_path / "gone.tif")
    add_raster(path)
    path.unlink()
    look(plugin)
    assert "is not there" in panel.state_label.text()
    assert told(qgis_iface) == []
    assert not plugin.dock.detect.run.messages.toPlainText()


def test_hidden_dock_starts_no_worker(plugin, panel, made_scene):
    plugin.dock.hide()
    add_raster(made_scene)
    wait_for(lambda: not plugin.images.is_looking and not plugin.estimates.is_asking)
    assert panel.facts_label.text() == ""
    plugin.dock.show()
    look(plugin)
    assert panel.facts_label.text() != ""


def test_cost_of_a_drawn_area_is_told_and_is_what_the_run_looks_at(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    draw_rectangle(plugin, qgis_iface.mapCanvas(), share(layer, 0.13, 0.17), share(layer, 0.81, 0.77))
    area = plugin.dock.detect.aoi.aoi().area_ha
    text = ask_cost(plugin)
    assert text.startswith(f"{area:,.0f} ha, ")
    assert text.endswith("(no run here yet)")
    cells = int(text.split(", ")[1].split()[0])
    result = detect(plugin)
    assert result["type"] == "result", result
    assert result["counts"]["cells"] == cells
    assert "about" in ask_cost(plugin)


def test_area_beside_the_image_is_warned_of_before_a_run(plugin, qgis_iface, made_scene):
    layer = add_raster(made_scene)
    canvas = qgis_iface.mapCanvas()
    canvas.setExtent(layer.extent().scaled(4))
    aoi = plugin.dock.detect.aoi
    draw_rectangle(plugin, canvas, share(layer, -1.2, -1.2), share(layer, -0.5, -0.5))
    ask_cost(plugin)
    assert "lies outside the scene" in aoi.warning_label.text()
    draw_rectangle(plugin, canvas, share(layer, 0.5, 0.2), share(layer, 1.5, 0.8))
    ask_cost(plugin)
    assert aoi.warning_label.text().startswith(("50%", "49%", "51%"))
    draw_rectangle(plugin, canvas, share(layer, 0.2, 0.2), share(layer, 0.8, 0.8))
    ask_cost(plugin)
    assert not aoi.warning_label.isVisible()


def cut_in_two(scene: Path, folder: Path, column: int) -> list[Path]:
    """Write the columns before and from one on as two rasters."""
    paths = []
    width = gdal.Open(str(scene)).RasterXSize
    for name, first, last in (("west", 0, column), ("east", column, width)):
        paths.append(folder / f"{name}.tif")
        gdal.Translate(str(paths[-1]), str(scene), srcWin=[first, 0, last - first, width])
    return paths


def test_two_tiles_are_searched_as_one_without_a_seam(plugin, panel, made_scene, tmp_path):
    whole = add_raster(made_scene)
    expected = detect(plugin)
    assert expected["type"] == "result", expected
    mines = list(QgsVectorLayer(f"{expected['geopackage']}|layername=mines").getFeatures())
    largest = max(mines, key=lambda mine: mine["area_ha"]).geometry().centroid().asPoint()
    column = int((largest.x() - whole.extent().xMinimum()) / 10)
    west, east = (add_raster(path) for path in cut_in_two(made_scene, tmp_path, column))

    def tick(dialog) -> None:
        for row in range(dialog.list.count()):
            item = dialog.list.item(row)
            is_wanted = item.text() in ("west", "east")
            item.setCheckState(Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)
        click(dialog.use_button)

    with dialog_answered(tick):
        click(panel.several_button)
    assert sorted(panel.scene()) == sorted([west.source(), east.source()])
    assert panel.several_label.text().startswith("2 layers as one")
    look(plugin)
    assert "512 × 512" in panel.facts_label.text()
    result = detect(plugin)
    assert result["type"] == "result", result
    assert result["counts"] == expected["counts"]
    joined = list(QgsVectorLayer(f"{result['geopackage']}|layername=mines").getFeatures())
    areas = [sorted(round(mine["area_ha"], 3) for mine in found) for found in (mines, joined)]
    assert areas[0] == areas[1]
    panel.raster.setLayer(whole)
    assert panel.scene() == str(made_scene)


def test_several_layers_come_back_with_the_project(plugin, panel, made_scene, tmp_path):
    layers = [add_raster(path) for path in cut_in_two(made_scene, tmp_path, 200)]
    panel.choose_layers([layers[1].id(), layers[0].id()])
    chosen = panel.scene()
    project, path = QgsProject.instance(), str(tmp_path / "tiles.qgz")
    assert project.write(path)
    project.clear()
    assert panel.layers() == []
    assert project.read(path)
    assert panel.scene() == chosen
    panel.raster.setLayer(panel.layers()[1])
    assert project.write(path)
    project.clear()
    assert project.read(path)
    assert isinstance(panel.scene(), str)


def test_tiles_that_can_not_be_joined_are_told(plugin, panel, made_scene, tmp_path):
    first = add_raster(made_scene)
    second = add_raster(write_raster(tmp_path / "other_zone.tif"))
    panel.choose_layers([first.id(), second.id()])
    look(plugin)
    assert "They differ in" in panel.state_label.text()
    QgsProject.instance().removeMapLayer(second.id())
    assert panel.scene() == str(made_scene)


def test_virtual_raster_is_searched_like_its_files(plugin, panel, made_scene, tmp_path, project_python):
    tiles = cut_in_two(made_scene, tmp_path, 200)
    path = tmp_path / "mosaic é.vrt"
    code = (
        "import sys; from osgeo import gdal; v = gdal.BuildVRT(sys.argv[1], sys.argv[2:]); "
        "s = gdal.Open(sys.argv[2]); "
        "[v.GetRasterBand(n).SetDescription(s.GetRasterBand(n).GetDescription()) for n in range(1, 13)]; "
        "v.SetMetadata(s.GetMetadata()); v.FlushCache()"
    )
    subprocess.run(
        ["/usr/bin/python3", "-c", code, str(path), *map(str, tiles)],
        cwd=ROOT,
        check=True,
        env=plain_environment(),
    )
    add_raster(path)
    look(plugin)
    assert "512 × 512" in panel.facts_label.text()
    assert "12" in panel.bands_label.text()


def test_image_without_georeference_and_without_a_layer_says_so(plugin, panel, tmp_path):
    assert plugin.dock.layer() is None
    look(plugin)
    assert panel.facts_label.text() == ""
    system = osr.SpatialReference()
    assert system is not None
    add_raster(write_raster(tmp_path / "no_crs.tif", crs=None))
    look(plugin)
    assert "does not say where it lies" in panel.state_label.text()


def test_height_of_the_pictures_does_not_follow_the_width(plugin, panel, made_scene):
    """A page that grows with its width shows and hides its scroll bar in turns for ever."""
    add_raster(made_scene)
    look(plugin)
    strip = panel.thumbnails
    heights = set()
    for width in (150, 280, 300, 420, 800):
        strip.resize(width, strip.height())
        heights.add((strip.sizeHint().height(), strip.minimumSizeHint().height()))
    assert len(heights) == 1
