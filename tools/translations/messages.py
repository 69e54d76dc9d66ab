"""Finds the sentences that the engine and the client tell: their errors, warnings, progress and log.

They reach QGIS as finished English text from another process. What the code can say is read from the code: the
arguments of its errors and reports, followed through local names, conditions, the functions that they are passed
through, and constants. A piece that is not known before the code runs becomes a placeholder.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from .templates import Hole, Message, Template, has_words, hole_for, join, shape, to_message

#: The bases of all errors that are shown: code, message, hint.
_ERROR_BASES = {"MiningDetectorError", "ClientError"}
#: Arguments that are shown, by the function that takes them; methods only of a reporter.
_REPORTS = {"warning": ("message", "hint"), "progress": ("message",), "log": ("message",)}
_ARGUMENTS = {"warning": ["code", "message", "hint"], "log": ["message"],
              "progress": ["stage", "done", "total", "fraction", "message"]}  # fmt: skip
_TELLING = {"on_progress": 1, "report": 1, "tell": 1, "StageProgress": 4}
#: Fields of data classes, and keys of answers, that hold a sentence.
_TEXT_FIELDS = {"reason", "message", "hint", "remark", "problem", "advice", "summary"}
#: A data class whose name is shown, and how the code speaks of it.
_NAMED_CLASS, _NAMED = "Device", ("device", "name")
_MOST_VARIANTS = 24
_DEEPEST = 6

Function = "ast.FunctionDef | ast.AsyncFunctionDef"


@dataclass(frozen=True)
class Scope:
    """Where an expression stands.

    Attributes:
        file: below the package's folder.
        module: its syntax tree.
        function: the innermost function around it, None at module level.
    """

    file: str
    module: ast.Module
    function: ast.FunctionDef | None


@dataclass
class Code:
    """The syntax trees of a package, and what is looked up in them."""

    scopes: list[tuple[ast.AST, Scope]] = field(default_factory=list)
    functions: dict[str, list[tuple[ast.FunctionDef, Scope]]] = field(default_factory=dict)
    errors: set[str] = field(default_factory=lambda: set(_ERROR_BASES))
    text_fields: dict[str, dict[int, str]] = field(default_factory=dict)


def read_code(package: Path, folders: tuple[str, ...]) -> Code:
    """Return the code of a package's folders and files."""
    code = Code()
    paths = [path for name in folders for path in _python_files(package / name)]
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        _index(tree, Scope(path.relative_to(package).as_posix(), tree, None), code)
    grew = True
    while grew:
        # A child may be defined before its parent is known.
        known = len(code.errors)
        for node, _ in code.scopes:
            if isinstance(node, ast.ClassDef) and {_last_name(base) for base in node.bases} & code.errors:
                code.errors.add(node.name)
        grew = len(code.errors) > known
    return code


def find_messages(code: Code) -> list[Message]:
    """Return what the code can tell, each shape once, in reading order."""
    finder = _Finder(code)
    messages: dict[str, Message] = {}
    for template, scope in finder.all_templates():
        if has_words(template):
            message = to_message(template, scope.file)
            known = messages.setdefault(shape(template), message)
            if message.inner and not known.inner:
                messages[shape(template)] = message
    return sorted(messages.values(), key=lambda message: message.file)


def find_codes(code: Code) -> dict[str, set[str]]:
    """Return the files that tell each code of an error or a warning."""
    finder = _Finder(code)
    found: dict[str, set[str]] = {}
    for call, scope in finder.telling_calls():
        for argument in call.args[:1]:
            for template in finder.resolve(argument, scope):
                if len(template) == 1 and isinstance(template[0], str):
                    found.setdefault(template[0], set()).add(scope.file)
    return found


class _Finder:
    """Follows texts through the code; remembers which parameters of functions end up in a message."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._forwarded: set[tuple[str, str]] = set()
        self._texts_of_parameters: dict[tuple[str, str], bool] = {}

    def telling_calls(self) -> Iterator[tuple[ast.Call, Scope]]:
        """Yield calls whose first argument is a code: errors and warnings."""
        for node, scope in self._code.scopes:
            if isinstance(node, ast.Call) and (self._is_error(node, scope) or _is_report(node) == "warning"):
                yield node, scope

    def all_templates(self) -> Iterator[tuple[Template, Scope]]:
        """Yield what is told, again from the start until no more functions turn out to pass texts on."""
        known = -1
        while known < len(self._forwarded):
            known = len(self._forwarded)
            found = [
                (template, scope)
                for expression, scope in self._told()
                for template in self.resolve(expression, scope)
            ]
        yield from found

    def _told(self) -> Iterator[tuple[ast.expr, Scope]]:
        for node, scope in self._code.scopes:
            if isinstance(node, ast.Call):
                for expression in self._shown_arguments(node, scope):
                    yield expression, scope
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value in _TEXT_FIELDS:
                        yield value, scope

    def _shown_arguments(self, call: ast.Call, scope: Scope) -> Iterator[ast.expr]:
        name = _last_name(call.func)
        if self._is_error(call, scope):
            yield from call.args[1:3]
            yield from _keywords(call, ("message", "hint"))
        report = _is_report(call)
        if report:
            for argument, value in zip(_ARGUMENTS[report], call.args, strict=False):
                if argument in _REPORTS[report]:
                    yield value
            yield from _keywords(call, _REPORTS[report])
        if name in _TELLING:
            yield from call.args[_TELLING[name] : _TELLING[name] + 1]
        for place in self._code.text_fields.get(name, ()):
            yield from call.args[place : place + 1]
        yield from _keywords(call, tuple(self._code.text_fields.get(name, {}).values()))
        for function, parameter in sorted(self._forwarded):
            if function == name:
                yield from self._argument(call, function, parameter)

    def _is_error(self, call: ast.Call, scope: Scope) -> bool:
        name = _last_name(call.func)
        if name == "cls" or (name == "__init__" and isinstance(call.func, ast.Attribute)):
            owner = _class_around(scope, call)
            return owner in self._code.errors
        return name in self._code.errors

    def _argument(self, call: ast.Call, function: str, parameter: str) -> Iterator[ast.expr]:
        yield from _keywords(call, (parameter,))
        for definition, _ in self._code.functions.get(function, []):
            names = [argument.arg for argument in definition.args.args]
            if names[:1] in (["self"], ["cls"]):
                names = names[1:]
            if parameter in names and names.index(parameter) < len(call.args):
                yield call.args[names.index(parameter)]

    def resolve(self, node: ast.expr, scope: Scope, depth: int = 0) -> list[Template]:
        """Return what an expression can become; a lone hole where nothing of it is known."""
        if depth > _DEEPEST:
            return [(hole_for(node),)]
        if isinstance(node, ast.Constant):
            return [(node.value,)] if isinstance(node.value, str) else []
        if isinstance(node, ast.JoinedStr):
            return self._join(node.values, scope, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._join([node.left, node.right], scope, depth)
        if isinstance(node, ast.FormattedValue):
            if node.conversion != -1 or node.format_spec is not None:
                return [(hole_for(node.value),)]
            return self.resolve(node.value, scope, depth + 1)
        if isinstance(node, ast.IfExp):
            return self._union([node.body, node.orelse], scope, depth)
        if isinstance(node, ast.BoolOp):
            return self._union(node.values, scope, depth)
        if isinstance(node, ast.Name):
            return self._resolve_name(node, scope, depth)
        if isinstance(node, ast.Call):
            return self._resolve_call(node, scope, depth)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            table = _module_value(scope.module, node.value.id)
            if isinstance(table, ast.Dict):
                return self._union(list(table.values), scope, depth)
        is_text = isinstance(node, ast.Attribute) and (
            node.attr in _TEXT_FIELDS or (_last_name(node.value), node.attr) == _NAMED
        )
        return [(hole_for(node, is_text),)]

    def _union(self, nodes: list[ast.expr], scope: Scope, depth: int) -> list[Template]:
        found = [template for node in nodes for template in self.resolve(node, scope, depth + 1)]
        return list(dict.fromkeys(found))[:_MOST_VARIANTS]

    def _join(self, nodes: list[ast.expr], scope: Scope, depth: int) -> list[Template]:
        choices = [self.resolve(node, scope, depth + 1) or [("",)] for node in nodes]
        joined: list[Template] = [()]
        for node, choice in zip(nodes, choices, strict=True):
            if len(joined) * len(choice) > _MOST_VARIANTS:
                inner = node.value if isinstance(node, ast.FormattedValue) else node
                choice = [(hole_for(inner),)]
            joined = [join(left, right) for left, right in product(joined, choice)]
        return joined

    def _resolve_name(self, node: ast.Name, scope: Scope, depth: int) -> list[Template]:
        if scope.function is not None:
            found: list[Template] = []
            for value, place in _local_values(scope.function, node.id):
                if not _is_empty(value):
                    found += self._resolve_assigned(value, place, scope, depth)
            if found:
                return _distinct(found, node)
            if node.id in {argument.arg for argument in _parameters(scope.function)}:
                owner = scope.function.name
                if owner == "__init__":
                    owner = _class_around(scope, scope.function) or owner
                self._forwarded.add((owner, node.id))
                return [(Hole(node.id, is_text=self._takes_text(owner, node.id)),)]
        value = _module_value(scope.module, node.id)
        if isinstance(value, (ast.Constant, ast.JoinedStr)) and value is not node:
            return self.resolve(value, scope, depth + 1) or [(hole_for(node),)]
        return [(hole_for(node),)]

    def _resolve_assigned(
        self, value: ast.expr, place: int | None, scope: Scope, depth: int
    ) -> list[Template]:
        """Resolve what was assigned; ``place`` is the name's place where a tuple was taken apart."""
        if place is None:
            return self.resolve(value, scope, depth + 1)
        if isinstance(value, ast.Tuple):
            part = value.elts[place]
            return [] if _is_empty(part) else self.resolve(part, scope, depth + 1)
        if isinstance(value, ast.Call):
            returned = self._returned(value)
            tuples = [(node.elts[place], where) for node, where in returned
                      if isinstance(node, ast.Tuple) and place < len(node.elts)]  # fmt: skip
            return [template for node, where in tuples for template in self.resolve(node, where, depth + 2)]
        return []

    def _resolve_call(self, node: ast.Call, scope: Scope, depth: int) -> list[Template]:
        name = _last_name(node.func)
        if name in ("tr", "tr_count"):
            return []
        if isinstance(node.func, ast.Attribute):
            if isinstance(node.func.value, ast.Call) and _last_name(node.func.value.func) == "tr":
                return []
            if name in ("strip", "rstrip"):
                return self.resolve(node.func.value, scope, depth + 1)
            if name == "join":
                return [(hole_for(node, is_text=_makes_text(node)),)]
        found = [
            template
            for value, where in self._returned(node)
            if not _is_empty(value)
            for template in self.resolve(value, where, depth + 2)
        ]
        return _distinct(found, node) or [(hole_for(node),)]

    def _returned(self, call: ast.Call) -> list[tuple[ast.expr, Scope]]:
        """Return what the functions of the called name give back, where all of them are known by one name."""
        definitions = self._code.functions.get(_last_name(call.func), [])
        if len(definitions) != 1:
            return []
        definition, scope = definitions[0]
        inside = Scope(scope.file, scope.module, definition)
        return [
            (node.value, inside)
            for node in ast.walk(definition)
            if isinstance(node, ast.Return) and node.value is not None
        ]

    def _takes_text(self, function: str, parameter: str) -> bool:
        key = (function, parameter)
        if key not in self._texts_of_parameters:
            self._texts_of_parameters[key] = False
            self._texts_of_parameters[key] = any(
                has_words(template)
                for call, scope in self._code.scopes
                if isinstance(call, ast.Call) and _last_name(call.func) == function
                for argument in self._argument(call, function, parameter)
                for template in self.resolve(argument, scope, _DEEPEST - 2)
            )
        return self._texts_of_parameters[key]


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == ""


def _distinct(templates: list[Template], node: ast.expr) -> list[Template]:
    """Return templates once each; those that are values rather than words become one hole."""
    found = [
        template if has_words(template) or template == ("",) or not template else (hole_for(node),)
        for template in templates
    ]
    return list(dict.fromkeys(found))[:_MOST_VARIANTS]


def _python_files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _index(node: ast.AST, scope: Scope, code: Code) -> None:
    """Note each node with its scope, functions by name, and the places of sentences in data classes."""
    code.scopes.append((node, scope))
    if isinstance(node, ast.FunctionDef):
        code.functions.setdefault(node.name, []).append((node, scope))
        scope = Scope(scope.file, scope.module, node)
    if isinstance(node, ast.ClassDef):
        fields = [part.target.id for part in node.body
                  if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)]  # fmt: skip
        named = {_NAMED[1]} if node.name == _NAMED_CLASS else set()
        shown = {place: name for place, name in enumerate(fields) if name in _TEXT_FIELDS | named}
        if shown:
            code.text_fields.setdefault(node.name, {}).update(shown)
    for child in ast.iter_child_nodes(node):
        _index(child, scope, code)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _keywords(call: ast.Call, names: tuple[str, ...]) -> Iterator[ast.expr]:
    for keyword in call.keywords:
        if keyword.arg in names:
            yield keyword.value


def _is_report(call: ast.Call) -> str:
    """Return the method's name where a reporter is told something."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr in _REPORTS:
        return function.attr if _last_name(function.value).endswith("reporter") else ""
    return ""


def _class_around(scope: Scope, inside: ast.AST) -> str:
    for node in ast.walk(scope.module):
        if isinstance(node, ast.ClassDef) and any(part is inside for part in ast.walk(node)):
            return node.name
    return ""


def _parameters(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _local_values(function: ast.FunctionDef, name: str) -> Iterator[tuple[ast.expr, int | None]]:
    """Yield what is assigned to a name in a function, with the name's place where a tuple is taken apart."""
    for node in ast.walk(function):
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            targets: list[ast.expr] = [node.target]
        elif isinstance(node, ast.Assign):
            targets = node.targets
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield node.value, None
            elif isinstance(target, ast.Tuple):
                for place, part in enumerate(target.elts):
                    if isinstance(part, ast.Name) and part.id == name:
                        yield node.value, place


def _module_value(module: ast.Module, name: str) -> ast.expr | None:
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            targets = [node.target]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return node.value
    return None


def _makes_text(call: ast.Call) -> bool:
    """Tell whether a ``join`` puts sentences together, rather than names."""
    return any(isinstance(part, ast.JoinedStr) and any(
        isinstance(piece, ast.Constant) and len(str(piece.value)) > 3 for piece in part.values
    ) for argument in call.args for part in ast.walk(argument))  # fmt: skip
