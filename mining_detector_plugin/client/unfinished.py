"""Runs that did not come to their end and have finished parts: reads the journals that the engine keeps.

docs/developers.md has the form of a journal. Nothing here changes one but ``discard``.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import ClientError

try:
    import fcntl
except ImportError:  # Windows, where a file that another process has open can't be renamed
    fcntl = None  # type: ignore[assignment]

FORMAT = 1
HIDDEN = ".partial-"
_JOURNAL, _MARKER = "journal.json", "running"


@dataclass(frozen=True)
class UnfinishedRun:
    """A run that was interrupted.

    Attributes:
        folder: its hidden folder.
        scene: name of its image.
        created: when it kept its last part, ISO 8601 in UTC.
        request: fields of its ``detect`` request.
        finished: stages that are complete.
        counts: of finished features by layer.
    """

    folder: str
    scene: str
    created: str
    request: dict[str, Any]
    finished: tuple[str, ...]
    counts: dict[str, int]


def find_unfinished(folders: Iterable[str]) -> list[UnfinishedRun]:
    """Return the unfinished runs in results folders, the newest first, without those that are under way."""
    found: dict[str, UnfinishedRun] = {}
    for folder in folders:
        for hidden in _hidden_folders(folder):
            run = _read(hidden)
            if run is not None and not _is_under_way(hidden):
                found[run.folder] = run
    return sorted(found.values(), key=lambda run: run.created, reverse=True)


def has_journal(folder: str) -> bool:
    """Whether a results folder holds the journal of any run, under way or not."""
    return any(_read(hidden) is not None for hidden in _hidden_folders(folder))


def discard(folder: str) -> None:
    """Remove an unfinished run, and its results folder where nothing else is in it.

    Raises:
        ClientError: ``run_under_way``, ``unfinished_in_use``.
    """
    hidden = Path(folder)
    if _is_under_way(hidden):
        raise ClientError(
            "run_under_way",
            f"The run in {hidden.parent} is still under way.",
            "Wait for its end, or cancel it in the QGIS that it runs in.",
        )
    shutil.rmtree(hidden, ignore_errors=True)
    if hidden.exists():
        raise ClientError(
            "unfinished_in_use",
            f"The unfinished run in {hidden.parent} can't be removed.",
            "Close the program that has its files open.",
        )
    if not any(hidden.parent.iterdir()):
        hidden.parent.rmdir()


def _hidden_folders(folder: str) -> list[Path]:
    try:
        return [path for path in Path(folder).glob(f"{HIDDEN}*") if path.is_dir()]
    except OSError:
        return []


def _read(hidden: Path) -> UnfinishedRun | None:
    """Return the run of a hidden folder, None where nothing of it is finished or its journal can't be read."""
    try:
        stored = json.loads((hidden / _JOURNAL).read_text(encoding="utf-8"))
        if stored["format"] != FORMAT or not stored["finished"]:
            return None
        row = stored["provenance"]
        return UnfinishedRun(
            str(hidden), str(row["scene"]), str(row["created"]), dict(stored["request"]),
            tuple(stored["finished"]), dict(stored["counts"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_under_way(hidden: Path) -> bool:
    marker = hidden / _MARKER
    try:
        if fcntl is None:
            moved = marker.with_name("moved")
            os.replace(marker, moved)
            os.replace(moved, marker)
            return False
        with marker.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
