"""A language that nobody speaks: the English text, longer and marked, so that what is not translated is seen."""

from __future__ import annotations

from contextlib import contextmanager

from qgis.PyQt.QtCore import QCoreApplication, QTranslator

#: German, French and Portuguese texts are up to this much longer than English ones.
LONGER = 0.4
_MARK = "¡"
_PADDING = "wider words "


def pseudo(text: str) -> str:
    """Return a text as the language has it; placeholders and mnemonics stay."""
    length = round(len(text) * LONGER) - len(_MARK)
    padding = (_PADDING * (length // len(_PADDING) + 1))[: max(0, length)].strip()
    return f"{_MARK}{text} {padding}".rstrip() if padding else f"{_MARK}{text}"


class PseudoTranslator(QTranslator):
    """Gives every text of one context in the pseudo language."""

    def __init__(self, context: str) -> None:
        super().__init__()
        self._context = context

    def translate(self, context, text, disambiguation=None, count=-1) -> str:  # Qt calls this name
        """Return the translation, nothing for texts of QGIS itself."""
        return pseudo(text) if context == self._context else ""

    def isEmpty(self) -> bool:  # Qt calls this name
        """Return that there is something to find."""
        return False


@contextmanager
def pseudo_language(context: str):
    """Show a context's texts in the pseudo language."""
    translator = PseudoTranslator(context)
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)
