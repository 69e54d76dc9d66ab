"""Runs a pack's network by either of the engine's runtimes on the processor, for export and evaluation."""

from __future__ import annotations

import os

from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.runtimes import OnnxRuntime, TorchRuntime

from .tasks.task import Predict


def onnx_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack's graph by ONNX Runtime."""
    return OnnxRuntime(pack, threads=int(os.environ.get("OMP_NUM_THREADS", "0"))).run


def torch_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack's network by torch."""
    return TorchRuntime(pack, "cpu").run
