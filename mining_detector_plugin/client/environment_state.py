"""What can be told of the environment: ready, missing, broken or outdated, why, and what is in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .child import IsCancelled, never_cancelled
from .environment import EnvironmentManager
from .errors import ClientError
from .health import Health, check_health
from .interpreters import probe
from .kinds import CPU
from .made_environment import MadeEnvironment, folder_size

READY, MISSING, BROKEN, OUTDATED = STATUSES = ("ready", "missing", "broken", "outdated")


@dataclass(frozen=True)
class EnvironmentState:
    """The environment as it was found.

    Attributes:
        status: one of ``STATUSES``. Outdated: one of an earlier release serves until the new one is made.
        reason: why, where it is not ready; a sentence.
        interpreter: what runs the worker, None where nothing does.
        folder: of the environment, empty for a Python that the user named.
        python: its version.
        packages: versions of all packages in it.
        size_bytes: on disk, None where not known.
        kind: ``cpu``, ``fast`` or ``gpu``, empty for a Python that the user named.
        made_with, made: installer and time (UTC), empty where not known.
        is_checked: whether its packages were loaded, or only its files looked at.
        old_count, old_bytes: environments that nothing uses any more.
    """

    status: str
    reason: str = ""
    interpreter: str | None = None
    folder: str = ""
    python: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    size_bytes: int | None = None
    kind: str = ""
    made_with: str = ""
    made: str = ""
    is_checked: bool = False
    old_count: int = 0
    old_bytes: int = 0

    @property
    def can_run(self) -> bool:
        """Whether the worker can be started."""
        return self.status in (READY, OUTDATED)


def glance(manager: EnvironmentManager) -> EnvironmentState:
    """Return the state as files tell it. Quick, and starts nothing."""
    named = manager.sources.interpreter
    if named:
        if os.path.isfile(named):
            return EnvironmentState(READY, interpreter=named)
        return EnvironmentState(BROKEN, f"The Python interpreter {named} does not exist.")
    current = manager.made.current()
    if current is not None:
        return _describe(current, READY)
    gone = next(iter(manager.made.made_for()), None)
    adopted = manager.made.adopted()
    if adopted is not None:
        return _describe(adopted, OUTDATED, _outdated_reason(manager, adopted))
    if gone is not None:
        base = gone.marker.get("base") or "it was made from"
        return _describe(gone, BROKEN, f"The Python {base} is gone or was replaced.")
    return EnvironmentState(MISSING)


def examine(manager: EnvironmentManager, is_cancelled: IsCancelled = never_cancelled) -> EnvironmentState:
    """Return the state after loading the packages: some seconds, in a child process.

    Raises:
        ClientError: ``cancelled``.
    """
    manager.adopt(is_cancelled)
    state = glance(manager)
    if state.interpreter is not None:
        state = _with_health(state, manager, is_cancelled)
    old = manager.removable(old_only=True)
    return replace(
        state,
        is_checked=True,
        size_bytes=folder_size(Path(state.folder)) if state.folder else None,
        old_count=len(old),
        old_bytes=sum(one.size for one in old),
    )


def _with_health(
    state: EnvironmentState, manager: EnvironmentManager, is_cancelled: IsCancelled
) -> EnvironmentState:
    python = str(state.interpreter)
    if manager.sources.interpreter:
        try:
            probe(python, is_cancelled)
        except ClientError as error:
            if error.code == "cancelled":
                raise
            return replace(state, status=BROKEN, reason=error.message, interpreter=None)
    if state.status == OUTDATED:
        health = check_health(python, CPU.packages, is_cancelled, with_files=True)
    else:
        health = manager.health_of(python, is_cancelled)
    state = replace(state, python=health.python or state.python, packages=health.packages or state.packages)
    if health.is_good:
        return state
    return replace(state, status=BROKEN, reason=_broken_reason(health), interpreter=None)


def _describe(made: MadeEnvironment, status: str, reason: str = "") -> EnvironmentState:
    marker = made.marker
    return EnvironmentState(
        status,
        reason,
        str(made.python) if made.python.is_file() else None,
        str(made.folder),
        ".".join(map(str, marker.get("python", []))),
        marker.get("packages", {}),
        marker.get("size"),
        marker.get("kind", CPU.name),
        marker.get("made_with", ""),
        marker.get("made", ""),
    )


def _outdated_reason(manager: EnvironmentManager, adopted: MadeEnvironment) -> str:
    if adopted.marker.get("kind", CPU.name) != manager.kind.name:
        return "The chosen set of packages is not set up; another one is used."
    return "This release has newer packages. The old ones work until you set up."


def _broken_reason(health: Health) -> str:
    return f"{health.reason}."
