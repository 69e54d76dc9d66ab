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


@dataclass
class _Batches:
    """Batches of one shape: the first one's input, and how many there were."""

    bands: np.ndarray
    presence: np.ndarray
    count: int = 0


@dataclass
class CountedRuntime:
    """A runtime that counts its batches and the seconds that it takes for them."""

    runtime: Runtime
    seconds: float = 0.0
    name: str = ""
    _shapes: dict[tuple[int, ...], _Batches] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name = self.runtime.name

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """See ``Runtime.run``."""
        if bands.shape not in self._shapes:
            self._shapes[bands.shape] = _Batches(bands.copy(), presence.copy())
        self._shapes[bands.shape].count += 1
        start = time.perf_counter()
        outputs = self.runtime.run(bands, presence)
        self.seconds += time.perf_counter() - start
        return outputs

    def forget(self) -> None:
        """Count from 0 again."""
        self._shapes, self.seconds = {}, 0.0

    def bare_seconds(self, most: int | None = None) -> float:
        """Run as many batches of the same shapes again, nothing else beside them, and return how long they take.

        Args:
            most: batches of a shape to run; the time of more is reckoned from them. None runs all.
        """
        total = 0.0
        for batches in self._shapes.values():
            repeats = batches.count if most is None else min(batches.count, most)
            start = time.perf_counter()
            for _ in range(repeats):
                self.runtime.run(batches.bands, batches.presence)
            total += (time.perf_counter() - start) * batches.count / repeats
        return total


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
