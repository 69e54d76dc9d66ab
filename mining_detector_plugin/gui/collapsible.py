"""Groups of a page that fold away: their button has a name for screen readers, and they follow the theme."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtWidgets import QToolButton

from ..translation import tr


class _Collapsible(QgsCollapsibleGroupBox):
    """A group that folds away.

    QGIS's own keeps the colours that it was made with: it has a style sheet, and Qt passes no palette on through one.
    """

    def __init__(self, title: str, is_collapsed: bool) -> None:
        super().__init__(title)
        button = self.findChild(QToolButton, "collapseButton")
        if button is not None:
            button.setAccessibleName(tr("Show or hide: {title}").format(title=title))
        self.setCollapsed(is_collapsed)

    def changeEvent(self, event: QEvent) -> None:  # Qt calls this name
        """Watch the widget that it gets into."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange and self.parentWidget() is not None:
            self.parentWidget().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # Qt calls this name
        """Take the new colours of the widget that it is in."""
        if event.type() == QEvent.Type.PaletteChange and watched is self.parentWidget():
            self.setStyleSheet(self.styleSheet())
        return False


def collapsible(title: str, is_collapsed: bool) -> QgsCollapsibleGroupBox:
    """Return a group that folds away."""
    return _Collapsible(title, is_collapsed)
