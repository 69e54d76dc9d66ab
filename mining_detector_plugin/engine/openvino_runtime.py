"""OpenVINO on the processor, in bfloat16: half the time of float32 on processors that compute in it.

It is taken where it is installed and where the processor has AVX-512 BF16 or AMX; elsewhere ONNX Runtime is as fast.
"""

from __future__ import annotations

import functools
import importlib.util
import queue
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np

from .onnx_session import STREAMS
from .pack import Pack

_STARTING = threading.Lock()
#: OpenVINO's core, once it was asked for.
_started: list[Any] = []


class OpenVinoRuntime:
    """OpenVINO on the processor; offers what ``runtimes.Runtime`` does.

    Args:
        pack: whose graph takes ``bands`` and perhaps ``presence``.

    Raises:
        Exception: the graph can't be loaded; OpenVINO's own errors have no common base but this.
    """

    name = "openvino bfloat16"
    streams = STREAMS

    def __init__(self, pack: Pack) -> None:
        self._graph = OpenVinoGraph(pack.graph_path)

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """See ``runtimes.Runtime.run``."""
        present = np.array(np.broadcast_to(presence, (len(bands), presence.shape[-1])), np.float32)
        return self._graph.run({"bands": bands, "presence": present})


class OpenVinoGraph:
    """A graph ready to run in bfloat16, by up to ``STREAMS`` threads at a time.

    Raises:
        Exception: it can't be loaded; OpenVINO's own errors have no common base but this.
    """

    def __init__(self, path: Path) -> None:
        # Pinned to a processor, a stream would wait for what else runs there: reading, or another graph's stream.
        settings = {"INFERENCE_PRECISION_HINT": "bf16", "NUM_STREAMS": STREAMS, "ENABLE_CPU_PINNING": False}
        network = _core().compile_model(str(path), "CPU", settings)
        self._inputs = {name for entry in network.inputs for name in entry.names}
        self._outputs = network.outputs
        self._idle: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for _ in range(STREAMS):
            self._idle.put(network.create_infer_request())

    def run(self, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return the outputs, float32, in the graph's order.

        Args:
            feeds: by input; what the graph does not take is left out.
        """
        request = self._idle.get()
        try:
            answers = request.infer(
                {name: feeds[name] for name in self._inputs & feeds.keys()}, share_inputs=True
            )
            return [np.asarray(answers[output], np.float32) for output in self._outputs]
        finally:
            self._idle.put(request)


@functools.cache
def has_fast_bfloat16() -> bool:
    """Whether OpenVINO is installed and computes in bfloat16 on this processor."""
    if importlib.util.find_spec("openvino") is None:
        return False
    return "BF16" in _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def _core() -> Any:
    # With this package OpenVINO would report each import to its makers.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    with _STARTING:
        if not _started:
            _started.append(openvino.Core())
            # Where two threads hand it arrays for the first time, each waits for the other for ever.
            _ = openvino.Tensor(np.zeros(1, np.float32)).data
    return _started[0]
