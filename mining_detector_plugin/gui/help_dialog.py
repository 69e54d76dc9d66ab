"""Shows the pages for users, which the zip brings as text: no browser and no network is needed."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QTextCursor
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from ..translation import tr
from .settings import PLUGIN_FOLDER

INDEX, TROUBLESHOOTING = "index", "troubleshooting"
#: In the zip; and in a copy of the sources, where tools/build_zip.sh takes them from.
_FOLDERS = (PLUGIN_FOLDER / "help", PLUGIN_FOLDER.parent / "docs" / "user")
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n?", re.MULTILINE)
_NO_SLUG = re.compile(r"[^\w\- ]")
#: Widths and heights of the window in letters and lines.
_LETTERS, _LINES = 90, 36


class HelpDialog(QDialog):
    """A window with the pages, whose links work, and a way back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help_dialog")
        self.setWindowTitle(tr("Mining Detector: help"))
        self.text = QTextBrowser()
        self.text.setObjectName("text")
        self.text.setAccessibleName(tr("Help"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.index_button = QPushButton(tr("&Contents"))
        self.index_button.setObjectName("index_button")
        self.index_button.clicked.connect(lambda: self.show_page(INDEX))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.index_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        letters = self.fontMetrics()
        self.resize(letters.averageCharWidth() * _LETTERS, letters.height() * _LINES)

    def show_help(self, page: str, code: str) -> None:
        """Open the window with a page, or with what to do about a code."""
        if code:
            self.show_code(code)
        else:
            self.show_page(page)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_page(self, name: str, heading: str = "") -> None:
        """Show a page from its beginning or from a heading on.

        Args:
            name: of the file without ``.md``; the contents are shown where there is no such page.
            heading: as a link names it: small letters, strokes between the words.
        """
        path = page_file(name) or page_file(INDEX)
        if path is None:
            self.text.setPlainText(tr("The help pages are not there. Install the plugin from its zip."))
            return
        text = _PICTURE.sub("", path.read_text(encoding="utf-8"))
        # Qt before 5.14 knows no Markdown, and it can be read as it is.
        if hasattr(self.text, "setMarkdown"):
            self.text.setMarkdown(text)
        else:
            self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if heading:
            self._scroll_to(heading)

    def show_code(self, code: str) -> None:
        """Show what to do about an error or a warning of a code."""
        self.show_page(TROUBLESHOOTING)
        self.text.find(code)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif link.path().endswith(".md") and "/" not in link.path():
            self.show_page(link.path()[: -len(".md")], link.fragment())
        elif link.fragment():
            self._scroll_to(link.fragment())

    def _scroll_to(self, heading: str) -> None:
        block = self.text.document().begin()
        while block.isValid():
            slug = _NO_SLUG.sub("", block.text().lower()).strip().replace(" ", "-")
            if slug == heading:
                # The heading shall stand at the top, so go there from below.
                self.text.moveCursor(QTextCursor.MoveOperation.End)
                self.text.setTextCursor(QTextCursor(block))
                return
            block = block.next()


def page_file(name: str) -> Path | None:
    """Return the file of a page, None where the pages are not there."""
    paths = [folder / f"{name}.md" for folder in _FOLDERS]
    return next((path for path in paths if path.is_file()), None)


def help_link(code: str) -> str:
    """Return the HTML of a link that ``code_of_link`` knows again."""
    return f'<a href="help:{code}">{tr("Help")}</a>'


def code_of_link(link: QUrl) -> str:
    """Return the code that a ``help_link`` leads to, empty for other links."""
    return link.path() if link.scheme() == "help" else ""
