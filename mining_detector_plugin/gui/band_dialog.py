"""Asks which Sentinel-2 band each raster band is, where the file does not say."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

BAND_NAMES = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12")


def tr(text: str) -> str:
    """Translate a text of this dialog."""
    return QCoreApplication.translate("BandDialog", text)


class BandDialog(QDialog):
    """A row for each raster band with the proposed Sentinel-2 band, to confirm or change.

    Args:
        answer: what the worker tells of the image: ``bands`` and ``proposed_bands``.
    """

    def __init__(self, answer: dict[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        numbers = [band["index"] for band in answer["bands"]]
        proposed = dict(zip(numbers, answer.get("proposed_bands") or ()))
        self.setWindowTitle(tr("Bands of the image"))
        known = tr("The file does not name its bands. This is a guess by their number: check it.")
        unknown = tr("The file does not name its bands, and their number tells nothing. Please name them.")
        explanation = QLabel(known if proposed else unknown)
        explanation.setWordWrap(True)
        self.table = QTableWidget(len(numbers), 2)
        self.table.setHorizontalHeaderLabels([tr("Raster band"), tr("Sentinel-2 band")])
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._choices = {
            number: self._add_row(row, number, proposed.get(number)) for row, number in enumerate(numbers)
        }
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.use_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.use_button.setText(tr("Use these bands"))
        for choice in self._choices.values():
            choice.currentIndexChanged.connect(self._refresh)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(explanation)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(380, 420)
        self._refresh()

    def _add_row(self, row: int, number: int, proposed: str | None) -> QComboBox:
        self.table.setItem(row, 0, QTableWidgetItem(tr("Band {number}").format(number=number)))
        choice = QComboBox()
        choice.addItem(tr("(do not use)"), None)
        for name in BAND_NAMES:
            choice.addItem(name, name)
        choice.setCurrentIndex(max(0, choice.findData(proposed)))
        self.table.setCellWidget(row, 1, choice)
        return choice

    def _refresh(self) -> None:
        names = [choice.currentData() for choice in self._choices.values() if choice.currentData()]
        self.use_button.setEnabled(bool(names) and len(set(names)) == len(names))

    def bands(self) -> dict[str, int]:
        """Return band numbers from 1 by Sentinel-2 band name."""
        return {
            choice.currentData(): number for number, choice in self._choices.items() if choice.currentData()
        }
