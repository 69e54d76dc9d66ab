"""Runs a pack's network on batches of any size, by either runtime, for export and evaluation."""

from __future__ import annotations

import os

import numpy as np

from mining_detector_plugin.engine.networks import build_network, load_weights
from mining_detector_plugin.engine.pack import Pack

from .tasks.task import Predict


def onnx_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack's graph by ONNX Runtime on the CPU."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS", "0"))
    session = onnxruntime.InferenceSession(str(pack.graph_path), options, providers=["CPUExecutionProvider"])

    def predict(bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        return list(session.run(None, {"bands": bands, "presence": presence}))

    return predict


def torch_predictor(pack: Pack) -> Predict:
    """Return a function that runs the pack's network by torch on the CPU."""
    import torch

    network = build_network(pack.network["name"], pack.network["arguments"]).eval()
    load_weights(network, pack.weights_path)

    def predict(bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        with torch.inference_mode():
            outputs = network(torch.from_numpy(bands), torch.from_numpy(presence))
        return [output.numpy() for output in (outputs if isinstance(outputs, tuple) else (outputs,))]

    return predict
