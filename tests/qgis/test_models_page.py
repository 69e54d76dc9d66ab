"""The models page: what is there, new models from zips and ONNX files, the default, and removal."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMessageBox, QTextBrowser

from .conftest import add_raster, click, end_of, wait_for
from .dock_steps import detect, write_raster
from .made_models import copy_of_segmenter, write_foreign_model

pytestmark = pytest.mark.qgis


@pytest.fixture(scope="module")
def new_models(tmp_path_factory) -> Path:
    """A folder with a zip of a pack, and an ONNX file as Deepness's model zoo has them."""
    folder = tmp_path_factory.mktemp("models")
    pack = copy_of_segmenter(
        folder / "pack", "test-segmenter", "0", untested_classes=["artisanal"], evaluation=[]
    )
    write_foreign_model(
        folder / "zoo & pits.onnx",
        {
            "model_type": "Segmentor", "class_names": {0: "_background", 1: "open pit mine", 2: "water"},
            "resolution": 30, "tiles_overlap": 25, "seg_thresh": 0.5,
        },
    )  # fmt: skip
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        for path in pack.iterdir():
            archive.write(path, f"pack/{path.name}")
        archive.writestr("pack/setup.py", "raise SystemExit")
    return folder


@pytest.fixture
def models(plugin, tmp_path, monkeypatch):
    """The plugin's controller of models, with a library of its own beside the session's environment."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "environments").symlink_to(Path(os.environ["MINING_DETECTOR_HOME"], "environments"))
    monkeypatch.setenv("MINING_DETECTOR_HOME", str(home))
    read(plugin.models)
    plugin.dock.show_page(plugin.dock.models)
    yield plugin.models
    monkeypatch.undo()
    read(plugin.models)


def read(controller) -> None:
    """Let the page show what is on the disk."""
    done = []
    controller.refresh(lambda: done.append(True))
    wait_for(lambda: bool(done))


def entries(page) -> dict[str, list[str]]:
    """Return the titles in the list, with those below them."""
    tops = [page.models_list.topLevelItem(index) for index in range(page.models_list.topLevelItemCount())]
    return {top.text(0): [top.child(index).text(0) for index in range(top.childCount())] for top in tops}


def when_open(kind: type, act) -> list:
    """Act on the next window of a kind when it is open; what was open comes into the list."""
    seen: list = []

    def look() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, kind):
            seen.append(window)
            act(window)
        elif not seen:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    return seen


def answer_with(button):
    return lambda box: click(box.button(button))


def test_bundled_models_are_listed_with_what_is_known_of_them(models, plugin):
    page = plugin.dock.models
    (title,) = entries(page)
    assert title == "Bundled models (default)"
    assert [text.split(":")[0] for text in entries(page)[title]] == ["Classifier", "Detector", "Segmenter"]
    page.choose("bundled", "segmenter")
    text = page.details.toPlainText()
    for words in (
        "GPL-3.0-or-later",
        "B02, B03, B04",
        "10 m",
        "Tailings pond",
        "Limits",
        "Learnt from",
        "MB",
    ):
        assert words in text, words
    assert "sha256:" in text.replace("\u200b", "")
    assert "interval over places" in text and "places" in text
    assert not page.remove_button.isEnabled()
    assert not page.default_button.isEnabled()


def test_card_is_shown_as_rendered_text(models, plugin):
    from qgis.PyQt.QtWidgets import QDialog

    page = plugin.dock.models
    page.choose("bundled", "detector")
    texts = []

    def look(dialog):
        texts.append(dialog.findChild(QTextBrowser).toPlainText())
        click(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close))

    when_open(QDialog, look)
    assert end_of(models, lambda: click(page.card_button)) is None
    assert "What it must not be used for" in texts[0] and "## " not in texts[0]


def test_card_shows_pictures_of_its_own_model_and_reads_nothing_else(plugin, tmp_path):
    from mining_detector_plugin.gui.card_dialog import CardBrowser

    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "places.svg").write_bytes(b"<svg/>")
    (tmp_path / "secret.svg").write_bytes(b"secret")
    (folder / "link.svg").symlink_to(tmp_path / "secret.svg")
    browser = CardBrowser(folder)
    kind = QTextDocument.ResourceType.ImageResource
    assert browser.loadResource(kind, QUrl("places.svg")) == b"<svg/>"
    for address in (
        "../secret.svg", "/dev/zero", "file:///dev/zero", (tmp_path / "secret.svg").as_uri(), "link.svg",
        "http://127.0.0.1:1/x.svg", "none.svg",
    ):  # fmt: skip
        assert browser.loadResource(kind, QUrl(address)) is None, address


def test_zip_is_installed_set_as_default_and_removed(models, plugin, qgis_iface, new_models, monkeypatch):
    page, options = plugin.dock.models, plugin.dock.detect.options
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *arguments: (str(new_models / "pack.zip"), ""))
    answer = end_of(models, page.zip_action.trigger)
    assert answer["name"] == "test-segmenter-0"
    assert entries(page)["test-segmenter 0"] == ["Segmenter: test-segmenter 0"]
    assert "pack/setup.py" in plugin.dock.detect.run.messages.toPlainText()
    assert page.models_list.currentItem().text(0) == "test-segmenter 0"
    assert "Search everywhere" in page.details.toPlainText()
    page.choose("test-segmenter-0", "segmenter")
    assert "No real place has tested: Artisanal mine scar" in page.details.toPlainText()
    assert "nobody has measured" in page.details.toPlainText()

    end_of(models, lambda: click(page.default_button))
    assert "test-segmenter 0 (default)" in entries(page)
    assert options.values()["models"] == answer["folder"]
    assert options.models.box.currentText() == "test-segmenter 0"

    when_open(QMessageBox, answer_with(QMessageBox.StandardButton.No))
    assert end_of(models, lambda: click(page.remove_button)) is None
    assert Path(answer["folder"]).is_dir()
    when_open(QMessageBox, answer_with(QMessageBox.StandardButton.Yes))
    end_of(models, lambda: click(page.remove_button))
    assert not Path(answer["folder"]).exists()
    assert list(entries(page)) == ["Bundled models (default)"]
    assert options.values()["models"] == ""


def test_run_of_the_dock_takes_the_installed_models_that_are_chosen(models, plugin, new_models, tmp_path):
    answer = end_of(models, lambda: models.install(str(new_models / "pack")))
    add_raster(write_raster(tmp_path / "raster.tif"))
    box = plugin.dock.detect.options.models.box
    box.setCurrentIndex(box.findText(answer["title"]))
    plugin.dock.show_page(plugin.dock.detect)
    result = detect(plugin)
    run = next(QgsVectorLayer(f"{result['geopackage']}|layername=run").getFeatures())
    packs = json.loads(run["packs"])
    assert (packs["segmenter"]["name"], packs["classifier"]["name"]) == ("test-segmenter", "mine-classifier")


def test_models_that_are_there_are_replaced_only_when_the_user_says_so(models, new_models):
    first = end_of(models, lambda: models.install(str(new_models / "pack")))
    mark = Path(first["folder"]) / "mark.txt"
    mark.write_text("old")
    when_open(QMessageBox, answer_with(QMessageBox.StandardButton.No))
    assert end_of(models, lambda: models.install(str(new_models / "pack"))) is None
    assert mark.is_file()
    when_open(QMessageBox, answer_with(QMessageBox.StandardButton.Yes))
    assert end_of(models, lambda: models.install(str(new_models / "pack")))["name"] == first["name"]
    assert not mark.exists()


def test_onnx_file_is_imported_by_what_the_user_says_of_it(models, plugin, new_models):
    from mining_detector_plugin.gui.import_dialog import ImportDialog

    seen = []

    def fill(dialog):
        seen.append(dialog.findChildren(type(dialog.problem))[0].text())
        ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert [box.currentData() for box in dialog.types] == [None, "open_pit", None]
        dialog.types[1].setCurrentIndex(0)
        assert not ok.isEnabled() and "at least one class" in dialog.problem.text()
        dialog.types[1].setCurrentIndex(dialog.types[1].findData("tailings"))
        dialog.channels[0].setCurrentIndex(dialog.channels[0].findData("B02"))
        assert not ok.isEnabled() and "band of its own" in dialog.problem.text()
        dialog.channels[0].setCurrentIndex(dialog.channels[0].findData("B08"))
        dialog.high.setValue(0.0)
        assert not ok.isEnabled()
        dialog.high.setValue(0.4)
        dialog.license.setText("MIT")
        assert ok.isEnabled()
        click(ok)

    when_open(ImportDialog, fill)
    answer = end_of(models, lambda: models.inspect(str(new_models / "zoo & pits.onnx")))
    assert answer["kinds"] == ["segmenter"]
    assert "0.3 m" in seen[0]
    page = plugin.dock.models
    page.choose(answer["name"], "segmenter")
    text = page.details.toPlainText()
    assert "MIT" in text and "B08, B03, B02" in text and "Tailings pond" in text


def test_left_import_dialog_imports_nothing(models, plugin, new_models):
    from mining_detector_plugin.gui.import_dialog import ImportDialog

    when_open(ImportDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert end_of(models, lambda: models.inspect(str(new_models / "zoo & pits.onnx"))) is None
    assert list(entries(plugin.dock.models)) == ["Bundled models (default)"]


def test_what_is_no_model_is_one_message(models, plugin, qgis_iface, tmp_path):
    (tmp_path / "no.zip").write_bytes(b"nothing")
    error = end_of(models, lambda: models.install(str(tmp_path / "no.zip")))
    assert error.code == "pack_archive_invalid"
    (told,) = qgis_iface.messageBar().get_messages(Qgis.MessageLevel.Critical)
    assert "no.zip" in told
    assert plugin.dock.models.add_button.isEnabled()


def test_default_is_chosen_in_a_profile_where_nobody_has_chosen(models, plugin, new_models):
    answer = end_of(models, lambda: models.install(str(new_models / "pack")))
    end_of(models, lambda: models.set_default(answer["name"]))
    QgsSettings().setValue("mining_detector/models", "")
    plugin.dock.detect.options.choose_models("")
    read(models)
    assert plugin.dock.detect.options.values()["models"] == ""
    QgsSettings().remove("mining_detector/models")
    read(models)
    assert plugin.dock.detect.options.values()["models"] == answer["folder"]


def test_without_an_environment_models_are_listed_and_installing_says_what_to_do(
    models, plugin, new_models, tmp_path, monkeypatch
):
    monkeypatch.setenv("MINING_DETECTOR_HOME", str(tmp_path / "empty"))
    read(models)
    assert len(entries(plugin.dock.models)) == 1
    error = end_of(models, lambda: models.install(str(new_models / "pack")))
    assert error.code == "environment_missing"
