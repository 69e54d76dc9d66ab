"""Runs a pack as the engine does, by either runtime, so that figures hold for what users run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.runtimes import OnnxRuntime, TorchRuntime

from .tasks.task import Predict

if TYPE_CHECKING:
    from torch import nn


def onnx_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack by ONNX Runtime, on as many threads as OMP_NUM_THREADS allows."""
    return OnnxRuntime(pack, threads=int(os.environ.get("OMP_NUM_THREADS", "0"))).run


def torch_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack by torch on the processor."""
    return TorchRuntime(pack, "cpu").run


def network_predictor(network: nn.Module) -> Predict:
    """Return a function that runs a network in evaluation mode by torch on the processor."""
    import torch

    def predict(bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        # Presence may be one line shown as many, which torch takes for writable.
        with torch.inference_mode():
            outputs = network(torch.from_numpy(bands), torch.from_numpy(np.array(presence, np.float32)))
        outputs = outputs if isinstance(outputs, tuple | list) else (outputs,)
        return [output.float().numpy() for output in outputs]

    return predict
