"""Tells false hits from mines by the ground inside a polygon or box: statistics of bands and indices, and a logistic
regression whose numbers stand in the pack.

The trainer fits on the features that this module makes, and the engine filters by the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import shapely
from affine import Affine
from rasterio.features import geometry_mask
from rasterio.windows import Window

from .dispatch import RegionMap
from .image_source import ReflectanceSource
from .indices import compute_index
from .pack_parts import PrecisionFilterPart, bands_of_features, split_feature

#: Of larger outlines every second, third … row and column is read, so that no more pixels than this are looked at.
MOST_PIXELS = 1_000_000


def filter_features(
    source: ReflectanceSource, geometry: shapely.Geometry, features: Sequence[str]
) -> np.ndarray:
    """Return statistics of the ground inside an outline.

    The valid pixels count whose centre lies inside; where there is none (a sliver), those that the outline touches.

    Args:
        source: has all the bands that the features need.
        geometry: a polygon in the source's pixels (column, row), 0 at the upper left corner.
        features: such as ``mean_B04``, ``stddev_NDVI``, ``p10_…``, ``p90_…`` (see `pack_parts.split_feature`).
            The standard deviation is the population's; percentiles are interpolated linearly.

    Returns:
        float64 (features,), NaN where no pixel is valid.
    """
    bands = bands_of_features(features)
    pixels = _pixels_inside(source, geometry, bands)
    if not pixels.shape[1]:
        return np.full(len(features), np.nan)
    layers = dict(zip(bands, pixels.astype(float), strict=True))
    values = []
    for statistic, layer in map(split_feature, features):
        if layer not in layers:
            layers[layer] = compute_index(layer, pixels[:, None, :], bands)[0].astype(float)
        values.append(_STATISTICS[statistic](layers[layer]))
    return np.array(values)


def filter_scores(
    part: PrecisionFilterPart, features: np.ndarray, groups: Sequence[str | None] | None = None
) -> np.ndarray:
    """Return how likely hits are to be mines.

    Args:
        part: of the pack.
        features: float64 (n, features), as ``filter_features`` gives them.
        groups: the type or region of each hit; None where the filter has no ``by``.

    Returns:
        float64 (n,), 0-1; NaN where the filter has nothing to say: no pixel was valid, or there is no model for the
        hit's type or region, and none for all.
    """
    standard = (np.asarray(features, float).reshape(-1, len(part.features)) - part.mean) / part.stddev
    scores = np.full(len(standard), np.nan)
    for index, values in enumerate(standard):
        own = None if groups is None else groups[index]
        model = part.models.get(own or "all", part.models.get("all"))
        if model is not None:
            scores[index] = 1 / (1 + np.exp(-np.clip(values @ model.coefficients + model.intercept, -60, 60)))
    return scores


def passes_filter(
    part: PrecisionFilterPart, source: ReflectanceSource, geometries: Sequence[shapely.Geometry],
    types: Sequence[str], places: Callable[[np.ndarray], np.ndarray], check: Callable[[], None],
) -> np.ndarray:  # fmt: skip
    """Return bool (n,): which hits stay. One on which the filter has nothing to say stays.

    Args:
        part: of the pack that found them.
        source: with the bands that the filter needs.
        geometries: polygons in the source's pixels. types: of each, by name.
        places: turns points in the source's pixels (n, 2) into longitude and latitude (n, 2).
        check: called between the hits; raises where the run was cancelled.
    """
    if not len(geometries):
        return np.zeros(0, dtype=bool)
    groups: Sequence[str | None] | None = None
    if part.by == "type":
        groups = types
    elif part.by == "region":
        if part.regions_path is None or part.column is None:
            raise ValueError("a filter by region has no regions")
        centres = shapely.get_coordinates(shapely.centroid(np.array(geometries, dtype=object)))
        groups = RegionMap(part.regions_path, part.column).names_at(places(centres))
    features = []
    for geometry in geometries:
        check()
        features.append(filter_features(source, geometry, part.features))
    scores = filter_scores(part, np.array(features), groups)
    return ~(scores < part.threshold)


_STATISTICS: dict[str, Callable[[np.ndarray], float]] = {
    "mean": lambda values: float(values.mean()),
    "stddev": lambda values: float(values.std()),
    "p10": lambda values: float(np.percentile(values, 10)),
    "p90": lambda values: float(np.percentile(values, 90)),
}


def _pixels_inside(
    source: ReflectanceSource, geometry: shapely.Geometry, bands: tuple[str, ...]
) -> np.ndarray:
    """Return float32 (bands, n): the valid pixels inside an outline, read in strips of rows."""
    left, top, right, bottom = geometry.bounds
    first_column, first_row = max(int(np.floor(left)), 0), max(int(np.floor(top)), 0)
    width = min(int(np.ceil(right)), source.width) - first_column
    height = min(int(np.ceil(bottom)), source.height) - first_row
    if width <= 0 or height <= 0:
        return np.zeros((len(bands), 0), np.float32)
    step = int(np.ceil(np.sqrt(max(width * height / MOST_PIXELS, 1))))
    strip = max(MOST_PIXELS // width // step, 1) * step
    inside: list[np.ndarray] = []
    touched: list[np.ndarray] = []
    for row in range(first_row, first_row + height, strip):
        window = Window(first_column, row, width, min(strip, first_row + height - row))
        reflectance, is_valid = source.read(window, bands)
        placed = Affine.translation(first_column, row)
        for pixels, all_touched in ((inside, False), (touched, True)):
            mask = geometry_mask([geometry], is_valid.shape, placed, all_touched=all_touched, invert=True)
            counted = (mask & is_valid)[::step, ::step]
            pixels.append(reflectance[:, ::step, ::step][:, counted])
    chosen = inside if any(part.shape[1] for part in inside) else touched
    return np.concatenate(chosen, axis=1)
