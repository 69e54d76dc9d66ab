"""The bare forward passes of a run: the same batches again, in order, as many at a time."""

from __future__ import annotations

import threading

import numpy as np

from benchmarks.passes import CountedRuntime


class Runtime:
    name, streams = "made", 2

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []
        self.together = threading.Barrier(2, timeout=30)

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        self.shapes.append(bands.shape)
        return [bands]


def test_as_many_batches_of_each_shape_are_run_again_in_order():
    runtime = Runtime()
    counted = CountedRuntime(runtime)
    presence = np.ones(1, np.float32)
    shapes = [(1, 1, 8, 8), (1, 1, 4, 8), (1, 1, 8, 8), (2, 1, 4, 8)]
    for shape in shapes:
        counted.run(np.zeros(shape, np.float32), presence)
    runtime.shapes.clear()
    assert counted.bare_seconds() > 0
    assert sorted(runtime.shapes) == sorted(shapes)
    counted.forget()
    runtime.shapes.clear()
    counted.bare_seconds()
    assert not runtime.shapes


def test_bare_passes_run_as_many_at_a_time_as_the_runtime_takes():
    """Each waits until another runs beside it: one after the other they would wait for ever."""
    runtime = Runtime()
    counted = CountedRuntime(runtime)
    for _ in range(4):
        counted.run(np.zeros((1, 1, 2, 2), np.float32), np.ones(1, np.float32))
    runtime.run = lambda *_: [runtime.together.wait()]
    assert counted.bare_seconds() > 0
