"""Models to install in tests, made without the trainer's libraries: chroots with another QGIS have none of them."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

from .conftest import ROOT

TILE = 64


def copy_of_segmenter(folder: Path, name: str, version: str, **fields: object) -> Path:
    """Copy the bundled segmenter under another name; ``fields`` go into its model.json."""
    shutil.copytree(ROOT / "mining_detector_plugin" / "models" / "segmenter", folder)
    path = folder / "model.json"
    metadata = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps({**metadata, "mlm:name": name, "version": version, **fields}), encoding="utf-8"
    )
    return folder


def write_foreign_model(path: Path, metadata: dict[str, object]) -> Path:
    """Write an ONNX file as Deepness's model zoo has them: a convolution of three bands to three classes, softmax.

    It is encoded by hand, by the field numbers of onnx.proto.
    """
    weights = struct.pack("<9f", 0, 0, 0, 4, 0, 0, -4, 0, 4)
    tensor = (
        b"".join(_number(1, side) for side in (3, 3, 1, 1))
        + _number(2, 1)
        + _text(8, "weights")
        + _bytes(9, weights)
    )
    convolution = _text(1, "input") + _text(1, "weights") + _text(2, "sums") + _text(4, "Conv")
    axis = _text(1, "axis") + _number(3, 1) + _number(20, 2)
    softmax = _text(1, "sums") + _text(2, "output") + _text(4, "Softmax") + _bytes(5, axis)
    graph = (
        _bytes(1, convolution) + _bytes(1, softmax) + _text(2, "made") + _bytes(5, tensor)
        + _bytes(11, _value("input")) + _bytes(12, _value("output"))
    )  # fmt: skip
    entries = b"".join(
        _bytes(14, _text(1, key) + _text(2, json.dumps(value))) for key, value in metadata.items()
    )
    path.write_bytes(_number(1, 8) + _bytes(7, graph) + _bytes(8, _text(1, "") + _number(2, 13)) + entries)
    return path


def _value(name: str) -> bytes:
    """Return the description of a float tensor (1, 3, TILE, TILE)."""
    shape = b"".join(_bytes(1, _number(1, side)) for side in (1, 3, TILE, TILE))
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, 1) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, text: str) -> bytes:
    return _bytes(field, text.encode())


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    coded = b""
    while value > 127:
        coded, value = coded + bytes([value & 127 | 128]), value >> 7
    return coded + bytes([value])
