"""Labels of chips, and what augmentation does to chips and their validity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Generator

from trainer.data.chip_augment import cut_holes, turn_safely, turn_square
from trainer.data.chip_labels import ChipLabels, check_fold, chip_labels, renamed
from trainer.data.chip_loader import RawBatch
from trainer.data.dataset import Dataset
from trainer.data.folds import fold_of_chips
from trainer.data.sources import DataError

from .made_dataset import make_dataset


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("labels") / "data").split("train")


def retagged(dataset: Dataset, tags: list[tuple[str, ...]], source: str = "made") -> Dataset:
    chips = [replace(chip, tags=own, source=source) for chip, own in zip(dataset.chips, tags, strict=False)]
    return replace(dataset, chips=tuple(chips), tags=("mine", "open_pit", "tailings", "cloudy"))


def test_binary_labels_are_the_tag_mine(dataset):
    labels = chip_labels(dataset, "binary", None)
    assert (labels.classes, labels.activation) == (("mine",), "sigmoid")
    np.testing.assert_array_equal(
        labels.shown(dataset.chips)[:, 0], ["mine" in c.tags for c in dataset.chips]
    )


def test_types_leave_out_chips_with_none_or_several(dataset):
    tags = [("open_pit",), ("tailings",), ("open_pit", "tailings"), (), ("mine",)]
    chips = retagged(dataset, tags)
    labels = chip_labels(chips, "types", None)
    assert labels.classes == ("open_pit", "tailings")
    assert [labels.is_usable(chip) for chip in chips.chips] == [True, True, False, False, False]


def test_one_type_is_learned_among_the_others_alone(dataset):
    chips = retagged(dataset, [("open_pit",), ("tailings",), (), ("mine",)])
    labels = chip_labels(chips, "binary", ["tailings"], among=["open_pit", "tailings"])
    assert [labels.is_usable(chip) for chip in chips.chips] == [True, True, False, False]


def test_weights_make_rare_classes_count_as_much_as_common_ones(dataset):
    chips = retagged(dataset, [("mine",)] + [()] * 9)
    labels = chip_labels(chips, "binary", None)
    ((absent, shown),) = labels.balance(chips.chips)
    assert absent * 9 == pytest.approx(shown * 1) == pytest.approx(5)
    draws = labels.draw_weights(chips.chips, 0.1, 10)
    assert draws[0] == pytest.approx(draws[1:].sum())


def test_chips_with_a_rare_tag_are_drawn_more_often_up_to_a_bound(dataset):
    chips = retagged(dataset, [("cloudy", "mine")] + [("mine",)] * 9)
    labels = chip_labels(chips, "tags", ["mine", "cloudy"])
    np.testing.assert_allclose(labels.draw_weights(chips.chips, 0.3, 10), [3] + [1] * 9)
    np.testing.assert_allclose(labels.draw_weights(chips.chips, 0.3, 2), [2] + [1] * 9)


def test_tags_that_a_source_did_not_decide_are_unknown(dataset):
    chips = retagged(dataset, [("mine",), ("cloudy",)], source="gallery/part_2")
    chips = replace(chips, metadata={"tags_stated": {"gallery": ["mine"]}})
    labels = chip_labels(chips, "tags", ["mine", "cloudy"])
    np.testing.assert_array_equal(labels.is_known(chips.chips), [[True, False]] * 2)
    # Nobody decided cloudy: it weighs nothing, and what is unknown does not count as absent.
    np.testing.assert_array_equal(labels.balance(chips.chips)[1], [0, 0])


@pytest.mark.parametrize(
    ("tags", "mode", "classes", "code"),
    [
        ([("mine",)] * 4, "binary", None, "class_empty"),
        ([("open_pit",)] * 4, "types", ["open_pit", "tailings"], "class_empty"),
        ([("open_pit",)] * 4, "types", None, "classes_unfit"),
        ([("mine",), ()], "binary", ["crater"], "tag_unknown"),
    ],
)  # fmt: skip
def test_labels_that_teach_nothing_are_told(dataset, tags, mode, classes, code):
    with pytest.raises(DataError) as caught:
        chip_labels(retagged(dataset, tags), mode, classes)
    assert caught.value.code == code and caught.value.hint


@pytest.mark.parametrize("mode", ["binary", "types", "tags"])
def test_network_trained_with_the_shift_gives_shares_as_they_are(dataset, mode):
    """The best constant logits under draws and weights, less the shift, are those of the true shares."""
    tags = [("open_pit", "cloudy")] * 2 + [("tailings",)] * 10 + [("open_pit",)] * 4
    chips = retagged(dataset, tags).chips
    classes = {"binary": ["open_pit"], "types": ["open_pit", "tailings"], "tags": ["open_pit", "cloudy"]}[
        mode
    ]
    labels = ChipLabels(mode, tuple(classes), {})
    weights, draws = labels.balance(chips), labels.draw_weights(chips, 0.5, 10)
    shown, shift = labels.shown(chips), labels.shift(chips, draws, weights)
    if mode == "types":
        mass = draws @ (shown * weights[:, 1])
        own = np.log(mass) - shift
        np.testing.assert_allclose(np.exp(own) / np.exp(own).sum(), shown.mean(0), rtol=1e-5)
    else:
        mass = draws @ (shown * weights[:, 1]), draws @ (~shown * weights[:, 0])
        own = np.log(mass[0] / mass[1]) - shift
        np.testing.assert_allclose(1 / (1 + np.exp(-own)), shown.mean(0), rtol=1e-5)


def test_one_tag_in_some_places_alone_is_spread_over_the_folds(dataset):
    tags = [("mine",) if chip.place in ("place0", "place1") else () for chip in dataset.chips]
    chips = replace(retagged(dataset, tags), tags=("mine",))
    folds = fold_of_chips(chips, 2, seed=0)
    assert {int(fold) for fold, chip in zip(folds, chips.chips, strict=True) if chip.tags} == {0, 1}


def test_types_that_results_can_not_name_are_told_and_can_be_renamed(dataset):
    chips = retagged(dataset, [("open_pit",), ("gravel",)])
    chips = replace(chips, tags=("open_pit", "gravel"), classes=("background", "open_pit", "gravel"))
    with pytest.raises(DataError, match="no kind of mine called gravel") as told:
        chip_labels(chips, "types", None)
    assert "gravel: mine_ground" in told.value.hint
    labels = chip_labels(renamed(chips, {"gravel": "waste_dump"}), "types", None)
    assert labels.classes == ("open_pit", "waste_dump")


def test_class_that_a_fold_never_sees_is_told(dataset, caplog):
    chips = retagged(dataset, [("mine",), ("mine",), ("mine", "cloudy")])
    with pytest.raises(DataError, match="fold 3") as told:
        check_fold(chip_labels(chips, "binary", ["cloudy"]), chips.chips[:2], 3)
    assert told.value.code == "class_missing_in_fold"
    check_fold(chip_labels(chips, "tags", ["mine", "cloudy"]), chips.chips[:2], 3)
    assert "cloudy" in caplog.text


def raw_batch(count: int = 3, side: int = 32) -> RawBatch:
    ramp = torch.linspace(0.1, 0.4, side).expand(count, 12, side, side).clone()
    valid = torch.ones(count, side, side, dtype=torch.bool)
    return RawBatch((), ramp, torch.ones(count, 12), valid, None, ())


def test_quarter_turns_move_validity_with_the_pixels():
    raw = raw_batch(16)
    raw.reflectance[:, :, :4] = 0
    raw.is_valid[:, :4] = False
    turned = turn_square(raw, Generator().manual_seed(0))
    assert torch.equal(turned.is_valid, turned.reflectance[:, 0] > 0)
    assert not torch.equal(turned.is_valid, raw.is_valid)


def test_safe_turn_keeps_the_whole_chip_in_sight_and_makes_the_corners_invalid():
    raw = raw_batch(8)
    raw.reflectance[:, :, :3, :3] = 0.9  # a corner, which a plain turn would lose
    turned = turn_safely(raw, Generator().manual_seed(1), share=1.0)
    assert (turned.reflectance.amax(dim=(1, 2, 3)) > 0.6).all()
    is_corner_valid = turned.is_valid[:, [0, 0, -1, -1], [0, -1, 0, -1]]
    assert (~is_corner_valid).any()
    assert (turned.reflectance[~turned.is_valid[:, None].expand_as(turned.reflectance)] == 0).all()
    # Nothing dark is mixed in from outside: what is valid stays within the range of the chip.
    assert turned.reflectance[turned.is_valid[:, None].expand_as(turned.reflectance)].min() >= 0.0999


def test_no_share_leaves_chips_as_they_are():
    raw = raw_batch()
    turned = cut_holes(
        turn_safely(raw, Generator().manual_seed(0), share=0.0), Generator().manual_seed(0), 0.0
    )
    assert torch.equal(turned.reflectance, raw.reflectance) and torch.equal(turned.is_valid, raw.is_valid)


def test_holes_cover_some_of_a_chip_and_leave_its_pixels():
    holed = cut_holes(raw_batch(20), Generator().manual_seed(0), share=1.0)
    covered = 1 - holed.is_valid.float().mean(dim=(1, 2))
    assert (covered > 0).all() and (covered <= 4 * 0.2**2 + 0.05).all()


def test_labels_know_their_activation():
    assert ChipLabels("types", ("a", "b"), {}).activation == "softmax"
