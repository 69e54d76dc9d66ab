"""Draws the polygons of a made mask up to the GeoPackage, band by band as a run does, and prints what it took as JSON.

python -m benchmarks.polygon_task SIDE BAND FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.windows import Window

from mining_detector_plugin.engine.cells import Cells
from mining_detector_plugin.engine.detection import Detections
from mining_detector_plugin.engine.layers import mines_layer, write_geopackage
from mining_detector_plugin.engine.mines import Mines, describe_mines, join_mines, region_types
from mining_detector_plugin.engine.polygons import MINIMUM_AREA_HA, Region, RegionBuilder
from mining_detector_plugin.engine.scene import Scene

CLASSES = ("background", "tailings", "open_pit", "artisanal", "mine_ground")
#: How much of the mine probability each class has, in turns by columns.
_SHARES = (0.55, 0.25, 0.15, 0.05)
_THRESHOLD = 0.5
#: A run describes what is complete every three seconds; about so many bands.
_BANDS_AT_ONCE = 8
_PIXEL_M = 10
_CELL = 48


@dataclass(frozen=True)
class Ground:
    """What of a scene the mines need."""

    transform: Affine
    crs: CRS


class MadeMask:
    """Patches of all sizes with holes, and paths that wander from the upper edge to the lower; nothing is kept of it.

    Args:
        side: of the mask in pixels.
    """

    def __init__(self, side: int) -> None:
        self._side = side
        columns = np.arange(side)
        turns = columns // 64 % len(_SHARES)
        self._shares = np.stack([np.roll(_SHARES, turn) for turn in range(len(_SHARES))], axis=1)[:, turns]

    def band(self, row: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
        """Return where mine ground is, bool (rows, side), and the probabilities float32 (5, rows, side)."""
        likely = 0.75 * self._noise(1, row, rows, 7) + 0.25 * self._noise(2, row, rows, 3)
        # The larger waves make some places full and others empty.
        likely += 0.24 * (self._noise(3, row, rows, 150) - 0.5)
        lines = np.arange(row, row + rows)[:, None]
        away = (np.arange(self._side)[None] + (60 * np.sin(lines / 70)).astype(int)) % 1_500
        likely[(away >= 700) & (away < 704)] = 0.9
        likely = np.clip(likely - 0.13, 0, 1, dtype=np.float32)
        probabilities = np.empty((len(CLASSES), rows, self._side), np.float32)
        probabilities[0] = 1 - likely
        for layer, shares in zip(probabilities[1:], self._shares, strict=True):
            np.multiply(likely, shares.astype(np.float32), out=layer)
        return likely >= _THRESHOLD, probabilities

    def _noise(self, seed: int, row: int, rows: int, step: int) -> np.ndarray:
        """Return random numbers 0-1 on every ``step``-th row and column, and straight lines between them."""
        first = row // step
        count = (row + rows - 1) // step + 2 - first
        knots = np.stack(
            [
                np.random.default_rng([seed, first + index]).random(self._side // step + 2, np.float32)
                for index in range(count)
            ]
        )
        across, share = np.divmod(np.arange(self._side), step)
        weight = (share / step).astype(np.float32)
        wide = knots[:, across] * (1 - weight) + knots[:, across + 1] * weight
        down, share = np.divmod(np.arange(row, row + rows) - first * step, step)
        weight = (share / step).astype(np.float32)[:, None]
        return wide[down] * (1 - weight) + wide[down + 1] * weight


class Stopwatch:
    """Adds up seconds by part."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count what runs inside to a part."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def main(side: int, band: int, folder: Path) -> None:
    """Draw, describe and write, and print counts and seconds."""
    watch, mask = Stopwatch(), MadeMask(side)
    builder = RegionBuilder(0, round(MINIMUM_AREA_HA * 10_000 / _PIXEL_M**2))
    cells, detections = _cells(side), _detections(side)
    parts: list[Mines] = []
    regions: list[Region] = []
    counts = {"holes": 0, "across_seams": 0, "mine_pixels": 0}
    for number, row in enumerate(range(0, side, band)):
        with watch.part("make"):
            is_mine, probabilities = mask.band(row, min(band, side - row))
            counts["mine_pixels"] += int(np.count_nonzero(is_mine))
        with watch.part("trace"):
            regions += builder.add(row, is_mine, probabilities)
        is_last = row + band >= side
        if is_last:
            with watch.part("trace"):
                regions += builder.close()
        if is_last or number % _BANDS_AT_ONCE == _BANDS_AT_ONCE - 1:
            _count(counts, regions, band)
            with watch.part("describe"):
                parts.append(_describe(regions, cells, detections))
            regions = []
    with watch.part("describe"):
        mines = join_mines(parts)
    with watch.part("write"):
        layer = mines_layer(mines, "made", None, "benchmark")
        path = folder / "polygons.gpkg"
        path.unlink(missing_ok=True)
        write_geopackage(path, {"mines": layer}, _GROUND.crs)
    print(json.dumps({"polygons": len(mines.types), **counts, "seconds": watch.seconds}))


_GROUND = Ground(Affine(_PIXEL_M, 0, 500_000, 0, -_PIXEL_M, 4_000_000), CRS.from_epsg(32633))


def _describe(regions: list[Region], cells: Cells, detections: Detections) -> Mines:
    types = region_types(regions, CLASSES)
    return describe_mines(regions, types, CLASSES, cells, detections, cast(Scene, _GROUND), None)


def _cells(side: int) -> Cells:
    count = -(-side // _CELL)
    scores = np.random.default_rng(4).random((count, count), np.float32)
    return Cells(Window(0, 0, side, side), _CELL, scores, np.ones(scores.shape, bool))


def _detections(side: int) -> Detections:
    """Return a box for about every hundredth square of a hundred pixels' side."""
    random = np.random.default_rng(5)
    count = max(side**2 // 10_000, 1)
    corners, sizes = random.random((count, 2)) * side, 20 + 180 * random.random((count, 2))
    boxes = np.concatenate([corners, corners + sizes], axis=1).astype(np.float32)
    return Detections(boxes, random.random(count, np.float32), np.zeros(count, np.int64))


def _count(counts: dict[str, int], regions: list[Region], band: int) -> None:
    outlines = np.array([region.geometry for region in regions], dtype=object)
    bounds = shapely.bounds(outlines).reshape(-1, 4)
    counts["holes"] += int(shapely.get_num_interior_rings(outlines).sum())
    counts["across_seams"] += int(np.count_nonzero(bounds[:, 1] // band != (bounds[:, 3] - 1) // band))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
