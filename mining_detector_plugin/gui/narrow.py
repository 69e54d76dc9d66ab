"""Lets widgets with long contents shrink, so that no name of a layer, no path and no long page widens the dock."""

from __future__ import annotations

import re

from qgis.PyQt.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

#: Width in logical pixels below which a box shows nothing useful.
_NARROWEST_BOX = 70
#: Words of more letters are paths and names of files: they may break where one of these parts ends.
_LONG_WORD = re.compile(r"\S{18,}")
_PART_END = re.compile(r"([/\\_.-]|\w{16})(?=\S)")
_BREAK = "\u200b"


def let_shrink(box: QWidget) -> None:
    """Let a box be narrower than what it holds."""
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.setMinimumWidth(_NARROWEST_BOX)


def wrap(label: QLabel) -> None:
    """Let a label break its text into lines at any width."""
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


def breakable(text: str) -> str:
    """Return a text whose long words may be broken: with spaces of no width in them."""
    return _LONG_WORD.sub(lambda word: _PART_END.sub(rf"\1{_BREAK}", word[0]), text)


def scrolled(content: QWidget) -> QScrollArea:
    """Return an area that shows a part of what is taller than the dock."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidget(content)
    return scroll
