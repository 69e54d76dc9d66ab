"""Splits chips by place: spatial blocks or regions go to one split as a whole, with a buffer between splits.

A random split exists too; places are then in several splits, and the data set says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.warp import transform as transform_points

from trainer.data.dataset import SPLITS

from .parts import BuildError

#: Mean radius of the earth (IUGG), km.
_EARTH_KM = 6371.0088
_KM_PER_DEGREE = _EARTH_KM * math.pi / 180


@dataclass(frozen=True)
class Splitting:
    """How chips are split.

    Attributes:
        by: ``place`` (blocks), ``region`` or ``random``.
        block_km: side of a block.
        buffer_km: least distance of chips in different splits.
        shares: of train, val and test; they sum to 1.
        seed: of the draw.
    """

    by: Literal["place", "region", "random"] = "place"
    block_km: float = 20.0
    buffer_km: float = 2.0
    shares: tuple[float, float, float] = (0.7, 0.15, 0.15)
    seed: int = 0


@dataclass(frozen=True)
class Spot:
    """What the split of a chip depends on.

    Attributes:
        lon, lat: of its centre, degrees. side_km: of the ground that it shows.
        is_site: whether it was cut for a mine.
    """

    lon: float
    lat: float
    side_km: float
    is_site: bool


@dataclass(frozen=True)
class Assignment:
    """Where a chip goes: split, place and region; an empty split says that it is left out, ``reason`` why."""

    split: str
    place: str
    region: str
    reason: str = ""


class Regions:
    """Named polygons, such as countries or ecoregions, asked by longitude and latitude."""

    def __init__(self, geometries: np.ndarray, names: np.ndarray, crs: CRS) -> None:
        self._names = names
        self._tree = shapely.STRtree(
            [shapely.transform(geometry, _to_lonlat(crs)) for geometry in geometries]
        )

    def name(self, lon: float, lat: float) -> str:
        """Return the region at a point, empty where there is none."""
        hits = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return str(self._names[hits.min()]) if len(hits) else ""


def block_name(lon: float, lat: float, block_km: float) -> str:
    """Return the block at a point: rows of latitude, each cut into whole blocks at least ``block_km`` wide."""
    row = math.floor((lat + 90) * _KM_PER_DEGREE / block_km)
    middle = math.radians(min((row + 0.5) * block_km / _KM_PER_DEGREE - 90, 90))
    count = max(1, int(2 * math.pi * _EARTH_KM * math.cos(middle) / block_km))
    column = math.floor((lon + 180) % 360 / 360 * count)
    return f"r{row}c{column}"


def assign_splits(
    spots: Sequence[Spot], splitting: Splitting, regions: Regions | None = None
) -> list[Assignment]:
    """Return where each chip goes.

    Blocks (or regions) that hold sites are shared out first, by their sites, then the others by their chips. A
    chip from which less than the buffer lies between it and a part of another split is left out.

    Raises:
        BuildError: ``options_invalid``.
    """
    _check(spots, splitting, regions)
    names = [regions.name(spot.lon, spot.lat) if regions else "" for spot in spots]
    blocks = [block_name(spot.lon, spot.lat, splitting.block_km) for spot in spots]
    if splitting.by == "random":
        drawn = np.random.default_rng(splitting.seed).choice(len(SPLITS), len(spots), p=splitting.shares)
        return [
            Assignment(SPLITS[split], block, name)
            for split, block, name in zip(drawn, blocks, names, strict=True)
        ]

    def unit_at(lon: float, lat: float) -> str:
        if splitting.by == "region" and regions is not None:
            return regions.name(lon, lat)
        return block_name(lon, lat, splitting.block_km)

    units = names if splitting.by == "region" else blocks
    split_of = share_out(units, [spot.is_site for spot in spots], splitting.shares, splitting.seed)
    found = []
    for spot, unit, block, name in zip(spots, units, blocks, names, strict=True):
        place = f"{name}/{block}" if splitting.by == "region" else block
        if not unit:
            found.append(Assignment("", place, name, "outside_all_regions"))
        elif _reaches_other_split(spot, unit, split_of, unit_at, splitting):
            found.append(Assignment("", place, name, "in_buffer_between_splits"))
        else:
            found.append(Assignment(split_of[unit], place, name))
    return found


def share_out(
    units: Sequence[str], is_site: Sequence[bool], shares: tuple[float, ...], seed: int
) -> dict[str, str]:
    """Return a split per unit, so that sites, and chips elsewhere, come near to their shares.

    Where there are units enough, each split with a share gets one that holds sites.
    """
    sites: dict[str, int] = {}
    others: dict[str, int] = {}
    for unit, has_site in zip(units, is_site, strict=True):
        sites[unit] = sites.get(unit, 0) + has_site
        others[unit] = others.get(unit, 0) + (not has_site)
    sites.pop("", None)
    with_sites = {unit: count for unit, count in sites.items() if count}
    without = {unit: others[unit] for unit, count in sites.items() if not count}
    return _share_greedily(with_sites, shares, seed) | _share_greedily(without, shares, seed + 1)


def _share_greedily(weights: Mapping[str, int], shares: tuple[float, ...], seed: int) -> dict[str, str]:
    names = sorted(weights)
    drawn = [names[index] for index in np.random.default_rng(seed).permutation(len(names))]
    drawn.sort(key=lambda name: -weights[name])
    total = sum(weights.values())
    held = dict.fromkeys(SPLITS, 0)
    wanted = {split: share * total for split, share in zip(SPLITS, shares, strict=True)}
    split_of = {}
    for name in drawn:
        split = max(SPLITS, key=lambda split: wanted[split] - held[split])
        split_of[name] = split
        held[split] += weights[name]
    for split, share in zip(SPLITS, shares, strict=True):
        members = {other: [name for name in drawn if split_of[name] == other] for other in SPLITS}
        richest = max(SPLITS, key=lambda other: len(members[other]))
        if share > 0 and not members[split] and len(members[richest]) > 1:
            split_of[members[richest][-1]] = split
    return split_of


def _reaches_other_split(
    spot: Spot,
    unit: str,
    split_of: Mapping[str, str],
    unit_at: Callable[[float, float], str],
    splitting: Splitting,
) -> bool:
    """Tell whether a chip with half the buffer round it touches a unit of another split."""
    reach_km = (spot.side_km + splitting.buffer_km) / 2
    steps = np.linspace(-reach_km, reach_km, 2 * math.ceil(reach_km / (splitting.block_km / 2)) + 1)
    per_degree_lon = _KM_PER_DEGREE * max(math.cos(math.radians(spot.lat)), 1e-6)
    for north in steps:
        for east in steps:
            other = unit_at(spot.lon + east / per_degree_lon, spot.lat + north / _KM_PER_DEGREE)
            if other != unit and split_of.get(other, split_of[unit]) != split_of[unit]:
                return True
    return False


def _check(spots: Sequence[Spot], splitting: Splitting, regions: Regions | None) -> None:
    if splitting.by == "region" and regions is None:
        raise BuildError(
            "options_invalid", "A split by region needs regions.", "Add --regions LAYER --region-column NAME."
        )
    if min(splitting.shares) < 0 or not math.isclose(sum(splitting.shares), 1, abs_tol=1e-6):
        raise BuildError(
            "options_invalid", f"The shares {splitting.shares} do not sum to 1.", "Use such as 0.7,0.15,0.15."
        )
    widest = max((spot.side_km for spot in spots), default=0)
    if splitting.by == "place" and splitting.block_km < widest + splitting.buffer_km:
        raise BuildError(
            "options_invalid",
            f"Blocks of {splitting.block_km:g} km are too small for chips of {widest:.1f} km with a buffer of "
            f"{splitting.buffer_km:g} km: none would be left.",
            "Use larger --block-km, or a smaller --buffer-km.",
        )


def _to_lonlat(crs: CRS) -> Callable[[np.ndarray], np.ndarray]:
    def move(points: np.ndarray) -> np.ndarray:
        return np.column_stack(transform_points(crs, CRS.from_epsg(4326), points[:, 0], points[:, 1]))

    return move
