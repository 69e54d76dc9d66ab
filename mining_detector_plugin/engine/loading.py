"""Loads the networks of a run in threads of their own, so that the scene is opened meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from .devices import Device
from .pack import Pack
from .runtimes import Runtime, load_runtime

#: Runtimes let go of Python's lock while they build a network; the third of a run's packs waits for a thread.
_THREADS = 2


@contextmanager
def load_ahead(
    packs: Iterable[Pack], device: Device, precision: str = "auto"
) -> Iterator[Callable[[Pack], Runtime]]:
    """Begin to load the runtimes of packs; give what answers as ``load_runtime`` does, and raises what it raises.

    A pack that nobody asks for goes with the block, and so does what is wrong with it.
    """
    pool = ThreadPoolExecutor(_THREADS, "load")
    begun = {pack.folder: pool.submit(load_runtime, pack, device, precision) for pack in packs}

    def load(pack: Pack) -> Runtime:
        future = begun.pop(pack.folder, None)
        return load_runtime(pack, device, precision) if future is None else future.result()

    try:
        yield load
    finally:
        # Who gives a wrong scene shall not wait for networks.
        pool.shutdown(wait=False, cancel_futures=True)
