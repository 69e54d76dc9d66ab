"""Deals places to folds, so that what is held out is always somewhere else than what is trained on."""

from __future__ import annotations

import numpy as np
from iterstrat.ml_stratifiers import MultilabelStratifiedKFold

from .dataset import Dataset
from .sources import DataError


def fold_of_chips(dataset: Dataset, count: int, seed: int) -> np.ndarray:
    """Return the fold of each chip, int (chips,), 0 to ``count`` - 1.

    Whole places are dealt, so that each fold gets its share of the places that show a tag, rare tags first
    (iterative stratification, Sechidis, Tsoumakas and Vlahavas 2011), and of the mine-free ones.

    Raises:
        DataError: ``too_few_places``.
    """
    names = np.array([chip.place for chip in dataset.chips])
    places = np.unique(names)
    if len(places) < count:
        raise DataError(
            "too_few_places", f"{len(places)} places can't be dealt to {count} folds.",
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
