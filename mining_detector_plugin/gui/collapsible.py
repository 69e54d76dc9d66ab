"""Groups of a page that fold away, with a button that a screen reader can name."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QToolButton

from ..translation import tr


def collapsible(title: str, is_collapsed: bool) -> QgsCollapsibleGroupBox:
    """Return a group that folds away."""
    box = QgsCollapsibleGroupBox(title)
    button = box.findChild(QToolButton, "collapseButton")
    if button is not None:
        button.setAccessibleName(tr("Show or hide: {title}").format(title=title))
    box.setCollapsed(is_collapsed)
    return box
