"""Outlines of regions from the corners of their pixels' ground, many regions at once.

An outline changes its direction at corners alone. In a row of corners every two neighbours of a region end one
horizontal edge; in a column every two end a vertical one. So the corners of a region are all that its outline needs,
in whatever bands they were found.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, fields

import numpy as np
import shapely

from .spans import Spans


@dataclass(frozen=True)
class Corners:
    """Corners of regions, sorted by row, then by column; all arrays are (n,).

    Attributes:
        columns, rows: int64, the lines between pixels that meet here: 0 is left of, or above, the first pixel.
        is_right: bool, whether the vertical edge here bounds its region on the right.
        is_top: bool, whether it goes down from here.
        regions: int64, numbers of the regions.
    """

    columns: np.ndarray
    rows: np.ndarray
    is_right: np.ndarray
    is_top: np.ndarray
    regions: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, chosen: np.ndarray) -> Corners:
        """Return the corners under a mask, bool (n,), or of these indices."""
        return Corners(*(getattr(self, each.name)[chosen] for each in fields(self)))

    def followed_by(self, below: Corners) -> Corners:
        """Return these and others, which lie further down."""
        return Corners(
            *(np.concatenate([getattr(self, each.name), getattr(below, each.name)]) for each in fields(self))
        )

    def renumbered(self, numbers: np.ndarray) -> Corners:
        """Return the corners with ``numbers[region]`` in place of each region."""
        return Corners(self.columns, self.rows, self.is_right, self.is_top, numbers[self.regions])


def no_corners() -> Corners:
    """Return none."""
    numbers, flags = np.zeros(0, np.int64), np.zeros(0, bool)
    return Corners(numbers, numbers, flags, flags, numbers)


def find_corners(spans: Spans, regions: np.ndarray, first_row: int, last_row: int) -> Corners:
    """Return the corners on the lines above some rows.

    Args:
        spans: of these rows, and of the row above the first, which the first line needs.
        regions: int64 (n,), the number of each span's region.
        first_row, last_row: on the lines above these rows, and between, all corners are found.
    """
    stride = int(spans.ends.max(initial=0)) + 1
    # A key is the place of a vertical edge's end, and its side: equal keys are an edge that goes on.
    keys = 2 * (spans.rows * stride + np.stack([spans.begins, spans.ends])).T + [0, 1]
    is_upper, is_lower = spans.rows < last_row, spans.rows >= first_row
    upper, lower = keys[is_upper].ravel() + 2 * stride, keys[is_lower].ravel()
    keys = np.concatenate([upper, lower])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    goes_on = keys[1:] == keys[:-1]
    is_corner = np.ones(len(keys), bool)
    is_corner[1:] &= ~goes_on
    is_corner[:-1] &= ~goes_on
    keys, order = keys[is_corner], order[is_corner]
    owners = np.concatenate([np.repeat(regions[is_upper], 2), np.repeat(regions[is_lower], 2)])
    rows, columns = np.divmod(keys // 2, stride)
    return Corners(columns, rows, keys % 2 == 1, order >= len(upper), owners[order])


def trace_outlines(corners: Corners) -> np.ndarray:
    """Return the polygons of complete regions, by ascending number of the region.

    Where a region meets itself at a corner alone, the ground between is a hole of its own, so that all are valid.

    Args:
        corners: all those of the regions.

    Returns:
        polygons (regions,): no vertex lies on a straight edge.
    """
    if not len(corners):
        return np.zeros(0, dtype=object)
    corners = corners.take(np.argsort(corners.regions, kind="stable"))
    # Corners 2k and 2k + 1 are the ends of the horizontal edge k. With its region on the right hand, it goes to the
    # right where its region lies below.
    left = np.arange(0, len(corners), 2)
    goes_right = corners.is_right[::2] != corners.is_top[::2]
    starts, ends = left + ~goes_right, left + goes_right
    following = _vertical_partners(corners)[ends] // 2
    order, ring_ends = _walk_rings(following)
    starts, ends = starts[order], ends[order]
    lengths = np.diff(ring_ends, prepend=0)
    ring_firsts = ring_ends - lengths
    # Each ring repeats its first point, so that its points begin one place later for each ring before it.
    places = 2 * np.arange(len(order)) + np.repeat(np.arange(len(lengths)), lengths)
    points = np.empty(2 * len(order) + len(lengths), np.int64)
    points[places], points[places + 1] = starts, ends
    ring_offsets = np.concatenate([[0], np.cumsum(2 * lengths + 1)])
    points[ring_offsets[1:] - 1] = starts[ring_firsts]
    # A region's first corner is on its outer ring, and so the ring that was walked first.
    owners = corners.regions[starts[ring_firsts]]
    polygon_offsets = np.concatenate([[0], np.flatnonzero(np.diff(owners)) + 1, [len(owners)]])
    coordinates = np.stack([corners.columns[points], corners.rows[points]], axis=1).astype(float)
    return shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, coordinates, (ring_offsets, polygon_offsets)
    )


def _vertical_partners(corners: Corners) -> np.ndarray:
    """Return for each corner the other end of its vertical edge, int64 (n,).

    Args:
        corners: sorted by region, then by row.
    """
    stride = int(corners.columns.max()) + 1
    keys = 2 * (corners.regions * stride + corners.columns) + corners.is_right
    order = np.argsort(keys, kind="stable")
    partners = np.empty(len(corners), np.int64)
    partners[order[::2]], partners[order[1::2]] = order[1::2], order[::2]
    return partners


def _walk_rings(following: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the edges in the order of the rings that they make, and where each ring ends in that order.

    Args:
        following: int64 (edges,), the edge that follows each. A ring begins at the first edge that no ring has yet.
    """
    left, order, ends = array("q", following.tobytes()), array("q"), array("q")
    for first in range(len(left)):
        if left[first] < 0:
            continue
        edge = first
        while left[edge] >= 0:
            order.append(edge)
            left[edge], edge = -1, left[edge]
        ends.append(len(order))
    return np.frombuffer(order, np.int64), np.frombuffer(ends, np.int64)
