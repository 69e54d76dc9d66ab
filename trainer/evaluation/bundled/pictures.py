"""The labelled pictures that disturbances are tried on, and the files that the engine gets to read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

from mining_detector_plugin.engine.bands import PACK_BANDS

from ...data.chip_pool import join
from ...data.chip_sources import SIX_BAND_MINES, SIX_BAND_OTHERS
from ...data.samples import Chips, Sample
from ...data.sources import (
    BASELINE_OFFSET,
    mask_of,
    quarry_scenes,
    rgb_chips,
    six_band_chips,
    tailings_scenes,
)
from .disturbances import Picture, Storage, stored_numbers

#: Pictures made of chips lie nowhere; any CRS in metres will do.
_CRS = "EPSG:32718"
_PIXEL_M = 10.0
_WITHOUT_OFFSET_UNTIL = 2022


def rgb_chip_picture(data: Path, split: str) -> tuple[Picture, np.ndarray]:
    """Return all RGB chips of a split side by side, labelled by their number from 1; and bool, which show a mine."""
    chips = rgb_chips(data, split)
    return _side_by_side("rgb_chips", chips, is_surface=False), chips.labels == "mine"


def six_band_picture(data: Path, split: str) -> tuple[Picture, np.ndarray]:
    """Return the six-band chips, mines at t1 and other places at both dates, as ``rgb_chip_picture`` does."""
    first, second = (six_band_chips(data, split, date) for date in ("t0", "t1"))
    known = np.isin(second.labels, [*SIX_BAND_MINES, *SIX_BAND_OTHERS])
    chips = join([first.take(np.isin(first.labels, SIX_BAND_OTHERS)), second.take(known)])
    return _side_by_side("six_band_chips", chips, is_surface=True), np.isin(chips.labels, SIX_BAND_MINES)


def tailings_pictures(data: Path, split: str) -> list[Picture]:
    """Return one tailings scene of each place: the one with most tailings."""
    best: dict[str, Sample] = {}
    for sample in tailings_scenes(data, split):
        known = best.get(sample.place)
        if known is None or (mask_of(sample) == 2).sum() > (mask_of(known) == 2).sum():
            best[sample.place] = sample
    return [_scene_picture(sample, f"tailings_{sample.name}", 0, False) for sample in best.values()]


def quarry_pictures(data: Path) -> dict[str, Picture]:
    """Return the quarry scene's dates, oldest first, stored as its products are: +1000 from 2022 on."""
    pictures = {}
    for sample in quarry_scenes(data):
        added = BASELINE_OFFSET if int(sample.name[:4]) >= _WITHOUT_OFFSET_UNTIL else 0
        pictures[sample.name] = _scene_picture(sample, f"quarry_{sample.name}", added, True)
    return pictures


def write_picture(picture: Picture, folder: Path) -> Path:
    """Write a picture as the GeoTIFF that the engine gets, and return its path."""
    stored = stored_numbers(picture)
    count, height, width = stored.shape
    path = folder / f"{picture.name}.tif"
    with rasterio.open(
        path, "w", driver="GTiff", dtype=stored.dtype, count=count, height=height, width=width, crs=_CRS,
        transform=from_origin(500_000, 9_000_000, picture.pixel_m, picture.pixel_m),
    ) as raster:  # fmt: skip
        raster.write(stored)
        if picture.storage.has_names:
            raster.descriptions = picture.bands
        if picture.storage.tags is not None:
            scale, offset = picture.storage.tags
            raster.scales, raster.offsets = [scale] * count, [offset] * count
    return path


def _side_by_side(name: str, chips: Chips, is_surface: bool) -> Picture:
    """Return chips in a square, in an order drawn once: neighbours are no longer of one group."""
    order = np.random.default_rng(0).permutation(len(chips))
    size = chips.values.shape[-1]
    side = int(np.ceil(np.sqrt(len(chips))))
    reflectance = np.zeros((len(chips.bands), side * size, side * size), np.float32)
    labels = np.zeros(reflectance.shape[1:], np.int32)
    for cell, number in enumerate(order.tolist()):
        row, column = divmod(cell, side)
        there = (slice(row * size, (row + 1) * size), slice(column * size, (column + 1) * size))
        values = chips.values[number].astype(np.float32) * np.float32(chips.scale)
        has_data = (chips.values[number] != 0).any(axis=0)
        reflectance[:, *there] = np.where(has_data, np.maximum(values, 1e-4), 0)
        labels[there] = number + 1
    return Picture(name, reflectance, chips.bands, labels, is_surface, _PIXEL_M, Storage())


def _scene_picture(sample: Sample, name: str, added: int, is_surface: bool) -> Picture:
    channels = np.flatnonzero(sample.presence > 0)
    bands = tuple(PACK_BANDS[channel] for channel in channels)
    reflectance = np.where(sample.is_valid, np.maximum(sample.reflectance[channels], 1e-4), 0)
    labels = mask_of(sample).astype(np.int32)
    storage = Storage(added=added)
    return Picture(name, reflectance.astype(np.float32), bands, labels, is_surface, _PIXEL_M, storage)
