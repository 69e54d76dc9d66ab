"""A map of the chips' places by split: the world, the data set's extent, and where chips are densest.

Longitudes and latitudes on a plain grid: a report has to open without a network, so it has no coastlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from trainer.data.dataset import SPLITS, Chip

from .plots import SPLIT_COLOURS

_MARKERS = {"train": "o", "val": "s", "test": "^"}
#: Mean radius of the earth in kilometres (IUGG).
_EARTH_KM = 6371.0088
#: Side of the smallest map.
_SMALLEST_DEGREES = 0.05

Bounds = tuple[float, float, float, float]


def located(chips: Sequence[Chip]) -> list[Chip]:
    """Return the chips whose longitude and latitude are known."""
    return [chip for chip in chips if np.isfinite((chip.lon, chip.lat)).all()]


def map_figure(chips: Sequence[Chip]) -> Any:
    """Return the map of located chips: three panels, the extent of the next one framed in each.

    Args:
        chips: at least one, all with longitude and latitude.
    """
    import matplotlib.pyplot as plt
    from matplotlib.patches import Rectangle

    lonlat = np.array([(chip.lon, chip.lat) for chip in chips])
    extent = padded_bounds(lonlat)
    dense = densest_bounds(lonlat, extent)
    figure, axes = plt.subplots(1, 3, figsize=(13, 4.0), layout="constrained", width_ratios=(2, 1.1, 1.1))
    panels = (
        ("World", (-180.0, -90.0, 180.0, 90.0), extent),
        ("Extent of the data set", extent, dense),
        ("Where chips are densest", dense, None),
    )
    for axis, (title, bounds, frame) in zip(axes, panels, strict=True):
        _scatter(axis, chips, bounds, size=6 if title == "World" else 14)
        axis.set_title(title, fontsize=10)
        axis.set_xlabel("longitude (degrees)", fontsize=9)
        if frame:
            west, south, east, north = frame
            axis.add_patch(
                Rectangle((west, south), east - west, north - south, fill=False, ec="#444444", lw=0.8)
            )
    axes[0].legend(fontsize=8, loc="lower left", markerscale=2)
    axes[0].set_ylabel("latitude (degrees)", fontsize=9)
    return figure


def padded_bounds(lonlat: np.ndarray) -> Bounds:
    """Return west, south, east, north around points: as wide as high on the ground, with a margin."""
    low, high = lonlat.min(axis=0), lonlat.max(axis=0)
    return _square((low + high) / 2, high - low, margin=0.08)


def densest_bounds(lonlat: np.ndarray, extent: Bounds, cells: int = 8) -> Bounds:
    """Return the cell of a grid over the extent that holds the most points, with a margin of half a cell."""
    west, south, east, north = extent
    counts, lon_edges, lat_edges = np.histogram2d(
        lonlat[:, 0], lonlat[:, 1], bins=cells, range=((west, east), (south, north))
    )
    column, row = np.unravel_index(int(counts.argmax()), counts.shape)
    middle = np.array([lon_edges[column : column + 2].mean(), lat_edges[row : row + 2].mean()])
    return _square(middle, np.array([east - west, north - south]) / cells, margin=0.5)


def _square(middle: np.ndarray, size: np.ndarray, margin: float) -> Bounds:
    """Return bounds around a middle that hold a size in degrees, as wide as high on the ground."""
    shrink = _longitude_shrink(float(middle[1]))
    half = max(float(size[0]) * shrink, float(size[1]), _SMALLEST_DEGREES) * (0.5 + margin)
    lon, lat = float(middle[0]), float(middle[1])
    return lon - half / shrink, lat - half, lon + half / shrink, lat + half


def _longitude_shrink(latitude: float) -> float:
    """Return how long a degree of longitude is, as a share of one of latitude."""
    return max(float(np.cos(np.radians(latitude))), 0.1)


def nearest_between_splits(chips: Sequence[Chip]) -> list[tuple[str, str, float]]:
    """Return for each pair of splits the distance in kilometres of their nearest chips' centres (great circle)."""
    from sklearn.neighbors import BallTree

    points = {
        split: np.radians([(chip.lat, chip.lon) for chip in chips if chip.split == split]) for split in SPLITS
    }
    found = []
    for number, first in enumerate(SPLITS):
        for second in SPLITS[number + 1 :]:
            if len(points[first]) and len(points[second]):
                distance, _ = BallTree(points[first], metric="haversine").query(points[second])
                found.append((first, second, float(distance.min()) * _EARTH_KM))
    return found


def _scatter(axis: Any, chips: Sequence[Chip], bounds: Bounds, size: float) -> None:
    west, south, east, north = bounds
    for split in SPLITS:
        points = np.array([(chip.lon, chip.lat) for chip in chips if chip.split == split])
        if len(points):
            axis.scatter(
                points[:, 0], points[:, 1], s=size, marker=_MARKERS[split], color=SPLIT_COLOURS[split], alpha=0.6,
                lw=0, label=f"{split} ({len(points):,})",
            )  # fmt: skip
    axis.set(xlim=(west, east), ylim=(south, north))
    axis.grid(color="#cccccc", lw=0.5)
    axis.set_aspect(1 / _longitude_shrink((south + north) / 2))
    axis.tick_params(labelsize=8)
