"""A file in a run's folder that tells, as long as the run's process lives, that it is under way."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from .errors import OutputError

try:
    import fcntl
except ImportError:  # Windows, where an open file can't be deleted and so needs no lock
    fcntl = None  # type: ignore[assignment]

MARKER = "running"


def hold(folder: Path) -> IO[str]:
    """Mark a run's folder as in use, until the file that is returned is closed or this process ends."""
    file = (folder / MARKER).open("w")
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return file


def release(folder: Path) -> bool:
    """Take the mark of a run that was killed away. Returns False where the run is under way."""
    marker = folder / MARKER
    try:
        with marker.open("r+") as file:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        marker.unlink()  # Windows refuses this while the other process has it open
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def take_over(folder: Path) -> IO[str]:
    """Mark the folder of a run that was killed as in use.

    Raises:
        OutputError: ``run_under_way``.
    """
    if not release(folder):
        raise OutputError(
            "run_under_way", f"The run in {folder.parent} is still under way.",
            "Wait for its end, or cancel it in the QGIS that it runs in.",
        )  # fmt: skip
    return hold(folder)
