"""Reads and writes Qt Linguist's .ts files: one context, texts in the order of the code, no line numbers."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

CONTEXT = "MiningDetector"
#: How many forms a counted text has (Qt's own rules for these languages).
FORMS = {"en": 2, "es": 2, "fr": 2, "pt": 2}
_HEADER = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


@dataclass(frozen=True)
class Entry:
    """A text and what it is in another language.

    Attributes:
        source: in English.
        files: where it stands.
        is_counted: whether there is a form for each kind of number.
        forms: the translation, or its forms; empty where nobody has translated it.
    """

    source: str
    files: tuple[str, ...] = ()
    is_counted: bool = False
    forms: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, bool]:
        """What tells it from other entries."""
        return self.source, self.is_counted

    @property
    def is_finished(self) -> bool:
        """Whether all of its forms are there."""
        return bool(self.forms) and all(self.forms)


def read_ts(path: Path) -> list[Entry]:
    """Return the entries of a file; unfinished ones have no forms. A file that is not there has none."""
    if not path.is_file():
        return []
    entries = []
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        is_counted = message.get("numerus") == "yes"
        forms: tuple[str, ...] = ()
        if translation is not None and translation.get("type") is None:
            texts = translation.findall("numerusform") if is_counted else [translation]
            forms = tuple(text.text or "" for text in texts)
        files = tuple(place.get("filename", "") for place in message.findall("location"))
        entries.append(Entry(message.findtext("source", ""), files, is_counted, forms))
    return entries


def merge(wanted: Iterable[Entry], known: Iterable[Entry]) -> list[Entry]:
    """Return the wanted entries with the finished translations that are known; what is not wanted goes."""
    finished = {entry.key: entry.forms for entry in known if entry.is_finished}
    return [replace(entry, forms=finished.get(entry.key, ())) for entry in wanted]


def write_ts(path: Path, language: str, entries: Iterable[Entry]) -> None:
    """Write a file that Qt Linguist reads.

    Args:
        path: of the file.
        language: two letters.
        entries: in the order in which they shall stand.
    """
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for entry in entries:
        message = ElementTree.SubElement(context, "message")
        if entry.is_counted:
            message.set("numerus", "yes")
        for file in entry.files:
            ElementTree.SubElement(message, "location", filename=file)
        ElementTree.SubElement(message, "source").text = entry.source
        translation = ElementTree.SubElement(message, "translation")
        if not entry.is_finished:
            translation.set("type", "unfinished")
        if entry.is_counted:
            for form in entry.forms or ("",) * FORMS[language]:
                ElementTree.SubElement(translation, "numerusform").text = form
        elif entry.forms:
            translation.text = entry.forms[0]
    ElementTree.indent(root, " " * 4)
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f"{_HEADER}{text}\n", encoding="utf-8", newline="\n")
