"""The one way to a translated text: English in, the language of QGIS out. Needs Qt: not for engine and client."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

#: The context of all our texts in the translation files.
CONTEXT = "MiningDetector"


def tr(text: str) -> str:
    """Return a text in the language of QGIS; fill its placeholders afterwards, by ``format``."""
    return QCoreApplication.translate(CONTEXT, text)
