"""The report of a run: a PDF that a reader can use without QGIS."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsLayoutItemMap, QgsProject
from qgis.PyQt.QtCore import QTimer

from .conftest import add_raster, click, end_of, wait_for
from .dock_steps import told
from .test_runs_page import confidences, layers_of, open_run

pytestmark = pytest.mark.qgis


@pytest.fixture
def folder(made_results, tmp_path) -> Path:
    return Path(shutil.copytree(made_results, tmp_path / "run"))


@pytest.fixture
def page(plugin, folder):
    """The page with one run opened."""
    open_run(plugin, folder)
    plugin.dock.show_page(plugin.dock.runs)
    yield plugin.dock.runs
    plugin.dock.runs.keep_layout.setChecked(False)


def make_report(plugin, path: Path) -> list[str]:
    """Make the report and return the text of its pages."""
    assert end_of(plugin.reports, lambda: plugin.reports.make(str(path))) == str(path)
    return pages_of(path)


def pages_of(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    if not shutil.which("pdftotext"):
        pytest.skip("needs poppler-utils")
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    # Some letters are joined in print.
    return unicodedata.normalize("NFKC", text).split("\f")[:-1]


def test_report_tells_what_was_found_how_and_how_far_to_trust_it(plugin, page, folder, made_scene, tmp_path):
    add_raster(made_scene)
    values = confidences(folder)
    pages = make_report(plugin, tmp_path / "report.pdf")
    assert "Mines in scene" in pages[0] and f"{len(values)} mines on " in pages[0]
    assert "EPSG:" in pages[0] and "Open pit or quarry" in pages[0]
    assert " km\n" in pages[0] or " m\n" in pages[0]
    assert "Mean confidence" in pages[1] and f"{sum(values) / len(values):.2f}" in pages[1]
    assert "95 % interval" in pages[1] and "no proof of a mine" in pages[1]
    assert f"Confidence {values[-1]:.2f}" in pages[2] and "° " in pages[2]
    provenance = " ".join(pages[3:])
    for part in ("SHA-256", "Reflectance", "Balanced", "Processor", plugin.runs.run.run_id):
        assert part in provenance, part
    feet = [text.split("Mining Detector")[-1] for text in pages]
    assert all(
        f"{number}/{len(pages)}" in foot.replace(" ", "") for number, foot in enumerate(feet, start=1)
    ), feet
    assert "before it was complete" not in " ".join(pages)


def test_map_of_the_report_shows_the_image_and_the_mines(plugin, page, made_scene, tmp_path):
    from qgis.PyQt.QtGui import QImage

    if not shutil.which("pdftoppm"):
        pytest.skip("needs poppler-utils")
    add_raster(made_scene)
    make_report(plugin, tmp_path / "report.pdf")
    command = ["pdftoppm", "-r", "40", "-f", "1", "-l", "1", "-singlefile", "-png"]
    subprocess.run([*command, str(tmp_path / "report.pdf"), str(tmp_path / "page")], check=True)
    image = QImage(str(tmp_path / "page.png"))
    middle = [
        image.pixelColor(x, y)
        for x in range(image.width() // 4, 3 * image.width() // 4)
        for y in range(image.height() // 4, image.height() // 2)
    ]
    assert sum(color.lightness() < 200 for color in middle) > 0.9 * len(middle)


def test_report_of_a_filtered_run_shows_the_rest_and_says_so(plugin, page, folder, tmp_path):
    left = sum(value >= 0.6 for value in confidences(folder))
    page.filter.confidence_spin.setValue(0.6)
    wait_for(lambda: bool(layers_of(plugin)["mines"].subsetString()))
    pages = make_report(plugin, tmp_path / "report.pdf")
    assert f"{left} mines on " in pages[0]
    assert f"Shown are {left} of {len(confidences(folder))} mines" in pages[0]
    assert "confidence from 0.60 on" in pages[0]


def test_report_of_a_run_cut_short_warns_on_its_first_page(plugin, folder, tmp_path):
    with closing(sqlite3.connect(folder / "results.gpkg")) as file:
        file.execute("UPDATE run SET is_complete = 0")
        file.commit()
    open_run(plugin, folder)
    pages = make_report(plugin, tmp_path / "report.pdf")
    assert "ended before it was complete" in pages[0]


def test_layout_stays_in_the_project_with_its_real_layers_where_it_is_wanted(plugin, page, tmp_path):
    manager = QgsProject.instance().layoutManager()
    make_report(plugin, tmp_path / "report.pdf")
    assert manager.layouts() == []
    page.keep_layout.setChecked(True)
    for _ in range(2):
        make_report(plugin, tmp_path / "report.pdf")
    (layout,) = manager.layouts()
    assert layout.name() == "Report: Mines in scene"
    (shown,) = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap)]
    assert layers_of(plugin)["mines"] in shown.layers()


def test_report_goes_without_pictures_where_the_run_drew_none(plugin, folder, tmp_path):
    shutil.rmtree(folder / "thumbnails")
    open_run(plugin, folder)
    pages = make_report(plugin, tmp_path / "report.pdf")
    assert "All mines, the surest first" in pages[2]


def test_report_that_can_not_be_written_is_one_message(plugin, qgis_iface, page, tmp_path):
    (tmp_path / "file").touch()
    error = end_of(plugin.reports, lambda: plugin.reports.make(str(tmp_path / "file" / "report.pdf")))
    assert error.code == "report_not_written"
    assert len(told(qgis_iface)) == 1
    assert page.report_button.isEnabled()


def test_main_thread_goes_on_between_the_steps_of_a_report(plugin, page, tmp_path):
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(plugin.reports.is_running))
    timer.start(5)
    make_report(plugin, tmp_path / "report.pdf")
    timer.stop()
    assert ticks.count(True) >= 5


def test_report_button_asks_for_a_file(plugin, page, tmp_path, monkeypatch):
    from qgis.PyQt.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine report"), ""))
    path = end_of(plugin.reports, lambda: click(page.report_button))
    assert path == str(tmp_path / "mine report.pdf") and Path(path).stat().st_size > 10_000
