"""Finds the texts that the QGIS side shows: the literals in calls of ``tr``.

A call whose text is not written there can't be found by a translator, so it is a problem, never left out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Names of the functions of mining_detector_plugin/translation.py.
TRANSLATE, TRANSLATE_COUNT = "tr", "tr_count"
#: It hands on texts that were found elsewhere.
_TRANSLATING = ("message_translation.py",)


@dataclass(frozen=True)
class Text:
    """A text to translate.

    Attributes:
        source: in English.
        file: where it stands, below the package's folder.
        is_counted: whether it has a form for each number (``%n``).
    """

    source: str
    file: str
    is_counted: bool = False


@dataclass(frozen=True)
class Problem:
    """A call that no translator can follow.

    Attributes:
        place: file and line.
        message: what is wrong there.
    """

    place: str
    message: str


def find_texts(package: Path) -> tuple[list[Text], list[Problem]]:
    """Return the texts of all Python files of a package in reading order, and what can't be read.

    Args:
        package: the package's folder.
    """
    texts: list[Text] = []
    problems: list[Problem] = []
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package).as_posix()
        if file in _TRANSLATING:
            continue
        for call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            is_counted = _name(call) == TRANSLATE_COUNT
            sources = list(_literals(call.args[0])) if call.args else []
            if not sources or None in sources:
                problems.append(Problem(f"{file}:{call.lineno}", "tr() takes a text written in its place"))
            texts += [Text(source, file, is_counted) for source in sources if source]
    return texts, problems


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if _name(call) in (TRANSLATE, TRANSLATE_COUNT):
            yield call


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _literals(node: ast.expr) -> Iterator[str | None]:
    """Yield the texts that an argument can be; None for one that is not written here."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        yield None
