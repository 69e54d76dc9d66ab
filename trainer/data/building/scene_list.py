"""The rasters that a user names, as scenes: found in folders, opened once to see their grid, grouped by place."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from affine import Affine
from rasterio.crs import CRS

from mining_detector_plugin.engine.bands import PACK_BANDS, parse_band_name
from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.filetree import list_folder
from mining_detector_plugin.engine.safe import find_metadata
from mining_detector_plugin.engine.scene import open_scene

from .parts import BuildError

_RASTER_SUFFIXES = (".tif", ".tiff", ".jp2", ".vrt", ".zip")
_IDENTITY = Affine.identity()
#: Scenes are one place's dates where they share this part of the smaller one.
_SHARED_PART = 0.5
#: Grids are aligned where they differ by less than this part of a pixel.
_TOLERANCE = 0.02


@dataclass(frozen=True)
class SceneFacts:
    """What is known of a scene from its header.

    Attributes:
        name: unique among the scenes, safe as a file name.
        path: what ``open_scene`` opens.
        failure: why it can't be used; empty where it can, and then the rest holds.
        crs: as WKT. transform: of the grid. width, height: in pixels.
        resolution_m: side of a pixel in metres.
        bands: names of the bands that packs use.
        date: ISO 8601, empty where unknown.
        band_numbers: band name to number from 1, as the user gave them; None where the files name their bands.
    """

    name: str
    path: str
    failure: str = ""
    crs: str = ""
    transform: Affine = _IDENTITY
    width: int = 0
    height: int = 0
    resolution_m: float = 0.0
    bands: tuple[str, ...] = ()
    date: str = ""
    band_numbers: Mapping[str, int] | None = None


@dataclass(frozen=True)
class SceneGroup:
    """Scenes on aligned grids that are read together.

    Attributes:
        reference: the scene whose grid counts.
        members: all of them with the first one; ``offsets`` (column, row) of each one's grid in the reference's.
    """

    reference: SceneFacts
    members: tuple[SceneFacts, ...]
    offsets: tuple[tuple[int, int], ...]


def find_scenes(paths: Sequence[Path], mask_suffix: str) -> list[tuple[str, str]]:
    """Return name and path of the scenes that files and folders hold, sorted by name.

    A folder is a scene itself where it is a SAFE product or holds a file per band; else its rasters and its
    folders are scenes.

    Args:
        paths: files and folders.
        mask_suffix: rasters whose name ends with it are cloud masks.

    Raises:
        BuildError: ``rasters_missing``.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise BuildError("rasters_missing", f"There is no raster {path}.", "Check --rasters.")
        found += _scenes_in(path, mask_suffix) if path.is_dir() else [path]
    if not found:
        raise BuildError(
            "rasters_missing", f"{', '.join(map(str, paths))} holds no raster.",
            "Name GeoTIFF files, SAFE products, or a folder with some.",
        )  # fmt: skip
    names: dict[str, Path] = {}
    for path in sorted({path.resolve() for path in found}):
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", path.stem)
        if name in names:
            name += "-" + hashlib.sha256(str(path).encode()).hexdigest()[:6]
        names[name] = path
    return sorted((name, str(path)) for name, path in names.items())


def inspect_scene(named: tuple[str, str], band_numbers: Mapping[str, int] | None = None) -> SceneFacts:
    """Open a scene and return its facts; a scene that can't be used says why.

    Args:
        named: name and path.
        band_numbers: band name to number from 1, where the files do not name their bands.
    """
    name, path = named
    try:
        with open_scene(path, band_numbers) as scene:
            return SceneFacts(
                name, path, "", scene.crs.to_wkt(), scene.transform, scene.width, scene.height,
                scene.resolution_m, tuple(band for band in scene.bands if band in PACK_BANDS),
                (scene.acquired or "")[:10], band_numbers,
            )  # fmt: skip
    except MiningDetectorError as error:
        return SceneFacts(name, path, f"{error.message} {error.hint}")


def group_dates(scenes: Sequence[SceneFacts]) -> list[SceneGroup]:
    """Group scenes that show one place on aligned grids; the largest of a group is its reference."""
    waiting = sorted(scenes, key=lambda scene: (-scene.width * scene.height, scene.name))
    groups = []
    while waiting:
        reference, *others = waiting
        members, offsets, waiting = [reference], [(0, 0)], []
        for scene in others:
            offset = _offset_in(reference, scene)
            if offset is None or _shared_part(reference, scene, offset) < _SHARED_PART:
                waiting.append(scene)
            else:
                members.append(scene)
                offsets.append(offset)
        groups.append(SceneGroup(reference, tuple(members), tuple(offsets)))
    return sorted(groups, key=lambda group: group.reference.name)


def single(scene: SceneFacts) -> SceneGroup:
    """Return a group of one scene."""
    return SceneGroup(scene, (scene,), ((0, 0),))


def _scenes_in(folder: Path, mask_suffix: str) -> list[Path]:
    if folder.suffix.upper() == ".SAFE" and find_metadata(list_folder(folder)):
        return [folder]
    rasters = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in _RASTER_SUFFIXES and not path.stem.endswith(mask_suffix)
    ]
    if len(rasters) > 1 and all(parse_band_name(path.stem) for path in rasters):
        return [folder]
    inner = [
        scene for path in sorted(folder.iterdir()) if path.is_dir() for scene in _scenes_in(path, mask_suffix)
    ]
    return rasters + inner


def _offset_in(reference: SceneFacts, scene: SceneFacts) -> tuple[int, int] | None:
    """Return column and row of a scene's corner in the reference's grid; None where the grids are not aligned."""
    if CRS.from_wkt(reference.crs) != CRS.from_wkt(scene.crs):
        return None
    relative = ~reference.transform @ scene.transform
    is_same_size = math.isclose(relative.a, 1, abs_tol=1e-6) and math.isclose(relative.e, 1, abs_tol=1e-6)
    column, row = round(relative.c), round(relative.f)
    is_aligned = abs(relative.c - column) < _TOLERANCE and abs(relative.f - row) < _TOLERANCE
    return (column, row) if is_same_size and is_aligned and relative.b == relative.d == 0 else None


def _shared_part(reference: SceneFacts, scene: SceneFacts, offset: tuple[int, int]) -> float:
    column, row = offset
    width = min(reference.width, column + scene.width) - max(0, column)
    height = min(reference.height, row + scene.height) - max(0, row)
    return max(width, 0) * max(height, 0) / (scene.width * scene.height)
