"""Runs a pack as the engine does, by either runtime, so that figures hold for what users run."""

from __future__ import annotations

import os

from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.runtimes import OnnxRuntime, TorchRuntime

from .tasks.task import Predict


def onnx_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack by ONNX Runtime, on as many threads as OMP_NUM_THREADS allows."""
    return OnnxRuntime(pack, threads=int(os.environ.get("OMP_NUM_THREADS", "0"))).run


def torch_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack by torch on the processor."""
    return TorchRuntime(pack, "cpu").run
