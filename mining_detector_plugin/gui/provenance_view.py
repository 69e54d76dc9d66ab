"""The part of the Runs page that tells where a run's results come from; folded at first, to be copied as text."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from ..translation import tr
from .collapsible import collapsible


class ProvenanceView(QWidget):
    """Titles and values of a run's provenance.

    Signals:
        copy_requested: the user wants it as text.
    """

    copy_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("provenance")
        self.fold = collapsible(tr("Where it comes from"), is_collapsed=False)
        self.provenance_text = QTextBrowser()
        self.provenance_text.setMinimumHeight(240)
        self.provenance_text.setAccessibleName(tr("Where the results of this run come from"))
        self.copy_button = QPushButton(tr("&Copy as text"))
        for name in ("provenance_text", "copy_button"):
            getattr(self, name).setObjectName(name)
        self.copy_button.clicked.connect(self.copy_requested)
        inside = QVBoxLayout(self.fold)
        inside.addWidget(self.provenance_text)
        inside.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        self.fold.setCollapsed(True)

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Show titles and values."""
        self.provenance_text.setHtml(
            "".join(
                f"<p><b>{html.escape(title)}</b><br>{html.escape(text).replace(chr(10), '<br>')}</p>"
                for title, text in rows
            )
        )
