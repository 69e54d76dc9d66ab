"""The only place that names colours of the panel: those of messages, in light and in dark themes."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.PyQt.QtGui import QColor, QPalette

#: Dark letters for light themes, light letters for dark ones; each has a contrast of 4.5 or more (WCAG 2.1, AA).
_ON_LIGHT = {
    Qgis.MessageLevel.Info: "#303030",
    Qgis.MessageLevel.Success: "#1b6e42",
    Qgis.MessageLevel.Warning: "#8f5200",
    Qgis.MessageLevel.Critical: "#b02a1c",
}
_ON_DARK = {
    Qgis.MessageLevel.Info: "#e0e0e0",
    Qgis.MessageLevel.Success: "#6fd39b",
    Qgis.MessageLevel.Warning: "#f0b35a",
    Qgis.MessageLevel.Critical: "#ff9c8f",
}
_HALF = 128


def message_color(level: Qgis.MessageLevel, palette: QPalette) -> QColor:
    """Return the colour of letters for a message of a level, on the background of a palette's text fields."""
    is_dark = palette.color(QPalette.ColorRole.Base).lightness() < _HALF
    # Not the palette's own letters: a theme made by a style sheet leaves them black on dark.
    return QColor((_ON_DARK if is_dark else _ON_LIGHT)[level])
