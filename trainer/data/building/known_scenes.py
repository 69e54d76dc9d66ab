"""The known sources of labelled scenes, and made scenes, cut into chips with masks and boxes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.warp import transform as transform_points
from rasterio.windows import Window
from rasterio.windows import transform as window_transform

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.grid import measure_resolution
from trainer.data.dataset import UNLABELLED, Chip
from trainer.data.samples import Sample
from trainer.data.segmentation_scenes import RGB_CHANNELS
from trainer.data.segmentation_targets import (
    IGNORED,
    MINE_GROUND,
    OPEN_PIT,
    TAILINGS,
    quarry_target,
    tailings_target,
)
from trainer.data.sources import (
    QUARRY,
    mask_of,
    quarry_scenes,
    require,
    tailings_has_mine_polygons,
    tailings_scenes,
)

from .built_chip import BuiltChip, SiteOutline, shown_classes, trace_sites
from .parts import PartNotes
from .windows import covering_windows

TAILINGS_CLASSES = ("background", "tailings", "mine_ground")
QUARRY_CLASSES = ("background", "open_pit")
#: The quarry's newest date is for evaluation, as for the bundled models.
QUARRY_VAL_DATE = "20230209"
#: A chip without quarry is 'no mine' only where this share of it is labelled at all.
_LEAST_LABELLED = 0.2


@dataclass(frozen=True)
class _Grid:
    """Where a scene's pixels lie."""

    crs: Any
    transform: Affine
    resolution_m: float

    def lonlat(self, window: Window) -> tuple[float, float]:
        """Return the centre of a window in degrees."""
        x, y = self.transform @ (window.col_off + window.width / 2, window.row_off + window.height / 2)
        (lon,), (lat,) = transform_points(self.crs, "EPSG:4326", [x], [y])
        return lon, lat


def tailings_chips(
    done: Collection[str],
    notes: PartNotes,
    data_root: Path,
    split: str,
    chip_size: int,
    is_cleaned: bool,
) -> Iterator[BuiltChip]:
    """Yield chips of the tailings scenes; boxes are drawn round tailings alone.

    Args:
        done: ids that are there already.
        notes: of what is left out: a chip without any label in a scene whose mine ground nobody outlined
            is not known to show no mine.
        data_root: the data folder.
        split: ``train`` or ``val``.
        chip_size: side in pixels.
        is_cleaned: unlabel in ``train`` what the weak outlines most likely got wrong
            (`segmentation_targets.tailings_target`).
    """
    outlined = tailings_has_mine_polygons(data_root, split)
    shared = _places_of_tailings(data_root, "train") & _places_of_tailings(data_root, "val")
    for scene in tailings_scenes(data_root, split):
        source_mask = mask_of(scene)
        mask = _recode(source_mask, {2: 1, 1: 2})
        if is_cleaned and split == "train":
            target = tailings_target(source_mask, scene.reflectance[RGB_CHANNELS], outlined[scene.name])
            mask = _recode(target, {TAILINGS: 1, MINE_GROUND: 2, IGNORED: UNLABELLED})
        place = f"{scene.place}/{split}" if scene.place in shared else scene.place
        grid = _grid_of(data_root / "tailings" / split / f"image_{scene.name}.tif")
        for window in covering_windows(mask.shape[0], mask.shape[1], chip_size):
            name = f"tailings-{split}-{scene.name}-{window.row_off}-{window.col_off}"
            codes = mask[window.toslices()]
            if not outlined[scene.name] and not source_mask[window.toslices()].any():
                notes.count("not_known_to_show_no_mine")
            elif name not in done:
                yield _cut(
                    scene, window, codes, name, split, place, "", TAILINGS_CLASSES,
                    tuple(trace_sites(codes == 1, 0)), grid,
                )  # fmt: skip


def quarry_chips(
    done: Collection[str], notes: PartNotes, data_root: Path, chip_size: int
) -> Iterator[BuiltChip]:
    """Yield chips of the quarry's dates: one place, the newest date is ``val``, so its split is by date.

    A chip without quarry counts as 'no mine' where a fifth is labelled and no date shows quarry there.
    """
    scenes = quarry_scenes(data_root)
    ever = np.any([mask_of(scene) == QUARRY for scene in scenes], axis=0)
    for scene in scenes:
        split = "val" if scene.name == QUARRY_VAL_DATE else "train"
        mask = _recode(quarry_target(mask_of(scene)), {OPEN_PIT: 1, IGNORED: UNLABELLED})
        grid = _grid_of(data_root / "quarry_scene" / f"image_{scene.name}.tif")
        date = f"{scene.name[:4]}-{scene.name[4:6]}-{scene.name[6:8]}"
        for window in covering_windows(mask.shape[0], mask.shape[1], chip_size):
            name = f"quarry-{scene.name}-{window.row_off}-{window.col_off}"
            codes = mask[window.toslices()]
            is_known = (codes != UNLABELLED).mean() >= _LEAST_LABELLED and not ever[window.toslices()].any()
            if not is_known and not (codes == 1).any():
                notes.count("not_known_to_show_no_mine")
            elif name not in done:
                yield _cut(
                    scene, window, codes, name, split, scene.place, date, QUARRY_CLASSES,
                    tuple(trace_sites(codes == 1, 0)), grid,
                )  # fmt: skip


def _cut(
    scene: Sample,
    window: Window,
    codes: np.ndarray,
    name: str,
    split: str,
    place: str,
    date: str,
    classes: tuple[str, ...],
    sites: tuple[SiteOutline, ...],
    grid: _Grid,
) -> BuiltChip:
    """Return a window of a scene as a chip; its tags are ``mine`` and the classes in its mask."""
    lon, lat = grid.lonlat(window)
    shown = shown_classes(codes, classes)
    chip = Chip(
        id=name, split=split, place=place, region="", source=f"{scene.source}/{scene.name}", date=date,
        lon=lon, lat=lat, width=int(window.width), height=int(window.height),
        resolution_m=round(grid.resolution_m, 2),
        bands=tuple(band for band, is_there in zip(PACK_BANDS, scene.presence, strict=True) if is_there),
        tags=("mine", *shown) if shown else (), origin="import", has_mask=True,
    )  # fmt: skip
    part = (slice(None), *window.toslices())
    return BuiltChip(
        chip, scene.reflectance[part], scene.is_valid[window.toslices()], codes, sites, grid.crs,
        window_transform(window, grid.transform),
    )  # fmt: skip


def _grid_of(path: Path) -> _Grid:
    with rasterio.open(require(path)) as raster:
        resolution_m = measure_resolution(raster.crs, raster.transform, raster.width, raster.height)
        return _Grid(raster.crs, raster.transform, resolution_m)


def _places_of_tailings(data_root: Path, split: str) -> set[str]:
    """Return the half-degree cells of a split. Where both splits have a scene in one, the scenes lie 30 km apart."""
    return {scene.place for scene in tailings_scenes(data_root, split)}


def _recode(codes: np.ndarray, new_of: dict[int, int]) -> np.ndarray:
    """Return uint8 codes; those that ``new_of`` does not name become background."""
    recoded = np.zeros(codes.shape, np.uint8)
    for old, new in new_of.items():
        recoded[codes == old] = new
    return recoded
