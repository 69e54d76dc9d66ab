"""The dialog that asks what the classes and channels of a foreign ONNX model are."""

from __future__ import annotations

import html
from typing import Any

from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..message_translation import translate_message
from ..translation import tr
from .model_text import class_title, kind_title

_SHOWN_ROWS = 6


class ImportDialog(QDialog):
    """Asks what an ONNX model with Deepness metadata is to be taken for.

    Args:
        answer: the worker's to ``inspect_onnx``.
    """

    def __init__(self, answer: dict[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(tr("Import an ONNX model"))
        self._answer = answer
        self.name = QLineEdit(answer["name"])
        self.license = QLineEdit()
        self.license.setPlaceholderText(tr("as its makers state it"))
        self.types = [self._type_box(kind) for kind in answer["proposed_types"]]
        self.channels = [self._band_box(band) for band in answer["proposed_channels"]]
        low, high = answer["reflectance_range"]
        self.low, self.high = self._reflectance_box(low), self._reflectance_box(high)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("&Import"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        for name in ("name", "license", "low", "high", "buttons", "problem"):
            getattr(self, name).setObjectName(name)
        self._lay_out()
        for box in (*self.types, *self.channels):
            box.currentIndexChanged.connect(self._check)
        for number in (self.low, self.high):
            number.valueChanged.connect(self._check)
        self._check()

    def values(self) -> dict[str, Any]:
        """Return the fields of the worker's ``import_onnx`` that the user decides."""
        return {
            "class_types": [box.currentData() for box in self.types],
            "channels": [box.currentData() for box in self.channels],
            "reflectance_range": [self.low.value(), self.high.value()],
            "name": self.name.text().strip() or None,
            "license": self.license.text().strip(),
        }

    def _type_box(self, proposed: str | None) -> QComboBox:
        box = QComboBox()
        box.addItem(tr("no mine: leave out"), None)
        for name in self._answer["types"]:
            box.addItem(class_title(name), name)
        box.setCurrentIndex(0 if proposed is None else box.findData(proposed))
        return box

    def _band_box(self, proposed: str) -> QComboBox:
        box = QComboBox()
        for band in self._answer["bands"]:
            box.addItem(band, band)
        box.setCurrentIndex(box.findData(proposed))
        return box

    @staticmethod
    def _reflectance_box(value: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(0.0, 2.0)
        box.setDecimals(3)
        box.setSingleStep(0.05)
        box.setValue(value)
        return box

    def _lay_out(self) -> None:
        about = QLabel(self._about())
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(about)
        form = QFormLayout()
        form.addRow(tr("&Name"), self.name)
        form.addRow(tr("&Licence"), self.license)
        column.addLayout(form)
        column.addWidget(self._classes_group(), 1)
        column.addWidget(self._picture_group())
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _about(self) -> str:
        answer = self._answer
        told = tr("{kind}; pixels of {resolution} m; tiles of {tile} pixels; threshold {threshold}.").format(
            kind=kind_title(answer["kind"]), resolution=f"{answer['resolution_m']:g}", tile=answer["tile"],
            threshold=f"{answer['threshold']:g}",
        )  # fmt: skip
        remarks = "".join(
            f"<li>{html.escape(translate_message(remark))}</li>" for remark in answer["remarks"]
        )
        return f"<p>{html.escape(told)}</p>" + (f"<ul>{remarks}</ul>" if remarks else "")

    def _classes_group(self) -> QGroupBox:
        group = QGroupBox(tr("What its classes are"))
        form = QFormLayout()
        for number, (name, box) in enumerate(zip(self._answer["classes"], self.types), start=1):
            box.setObjectName(f"type_{number}")
            box.setAccessibleName(tr("Type of the class {name}").format(name=name))
            # A class's own name may hold an ampersand, which is no mnemonic.
            form.addRow(QLabel(name.replace("&", "&&")), box)
        inside = QWidget()
        inside.setLayout(form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        rows = min(len(self.types), _SHOWN_ROWS)
        scroll.setMinimumHeight(
            rows * (self.name.sizeHint().height() + form.verticalSpacing()) + 2 * form.verticalSpacing()
        )
        column = QVBoxLayout(group)
        column.addWidget(scroll)
        return group

    def _picture_group(self) -> QGroupBox:
        group = QGroupBox(tr("The picture that it sees"))
        form = QFormLayout(group)
        row = QHBoxLayout()
        for number, box in enumerate(self.channels, start=1):
            box.setObjectName(f"channel_{number}")
            box.setAccessibleName(tr("Band of channel {number}").format(number=number))
            row.addWidget(box, 1)
        bands = QLabel(tr("&Bands of its channels"))
        bands.setBuddy(self.channels[0])
        form.addRow(bands, row)
        ends = QHBoxLayout()
        ends.addWidget(self.low, 1)
        ends.addWidget(QLabel(tr("to")))
        ends.addWidget(self.high, 1)
        self.high.setAccessibleName(tr("Reflectance that becomes 255"))
        label = QLabel(tr("&Reflectance as 0 to 255"))
        label.setBuddy(self.low)
        label.setToolTip(
            tr(
                "Such models take 8-bit pictures. This reflectance becomes black and white; beyond it is cut off."
            )
        )
        form.addRow(label, ends)
        return group

    def _check(self) -> None:
        """Say what is still wrong, and let nothing wrong be imported."""
        values = self.values()
        problem = ""
        if not any(values["class_types"]):
            problem = tr("Choose what at least one class is.")
        elif len(set(values["channels"])) < len(values["channels"]):
            problem = tr("Give each channel a band of its own.")
        elif values["reflectance_range"][0] >= values["reflectance_range"][1]:
            problem = tr("The range of reflectance is empty.")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem)
