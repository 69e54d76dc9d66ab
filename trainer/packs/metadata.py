"""model.json: what a pack says of itself, in the words of docs/developers.md."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from torch import nn

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import FORMAT, METADATA_FILE, TASKS
from trainer.data.normalisation import MEAN, STDDEV
from trainer.tasks.task import PackFields


@dataclass(frozen=True)
class Identity:
    """What a pack is called, and what it is for.

    Attributes:
        used_for, not_for: sentences for the card.
    """

    kind: str
    name: str
    version: str
    description: str
    license: str
    used_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()


def model_metadata(
    network: nn.Module, network_name: str, arguments: dict[str, Any], identity: Identity, fields: PackFields
) -> dict[str, Any]:
    """Return model.json's content but for the evaluation; see docs/developers.md."""
    task = next(name for name, kind in TASKS.items() if kind == identity.kind)
    count = len(PACK_BANDS)
    classes = [{"value": value, "name": name} for value, name in enumerate(fields.classes)]
    side = fields.tile if fields.is_fixed_size else -1
    sizes = {"class": len(fields.classes), "coordinate": 4, "height": side, "width": side}
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
    metadata = {
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
                    "shape": [-1, count, side, side],
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
    purposes = {"used_for": identity.used_for, "not_for": identity.not_for}
    metadata |= {name: list(sentences) for name, sentences in purposes.items() if sentences}
    clash = metadata.keys() & fields.extra.keys()
    assert not clash, f"the extra fields {sorted(clash)} have their own place"
    return metadata | dict(fields.extra)


def told_folder(folder: Path) -> str:
    """Return a pack's folder as its card names it: relative to where one stands, ``PACK`` where it lies elsewhere.

    Paths of one machine are of no use to others, and may name a person.
    """
    if not folder.is_absolute():
        return folder.as_posix()
    return folder.relative_to(Path.cwd()).as_posix() if folder.is_relative_to(Path.cwd()) else "PACK"


def read_metadata(folder: Path) -> dict[str, Any]:
    """Return a pack's metadata as they stand in its folder."""
    return json.loads((folder / METADATA_FILE).read_text(encoding="utf-8"))


def write_metadata(folder: Path, metadata: dict[str, Any]) -> None:
    """Write a pack's metadata into its folder."""
    text = json.dumps(metadata, indent=2, ensure_ascii=False)
    (folder / METADATA_FILE).write_text(text + "\n", encoding="utf-8")
