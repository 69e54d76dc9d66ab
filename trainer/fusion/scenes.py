"""Labelled scenes of one split for the pipeline to run on: tailings, the quarry, and chips laid out as mosaics.

A scene is a raster file and what is known of its ground. Chips tell of themselves as a whole: on a chip with a mine
the whole chip is the site. Chips of one place stand together, mines apart from the others, so that the classifier's
gate shuts where nothing is, as it does on real scenes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

from mining_detector_plugin.engine.polygons import MINIMUM_AREA_HA

from ..data.chip_sources import SIX_BAND_MINES
from ..data.samples import Chips, Sample
from ..data.sources import (
    QUARRY,
    DataError,
    mask_of,
    quarry_scenes,
    rgb_chips,
    six_band_chips,
    tailings_scenes,
)
from ..evaluation.objects import patches

RESOLUTION_M = 10.0
#: Chips on a side of a mosaic: 384 pixels of the 48-pixel chips, about as large as the scenes.
MOSAIC_SIDE = 8
#: Mosaics lie nowhere: any CRS in metres will do.
_CRS = "EPSG:32718"
_LEAST_PIXELS = MINIMUM_AREA_HA * 10_000 / RESOLUTION_M**2


@dataclass(frozen=True)
class FusionScene:
    """A raster with what is known of its ground.

    Attributes:
        name: within its source. source: such as ``tailings``.
        path: of the raster.
        sites: int32 (height, width), number of the mine from 1, 0 elsewhere.
        is_known: bool (height, width), where somebody labelled.
        places: names of its places. place_of: int16 (height, width), index into ``places``.
    """

    name: str
    source: str
    path: Path
    sites: np.ndarray
    is_known: np.ndarray
    places: tuple[str, ...]
    place_of: np.ndarray

    def place_of_site(self, number: int) -> str:
        """Return the place where a site mostly lies."""
        return self.places[int(np.bincount(self.place_of[self.sites == number]).argmax())]


def fusion_scenes(data: Path, split: str, quarry_date: str | None, folder: Path) -> Iterator[FusionScene]:
    """Yield the labelled scenes of a split; a source that the data folder lacks is left out.

    Args:
        data: laid out like the data folder of the bundled packs.
        split: names ``tailings/SPLIT``, ``rgb_chips/SPLIT.npz`` and ``six_band_chips/SPLIT.npz``.
        quarry_date: that no pack was trained on, such as ``20230209``; None leaves the quarry out.
        folder: gets the mosaics.

    Raises:
        DataError: ``data_missing`` where the data folder has none of these, or not that date of the quarry.
    """
    found = 0
    for scene in _all_scenes(data, split, quarry_date, folder):
        found += 1
        yield scene
    if not found:
        raise DataError(
            "data_missing", f"{data} has no scenes and no chips of the split {split}.",
            "Name a folder with tailings/SPLIT, rgb_chips/SPLIT.npz or six_band_chips/SPLIT.npz.",
        )  # fmt: skip


def _all_scenes(data: Path, split: str, quarry_date: str | None, folder: Path) -> Iterator[FusionScene]:
    if (data / "tailings" / split).is_dir():
        yield from tailings_of(data, split)
    if quarry_date is not None:
        yield quarry_of(data, quarry_date)
    if (data / "rgb_chips" / f"{split}.npz").is_file():
        chips = rgb_chips(data, split)
        yield from mosaics(chips, chips.labels == "mine", folder)
    if (data / "six_band_chips" / f"{split}.npz").is_file():
        chips = six_band_chips(data, split, "t1")
        yield from mosaics(chips, np.isin(chips.labels, SIX_BAND_MINES), folder)


def tailings_of(data: Path, split: str) -> Iterator[FusionScene]:
    """Yield the tailings scenes of a split."""
    for sample in tailings_scenes(data, split):
        path = data / "tailings" / split / f"image_{sample.name}.tif"
        yield _scene_of(sample, path, mask_of(sample) > 0, sample.is_valid)


def quarry_of(data: Path, date: str) -> FusionScene:
    """Return a date of the quarry scene.

    Raises:
        DataError: ``data_missing``.
    """
    for sample in quarry_scenes(data):
        if sample.name == date:
            mask = mask_of(sample)
            path = data / "quarry_scene" / f"image_{date}.tif"
            return _scene_of(sample, path, mask == QUARRY, (mask > 0) & sample.is_valid)
    raise DataError(
        "data_missing", f"The quarry scene has no date {date}.", "Name one of the files image_DATE.tif in quarry_scene."
    )  # fmt: skip


def _scene_of(sample: Sample, path: Path, is_mine: np.ndarray, is_known: np.ndarray) -> FusionScene:
    sites, _ = patches(is_mine & is_known, _LEAST_PIXELS)
    places = np.zeros(is_mine.shape, np.int16)
    return FusionScene(
        sample.name, sample.source, path, sites.astype(np.int32), is_known, (sample.place,), places
    )


def mosaics(chips: Chips, is_mine: np.ndarray, folder: Path) -> Iterator[FusionScene]:
    """Yield chips laid out side by side as scenes; those with a mine apart, by place in their order.

    Args:
        is_mine: bool (count,), of the chips.
        folder: gets a raster for each scene.
    """
    # A place that is not known is a run of twenty chips of a group, which may lie beside another run: take the group.
    is_located = np.isfinite(chips.lonlat).all(axis=1)
    places = np.where(is_located, chips.places, chips.groups)
    for kind, chosen in (("mines", np.flatnonzero(is_mine)), ("others", np.flatnonzero(~is_mine))):
        ordered = chosen[np.argsort(places[chosen], kind="stable")]
        for start in range(0, len(ordered), MOSAIC_SIDE**2):
            numbers = ordered[start : start + MOSAIC_SIDE**2]
            name = f"{kind}_{start // MOSAIC_SIDE**2}"
            yield _mosaic(chips.take(numbers), places[numbers], kind == "mines", folder, name)


def _mosaic(chips: Chips, places: np.ndarray, is_mine: bool, folder: Path, name: str) -> FusionScene:
    size = chips.values.shape[-1]
    rows = -(-len(chips) // MOSAIC_SIDE)
    shape = (rows * size, MOSAIC_SIDE * size)
    stored = np.zeros((len(chips.bands), *shape), np.uint16)
    number = np.zeros(shape, np.int32)
    for index, values in enumerate(chips.values):
        row, column = divmod(index, MOSAIC_SIDE)
        there = (slice(row * size, (row + 1) * size), slice(column * size, (column + 1) * size))
        # A dark pixel is data: only ground without a chip is 0.
        reflectance = values.astype(np.float32) * np.float32(chips.scale)
        is_data = (values != 0).any(axis=0)
        stored[:, *there] = np.where(is_data, np.clip(np.round(reflectance * 10_000), 1, 65_535), 0)
        number[there] = np.where(is_data, index + 1, 0)
    path = folder / f"{chips.source}_{name}.tif"
    _write_raster(path, stored, chips.bands)
    names, codes = np.unique(places, return_inverse=True)
    place_of = np.concatenate([[0], codes])[number].astype(np.int16)
    sites = number if is_mine else np.zeros_like(number)
    return FusionScene(name, chips.source, path, sites, number > 0, tuple(names.tolist()), place_of)


def _write_raster(path: Path, stored: np.ndarray, bands: tuple[str, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    count, height, width = stored.shape
    with rasterio.open(
        path, "w", driver="GTiff", dtype="uint16", count=count, height=height, width=width, crs=_CRS, nodata=0,
        transform=from_origin(500_000, 9_900_000, RESOLUTION_M, RESOLUTION_M),
    ) as raster:  # fmt: skip
        raster.write(stored)
        raster.descriptions = bands
        raster.scales, raster.offsets = [1e-4] * count, [0.0] * count
