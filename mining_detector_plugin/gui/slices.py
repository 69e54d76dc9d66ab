"""Lets the main thread do something else between the steps of what only it may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qgis.PyQt.QtCore import QTimer

_END = object()


def run_in_slices(steps: Iterator[None], on_end: Callable[[], None], is_wanted: Callable[[], bool]) -> None:
    """Do the first step now and each other one when QGIS has handled its events.

    Args:
        steps: what it yields is not looked at.
        on_end: called after the last step.
        is_wanted: asked before each step; where it says no, nothing more is done.
    """
    if not is_wanted():
        return
    if next(steps, _END) is _END:
        on_end()
    else:
        QTimer.singleShot(0, lambda: run_in_slices(steps, on_end, is_wanted))
