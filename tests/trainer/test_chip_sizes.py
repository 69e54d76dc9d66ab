"""Chips of another size than a classifier sees: larger ones are refused, much smaller ones are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from trainer.data.chip_labels import chip_labels
from trainer.data.dataset import Dataset
from trainer.data.sources import DataError
from trainer.recipe import RecipeError, load_recipe
from trainer.tasks.classify_chips import ClassifyChips, ClassifyChipsSettings

from .made_dataset import make_dataset

RECIPES = Path(__file__).resolve().parents[2] / "trainer" / "recipes"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("sizes") / "data", per_place=2, size=48)


def task_of_size(dataset: Dataset, size: int, **settings) -> ClassifyChips:
    return ClassifyChips(
        ClassifyChipsSettings(size=size, folds=2, train_folds=None, **settings), dataset.folder, 4, 1
    )


def test_chips_larger_than_the_network_sees_are_refused(dataset):
    """Tags say what a whole chip shows: a part of it may show no mine."""
    with pytest.raises(DataError, match="are larger than") as told:
        task_of_size(dataset, 32)
    assert told.value.code == "chips_too_large"
    assert "--chip-size 32" in told.value.hint and "at least 48" in told.value.hint


def test_chips_that_are_scaled_may_have_any_size(dataset):
    assert task_of_size(dataset, 32, fit="scale").dataset.chips


@pytest.mark.parametrize(("size", "is_told"), [(48, False), (64, False), (80, True)])
def test_padding_by_more_than_a_quarter_stands_in_log_and_card(dataset, size, is_told, caplog):
    task = task_of_size(dataset, size)
    assert ("settings.size" in caplog.text) == is_told
    assert any("without data" in told for told in task.warnings()) == is_told


@pytest.mark.parametrize("name", ["segment_binary", "classify_maxvit_12_band", "detect_yolo"])
def test_unknown_band_is_told_before_anything_is_read(name):
    with pytest.raises(RecipeError) as told:
        load_recipe(RECIPES / f"{name}.yaml", ["settings.bands=[B02, b8a, B03]"])
    assert "settings.bands" in told.value.message and "no band b8a" in told.value.message
    assert "near ones are B8A" in told.value.message


def test_type_that_no_chip_shows_alone_is_told_as_such(dataset):
    tags = [("mine", "tailings"), ("mine", "open_pit", "tailings"), ("mine", "open_pit", "tailings"), ()]
    chips = [replace(chip, tags=own) for chip, own in zip(dataset.chips, tags, strict=False)]
    with pytest.raises(DataError, match="2 show open_pit, and none shows it alone") as told:
        chip_labels(replace(dataset, chips=tuple(chips)), "types", ["open_pit", "tailings"])
    assert told.value.code == "class_empty" and "smaller chips" in told.value.hint
