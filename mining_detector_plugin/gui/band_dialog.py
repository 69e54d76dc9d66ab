"""Shows which Sentinel-2 band each raster band is, to confirm or change."""

from __future__ import annotations

import os
from typing import Any

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

from ..client.requests import BAND_NAMES
from ..message_translation import translate_message
from ..translation import tr


class BandDialog(QDialog):
    """A row for each raster band with a Sentinel-2 band, to confirm or change.

    Args:
        answer: what the worker tells of the image: ``bands`` and ``proposed_bands``.
        confirmed: band numbers from 1 by name that the user gave before; else the file's own names are shown,
            or the proposal where it has none.
        problem: what the worker says is wrong with the bands; empty where the user asked to see them.
    """

    def __init__(
        self,
        answer: dict[str, Any],
        confirmed: dict[str, int] | None = None,
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Bands of the image"))
        names, origin = _names_at_first(answer, confirmed)
        self.explanation = QLabel(f"{translate_message(problem)} {origin}".strip())
        self.explanation.setWordWrap(True)
        self._choices: dict[int, QComboBox] = {}
        self.table = self._make_table(answer["bands"], names, _origins(answer, confirmed))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.use_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.use_button.setText(tr("Use these bands"))
        for row, choice in enumerate(self._choices.values()):
            choice.currentIndexChanged.connect(lambda _, row=row: self._take_choice(row))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.explanation)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(460 if self.table.columnCount() == 3 else 660, 420)
        self._refresh()

    def _make_table(
        self, bands: list[dict[str, Any]], names: dict[int, str], origins: dict[int, str]
    ) -> QTableWidget:
        """Return the table; its last column tells each band's file where there are several."""
        titles = [tr("Raster band"), tr("Sentinel-2 band"), tr("Named by")]
        if len({band["source"] for band in bands}) > 1:
            titles.append(tr("File"))
        table = QTableWidget(len(bands), len(titles))
        table.setAccessibleName(tr("Bands of the image"))
        table.setHorizontalHeaderLabels(titles)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, band in enumerate(bands):
            number = band["index"]
            table.setItem(row, 0, QTableWidgetItem(tr("Band {number}").format(number=number)))
            self._choices[number] = _make_choice(names.get(number))
            table.setCellWidget(row, 1, self._choices[number])
            table.setItem(row, 2, QTableWidgetItem(origins.get(number, "")))
            if len(titles) > 3:
                file = QTableWidgetItem(os.path.basename(band["source"]))
                file.setToolTip(band["source"])
                table.setItem(row, 3, file)
        return table

    def _take_choice(self, row: int) -> None:
        self.table.item(row, 2).setText(tr("you"))
        self._refresh()

    def _refresh(self) -> None:
        names = [choice.currentData() for choice in self._choices.values() if choice.currentData()]
        self.use_button.setEnabled(bool(names) and len(set(names)) == len(names))

    def choose(self, number: int, name: str | None) -> None:
        """Choose a band's name, as a click on it does; None to leave the band out."""
        choice = self._choices[number]
        choice.setCurrentIndex(max(0, choice.findData(name)))

    def bands(self) -> dict[str, int]:
        """Return band numbers from 1 by Sentinel-2 band name."""
        return {
            choice.currentData(): number for number, choice in self._choices.items() if choice.currentData()
        }


def _names_at_first(answer: dict[str, Any], confirmed: dict[str, int] | None) -> tuple[dict[int, str], str]:
    """Return the names to show by band number, and a sentence that tells where they come from."""
    bands = answer["bands"]
    if confirmed:
        return {number: name for name, number in confirmed.items()}, tr("You gave these names before.")
    known = {band["index"]: band["name"] for band in bands if band["name"]}
    if known:
        return known, tr("The image gives these names. Change what is wrong.")
    if answer.get("proposed_bands"):
        numbers = [band["index"] for band in bands]
        guess = tr("The file does not name its bands. This is a guess by their number: check it.")
        return dict(zip(numbers, answer["proposed_bands"])), guess
    return {}, tr("The file does not name its bands, and their number tells nothing. Please name them.")


def _origins(answer: dict[str, Any], confirmed: dict[str, int] | None) -> dict[int, str]:
    """Return what each band's name at first comes from, by band number."""
    if confirmed:
        return dict.fromkeys(confirmed.values(), tr("you"))
    words = {
        "description": tr("description"), "tag": tr("tag"), "file_name": tr("file name"), "product": tr("product"),
        "user": tr("you"),
    }  # fmt: skip
    bands = answer["bands"]
    named = {band["index"]: words.get(band.get("named_by", ""), "") for band in bands if band["name"]}
    if named or not answer.get("proposed_bands"):
        return named
    return {band["index"]: tr("guess") for band in bands}


def _make_choice(name: str | None) -> QComboBox:
    choice = QComboBox()
    choice.addItem(tr("(do not use)"), None)
    for band in BAND_NAMES:
        choice.addItem(band, band)
    choice.setCurrentIndex(max(0, choice.findData(name)))
    return choice
