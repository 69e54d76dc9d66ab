"""What a pack must be before it is given away; every finding is told, not the first alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from safetensors.numpy import load_file

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.pack import GRAPH_FILE, METADATA_FILE, WEIGHTS_FILE, Pack, load_pack

from .card import CARD_FILE, card_text
from .parity import PARITY, parity

#: Three packs share the 25 MB that a plugin may have.
DEFAULT_LIMIT_MB = 8.0
#: What a graph may be made of: ONNX's own operators, and those of its classical models (a random forest).
_OPERATOR_SETS = ("", "ai.onnx", "ai.onnx.ml")
_ABSOLUTE_PATH = re.compile(r"""(?:^|[\s"'=(`])((?:/[\w.+-]+){2,}|[A-Za-z]:\\\S+|file://\S+|~/\S+)""")


def check_pack(folder: Path, limit_mb: float = DEFAULT_LIMIT_MB) -> list[str]:
    """Return what is wrong with a pack, a sentence each; an empty list says that it can be given away.

    Args:
        folder: of the pack.
        limit_mb: most that its files may take together, in 10^6 bytes.
    """
    try:
        pack = load_pack(folder)
    except PackError as error:
        return [error.message]
    size_mb = pack_size_mb(folder)
    findings = [f"It takes {size_mb:.1f} MB, and {limit_mb:g} MB are allowed."] if size_mb > limit_mb else []
    findings += [*_metadata_findings(pack), *_card_findings(pack), *_file_findings(pack)]
    findings += [*_graph_findings(pack), *_weight_findings(pack), *_parity_findings(pack)]
    for name, member in _members(pack).items():
        findings += [f"Member {name}: {finding}" for finding in _member_findings(folder / member)]
    return findings


def pack_size_mb(folder: Path) -> float:
    """Return what all files of a pack take, in 10^6 bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _metadata_findings(pack: Pack) -> Iterator[str]:
    """Yield what model.json leaves unsaid."""
    metadata = pack.metadata
    if not str(metadata.get("license", "")).strip():
        yield "No licence is stated."
    for field, what in (("training_data", "what it was trained on"), ("limits", "what it can't do")):
        if not metadata.get(field):
            yield f"model.json does not say {what} ({field})."
    rows = metadata.get("evaluation") or []
    if not rows:
        yield "It holds no figures (evaluation)."
    for row in rows:
        missing = [
            name for name in ("data", "split", "metric", "count", "date", "command") if not row.get(name)
        ]
        if missing or not math.isfinite(row.get("value", math.nan)):
            yield f"The figure {row.get('metric')} lacks {', '.join(missing) or 'a finite value'}."
    for path in sorted(set(_absolute_paths(metadata))):
        yield f"model.json names {path}, a path of one machine."


def _absolute_paths(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (found.group(1) for found in _ABSOLUTE_PATH.finditer(value))
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _absolute_paths(part)


def _card_findings(pack: Pack) -> Iterator[str]:
    card = pack.folder / CARD_FILE
    if not card.is_file():
        yield f"The card {CARD_FILE} is missing."
        return
    try:
        wanted = card_text(pack.metadata)
    except (KeyError, TypeError) as error:
        yield f"No card can be made: model.json lacks {error}."
        return
    if card.read_text(encoding="utf-8") != wanted:
        yield f"The card {CARD_FILE} is not what model.json says."


def _file_findings(pack: Pack) -> Iterator[str]:
    """Yield files that no field of model.json asks for, and links."""
    wanted = {METADATA_FILE, WEIGHTS_FILE, GRAPH_FILE, CARD_FILE} | _optional_files(pack)
    members = [Path(member) for member in _members(pack).values()]
    for path in sorted(pack.folder.rglob("*")):
        inside = path.relative_to(pack.folder)
        is_of_member = any(member in inside.parents for member in members)
        if path.is_symlink():
            yield f"{inside.as_posix()} is a link."
        elif path.is_file() and inside.as_posix() not in wanted and not is_of_member:
            yield f"{inside.as_posix()} does not belong to a pack."


def _optional_files(pack: Pack) -> set[str]:
    named = (
        ("second_level", "graph"), ("first_look", "graph"), ("dispatch", "regions"), ("precision_filter", "regions"),
        ("places", "map"),
    )  # fmt: skip
    return {pack.metadata[field][key] for field, key in named if key in pack.metadata.get(field, {})}


def _members(pack: Pack) -> dict[str, str]:
    """Return the folders of a dispatching pack's members by their region's name."""
    return dict(pack.metadata.get("dispatch", {}).get("members", {}))


def _member_findings(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a pack inside a pack; its figures and card are those of the whole."""
    try:
        pack = load_pack(folder)
    except PackError as error:
        yield error.message
        return
    yield from (
        *_file_findings(pack),
        *_graph_findings(pack),
        *_weight_findings(pack),
        *_parity_findings(pack),
    )


def _graph_findings(pack: Pack) -> Iterator[str]:
    """Yield operators that are not ONNX's own, and weights that lie elsewhere than in the weights file."""
    optional = _optional_files(pack)
    graphs = [
        GRAPH_FILE,
        *(name for name in optional if name.endswith(".onnx") and (pack.folder / name).is_file()),
    ]
    for name in graphs:
        try:
            model = onnx.load(str(pack.folder / name), load_external_data=False)
        except Exception as error:  # protobuf's own errors have no common base but this
            yield f"{name} is no ONNX graph: {error}."
            continue
        foreign = sorted({node.domain for node in model.graph.node} - set(_OPERATOR_SETS))
        if foreign:
            yield f"{name} uses operators of {', '.join(foreign)}."
        places = {entry.value for tensor in model.graph.initializer for entry in tensor.external_data
                  if entry.key == "location"}  # fmt: skip
        if places - {WEIGHTS_FILE}:
            yield f"{name} reads its weights from {', '.join(sorted(places - {WEIGHTS_FILE}))}."


def _weight_findings(pack: Pack) -> Iterator[str]:
    try:
        tensors = load_file(pack.weights_path)
    except Exception as error:  # safetensors' own error derives from Exception alone
        yield f"{WEIGHTS_FILE} can't be read: {error}."
        return
    broken = [name for name, tensor in tensors.items() if not np.isfinite(tensor).all()]
    if broken:
        yield f"{WEIGHTS_FILE} holds values that are no numbers, in {', '.join(broken[:3])}."
    wide = sorted({str(tensor.dtype) for tensor in tensors.values()} - {"float16"})
    if wide:
        yield f"{WEIGHTS_FILE} holds {', '.join(wide)}, and packs store float16."


def _parity_findings(pack: Pack) -> Iterator[str]:
    try:
        difference = parity(pack)
    except PackError as error:
        yield error.message
        return
    if not difference <= PARITY:
        yield f"ONNX Runtime and torch differ by {difference:.2g}, and {PARITY:g} is allowed."
