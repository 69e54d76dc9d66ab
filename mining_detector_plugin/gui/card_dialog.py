"""The window that shows a model's card, a Markdown text that came with the model: it reads nothing but that model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ..client.model_library import PackSummary
from ..translation import tr

#: Longer texts are cut: a card is for reading, and laying out takes time.
_MOST_LETTERS = 200_000
_LARGEST_PICTURE = 5_000_000
_LETTERS, _LINES = 90, 45


class CardBrowser(QTextBrowser):
    """Shows a card. Pictures come from the model's folder alone, whatever the text names.

    Args:
        folder: of the model.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setObjectName("card")
        self.setAccessibleName(tr("Model card"))
        self.setOpenLinks(False)

    def loadResource(self, kind: int, address: QUrl) -> Any:  # Qt calls this name
        """Return the bytes of a picture beside the card, nothing for anything else."""
        path = self._folder / address.path()
        is_beside = address.scheme() in ("", "file") and path.resolve().parent == self._folder.resolve()
        if not is_beside or not path.is_file() or path.stat().st_size > _LARGEST_PICTURE:
            return None
        return path.read_bytes()


class CardDialog(QDialog):
    """A window with a model's card.

    Args:
        pack: the model.
        text: Markdown, see ``read_card``.
    """

    def __init__(self, pack: PackSummary, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_dialog")
        self.setWindowTitle(tr("Model card of {model}").format(model=pack.name))
        self.browser = CardBrowser(pack.folder)
        # Qt before 5.14 knows no Markdown, and it can be read as it is.
        show = getattr(self.browser, "setMarkdown", self.browser.setPlainText)
        show(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.browser)
        column.addWidget(buttons)
        letters = self.fontMetrics()
        self.resize(_LETTERS * letters.averageCharWidth(), _LINES * letters.height())


def read_card(pack: PackSummary) -> str:
    """Return the text of a model's card, empty where there is none. Reads a file: not for the main thread."""
    if pack.card is None:
        return ""
    with open(pack.card, encoding="utf-8", errors="replace") as file:
        return file.read(_MOST_LETTERS)
