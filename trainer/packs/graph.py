"""A network's weights as float16 safetensors, and its graph as ONNX that points into that file.

The weights are stored once. Each of the graph's weights is external data in the safetensors file, followed by
a Cast to float32, so that ONNX Runtime and torch run the same bytes.
"""

from __future__ import annotations

import json
import struct
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from safetensors.torch import save_file
from torch import nn

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import GRAPH_FILE, WEIGHTS_FILE

_SUFFIX = ".float16"


def write_weights(network: nn.Module, path: Path) -> None:
    """Write a network's floating-point tensors as float16; batch norm's integer counters stay out."""
    tensors = {}
    for name, tensor in network.state_dict().items():
        if tensor.is_floating_point():
            tensors[name] = tensor.detach().cpu().to(torch.float16).contiguous().clone()
            assert torch.isfinite(tensors[name]).all(), f"{name} is too large for float16"
    save_file(tensors, path)
    path.chmod(0o644)


def write_graph(
    network: nn.Module,
    folder: Path,
    outputs: dict[str, tuple[str, ...]],
    tile: int,
    is_fixed_size: bool = False,
) -> None:
    """Write the graph with its weights pointing into the folder's weights file.

    Args:
        network: in evaluation mode, with the weights of the file.
        outputs: names of the outputs and of their dimensions.
        tile: side of the example input in pixels.
        is_fixed_size: the graph takes this side alone.
    """
    buffer: Any = BytesIO()
    bands, presence = torch.zeros(2, len(PACK_BANDS), tile, tile), torch.ones(2, len(PACK_BANDS))
    sizes = ("batch",) if is_fixed_size else ("batch", "height", "width", "anchors")
    inputs = {"bands": ("batch", "bands", "height", "width"), "presence": ("batch", "bands")}
    axes = {
        name: {index: size for index, size in enumerate(dims) if size in sizes}
        for name, dims in (inputs | outputs).items()
    }
    with warnings.catch_warnings():
        # The exporter without dynamo is the one that keeps the names of the weights.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            network,
            (bands, presence),
            buffer,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
            do_constant_folding=False,
            training=torch.onnx.TrainingMode.PRESERVE,
        )
    model = onnx.load_model_from_string(buffer.getvalue())
    _point_at_weights(model, folder / WEIGHTS_FILE)
    (folder / GRAPH_FILE).write_bytes(model.SerializeToString())
    onnx.checker.check_model(str(folder / GRAPH_FILE))


def tensor_places(path: Path) -> dict[str, tuple[int, int, list[int]]]:
    """Return offset in bytes, length in bytes and shape of each tensor of a safetensors file."""
    with path.open("rb") as file:
        (header_length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(header_length))
    return {
        name: (
            8 + header_length + entry["data_offsets"][0],
            int(np.diff(entry["data_offsets"])[0]),
            entry["shape"],
        )
        for name, entry in header.items()
        if name != "__metadata__"
    }


def _point_at_weights(model: onnx.ModelProto, weights: Path) -> None:
    """Replace initializers that are in the weights file by external float16 data and a Cast to float32."""
    places = tensor_places(weights)
    casts = []
    for tensor in model.graph.initializer:
        if tensor.name not in places:
            continue
        offset, length, shape = places[tensor.name]
        assert list(tensor.dims) == shape, (
            f"{tensor.name}: {list(tensor.dims)} in the graph, {shape} in the file"
        )
        name = tensor.name
        tensor.Clear()
        tensor.name, tensor.data_type = name + _SUFFIX, onnx.TensorProto.FLOAT16
        tensor.dims.extend(shape)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        for key, value in (("location", weights.name), ("offset", offset), ("length", length)):
            tensor.external_data.add(key=key, value=str(value))
        casts.append(onnx.helper.make_node("Cast", [tensor.name], [name], to=onnx.TensorProto.FLOAT))
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(casts + nodes)
