"""Deals places to folds, so that what is held out is always somewhere else than what is trained on."""

from __future__ import annotations

import math

import numpy as np
import shapely
from iterstrat.ml_stratifiers import MultilabelStratifiedKFold
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from .dataset import Chip, Dataset
from .sources import DataError

#: Of latitude, on a sphere of the earth's mean radius.
_METRES_PER_DEGREE = 111_195


def fold_of_chips(dataset: Dataset, count: int, seed: int) -> np.ndarray:
    """Return the fold of each chip, int (chips,), 0 to ``count`` - 1.

    Whole places are dealt, so that each fold gets its share of the places that show a tag, rare tags first
    (iterative stratification, Sechidis, Tsoumakas and Vlahavas 2011), and of the mine-free ones. Places whose chips
    overlap on the ground, such as chips round one mine on two sides of a block's edge, are dealt as one, unless the
    data set says that it is not split by place.

    Raises:
        DataError: ``too_few_places``.
    """
    names = np.array([chip.place for chip in dataset.chips])
    if not dataset.split_remark:
        names = _joined_places(dataset, names)
    places = np.unique(names)
    if len(places) < count:
        raise DataError(
            "too_few_places", f"{len(places)} places that lie apart can't be dealt to {count} folds.",
            "Lower settings.folds, or build the data set with smaller blocks.",
        )  # fmt: skip
    if not dataset.tags:
        order = np.random.default_rng(seed).permutation(len(places))
        return (order % count)[np.searchsorted(places, names)]
    shows = np.zeros((len(places), len(dataset.tags) + 1), dtype=int)
    for chip, place in zip(dataset.chips, np.searchsorted(places, names), strict=True):
        shows[place, [dataset.tags.index(tag) for tag in chip.tags]] = 1
        shows[place, -1] |= not chip.tags
    # A column that never varies can't be stratified.
    shows = shows[:, (shows.min(axis=0) != shows.max(axis=0))]
    if shows.shape[1] == 1:
        # The library takes one column for classes: its complement makes it tags again.
        shows = np.concatenate([shows, 1 - shows], axis=1)
    fold = np.zeros(len(places), dtype=int)
    if shows.shape[1] == 0:
        fold = np.random.default_rng(seed).permutation(len(places)) % count
    else:
        splitter = MultilabelStratifiedKFold(n_splits=count, shuffle=True, random_state=seed)
        for number, (_, held_out) in enumerate(splitter.split(places, shows)):
            fold[held_out] = number
    if len(np.unique(fold)) < count:
        raise DataError(
            "too_few_places", f"One of {count} folds gets no place of {len(places)}.", "Lower settings.folds."
        )
    return fold[np.searchsorted(places, names)]


def _joined_places(dataset: Dataset, names: np.ndarray) -> np.ndarray:
    """Return the place of each chip, with one name for places whose chips overlap; str (chips,)."""
    places, numbers = np.unique(names, return_inverse=True)
    squares = np.array([_footprint(chip) for chip in dataset.chips], dtype=object)
    first, second = shapely.STRtree(squares).query(squares, predicate="intersects")
    joined = coo_matrix((np.ones(len(first)), (numbers[first], numbers[second])), (len(places),) * 2)
    _, groups = connected_components(joined, directed=False)
    _, named = np.unique(groups, return_index=True)
    return places[named][groups][numbers]


def _footprint(chip: Chip) -> shapely.Geometry | None:
    """Return the ground that a chip shows, in degrees, a twentieth narrower at each edge: neighbours touch."""
    if math.isnan(chip.lon) or math.isnan(chip.lat):
        return None
    north = 0.45 * chip.height * chip.resolution_m / _METRES_PER_DEGREE
    east = (
        0.45
        * chip.width
        * chip.resolution_m
        / _METRES_PER_DEGREE
        / max(math.cos(math.radians(chip.lat)), 1e-6)
    )
    return shapely.box(chip.lon - east, chip.lat - north, chip.lon + east, chip.lat + north)
