"""Makes a pack of an ONNX file with Deepness metadata, by what the user says of its classes and channels."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .bands import PACK_BANDS
from .deepness import DeepnessModel, Remark, read_deepness
from .errors import PackError
from .model_folder import TYPES
from .model_library import check_set, publish, staging
from .pack import FORMAT, GRAPH_FILE, METADATA_FILE
from .reporting import Reporter

#: Red, green, blue, as the zoo's models take pictures; further channels follow in the sensor's order.
_USUAL_CHANNELS = ("B04", "B03", "B02", "B08", "B05", "B06", "B07", "B8A", "B11", "B12", "B01", "B09")
#: What an 8-bit picture of Sentinel-2 shows from black to white, unless the user says otherwise.
REFLECTANCE_RANGE = (0.0, 0.3)
#: Words in a foreign class's name, and the type that is proposed for it; the first that fits counts.
_TYPE_BY_WORD = {
    "tailing": "tailings", "artisanal": "artisanal", "asgm": "artisanal", "dump": "waste_dump", "waste": "waste_dump",
    "pit": "open_pit", "quarr": "open_pit", "mine": "mine_ground", "mining": "mine_ground",
}  # fmt: skip
_TASKS = {"segmenter": "semantic-segmentation", "detector": "object-detection"}
_RESOLUTION_M = 10.0
_RESOLUTION_TOLERANCE = 0.25


@dataclass(frozen=True)
class ImportRequest:
    """What a user wants of an ONNX file.

    Attributes:
        file: the ONNX file.
        library: folder of the library.
        class_types: for each of its classes a type of mine ground, None for what is no mine.
        channels: the Sentinel-2 band of each channel; None for red, green, blue and what follows.
        reflectance_range: what becomes 0 and 255 of the picture.
        name: for people; None for the file's.
        license: of the model, in the user's words.
        replace: whether a set of the same name is replaced.
    """

    file: str
    library: str
    class_types: Sequence[str | None]
    channels: Sequence[str] | None = None
    reflectance_range: Sequence[float] = REFLECTANCE_RANGE
    name: str | None = None
    license: str = ""
    replace: bool = False


def inspect_onnx(file: str) -> dict[str, Any]:
    """Return the worker's ``result`` for an ONNX file that may be imported: what it is, and what is proposed."""
    path = Path(file)
    model = read_deepness(path)
    described = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(model).items()
    }
    return described | {
        "name": path.stem,
        "remarks": _remarks(model),
        "types": list(TYPES),
        "bands": list(PACK_BANDS),
        "proposed_types": [propose_type(name) for name in model.classes],
        "proposed_channels": list(_USUAL_CHANNELS[: model.channels]),
        "reflectance_range": list(REFLECTANCE_RANGE),
        "size_bytes": path.stat().st_size,
    }


def import_onnx(request: ImportRequest, reporter: Reporter) -> dict[str, Any]:
    """Make a pack of an ONNX file and put it into the library; returns as ``model_library.install_pack``.

    Raises:
        PackError: as ``read_deepness``; ``import_invalid`` where the request does not fit the file;
            ``models_installed``.
    """
    path = Path(request.file)
    reporter.progress("import", 0, 3, 0.1, "Reading the model")
    model = read_deepness(path)
    _check(request, model)
    title = (request.name or path.stem).strip() or path.stem
    with staging(Path(request.library)) as place:
        folder = place / "set" / model.kind
        folder.mkdir(parents=True)
        shutil.copyfile(path, folder / GRAPH_FILE)
        metadata = _metadata(request, model, title, folder / GRAPH_FILE)
        (folder / METADATA_FILE).write_text(json.dumps(metadata, indent=1), encoding="utf-8")
        (folder / "README.md").write_text(_card(request, model, metadata), encoding="utf-8")
        packs = check_set(place / "set", [model.kind], reporter)
        about = {"source": path.name, "left_out": []}
        return publish(place / "set", Path(request.library), title, packs, about, request.replace)


def propose_type(name: str) -> str | None:
    """Return the type of mine ground that a foreign class's name speaks of, None for none."""
    lower = name.lower()
    return next((kind for word, kind in _TYPE_BY_WORD.items() if word in lower), None)


def _remarks(model: DeepnessModel) -> list[str]:
    """Return what a user should know of a model before importing it, as sentences."""
    remarks = list(model.remarks)
    if abs(model.resolution_m / _RESOLUTION_M - 1) > _RESOLUTION_TOLERANCE:
        sentence = (
            f"It was made for pixels of {model.resolution_m:g} m, and Sentinel-2 has {_RESOLUTION_M:g} m: what it says "
            "of Sentinel-2 means little."
        )
        remarks.append(Remark(sentence))
    return [entry.remark for entry in remarks]


def _check(request: ImportRequest, model: DeepnessModel) -> None:
    channels = _channels(request, model)
    wrong = None
    if len(request.class_types) != len(model.classes):
        wrong = f"{len(request.class_types)} types are given for its {len(model.classes)} classes"
    elif not any(request.class_types):
        wrong = "no class is mine ground, so it could find nothing"
    elif not set(request.class_types) <= {None, *TYPES}:
        wrong = f"the types {request.class_types} are not all among {', '.join(TYPES)}"
    elif (
        len(channels) != model.channels
        or not set(channels) <= set(PACK_BANDS)
        or len(set(channels)) < len(channels)
    ):
        wrong = f"the bands {', '.join(channels)} are not one for each of its {model.channels} channels"
    elif (
        len(request.reflectance_range) != 2
        or not 0 <= request.reflectance_range[0] < request.reflectance_range[1]
    ):
        wrong = f"the range of reflectance {list(request.reflectance_range)} is empty"
    if wrong:
        raise PackError(
            "import_invalid", f"{Path(request.file).name} can't be imported so: {wrong}.",
            "Give each class its type or none, each channel a band of its own, and a range such as 0 to 0.3.",
        )  # fmt: skip


def _channels(request: ImportRequest, model: DeepnessModel) -> list[str]:
    return list(request.channels or _USUAL_CHANNELS[: model.channels])


def _metadata(request: ImportRequest, model: DeepnessModel, title: str, graph: Path) -> dict[str, Any]:
    """Return the pack's model.json."""
    channels = _channels(request, model)
    types = [name for name in TYPES if name in request.class_types]
    classes = ["background", *types] if model.kind == "segmenter" else types
    digest = hashlib.sha256(graph.read_bytes()).hexdigest()
    side = model.tile if model.has_fixed_size else -1
    return {
        "format": FORMAT,
        "mlm:name": title,
        "version": digest[:8],
        "description": f"Imported from {Path(request.file).name}, which has the metadata of the Deepness plugin.",
        "license": request.license.strip() or "not stated",
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "mlm:tasks": [_TASKS[model.kind]],
        "mlm:framework": "onnx",
        "mlm:input": [
            {
                "name": "bands", "bands": channels,
                "input": {"shape": [-1, len(channels), side, side], "data_type": "float32"},
                "value_scaling": [{"type": "z-score", "mean": 0, "stddev": 1} for _ in channels],
            }
        ],
        "mlm:output": [{"classification:classes": [{"value": i, "name": name} for i, name in enumerate(classes)]}],
        "bands_needed": channels,
        "resolution_m": model.resolution_m,
        "tile": model.tile, "overlap": model.overlap, "stride": model.tile - model.overlap,
        "activation": "none",
        "calibration": {"temperature": 1.0},
        "thresholds": {"default": model.threshold},
        "network": {"name": "foreign", "arguments": {}},
        "adapter": {
            "layout": model.layout, "reflectance_range": [float(end) for end in request.reflectance_range],
            "mean": list(model.mean), "stddev": list(model.stddev), "activation": model.activation,
            "classes": list(model.classes), "class_types": list(request.class_types),
        },
        **({"suppression_iou": model.iou} if model.kind == "detector" else {}),
        "training_data": [],
        "limits": [
            "Nobody has measured this model here. Its scores are not calibrated.",
            *_remarks(model),
        ],
        "evaluation": [],
        "onnx_sha256": digest,
    }  # fmt: skip


def _card(request: ImportRequest, model: DeepnessModel, metadata: dict[str, Any]) -> str:
    """Return the pack's README.md."""
    low, high = metadata["adapter"]["reflectance_range"]
    rows = [
        f"| {own} | {kind or 'no mine'} |"
        for own, kind in zip(model.classes, request.class_types, strict=True)
    ]
    return "\n".join(
        [
            f"# {metadata['mlm:name']} {metadata['version']}",
            "",
            metadata["description"],
            "",
            "| its class | is taken for |", "|---|---|", *rows,
            "",
            f"- Channels: {', '.join(metadata['bands_needed'])}; reflectance {low:g} to {high:g} becomes 0 to 255.",
            f"- Pixels of {model.resolution_m:g} m; tile {model.tile}, overlap {model.overlap} pixels.",
            f"- Threshold {model.threshold:g}, as it came with the model.",
            f"- Licence: {metadata['license']}.",
            "",
            "## Limits",
            "",
            *(f"- {limit}" for limit in metadata["limits"]),
            "",
        ]
    )  # fmt: skip


def _plain(name: str) -> str:
    """Return a foreign name without the signs that mean something in a Markdown table."""
    return " ".join(re.sub(r"[|<>\[\]`!]", " ", name).split())
