"""Reads a lock file: which packages it pins for a Python on a platform, with which hashes.

Only what `uv pip compile --generate-hashes` writes is understood: `name==version ; marker \\` and hashes below.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import ClientError

_REQUIREMENT = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)\s*(?:;\s*(?P<marker>[^\\]+?))?\s*\\?$"
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: Marker variables whose values are versions and compare as such.
_VERSIONS = ("python_version", "python_full_version")
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt,
    ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip


@dataclass(frozen=True)
class Requirement:
    """A pinned package.

    Attributes:
        name, version: as pinned.
        marker: the environments that it is for (PEP 508), empty for all.
        hashes: SHA-256 of the files that may be installed.
    """

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def line(self) -> str:
        """Return it as a line of a requirements file, without its marker."""
        return f"{self.name}=={self.version} " + " ".join(
            f"--hash=sha256:{one}" for one in sorted(self.hashes)
        )


def normalised(name: str) -> str:
    """Return a package's name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path) -> list[Requirement]:
    """Return all that a lock file pins, in its order."""
    return list(_requirements(path.read_text(encoding="utf-8")))


def pinned_for(path: Path, variables: Mapping[str, str]) -> list[Requirement]:
    """Return what a lock file pins for an environment.

    Args:
        path: of the lock file.
        variables: PEP 508's: ``python_full_version``, ``sys_platform``, ``platform_machine`` and others.
    """
    return [one for one in read_lock(path) if not one.marker or marker_holds(one.marker, variables)]


def _requirements(text: str) -> Iterator[Requirement]:
    found: re.Match[str] | None = None
    hashes: set[str] = set()
    for line in [*text.splitlines(), "end==0"]:
        start = _REQUIREMENT.match(line.split(" --hash")[0])
        if start:
            if found:
                yield Requirement(found["name"], found["version"], found["marker"] or "", frozenset(hashes))
            found, hashes = start, set()
        hashes.update(_HASH.findall(line))


def marker_holds(marker: str, variables: Mapping[str, str]) -> bool:
    """Tell whether an environment marker (PEP 508) holds. Nothing of it is executed.

    Raises:
        ClientError: ``lock_invalid`` where it is none that a lock of ours holds.
    """
    try:
        return _holds(ast.parse(marker, mode="eval").body, variables)
    except (SyntaxError, KeyError, TypeError, ValueError) as error:
        raise ClientError(
            "lock_invalid", f"The plugin's list of packages has a marker that can't be read: {marker}.",
            "Install the plugin again.",
        ) from error  # fmt: skip


def _holds(node: ast.expr, variables: Mapping[str, str]) -> bool:
    if isinstance(node, ast.BoolOp):
        parts = [_holds(value, variables) for value in node.values]
        return all(parts) if isinstance(node.op, ast.And) else any(parts)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        raise TypeError("no comparison")
    left, right, kind = node.left, node.comparators[0], node.ops[0]
    is_version = any(isinstance(side, ast.Name) and side.id in _VERSIONS for side in (left, right))
    return _compare(_value(left, variables), kind, _value(right, variables), is_version)


def _value(node: ast.expr, variables: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return variables[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise TypeError("neither a variable nor a text")


def _compare(left: str, kind: ast.cmpop, right: str, is_version: bool) -> bool:
    if isinstance(kind, ast.In):
        return left in right
    if isinstance(kind, ast.NotIn):
        return left not in right
    compare = _COMPARISONS[type(kind)]
    return compare(version_tuple(left), version_tuple(right)) if is_version else compare(left, right)


def version_tuple(text: str) -> tuple[int, ...]:
    """Return a release's numbers, without zeros at the end: ``3.12.0rc1`` gives ``(3, 12)``."""
    numbers = [int(part) for part in re.match(r"\d*(?:\.\d+)*", text)[0].split(".") if part]  # type: ignore[index]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
