"""Where runs were begun whose end was not seen: kept in the QGIS profile, so that a crash does not lose them."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import QgsProject, QgsSettings

from .settings import Settings

_KEY = "mining_detector/unended_runs"
_MOST = 50
#: Where ``run_folder`` puts runs within the folder that the user chose.
RUNS_FOLDER = "mining_detector"


def unended_runs() -> list[str]:
    """Return the results folders of runs whose end was not seen, the latest last."""
    try:
        stored = json.loads(QgsSettings().value(_KEY, "[]"))
    except ValueError:
        return []
    return [folder for folder in stored if isinstance(folder, str)]


def note_begin(folder: str) -> None:
    """Remember that a run begins in a results folder."""
    _store([*(known for known in unended_runs() if known != folder), folder])


def note_end(*folders: str) -> None:
    """Forget runs that have come to their end."""
    _store([known for known in unended_runs() if known not in folders])


def places_to_look(settings: Settings) -> list[str]:
    """Return the folders that hold runs of the chosen folder and of the project."""
    bases = {settings.output_folder, QgsProject.instance().homePath()} - {""}
    return [str(Path(base) / RUNS_FOLDER) for base in sorted(bases)]


def _store(folders: list[str]) -> None:
    QgsSettings().setValue(_KEY, json.dumps(folders[-_MOST:]))
