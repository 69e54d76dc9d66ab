"""The bare forward passes of a run, to hold the run against: which batches a network got, how long they take alone."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import numpy as np

from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.runtimes import Runtime
from mining_detector_plugin.engine.threads import in_order


@dataclass
class CountedRuntime:
    """A runtime that remembers the shapes of its batches, and the first batch of each shape."""

    runtime: Runtime
    name: str = ""
    streams: int = 1
    _order: list[tuple[int, ...]] = field(default_factory=list)
    _inputs: dict[tuple[int, ...], tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name, self.streams = self.runtime.name, self.runtime.streams
        self._counting = threading.Lock()

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """See ``Runtime.run``."""
        with self._counting:
            if bands.shape not in self._inputs:
                self._inputs[bands.shape] = bands.copy(), presence.copy()
            self._order.append(bands.shape)
        return self.runtime.run(bands, presence)

    def forget(self) -> None:
        """Count from 0 again."""
        self._order, self._inputs = [], {}

    def bare_seconds(self) -> float:
        """Run as many batches of the same shapes again, nothing else beside them, and return how long they take.

        They come in the same order, and as many run at a time as in the run.
        """
        batches = [self._inputs[shape] for shape in self._order]
        start = time.perf_counter()
        for _ in in_order(lambda batch: self.runtime.run(*batch), batches, self.streams):
            pass
        return time.perf_counter() - start


def counting(load: Callable[..., Runtime], counted: dict[str, CountedRuntime]) -> Callable[..., Runtime]:
    """Return what loads runtimes as ``load`` does, and keeps them by their pack's kind."""

    def load_counted(pack: Pack, *arguments: object) -> Runtime:
        counted[pack.kind] = CountedRuntime(load(pack, *arguments))
        return counted[pack.kind]

    return load_counted


class Profile:
    """Seconds by part of a program: of each part without those that it calls, over all threads."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner = threading.local()

    @contextmanager
    def of(self, methods: Sequence[tuple[type, str, str]]) -> Iterator[None]:
        """Time methods inside the block.

        Args:
            methods: class, name of the method, and the part that it belongs to.
        """
        with ExitStack() as stack:
            for owner, name, part in methods:
                stack.enter_context(mock.patch.object(owner, name, self._timed(getattr(owner, name), part)))
            yield

    def _timed(self, method: Callable[..., Any], part: str) -> Callable[..., Any]:
        @functools.wraps(method)
        def timed(*arguments: Any, **options: Any) -> Any:
            outer, self._inner.seconds = getattr(self._inner, "seconds", 0.0), 0.0
            start = time.perf_counter()
            try:
                return method(*arguments, **options)
            finally:
                taken = time.perf_counter() - start
                self.seconds[part] = self.seconds.get(part, 0.0) + taken - self._inner.seconds
                self._inner.seconds = outer + taken

        return timed
