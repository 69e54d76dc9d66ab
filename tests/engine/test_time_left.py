"""The seconds left that a run tells."""

from __future__ import annotations

import itertools

import pytest

from mining_detector_plugin.engine.time_left import TimeLeft


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def run_stages(seconds: dict[str, float], efforts: dict[str, float], steps: int = 100):
    """Yield (estimate, truth) over a run whose stages take these seconds at an even pace."""
    clock = Clock()
    time_left = TimeLeft(efforts, clock)
    total = sum(seconds.values())
    begin = clock.now
    for stage, length in seconds.items():
        for step in range(steps + 1):
            clock.now += length / steps if step else 0
            yield time_left.update(stage, step / steps), total - (clock.now - begin)


def test_nothing_is_told_before_there_is_something_to_go_by():
    told = list(run_stages({"a": 100, "b": 100}, {"a": 1, "b": 1}))
    assert [estimate for estimate, _ in told[:3]] == [None] * 3
    assert all(estimate is not None for estimate, _ in told[5:])


def test_even_run_is_told_rightly_throughout():
    for estimate, truth in run_stages({"a": 100, "b": 200}, {"a": 1, "b": 2}):
        if estimate is not None:
            assert estimate == pytest.approx(truth, abs=1)


def test_stage_that_is_slower_than_planned_is_told_rightly_before_its_half():
    told = list(run_stages({"a": 100, "b": 300}, {"a": 1, "b": 1}))
    for estimate, truth in told[150:]:
        assert estimate == pytest.approx(truth, rel=0.05, abs=1)


def test_estimate_moves_smoothly_when_the_pace_changes():
    told = [
        estimate for estimate, _ in run_stages({"a": 100, "b": 300}, {"a": 1, "b": 1}) if estimate is not None
    ]
    assert max(abs(after - before) for before, after in itertools.pairwise(told)) < 60


def test_known_share_of_the_area_scales_what_is_to_come():
    clock = Clock()
    time_left = TimeLeft({"a": 1, "b": 1}, clock)
    time_left.update("a", 0)
    clock.now += 100
    assert time_left.update("a", 1.0) == pytest.approx(100, abs=1)
    time_left.scale(("b",), 0.1)
    clock.now += 20
    assert time_left.update("b", 0.99) < 15


def test_stage_that_has_no_effort_is_not_told():
    assert TimeLeft({"a": 1}).update("write", 0.5) is None
