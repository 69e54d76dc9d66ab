"""Child processes: a clean environment, no console window, output line by line, an end that always comes."""

from __future__ import annotations

import os
import queue
import subprocess  # nosec B404  # starting the worker is what this module is for
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, cast

from .errors import ClientError

#: What QGIS sets for its own libraries and must not reach another Python's, and what misleads pip.
_DROPPED_PREFIXES = ("PYTHON", "GDAL_", "PROJ_", "CONDA_", "__PYVENV")
_DROPPED_NAMES = frozenset(
    {
        "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "DYLD_INSERT_LIBRARIES",
        "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "VIRTUAL_ENV",
    }
)  # fmt: skip
#: After a polite request, after ``terminate``: seconds to wait for the end.
GRACE_S = 5.0
TERMINATE_S = 2.0
_POLL_S = 0.1
_TAIL_LINES = 200

IsCancelled = Callable[[], bool]


def never_cancelled() -> bool:
    """Return False: for actions that nobody can cancel."""
    return False


def clean_environment(environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment variables for a child, without those of QGIS's own libraries."""
    environ = os.environ if environ is None else environ
    return {
        name: value
        for name, value in environ.items()
        if name.upper() not in _DROPPED_NAMES and not name.upper().startswith(_DROPPED_PREFIXES)
    }


class Child:
    """A running child process whose standard output is read line by line.

    Its standard error is read by a thread of its own (``tail``), so that neither pipe can fill up. The child
    leads its own process group, so that ``stop`` reaches what it started too.

    Args:
        command: program and arguments.
        joined: read its standard error as part of its output.
        variables: environment variables on top of the cleaned ones.

    Raises:
        ClientError: ``program_missing`` where it can't be started.
    """

    def __init__(
        self, command: Sequence[str], joined: bool = False, variables: Mapping[str, str] | None = None
    ) -> None:
        options: dict = {"start_new_session": True}
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
        try:
            # No shell: a list of arguments, whose program is a Python that the plugin found or the user named.
            self._process = subprocess.Popen(  # nosec B603  # see above
                list(command), env={**clean_environment(), **(variables or {})},
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if joined else subprocess.PIPE,
                encoding="utf-8", errors="replace", **options,
            )  # fmt: skip
        except OSError as error:
            raise ClientError(
                "program_missing", f"{command[0]} could not be started: {error.strerror or error}.",
                "Check the path of the Python interpreter, or set up the environment again.",
            ) from error  # fmt: skip
        # Pipes were asked for, so all of them are there, but for errors that are joined to the output.
        self._input = cast(IO[str], self._process.stdin)
        self._output = cast(IO[str], self._process.stdout)
        self._errors = self._process.stderr
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._tail: deque[str] = deque(maxlen=_TAIL_LINES)
        self._readers = [threading.Thread(target=self._read_output, daemon=True)]
        if self._errors is not None:
            self._readers.append(
                threading.Thread(target=self._read_errors, args=(self._errors,), daemon=True)
            )
        for reader in self._readers:
            reader.start()

    def _read_output(self) -> None:
        for line in self._output:
            self._lines.put(line.rstrip("\r\n"))
        self._lines.put(None)

    def _read_errors(self, errors: IO[str]) -> None:
        for line in errors:
            self._tail.append(line.rstrip("\r\n"))

    def note(self, line: str) -> None:
        """Keep a line that is no message in the tail."""
        self._tail.append(line)

    @property
    def tail(self) -> str:
        """The last lines of standard error."""
        return "\n".join(self._tail)

    def send(self, line: str) -> None:
        """Write a line to its standard input. A child that is gone already is no error: its end tells why."""
        try:
            self._input.write(line + "\n")
            self._input.flush()
        except (OSError, ValueError):
            self.note("standard input was closed")

    def close_input(self) -> None:
        """Close its standard input."""
        try:
            self._input.close()
        except OSError:
            self.note("standard input was closed")

    def lines(
        self, is_cancelled: IsCancelled = never_cancelled, limit_s: float | None = None
    ) -> Iterator[str]:
        """Yield its output line by line until its end, until cancelled, or until ``limit_s`` have passed."""
        end = None if limit_s is None else time.monotonic() + limit_s
        while not is_cancelled() and (end is None or time.monotonic() < end):
            try:
                line = self._lines.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if line is None:
                return
            yield line

    def wait(self, timeout_s: float) -> int | None:
        """Return its exit code, or None if it still runs after ``timeout_s``."""
        try:
            code = self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None
        for reader in self._readers:
            reader.join(_POLL_S * 5)
        return code

    def stop(self, grace_s: float = GRACE_S, terminate_s: float = TERMINATE_S) -> int:
        """End it: wait for its own end, then terminate, then kill. Return the exit code."""
        code = self.wait(grace_s)
        if code is None:
            self._process.terminate()
            code = self.wait(terminate_s)
        if code is None:
            self._kill()
            code = self.wait(terminate_s)
        return -9 if code is None else code

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
            return
        import signal

        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            self.note("ended before it was killed")

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close_input()
        self.stop(grace_s=0.0 if exception[0] else GRACE_S)
        self._output.close()
        if self._errors is not None:
            self._errors.close()
