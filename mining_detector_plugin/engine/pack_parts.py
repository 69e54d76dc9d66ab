"""The optional parts of a model pack: what model.json says of them, checked. Paths never leave the pack's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class SecondLevelPart:
    """A tree ensemble that turns each pixel's features into class probabilities; see `second_level.py`.

    Attributes:
        graph_path: the ONNX-ML graph.
        bands: whose reflectance comes first in the features, by canonical name.
        members: count of the network's members, whose class indices follow.
    """

    graph_path: Path
    bands: tuple[str, ...]
    members: int


def parse_second_level(
    folder: Path, metadata: dict[str, Any], bands: tuple[str, ...]
) -> SecondLevelPart | None:
    """Return a pack's second level, None where it has none.

    Args:
        folder: the pack's.
        metadata: model.json as read.
        bands: the network's.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or wrong.
    """
    fields = metadata.get("second_level")
    if fields is None:
        return None
    part = SecondLevelPart(
        inner_path(folder, fields["graph"]), tuple(fields["bands"]), int(fields["members"])
    )
    if not set(part.bands) <= set(bands) or part.members < 1:
        raise ValueError(f"second_level has {part.members} members and the bands {part.bands}: one member is needed, "
                         f"and bands of the network's")  # fmt: skip
    if not part.graph_path.is_file():
        raise ValueError(f"the second level's {fields['graph']} is missing")
    return part


def inner_path(folder: Path, name: str) -> Path:
    """Return the path of a file or folder inside a pack.

    Raises:
        ValueError: it would lie outside, links followed.
    """
    path = folder / name
    inside = folder.resolve()
    if not path.resolve().is_relative_to(inside) or path.resolve() == inside:
        raise ValueError(f"{name!r} does not lie inside the pack")
    return path
