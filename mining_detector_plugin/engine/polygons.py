"""Turns rows of probabilities into polygons, joined across the seams between row bands.

A polygon is a 4-connected region of mine pixels. What reaches the last row of a band stays open until a band
comes that does not continue it, so memory holds the open regions alone. Coordinates are the scene's pixels until
a region is finished; then it is simplified by at most half a pixel and placed on the ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely
from affine import Affine
from rasterio import features

#: Regions of mine ground smaller than this are dropped: below it ten-metre pixels can't tell a mine from noise.
MINIMUM_AREA_HA = 0.1
#: Largest distance in pixels by which simplifying may move an outline.
SIMPLIFY_PX = 0.5


@dataclass(frozen=True)
class Region:
    """A finished region.

    Attributes:
        geometry: polygon in scene pixels (column, row), simplified.
        pixels: number of pixels.
        class_sums: float64 (classes,), probabilities summed over its pixels.
    """

    geometry: shapely.Polygon
    pixels: int
    class_sums: np.ndarray


@dataclass
class _OpenRegion:
    pieces: list[shapely.Polygon] = field(default_factory=list)
    pixels: int = 0
    class_sums: np.ndarray | float = 0.0
    bottom: list[tuple[int, int]] = field(default_factory=list)  # columns [begin, end) on the seam below

    def absorb(self, other: _OpenRegion) -> None:
        self.pieces += other.pieces
        self.pixels += other.pixels
        self.class_sums = self.class_sums + other.class_sums
        self.bottom += other.bottom


class RegionBuilder:
    """Takes row bands from top to bottom and gives the regions that are complete.

    Args:
        first_column: scene column of the bands' first pixel.
        minimum_pixels: smaller regions are dropped.
    """

    def __init__(self, first_column: int, minimum_pixels: int = 1) -> None:
        self._first_column = first_column
        self._minimum_pixels = minimum_pixels
        self._open: list[_OpenRegion] = []

    def add(self, row: int, is_mine: np.ndarray, probabilities: np.ndarray) -> Iterator[Region]:
        """Add the next band and yield the regions that end in it.

        Args:
            row: scene row of its first line, which follows the last band's last line.
            is_mine: bool (rows, width).
            probabilities: float32 (classes, rows, width).
        """
        if not len(is_mine):
            return
        fresh = self._trace(row, is_mine, probabilities)
        groups = _join(self._open, [region for _, region in fresh], [top for top, _ in fresh])
        self._open = [group for group in groups if group.bottom]
        yield from self._finish([group for group in groups if not group.bottom])

    def open_outlines(self) -> shapely.Geometry:
        """Return the ground of the regions that may go on below the last band, in scene pixels."""
        return shapely.union_all([piece for region in self._open for piece in region.pieces])

    def close(self) -> Iterator[Region]:
        """Yield the regions that reach the last band's last line."""
        remaining, self._open = self._open, []
        yield from self._finish(remaining)

    def _trace(self, row: int, is_mine: np.ndarray, probabilities: np.ndarray) -> list:
        """Return (columns on the band's top seam, region) for each region of one band."""
        placed = Affine.translation(self._first_column, row)
        polygons = [
            shapely.geometry.shape(geometry)
            for geometry, _ in features.shapes(
                is_mine.astype(np.uint8), mask=is_mine, connectivity=4, transform=placed
            )
        ]
        if not polygons:
            return []
        numbers = features.rasterize(
            zip(polygons, range(1, len(polygons) + 1), strict=True),
            out_shape=is_mine.shape, transform=placed, dtype="int32",
        )  # fmt: skip
        flat, count = numbers.ravel(), len(polygons) + 1
        pixels = np.bincount(flat, minlength=count)
        sums = np.stack([np.bincount(flat, layer.ravel(), count) for layer in probabilities], axis=1)
        top = _runs_by_number(numbers[0], self._first_column)
        bottom = _runs_by_number(numbers[-1], self._first_column)
        return [
            (
                top.get(number, []),
                _OpenRegion([polygon], int(pixels[number]), sums[number], bottom.get(number, [])),
            )
            for number, polygon in enumerate(polygons, start=1)
        ]

    def _finish(self, groups: list[_OpenRegion]) -> Iterator[Region]:
        for group in groups:
            if group.pixels < self._minimum_pixels:
                continue
            whole = group.pieces[0] if len(group.pieces) == 1 else shapely.union_all(group.pieces)
            # Vertices that lie on straight edges (seams leave some) go first, so that the band's height has no say.
            whole = shapely.normalize(shapely.simplify(shapely.normalize(whole), 0))
            outline = shapely.simplify(whole, SIMPLIFY_PX, preserve_topology=True)
            if not isinstance(outline, shapely.Polygon):
                raise TypeError(f"a connected region became a {outline.geom_type}")
            yield Region(outline, group.pixels, np.asarray(group.class_sums))


def _runs_by_number(line: np.ndarray, first_column: int) -> dict[int, list[tuple[int, int]]]:
    """Return the runs of columns [begin, end) of each number above 0 in a line."""
    edges = np.flatnonzero(np.diff(line)) + 1
    begins, ends = [0, *edges.tolist()], [*edges.tolist(), len(line)]
    runs: dict[int, list[tuple[int, int]]] = {}
    for begin, end in zip(begins, ends, strict=True):
        if number := int(line[begin]):
            runs.setdefault(number, []).append((begin + first_column, end + first_column))
    return runs


def _join(above: list[_OpenRegion], below: list[_OpenRegion], tops: list) -> list[_OpenRegion]:
    """Return the regions of two bands, with those that touch along the seam made one."""
    nodes = [*above, *below]
    parent = list(range(len(nodes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    upper = sorted((begin, end, index) for index, region in enumerate(above) for begin, end in region.bottom)
    lower = sorted((begin, end, len(above) + index) for index, runs in enumerate(tops) for begin, end in runs)
    first, second = 0, 0
    while first < len(upper) and second < len(lower):
        if max(upper[first][0], lower[second][0]) < min(upper[first][1], lower[second][1]):
            parent[root(upper[first][2])] = root(lower[second][2])
        if upper[first][1] <= lower[second][1]:
            first += 1
        else:
            second += 1
    for region in above:
        region.bottom = []
    groups: dict[int, _OpenRegion] = {}
    for index, region in enumerate(nodes):
        key = root(index)
        if key in groups:
            groups[key].absorb(region)
        else:
            groups[key] = region
    return list(groups.values())
