"""Background tasks about the worker's environment: look at it, make it, remove it, tell of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..client.environment import EnvironmentManager
from ..client.environment_state import EnvironmentState, examine
from ..client.errors import ClientError
from ..client.requests import devices_request
from ..translation import tr
from .settings import worker_for
from .tasks import BackgroundTask

OnLog = Callable[[str], None]


@dataclass(frozen=True)
class Findings:
    """What a look at the environment found.

    Attributes:
        state: of the environment.
        devices: the worker's answer, None where it can't be asked.
        devices_error: why it did not answer.
        source_error: what keeps the chosen folder of wheels from being used.
        source_count: packages that it holds, None where none is chosen.
        log: of the last set-up.
    """

    state: EnvironmentState
    devices: dict[str, Any] | None = None
    devices_error: ClientError | None = None
    source_error: ClientError | None = None
    source_count: int | None = None
    log: str = ""


def look_task(manager: EnvironmentManager) -> BackgroundTask:
    """Return a task that checks the environment and the chosen source, and asks for devices: ``Findings``."""

    def work(task: BackgroundTask) -> Findings:
        count, source_error, devices, devices_error = None, None, None, None
        state = examine(manager, task.isCanceled)
        if manager.sources.wheels:
            try:
                count = manager.check_source(task.isCanceled)
            except ClientError as error:
                source_error = error
        if state.interpreter is not None and state.can_run:
            try:
                devices = worker_for(state.interpreter).request(devices_request(), None, task.isCanceled)
            except ClientError as error:
                devices_error = error
        return Findings(state, devices, devices_error, source_error, count, log_of(manager))

    return BackgroundTask(tr("Look at the detection environment"), work)


def set_up_task(manager: EnvironmentManager, on_log: OnLog, anew: bool = False) -> BackgroundTask:
    """Return a task that makes the worker's environment; its result is the interpreter.

    Args:
        manager: of the environment.
        on_log: called in the task's thread with each line of the log.
        anew: whether to make it again even if it works.
    """
    return BackgroundTask(
        tr("Set up Mining Detector"),
        lambda task: manager.set_up(task.report, task.isCanceled, on_log, anew),
    )


def remove_task(manager: EnvironmentManager, old_only: bool) -> BackgroundTask:
    """Return a task that removes the environments, or old ones alone; its result is the freed bytes."""
    return BackgroundTask(tr("Remove the detection environment"), lambda task: manager.remove(old_only))


def text_task(title: str, compose: Callable[[], str]) -> BackgroundTask:
    """Return a task that composes a text from files and patterns; its result is the text."""
    return BackgroundTask(title, lambda task: compose())


def log_of(manager: EnvironmentManager) -> str:
    """Return the log of the last set-up, empty where there was none."""
    try:
        return Path(manager.log_file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
