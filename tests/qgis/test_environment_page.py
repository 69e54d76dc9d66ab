"""The environment page: what it shows in each state, set-up by mouse from wheels, repair, removal, diagnostics."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QElapsedTimer, QTimer
from qgis.PyQt.QtGui import QColor, QPalette, QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMessageBox

from .conftest import ROOT, SET_UP_MS, click, end_of, wait_for

pytestmark = pytest.mark.qgis
_ROLE = QPalette.ColorRole
THEMES = {
    "light": {},
    "dark": {
        _ROLE.Window: "#323232", _ROLE.Base: "#232323", _ROLE.AlternateBase: "#2b2b2b", _ROLE.Text: "#f0f0f0",
        _ROLE.WindowText: "#f0f0f0", _ROLE.Button: "#3c3c3c", _ROLE.ButtonText: "#f0f0f0",
    },
}  # fmt: skip
WHEELS = ROOT / ".build" / "wheels"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """An empty folder for environments, with a space and letters beyond ASCII."""
    folder = tmp_path / "Méine Umgebung ü"
    monkeypatch.setenv("MINING_DETECTOR_HOME", str(folder))
    return folder


@pytest.fixture
def page(plugin, home):
    """The page, after a look at the empty folder."""
    page = plugin.dock.environment
    plugin.dock.resize(300, 900)
    plugin.dock.show_page(page)
    page.show_log("")
    look_again(plugin)
    yield page
    page.show_failure("")
    plugin.environments.refresh(force=True)
    wait_for(lambda: not plugin.environments.is_looking)


def look_again(plugin) -> None:
    plugin.environments.refresh(force=True)
    wait_for(lambda: not plugin.environments.is_looking)


def shown(label) -> str:
    """Return a label's text without the places where it may break."""
    return label.text().replace("\u200b", "")


def picture(plugin, name: str) -> None:
    """Save a picture where somebody wants to see one."""
    folder = os.environ.get("PAGE_PICTURES")
    if folder:
        standard = QApplication.palette()
        for theme, colors in THEMES.items():
            palette = QPalette(standard)
            for role, color in colors.items():
                palette.setColor(role, QColor(color))
            QApplication.setPalette(palette)
            QTest.qWait(50)
            plugin.dock.grab().save(f"{folder}/{name}_{theme}.png")
        QApplication.setPalette(standard)


def answer_question(button: QMessageBox.StandardButton, seen: list[str]) -> None:
    """Click a button of the question that will come, and keep what it says."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(50, answer)
            return
        seen.append(box.text())
        click(box.button(button))

    QTimer.singleShot(50, answer)


def test_missing_environment_is_told_with_what_a_set_up_takes(plugin, page):
    assert page.heading.text() == "Environment: not set up"
    assert page.set_up_button.text() == "&Set up"
    assert "Downloads about 113 MB, takes about 380 MB on disk." in page.source_panel.summary.text()
    assert not page.more_button.isVisibleTo(page)
    assert not page.state_panel.packages_box.isVisibleTo(page)
    picture(plugin, "missing")


def test_gpu_set_tells_its_size_and_that_nobody_has_tested_it(plugin, page):
    box = page.source_panel.kind_box
    box.setCurrentIndex(box.findData("gpu"))
    text = page.source_panel.summary.text()
    assert "3,140 MB" in text and "6,050 MB" in text and "Nobody has tested" in text
    assert plugin.dock.settings().environment().kind.name == "gpu"
    picture(plugin, "gpu")


def test_fast_set_tells_for_which_processors_it_is(plugin, page):
    box = page.source_panel.kind_box
    box.setCurrentIndex(box.findText("Processor, fast (medium)"))
    text = page.source_panel.summary.text()
    assert "173 MB" in text and "560 MB" in text and "Zen 4" in text and "gain nothing" in text
    assert plugin.dock.settings().environment().kind.name == "fast"
    picture(plugin, "fast")


def test_folder_of_wheels_is_looked_at_when_it_is_chosen(plugin, page, tmp_path):
    (tmp_path / "empty").mkdir()
    page.wheels.setFilePath(str(tmp_path / "empty"))
    assert page.source_panel.source.currentText() == "Folder of wheels (no network)"
    wait_for(lambda: "There are no wheels" in page.source_panel.check.text())
    wheel = next(WHEELS.glob("numpy-*.whl"))
    shutil.copy(wheel, tmp_path / "empty")
    page.wheels.setFilePath(str(tmp_path))
    page.wheels.setFilePath(str(tmp_path / "empty"))
    wait_for(lambda: "lacks" in page.source_panel.check.text())
    assert "rasterio" in page.source_panel.check.text() and "numpy" not in page.source_panel.check.text()
    picture(plugin, "incomplete")
    page.wheels.setFilePath(str(WHEELS))
    wait_for(lambda: "The folder holds all" in page.source_panel.check.text())


def test_failed_set_up_is_shown_and_tried_again_by_the_same_button(plugin, page, qgis_iface, tmp_path):
    page.wheels.setFilePath(str(tmp_path))
    error = end_of(plugin.environments, lambda: click(page.set_up_button))
    assert error.code == "wheels_missing"
    assert shown(page.failure) == error.text
    assert page.set_up_button.text() == "&Try again"
    assert qgis_iface.messageBar().get_messages(Qgis.MessageLevel.Critical) == [
        f"Mining Detector:{error.text}"
    ]
    picture(plugin, "failed")


@pytest.mark.slow
def test_environment_is_made_by_mouse_from_wheels_mended_and_removed(plugin, page, home):
    page.wheels.setFilePath(str(WHEELS))
    stages: list[str] = []
    page.progress.valueChanged.connect(lambda: stages.append(page.stage.text()))
    pictures = iter(["working"])
    page.log_box.setCollapsed(False)
    page.progress.valueChanged.connect(
        lambda value: value > 500 and picture(plugin, next(pictures, "working_later"))
    )
    python = end_of(plugin.environments, lambda: click(page.set_up_button), SET_UP_MS)
    page.progress.valueChanged.disconnect()
    page.log_box.setCollapsed(True)
    assert Path(python).is_file() and home in Path(python).parents
    for phase in (
        "Checking the wheels",
        "Making an environment",
        "Reading numpy",
        "Installing",
        "Checking the pack",
    ):
        assert any(stage.startswith(phase) for stage in stages), phase
    assert "Successfully installed" in page.log.toPlainText()
    wait_for(lambda: not plugin.environments.is_looking)
    panel = page.state_panel
    assert page.heading.text() == "Environment: ready"
    assert panel.python.text() == ".".join(map(str, sys.version_info[:3]))
    assert 300 < int(panel.disk_size.text().split()[0]) < 400
    names = [panel.packages.topLevelItem(row).text(0) for row in range(panel.packages.topLevelItemCount())]
    assert {"numpy", "rasterio", "onnxruntime"} <= set(names)
    assert "Processor" in panel.devices.text() and "used" in panel.devices.text()
    picture(plugin, "ready")

    shutil.rmtree(next(home.rglob("site-packages/safetensors")))
    look_again(plugin)
    assert page.heading.text() == "Environment: does not work"
    assert "safetensors is missing" in panel.state.text()
    assert page.set_up_button.text() == "Repai&r"
    picture(plugin, "broken")
    end_of(plugin.environments, lambda: click(page.set_up_button), SET_UP_MS)
    wait_for(lambda: not plugin.environments.is_looking)
    assert page.heading.text() == "Environment: ready"

    questions: list[str] = []
    answer_question(QMessageBox.StandardButton.No, questions)
    page.remove_action.trigger()
    assert not plugin.environments.is_running and Path(python).is_file()
    answer_question(QMessageBox.StandardButton.Yes, questions)
    freed = end_of(plugin.environments, page.remove_action.trigger)
    assert freed > 300_000_000
    assert f"This frees {freed / 1e6:,.0f} MB" in questions[1]
    wait_for(lambda: not plugin.environments.is_looking)
    assert page.heading.text() == "Environment: not set up"
    assert not list(home.rglob("python*"))


def test_environment_of_an_earlier_release_is_used_and_an_update_offered(plugin, page, home, monkeypatch):
    """The tests' own environment stands in for one that was made with other packages."""
    made = next((ROOT / ".build" / "worker" / "environments").glob("py3*"))
    old = home / "environments" / f"{made.name.split('-')[0]}-{'0' * 12}"
    old.parent.mkdir(parents=True, exist_ok=True)
    old.symlink_to(made)
    look_again(plugin)
    assert page.heading.text() == "Environment: update available"
    assert "old ones work until" in page.state_panel.state.text()
    assert page.set_up_button.text() == "&Update"
    assert "Processor" in page.state_panel.devices.text()
    assert plugin.dock.settings().environment().find() == str(old / "bin" / "python")
    assert not page.remove_old_action.isEnabled(), "it serves"
    assert "update" in plugin.dock.detect.run.messages.toPlainText()
    picture(plugin, "outdated")


def test_set_up_is_cancelled_by_mouse_and_leaves_nothing(plugin, page, home):
    page.wheels.setFilePath(str(WHEELS))

    def set_up_and_cancel() -> None:
        click(page.set_up_button)
        wait_for(lambda: page.stage.text().startswith(("Making", "Reading")))
        click(page.diagnostics_button)
        click(page.cancel_button)

    QApplication.clipboard().clear()
    ends: list = []
    plugin.environments.ended.connect(ends.append)
    set_up_and_cancel()
    wait_for(lambda: len(ends) == 2)
    plugin.environments.ended.disconnect(ends.append)
    assert "state: missing" in QApplication.clipboard().text(), (
        "a report can be made of a set-up that hangs, too"
    )
    error = next(end for end in ends if not isinstance(end, str))
    assert error.code == "cancelled"
    assert page.failure.text() == ""
    assert not [path for path in (home / "environments").iterdir() if path.name != "install.lock"]
    assert page.set_up_button.text() == "&Set up"


def test_environment_stays_while_a_run_uses_it(plugin, page, monkeypatch):
    from qgis.core import QgsApplication

    from mining_detector_plugin.gui.tasks import BackgroundTask

    end = threading.Event()
    run = BackgroundTask("a run", lambda task: end.wait(30))
    QgsApplication.taskManager().addTask(run)
    wait_for(lambda: run.status() == run.TaskStatus.Running)
    monkeypatch.setattr(QMessageBox, "question", lambda *arguments: pytest.fail("nothing to ask"))
    error = end_of(plugin.environments, page.remove_requested.emit)
    end.set()
    wait_for(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert error.code == "environment_in_use"


def test_each_device_is_listed_with_memory_and_reason(plugin, page):
    """The answer of a worker that has found a GPU stands in for one: there is none here."""
    reason = "CUDA is there, but 0.9 of 8.0 GB are free."
    gpu = {"id": "cuda:0", "name": "NVIDIA RTX A2000", "memory_total_mb": 8192, "memory_free_mb": 922}
    cpu = {"id": "cpu", "name": "Processor (8 cores)", "memory_total_mb": None, "memory_free_mb": None}
    devices = [{**cpu, "usable": True, "reason": "Always there."}, {**gpu, "usable": False, "reason": reason}]
    why = f"Runs on the processor. NVIDIA RTX A2000: {reason}"
    from mining_detector_plugin.client.environment_state import EnvironmentState

    page.show_state(EnvironmentState("ready", interpreter="/python", python="3.12.1"))
    page.state_panel.show_devices({"devices": devices, "automatic": "cpu", "reason": why})
    document = QTextDocument()
    document.setHtml(page.state_panel.devices.text())
    lines = document.toPlainText().replace("\u2028", "\n").splitlines()
    assert lines == [
        "Processor (8 cores) - used", why, "NVIDIA RTX A2000, 0.9 of 8.0 GB free - not used", reason,
    ]  # fmt: skip
    picture(plugin, "devices")


def test_page_follows_a_theme_that_is_changed_while_it_is_shown(plugin, page):
    standard = QApplication.palette()
    palette = QPalette(standard)
    for role, color in THEMES["dark"].items():
        palette.setColor(role, QColor(color))
    QApplication.setPalette(palette)
    try:
        letters = [
            label.palette().color(label.foregroundRole()).lightness()
            for label in (page.state_panel.devices, page.state_panel.state, page.source_panel.summary)
        ]
        heading = QColor(page.heading.styleSheet().partition("color: ")[2]).lightness()
    finally:
        QApplication.setPalette(standard)
    assert min([*letters, heading]) > 128


def test_authorities_that_the_user_added_in_qgis_reach_the_installers(plugin, home, tmp_path):
    from qgis.core import QgsApplication

    from mining_detector_plugin.gui.qgis_facts import network_variables

    manager = QgsApplication.authManager()
    added = tmp_path / "added.pem"
    added.write_bytes(bytes(manager.systemRootCAs()[0].toPem()))
    assert "PIP_CERT" not in network_variables() or "PIP_CERT" in os.environ
    assert manager.storeAuthSetting("cafile", str(added))
    manager.rebuildCaCertsCache()
    try:
        path = Path(network_variables()["PIP_CERT"])
    finally:
        manager.removeAuthSetting("cafile")
        manager.rebuildCaCertsCache()
    assert home in path.parents
    assert added.read_text().strip() in path.read_text()


def test_look_at_the_environment_blocks_nobody(plugin, page):
    """The first part, in the main thread, reads names of files alone; the rest is a task's."""
    timer = QElapsedTimer()
    timer.start()
    plugin.environments.refresh(force=True)
    blocked_ms = timer.elapsed()
    wait_for(lambda: not plugin.environments.is_looking)
    assert blocked_ms < 50


def test_named_python_is_told_what_it_lacks(plugin, page):
    page.interpreter.setFilePath("/usr/bin/python3")
    assert page.source_panel.source.currentText() == "My own Python"
    wait_for(lambda: page.heading.text() == "Environment: does not work")
    assert "onnxruntime" in page.state_panel.state.text()
    assert not page.more_button.isVisibleTo(page)
    picture(plugin, "my_python")


def test_diagnostics_tell_what_is_there_and_not_who_the_user_is(plugin, page, tmp_path, monkeypatch):
    project = tmp_path / "home" / "jdoe" / "Secret client" / "project.qgz"
    project.parent.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "jdoe"))
    monkeypatch.setenv("LOGNAME", "jdoe")
    QgsProject.instance().write(str(project))
    proxy = QgsSettings()
    for name, value in (("proxyEnabled", True), ("proxyHost", "proxy.lan"), ("proxyPassword", "hunter2")):
        proxy.setValue(f"proxy/{name}", value)
    page.wheels.setFilePath(str(project.parent))
    end_of(plugin.environments, lambda: click(page.set_up_button))
    text = end_of(plugin.environments, lambda: click(page.diagnostics_button))
    proxy.remove("proxy")
    assert QApplication.clipboard().text() == text
    for part in (
        "plugin: 0.",
        f"qgis: {Qgis.QGIS_VERSION}",
        "qt: ",
        "gdal: ",
        "state: missing",
        "code: wheels_missing",
    ):
        assert part in text, part
    for private in ("jdoe", "hunter2", str(tmp_path)):
        assert private not in text, private


def test_log_is_copied_without_what_is_private(plugin, page, monkeypatch, tmp_path):
    page.show_log(
        f"Processing {Path.home()}/wheels/numpy.whl\nLooking in https://u:hunter2@index.example.org/simple"
    )
    text = end_of(plugin.environments, page.copy_log_requested.emit)
    assert QApplication.clipboard().text() == text
    assert "~/wheels/numpy.whl" in text and "hunter2" not in text


def test_proxy_and_exclusions_of_qgis_reach_the_installers(plugin):
    from mining_detector_plugin.gui.qgis_facts import network_variables

    settings = QgsSettings()
    for name, value in (
        ("proxyEnabled", True), ("proxyType", "HttpProxy"), ("proxyHost", "proxy.lan"), ("proxyPort", 3128),
        ("proxyUser", "user"), ("proxyPassword", "p@ss"), ("proxyExcludedUrls", ["http://intranet.lan/x", "other.lan"]),
    ):  # fmt: skip
        settings.setValue(f"proxy/{name}", value)
    found = network_variables()
    settings.setValue("proxy/proxyEnabled", False)
    without = network_variables()
    settings.remove("proxy")
    assert found["HTTPS_PROXY"] == found["http_proxy"] == "http://user:p%40ss@proxy.lan:3128"
    assert found["NO_PROXY"].startswith("intranet.lan,other.lan")
    assert "HTTPS_PROXY" not in without
