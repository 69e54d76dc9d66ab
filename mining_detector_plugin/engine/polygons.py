"""Turns rows of probabilities into polygons, joined across the seams between row bands.

A polygon is a 4-connected region of mine pixels. What reaches the last row of a band stays open until a band
comes that does not continue it, so memory holds the open regions alone. Coordinates are the scene's pixels until
a region is finished; then it is simplified by at most half a pixel and placed on the ground.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import shapely

from .outlines import Corners, find_corners, no_corners, trace_outlines
from .spans import Spans, find_spans, number_components, sum_over_spans, touching_spans

#: Regions of mine ground smaller than this are dropped: below it ten-metre pixels can't tell a mine from noise.
MINIMUM_AREA_HA = 0.1
#: Largest distance in pixels by which simplifying may move an outline.
SIMPLIFY_PX = 0.5
#: Polygons that a thread simplifies at once. GEOS does it without Python's lock, and half of all work is this.
_SIMPLIFIED_AT_ONCE = 200


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


@dataclass(frozen=True)
class _Open:
    """The regions that reach the last row so far, numbered from 0.

    Attributes:
        pixels: int64 (n,). class_sums: float64 (n, classes).
        corners: of their outlines, but for those on the line below the last row.
        spans: of the last row. regions: int64 (spans,), whose they are.
    """

    pixels: np.ndarray
    class_sums: np.ndarray
    corners: Corners
    spans: Spans
    regions: np.ndarray


class RegionBuilder:
    """Takes row bands from top to bottom and gives the regions that are complete.

    Args:
        first_column: scene column of the bands' first pixel.
        minimum_pixels: smaller regions are dropped.
    """

    def __init__(self, first_column: int, minimum_pixels: int = 1) -> None:
        self._first_column = first_column
        self._minimum_pixels = minimum_pixels
        self._open: _Open | None = None
        self._next_row = 0

    def add(self, row: int, is_mine: np.ndarray, probabilities: np.ndarray) -> list[Region]:
        """Add the next band and return the regions that end in it.

        Args:
            row: scene row of its first line, which follows the last band's last line.
            is_mine: bool (rows, width).
            probabilities: float32 (classes, rows, width).
        """
        if not len(is_mine):
            return []
        spans = find_spans(is_mine)
        sums = np.stack([sum_over_spans(layer, spans) for layer in probabilities], axis=1)
        if self._open is None:
            self._open = _nothing_open(len(probabilities))
        self._next_row = row + len(is_mine)
        return self._extend(self._open, spans.moved(row, self._first_column), sums, row, self._next_row - 1)

    def close(self) -> list[Region]:
        """Return the regions that reach the last band's last line."""
        if self._open is None:
            return []
        none = _nothing_open(self._open.class_sums.shape[1])
        return self._extend(self._open, none.spans, none.class_sums, self._next_row, self._next_row)

    def open_outlines(self) -> shapely.MultiPolygon:
        """Return the ground of the regions that may go on below the last band, in scene pixels."""
        if self._open is None:
            return shapely.MultiPolygon()
        below = find_corners(self._open.spans, self._open.regions, self._next_row, self._next_row)
        # They meet at corners alone, so that they are valid parts of one geometry.
        return shapely.multipolygons(trace_outlines(self._open.corners.followed_by(below)))

    def _extend(
        self, above: _Open, fresh: Spans, sums: np.ndarray, first_row: int, last_row: int
    ) -> list[Region]:
        """Join the spans of new rows to the open regions, and return the regions that are complete.

        Args:
            above: the regions that are open.
            fresh: spans of the new rows. sums: float64 (fresh, classes), probabilities summed over them.
            first_row, last_row: of the new rows.
        """
        spans = above.spans.followed_by(fresh)
        opened = len(above.pixels)
        nodes = np.concatenate([above.regions, opened + np.arange(len(fresh))])
        upper, lower = touching_spans(spans)
        numbers, count = number_components(opened + len(fresh), nodes[upper], nodes[lower])
        regions = numbers[nodes]
        pixels = np.bincount(numbers, np.concatenate([above.pixels, fresh.lengths]), count).astype(np.int64)
        sums = np.concatenate([above.class_sums, sums])
        sums = np.stack([np.bincount(numbers, column, count) for column in sums.T], axis=1)

        is_last = spans.rows == last_row
        is_open = np.zeros(count, bool)
        is_open[regions[is_last]] = True
        is_wanted = is_open | (pixels >= self._minimum_pixels)
        wanted = is_wanted[regions]
        found = find_corners(spans.take(wanted), regions[wanted], first_row, last_row)
        corners = above.corners.renumbered(numbers).followed_by(found)
        corners = corners.take(is_wanted[corners.regions])
        stays = is_open[corners.regions]
        open_numbers = np.cumsum(is_open) - 1
        self._open = _Open(
            pixels[is_open],
            sums[is_open],
            corners.take(stays).renumbered(open_numbers),
            spans.take(is_last),
            open_numbers[regions[is_last]],
        )
        is_complete = is_wanted & ~is_open
        outlines = _simplify(trace_outlines(corners.take(~stays)))
        return list(map(Region, outlines, pixels[is_complete].tolist(), sums[is_complete]))


def _nothing_open(classes: int) -> _Open:
    nothing = np.zeros(0, np.int64)
    spans = Spans(nothing, nothing, nothing)
    return _Open(nothing, np.zeros((0, classes)), no_corners(), spans, nothing)


def _simplify(outlines: np.ndarray) -> np.ndarray:
    """Return polygons moved by at most ``SIMPLIFY_PX``.

    Raises:
        TypeError: where one is no polygon any more.
    """
    parts = np.array_split(outlines, max(len(outlines) // _SIMPLIFIED_AT_ONCE, 1))
    with ThreadPoolExecutor(min(len(parts), os.cpu_count() or 1)) as pool:
        simplified = np.concatenate(list(pool.map(_simplify_part, parts)))
    kinds = shapely.get_type_id(simplified)
    if np.any(kinds != shapely.GeometryType.POLYGON):
        raise TypeError(f"connected regions became geometries of the types {sorted(set(kinds.tolist()))}")
    return simplified


def _simplify_part(outlines: np.ndarray) -> np.ndarray:
    # Where a ring begins has a say in what is left of it: normalised, the bands have none.
    return shapely.simplify(shapely.normalize(outlines), SIMPLIFY_PX, preserve_topology=True)
