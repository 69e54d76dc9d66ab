"""The choices of the options panel that few users need."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QToolButton, QWidget

from ..client.requests import CLASSIFY, DETECT, SEGMENT
from ..translation import tr
from .narrow import let_shrink
from .settings import Settings


class AdvancedOptions(QgsCollapsibleGroupBox):
    """What is looked for, and what is done to the image and to what is found.

    Signals:
        changed: a choice is another one.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Advanced"), parent)
        self.setObjectName("advanced")
        self.setSaveCollapsedState(False)
        self.only = QComboBox()
        for name, title in (
            ("", tr("Mines (all models)")),
            (CLASSIFY, tr("Cells that may hold mines (quick)")),
            (DETECT, tr("Boxes around sites")),
            (SEGMENT, tr("Confidence of each pixel, everywhere")),
        ):
            self.only.addItem(title, name)
        self.only.setToolTip(tr("The answer of one model alone comes without outlines of mines."))
        self.dehaze = QComboBox()
        for name, title in (
            ("", tr("As the models ask for")),
            ("none", tr("Left as it is")),
            ("dark_channel", tr("Taken off by place (dark channel)")),
            ("constant", tr("Taken off evenly")),
        ):
            self.dehaze.addItem(title, name)
        self.dehaze.setToolTip(tr("What is done to haze before the models look."))
        self.precision_filter = QCheckBox(tr("Remove &false hits"))
        self.precision_filter.setToolTip(tr("By the models' own precision filters, where they have any."))
        self.with_untested_classes = QCheckBox(tr("Also look for untested t&ypes"))
        self.with_untested_classes.setToolTip(
            tr("Types that a model's card calls untested: no real place has shown how well it finds them.")
        )
        for name in ("only", "dehaze", "precision_filter", "with_untested_classes"):
            getattr(self, name).setObjectName(name)
        self._lay_out()
        for box in (self.only, self.dehaze):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            let_shrink(box)
        for check in (self.precision_filter, self.with_untested_classes):
            check.toggled.connect(lambda _: self.changed.emit())
        self.setCollapsed(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Show or hide the advanced options"))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("L&ook for"), self.only)
        form.addRow(tr("Fi&x haze"), self.dehaze)
        form.addRow(self.precision_filter)
        form.addRow(self.with_untested_classes)

    def values(self) -> dict[str, Any]:
        """Return the choices by the name of their setting."""
        return {
            "precision_filter": self.precision_filter.isChecked(),
            "dehaze": self.dehaze.currentData(),
            "with_untested_classes": self.with_untested_classes.isChecked(),
            "only": self.only.currentData(),
        }

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices; what differs from the usual is in sight."""
        self.only.setCurrentIndex(max(0, self.only.findData(settings.only)))
        self.dehaze.setCurrentIndex(max(0, self.dehaze.findData(settings.dehaze)))
        self.precision_filter.setChecked(settings.precision_filter)
        self.with_untested_classes.setChecked(settings.with_untested_classes)
        usual = Settings()
        if any(getattr(settings, name) != getattr(usual, name) for name in self.values()):
            self.setCollapsed(False)
