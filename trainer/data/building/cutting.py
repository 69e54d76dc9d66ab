"""Cuts planned chips out of one scene, or out of the median of several dates, with masks and outlines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median_low

import numpy as np
import rasterio
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.features import rasterize
from rasterio.windows import Window

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.errors import SceneError
from mining_detector_plugin.engine.scene import Scene, open_scene
from trainer.data.dataset import UNLABELLED, Chip

from .built_chip import SMALLEST_OBJECT_PX, BuiltChip, SiteOutline, shown_classes
from .clouds import CloudFinder, Clouds, open_clouds
from .compositing import cloudy_dates, median_of_clear
from .finish import CLOUDS_BY
from .parts import PartNotes
from .polygon_layer import polygons_of
from .resampling import resample
from .sampling import ChipPlan, SceneSites
from .scene_list import SceneGroup
from .splitting import Assignment

#: Blocks that GDAL keeps in each process; its own default is a twentieth of the machine's memory.
_CACHE_BYTES = 256 * 1024 * 1024
_BLUE = PACK_BANDS.index("B02")


@dataclass(frozen=True)
class Cutting:
    """How chips are cut.

    Attributes:
        chip_size: side in pixels.
        classes: of the data set.
        has_types: whether classes are tags too.
        clouds: how clouds are found.
        mask_suffix: of cloud masks beside rasters.
        least_clear: chips with a smaller share of pixels that are valid and clear are left out.
        is_grid: whether chips lie on a grid.
    """

    chip_size: int
    classes: tuple[str, ...]
    has_types: bool
    clouds: Clouds
    mask_suffix: str
    least_clear: float
    is_grid: bool


@dataclass(frozen=True)
class _Date:
    scene: Scene
    offset: tuple[int, int]
    clouds: CloudFinder


def cut_chips(
    done: Collection[str],
    notes: PartNotes,
    group: SceneGroup,
    plans: Sequence[tuple[ChipPlan, Assignment]],
    sites: SceneSites,
    cutting: Cutting,
    is_first: bool,
) -> Iterator[BuiltChip]:
    """Yield chips of one scene, or of one place's dates.

    Args:
        done: ids that are there already.
        notes: of what is left out.
        group: the scenes.
        plans: chips with the split that each goes to.
        sites: polygons on the group's grid.
        cutting: how.
        is_first: whether this part is the group's first; it alone counts dates.

    Raises:
        SceneError: the only scene can't be read; of several dates those that can't be opened are left out.
    """
    with ExitStack() as files:
        files.enter_context(rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES))
        dates = _open_dates(group, cutting, notes if is_first else PartNotes(), files)
        bands = tuple(name for name in PACK_BANDS if all(name in date.scene.bands for date in dates))
        days = sorted(date.scene.acquired[:10] for date in dates if date.scene.acquired)
        tree = shapely.STRtree(sites.geometries)
        for plan, assignment in plans:
            if plan.id in done:
                continue
            window = Window(plan.column, plan.row, plan.side, plan.side)
            reflectance, is_valid = _read_median(dates, window)
            reflectance, is_valid = resample(reflectance, is_valid, cutting.chip_size)
            if is_valid.mean() < cutting.least_clear:
                notes.count("cloudy_or_without_data")
                continue
            mask, outlines, is_uncertain = _draw(sites, tree, plan, is_valid, cutting.chip_size)
            shown = shown_classes(mask, cutting.classes)
            if not shown and is_uncertain:
                notes.count("mine_hidden_or_too_small")
                continue
            chip = Chip(
                id=plan.id, split=assignment.split, place=assignment.place, region=assignment.region,
                source=group.reference.name, date=median_low(days) if days else "", lon=round(plan.lon, 6),
                lat=round(plan.lat, 6), width=cutting.chip_size, height=cutting.chip_size,
                resolution_m=round(group.reference.resolution_m * plan.side / cutting.chip_size, 3), bands=bands,
                tags=("mine", *(shown if cutting.has_types else ())) if shown else (),
                origin=("grid" if cutting.is_grid else "site") if shown else "empty", has_mask=True,
            )  # fmt: skip
            scale = plan.side / cutting.chip_size
            transform = (
                group.reference.transform @ Affine.translation(plan.column, plan.row) @ Affine.scale(scale)
            )
            yield BuiltChip(
                chip, reflectance, is_valid, mask, outlines, CRS.from_wkt(group.reference.crs), transform
            )


def _open_dates(group: SceneGroup, cutting: Cutting, notes: PartNotes, files: ExitStack) -> list[_Date]:
    dates = []
    for member, offset in zip(group.members, group.offsets, strict=True):
        try:
            scene = files.enter_context(open_scene(member.path, member.band_numbers))
            clouds = open_clouds(scene, member.path, cutting.clouds, cutting.mask_suffix, files)
        except SceneError as error:
            if len(group.members) == 1:
                raise
            failure = error
            notes.count("unreadable_dates")
            continue
        notes.count(f"{CLOUDS_BY}{clouds.method}")
        dates.append(_Date(scene, offset, clouds))
    if not dates:
        raise failure
    return dates


def _read_median(dates: Sequence[_Date], window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Return float32 (12, height, width) and where it is valid: the median over the dates that are clear there."""
    stack, valid = [], []
    for date in dates:
        column, row = date.offset
        own = Window(window.col_off - column, window.row_off - row, window.width, window.height)
        reflectance, is_valid = date.scene.read(own, PACK_BANDS)
        stack.append(reflectance)
        valid.append(is_valid & ~date.clouds.find(own, reflectance))
    if len(dates) == 1:
        return stack[0], valid[0]
    is_clear = np.stack(valid)
    values = np.stack(stack)
    if all(date.clouds.method == "none" for date in dates):
        is_clear &= ~cloudy_dates(values[:, _BLUE], is_clear)
    return median_of_clear(values, is_clear)


def _draw(
    sites: SceneSites, tree: shapely.STRtree, plan: ChipPlan, is_valid: np.ndarray, size: int
) -> tuple[np.ndarray, tuple[SiteOutline, ...], bool]:
    """Return the mask, the outlines of visible mines, and whether a mine may be there that the mask does not show.

    Smaller polygons lie above larger ones, mines above what nobody decided. A mine of which less than
    ``SMALLEST_OBJECT_PX`` pixels are to be seen gets no outline.
    """
    mask = np.zeros((size, size), np.uint8)
    box = shapely.box(plan.column, plan.row, plan.column + plan.side, plan.row + plan.side)
    hits = np.sort(tree.query(box, predicate="intersects"))
    if not len(hits):
        return mask, (), False
    codes = sites.codes[hits]
    local = [_in_chip(polygons_of(sites.geometries[index].intersection(box)), plan, size) for index in hits]
    for geometry, code in zip(local, codes, strict=True):
        if code == UNLABELLED and not geometry.is_empty:
            mask[rasterize([geometry], (size, size)) > 0] = UNLABELLED
    numbers = np.zeros((size, size), np.int32)
    mines = [
        index for index in range(len(hits)) if 0 < codes[index] < UNLABELLED and not local[index].is_empty
    ]
    if mines:
        numbers = rasterize([(local[index], index + 1) for index in mines], (size, size), dtype=np.int32)
    mask = np.where(numbers > 0, np.append(0, codes)[numbers], mask).astype(np.uint8)
    visible = np.bincount(numbers[is_valid], minlength=len(hits) + 1)
    outlines = tuple(
        SiteOutline(int(codes[index]) - 1, local[index])
        for index in mines
        if visible[index + 1] >= SMALLEST_OBJECT_PX
    )
    mask[~is_valid] = UNLABELLED
    may_hold = any(code > 0 and not geometry.is_empty for code, geometry in zip(codes, local, strict=True))
    return mask, outlines, may_hold


def _in_chip(geometry: shapely.Geometry, plan: ChipPlan, size: int) -> shapely.Geometry:
    corner = np.array([plan.column, plan.row])
    return shapely.transform(geometry, lambda points: (points - corner) * (size / plan.side))
