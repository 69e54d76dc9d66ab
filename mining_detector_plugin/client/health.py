"""Asks an interpreter whether the worker's packages work there, by a child process that loads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .child import GRACE_S, Child, IsCancelled, never_cancelled
from .errors import ClientError
from .lock_file import version_tuple

_SCRIPT = Path(__file__).with_name("environment_check.py")
_LIMIT_S = 180.0
_NAMED = 5


@dataclass(frozen=True)
class Health:
    """What a check found.

    Attributes:
        problems: what does not work, a phrase for each; empty where all does.
        python: version of the interpreter, empty where it did not start.
        packages: versions of all that is installed, by name.
    """

    problems: tuple[str, ...]
    python: str = ""
    packages: Mapping[str, str] = ()  # type: ignore[assignment]

    @property
    def is_good(self) -> bool:
        """Whether all works."""
        return not self.problems

    @property
    def reason(self) -> str:
        """The problems in one phrase."""
        shown = list(self.problems[:_NAMED])
        if len(self.problems) > _NAMED:
            shown.append(f"and {len(self.problems) - _NAMED} more")
        return "; ".join(shown)


def check_health(
    python: str,
    packages: Mapping[str, str],
    is_cancelled: IsCancelled = never_cancelled,
    with_files: bool = False,
    plugin_folder: Path | None = None,
) -> Health:
    """Load the packages in an interpreter.

    Args:
        python: the interpreter.
        packages: import names with the oldest version that will do.
        is_cancelled: polled while waiting.
        with_files: whether every file that was installed must be there, in its size.
        plugin_folder: whose engine and packs must load there too.

    Raises:
        ClientError: ``cancelled``.
    """
    request = {
        "packages": list(packages),
        "files": with_files,
        "plugin": str(plugin_folder) if plugin_folder else None,
    }
    with Child([python, "-I", "-X", "utf8", str(_SCRIPT), json.dumps(request)]) as child:
        lines = list(child.lines(is_cancelled, limit_s=_LIMIT_S))
        child.close_input()
        child.stop(grace_s=0.0 if is_cancelled() else GRACE_S)
        tail = child.tail.strip()
    if is_cancelled():
        raise ClientError.cancelled()
    try:
        answer = json.loads(lines[-1])
    except (IndexError, ValueError):
        last = tail.splitlines()[-1] if tail else "it could not be started"
        return Health((last,))
    return Health(tuple(_problems(answer, packages)), answer["python"], answer["installed"])


def _problems(answer: dict, packages: Mapping[str, str]) -> list[str]:
    found = []
    missing = [
        name
        for name, problem in answer["problems"].items()
        if problem.startswith("ModuleNotFoundError") and problem.endswith(f"'{name}'")
    ]
    if missing:
        found.append(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
    for name, problem in answer["problems"].items():
        if name not in missing:
            found.append(f"{name} does not load ({problem})")
    for name, oldest in packages.items():
        version = answer["packages"][name]
        if version and version_tuple(version) < version_tuple(oldest):
            found.append(f"{name} is {version}, and {oldest} or newer is needed")
    if answer["lost"]:
        found.append(f"{len(answer['lost'])} files are gone or changed, such as {answer['lost'][0]}")
    if answer["engine"]:
        found.append(f"the engine does not load ({answer['engine']})")
    return found
