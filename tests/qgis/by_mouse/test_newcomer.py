"""The whole way of someone who has never seen the plugin, in the real QGIS, by mouse: from the zip to the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..conftest import ZIP
from .conftest import WHEELS, environment_of_a_user
from .pages import PLUGIN, RUN_S, Dock, MainWindow, PluginManager

pytestmark = pytest.mark.qgis
#: Of the drawn area, as shares of the image's sides from its lower left.
CORNERS = ((0.1, 0.1), (0.9, 0.9))
RESULTS = ["Mines", "Detections", "Cells looked at", "Area of interest", "Confidence"]


def test_newcomer_gets_from_the_zip_to_the_report_by_mouse(window, without_network, large_made_scene):
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
    scene = Path(shutil.copy(large_made_scene, window.folder))
    qgis.add_raster(scene)
    window.shot("image is on the map")
    dock.show_page("Detect")
    dock.draw_rectangle(*(tuple(window.ask(f"share_of_layer{corner}")) for corner in CORNERS))
    window.wait("is_visible('thumbnails') and 'cells' in widget('size_label').text()")
    window.shot("area is drawn")

    # This takes longer, so that there is time to cancel.
    window.click("search_everywhere")
    dock.detect()
    window.wait("widget('progress').value() > 0", RUN_S)
    window.shot("run goes on")
    window.click("cancel_button")
    window.wait("'cancelled' in widget('messages').toPlainText().lower()", RUN_S)
    window.shot("run is cancelled")
    assert not window.ask("layers_in('Mines in scene')")
    window.click("search_everywhere")

    dock.detect()
    window.wait(f"not {PLUGIN}.controller.is_running", RUN_S)
    window.wait("layers_in('Mines in scene')")
    window.wait_for_map()
    window.shot("results")
    assert window.ask("layers_in('Mines in scene')") == RESULTS

    dock.show_page("Runs")
    window.wait("is_ready('report_button')")
    window.shot("runs page")
    dock.filter_by_confidence(70)
    window.wait_for_map()
    window.shot("surest mines")
    dock.export_report()
    window.wait("'The report is in' in message_bar()", RUN_S)
    window.shot("report is written")
    (report,) = window.folder.rglob("report.pdf")
    assert report.read_bytes().startswith(b"%PDF-")
    shutil.copy(report, window.pictures)

    assert window.ask("raised") == []
    assert qgis.leave() == 0
    assert "ResourceWarning" not in window.log
