"""What a user needs to know of an image before a run: its bands and what names them, its scaling and why, its size.

Works where nothing names the bands, too: then a likely order is proposed, and the user confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasterio.transform import array_bounds
from rasterio.warp import transform_bounds

from . import sources
from .discovery import find_source
from .errors import SceneError
from .scene import Scene, open_source
from .sources import Source

#: What the names of an image's bands are from, as a whole.
USER, FILE, PROPOSED, UNKNOWN = "user", "file", "proposed", "unknown"


@dataclass(frozen=True)
class OpenedImage:
    """An image that was opened for looking at it.

    Attributes:
        found: its files and bands as they name themselves, or as the user names them.
        scene: open; close it.
        bands_from: ``user``, ``file``, ``proposed`` (a guess by their number, which no run would apply) or
            ``unknown`` (then the scene's names mean nothing).
        problem: what is wrong with the names that the file or the user gives; empty where nothing is.
    """

    found: Source
    scene: Scene
    bands_from: str
    problem: str


def open_image(
    source: str | Path | Sequence[str | Path],
    band_numbers: Mapping[str, int] | None = None,
    scaling: Mapping[str, float] | None = None,
) -> OpenedImage:
    """Open an image whose bands may have no names.

    Raises:
        SceneError: as `scene.open_scene`, but for bands that nothing names.
    """
    bare = sources.apply_scaling(find_source(source), scaling)
    problem = ""
    try:
        found = sources.apply_band_numbers(bare, band_numbers)
        sources.chosen_bands(found)
        return OpenedImage(found, open_source(found), USER if band_numbers else FILE, "")
    except SceneError as error:
        if error.code not in ("bands_unknown", "bands_missing"):
            raise
        problem = error.message
    proposal = sources.proposed_order(bare)
    # Any naming will do to open the files and to measure them: grid and scaling don't depend on it.
    order = proposal or sources.BAND_NAMES
    named = sources.apply_band_numbers(bare, dict(zip(order, range(1, len(bare.bands) + 1), strict=False)))
    return OpenedImage(bare, open_source(named), PROPOSED if proposal else UNKNOWN, problem)


@dataclass(frozen=True)
class InspectRequest:
    """What the user wants to know of.

    Attributes:
        scene, bands, scaling: as in `request.DetectRequest`.
    """

    scene: str | list[str]
    bands: Mapping[str, int] | None = None
    scaling: Mapping[str, float] | None = None


def inspect(request: InspectRequest) -> dict[str, Any]:
    """Return the worker's answer to ``inspect``, see `describe_image`."""
    return describe_scene(request.scene, request.bands, request.scaling)


def describe_scene(
    source: str | Path | Sequence[str | Path],
    bands: Mapping[str, int] | None = None,
    scaling: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """Return `describe_image` of a source."""
    image = open_image(source, bands, scaling)
    with image.scene:
        return describe_image(image)


def describe_image(image: OpenedImage) -> dict[str, Any]:
    """Return what a user needs to know of an image.

    Returns:
        ``name``, ``paths``, ``bands`` (list of ``name`` or None, ``source``, ``index``: the number that the user
        gives, ``named_by``: see `sources.BandSource`), ``bands_from``, ``bands_problem``, ``proposed_bands`` (names in
        the bands' order; None where the source names some, or where such a count has no custom), ``tiles`` (how many
        are joined, 0 for none), ``crs``, ``width``, ``height``, ``resolution_m``, ``scale``, ``offset``,
        ``scaling_reason``, ``scaling_is_sure``, ``acquired``, ``bounds`` (in the scene's CRS), ``bounds_lonlat``.
    """
    found, scene = image.found, image.scene
    bounds = array_bounds(scene.height, scene.width, scene.transform)
    proposal = sources.proposed_order(found)
    first = found.tiles[0] if found.tiles else found
    return {
        "name": scene.name,
        "paths": list(found.paths),
        "bands": [
            {"name": band.name, "source": place.path, "index": number, "named_by": band.named_by}
            for number, (band, place) in enumerate(zip(found.bands, first.bands, strict=True), start=1)
        ],
        "bands_from": image.bands_from,
        "bands_problem": image.problem,
        "proposed_bands": list(proposal) if proposal else None,
        "tiles": len(found.tiles),
        "crs": scene.crs.to_string(),
        "width": scene.width,
        "height": scene.height,
        "resolution_m": scene.resolution_m,
        "scale": scene.scaling.scale,
        "offset": scene.scaling.offset,
        "scaling_reason": scene.scaling.reason,
        "scaling_is_sure": scene.scaling.is_sure,
        "acquired": scene.acquired,
        "bounds": list(bounds),
        "bounds_lonlat": list(transform_bounds(scene.crs, "EPSG:4326", *bounds)),
    }
