"""The environments on disk: which are complete, what their markers tell, and how one takes its place or goes.

Every change is a rename, so that another process sees an environment whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from .errors import ClientError
from .health import Health
from .installers import environment_python
from .interpreters import Interpreter
from .kinds import Kind

MARKER = "environment.json"
#: Beside the environments: which older one runs which release.
ADOPTED = "adopted.json"
_TRIES = 10
_PAUSE_S = 0.3


@dataclass(frozen=True)
class MadeEnvironment:
    """A complete environment.

    Attributes:
        folder: where it is.
        marker: what was written down when it was made: ``python``, ``lock``, ``kind``, ``made_with``, ``made``,
            ``base`` (the Python that it was made from), ``packages``, ``size`` in bytes. Releases before this
            one wrote fewer.
    """

    folder: Path
    marker: dict[str, Any] = field(default_factory=dict)

    @property
    def python(self) -> Path:
        """Its interpreter. It is gone where the Python is that it was made from."""
        return environment_python(self.folder)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return int(self.marker.get("size") or folder_size(self.folder))


class Environments:
    """All environments of a user, seen from a set of packages.

    Args:
        folder: that holds them.
        kind: the set of packages.
    """

    BUILDING = ".building-"
    REMOVING = ".removing-"

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.folder = folder
        self._kind = kind

    @property
    def key(self) -> str:
        """Twelve digits of the lock file's SHA-256."""
        return hashlib.sha256(self._kind.lock_file.read_bytes()).hexdigest()[:12]

    def all(self) -> list[MadeEnvironment]:
        """Return every complete environment, newest first, also those whose Python is gone."""
        found = []
        for folder in self.folder.glob("py*-*"):
            try:
                marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
                found.append((os.stat(folder / MARKER).st_mtime, MadeEnvironment(folder, marker)))
            except (OSError, ValueError):
                continue
        return [one for _, one in sorted(found, key=lambda item: item[0], reverse=True)]

    def made_for(self) -> list[MadeEnvironment]:
        """Return those of this release's packages, also those whose Python is gone."""
        key = self.key
        return [one for one in self.all() if one.folder.name.endswith(f"-{key}")]

    def others(self) -> list[MadeEnvironment]:
        """Return those of other packages: of earlier releases, or of another kind."""
        key = self.key
        return [one for one in self.all() if not one.folder.name.endswith(f"-{key}")]

    def current(self) -> MadeEnvironment | None:
        """Return the environment of this release's packages, None where it is not there or its Python is gone."""
        return next((one for one in self.made_for() if one.python.is_file()), None)

    def adopted(self) -> MadeEnvironment | None:
        """Return the other environment that is known to run this release, None where there is none."""
        names = self._adopted().get(self.key, [])
        return next((one for one in self.others() if one.folder.name in names and one.python.is_file()), None)

    def remember(self, one: MadeEnvironment) -> None:
        """Write down that another environment runs this release."""
        adopted = self._adopted()
        adopted[self.key] = sorted({*adopted.get(self.key, []), one.folder.name})
        path = self.folder / ADOPTED
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(adopted), encoding="utf-8")
        temporary.replace(path)

    def _adopted(self) -> dict[str, list[str]]:
        try:
            return dict(json.loads((self.folder / ADOPTED).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def complete(
        self, building: Path, interpreter: Interpreter, made_with: str, health: Health, size: int
    ) -> MadeEnvironment:
        """Give a built environment its marker and its place.

        Raises:
            ClientError: ``environment_in_use`` where it, or the one that lies there, can't be moved.
        """
        marker = {
            "python": list(interpreter.version),
            "lock": self.key,
            "kind": self._kind.name,
            "made_with": made_with,
            "made": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "base": interpreter.path,
            "packages": dict(health.packages),
            "size": size,
        }
        (building / MARKER).write_text(json.dumps(marker, indent=1), encoding="utf-8")
        final = self.folder / f"py{interpreter.minor}-{self.key}"
        if final.exists():
            self._take_away(final)
        _move(building, final)
        return MadeEnvironment(final, marker)

    def remove(self, one: MadeEnvironment) -> int:
        """Remove an environment. Returns the freed bytes.

        Raises:
            ClientError: ``environment_in_use``.
        """
        size = folder_size(one.folder)
        self._take_away(one.folder)
        return size

    def clean_up(self) -> None:
        """Remove what killed processes left. Only for who holds the lock."""
        for pattern in (self.BUILDING, self.REMOVING):
            for folder in self.folder.glob(f"{pattern}*"):
                shutil.rmtree(folder, ignore_errors=True)

    def _take_away(self, folder: Path) -> None:
        aside = Path(tempfile.mkdtemp(prefix=self.REMOVING, dir=self.folder))
        try:
            _move(folder, aside / folder.name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _move(folder: Path, target: Path) -> None:
    """Rename a folder. On Windows a scanner for viruses may hold new programs for a moment.

    Raises:
        ClientError: ``environment_in_use``.
    """
    for remaining in reversed(range(_TRIES)):
        try:
            folder.rename(target)
            return
        except OSError as error:
            if remaining:
                time.sleep(_PAUSE_S)
                continue
            raise ClientError(
                "environment_in_use", f"{folder} can't be moved: {error.strerror or error}.",
                "Wait until all runs have ended, close other windows of QGIS, and try again.",
            ) from error  # fmt: skip


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in a folder. Links are not followed."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            total += os.lstat(os.path.join(place, name)).st_size
    return total
