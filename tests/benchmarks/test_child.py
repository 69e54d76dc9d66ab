"""Time and memory of child processes."""

from __future__ import annotations

import sys

import pytest

from benchmarks.child import run_child


def test_peak_memory_is_the_childs_own_and_not_that_of_its_parent() -> None:
    parents = bytearray(400 * 1024**2)
    small = run_child([sys.executable, "-S", "-c", "print('done')"])
    large = run_child([sys.executable, "-S", "-c", "bytearray(200 * 1024**2)"])
    assert len(parents) == 400 * 1024**2
    assert small.output == "done\n"
    assert small.peak_mib < 100
    assert 200 < large.peak_mib < 300


def test_command_that_fails_is_told_with_its_last_lines() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)exit code 1.*no such band"):
        run_child([sys.executable, "-c", "raise SystemExit('no such band')"])
