"""Whether a pack from elsewhere can be trusted to run: its graphs, its weights file, and one tile through all of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from .devices import choose_device
from .errors import PackError
from .onnx_file import check_onnx
from .pack import Pack
from .predictor import Predictor

_LARGEST_TILE = 4096


def check_pack(pack: Pack) -> None:
    """Raise where a pack is not what it says. Its graphs are looked at before ONNX Runtime may load one.

    Raises:
        PackError: ``onnx_invalid``, ``onnx_unsafe``, ``pack_invalid``.
    """
    for own in (pack, *pack.members.values()):
        _check_graphs(own)
        if own.adapter is None:
            _check_weights(own.weights_path)
        if own.tile > _LARGEST_TILE:
            raise _invalid(own, f"its tile of {own.tile} pixels is larger than {_LARGEST_TILE}")
        _try_one_tile(own)


def _check_graphs(pack: Pack) -> None:
    beside = frozenset() if pack.adapter is not None else frozenset({pack.weights_path.name})
    check_onnx(pack.graph_path, beside)
    if pack.second_level is not None:
        check_onnx(pack.second_level.graph_path)
    if pack.first_look is not None:
        check_onnx(pack.first_look.graph_path)


def _check_weights(path: Path) -> None:
    try:
        with safe_open(str(path), framework="numpy") as tensors:
            list(tensors.keys())
    except (SafetensorError, OSError) as error:
        raise PackError(
            "pack_invalid", f"{path.name} in {path.parent} is no safetensors file: {error}.",
            "Get an unbroken copy of the pack.",
        ) from error  # fmt: skip


def _try_one_tile(pack: Pack) -> None:
    """Run the pack on an empty tile on the processor, and look at what comes."""
    bands = np.zeros((1, len(pack.bands), pack.tile, pack.tile), dtype=np.float32)
    presence = np.ones(len(pack.bands), dtype=np.float32)
    try:
        (prediction,) = Predictor.on_device(pack, choose_device("cpu")).predict(bands, presence)
    except PackError:
        raise
    except Exception as error:  # whatever ONNX Runtime or NumPy say of a graph that gives something else
        raise _invalid(pack, f"it fails on an empty tile: {error}") from error
    count = len(pack.classes)
    wanted = {"classifier": (count,), "segmenter": (count, pack.tile, pack.tile)}
    if pack.kind == "detector":
        boxes, scores = prediction.values
        is_right = (
            boxes.ndim == scores.ndim == 2 and boxes.shape == (len(scores), 4) and scores.shape[1] == count
        )
    else:
        is_right = prediction.values[0].shape == wanted[pack.kind]
    if not is_right:
        found = " and ".join(str(values.shape) for values in prediction.values)
        raise _invalid(
            pack, f"a {pack.kind} of {count} classes does not give {found} for a tile of {pack.tile}"
        )
    if not all(np.isfinite(values).all() for values in prediction.values):
        raise _invalid(pack, "it gives values that are no numbers for an empty tile")


def _invalid(pack: Pack, detail: str) -> PackError:
    return PackError(
        "pack_invalid", f"The model {pack.name} does not work: {detail}.",
        "Export it again, or get an unbroken copy.",
    )  # fmt: skip
