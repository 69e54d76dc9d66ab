"""A lock between processes: one environment is set up at a time. It falls when its process dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from .child import IsCancelled, never_cancelled
from .errors import ClientError

_POLL_S = 0.2


class InstallLock:
    """Holds a lock file open and locked, as a context manager.

    Args:
        path: the lock file; it is made and stays.
        timeout_s: how long to wait for another process.
        is_cancelled: polled while waiting.
        on_wait: called once, where another process holds it.

    Raises:
        ClientError: on entering, ``setup_running`` where another process holds it, or ``cancelled``.
        OSError: on entering, where the file can't be made.
    """

    def __init__(
        self,
        path: Path,
        timeout_s: float = 900.0,
        is_cancelled: IsCancelled = never_cancelled,
        on_wait: Callable[[], None] | None = None,
    ) -> None:
        self._path = path
        self._timeout_s = timeout_s
        self._is_cancelled = is_cancelled
        self._on_wait = on_wait
        self._file: IO[bytes] | None = None

    def __enter__(self) -> InstallLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = open(self._path, "a+b")
        end = time.monotonic() + self._timeout_s
        try:
            while not _try_lock(file):
                if self._on_wait is not None:
                    self._on_wait()
                    self._on_wait = None
                if self._is_cancelled():
                    raise ClientError.cancelled()
                if time.monotonic() >= end:
                    raise ClientError(
                        "setup_running", "Another QGIS is setting up the detection environment.",
                        "Wait until it is done and try again.",
                    )  # fmt: skip
                time.sleep(_POLL_S)
        except BaseException:
            file.close()
            raise
        self._file = file
        return self

    def __exit__(self, *exception: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _try_lock(file: IO[bytes]) -> bool:
    """Lock the file's first byte without waiting; closing the file unlocks it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0, os.SEEK_SET)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
