"""Places near each other are held out together."""

from __future__ import annotations

from trainer.data.place_regions import region_folds


def test_neighbours_share_a_fold_through_others_between_them():
    chain = ["-040.0-10.0", "-041.0-10.0", "-042.0-10.5", "-043.0-10.5"]
    far = ["-060.0-03.0", "-050.0+02.0"]
    folds = region_folds(dict.fromkeys(chain + far, 1), 3)
    assert len({folds[place] for place in chain}) == 1
    assert len({folds[place] for place in [chain[0], *far]}) == 3


def test_folds_hold_about_as_many_images():
    counts = {
        f"-0{lon}.0-10.0": count
        for lon, count in zip(range(30, 80, 4), [9, 1, 2, 7, 3, 3, 1, 1, 5, 4, 2, 1, 3], strict=True)
    }
    folds = region_folds(counts, 3)
    sizes = [sum(counts[place] for place in counts if folds[place] == fold) for fold in range(3)]
    assert sum(sizes) == sum(counts.values())
    assert max(sizes) - min(sizes) <= 2


def test_a_place_of_unknown_position_is_a_region_by_itself():
    folds = region_folds({"scene 1": 2, "-040.0-10.0": 2, "scene 2": 2}, 3)
    assert sorted(folds.values()) == [0, 1, 2]
