"""Naming bands: when the dialog comes, what it shows, and that a wrong answer can be changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication

from .conftest import add_raster, click, end_of
from .dock_steps import assert_one_message, detect, write_raster

pytestmark = pytest.mark.qgis
PROPERTY = "mining_detector/bands"
ORDER = {"B02": 1, "B03": 2, "B04": 3, "B08": 4}
#: Confirmed by mistake: without the red band no run can go on.
NO_RED = {"B02": 1, "B03": 2, "B08": 4}


@contextmanager
def dialog_answered(answer: Callable) -> Iterator[list[dict[str, int]]]:
    """Answer each band dialog that opens; gives the bands that each showed at first."""
    shown: list[dict[str, int]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            shown.append(dialog.bands())
            answer(dialog)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(100)
    try:
        yield shown
    finally:
        timer.stop()


def accept(dialog) -> None:
    click(dialog.use_button)


def reject(dialog) -> None:
    dialog.reject()


def kept(layer) -> dict[str, int] | None:
    text = layer.customProperty(PROPERTY)
    return json.loads(text) if text else None


def test_unnamed_bands_are_proposed_and_used_when_confirmed(plugin, tmp_path):
    layer = add_raster(write_raster(tmp_path / "unnamed.tif", names=False))
    with dialog_answered(accept) as shown:
        result = detect(plugin)
    assert shown == [ORDER]
    assert result["type"] == "result", result
    assert kept(layer) == ORDER


def test_unnamed_bands_that_nobody_confirms_are_one_message(plugin, qgis_iface, tmp_path):
    add_raster(write_raster(tmp_path / "unnamed.tif", names=False))
    with dialog_answered(reject):
        error = detect(plugin)
    assert_one_message(plugin, qgis_iface, error, "bands_unknown")


def test_bands_confirmed_without_a_needed_one_are_asked_for_again(plugin, tmp_path):
    layer = add_raster(write_raster(tmp_path / "unnamed.tif", names=False))
    layer.setCustomProperty(PROPERTY, json.dumps(NO_RED))
    problems = []

    def mend(dialog) -> None:
        problems.append(dialog.explanation.text())
        dialog.choose(3, "B04")
        click(dialog.use_button)

    with dialog_answered(mend) as shown:
        result = detect(plugin)
    assert shown == [NO_RED]
    assert "B04" in problems[0]
    assert result["type"] == "result", result
    assert kept(layer) == ORDER


def test_bands_that_failed_are_forgotten_when_the_dialog_is_left(plugin, qgis_iface, tmp_path):
    layer = add_raster(write_raster(tmp_path / "unnamed.tif", names=False))
    layer.setCustomProperty(PROPERTY, json.dumps(NO_RED))
    with dialog_answered(reject):
        error = detect(plugin)
    assert_one_message(plugin, qgis_iface, error, "bands_missing")
    assert kept(layer) is None


def test_complete_but_wrong_bands_can_be_changed_at_any_time(plugin, tmp_path):
    layer = add_raster(write_raster(tmp_path / "named.tif"))

    def swap(dialog) -> None:
        dialog.choose(1, "B04")
        assert not dialog.use_button.isEnabled(), "two bands have one name"
        dialog.choose(3, "B02")
        click(dialog.use_button)

    with dialog_answered(swap) as shown:
        bands = end_of(plugin.images, lambda: click(plugin.dock.detect.image.bands_button))
    assert shown == [ORDER]
    assert bands == kept(layer) == {"B04": 1, "B03": 2, "B02": 3, "B08": 4}
    with dialog_answered(reject) as shown:
        assert end_of(plugin.images, lambda: click(plugin.dock.detect.image.bands_button)) is None
    assert shown == [bands]
    assert kept(layer) == bands


def test_bands_are_used_for_the_image_that_was_asked_about(plugin, tmp_path):
    """While the dialog is open the layer goes away and the dock takes another one."""
    asked = add_raster(write_raster(tmp_path / "asked.tif", names=False))
    other = add_raster(write_raster(tmp_path / "other.tif", names=False))
    plugin.dock.detect.image.raster.setLayer(asked)

    def remove_and_accept(dialog) -> None:
        QgsProject.instance().removeMapLayer(asked.id())
        assert plugin.dock.layer() == other
        click(dialog.use_button)

    with dialog_answered(remove_and_accept):
        result = detect(plugin)
    assert result["type"] == "result", result
    assert "asked" in plugin.controller.layer_group.name()
    assert kept(other) is None


def test_file_of_each_band_is_shown_where_there_are_several(plugin):
    from mining_detector_plugin.gui.band_dialog import BandDialog

    bands = [{"index": 1, "name": "B02", "source": "/a/x_B02.tif"}]
    assert BandDialog({"bands": bands}).table.columnCount() == 3
    bands.append({"index": 2, "name": None, "source": "/a/other.tif"})
    dialog = BandDialog({"bands": bands})
    assert [dialog.table.item(row, 3).text() for row in range(2)] == ["x_B02.tif", "other.tif"]
