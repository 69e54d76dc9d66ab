"""The classifier's pool draws by source and label as told, and windows of scenes get the label of their mask."""

from __future__ import annotations

import numpy as np
import pytest

from mining_detector_plugin.engine.bands import PACK_BANDS
from tests.trainer.conftest import SIX, TEN
from trainer.data.chip_pool import SIDE, ChipPool, cut_windows, join, label
from trainer.data.chip_sources import (
    QUARRY_EVALUATION_DATE,
    eurosat_evaluation,
    eurosat_labelled,
    land_labelled,
    quarry_windows,
    six_band_labelled,
    tailings_windows,
    training_parts,
)
from trainer.data.sources import land_chips, quarry_scenes, rgb_chips, six_band_chips


@pytest.fixture(scope="module")
def parts(made_data):
    return training_parts(made_data, eurosat_every=2)


def test_chips_are_drawn_by_the_weights_of_source_and_label(parts):
    pool = ChipPool(
        parts,
        {"rgb_chips": 0.5, "tailings": 0.1, "six_band_chips": 0.0, "quarry_scene": 0.2},
        {"rgb_chips": 0.3, "eurosat": 0.1, "six_band_chips": 0.0, "quarry_scene": 0.0, "tailings": 0.0},
    )
    is_mine = np.concatenate([part.is_mine for part in pool.parts]) == 1
    source = np.concatenate([np.full(len(part), part.chips.source) for part in pool.parts])
    total = 0.5 + 0.1 + 0.2 + 0.3 + 0.1 + 1.0  # land_chips_12_band has no weight, which means 1
    for chosen, weight in (
        ((source == "rgb_chips") & is_mine, 0.5),
        ((source == "tailings") & is_mine, 0.1),
        ((source == "rgb_chips") & ~is_mine, 0.3),
        (source == "eurosat", 0.1),
        (source == "land_chips_12_band", 1.0),
        ((source == "tailings") & ~is_mine, 0.0),
        (source == "six_band_chips", 0.0),
    ):
        assert pool.weights[chosen].sum() == pytest.approx(weight / total)


def test_a_group_four_times_as_large_is_drawn_twice_as_often(made_data):
    chips = land_chips(made_data)
    chips = chips.take(np.arange(25))
    chips.groups[:] = np.where(np.arange(25) < 20, "large", "small ")
    pool = ChipPool([label(chips, [], ["land"])], {}, {})
    assert pool.weights[:20].sum() == pytest.approx(2 * pool.weights[20:].sum())


def test_batch_keeps_values_bands_and_labels_of_each_source(parts, made_data):
    pool = ChipPool(parts, {}, {})
    indices = np.array([0, int(pool.starts[2]) + 1, int(pool.starts[-2])])
    reflectance, presence, is_mine, land_cover = pool.read(indices, None)
    assert reflectance.shape == (3, 12, SIDE, SIDE) and reflectance.dtype == np.float32
    np.testing.assert_allclose(reflectance[0], rgb_chips(made_data, "train").reflectance([0])[0])
    assert presence.sum(axis=1).tolist() == [3, 6, 3]
    assert is_mine[0] == 1 and is_mine[2] == 0
    assert land_cover.tolist()[:2] == [-1, -1] and land_cover[2] >= 0


def test_larger_chips_are_cut_at_the_centre_for_measuring(made_data):
    pool = ChipPool([label(land_chips(made_data), [], ["land"])], {}, {})
    reflectance, *_ = pool.read(np.array([4]), None)
    whole = land_chips(made_data).reflectance(np.array([4]))
    np.testing.assert_array_equal(reflectance, whole[:, :, 8:56, 8:56])


def test_six_band_mines_count_at_the_second_date_alone(parts, made_data):
    mines = [part for part in parts if part.chips.source == "six_band_chips" and part.is_mine.any()]
    assert len(mines) == 1
    second = six_band_chips(made_data, "train", "t1")
    np.testing.assert_array_equal(mines[0].chips.values, second.values)


def test_place_of_a_mine_is_no_mine_before_only_where_the_ground_opened_since(tmp_path):
    forest, bare = np.array([300, 500, 300, 3000, 1500, 700]), np.array([900, 1200, 1500, 2000, 2500, 2000])
    before = np.tile(forest, (4, 48, 48, 1)).astype(np.int16)
    after = before.copy()
    after[0, :10, :10] = bare  # opened: was no mine
    before[1, 30:, 30:], after[1, 30:, 30:], after[1, :10, :10] = bare, bare, bare  # grew: was a mine already
    after[3, :10, :10] = bare  # opened, and no mine
    (tmp_path / "six_band_chips").mkdir()
    np.savez(
        tmp_path / "six_band_chips" / "val.npz", t0=before, t1=after, band=np.array(SIX),
        kind=np.array(["artisanal_mine", "artisanal_mine", "artisanal_mine", "natural"]),
        lonlat=np.full((4, 2), 10, np.float32), dates=np.full((4, 4), "2020-01-01"),
    )  # fmt: skip
    others, absent, second = six_band_labelled(tmp_path, "val")
    np.testing.assert_array_equal(absent.chips.values, before[[0]].transpose(0, 3, 1, 2))
    assert absent.is_mine.tolist() == [0] and others.is_mine.tolist() == [0]
    assert second.is_mine.tolist() == [1, 1, 1, 0]


def test_tailings_windows_follow_their_mask(made_data):
    windows = tailings_windows(made_data, "train", stride=48)
    outlined = {group.split("/")[1] for group, mine in zip(windows.chips.groups, windows.is_mine, strict=True)
                if mine == 0}  # fmt: skip
    assert outlined == {"1"}, "background counts only where mine ground was outlined"
    assert set(windows.chips.labels[windows.is_mine == 1]) <= {"tailings", "mine_ground"}
    assert (windows.chips.labels == "tailings").sum() == 2


def test_quarry_windows_leave_out_unlabelled_ground(made_data):
    scenes = quarry_scenes(made_data)
    windows = quarry_windows([scenes[-1]], scenes, stride=48)
    assert scenes[-1].name == QUARRY_EVALUATION_DATE
    assert windows.chips.bands == TEN and set(windows.chips.labels) == {"quarry", "no_mine"}
    assert 0 < len(windows) < 16
    centre = windows.chips.reflectance(np.flatnonzero(windows.is_mine == 1)[:1])[0]
    assert centre[PACK_BANDS.index("B04")].max() == pytest.approx(0.3, abs=1e-3)


def test_newest_quarry_date_is_not_in_training(parts):
    (quarry,) = [part for part in parts if part.chips.source == "quarry_scene"]
    assert {group.split("/")[1] for group in quarry.chips.groups} == {"20210619", "20220619"}


def test_chips_kept_for_evaluation_are_not_in_training(parts, made_data):
    (eurosat,) = [part for part in parts if part.chips.source == "eurosat"]
    kept = eurosat_evaluation(made_data)
    every = eurosat_labelled(made_data, every=1)
    assert not set(kept.chips.places) & set(eurosat.chips.places)
    assert set(kept.chips.places) | set(eurosat.chips.places) <= set(every.chips.places)
    assert set(kept.chips.labels) == set(every.chips.labels), "every class is tested"
    assert len(land_labelled(made_data, True)) == 3 and len(land_labelled(made_data, False)) == 27


def test_joined_windows_keep_order_and_count(made_data):
    scene = quarry_scenes(made_data)[0]
    first = cut_windows(scene, lambda rows, columns: "left" if columns.start == 0 else None, 48)
    second = cut_windows(scene, lambda rows, columns: None, 48)
    joined = join([first, second, first])
    assert len(first) == 4 and len(second) == 0 and len(joined) == 8
    assert set(joined.labels) == {"left"}
