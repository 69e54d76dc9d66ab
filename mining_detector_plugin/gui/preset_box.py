"""The row of the options in which a preset is chosen, kept and deleted."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QComboBox, QHBoxLayout, QInputDialog, QMenu, QToolButton, QWidget

from ..translation import tr
from .narrow import let_shrink
from .presets import bundled_presets, delete_preset, own_presets, store_preset


class PresetBox(QWidget):
    """A list of presets and a menu to keep or delete one.

    Signals:
        chosen: choices by the name of their setting, which are to be shown.
    """

    chosen = pyqtSignal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[str, Any] = {}
        self.preset = QComboBox()
        self.preset.setObjectName("preset")
        self.preset.setToolTip(tr("Sets of the choices below. What you change makes it your own choice."))
        let_shrink(self.preset)
        self.preset_menu_button = QToolButton()
        self.preset_menu_button.setObjectName("preset_menu_button")
        self.preset_menu_button.setText("…")
        self.preset_menu_button.setAccessibleName(tr("Keep or delete presets"))
        self.preset_menu_button.setToolTip(tr("Keep or delete presets"))
        self.preset_menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.keep_action: QAction = menu.addAction(tr("Save these choices as…"))
        self.delete_action: QAction = menu.addAction(tr("Delete this preset"))
        self.preset_menu_button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.preset, 1)
        row.addWidget(self.preset_menu_button)
        self.preset.activated.connect(self._choose)
        self.keep_action.triggered.connect(self._ask_title)
        self.delete_action.triggered.connect(self._delete)
        self._fill()

    def show_choices(self, choices: dict[str, Any]) -> None:
        """Show which preset the choices are, or that they are the user's own."""
        self._choices = choices
        row = next((row for row in range(1, self.preset.count()) if self.preset.itemData(row) == choices), 0)
        self.preset.setCurrentIndex(row)
        self.delete_action.setEnabled(self.preset.currentText() in own_presets())

    def keep(self, title: str) -> None:
        """Keep the choices as they stand under a title."""
        store_preset(title, self._choices)
        self._fill()
        self.show_choices(self._choices)

    def _fill(self) -> None:
        self.preset.clear()
        self.preset.addItem(tr("Your own choice"), None)
        for title, choices in bundled_presets().values():
            self.preset.addItem(title, choices)
        for title, choices in own_presets().items():
            self.preset.addItem(title, choices)

    def _choose(self) -> None:
        choices = self.preset.currentData()
        if choices is not None:
            self.chosen.emit(choices)

    def _ask_title(self) -> None:
        title, is_given = QInputDialog.getText(self, tr("Save choices"), tr("Name of the preset:"))
        if is_given and title.strip():
            self.keep(title.strip())

    def _delete(self) -> None:
        delete_preset(self.preset.currentText())
        self._fill()
        self.show_choices(self._choices)
