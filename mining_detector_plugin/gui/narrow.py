"""Lets widgets with long contents shrink, so that no name of a layer widens the dock."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

#: Width in logical pixels below which a box shows nothing useful.
_NARROWEST_BOX = 70


def let_shrink(box: QWidget) -> None:
    """Let a box be narrower than what it holds."""
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.setMinimumWidth(_NARROWEST_BOX)
