"""OpenVINO on the processor, in bfloat16: half the time of float32 on processors that compute in it.

It is taken where it is installed and where the processor has AVX-512 BF16 or AMX; elsewhere ONNX Runtime is as fast.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np

from .pack import Pack


class OpenVinoRuntime:
    """OpenVINO on the processor; offers what ``runtimes.Runtime`` does.

    Args:
        pack: whose graph takes ``bands`` and perhaps ``presence``.

    Raises:
        Exception: the graph can't be loaded; OpenVINO's own errors have no common base but this.
    """

    name = "openvino bfloat16"

    def __init__(self, pack: Pack) -> None:
        self._network = compile_graph(pack.graph_path)
        self._inputs = {name for entry in self._network.inputs for name in entry.names}

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """See ``runtimes.Runtime.run``."""
        present = np.array(np.broadcast_to(presence, (len(bands), presence.shape[-1])), np.float32)
        feeds = {"bands": bands, "presence": present}
        answers = self._network({name: feeds[name] for name in self._inputs & feeds.keys()})
        return [np.asarray(answers[output], np.float32) for output in self._network.outputs]


def compile_graph(path: Path) -> Any:
    """Return a graph ready to run in bfloat16; called with ``{input name: array}`` it gives arrays by output.

    Raises:
        Exception: it can't be loaded; OpenVINO's own errors have no common base but this.
    """
    settings = {"INFERENCE_PRECISION_HINT": "bf16", "PERFORMANCE_HINT": "LATENCY"}
    return _core().compile_model(str(path), "CPU", settings)


@functools.cache
def has_fast_bfloat16() -> bool:
    """Whether OpenVINO is installed and computes in bfloat16 on this processor."""
    if importlib.util.find_spec("openvino") is None:
        return False
    return "BF16" in _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


@functools.cache
def _core() -> Any:
    # With this package OpenVINO would report each import to its makers.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino.Core()
