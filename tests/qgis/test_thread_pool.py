"""Tasks that wait for the worker leave their thread to the drawing of maps and to Qt's work on images."""

from __future__ import annotations

import threading

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QRunnable, QThreadPool

from .conftest import wait_for

pytestmark = pytest.mark.qgis


class Work(QRunnable):
    """Anything that QGIS lets a thread of the pool do."""

    def __init__(self, done: threading.Event) -> None:
        super().__init__()
        self._done = done

    def run(self) -> None:
        self._done.set()


@pytest.fixture
def single_thread(plugin):
    """The pool of a machine with one core."""
    pool = QThreadPool.globalInstance()
    before = pool.maxThreadCount()
    pool.waitForDone(30_000)
    pool.setMaxThreadCount(1)
    yield pool
    pool.setMaxThreadCount(before)


def test_waiting_task_leaves_its_thread_to_others(single_thread):
    from mining_detector_plugin.gui.tasks import BackgroundTask

    is_waiting, may_end, done, ends = threading.Event(), threading.Event(), threading.Event(), []

    def wait(task):
        is_waiting.set()
        return may_end.wait(60)

    task = BackgroundTask("Wait", wait)
    task.succeeded.connect(ends.append)
    QgsApplication.taskManager().addTask(task)
    try:
        wait_for(is_waiting.is_set, 30_000)
        single_thread.start(Work(done))
        wait_for(done.is_set, 10_000)
    finally:
        may_end.set()
    wait_for(lambda: ends == [True], 30_000)
