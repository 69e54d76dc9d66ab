"""From a trained network to a finished pack: float16 weights, a graph that points into them, metadata, card.

The weights are stored once. Each of the graph's weights is external data in the safetensors file, followed by
a Cast to float32, so that ONNX Runtime and torch run the same bytes. A pack appears whole or not at all.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from safetensors.torch import save_file
from torch import nn

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.networks import build_network, load_weights
from mining_detector_plugin.engine.pack import (
    FORMAT,
    GRAPH_FILE,
    METADATA_FILE,
    TASKS,
    WEIGHTS_FILE,
    Pack,
    load_pack,
)

from .card import write_card
from .data.normalisation import MEAN, STDDEV
from .predictor import onnx_predictor, torch_predictor
from .tasks.task import Evaluation, PackFields

#: Largest difference of the two runtimes' outputs that a pack may have.
PARITY = 1e-3
_SUFFIX = ".float16"


@dataclass(frozen=True)
class Identity:
    """What a pack is called."""

    kind: str
    name: str
    version: str
    description: str
    license: str


def write_pack(
    folder: Path,
    network: nn.Module,
    network_name: str,
    network_arguments: dict[str, Any],
    identity: Identity,
    fields: PackFields,
    evaluate: Callable[[Pack], list[Evaluation]],
    command: str,
) -> Pack:
    """Write a pack, measure it, and move it to its folder, in place of an older one.

    Args:
        folder: of the finished pack.
        network: trained, in evaluation mode.
        evaluate: measures the pack as written.
        command: reproduces the figures; ``{folder}`` in it is the pack's folder.

    Raises:
        PackError: the pack is not valid.
        AssertionError: the two runtimes differ by more than ``PARITY``.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        draft = Path(temporary) / folder.name
        draft.mkdir()
        write_weights(network, draft / WEIGHTS_FILE)
        rounded = build_network(network_name, network_arguments).eval()
        load_weights(rounded, draft / WEIGHTS_FILE)
        write_graph(rounded, draft, fields.outputs, fields.tile)
        metadata = _metadata(network, network_name, network_arguments, identity, fields)
        _write_metadata(draft, metadata)
        difference = parity(load_pack(draft))
        assert difference <= PARITY, f"ONNX Runtime and torch differ by {difference}"
        record_figures(draft, evaluate(load_pack(draft)), command.format(folder=folder))
        load_pack(draft)
        _replace(draft, folder)
    return load_pack(folder)


def record_figures(folder: Path, rows: list[Evaluation], command: str) -> None:
    """Write figures into a pack's metadata and make its card anew.

    Args:
        rows: measured on this pack.
        command: reproduces them.
    """
    metadata = json.loads((folder / METADATA_FILE).read_text(encoding="utf-8"))
    today = datetime.now(UTC).date().isoformat()
    metadata["evaluation"] = [asdict(row) | {"date": today, "command": command} for row in rows]
    _write_metadata(folder, metadata)
    write_card(folder, metadata)


def write_weights(network: nn.Module, path: Path) -> None:
    """Write a network's floating-point tensors as float16; batch norm's integer counters stay out."""
    tensors = {}
    for name, tensor in network.state_dict().items():
        if tensor.is_floating_point():
            tensors[name] = tensor.detach().cpu().to(torch.float16).contiguous().clone()
            assert torch.isfinite(tensors[name]).all(), f"{name} is too large for float16"
    save_file(tensors, path)
    path.chmod(0o644)


def write_graph(network: nn.Module, folder: Path, outputs: dict[str, tuple[str, ...]], tile: int) -> None:
    """Write the graph with its weights pointing into the folder's weights file.

    Args:
        network: in evaluation mode, with the weights of the file.
        outputs: names of the outputs and of their dimensions.
        tile: side of the example input in pixels.
    """
    buffer: Any = BytesIO()
    bands, presence = torch.zeros(2, len(PACK_BANDS), tile, tile), torch.ones(2, len(PACK_BANDS))
    axes = {"bands": {0: "batch", 2: "height", 3: "width"}, "presence": {0: "batch"}}
    sizes = ("batch", "height", "width", "anchors")
    axes |= {
        name: {index: size for index, size in enumerate(dims) if size in sizes}
        for name, dims in outputs.items()
    }
    with warnings.catch_warnings():
        # The exporter without dynamo is the one that keeps the names of the weights.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            network,
            (bands, presence),
            buffer,
            input_names=["bands", "presence"],
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


def parity(pack: Pack) -> float:
    """Return the largest difference of the runtimes' outputs, on made input of two sizes and band sets."""
    generator = np.random.default_rng(0)
    largest = 0.0
    for batch, height, width in ((1, 64, 96), (3, pack.tile, pack.tile)):
        bands = generator.normal(size=(batch, len(pack.bands), height, width)).astype(np.float32)
        presence = (generator.random((batch, len(pack.bands))) < 0.6).astype(np.float32)
        pairs = zip(
            onnx_predictor(pack)(bands, presence), torch_predictor(pack)(bands, presence), strict=True
        )
        largest = max(largest, *(float(np.abs(first - second).max()) for first, second in pairs))
    return largest


def _metadata(
    network: nn.Module, network_name: str, arguments: dict[str, Any], identity: Identity, fields: PackFields
) -> dict[str, Any]:
    """Return model.json's content but for the evaluation; see docs/developers.md."""
    task = next(name for name, kind in TASKS.items() if kind == identity.kind)
    count = len(PACK_BANDS)
    classes = [{"value": value, "name": name} for value, name in enumerate(fields.classes)]
    sizes = {"class": len(fields.classes), "coordinate": 4}
    outputs = [
        {
            "name": name,
            "tasks": [task],
            "result": {
                "shape": [sizes.get(dim, -1) for dim in dims],
                "dim_order": list(dims),
                "data_type": "float32",
            },
            "classification:classes": classes,
        }
        for name, dims in fields.outputs.items()
    ]
    scaling = [
        {"type": "z-score", "mean": round(float(mean), 6), "stddev": round(float(stddev), 6)}
        for mean, stddev in zip(MEAN, STDDEV, strict=True)
    ]
    return {
        "format": FORMAT,
        "mlm:name": identity.name,
        "version": identity.version,
        "description": identity.description,
        "license": identity.license,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "mlm:tasks": [task],
        "mlm:architecture": network_name,
        "mlm:total_parameters": sum(weight.numel() for weight in network.parameters()),
        "mlm:framework": "pytorch",
        "mlm:input": [
            {
                "name": "bands",
                "bands": list(PACK_BANDS),
                "input": {
                    "shape": [-1, count, -1, -1],
                    "dim_order": ["batch", "bands", "height", "width"],
                    "data_type": "float32",
                },
                "value_scaling": scaling,
            },
            {
                "name": "presence",
                "bands": [],
                "input": {"shape": [-1, count], "dim_order": ["batch", "bands"], "data_type": "float32"},
            },
        ],
        "mlm:output": outputs,
        "bands_needed": list(fields.bands_needed),
        "resolution_m": 10,
        "tile": fields.tile,
        "overlap": fields.overlap,
        "stride": fields.stride,
        "activation": fields.activation,
        "calibration": {"temperature": fields.temperature},
        "thresholds": fields.thresholds,
        "threshold_rule": fields.threshold_rule,
        "network": {"name": network_name, "arguments": arguments},
        "training_data": [asdict(source) for source in fields.training_data],
        "limits": list(fields.limits),
        "evaluation": [],
    }


def _write_metadata(folder: Path, metadata: dict[str, Any]) -> None:
    text = json.dumps(metadata, indent=2, ensure_ascii=False)
    (folder / METADATA_FILE).write_text(text + "\n", encoding="utf-8")


def _replace(draft: Path, folder: Path) -> None:
    """Move a finished draft to its folder; an older pack is set aside first and removed last."""
    aside = draft.parent / "older"
    if folder.exists():
        os.replace(folder, aside)
    os.replace(draft, folder)
    shutil.rmtree(aside, ignore_errors=True)
