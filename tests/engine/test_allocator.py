"""The worker's threads share memory."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_THREADS = """
import ctypes, threading
from mining_detector_plugin.engine.allocator import share_arenas
{call}
everybody = threading.Barrier(8)
def work():
    kept = [bytes(1000) for _ in range(1000)]
    everybody.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_threads_take_memory_from_two_places():
    assert _arenas("") > 2
    assert _arenas("share_arenas()") <= 2


def _arenas(call: str) -> int:
    command = [sys.executable, "-c", _THREADS.format(call=call)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr.count("Arena")
