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
    _ask_glibc("mallopt", _M_ARENA_MAX, 2)


def give_back() -> None:
    """Give memory that was freed back to the system, where the C library is glibc: a stage leaves much that the next
    has other uses for."""
    _ask_glibc("malloc_trim", 0)


def _ask_glibc(function: str, *arguments: int) -> None:
    if sys.platform != "linux":
        return
    try:
        getattr(ctypes.CDLL(None), function)(*arguments)
    except (AttributeError, OSError):  # another C library
        return
