"""Runs a pack's network on a batch: ONNX Runtime or OpenVINO on a processor, torch on a GPU; one weights file."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from .adapter import AdaptedRuntime
from .devices import Device
from .errors import DeviceError, PackError
from .onnx_session import STREAMS, open_session, threads_of_stream
from .openvino_runtime import OpenVinoRuntime, has_fast_bfloat16
from .pack import Pack


class Runtime(Protocol):
    """What every runtime offers.

    Attributes:
        name: for people.
        streams: batches that it runs best at a time, by as many threads.
    """

    name: str
    streams: int

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """Return the network's outputs, float32, in the order that docs/developers.md gives.

        Args:
            bands: float32 (batch, channels, height, width), normalised.
            presence: float32 (channels,) or (batch, channels), 1 where the band is there.
        """


def load_runtime(pack: Pack, device: Device, precision: str = "auto") -> Runtime:
    """Return the runtime that suits the device.

    Args:
        precision: one of ``devices.PRECISIONS``. On a GPU a detector stays in float32: it decodes its boxes in its
            network, and in bfloat16 they would be pixels off. OpenVINO computes what comes after the last convolution
            in float32 by itself.

    Raises:
        PackError: ``pack_invalid`` where the graph or the weights can't be loaded.
        DeviceError: ``runtime_missing`` where nothing that can run the pack is installed.
    """
    if device.id != "cpu" and pack.adapter is None:
        return TorchRuntime(pack, device.id, precision)
    if precision == "auto" and pack.adapter is None and has_fast_bfloat16():
        try:
            return OpenVinoRuntime(pack)
        except Exception as error:  # OpenVINO's own errors have no common base but this
            raise _broken(pack, error) from error
    try:
        # A graph that was made for another program has no network that torch could build.
        return OnnxRuntime(pack) if pack.adapter is None else AdaptedRuntime(pack)
    except ImportError as error:
        raise DeviceError(
            "runtime_missing", "ONNX Runtime is not installed in this environment.",
            "Set up the environment again.",
        ) from error  # fmt: skip


class OnnxRuntime:
    """ONNX Runtime on the processor."""

    name = "onnxruntime"

    def __init__(self, pack: Pack, threads: int | None = None) -> None:
        """Open a session.

        Args:
            threads: that one caller has; None for several callers that share the processor.
        """
        self.streams = STREAMS if threads is None else 1
        try:
            self._session = open_session(pack.graph_path, threads_of_stream() if threads is None else threads)
        except ImportError:
            raise
        except Exception as error:  # ONNX Runtime's own errors have no common base but this
            raise _broken(pack, error) from error
        names = {entry.name for entry in self._session.get_inputs()}
        if not names or not names <= {"bands", "presence"}:
            raise _broken(pack, f"its inputs are {sorted(names)}, and bands and presence are wanted")
        self._inputs = names
        self._pack = pack

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """See ``Runtime.run``."""
        feeds = {"bands": bands, "presence": _per_sample(presence, bands)}
        outputs = list(self._session.run(None, {name: feeds[name] for name in self._inputs}))
        _check_outputs(self._pack, outputs)
        return outputs


class TorchRuntime:
    """Torch on a GPU: channels last, bfloat16 where the GPU has it. Runs on ``cpu`` too, in float32."""

    name = "torch"
    streams = 1

    def __init__(self, pack: Pack, device_id: str, precision: str = "auto") -> None:
        import torch

        from .networks import build_network, load_weights

        self._torch = torch
        self._device = torch.device(device_id)
        is_fit = pack.kind != "detector" and precision == "auto"
        self._is_half = is_fit and self._device.type == "cuda" and torch.cuda.is_bf16_supported()
        network: Any = build_network(pack.network["name"], pack.network.get("arguments", {}))
        load_weights(network, pack.weights_path)
        self._network = network.eval().to(self._device, memory_format=torch.channels_last)

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """See ``Runtime.run``."""
        torch = self._torch
        batch = torch.from_numpy(bands).to(self._device, memory_format=torch.channels_last)
        present = torch.from_numpy(_per_sample(presence, bands)).to(self._device)
        with torch.inference_mode(), torch.autocast(self._device.type, torch.bfloat16, enabled=self._is_half):
            outputs = self._network(batch, present)
        if not isinstance(outputs, tuple | list):
            outputs = (outputs,)
        return [output.float().cpu().numpy() for output in outputs]


def _check_outputs(pack: Pack, outputs: list[np.ndarray]) -> None:
    """Raise where a graph does not give what its kind of pack promises."""
    wanted = 2 if pack.kind == "detector" else 1
    if pack.second_level is not None:
        wanted += pack.second_level.members
    if len(outputs) != wanted:
        raise _broken(pack, f"it has {len(outputs)} outputs, and a {pack.kind} has {wanted}")
    axis = 2 if pack.kind == "detector" else 1
    found = outputs[-1].shape[axis] if outputs[-1].ndim > axis else 0
    if found != len(pack.classes):
        raise _broken(pack, f"it gives {found} classes, and model.json names {len(pack.classes)}")


def _per_sample(presence: np.ndarray, bands: np.ndarray) -> np.ndarray:
    return np.array(np.broadcast_to(presence, (len(bands), presence.shape[-1])), dtype=np.float32)


def _broken(pack: Pack, detail: object) -> PackError:
    return PackError(
        "pack_invalid", f"The model {pack.name} in {pack.folder} can't be loaded: {detail}",
        "Export it again with trainer/train.py, or get an unbroken copy.",
    )  # fmt: skip
