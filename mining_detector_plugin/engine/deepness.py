"""ONNX files with the metadata of the Deepness plugin's model zoo: what they say, and what can be made of it here.

Keys and forms: Deepness documentation, 'Adding metadata to ONNX model' and 'Model classes and requirements'. Values
are JSON; older files hold Python's notation or plain text.
"""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .errors import PackError
from .onnx_file import check_onnx
from .onnx_session import open_session

#: A pack's layout by Deepness's name for the output of a detector.
LAYOUT_OF_DETECTOR = {
    "YOLO_v5_or_v7_default": "yolo_v5",
    "YOLO_v6": "yolo_v6",
    "YOLO_v9": "yolo_ultralytics",
    "YOLO_Ultralytics": "yolo_ultralytics",
    "YOLO_Ultralytics_segmentation": "yolo_ultralytics",
}
LARGEST_TILE = 4096
_LONGEST_VALUE = 100_000
_MOST_CHANNELS = 12
_DEFAULT_TILE = 512
_DEFAULT_THRESHOLD = 0.5
_DEFAULT_IOU = 0.5


@dataclass(frozen=True)
class Remark:
    """Something that a user should know of a model: a sentence."""

    remark: str


@dataclass(frozen=True)
class DeepnessModel:
    """A foreign model as its file describes it.

    Attributes:
        kind: ``segmenter`` or ``detector``. layout: of its output, one of ``adapter_part.LAYOUTS``.
        classes: its own class names, in the output's order.
        channels: count of the picture's channels.
        resolution_m: pixel size in metres that it was made for.
        tile, overlap: in pixels. has_fixed_size: whether it takes no other tile.
        threshold: least probability. iou: of a detector's suppression.
        mean, stddev: per channel, of the picture / 255.
        activation: what its output still needs to be probabilities.
        remarks: what was assumed.
    """

    kind: str
    layout: str
    classes: tuple[str, ...]
    channels: int
    resolution_m: float
    tile: int
    overlap: int
    has_fixed_size: bool
    threshold: float
    iou: float
    mean: tuple[float, ...]
    stddev: tuple[float, ...]
    activation: str
    remarks: tuple[Remark, ...]


def read_deepness(path: Path) -> DeepnessModel:
    """Return what an ONNX file of Deepness's model zoo holds; it is run once, on noise, to see its output.

    Raises:
        PackError: ``onnx_invalid``, ``onnx_unsafe``, ``onnx_no_metadata``, ``onnx_unsupported``.
    """
    metadata = check_onnx(path).metadata
    try:
        return _read(path, metadata)
    except (TypeError, ValueError, SyntaxError, OverflowError, RecursionError, MemoryError) as error:
        raise PackError(
            "onnx_no_metadata", f"The metadata of {path.name} can't be understood: {error}.",
            "Write them again as the Deepness documentation says ('Adding metadata to ONNX model').",
        ) from error  # fmt: skip


def _read(path: Path, metadata: Mapping[str, str]) -> DeepnessModel:
    remarks: list[Remark] = []
    kind = _kind(path, metadata)
    session = _open(path)
    (shape,) = [list(entry.shape) for entry in session.get_inputs()] or [[]]
    channels, tile, is_fixed = _input_shape(path, shape, metadata, remarks)
    output = _try(path, session, channels, tile)
    layout = "segmenter" if kind == "segmenter" else _detector_layout(path, metadata, remarks)
    named = _class_names(metadata)
    if kind == "segmenter":
        classes, activation = _segmenter_classes(path, output, named, (tile, tile), remarks)
    else:
        has_masks = len(session.get_outputs()) > 1
        classes = _detector_classes(path, output, named, layout, has_masks, remarks)
        activation = "none"
    resolution_m = _number(metadata, ("resolution",), 0.0) / 100
    if resolution_m <= 0:
        resolution_m = 10.0
        remarks.append(Remark("It does not say its resolution: pixels of 10 m are assumed."))
    overlap = round(tile * min(max(_number(metadata, ("tiles_overlap",), 10.0), 0.0), 90.0) / 100)
    threshold = _number(
        metadata, ("seg_thresh",) if kind == "segmenter" else ("det_conf",), _DEFAULT_THRESHOLD
    )
    mean, stddev = (
        _list(metadata, "standardization_mean", channels, 0.0),
        _list(metadata, "standardization_std", channels, 1.0),
    )
    iou = _number(metadata, ("det_iou_thresh",), _DEFAULT_IOU)
    if not 0 < threshold < 1 or not 0 < iou <= 1 or min(stddev) <= 0:
        raise ValueError(
            f"threshold {threshold}, det_iou_thresh {iou} and standardization_std {stddev} do not fit"
        )
    return DeepnessModel(
        kind, layout, classes, channels, resolution_m, tile, overlap, is_fixed, threshold, iou, mean, stddev,
        activation, tuple(remarks),
    )  # fmt: skip


def _kind(path: Path, metadata: Mapping[str, str]) -> str:
    if "model_type" not in metadata:
        raise PackError(
            "onnx_no_metadata", f"{path.name} has no metadata of Deepness: its model_type is missing.",
            "Add them as the Deepness documentation says ('Adding metadata to ONNX model'), or install a model pack.",
        )  # fmt: skip
    named = str(_value(metadata["model_type"])).strip().lower()
    kind = {"segmentor": "segmenter", "detector": "detector"}.get(named)
    if kind is None:
        raise PackError(
            "onnx_unsupported", f"{path.name} is a {named}: it gives no classes of ground and no boxes.",
            "Choose a model of the type Segmentor or Detector.",
        )  # fmt: skip
    return kind


def _detector_layout(path: Path, metadata: Mapping[str, str], remarks: list[Remark]) -> str:
    named = str(_value(metadata["det_type"])) if "det_type" in metadata else "YOLO_v5_or_v7_default"
    if "det_type" not in metadata:
        remarks.append(Remark("It does not say the form of its boxes: that of YOLOv5 and YOLOv7 is assumed."))
    layout = {name.lower(): layout for name, layout in LAYOUT_OF_DETECTOR.items()}.get(named.lower())
    if layout is None:
        raise PackError(
            "onnx_unsupported", f"{path.name} gives boxes in the form {named}, which is not known here.",
            f"Known are {', '.join(LAYOUT_OF_DETECTOR)}.",
        )  # fmt: skip
    if named.lower().endswith("_segmentation"):
        remarks.append(Remark("Its masks of objects are not used, only their boxes."))
    return layout


def _input_shape(
    path: Path, shape: list[Any], metadata: Mapping[str, str], remarks: list[Remark]
) -> tuple[int, int, bool]:
    """Return the count of channels, the tile's side and whether it is fixed."""
    is_one_or_any = not isinstance(shape[0], int) or shape[0] == 1 if shape else False
    if len(shape) != 4 or not is_one_or_any:
        raise _unsupported(
            path, f"takes an input of shape {shape}; (1 or any, channels, height, width) is wanted"
        )
    channels = shape[1] if isinstance(shape[1], int) else 3
    sides = {side for side in shape[2:] if isinstance(side, int)}
    if len(sides) > 1 or not 1 <= channels <= _MOST_CHANNELS:
        raise _unsupported(path, f"takes an input of shape {shape}; square tiles of few channels are wanted")
    is_fixed = bool(sides)
    tile = sides.pop() if sides else round(_number(metadata, ("tiles_size", "tile_size"), 0.0))
    if not tile:
        tile = _DEFAULT_TILE
        remarks.append(Remark(f"It does not say the size of its tiles: {tile} pixels are assumed."))
    if not 16 <= tile <= LARGEST_TILE:
        raise _unsupported(path, f"takes tiles of {tile} pixels; 16 to {LARGEST_TILE} are possible")
    return channels, tile, is_fixed


def _open(path: Path) -> Any:
    try:
        session = open_session(path)
    except ImportError:
        raise
    except Exception as error:  # ONNX Runtime's own errors have no common base but this
        raise PackError(
            "onnx_invalid", f"{path.name} can't be loaded: {error}", "Export it again, for ONNX Runtime."
        ) from error
    if len(session.get_inputs()) != 1:
        raise _unsupported(path, f"takes {len(session.get_inputs())} inputs; one picture is wanted")
    return session


def _try(path: Path, session: Any, channels: int, tile: int) -> np.ndarray:
    """Return the first output for a picture of noise, float32."""
    entry = session.get_inputs()[0]
    types = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(double)": np.float64}
    if entry.type not in types:
        raise _unsupported(path, f"takes {entry.type}; numbers with a decimal point are wanted")
    noise = np.random.default_rng(0).random((1, channels, tile, tile)).astype(types[entry.type])
    try:
        return np.asarray(session.run(None, {entry.name: noise})[0], dtype=np.float32)
    except Exception as error:  # as above
        raise _unsupported(path, f"can't be run on a tile of {tile} pixels: {error}") from error


def _segmenter_classes(
    path: Path, output: np.ndarray, named: list[str], shape: tuple[int, int], remarks: list[Remark]
) -> tuple[tuple[str, ...], str]:
    """Return the class names and the activation that the output still needs."""
    if output.ndim != 4 or output.shape[2:] != shape:
        raise _unsupported(
            path, f"gives {output.shape} for a tile of {shape}; a value for each pixel is wanted"
        )
    count = output.shape[1]
    # One channel is one class; some files name the background before it.
    names = named[-1:] if count == 1 else named[:count]
    names = [*names, *(f"class {number}" for number in range(len(names), count))]
    if len(named) not in (0, count) and not (count == 1 and len(named) == 2):
        remarks.append(Remark(f"It names {len(named)} classes and gives {count}."))
    is_probability = output.min() >= -1e-3 and output.max() <= 1 + 1e-3
    if is_probability:
        return tuple(names), "none"
    activation = "sigmoid" if count == 1 else "softmax"
    remarks.append(Remark(f"Its output is no probability: it is made one by {activation}."))
    return tuple(names), activation


def _detector_classes(
    path: Path, output: np.ndarray, named: list[str], layout: str, has_masks: bool, remarks: list[Remark]
) -> tuple[str, ...]:
    first, axis = (4, 1) if layout == "yolo_ultralytics" else (5, 2)
    count = output.shape[axis] - first if output.ndim == 3 else 0
    if count < max(1, len(named)):
        raise _unsupported(path, f"gives {output.shape}, which are no boxes of {max(1, len(named))} classes")
    if not named and has_masks:
        raise ValueError(
            "without class_names nobody knows how many classes stand before the numbers of its masks"
        )
    if not named:
        remarks.append(Remark("It does not name its classes."))
        return tuple(f"class {number}" for number in range(count))
    return tuple(named)


def _class_names(metadata: Mapping[str, str]) -> list[str]:
    """Return the names by number; Deepness takes a dictionary, a list, or a list that holds a dictionary."""
    for key in ("class_names", "names"):
        if key in metadata:
            value = _value(metadata[key])
            if isinstance(value, list) and value and isinstance(value[0], dict):
                if len(value) > 1:
                    raise ValueError("it has several outputs, each with classes of its own")
                value = value[0]
            if isinstance(value, dict):
                value = [name for _, name in sorted(value.items(), key=lambda entry: int(entry[0]))]
            if not isinstance(value, list):
                raise ValueError(f"{key} is {str(value)[:80]!r}")
            return [str(name).strip() for name in value]
    return []


def _number(metadata: Mapping[str, str], keys: tuple[str, ...], default: float) -> float:
    for key in keys:
        if key in metadata:
            number = float(_value(metadata[key]))
            if not math.isfinite(number):
                raise ValueError(f"{key} is {number}")
            return number
    return default


def _list(metadata: Mapping[str, str], key: str, count: int, default: float) -> tuple[float, ...]:
    values = _value(metadata[key]) if key in metadata else None
    if not values:
        return (default,) * count
    numbers = tuple(float(value) for value in values)
    if len(numbers) != count or not all(map(math.isfinite, numbers)):
        raise ValueError(f"{key} is {values}, and {count} numbers are wanted")
    return numbers


def _value(text: str) -> Any:
    """Return a metadata value: JSON, Python's notation, or the text itself."""
    if len(text) > _LONGEST_VALUE:
        raise ValueError(f"a value has {len(text)} characters")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return text


def _unsupported(path: Path, detail: str) -> PackError:
    return PackError(
        "onnx_unsupported", f"{path.name} {detail}.", "Choose a model that the Deepness plugin runs as well."
    )
