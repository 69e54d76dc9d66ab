"""Work that goes on in threads while what was made before is used; order and errors stay as without threads."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], at_a_time: int
) -> Generator[Result, None, None]:
    """Yield what becomes of items, in their order; so many are worked on at a time, each in a thread.

    Items are taken in the caller's thread. Where work on one fails, the error comes in its place, and ends it.
    """
    if at_a_time == 1:
        yield from map(work, items)
        return
    pending: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(at_a_time, "in_order") as pool:
        try:
            for item in items:
                pending.append(pool.submit(work, item))
                # Items are large: nobody but the worker holds one.
                del item
                # One more waits for a free thread: the oldest may take longer than those after it.
                if len(pending) > at_a_time:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()


@contextmanager
def ahead(items: Iterator[Item], most: int = 1) -> Iterator[Iterator[Item]]:
    """Give an iterator over some items that a thread makes, ahead of who takes them; it ends with the block.

    Args:
        items: closed in the thread, if it can be.
        most: items that are made, or being made, and that nobody has taken.
    """
    ready: queue.Queue[tuple[str, Any]] = queue.Queue()
    wanted = threading.Semaphore(most)
    stop = threading.Event()

    def work() -> None:
        try:
            # With as many as are wanted, the next is not begun before one was taken: they are large.
            while wanted.acquire() and not stop.is_set():
                ready.put(("item", next(items)))
        except StopIteration:
            ready.put(("end", None))
        except BaseException as error:  # handed to the consumer, which raises it
            ready.put(("error", error))
        finally:
            if isinstance(items, Generator):
                items.close()

    def taken() -> Iterator[Item]:
        while True:
            what, item = ready.get()
            if what == "error":
                raise item
            if what == "end":
                return
            wanted.release()
            yield item
            del item

    thread = threading.Thread(target=work, name="ahead", daemon=True)
    thread.start()
    try:
        yield taken()
    finally:
        stop.set()
        wanted.release()
        thread.join()
