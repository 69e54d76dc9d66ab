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
            replace(
                made.chips[0],
                id=f"{place}_{n}",
                place=f"place{place}",
                lon=place,
                tags=tags if n == 0 else (),
            )
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
    with pytest.raises(DataError, match="2 places that lie apart can't be dealt to 3 folds"):
        fold_of_chips(dataset.where(lambda chip: chip.place in ("place0", "place1")), 3, seed=0)


def test_places_whose_chips_overlap_are_dealt_as_one(dataset):
    # Places lie 1.3 km apart, so chips of 320 m stand alone; one chip of each even place reaches the next place.
    chips = []
    for chip in dataset.chips:
        place, number = (int(part) for part in chip.id.split("_"))
        shift = 0.0115 if place % 2 == 0 and number == 2 else 0.0
        chips.append(replace(chip, lon=20 + 0.0117 * place + shift, lat=0.0))
    located = replace(dataset, chips=tuple(chips))
    fold = fold_of_chips(located, 5, seed=1)
    of_place = {chip.place: fold[i] for i, chip in enumerate(located.chips)}
    pairs = [(of_place[f"place{place}"], of_place[f"place{place + 1}"]) for place in range(0, 60, 2)]
    assert all(first == second for first, second in pairs)
    assert len({first for first, _ in pairs}) == 5
    by_date = replace(located, metadata={"split_by": "date"})
    assert not np.array_equal(fold_of_chips(by_date, 5, seed=1), fold)


def test_neighbours_on_a_grid_stay_places_of_their_own(dataset):
    side = 320 / 111_195
    chips = [replace(dataset.chips[0], id=str(n), place=str(n), lon=n * side, lat=0.0) for n in range(10)]
    fold = fold_of_chips(replace(dataset, chips=tuple(chips)), 5, seed=0)
    assert np.bincount(fold).tolist() == [2] * 5
