"""What all commands of the command line share: a progress bar, and one place where errors end."""

from __future__ import annotations

import json
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from tqdm import tqdm

from .errors import describe_answer, describe_error
from .reporting import Reporter


class TerminalReporter(Reporter):
    """Shows a progress bar and messages on standard error."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = tqdm(total=100, unit="%", bar_format="{desc:<28}{percentage:3.0f}% |{bar:30}| {elapsed}")

    def emit(self, message: dict) -> None:
        """See ``Reporter.emit``."""
        if message["type"] == "progress":
            self._bar.set_description_str(message["message"], refresh=False)
            self._bar.update(100 * message["fraction"] - self._bar.n)
        elif message["type"] == "warning":
            self._bar.write(f"Warning: {message['message']} {message['hint']}", file=sys.stderr)
        elif message["type"] == "log":
            self._bar.write(message["message"], file=sys.stderr)

    def close(self) -> None:
        """End the bar."""
        self._bar.close()


def with_progress(run: Callable[[Reporter], dict[str, Any]]) -> dict[str, Any]:
    """Run something with a progress bar."""
    reporter = TerminalReporter()
    try:
        with _cancelled_by_ctrl_c(reporter):
            return run(reporter)
    finally:
        reporter.close()


@contextmanager
def _cancelled_by_ctrl_c(reporter: Reporter) -> Iterator[None]:
    """Let Ctrl-C cancel at the next check, and a second one end at once.

    An exception out of nowhere can be lost: Python drops what is raised while it cleans up an object.
    """

    def cancel(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        reporter.cancel()

    before = signal.signal(signal.SIGINT, cancel)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def at_boundary(work: Callable[[], dict[str, Any]], as_json: bool = False) -> dict[str, Any]:
    """Run something; show an error once and leave with its exit code."""
    try:
        return work()
    except (Exception, KeyboardInterrupt) as error:
        shown, exit_code = describe_error(error)
        if exit_code == 1:
            traceback.print_exc()
        if as_json:
            click.echo(json.dumps(describe_answer(shown)))
        click.echo(f"Error: {shown.message}\n{shown.hint}".rstrip(), err=True)
        sys.exit(exit_code)
