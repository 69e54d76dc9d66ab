"""Places and regions are dealt whole: what a network leaves out lies apart from what it sees, in every source."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.data.chip_folds import ALWAYS_TRAINED, folds_of
from trainer.data.chip_pool import label
from trainer.data.samples import Chips, places_of, regions_of


def chips_at(lonlat: np.ndarray, source: str, groups: np.ndarray, labels: np.ndarray) -> Chips:
    count = len(lonlat)
    fallback = np.array([f"{group}/{index // 20}" for index, group in enumerate(groups)])
    return Chips(
        values=np.zeros((count, 3, 48, 48), np.uint8), bands=("B04", "B03", "B02"), scale=1.0, source=source,
        labels=labels, places=places_of(lonlat, fallback), groups=groups, lonlat=lonlat.astype(np.float32),
    )  # fmt: skip


def gallery(count: int, seed: int, source: str = "rgb_chips") -> Chips:
    generator = np.random.default_rng(seed)
    lonlat = generator.uniform((-80, -20), (-50, 10), (count, 2))
    is_mine = generator.random(count) < 0.4
    lonlat[~is_mine] = np.nan
    groups = np.where(is_mine, "positives", generator.choice(["a", "b", "c", "d", "e", "f"], count))
    return chips_at(lonlat, source, groups.astype(str), np.where(is_mine, "mine", "no_mine"))


def test_points_far_apart_are_other_regions_and_neighbours_are_one():
    lonlat = np.array([[-76.1, -0.2], [-77.9, -0.4], [-76.1, 0.2], [-60.1, -0.2], [np.nan, np.nan]])
    regions = regions_of(chips_at(lonlat, "rgb_chips", np.full(5, "sampled"), np.full(5, "mine")))
    assert regions.tolist() == ["-080-04", "-080-04", "-080+00", "-064-04", "sampled"]


def test_a_region_lies_in_one_fold_whatever_its_source():
    parts = [
        label(gallery(600, 1), ["mine"], ["no_mine"]),
        label(gallery(300, 2, "six_band_chips"), ["mine"], ["no_mine"]),
    ]
    fold_of: dict[str, set[int]] = {}
    for part, folds in zip(parts, folds_of(parts, 4), strict=True):
        for region, fold in zip(regions_of(part.chips), folds.tolist(), strict=True):
            fold_of.setdefault(region, set()).add(fold)
    assert all(len(folds) == 1 for folds in fold_of.values())
    assert set().union(*fold_of.values()) == {0, 1, 2, 3}


def test_each_fold_gets_its_share_of_mines_and_of_others():
    (part,) = parts = [label(gallery(2000, 3), ["mine"], ["no_mine"])]
    (folds,) = folds_of(parts, 3)
    for is_mine in (0, 1):
        counts = np.bincount(folds[part.is_mine == is_mine], minlength=3)
        assert counts.max() < 1.4 * counts.min()


def test_places_are_dealt_whole_and_more_evenly_than_regions():
    parts = [label(gallery(900, 6), ["mine"], ["no_mine"])]
    (by_place,), (by_region,) = folds_of(parts, 5, by="place"), folds_of(parts, 5, by="region")
    places = parts[0].chips.places
    assert all(len(set(by_place[places == place].tolist())) == 1 for place in np.unique(places))

    def spread(folds: np.ndarray) -> int:
        return int(np.ptp(np.bincount(folds[parts[0].is_mine == 1], minlength=5)))

    assert spread(by_place) <= 3 and spread(by_place) <= spread(by_region)


@pytest.mark.parametrize("by", ["place", "region"])
def test_chips_of_one_region_or_of_none_known_are_always_trained_on(by):
    alone = gallery(40, 4, "quarry_scene")
    alone.places[:] = "quarry"
    unlocated = chips_at(np.full((50, 2), np.nan), "rgb_chips", np.full(50, "unlocated"), np.full(50, "mine"))
    parts = [label(chips, ["mine"], ["no_mine"]) for chips in (alone, unlocated, gallery(300, 5))]
    first, second, third = folds_of(parts, 3, by)
    assert (first == ALWAYS_TRAINED).all() and (second == ALWAYS_TRAINED).all()
    assert (third != ALWAYS_TRAINED).all()
