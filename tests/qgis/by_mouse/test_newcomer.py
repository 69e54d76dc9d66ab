"""The whole way of someone who has never seen the plugin, in the real QGIS, by mouse: from the zip to the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..conftest import ZIP
from .conftest import WHEELS, environment_of_a_user
from .pages import PLUGIN, RUN_S, Dock, MainWindow, PluginManager

pytestmark = pytest.mark.qgis
RESULTS = ["Mines", "Detections", "Cells looked at", "Area of interest", "Confidence"]


def test_newcomer_gets_from_the_zip_to_the_report_by_mouse(window, without_network, made_scene):
    window.start(without_network, environment_of_a_user(window.folder))
    if without_network:
        assert window.ask("[name for _, name in socket.if_nameindex()]") == ["lo"]
    qgis, dock = MainWindow(window), Dock(window)
    window.shot("QGIS as it starts")
    PluginManager(window).install(ZIP)
    dock.open()
    window.shot("dock is open")
    dock.set_up_from(WHEELS)
    window.shot("environment is ready")
    scene = Path(shutil.copy(made_scene, window.folder))
    qgis.add_raster(scene)
    window.shot("image is on the map")
    dock.show_page("Detect")

    dock.detect()
    window.wait("widget('progress').value() > 0", RUN_S)
    window.shot("run goes on")
    window.click("cancel_button")
    window.wait(f"not {PLUGIN}.controller.is_running", RUN_S)
    window.shot("run is cancelled")

    dock.detect()
    window.wait(f"not {PLUGIN}.controller.is_running", RUN_S)
    window.wait("layers_in('Mines in scene')")
    window.wait_for_map()
    window.shot("results")
    assert window.ask("layers_in('Mines in scene')") == RESULTS

    assert window.ask("raised") == []
    assert qgis.leave() == 0
    assert "ResourceWarning" not in window.log
