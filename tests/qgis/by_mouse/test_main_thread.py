"""A run goes on in the real QGIS: no call of the plugin's code holds the main thread longer than the eye allows."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from ..conftest import ZIP
from .conftest import environment_of_a_user
from .pages import PLUGIN, RUN_S, Dock, MainWindow

pytestmark = pytest.mark.qgis
LONGEST_MS = 50.0
#: What is slow by itself is slow each time; a hiccup of the disk is not.
RUNS = 3
PLANTED = {
    "waits": "import time\ndef planted():\n    time.sleep(0.1)\n",
    "computes": (
        "import time\ndef planted():\n    end = time.thread_time() + 0.1\n"
        "    while time.thread_time() < end:\n        pass\n"
    ),
    "waits in C++": "from qgis.PyQt.QtCore import QThread\ndef planted():\n    QThread.msleep(100)\n",
}


@pytest.fixture
def measured_window(window, worker_home):
    """QGIS with the plugin, the worker's environment and a meter of the main thread."""
    plugins = window.folder / "profiles" / "default" / "python" / "plugins"
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(plugins)
    window.write_settings("[PythonPlugins]\nmining_detector_plugin=true\n")
    environment = {**environment_of_a_user(window.folder), "MINING_DETECTOR_HOME": worker_home}
    window.start([], environment)
    window.wait("'mining_detector_plugin' in plugins")
    window.ask(f"measure_main_thread({str(plugins / 'mining_detector_plugin')!r})")
    return window


def slow_calls(report: dict) -> dict[str, float]:
    """Return the functions that held the main thread too long, with the longest time of each."""
    slow: dict[str, float] = {}
    for call in report["calls"]:
        if call["busy_ms"] > LONGEST_MS:
            slow[call["function"]] = max(call["busy_ms"], slow.get(call["function"], 0.0))
    return slow


def test_run_leaves_the_main_thread_free(measured_window, made_scene):
    window = measured_window
    for source in PLANTED.values():
        window.ask("meter.start()")
        window.ask(f"meter.plant({source!r})")
        window.wait("meter.has_called('planted.py planted')")
        assert list(slow_calls(window.ask("meter.stop()"))) == ["planted.py planted"]

    Dock(window).open()
    MainWindow(window).add_raster(Path(shutil.copy(made_scene, window.folder)))
    reports, slow = [], {}
    for _ in range(RUNS):
        window.ask("meter.start()")
        Dock(window).detect()
        window.wait(f"not {PLUGIN}.controller.is_running", RUN_S)
        window.wait("len(layers()) > 1")
        window.wait_for_map()
        reports.append(window.ask("meter.stop()"))
        found = slow_calls(reports[-1])
        slow = {name: found[name] for name in found if len(reports) == 1 or name in slow}
        if not slow:
            break
    window.shot("after the last run")
    (window.pictures / "main_thread.json").write_text(json.dumps(reports, indent=1))
    assert all("show_progress" in str(report) for report in reports), "the meter saw no run"
    assert not slow, f"hold the main thread longer than {LONGEST_MS:.0f} ms in each of {RUNS} runs: {slow}"
    assert window.ask("raised") == []
