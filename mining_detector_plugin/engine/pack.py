"""Model packs: a folder with model.json, weights.safetensors and model.onnx. A pack holds data and no code.

The fields of model.json take their names from the STAC Machine Learning Model extension (MLM) where it has one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from .adapter_part import AdapterPart, parse_adapter
from .bands import PACK_BANDS
from .errors import PackError
from .pack_parts import (
    DispatchPart,
    FirstLookPart,
    PrecisionFilterPart,
    SecondLevelPart,
    parse_dehaze,
    parse_dispatch,
    parse_first_look,
    parse_precision_filter,
    parse_second_level,
)

FORMAT = 1
METADATA_FILE = "model.json"
WEIGHTS_FILE = "weights.safetensors"
GRAPH_FILE = "model.onnx"
#: A pack's kind by its task in MLM's words.
TASKS = {
    "scene-classification": "classifier",
    "object-detection": "detector",
    "semantic-segmentation": "segmenter",
}
ACTIVATIONS = ("none", "sigmoid", "softmax")
#: Fields of model.json that a pack's answers come from; the others only tell of it.
_ANSWERING_FIELDS = (
    "mlm:input", "mlm:output", "bands_needed", "resolution_m", "tile", "overlap", "stride", "activation", "calibration",
    "thresholds", "network", "mine_classes", "second_level", "dispatch", "precision_filter", "preprocessing",
)  # fmt: skip
_UNTESTED = "untested_classes"
#: Fields that came later: they count only where a pack has them, so that older packs keep their fingerprint.
_LATER_ANSWERING_FIELDS = ("adapter", "suppression_iou", "first_look")
_SUPPRESSION_IOU = 0.5


@dataclass(frozen=True)
class Pack:
    """A validated model pack.

    Attributes:
        folder: where its files are.
        kind: ``classifier``, ``detector`` or ``segmenter``.
        name, version: what a user knows it by.
        bands: the network's channels in order, by canonical band name.
        needed_bands: without these the pack can't run; the others may be missing.
        mean, stddev: reflectance statistics per channel; input = (reflectance - mean) / stddev, 0 where missing.
        resolution_m: pixel size in metres that it was trained at.
        tile: side of a tile in pixels. overlap: pixels that neighbouring tiles share (segmenter, detector).
        stride: distance of cells in pixels (classifier), else ``tile - overlap``.
        classes: names by the index of the output channel.
        mine_classes: of a classifier: a cell's score is the highest probability of these classes.
        untested_classes: those that no real place has tested; a run leaves them out unless it is told not to.
        fixed_size: height and width in pixels where the network takes no other; None where it takes any.
        activation: what turns the graph's output into probabilities.
        temperature: logits are divided by it before the activation.
        thresholds: by name, ``default`` is always there.
        network: architecture and its arguments, for the torch runtime.
        second_level: of a segmenter that has one. first_look: of a classifier that has one.
        dispatch: of a pack with members for regions; members: their packs by the region's name.
        dehaze: how haze is taken off what it sees, one of ``dehaze.METHODS``.
        precision_filter: of a segmenter or detector that has one.
        adapter: of a pack whose graph was made for another program; its weights are in the graph.
        suppression_iou: of a detector: from which intersection over union on the weaker of two boxes goes.
        metadata: model.json as read.
    """

    folder: Path
    kind: str
    name: str
    version: str
    bands: tuple[str, ...]
    needed_bands: tuple[str, ...]
    mean: np.ndarray
    stddev: np.ndarray
    resolution_m: float
    tile: int
    overlap: int
    stride: int
    classes: tuple[str, ...]
    mine_classes: tuple[str, ...]
    untested_classes: tuple[str, ...]
    fixed_size: tuple[int, int] | None
    activation: str
    temperature: float
    thresholds: dict[str, float]
    network: dict[str, Any]
    second_level: SecondLevelPart | None
    first_look: FirstLookPart | None
    dispatch: DispatchPart | None
    members: dict[str, Pack]
    dehaze: str
    precision_filter: PrecisionFilterPart | None
    adapter: AdapterPart | None
    suppression_iou: float
    metadata: dict[str, Any]

    @property
    def graph_path(self) -> Path:
        """The ONNX graph; its tensors lie in the weights file beside it."""
        return self.folder / GRAPH_FILE

    @property
    def weights_path(self) -> Path:
        """The float16 safetensors file; a pack with an adapter has none."""
        return self.folder / WEIGHTS_FILE

    def sha256(self) -> str:
        """Return one hash over the files that the pack runs, for provenance."""
        digest = hashlib.sha256()
        for path in dict.fromkeys(self._files()):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def threshold(self, name: str) -> float:
        """Return the threshold of a name, the default one where the pack has none of that name."""
        return self.thresholds.get(name, self.thresholds["default"])

    def fingerprint(self) -> str:
        """Return one hash over what the answers come from: unlike ``sha256`` it outlives a new card or figure.

        It stands behind ``sha256:``; a bare hash in a file looks like a secret to those who search for them.
        """
        digest = hashlib.sha256()
        fields = {name: self.metadata.get(name) for name in _ANSWERING_FIELDS}
        # Only where there are some, so that packs from before this field keep their fingerprint.
        if self.untested_classes:
            fields[_UNTESTED] = sorted(self.untested_classes)
        fields |= {name: self.metadata[name] for name in _LATER_ANSWERING_FIELDS if name in self.metadata}
        digest.update(json.dumps(fields, sort_keys=True).encode())
        for path in self._own_files():
            digest.update(path.read_bytes())
        for _, member in sorted(self.members.items()):
            digest.update(member.fingerprint().encode())
        return f"sha256:{digest.hexdigest()}"

    def _files(self) -> list[Path]:
        files = [self.folder / METADATA_FILE, *self._own_files()]
        return files + [path for member in self.members.values() for path in member._files()]

    def _own_files(self) -> list[Path]:
        """Return what the pack runs, without model.json and its members."""
        files = [self.graph_path] if self.adapter is not None else [self.weights_path, self.graph_path]
        if self.second_level is not None:
            files.append(self.second_level.graph_path)
        if self.first_look is not None:
            files.append(self.first_look.graph_path)
        if self.dispatch is not None:
            files.append(self.dispatch.regions_path)
        if self.precision_filter is not None and self.precision_filter.regions_path is not None:
            files.append(self.precision_filter.regions_path)
        return files


def load_pack(folder: str | Path) -> Pack:
    """Read and validate the pack in a folder. Runs no code from it.

    Raises:
        PackError: ``pack_missing`` or ``pack_invalid``, naming the field or file.
    """
    folder = Path(folder)
    path = folder / METADATA_FILE
    if not path.is_file():
        raise PackError(
            "pack_missing", f"There is no model pack in {folder}: {METADATA_FILE} is missing.",
            "Choose a folder that holds a model pack, or use the bundled models.",
        )  # fmt: skip
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
        pack = _parse(folder, metadata)
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        detail = f"the field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise _invalid(folder, detail) from error
    for required in pack._own_files():
        if not required.is_file():
            raise _invalid(folder, f"{required.name} is missing")
    if pack.dispatch is None:
        return pack
    folders = pack.dispatch.member_folders
    return replace(pack, members={name: _load_member(pack, name, folders[name]) for name in folders})


def _load_member(pack: Pack, name: str, folder: Path) -> Pack:
    """Return a member of a dispatching pack, which must take and give what the pack itself does."""
    member = load_pack(folder)
    same = (
        "kind", "classes", "mine_classes", "untested_classes", "bands", "needed_bands", "resolution_m", "tile",
        "overlap", "stride", "dehaze",
    )  # fmt: skip
    different = [field for field in same if getattr(member, field) != getattr(pack, field)]
    if any(not np.array_equal(getattr(member, field), getattr(pack, field)) for field in ("mean", "stddev")):
        different.append("value_scaling")
    if different:
        raise _invalid(pack.folder, f"its member {name} has another {' and '.join(different)}")
    if member.dispatch is not None:
        raise _invalid(pack.folder, f"its member {name} has members of its own")
    return member


def _parse(folder: Path, metadata: dict[str, Any]) -> Pack:
    if metadata["format"] != FORMAT:
        raise ValueError(f"format {metadata['format']!r} is not known, this version reads {FORMAT}")
    task = metadata["mlm:tasks"][0]
    if task not in TASKS:
        raise ValueError(f"task {task!r} is not one of {', '.join(TASKS)}")
    bands_input = metadata["mlm:input"][0]
    bands = tuple(bands_input["bands"])
    needed = tuple(metadata["bands_needed"])
    unknown = [name for name in (*bands, *needed) if name not in PACK_BANDS]
    if unknown or len(set(bands)) != len(bands) or not set(needed) <= set(bands):
        raise ValueError(f"bands {bands} with {needed} needed are not a set of Sentinel-2 bands")
    scaling = bands_input["value_scaling"]
    mean = np.array([entry["mean"] for entry in scaling], dtype=np.float32)
    stddev = np.array([entry["stddev"] for entry in scaling], dtype=np.float32)
    if len(mean) != len(bands) or not np.all(np.isfinite(mean)) or not np.all(stddev > 0):
        raise ValueError("value_scaling needs a finite mean and a stddev above 0 for each band")
    entries = metadata["mlm:output"][0]["classification:classes"]
    classes = tuple(entry["name"] for entry in sorted(entries, key=lambda entry: entry["value"]))
    tile, overlap = int(metadata["tile"]), int(metadata["overlap"])
    stride = int(metadata.get("stride", tile - overlap))
    if not (tile > 0 and 0 <= overlap < tile and 0 < stride <= tile):
        raise ValueError(f"tile {tile}, overlap {overlap} and stride {stride} do not fit together")
    activation = metadata["activation"]
    if activation not in ACTIVATIONS:
        raise ValueError(f"activation {activation!r} is not one of {', '.join(ACTIVATIONS)}")
    if TASKS[task] == "classifier" and activation == "softmax" and len(classes) < 2:
        raise ValueError("a softmax over one class says nothing: give it a class for what is no mine")
    temperature = float(metadata["calibration"]["temperature"])
    thresholds = {name: float(value) for name, value in metadata["thresholds"].items()}
    if temperature <= 0 or "default" not in thresholds or not classes:
        raise ValueError("a temperature above 0, a default threshold and a class are needed")
    dispatch = parse_dispatch(folder, metadata)
    mine_classes = _mine_classes(metadata, classes)
    suppression_iou = float(metadata.get("suppression_iou", _SUPPRESSION_IOU))
    if not 0 < suppression_iou <= 1:
        raise ValueError(f"suppression_iou {suppression_iou} does not lie between 0 and 1")
    return Pack(
        folder=folder, kind=TASKS[task], name=metadata["mlm:name"], version=metadata["version"],
        bands=bands, needed_bands=needed, mean=mean, stddev=stddev,
        resolution_m=float(metadata["resolution_m"]), tile=tile, overlap=overlap, stride=stride,
        classes=classes, mine_classes=mine_classes,
        untested_classes=_untested_classes(metadata, TASKS[task], classes, mine_classes),
        fixed_size=_fixed_size(bands_input, tile), activation=activation, temperature=temperature,
        thresholds=thresholds, network=dict(metadata["network"]),
        second_level=parse_second_level(folder, metadata, bands),
        first_look=parse_first_look(folder, metadata, needed),
        dispatch=dispatch, members={},
        dehaze=parse_dehaze(metadata),
        precision_filter=parse_precision_filter(folder, metadata, dispatch),
        adapter=parse_adapter(metadata, TASKS[task], classes), suppression_iou=suppression_iou, metadata=metadata,
    )  # fmt: skip


def _mine_classes(metadata: dict[str, Any], classes: tuple[str, ...]) -> tuple[str, ...]:
    named = tuple(metadata.get("mine_classes", classes[:1]))
    if not named or not set(named) <= set(classes):
        raise ValueError(f"mine_classes {named} are not among the classes {classes}")
    return named


def _untested_classes(
    metadata: dict[str, Any], kind: str, classes: tuple[str, ...], mine_classes: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the classes of mines that no real place has tested, in the order of the classes."""
    if _UNTESTED not in metadata:
        return ()
    named = metadata[_UNTESTED]
    of_mines = {"segmenter": classes[1:], "detector": classes}.get(kind, mine_classes)
    if not isinstance(named, list) or not set(named) <= set(classes):
        raise ValueError(f"{_UNTESTED} {named} are not a list of some of the classes {classes}")
    if not set(named) <= set(of_mines):
        raise ValueError(f"{_UNTESTED} {named} are not all classes of mines, which are {of_mines}")
    if named and set(of_mines) <= set(named):
        raise ValueError(f"{_UNTESTED} {named} leave no class of a mine")
    return tuple(name for name in classes if name in named)


def _fixed_size(bands_input: dict[str, Any], tile: int) -> tuple[int, int] | None:
    """Return the height and width of MLM's input shape, None where both are free (-1)."""
    shape = bands_input.get("input", {}).get("shape", [-1, -1, -1, -1])
    height, width = (int(side) for side in shape[2:])
    if (height, width) == (-1, -1):
        return None
    if (height, width) != (tile, tile):
        raise ValueError(f"the input's shape {shape} does not fit a tile of {tile} pixels")
    return height, width


def _invalid(folder: Path, detail: str) -> PackError:
    return PackError(
        "pack_invalid", f"The model pack in {folder} is not valid: {detail}.",
        "Export it again with trainer/train.py, or get an unbroken copy.",
    )  # fmt: skip
