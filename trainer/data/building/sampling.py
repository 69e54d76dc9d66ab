"""Where chips are cut: on a grid, round each site at several zooms and centrings, and where there is no mine.

Everything here is in pixels of a scene's grid. The same seed gives the same chips.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.warp import transform as transform_points
from rasterio.warp import transform_bounds

from .polygon_layer import PolygonLayer, polygons_of
from .scene_list import SceneFacts
from .windows import covering_windows

#: Edges are cut to this part of the scene's extent before they change CRS: a straight edge becomes a curve.
_EDGE_PART = 1 / 500
_MARGIN_PART = 0.1
#: A small site stays whole within this part of the room that a chip has round it.
_ROOM_PART = 0.8
_TRIES = 40


@dataclass(frozen=True)
class SceneSites:
    """A layer's polygons on a scene's grid.

    Attributes:
        geometries: shapely (n,), in pixels of the scene, x right and y down, larger ones first.
        codes: uint8 (n,): class codes; 0 for polygons that are no mines, ``UNLABELLED`` where nobody decided.
        numbers: int (n,): of each polygon in the layer.
    """

    geometries: np.ndarray
    codes: np.ndarray
    numbers: np.ndarray


@dataclass(frozen=True)
class ChipPlan:
    """A chip to be cut.

    Attributes:
        id: as in the index.
        column, row, side: window in pixels of the scene.
        origin: as in the index.
        lon, lat: of the centre, degrees.
    """

    id: str
    column: int
    row: int
    side: int
    origin: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Sampling:
    """How chips are laid out.

    Attributes:
        mode: ``sites`` or ``grid``.
        chip_size: side of a chip in pixels.
        zooms: sides of the ground that a chip of a site shows, as parts of ``chip_size`` pixels of the scene.
        centrings: chips per site and zoom; the first has the site in its middle, the others beside it.
        empty_share: share of chips without a mine among all, 0 to below 1.
        seed: of all that is drawn.
    """

    mode: Literal["sites", "grid"] = "sites"
    chip_size: int = 256
    zooms: tuple[float, ...] = (1.0,)
    centrings: int = 1
    empty_share: float = 0.3
    seed: int = 0


def lay_over(layer: PolygonLayer, scene: SceneFacts) -> SceneSites:
    """Return the polygons that lie on a scene, reprojected to its grid."""
    crs, width, height = CRS.from_wkt(scene.crs), scene.width, scene.height
    footprint = shapely.box(0, 0, width, height)
    bounds = shapely.transform(footprint, lambda points: _to_map(scene, points)).bounds
    try:
        left, bottom, right, top = transform_bounds(crs, layer.crs, *bounds)
    except RasterioError:
        return _no_sites()
    if not np.isfinite([left, bottom, right, top]).all() or left >= right:
        return _no_sites()
    margin = max(right - left, top - bottom)
    near = shapely.box(
        *(np.array([left, bottom, right, top]) + margin * _MARGIN_PART * np.array([-1, -1, 1, 1]))
    )
    numbers = np.flatnonzero(shapely.intersects(layer.geometries, near))
    clipped = shapely.segmentize(shapely.intersection(layer.geometries[numbers], near), margin * _EDGE_PART)
    inverse = ~scene.transform

    def to_pixels(points: np.ndarray) -> np.ndarray:
        x, y = map(np.array, transform_points(layer.crs, crs, points[:, 0], points[:, 1]))
        return np.column_stack([
            inverse.a * x + inverse.b * y + inverse.c, inverse.d * x + inverse.e * y + inverse.f,
        ])  # fmt: skip

    moved = [polygons_of(shapely.make_valid(shapely.transform(geometry, to_pixels))) for geometry in clipped]
    geometries = np.array(moved, object).reshape(-1)
    order = np.argsort(-shapely.area(geometries), kind="stable") if len(geometries) else np.array([], int)
    order = order[shapely.area(shapely.intersection(geometries[order], footprint)) > 0]
    return SceneSites(geometries[order], layer.codes()[numbers[order]], numbers[order])


def plan_chips(scene: SceneFacts, sites: SceneSites, sampling: Sampling) -> list[ChipPlan]:
    """Return the chips that show a site, and in a grid the empty ones too (all of them)."""
    if sampling.mode == "grid":
        return _plan_grid(scene, sites, sampling)
    plans = []
    for index, (geometry, code) in enumerate(zip(sites.geometries, sites.codes, strict=True)):
        if 0 <= code < 255 and shapely.intersects(geometry, shapely.box(0, 0, scene.width, scene.height)):
            plans += _plan_site(scene, geometry, int(sites.numbers[index]), code > 0, sampling)
    return plans


def plan_empty(scene: SceneFacts, sites: SceneSites, sampling: Sampling, count: int) -> list[ChipPlan]:
    """Return up to ``count`` windows at random where no polygon of any kind lies."""
    generator = _generator(sampling.seed, scene.name, "empty")
    side = sampling.chip_size
    tree = shapely.STRtree(sites.geometries)
    plans: list[ChipPlan] = []
    for _ in range(count * _TRIES):
        if len(plans) == count:
            break
        column = int(generator.integers(0, max(scene.width - side, 0) + 1))
        row = int(generator.integers(0, max(scene.height - side, 0) + 1))
        if not len(tree.query(_inside(column, row, side), predicate="intersects")):
            plans.append(_plan(scene, f"{scene.name}-e{len(plans):05d}", column, row, side, "empty"))
    return plans


def thin_empty(plans: Sequence[ChipPlan], share: float, seed: int) -> list[ChipPlan]:
    """Return the chips with as many empty ones drawn as make up a share of all; the others are kept whole."""
    empty = [index for index, plan in enumerate(plans) if plan.origin == "empty"]
    wanted = empty_count(len(plans) - len(empty), share)
    drawn = np.random.default_rng(seed).permutation(len(empty))[:wanted]
    kept = {empty[index] for index in drawn}
    return [plan for index, plan in enumerate(plans) if plan.origin != "empty" or index in kept]


def empty_count(others: int, share: float) -> int:
    """Return how many empty chips make up a share of all beside some others."""
    return round(others * share / (1 - share))


def _plan_grid(scene: SceneFacts, sites: SceneSites, sampling: Sampling) -> list[ChipPlan]:
    """Return all windows of the grid; those on polygons that are no mines count as sites, so that none is lost."""
    tree = shapely.STRtree(sites.geometries)
    plans = []
    for window in covering_windows(scene.height, scene.width, sampling.chip_size):
        column, row, side = int(window.col_off), int(window.row_off), sampling.chip_size
        hits = tree.query(_inside(column, row, side), predicate="intersects")
        codes = sites.codes[hits]
        if not len(hits) or ((codes >= 0) & (codes < 255)).any():
            origin = "grid" if len(hits) else "empty"
            plans.append(_plan(scene, f"{scene.name}-g{row:05d}-{column:05d}", column, row, side, origin))
    return plans


def _plan_site(
    scene: SceneFacts, geometry: shapely.Geometry, number: int, is_mine: bool, sampling: Sampling
) -> list[ChipPlan]:
    left, top, right, bottom = geometry.bounds
    centre, extent = np.array([left + right, top + bottom]) / 2, np.array([right - left, bottom - top])
    generator = _generator(sampling.seed, scene.name, str(number))
    plans = []
    for zoom_index, zoom in enumerate(sampling.zooms):
        side = max(round(sampling.chip_size * zoom), 1)
        # A small site may lie anywhere in its chip but whole; over a large one the chip wanders.
        reach = np.where(extent < side, _ROOM_PART * (side - extent) / 2, extent / 2)
        for centring in range(sampling.centrings):
            shift = generator.uniform(-1, 1, 2) * reach * (centring > 0)
            column, row = (int(value) for value in np.rint(centre + shift - side / 2))
            column = int(np.clip(column, 0, max(scene.width - side, 0)))
            row = int(np.clip(row, 0, max(scene.height - side, 0)))
            name = f"{scene.name}-s{number:06d}-z{zoom_index}-c{centring}"
            plans.append(_plan(scene, name, column, row, side, "site" if is_mine else "empty-hard"))
    return plans


def _plan(scene: SceneFacts, name: str, column: int, row: int, side: int, origin: str) -> ChipPlan:
    x, y = scene.transform @ (column + side / 2, row + side / 2)
    (lon,), (lat,) = transform_points(CRS.from_wkt(scene.crs), CRS.from_epsg(4326), [x], [y])
    return ChipPlan(name, column, row, side, origin, lon, lat)


def _inside(column: int, row: int, side: int) -> shapely.Polygon:
    """Return a window's outline, drawn in by so little that what only touches it does not count."""
    tiny = 1e-6
    return shapely.box(column + tiny, row + tiny, column + side - tiny, row + side - tiny)


def _to_map(scene: SceneFacts, points: np.ndarray) -> np.ndarray:
    return np.array([scene.transform @ (x, y) for x, y in points])


def _no_sites() -> SceneSites:
    return SceneSites(np.array([], object), np.array([], np.uint8), np.array([], int))


def _generator(seed: int, *names: str) -> np.random.Generator:
    digest = hashlib.sha256("/".join(names).encode()).digest()
    return np.random.default_rng([seed, int.from_bytes(digest[:8], "little")])
