"""The choices of an earlier run come back to the Detect page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsGeometry, QgsProject, QgsVectorLayer

from .conftest import add_raster, end_of
from .dock_steps import detect, draw_rectangle, share

pytestmark = pytest.mark.qgis


@pytest.fixture
def page(plugin):
    return plugin.dock.detect


def settings_of(result) -> dict:
    run = next(QgsVectorLayer(f"{result['geopackage']}|layername=run").getFeatures())
    return json.loads(run["settings"])


def test_run_repeats_what_a_former_one_did(plugin, page, qgis_iface, made_scene):
    """A run with choices; a new project; its settings back; the same request again but for the folder."""
    layer = add_raster(made_scene)
    draw_rectangle(plugin, qgis_iface.mapCanvas(), share(layer, 0.2, 0.2), share(layer, 0.6, 0.7))
    drawn = page.aoi.aoi().geometry
    page.options.threshold.setValue(0.35)
    page.options.advanced.precision_filter.setChecked(False)
    page.options.advanced.dehaze.setCurrentIndex(page.options.advanced.dehaze.findData("constant"))
    first = settings_of(detect(plugin))

    QgsProject.instance().clear()
    plugin.dock.show_settings(
        type(plugin.dock.settings())(output_folder=page.options.output_folder.filePath())
    )
    assert page.aoi.aoi() is None
    end_of(plugin.former, lambda: plugin.runs.settings_chosen.emit(first))
    assert page.image.scene() == str(made_scene)
    back = page.aoi.aoi().geometry
    assert back.intersection(drawn).area() == pytest.approx(drawn.area(), rel=1e-6)
    assert not page.options.advanced.isCollapsed()
    second = settings_of(detect(plugin))
    area, area_again = (
        QgsGeometry.fromPolygonXY(
            [[_point(corner) for corner in ring] for ring in fields.pop("aoi")["geometry"]["coordinates"]]
        )
        for fields in (first, second)
    )
    assert area.symDifference(area_again).area() < 1
    assert first.pop("out") != second.pop("out")
    assert first == second


def _point(corner):
    from qgis.core import QgsPointXY

    return QgsPointXY(*corner)


def test_bands_and_scaling_come_back_with_the_layer(plugin, page, made_scene):
    layer = add_raster(made_scene)
    settings = {
        "scene": str(made_scene), "aoi": None, "bands": {"B04": 4, "B03": 3, "B02": 2},
        "scaling": {"scale": 0.0001, "offset": -0.1},
    }  # fmt: skip
    end_of(plugin.former, lambda: plugin.former.load(settings))
    assert page.image.layer() == layer
    assert page.image.bands() == settings["bands"]
    assert page.image.scaling() == settings["scaling"]
    assert page.aoi.aoi() is None
    assert len(QgsProject.instance().mapLayers()) == 1


def test_settings_whose_image_is_gone_are_one_message(plugin, page, made_scene, tmp_path):
    add_raster(made_scene)
    gone = str(Path(tmp_path) / "gone.tif")
    error = end_of(plugin.former, lambda: plugin.former.load({"scene": gone, "aoi": None}))
    assert error.code == "file_missing"
    assert gone in page.run.messages.toPlainText()
    assert page.image.scene() == str(made_scene)
