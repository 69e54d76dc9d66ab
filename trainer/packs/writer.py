"""From a trained network to a finished pack: weights, graph, metadata, figures, card.

A pack appears whole or not at all.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from torch import nn

from mining_detector_plugin.engine.networks import build_network, load_weights
from mining_detector_plugin.engine.pack import WEIGHTS_FILE, Pack, load_pack
from trainer.tasks.task import Evaluation, PackFields

from .card import write_card
from .graph import write_graph, write_weights
from .metadata import Identity, model_metadata, read_metadata, told_folder, write_metadata
from .parity import PARITY, parity


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
        write_network(
            draft, network, network_name, network_arguments, fields.outputs, fields.tile, fields.is_fixed_size
        )
        _write_files(draft, fields.files)
        metadata = model_metadata(network, network_name, network_arguments, identity, fields)
        write_metadata(draft, metadata)
        assert_parity(load_pack(draft))
        record_figures(draft, evaluate(load_pack(draft)), command.format(folder=told_folder(folder)))
        load_pack(draft)
        replace_pack(draft, folder)
    return load_pack(folder)


def write_network(
    folder: Path,
    network: nn.Module,
    name: str,
    arguments: dict[str, Any],
    outputs: dict[str, tuple[str, ...]],
    tile: int,
    is_fixed_size: bool = False,
) -> None:
    """Write weights and graph of a network into a pack's folder; the graph holds the rounded weights.

    Args:
        network: trained, in evaluation mode. name, arguments: as ``build_network`` takes them.
        outputs, tile, is_fixed_size: as in ``PackFields``.
    """
    write_weights(network, folder / WEIGHTS_FILE)
    rounded = build_network(name, arguments).eval()
    load_weights(rounded, folder / WEIGHTS_FILE)
    write_graph(rounded, folder, outputs, tile, is_fixed_size)


def assert_parity(pack: Pack) -> None:
    """Raise AssertionError where the two runtimes differ by more than ``PARITY``."""
    difference = parity(pack)
    assert difference <= PARITY, f"ONNX Runtime and torch differ by {difference}"


def record_figures(folder: Path, rows: list[Evaluation], command: str) -> None:
    """Write figures into a pack's metadata and make its card anew.

    Args:
        rows: measured on this pack.
        command: reproduces them.
    """
    metadata = read_metadata(folder)
    today = datetime.now(UTC).date().isoformat()
    metadata["evaluation"] = [asdict(row) | {"date": today, "command": command} for row in rows]
    write_metadata(folder, metadata)
    write_card(folder, metadata)


def _write_files(draft: Path, files: Mapping[str, bytes | Path]) -> None:
    """Write or copy further files of a pack to their places in it."""
    for name, content in files.items():
        place = draft / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            place.write_bytes(content)
        elif content.is_dir():
            shutil.copytree(content, place)
        else:
            shutil.copyfile(content, place)


def replace_pack(draft: Path, folder: Path) -> None:
    """Move a finished draft to its folder; an older pack is set aside first and removed last."""
    aside = draft.parent / "older"
    if folder.exists():
        os.replace(folder, aside)
    os.replace(draft, folder)
    shutil.rmtree(aside, ignore_errors=True)
