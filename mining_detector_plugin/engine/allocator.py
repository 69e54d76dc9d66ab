"""How the C library hands out memory in a process of the engine's own."""

from __future__ import annotations

import ctypes
import sys

#: glibc's number for the most arenas (malloc.h).
_M_ARENA_MAX = -8


def share_arenas() -> None:
    """Have all threads take memory from two places, where the C library is glibc; call it before threads start.

    By default a thread has a place of its own. What one thread frees of a scene's arrays is then of no use to another,
    and a run over a wide scene takes a third more.
    """
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)
    except (AttributeError, OSError):  # another C library
        return
