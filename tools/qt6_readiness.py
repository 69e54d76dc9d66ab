"""Finds in Python source what runs on Qt 5 alone: imports of PyQt itself, and enum members without their enum's name.

Qt 6 knows `Qt.AlignmentFlag.AlignLeft` and no `Qt.AlignLeft`. Nothing of Qt is imported, so it works anywhere: an
attribute that begins with a capital, straight on a class from `qgis`, is taken for a member without its enum, unless
it is called (a nested class), an annotation (the enum itself) or written in capitals alone (a constant).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_BINDINGS = {"PyQt5", "PyQt6", "PySide2", "PySide6", "sip"}
#: Methods that Qt 6's bindings have lost.
_LOST_METHODS = {"exec_", "print_"}


def qt6_problems(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line, from 1, and what is wrong there.

    Args:
        source: text of a Python file.

    Raises:
        SyntaxError: where it is no Python.
    """
    tree = ast.parse(source)
    classes = set(_names_from_qgis(tree))
    fine = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    fine |= {id(part) for node in ast.walk(tree) for part in _parts_of_annotations(node)}
    # The enum's name in Qt.AlignmentFlag.AlignLeft.
    fine |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        for module in _imported_modules(node):
            if module.split(".")[0] in _BINDINGS:
                yield node.lineno, f"imports {module}; import it from qgis.PyQt"
        if isinstance(node, ast.Attribute) and node.attr in _LOST_METHODS:
            yield node.lineno, f"calls {node.attr}, which Qt 6 lacks; call {node.attr.rstrip('_')}"
        if not isinstance(node, ast.Attribute) or id(node) in fine or not isinstance(node.value, ast.Name):
            continue
        is_member = node.attr[0].isupper() and not node.attr.isupper()
        if node.value.id in classes and is_member:
            yield node.lineno, f"names {node.value.id}.{node.attr} without its enum, which Qt 6 needs"


def _imported_modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []


def _parts_of_annotations(node: ast.AST) -> Iterator[ast.AST]:
    for name in ("annotation", "returns"):
        annotation = getattr(node, name, None)
        if annotation is not None:
            yield from ast.walk(annotation)


def _names_from_qgis(tree: ast.AST) -> Iterator[str]:
    """Yield the names of classes that a file imports from QGIS and its Qt."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "qgis":
            yield from (alias.asname or alias.name for alias in node.names)
