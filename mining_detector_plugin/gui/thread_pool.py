"""Keeps threads that only wait for another process from starving QGIS.

Tasks share the global pool of threads with the drawing of maps and with Qt's own work on images, which QGIS's main
thread waits for. The pool has a thread for each core: on two cores, two tasks that wait would freeze the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.PyQt.QtCore import QThreadPool


@contextmanager
def thread_lent() -> Iterator[None]:
    """Let others have one more thread of the pool while the calling one waits."""
    pool = QThreadPool.globalInstance()
    pool.releaseThread()
    try:
        yield
    finally:
        pool.reserveThread()
