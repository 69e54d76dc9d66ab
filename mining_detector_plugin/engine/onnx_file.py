"""What an ONNX file says of itself, read without running it: metadata, operator domains, files outside of it.

The protobuf library reads the file by a description of the few fields that are wanted; field numbers are those of
onnx.proto (ONNX specification, IR version 10). ONNX Runtime never sees a file that has not passed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

from .errors import PackError

#: Operators that ONNX Runtime brings itself; others would need a library of somebody's code.
BUILT_IN_DOMAINS = ("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "ai.onnx.preview.training")
#: A larger file can't be one protobuf message.
LARGEST_BYTES = 2_000_000_000

_PACKAGE = "mining_detector_onnx"
#: Message -> field -> (number, type or message, whether repeated).
_FIELDS: dict[str, dict[str, tuple[int, str, bool]]] = {
    "Model": {
        "graph": (7, "Graph", False), "opset_import": (8, "OperatorSet", True), "metadata": (14, "Entry", True),
        "training": (20, "Training", True), "functions": (25, "Function", True),
    },
    "OperatorSet": {"domain": (1, "bytes", False)},
    "Entry": {"key": (1, "bytes", False), "value": (2, "bytes", False)},
    "Graph": {"node": (1, "Node", True), "initializer": (5, "Tensor", True), "sparse": (15, "Sparse", True)},
    "Node": {"attribute": (5, "Attribute", True), "domain": (7, "bytes", False)},
    "Attribute": {
        "tensor": (5, "Tensor", False), "graph": (6, "Graph", False), "tensors": (10, "Tensor", True),
        "graphs": (11, "Graph", True), "sparse": (22, "Sparse", False), "sparses": (23, "Sparse", True),
    },
    "Tensor": {"external": (13, "Entry", True)},
    "Sparse": {"values": (1, "Tensor", False), "indices": (2, "Tensor", False)},
    "Function": {"node": (7, "Node", True), "opset_import": (9, "OperatorSet", True)},
    "Training": {"initialization": (1, "Graph", False), "algorithm": (2, "Graph", False)},
}  # fmt: skip


@dataclass(frozen=True)
class OnnxFile:
    """The outside of an ONNX file.

    Attributes:
        metadata: what its maker wrote into it, by key.
        domains: of the operators that it uses.
        external_files: names of the files that hold some of its tensors.
    """

    metadata: dict[str, str]
    domains: frozenset[str]
    external_files: frozenset[str]


def read_onnx(path: Path) -> OnnxFile:
    """Return what an ONNX file says of itself. Runs nothing and opens no other file.

    Raises:
        PackError: ``onnx_invalid``.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _invalid(path, f"it is larger than {LARGEST_BYTES / 1e9:.0f} GB")
        model = _message_class("Model")()
        model.ParseFromString(path.read_bytes())
    except DecodeError as error:
        raise _invalid(path, "it is no ONNX file, or it is cut short") from error
    except OSError as error:
        raise _invalid(path, error.strerror or str(error)) from error
    if not model.graph.node:
        raise _invalid(path, "it holds no network")
    metadata = {_text(entry.key): _text(entry.value) for entry in model.metadata}
    domains, external = set(), set()
    for kind, message in _walk("Model", model):
        if kind in ("OperatorSet", "Node"):
            domains.add(_text(message.domain))
        if kind == "Tensor":
            external |= {_text(entry.value) for entry in message.external if entry.key == b"location"}
    return OnnxFile(metadata, frozenset(domains), frozenset(external))


def check_onnx(path: Path, allowed_files: frozenset[str] = frozenset()) -> OnnxFile:
    """Return what an ONNX file says of itself, and raise where running it could reach beyond its pack.

    Args:
        allowed_files: names of the files beside it that its tensors may lie in.

    Raises:
        PackError: ``onnx_invalid``, ``onnx_unsafe``.
    """
    found = read_onnx(path)
    foreign = sorted(found.domains - set(BUILT_IN_DOMAINS))
    if foreign:
        raise PackError(
            "onnx_unsafe", f"{path.name} uses operators of {', '.join(foreign)}, which only a library of code brings.",
            "Export the model with ONNX's own operators.",
        )  # fmt: skip
    outside = sorted(found.external_files - allowed_files)
    if outside:
        raise PackError(
            "onnx_unsafe", f"{path.name} wants to read {', '.join(outside)}, which is no file of its pack.",
            "Export the model as one file, or get an unbroken copy of the pack.",
        )  # fmt: skip
    return found


@cache
def _message_class(name: str) -> Any:
    """Return protobuf's class for a message of ``_FIELDS``."""
    kinds = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name=f"{_PACKAGE}.proto", package=_PACKAGE)
    for message, fields in _FIELDS.items():
        described = file.message_type.add(name=message)
        for field, (number, kind, is_repeated) in fields.items():
            described.field.add(
                name=field, number=number,
                label=kinds.LABEL_REPEATED if is_repeated else kinds.LABEL_OPTIONAL,
                type=kinds.TYPE_BYTES if kind == "bytes" else kinds.TYPE_MESSAGE,
                type_name=None if kind == "bytes" else f".{_PACKAGE}.{kind}",
            )  # fmt: skip
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.{name}"))


def _walk(kind: str, message: Any) -> Iterator[tuple[str, Any]]:
    """Yield a message of ``_FIELDS`` and all within it, each with its kind."""
    yield kind, message
    for field, (_, inner, is_repeated) in _FIELDS[kind].items():
        if inner == "bytes":
            continue
        if is_repeated:
            inside = getattr(message, field)
        else:
            inside = [getattr(message, field)] if message.HasField(field) else []
        for part in inside:
            yield from _walk(inner, part)


def _text(value: bytes) -> str:
    return value.decode("utf-8", errors="replace")


def _invalid(path: Path, detail: str) -> PackError:
    return PackError(
        "onnx_invalid", f"{path.name} can't be read as an ONNX model: {detail}.",
        "Choose a file that ends in .onnx, and get it again if it is broken.",
    )  # fmt: skip
