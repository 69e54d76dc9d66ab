"""Runs while they go on: progress, layers that come in, the queue, cancel, a closed project, a killed worker."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication

from .conftest import RUN_MS, add_raster, click, end_of, wait_for
from .dock_steps import detect

pytestmark = pytest.mark.qgis


@pytest.fixture
def panel(plugin, made_scene):
    """The run panel, with an image and options that make a run take its time."""
    add_raster(made_scene)
    plugin.dock.detect.options.search_everywhere.setChecked(True)
    yield plugin.dock.detect.run
    plugin.controller.queue.clear()
    plugin.controller.cancel()
    wait_for(lambda: not plugin.controller.is_running)


def groups() -> list[str]:
    return [group.name() for group in QgsProject.instance().layerTreeRoot().findGroups()]


def live_group():
    return next(
        (g for g in QgsProject.instance().layerTreeRoot().findGroups() if "(under way)" in g.name()), None
    )


def workers() -> list[int]:
    """Return the processes that run a detection for this process: they hold files in a run's hidden folder."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            files = [os.readlink(file) for file in (stat.parent / "fd").iterdir()]
        except (OSError, ValueError):
            continue
        if parent == os.getpid() and any("/.partial-" in file for file in files):
            found.append(int(stat.parent.name))
    return found


def end_in_the_middle(plugin, panel, how):
    """Start a run, do something to it once its first layer is on the map, and return its end."""

    def act():
        click(panel.detect_button)
        wait_for(lambda: live_group() is not None, RUN_MS)
        how()

    return end_of(plugin.controller, act)


def run_row(geopackage: str):
    return next(QgsVectorLayer(f"{geopackage}|layername=run").getFeatures())


def test_layers_come_in_while_the_run_goes_on_and_the_final_ones_take_their_place(plugin, panel):
    seen, texts = [], []
    panel.progress.valueChanged.connect(lambda _: texts.append(panel.stage.text()))

    def look():
        group = live_group()
        if group is not None:
            seen.append([node.name() for node in group.children()])

    panel.progress.valueChanged.connect(lambda _: look())
    result = detect(plugin)
    assert result["type"] == "result", result
    assert seen[0] == ["Cells looked at"]
    assert "Detections" in seen[-1]
    assert groups() == ["Mines in scene"]
    assert all(layer.providerType() != "memory" for layer in QgsProject.instance().mapLayers().values())
    looking = [text for text in texts if text.startswith("Looking at every cell")]
    assert any("cells, " in text and "may hold mines" in text for text in looking)
    assert any("tiles, " in text and "mines so far" in text for text in texts)
    assert not list(Path(result["folder"]).glob(".partial-*"))


def test_live_layers_are_styled_and_hold_no_file(plugin, panel):
    layers = []

    def look():
        layers.extend(node.layer() for node in live_group().findLayers())
        assert all(layer.providerType() == "memory" for layer in layers)
        assert layers[-1].renderer().type() == "graduatedSymbol"
        assert layers[-1].featureCount() > 0
        assert layers[-1].customProperty("skipMemoryLayersCheck")

    end_in_the_middle(plugin, panel, look)
    assert layers


def test_second_detect_waits_for_its_turn_and_can_be_taken_out(plugin, panel, qgis_iface):
    options = plugin.dock.detect.options
    ends = []
    plugin.controller.ended.connect(ends.append)
    try:
        click(panel.detect_button)
        options.threshold.setValue(0.4)
        click(panel.detect_button)
        options.threshold.setValue(0.6)
        click(panel.detect_button)
        assert panel.queue_label.text() == "Queued: 2"
        assert panel.queue_label.isVisibleTo(panel)
        panel.queue.setCurrentIndex(1)
        click(panel.drop_button)
        assert panel.queue_label.text() == "Queued: 1"
        wait_for(lambda: len(ends) == 2, 2 * RUN_MS)
    finally:
        plugin.controller.ended.disconnect(ends.append)
    assert [json.loads(run_row(end["geopackage"])["settings"])["threshold"] for end in ends] == [None, 0.4]
    assert groups() == ["Mines in scene", "Mines in scene"]
    assert not panel.queue_label.isVisibleTo(panel)
    assert len(workers()) == 0


def test_same_detect_twice_is_one_run(plugin, panel):
    def click_twice():
        click(panel.detect_button)
        click(panel.detect_button)

    end_of(plugin.controller, click_twice)
    assert "under way, or waits" in panel.messages.toPlainText()
    assert not plugin.controller.is_running
    assert groups() == ["Mines in scene"]


def test_what_is_wrong_with_a_second_run_leaves_the_first_alone(plugin, panel, qgis_iface):
    ends = []
    plugin.controller.ended.connect(ends.append)
    click(panel.detect_button)
    plugin.dock.detect.aoi.choose("polygon")
    click(panel.detect_button)
    assert [end.code for end in ends] == ["aoi_not_drawn"]
    assert plugin.controller.is_running and panel.cancel_button.isEnabled()
    wait_for(lambda: len(ends) == 2)
    plugin.controller.ended.disconnect(ends.append)
    assert ends[1]["type"] == "result"


def test_look_at_the_bands_that_ends_during_a_run_leaves_cancel_as_it_is(plugin, panel):
    def leave_dialog():
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.reject()

    timer = QTimer()
    timer.timeout.connect(leave_dialog)
    timer.start(20)
    looks = []
    plugin.images.ended.connect(looks.append)

    def act():
        plugin.images.name_bands()
        click(panel.detect_button)
        wait_for(lambda: bool(looks))
        assert plugin.controller.is_running and panel.cancel_button.isEnabled()

    try:
        result = end_of(plugin.controller, act)
    finally:
        timer.stop()
        plugin.images.ended.disconnect(looks.append)
    assert looks == [None]
    assert result["type"] == "result"
    assert not panel.cancel_button.isEnabled()


def test_cancel_keeps_what_is_finished_and_says_so(plugin, panel, qgis_iface):
    error = end_in_the_middle(plugin, panel, lambda: click(panel.cancel_button))
    assert error.code == "cancelled"
    kept = error.kept
    assert kept["is_complete"] is False
    assert groups() == ["Mines in scene (cancelled)"]
    layers = {node.name(): node.layer() for node in plugin.controller.layer_group.findLayers()}
    assert layers["Cells looked at"].featureCount() == kept["counts"]["cells"] > 0
    assert layers["Searched so far"].isValid()
    assert "Confidence" not in layers
    row = run_row(kept["geopackage"])
    assert (row["is_complete"], row["ended"]) == (0, "cancelled")
    assert kept["folder"] in panel.messages.toPlainText()
    assert not plugin.dock.detect.unfinished.isVisibleTo(plugin.dock.detect)


def test_run_after_a_cancelled_one_has_its_turn(plugin, panel):
    ends = []
    plugin.controller.ended.connect(ends.append)
    click(panel.detect_button)
    plugin.dock.detect.options.threshold.setValue(0.4)
    click(panel.detect_button)
    click(panel.cancel_button)
    wait_for(lambda: len(ends) == 2, 2 * RUN_MS)
    plugin.controller.ended.disconnect(ends.append)
    assert ends[0].code == "cancelled"
    assert ends[1]["type"] == "result"


def test_closing_the_project_ends_the_run_and_its_parts_can_be_gone_on_with(plugin, panel, made_scene):
    unfinished = plugin.dock.detect.unfinished
    error = end_in_the_middle(plugin, panel, QgsProject.instance().clear)
    assert error.code == "cancelled"
    assert QgsProject.instance().mapLayers() == {}
    assert groups() == []
    wait_for(lambda: unfinished.isVisibleTo(plugin.dock.detect))
    assert workers() == []
    assert "Finished: " in unfinished.parts_label.text() and "cells" in unfinished.parts_label.text()

    result = end_of(plugin.controller, lambda: click(unfinished.resume_button))
    assert result["type"] == "result" and result["is_complete"] is True
    assert groups() == ["Mines in scene"]
    wait_for(lambda: not unfinished.isVisibleTo(plugin.dock.detect))


def test_killed_worker_leaves_a_run_that_is_recovered(plugin, panel, qgis_iface):
    unfinished = plugin.dock.detect.unfinished

    def kill():
        (worker,) = workers()
        os.kill(worker, signal.SIGKILL)

    error = end_in_the_middle(plugin, panel, kill)
    assert error.code == "worker_crashed"
    assert groups() == []
    wait_for(lambda: unfinished.isVisibleTo(plugin.dock.detect))
    assert not panel.cancel_button.isEnabled()

    result = end_of(plugin.unfinished, lambda: click(unfinished.recover_button))
    assert result["is_complete"] is False
    assert groups() == ["Mines in scene (interrupted)"]
    row = run_row(result["geopackage"])
    assert (row["is_complete"], row["ended"]) == (0, "interrupted")
    wait_for(lambda: not unfinished.isVisibleTo(plugin.dock.detect))


def test_unfinished_run_is_offered_by_the_next_qgis_and_can_be_discarded(plugin, panel):
    from mining_detector_plugin.gui.unended_runs import unended_runs

    unfinished = plugin.dock.detect.unfinished
    end_in_the_middle(plugin, panel, QgsProject.instance().clear)
    wait_for(lambda: unfinished.isVisibleTo(plugin.dock.detect))
    (run,) = plugin.unfinished.found
    unfinished.show_runs([])
    # The folder that the user has chosen is another one by then.
    plugin.dock.detect.options.output_folder.setFilePath("")
    plugin.unfinished.look()
    wait_for(lambda: unfinished.isVisibleTo(plugin.dock.detect))
    assert plugin.unfinished.found == [run]
    assert unended_runs() == [str(Path(run.folder).parent)]

    end_of(plugin.unfinished, lambda: click(unfinished.discard_button))
    wait_for(lambda: not unfinished.isVisibleTo(plugin.dock.detect))
    assert not Path(run.folder).parent.exists()
    wait_for(lambda: unended_runs() == [])


def test_run_that_is_under_way_elsewhere_is_not_offered(plugin, panel):
    found = []

    def look():
        plugin.unfinished.found = None
        plugin.unfinished.look()
        wait_for(lambda: plugin.unfinished.found is not None)
        found.append(plugin.unfinished.found)

    end_in_the_middle(plugin, panel, look)
    assert found == [[]]
