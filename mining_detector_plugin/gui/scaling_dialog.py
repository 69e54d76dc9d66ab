"""Lets the user state how an image's stored numbers become reflectance, in place of what was decided."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsDoubleSpinBox
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ..message_translation import translate_message
from ..translation import tr


class ScalingDialog(QDialog):
    """What was decided and why, or a scale and an offset of the user's own.

    Args:
        decided: ``scale``, ``offset`` and ``scaling_reason`` of the worker's answer.
        stated: ``scale`` and ``offset`` that the user gave before, None for none.
    """

    def __init__(
        self, decided: dict[str, Any], stated: dict[str, float] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("From stored numbers to reflectance"))
        self.own = QCheckBox(tr("State scale and offset &yourself"))
        self.own.setObjectName("own")
        formula = tr("Reflectance = stored number × scale + offset.")
        reason = QLabel(f"{formula} {translate_message(str(decided.get('scaling_reason') or ''))}")
        reason.setWordWrap(True)
        self.scale = _make_number(decided["scale"] if stated is None else stated["scale"], "scale")
        self.scale.setMinimum(1e-9)
        self.offset = _make_number(decided["offset"] if stated is None else stated["offset"], "offset")
        form = QFormLayout()
        form.addRow(tr("&Scale"), self.scale)
        form.addRow(tr("&Offset"), self.offset)
        hint = QLabel(
            tr(
                "Sentinel-2 products since January 2022: scale 0.0001, offset -0.1. Older ones: scale 0.0001, "
                "offset 0. The layer keeps what you state."
            )
        )
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.use_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (reason, self.own):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(buttons)
        self.own.toggled.connect(self.scale.setEnabled)
        self.own.toggled.connect(self.offset.setEnabled)
        self.own.setChecked(stated is not None)
        self.scale.setEnabled(stated is not None)
        self.offset.setEnabled(stated is not None)

    def scaling(self) -> dict[str, float] | None:
        """Return the scale and the offset that the user states, None for what is decided."""
        return {"scale": self.scale.value(), "offset": self.offset.value()} if self.own.isChecked() else None


def _make_number(value: float, name: str) -> QgsDoubleSpinBox:
    box = QgsDoubleSpinBox()
    box.setObjectName(name)
    box.setDecimals(9)
    box.setRange(-1000.0, 1000.0)
    box.setShowClearButton(False)
    box.setValue(value)
    return box
