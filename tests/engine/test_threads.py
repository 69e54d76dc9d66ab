"""Work in threads: order, errors, and what is left when who asked for it goes."""

from __future__ import annotations

import threading
import time
from contextlib import closing

import pytest

from mining_detector_plugin.engine.threads import ahead, in_order


@pytest.mark.parametrize("at_a_time", [1, 2, 3])
def test_results_come_in_order_however_long_each_takes(at_a_time):
    def slowly(number: int) -> int:
        time.sleep(0.01 * (number % 3))
        return number * number

    assert list(in_order(slowly, range(10), at_a_time)) == [number * number for number in range(10)]


def test_two_are_worked_on_at_the_same_time_and_no_third():
    both, running, most = threading.Barrier(2, timeout=30), [], []

    def meet(number: int) -> int:
        running.append(number)
        most.append(len(running))
        both.wait()
        running.remove(number)
        return number

    assert list(in_order(meet, range(6), 2)) == list(range(6))
    assert max(most) == 2


@pytest.mark.parametrize("at_a_time", [1, 2])
def test_error_comes_in_its_place(at_a_time):
    def halve(number: int) -> float:
        return 1 / number

    results = in_order(halve, [2, 1, 0, 4], at_a_time)
    assert [next(results), next(results)] == [0.5, 1.0]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_no_more_items_are_taken_after_closing():
    taken: list[int] = []

    def items():
        for number in range(100):
            taken.append(number)
            yield number

    with closing(in_order(lambda number: number, items(), 2)) as results:
        assert next(results) == 0
    assert len(taken) <= 3
    before = threading.active_count()
    with ahead(items()) as made:
        assert next(made) == 0
    assert threading.active_count() == before
