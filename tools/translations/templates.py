"""Sentences with holes: what an f-string of the code can become, as text with named placeholders."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]{3}")
_NO_NAME = re.compile(r"\W+")


@dataclass(frozen=True)
class Hole:
    """A place in a sentence whose value is known only when the code runs.

    Attributes:
        name: of its placeholder.
        is_text: whether the value is English text that is translated by itself.
    """

    name: str
    is_text: bool = False


#: Literal pieces and holes in their order.
Template = tuple["str | Hole", ...]


@dataclass(frozen=True)
class Message:
    """A sentence of the engine or the client, as translators see it.

    Attributes:
        text: with placeholders such as ``{path}``.
        inner: names of the placeholders whose values are translated too.
        file: where it stands, below the package's folder.
    """

    text: str
    inner: tuple[str, ...]
    file: str


def join(left: Template, right: Template) -> Template:
    """Return one template after another; neighbouring literals are one, and so are neighbouring holes."""
    parts: list[str | Hole] = []
    for part in (*left, *right):
        last = parts[-1] if parts else None
        if isinstance(part, str) and isinstance(last, str):
            parts[-1] = last + part
        elif part != "" and not (isinstance(part, Hole) and isinstance(last, Hole)):
            parts.append(part)
    return tuple(parts)


def shape(template: Template) -> str:
    """Return its literals, holes without their names: templates of one shape can't be told apart."""
    return "".join(part if isinstance(part, str) else "\0" for part in template)


def has_words(template: Template) -> bool:
    """Tell whether enough of it is written down to know it again."""
    return any(isinstance(part, str) and _WORD.search(part) for part in template)


def to_message(template: Template, file: str) -> Message:
    """Return the template with a name of its own for each hole."""
    text, names, inner = "", [], []
    for part in template:
        if isinstance(part, str):
            text += part.replace("{", "{{").replace("}", "}}")
            continue
        name, number = part.name, 2
        while name in names:
            name, number = f"{part.name}_{number}", number + 1
        names.append(name)
        text += f"{{{name}}}"
        if part.is_text:
            inner.append(name)
    return Message(text, tuple(inner), file)


def hole_for(node: ast.expr, is_text: bool = False) -> Hole:
    """Return a hole named after the expression that fills it."""
    if isinstance(node, ast.Call):
        name = _name_of_call(node)
    elif isinstance(node, ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) and node.value.id != "self" else ""
        name = f"{owner}_{node.attr}" if owner else node.attr
    elif isinstance(node, ast.Name):
        name = node.id
    elif isinstance(node, ast.BoolOp):
        return hole_for(node.values[0], is_text)
    elif isinstance(node, (ast.BinOp, ast.Subscript)):
        return hole_for(node.left if isinstance(node, ast.BinOp) else node.value, is_text)
    else:
        name = "value"
    return Hole(_NO_NAME.sub("_", name).strip("_").lower() or "value", is_text)


def _name_of_call(node: ast.Call) -> str:
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    if called == "len":
        return "count"
    return hole_for(node.args[0]).name if node.args else "value"
