"""What a run tells while it goes on, and how it learns that it was cancelled."""

from __future__ import annotations

import threading

from .errors import CancelledError, InterruptedRunError
from .time_left import TimeLeft


class Reporter:
    """Takes what a run tells. This one is silent; the worker and the command line override ``emit``."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._interrupted = threading.Event()

    def emit(self, message: dict) -> None:
        """Take one message in the worker's form (see docs/developers.md)."""

    def cancel(self) -> None:
        """Ask the run to stop; safe from any thread."""
        self._cancelled.set()

    def interrupt(self) -> None:
        """Tell the run that nobody waits for it any longer; safe from any thread. A run that was cancelled stays so."""
        if not self._cancelled.is_set():
            self._interrupted.set()

    def check(self) -> None:
        """Raise ``CancelledError`` if the run was cancelled, ``InterruptedRunError`` if nobody waits for it."""
        if self._interrupted.is_set():
            raise InterruptedRunError
        if self._cancelled.is_set():
            raise CancelledError

    def progress(
        self, stage: str, done: int, total: int, fraction: float, message: str = "",
        found: int | None = None, seconds_left: float | None = None,
    ) -> None:  # fmt: skip
        """Tell how far a stage and the whole run (0-1) are, and stop if the run was cancelled.

        Args:
            found: how many of what the stage looks for were found so far; None where it looks for nothing.
            seconds_left: of the whole run, None where nobody knows.
        """
        self.check()
        self.emit(
            {"type": "progress", "stage": stage, "done": done, "total": total, "fraction": round(fraction, 4),
             "message": message, "found": found, "seconds_left": seconds_left}
        )  # fmt: skip

    def partial(self, layer: str, path: str, count: int) -> None:
        """Tell that a layer's features, or more of them, are finished and in a file."""
        self.emit({"type": "partial", "layer": layer, "path": path, "count": count})

    def log(self, message: str) -> None:
        """Tell something worth keeping."""
        self.emit({"type": "log", "level": "info", "message": message})

    def warning(self, code: str, message: str, hint: str = "") -> None:
        """Tell something that the user should know, and that does not stop the run."""
        self.emit({"type": "warning", "code": code, "message": message, "hint": hint})


class StageProgress:
    """One stage's share of the whole run's progress.

    Attributes:
        found: how many of what the stage looks for were found so far; who finds them counts them here.
    """

    def __init__(
        self, reporter: Reporter, stage: str, begin: float, end: float, message: str,
        time_left: TimeLeft | None = None,
    ) -> None:  # fmt: skip
        self._reporter, self._stage, self._message = reporter, stage, message
        self._begin, self._end = begin, end
        self._time_left = time_left
        self.found: int | None = None

    def step(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` steps are done."""
        share = done / total if total else 1.0
        left = None if self._time_left is None else self._time_left.update(self._stage, share)
        fraction = self._begin + (self._end - self._begin) * share
        self._reporter.progress(self._stage, done, total, fraction, self._message, self.found, left)


class SideReporter(Reporter):
    """For work in the midst of a stage: tells each warning once, nothing else, and stops when the run is cancelled."""

    def __init__(self, reporter: Reporter) -> None:
        super().__init__()
        self._main = reporter
        self._told: set[tuple[str, str]] = set()

    def check(self) -> None:
        """See ``Reporter.check``."""
        self._main.check()

    def emit(self, message: dict) -> None:
        """See ``Reporter.emit``."""
        if message["type"] == "warning" and (message["code"], message["message"]) not in self._told:
            self._told.add((message["code"], message["message"]))
            self._main.emit(message)
