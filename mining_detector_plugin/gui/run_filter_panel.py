"""The part of the Runs page that says what of a run is shown: from which confidence on, and which types."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPalette, QPixmap
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr
from .run_filter import RunFilter
from .type_titles import type_titles

_STEPS = 100
#: How long the slider must rest before the map is drawn anew.
_REST_MS = 150
_SWATCH_PX = 12


class RunFilterPanel(QWidget):
    """A slider with a box for the confidence, a tick for each type, and how many mines are left.

    Signals:
        filter_changed: the user wants another filter; emitted when the slider rests.
    """

    filter_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run_filter_panel")
        self._own_threshold = 0.0
        self._is_filling = False
        self.confidence_slider = QSlider(Qt.Orientation.Horizontal)
        self.confidence_slider.setRange(0, _STEPS)
        self.confidence_slider.setAccessibleName(tr("Confidence from which mines are shown"))
        self.confidence_spin = QDoubleSpinBox()
        self.confidence_spin.setRange(0.0, 1.0)
        self.confidence_spin.setSingleStep(0.01)
        tip = tr(
            "Hides mines of a smaller confidence, boxes of a smaller score, and the confidence raster below it. "
            "Nothing is deleted."
        )
        self.confidence_slider.setToolTip(tip)
        self.confidence_spin.setToolTip(tip)
        self.confidence_label = QLabel(tr("Co&nfidence from"))
        self.confidence_label.setBuddy(self.confidence_spin)
        self.reset_button = QPushButton(tr("Show &all"))
        self.reset_button.setToolTip(tr("Back to the run's own threshold, all types"))
        self.shown_label = QLabel()
        self.shown_label.setWordWrap(True)
        self.type_boxes: dict[str, QCheckBox] = {}
        for name in ("confidence_slider", "confidence_spin", "reset_button", "shown_label"):
            getattr(self, name).setObjectName(name)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.filter_changed)
        self.confidence_slider.valueChanged.connect(self._take_slider)
        self.confidence_spin.valueChanged.connect(self._take_spin)
        self.reset_button.clicked.connect(self.reset)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.confidence_slider, 1)
        line.addWidget(self.confidence_spin)
        self._types = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.confidence_label)
        column.addLayout(line)
        column.addLayout(self._types)
        column.addWidget(self.shown_label)
        column.addWidget(self.reset_button)

    def show_types(self, counts: Mapping[str, int], colors: Mapping[str, QColor]) -> None:
        """Show a tick for each type that the run found.

        Args:
            counts: mines by type.
            colors: of the legend, by type.
        """
        for box in self.type_boxes.values():
            self._types.removeWidget(box)
            box.deleteLater()
        self.type_boxes = {}
        titles = type_titles()
        for code, count in counts.items():
            box = QCheckBox(f"{titles.get(code, code)} ({count})")
            box.setObjectName(f"type_{code}")
            swatch = QPixmap(_SWATCH_PX, _SWATCH_PX)
            swatch.fill(colors.get(code, self.palette().color(QPalette.ColorRole.Mid)))
            box.setIcon(QIcon(swatch))
            box.setChecked(True)
            box.toggled.connect(self._rest.start)
            self._types.addWidget(box)
            self.type_boxes[code] = box

    def show_filter(self, chosen: RunFilter, own_threshold: float) -> None:
        """Show a filter without a word to anybody.

        Args:
            own_threshold: confidence from which on the run gave mines at all; below it there is nothing to show.
        """
        self._is_filling = True
        self._own_threshold = own_threshold
        threshold = max(chosen.threshold, own_threshold)
        self.confidence_slider.setMinimum(int(own_threshold * _STEPS))
        self.confidence_spin.setMinimum(int(own_threshold * _STEPS) / _STEPS)
        self.confidence_slider.setValue(round(threshold * _STEPS))
        self.confidence_spin.setValue(threshold)
        for code, box in self.type_boxes.items():
            box.setChecked(code not in chosen.hidden_types)
        self._rest.stop()
        self._is_filling = False

    def chosen(self) -> RunFilter:
        """Return the filter as it stands; at the run's own threshold or below it is none."""
        threshold = self.confidence_spin.value()
        hidden = frozenset(code for code, box in self.type_boxes.items() if not box.isChecked())
        return RunFilter(threshold if threshold > self._own_threshold else 0.0, hidden)

    def show_shown(self, text: str) -> None:
        """Show how many mines are left."""
        self.shown_label.setText(text)

    def reset(self) -> None:
        """Show all that the run found."""
        self.show_filter(RunFilter(), self._own_threshold)
        self.filter_changed.emit()

    def _take_slider(self, value: int) -> None:
        if not self._is_filling:
            self._is_filling = True
            self.confidence_spin.setValue(value / _STEPS)
            self._is_filling = False
            self._rest.start()

    def _take_spin(self, value: float) -> None:
        if not self._is_filling:
            self._is_filling = True
            self.confidence_slider.setValue(round(value * _STEPS))
            self._is_filling = False
            self._rest.start()
