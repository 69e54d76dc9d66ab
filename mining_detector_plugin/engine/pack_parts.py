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


@dataclass(frozen=True)
class DispatchPart:
    """Regions, each with a pack of its own; see `dispatch.py`.

    Attributes:
        regions_path: GeoJSON of polygons in longitude and latitude.
        column: its property that holds a region's name.
        member_folders: where each region's pack is, by the region's name.
    """

    regions_path: Path
    column: str
    member_folders: dict[str, Path]


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


def parse_dispatch(folder: Path, metadata: dict[str, Any]) -> DispatchPart | None:
    """Return a pack's dispatch, None where it has none; arguments and errors as ``parse_second_level``."""
    fields = metadata.get("dispatch")
    if fields is None:
        return None
    part = DispatchPart(
        inner_path(folder, fields["regions"]),
        str(fields["column"]),
        {str(name): inner_path(folder, place) for name, place in fields["members"].items()},
    )
    if not part.regions_path.is_file():
        raise ValueError(f"the regions {fields['regions']} are missing")
    if not part.member_folders:
        raise ValueError("dispatch has no members")
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
