"""Opens ONNX graphs for ONNX Runtime on the processor; the one place where its session options are chosen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

#: Batches that are run at a time, by one thread each. Two with half the processor each take less time than one after
#: the other with all of it: no thread waits for another after each layer, nor for a core that reads meanwhile.
STREAMS = 2


def open_session(path: Path, threads: int = 0) -> Any:
    """Return a session of ONNX Runtime.

    Args:
        path: of the graph.
        threads: of one call; 0 for as many as it likes.

    Raises:
        ImportError: ONNX Runtime is not installed.
        Exception: the graph can't be loaded; ONNX Runtime's own errors have no common base but this.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Tiles come in many sizes, and a plan of memory for each would be kept.
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def open_graph(path: Path, inputs: Sequence[str], outputs: Sequence[str], threads: int = 0) -> Any:
    """Return a session of a graph that takes just these inputs and gives these outputs at least.

    Raises:
        ValueError: it takes or gives something else.
        Exception: as ``open_session``.
    """
    session = open_session(path, threads)
    taken = [entry.name for entry in session.get_inputs()]
    given = [entry.name for entry in session.get_outputs()]
    if taken != list(inputs) or not set(outputs) <= set(given):
        raise ValueError(f"it has {taken} and {given}, and {list(inputs)} and {list(outputs)} are wanted")
    return session


def threads_of_stream() -> int:
    """Return how many threads a call may take where ``STREAMS`` threads call; see ``open_session``.

    The caller is one of them, and the others are shared by all callers.
    """
    return 1 if (os.cpu_count() or 1) <= STREAMS else 0
