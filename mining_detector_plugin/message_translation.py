"""Translates sentences that engine and client wrote in English, where they are shown.

They come as finished text from another process. `make translations` has read from the code what can come, with
placeholders for what is filled in: resources/i18n/messages.json. A sentence that fits one of these is translated and
filled with the values it came with; one that fits none, or could be two, stays in English.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from .client.errors import ClientError
from .translation import TRANSLATIONS, tr

_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
#: A longer row of sentences is no message of ours, but a program's output.
_MOST_SENTENCES = 8


@dataclass(frozen=True)
class _Sentence:
    """Something that the engine or the client can say.

    Attributes:
        text: with placeholders.
        pattern: fits what it becomes.
        pieces: its literals.
        inner: placeholders whose values are sentences too.
    """

    text: str
    pattern: re.Pattern[str]
    pieces: tuple[str, ...]
    inner: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much of it is written down: of two that fit, the heavier is meant."""
        return sum(map(len, self.pieces))


def translate_error(error: ClientError) -> ClientError:
    """Return an error with its message and hint in the language of QGIS."""
    return ClientError(
        error.code, translate_message(error.message), translate_message(error.hint), error.details, error.kept
    )


def translate_message(text: str) -> str:
    """Return a message of the engine or the client, of one or more sentences, in the language of QGIS."""
    return _translate(text)[1] if text else text


def _translate(text: str) -> tuple[int, str]:
    """Return how many characters of a text are known, and its translation."""
    known, translated = _translate_whole(text)
    parts = _SENTENCE_END.split(text)
    if len(parts) > _MOST_SENTENCES:
        return known, translated
    for count in range(1, len(parts)):
        first = _translate_whole(" ".join(parts[:count]))
        rest = _translate(" ".join(parts[count:])) if first[0] else (0, "")
        if rest[0] and first[0] + rest[0] > known:
            known, translated = first[0] + rest[0], f"{first[1]} {rest[1]}"
    return known, translated


def _translate_whole(text: str) -> tuple[int, str]:
    fitting = [
        (sentence, match)
        for sentence in _sentences()
        if all(piece in text for piece in sentence.pieces) and (match := sentence.pattern.fullmatch(text))
    ]
    if not fitting:
        return 0, text
    most = max(sentence.weight for sentence, _ in fitting)
    meant = [(sentence, match) for sentence, match in fitting if sentence.weight == most]
    translations = {_fill(sentence, match) for sentence, match in meant}
    return (most, translations.pop()) if len(translations) == 1 else (0, text)


def _fill(sentence: _Sentence, match: re.Match[str]) -> str:
    values = match.groupdict()
    for name in sentence.inner:
        values[name] = _translate_value(values[name])
    return tr(sentence.text).format(**values)


def _translate_value(value: str) -> str:
    """Translate a part of a sentence, which may have lost its capital."""
    known, translated = _translate(value)
    if known or not value:
        return translated
    known, translated = _translate(value[0].upper() + value[1:])
    return translated[0].lower() + translated[1:] if known else value


@lru_cache(maxsize=1)
def _sentences() -> tuple[_Sentence, ...]:
    path = TRANSLATIONS / "messages.json"
    return tuple(
        _read(entry["text"], tuple(entry["inner"])) for entry in json.loads(path.read_text(encoding="utf-8"))
    )


def _read(text: str, inner: tuple[str, ...]) -> _Sentence:
    pattern, pieces = "", []
    for piece, name, _, _ in Formatter().parse(text):
        pieces.append(piece)
        pattern += re.escape(piece)
        if name:
            pattern += f"(?P<{name}>.+?)"
    return _Sentence(text, re.compile(pattern, re.DOTALL), tuple(filter(None, pieces)), inner)
