"""Inside QGIS: measures how long each call of the plugin's code holds the main thread, and the gaps of a timer.

Each call that Qt or QGIS makes into the plugin's folder is timed from its start to its return: with all that it calls,
in Python or C++, computing or waiting. The time in which the thread was ready and the busy machine ran others is taken
off: that is not the plugin's fault (Linux: schedstat).
"""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QTimer

TICK_MS = 10


@dataclass(frozen=True)
class Call:
    """A call into the plugin that held the main thread.

    Attributes:
        function: file below the plugin's folder and name.
        busy_ms: how long, without the time in which others ran.
        wall_ms: from start to return.
    """

    function: str
    busy_ms: float
    wall_ms: float


class MainThreadMeter(QObject):
    """Measures between ``start`` and ``stop``; both are called in the main thread.

    Args:
        folder: the plugin's.
    """

    def __init__(self, folder: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder + os.sep
        self._calls: list[Call] = []
        self._outermost = None
        self._began = (0.0, 0.0)
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._ticked = 0.0
        self._longest_gap_ms = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin anew."""
        self._calls.clear()
        self._outermost = None
        self._longest_gap_ms = 0.0
        self._ticked = time.perf_counter()
        self._timer.start(TICK_MS)
        sys.setprofile(self._note)

    def stop(self) -> dict[str, object]:
        """End, and return the calls, the longest first, and the timer's longest gap."""
        sys.setprofile(None)
        self._timer.stop()
        calls = sorted(self._calls, key=lambda call: -call.busy_ms)
        return {"calls": [asdict(call) for call in calls], "longest_gap_ms": self._longest_gap_ms}

    def has_called(self, function: str) -> bool:
        """Return whether a function has been called and has returned since the start."""
        return any(call.function == function for call in self._calls)

    def plant(self, source: str) -> None:
        """Let Qt call a function `planted` as if it stood in the plugin, so that the meter can be tried."""
        names: dict[str, object] = {}
        exec(compile(source, f"{self._folder}planted.py", "exec"), names)
        QTimer.singleShot(0, names["planted"])

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest_gap_ms = max(self._longest_gap_ms, (now - self._ticked) * 1000)
        self._ticked = now

    def _note(self, frame, event: str, _argument) -> None:
        if event == "call" and self._outermost is None:
            if frame.f_code.co_filename.startswith(self._folder):
                self._outermost = frame
                self._began = self._clocks()
        elif event == "return" and frame is self._outermost:
            wall, others = (end - start for end, start in zip(self._clocks(), self._began, strict=True))
            self._outermost = None
            code = frame.f_code
            function = f"{code.co_filename[len(self._folder) :]} {code.co_name}"
            self._calls.append(Call(function, (wall - others) * 1000, wall * 1000))

    def _clocks(self) -> tuple[float, float]:
        """Return now, and how long this thread has waited for a processor, in seconds."""
        try:
            waited = int(self._schedule.read_text().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            waited = 0.0
        return time.perf_counter(), waited
