"""Help comes with the zip: a page for each tab, an entry for each message with a code, links that work."""

from __future__ import annotations

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import QUrl

from .conftest import click

pytestmark = pytest.mark.qgis


@pytest.fixture
def help_dialog(plugin):
    dialog = plugin.dock.window().findChild(object, "help_dialog")
    assert dialog is not None
    yield dialog
    dialog.hide()


def test_help_button_opens_the_page_of_the_tab(plugin, help_dialog, plugins_folder):
    assert not help_dialog.isVisible()
    plugin.dock.show_page(plugin.dock.environment)
    click(plugin.dock.help_button)
    assert help_dialog.isVisible()
    pages = plugins_folder / "mining_detector_plugin" / "help"
    page = next(path for path in (pages / "environment.md", pages / "index.md") if path.is_file())
    title = page.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
    assert help_dialog.text.toPlainText().splitlines()[0] == title


def test_link_after_an_error_leads_to_what_to_do_about_its_code(plugin, help_dialog):
    messages = plugin.dock.detect.run.messages
    plugin.dock.show_message(Qgis.MessageLevel.Critical, "No image is chosen.", "image_missing")
    assert "help:image_missing" in messages.toHtml()
    messages.anchorClicked.emit(QUrl("help:image_missing"))
    assert help_dialog.isVisible()
    assert help_dialog.text.textCursor().selectedText() == "image_missing"


def test_message_without_a_code_has_no_link(plugin):
    plugin.dock.show_message(Qgis.MessageLevel.Info, "Nothing to ask about.")
    assert "help:" not in plugin.dock.detect.run.messages.toHtml()


def test_links_of_the_contents_lead_to_pages_and_headings(plugin, help_dialog):
    help_dialog.show_help("index", "")
    help_dialog.text.anchorClicked.emit(QUrl("install.md#without-a-network"))
    assert help_dialog.text.textCursor().block().text() == "Without a network"
    click(help_dialog.index_button)
    assert help_dialog.text.textCursor().atStart()


def test_page_that_is_not_there_shows_the_contents(plugin, help_dialog):
    help_dialog.show_help("index", "")
    contents = help_dialog.text.toPlainText()
    help_dialog.show_help("no_such_page", "")
    assert help_dialog.text.toPlainText() == contents
