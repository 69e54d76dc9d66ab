"""Folds part places, not chips, and each fold gets its share of what is rare."""

from dataclasses import replace

import numpy as np
import pytest

from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import Dataset
from trainer.data.folds import fold_of_chips
from trainer.data.sources import DataError


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    """Sixty places of three chips; every sixth place shows tailings, every second one an open pit."""
    made = make_dataset(tmp_path_factory.mktemp("data"), per_place=1, size=32)
    chips = []
    for place in range(60):
        tags = ("mine", "tailings") if place % 6 == 0 else ("mine", "open_pit") if place % 2 else ()
        chips += [
            replace(made.chips[0], id=f"{place}_{n}", place=f"place{place}", tags=tags if n == 0 else ())
            for n in range(3)
        ]
    return replace(made, chips=tuple(chips))


def test_no_place_is_in_two_folds(dataset):
    fold = fold_of_chips(dataset, 5, seed=1)
    for place in {chip.place for chip in dataset.chips}:
        assert len({fold[i] for i, chip in enumerate(dataset.chips) if chip.place == place}) == 1


def test_each_fold_gets_its_share_of_a_rare_tag(dataset):
    fold = fold_of_chips(dataset, 5, seed=1)
    rare = [fold[i] for i, chip in enumerate(dataset.chips) if "tailings" in chip.tags]
    assert np.bincount(rare, minlength=5).tolist() == [2] * 5


def test_the_same_seed_gives_the_same_folds_and_another_one_others(dataset):
    first = fold_of_chips(dataset, 5, seed=1)
    assert np.array_equal(first, fold_of_chips(dataset, 5, seed=1))
    assert not np.array_equal(first, fold_of_chips(dataset, 5, seed=2))


def test_chips_without_tags_are_dealt_too(dataset):
    bare = replace(dataset, tags=(), chips=tuple(replace(chip, tags=()) for chip in dataset.chips))
    for untagged in (bare, replace(bare, tags=("mine",))):
        assert np.bincount(fold_of_chips(untagged, 4, seed=0)).tolist() == [45] * 4


def test_more_folds_than_places_are_refused(dataset):
    with pytest.raises(DataError, match="2 places can't be dealt to 3 folds"):
        fold_of_chips(dataset.where(lambda chip: chip.place in ("place0", "place1")), 3, seed=0)
