"""A data set from rasters and polygons: everything is laid out first, from headers alone, then cut scene by scene."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np
import shapely

from trainer.data.dataset import Dataset, open_dataset

from .clouds import Clouds
from .cutting import Cutting, cut_chips
from .finish import DatasetFacts, check_unreadable, finish_folder, start_folder
from .parts import BuildError, Part, build_parts, run_each
from .polygon_layer import PolygonLayer, polygons_of, read_polygons, read_vector_layer, region_names
from .sampling import (
    ChipPlan,
    Sampling,
    SceneSites,
    empty_count,
    lay_over,
    plan_chips,
    plan_empty,
    thin_empty,
)
from .scene_list import SceneFacts, SceneGroup, find_scenes, group_dates, inspect_scene, single
from .splitting import Assignment, Regions, Splitting, Spot, assign_splits

#: A scene with more chips is cut in several parts, so that all workers have something to do.
_CHIPS_PER_PART = 400


@dataclass(frozen=True)
class PolygonRequest:
    """All that decides what is made.

    Attributes:
        rasters: files and folders.
        band_numbers: band name to number from 1, where the rasters do not name their bands.
        polygons: vector file. layer, type_column: in it, None to find them.
        class_of_type: class for a type as the layer writes it.
        untyped_class: class of polygons without a type.
        sampling, splitting: where chips lie, and how they are split.
        images: ``single`` scenes, or a ``composite`` of a place's dates.
        clouds: how clouds are found. mask_suffix: of masks beside rasters.
        least_clear: least share of valid, clear pixels in a chip.
        regions: vector file with ``region_column``, or None.
        name, source, license: for tables and cards.
    """

    rasters: tuple[Path, ...]
    polygons: Path
    band_numbers: dict[str, int] | None = None
    layer: str | None = None
    type_column: str | None = None
    class_of_type: dict[str, str] = field(default_factory=dict)
    untyped_class: str = "mine_ground"
    sampling: Sampling = field(default_factory=Sampling)
    splitting: Splitting = field(default_factory=Splitting)
    images: Literal["single", "composite"] = "single"
    clouds: Clouds = "auto"
    mask_suffix: str = "_clouds"
    least_clear: float = 0.6
    regions: Path | None = None
    region_column: str | None = None
    name: str = "polygons"
    source: str = ""
    license: str = "not stated"


@dataclass(frozen=True)
class _Layout:
    """What lies where: a place's scenes, the polygons on them, and the chips to be cut."""

    group: SceneGroup
    sites: SceneSites
    plans: list[ChipPlan]


def build_from_polygons(request: PolygonRequest, out: Path, workers: int = 1) -> Dataset:
    """Build a data set of rasters and polygons, or go on with it.

    Args:
        request: what is wanted.
        out: folder of the data set.
        workers: processes.

    Raises:
        BuildError: ``no_polygons``, ``no_overlap``, ``too_many_unreadable``, ``options_invalid`` and those of the
            parts. MiningDetectorError: as they say.
    """
    _check(request)
    layer = read_polygons(
        request.polygons, request.layer, request.type_column, request.class_of_type, request.untyped_class
    )
    regions = _read_regions(request)
    named = find_scenes(request.rasters, request.mask_suffix)
    if start_folder(out, _fingerprint(request, named)):
        return open_dataset(out)
    scenes = run_each(
        partial(inspect_scene, band_numbers=request.band_numbers), named, workers, "opening rasters"
    )
    failures = [f"{scene.path}: {scene.failure}" for scene in scenes if scene.failure]
    _warn(failures)
    check_unreadable(failures, len(scenes), "rasters")
    layouts = _lay_out(request, layer, [scene for scene in scenes if not scene.failure])
    parts, split_counts = _parts(request, layer, layouts, regions)
    results = build_parts(out, parts, workers)
    broken = sorted({text for result in results for text in result.unreadable})
    _warn(broken)
    check_unreadable(failures + broken, len(scenes), "rasters")
    facts = _facts(request, layer, split_counts, failures)
    dataset = finish_folder(out, facts, results)
    missing = [split for split, share in zip(("train", "val", "test"), request.splitting.shares, strict=True)
               if share > 0 and not dataset.split(split).chips]  # fmt: skip
    if missing:
        _warn([f"No chip fell to {', '.join(missing)}: there are too few places. Try smaller --block-km."])
    return dataset


def _lay_out(request: PolygonRequest, layer: PolygonLayer, scenes: Sequence[SceneFacts]) -> list[_Layout]:
    """Return the chips of each place before they are split."""
    groups = group_dates(scenes) if request.images == "composite" else [single(scene) for scene in scenes]
    laid = [(group, lay_over(layer, group.reference)) for group in groups]
    if not any(((sites.codes > 0) & (sites.codes < 255)).any() for _, sites in laid):
        raise BuildError(
            "no_overlap",
            f"None of the {len(layer.geometries)} polygons of {request.polygons} lies on any of the "
            f"{len(scenes)} rasters.",
            "Check that both cover the same place and state the right coordinate reference system.",
        )
    layouts = [
        _Layout(group, sites, plan_chips(group.reference, sites, request.sampling)) for group, sites in laid
    ]
    sampling = request.sampling
    if sampling.mode == "grid":
        together = [plan for layout in layouts for plan in layout.plans]
        kept = {plan.id for plan in thin_empty(together, sampling.empty_share, sampling.seed)}
        return [
            _Layout(layout.group, layout.sites, [plan for plan in layout.plans if plan.id in kept])
            for layout in layouts
        ]
    return _with_empty(layouts, sampling)


def _with_empty(layouts: list[_Layout], sampling: Sampling) -> list[_Layout]:
    """Return the layouts with empty chips drawn over all scenes, by their areas."""
    origins = Counter(plan.origin for layout in layouts for plan in layout.plans)
    wanted = max(empty_count(origins["site"], sampling.empty_share) - origins["empty"], 0)
    areas = np.array(
        [layout.group.reference.width * layout.group.reference.height for layout in layouts], float
    )
    edges = np.rint(np.concatenate([[0], np.cumsum(areas)]) / areas.sum() * wanted).astype(int)
    return [
        _Layout(
            layout.group, layout.sites,
            layout.plans + plan_empty(layout.group.reference, layout.sites, sampling, int(count)),
        )
        for layout, count in zip(layouts, np.diff(edges), strict=True)
    ]  # fmt: skip


def _parts(
    request: PolygonRequest, layer: PolygonLayer, layouts: list[_Layout], regions: Regions | None
) -> tuple[list[Part], dict[str, int]]:
    """Return the parts of each place's scenes with chips, and how many chips the split left out."""
    spots = [
        Spot(
            plan.lon, plan.lat, plan.side * layout.group.reference.resolution_m / 1000,
            plan.origin != "empty",
        )
        for layout in layouts
        for plan in layout.plans
    ]  # fmt: skip
    assignments = iter(assign_splits(spots, request.splitting, regions))
    cutting = Cutting(
        request.sampling.chip_size, layer.classes, layer.has_types, request.clouds, request.mask_suffix,
        request.least_clear, request.sampling.mode == "grid",
    )  # fmt: skip
    counts: Counter[str] = Counter()
    parts = []
    for layout in layouts:
        kept: list[tuple[ChipPlan, Assignment]] = []
        for plan, assignment in zip(layout.plans, assignments, strict=False):
            if assignment.split:
                kept.append((plan, assignment))
            else:
                counts[assignment.reason] += 1
        for start in range(0, len(kept), _CHIPS_PER_PART):
            chosen = kept[start : start + _CHIPS_PER_PART]
            arguments = {
                "group": layout.group, "plans": chosen, "sites": layout.sites, "cutting": cutting,
                "is_first": start == 0,
            }  # fmt: skip
            name = f"{layout.group.reference.name}-{start:07d}"
            parts.append(Part(name, cut_chips, arguments, len(chosen)))
    return parts, dict(counts)


def _facts(
    request: PolygonRequest, layer: PolygonLayer, split_counts: dict[str, int], failures: list[str]
) -> DatasetFacts:
    metadata: dict[str, Any] = {
        "made_by": "trainer/build_dataset.py polygons",
        "split_by": request.splitting.by,
        "options": {
            "sampling": asdict(request.sampling), "splitting": asdict(request.splitting), "images": request.images,
            "clouds": request.clouds, "least_clear": request.least_clear,
        },
        "polygons": layer.counts,
        "left_out_by_split": split_counts,
        "unreadable_rasters": failures,
    }  # fmt: skip
    if request.splitting.by == "random":
        metadata["random_split"] = True
    if request.images == "composite":
        metadata["composite"] = (
            "median per band over the dates that are clear at a pixel; where no date has a cloud mask, a date is "
            "left out where its blue is 0.08 above the pixel's lower quartile over the dates"
        )
    tags = ("mine", *(layer.classes[1:] if layer.has_types else ()))
    source = {
        "name": request.name, "source": request.source or request.polygons.name, "license": request.license
    }  # fmt: skip
    return DatasetFacts(request.name, layer.classes, tags, (source,), metadata)


def _read_regions(request: PolygonRequest) -> Regions | None:
    if request.regions is None:
        return None
    table, geometries, crs = read_vector_layer(
        request.regions, how_to_choose="Save the layer of the regions in a file of its own."
    )
    names = region_names(table, request.region_column or "", request.regions)
    polygons = np.array([polygons_of(geometry) for geometry in shapely.make_valid(geometries)], object)
    return Regions(polygons, names, crs)


def _fingerprint(request: PolygonRequest, named: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what must be the same for a build to go on, as JSON holds it."""
    content = asdict(request) | {
        "rasters": [[name, path, _size(Path(path))] for name, path in named],
        "polygons": [str(request.polygons), _digest(request.polygons)],
    }
    return json.loads(json.dumps({"polygons_request": content}, default=str))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _check(request: PolygonRequest) -> None:
    sampling = request.sampling
    if sampling.chip_size < 16 or not 0 <= sampling.empty_share < 1 or sampling.centrings < 1:
        raise BuildError(
            "options_invalid", "The options of the chips can't be met.",
            "Chips have at least 16 pixels, an empty share from 0 to below 1, and at least one centring.",
        )  # fmt: skip
    if not sampling.zooms or min(sampling.zooms) <= 0:
        raise BuildError(
            "options_invalid", f"The zooms {sampling.zooms} are not positive.", "Use such as 0.7,1,1.5."
        )
    if request.regions is not None and not request.region_column:
        raise BuildError(
            "options_invalid", "Which column names the regions is not said.", "Add --region-column NAME."
        )


def _warn(lines: Sequence[str]) -> None:
    for line in lines:
        print(f"warning: {line}", file=sys.stderr)
