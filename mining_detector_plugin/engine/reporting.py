"""What a run tells while it goes on, and how it learns that it was cancelled."""

from __future__ import annotations

import threading

from .errors import CancelledError


class Reporter:
    """Takes what a run tells. This one is silent; the worker and the command line override ``emit``."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def emit(self, message: dict) -> None:
        """Take one message in the worker's form (see docs/developers.md)."""

    def cancel(self) -> None:
        """Ask the run to stop; safe from any thread."""
        self._cancelled.set()

    def check(self) -> None:
        """Raise ``CancelledError`` if the run was cancelled."""
        if self._cancelled.is_set():
            raise CancelledError

    def progress(self, stage: str, done: int, total: int, fraction: float, message: str = "") -> None:
        """Tell how far a stage and the whole run (0-1) are, and stop if the run was cancelled."""
        self.check()
        self.emit(
            {"type": "progress", "stage": stage, "done": done, "total": total,
             "fraction": round(fraction, 4), "message": message}
        )  # fmt: skip

    def log(self, message: str) -> None:
        """Tell something worth keeping."""
        self.emit({"type": "log", "level": "info", "message": message})

    def warning(self, code: str, message: str, hint: str = "") -> None:
        """Tell something that the user should know, and that does not stop the run."""
        self.emit({"type": "warning", "code": code, "message": message, "hint": hint})


class StageProgress:
    """One stage's share of the whole run's progress."""

    def __init__(self, reporter: Reporter, stage: str, begin: float, end: float, message: str) -> None:
        self._reporter, self._stage, self._message = reporter, stage, message
        self._begin, self._end = begin, end

    def step(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` steps are done."""
        fraction = self._begin + (self._end - self._begin) * (done / total if total else 1)
        self._reporter.progress(self._stage, done, total, fraction, self._message)
