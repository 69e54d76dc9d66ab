"""Runs a command as a child process and tells its time and its peak memory.

A process inherits the peak of the one that started it, until it has grown beyond (Linux keeps ``ru_maxrss`` across
exec). So a bare Python stands between: this file, run as a script. Standard library only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class ChildRun:
    """How a command went: seconds by the clock, peak memory in MiB, and what it wrote to standard output."""

    seconds: float
    peak_mib: float
    output: str


def run_child(
    command: Sequence[str | Path], text: str | None = None, settings: Mapping[str, str] | None = None
) -> ChildRun:
    """Run a command in the repository's root and wait for its end.

    Args:
        text: for its standard input, which stays open until it ends.
        settings: environment variables to set.

    Raises:
        RuntimeError: it failed; the message ends with the last lines of its standard error.
    """
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        done = subprocess.run(
            [sys.executable, "-I", "-S", __file__, str(report), *map(str, command)],
            input=text or "", capture_output=True, text=True, check=False, cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT), **(settings or {})},
        )  # fmt: skip
        if done.returncode:
            last = "\n".join(done.stderr.strip().splitlines()[-12:])
            raise RuntimeError(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{last}")
        seconds, peak_mib = json.loads(report.read_text())
    return ChildRun(seconds, peak_mib, done.stdout)


def _stand_between(report: str, command: list[str]) -> int:
    text = sys.stdin.read()
    start = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
    assert child.stdin is not None
    child.stdin.write(text)
    child.stdin.flush()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    with open(report, "w") as file:
        json.dump([seconds, usage.ru_maxrss / unit], file)
    return 1 if os.waitstatus_to_exitcode(status) else 0


if __name__ == "__main__":
    sys.exit(_stand_between(sys.argv[1], sys.argv[2:]))
