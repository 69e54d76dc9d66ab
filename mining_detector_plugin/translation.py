"""The one way to a translated text: English in, the language of QGIS out. Needs Qt: not for engine and client.

`make translations` finds the texts by reading the code, so each stands as a literal in its call. Sentences that come
from the engine and the client are translated by ``message_translation``.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QTranslator

#: The context of all our texts in the translation files.
CONTEXT = "MiningDetector"
TRANSLATIONS = Path(__file__).resolve().parent / "resources" / "i18n"
_ENGLISH = "en"
#: A number as Python groups it, such as 48,784.5; a path or a list with commas is none.
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


class TextToFill(str):
    """A text with placeholders in the language of QGIS, whose large numbers are grouped as its readers expect.

    In Spanish, Portuguese and French 48,784 is a number below fifty. There a space stands between the groups, and the
    point stays before decimals, as SI has it for all languages.
    """

    __slots__ = ()

    def format(self, *values: Any, **named: Any) -> str:
        """Fill the placeholders; see ``str.format``."""
        return _Numbers(tr("1,000")[1]).vformat(self, values, named)


class _Numbers(Formatter):
    def __init__(self, separator: str) -> None:
        self._separator = separator

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        return text.replace(",", self._separator) if _GROUPED.fullmatch(text) else text


def tr(text: str) -> str:
    """Return a text in the language of QGIS; fill its placeholders afterwards, by ``format``."""
    return _to_fill(QCoreApplication.translate(CONTEXT, text))


def tr_count(text: str, count: int) -> str:
    """Return a text with a number in the language of QGIS, in the form that goes with the number.

    Args:
        text: with ``%n`` where the number stands, and its noun in the plural: ``%n runs``.
        count: the number.
    """
    return _to_fill(QCoreApplication.translate(CONTEXT, text, None, count))


def _to_fill(text: str) -> str:
    # Qt takes a child of str for a string in most places, but not where it takes any value.
    return TextToFill(text) if "{" in text else text


def install_translator(locale: str) -> QTranslator | None:
    """Show our texts in a language from now on; widgets that are there already keep theirs.

    Args:
        locale: of QGIS, such as ``pt_BR``. The language alone is taken where there is nothing for the country,
            and English where there is nothing for the language.

    Returns:
        What ``remove_translator`` takes away again, None where no file could be read.
    """
    for name in (locale, locale.split("_")[0], _ENGLISH):
        translator = QTranslator()
        if translator.load(str(TRANSLATIONS / f"mining_detector_{name}.qm")):
            QCoreApplication.installTranslator(translator)
            return translator
    return None


def remove_translator(translator: QTranslator | None) -> None:
    """Take away what ``install_translator`` gave."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
