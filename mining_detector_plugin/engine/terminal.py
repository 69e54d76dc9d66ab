"""What all commands of the command line share: a progress bar, and one place where errors end."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
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
        return run(reporter)
    finally:
        reporter.close()


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
