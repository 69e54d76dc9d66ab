"""A card says what a careful buyer asks: purpose, figures with intervals, robustness, places, what was not tested."""

from __future__ import annotations

import copy

import pytest
import yaml

from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS
from tests.trainer.conftest import ROOT
from trainer.packs.card import card_text
from trainer.packs.metadata import read_metadata
from trainer.recipe import load_recipe

ROW = {"data": "rgb_chips", "split": "val", "metric": "f1", "value": 0.8, "count": 701, "date": "2026-11-21",
       "command": "measure DATA"}  # fmt: skip


@pytest.fixture
def metadata():
    fields = copy.deepcopy(read_metadata(BUNDLED_MODELS / "classifier"))
    for name in ("used_for", "not_for", "robustness", "refit", "places", "untested_classes"):
        fields.pop(name, None)
    return fields | {"evaluation": [ROW]}


def section(card: str, title: str) -> str:
    """Return what stands under a heading, up to the next of its level."""
    assert card.count(f"\n## {title}\n") == 1
    return card.split(f"\n## {title}\n")[1].split("\n## ")[0]


def titles(card: str) -> list[str]:
    return [line.removeprefix("## ") for line in card.splitlines() if line.startswith("## ")]


def test_older_pack_without_the_new_fields_has_a_card_without_their_sections(metadata):
    assert titles(card_text(metadata)) == [
        "What it is", "Thresholds", "Figures", "Training data", "Limits and known failures",
    ]  # fmt: skip
    assert "interval" not in card_text(metadata)


def test_purpose_comes_first(metadata):
    card = card_text(metadata | {"used_for": ["Searching."], "not_for": ["Proof."]})
    assert titles(card)[:2] == ["What it is for", "What it must not be used for"]
    assert section(card, "What it must not be used for").strip() == "- Proof."


def test_thresholds_are_told_by_the_words_of_the_plugin(metadata):
    metadata["thresholds"] = {"default": 0.5, "gate": 0.1, "few_misses": 0.3, "few_false_alarms": 0.8}
    lines = section(card_text(metadata), "Thresholds").splitlines()
    assert any("`few_misses` | 0.3 | 'few misses'" in line for line in lines)
    assert any("`gate` | 0.1 | cells" in line for line in lines)


def test_figures_have_intervals_and_are_told_by_place_and_by_size(metadata):
    metadata["evaluation"] = [
        ROW | {"low": 0.71, "high": 0.87, "places": 36},
        ROW | {"metric": "recall_large", "by": "size", "value": 0.95},
        ROW | {"metric": "recall_in_peru", "by": "place", "value": 0.7},
    ]
    figures = section(card_text(metadata), "Figures")
    whole, by_place, by_size = figures.split("###")
    assert "| rgb_chips | f1 | 0.800 | 0.710 to 0.870 | 701 | 36 |" in whole
    assert "The split is `val`. They are of 2026-11-21." in whole
    assert "over places" in whole
    assert "recall_in_peru" in by_place and "recall_large" in by_size
    assert "95 % interval" not in by_size  # no row of that table has one


def test_refitted_pack_says_whose_figures_it_tells(metadata):
    card = card_text(metadata | {"refit": {"splits": ["train", "val"]}})
    assert "that had seen `train` alone" in section(card, "Figures")
    assert "learnt from train, val together" in section(card, "Training data")
    assert "no training saw" not in card


def test_changed_conditions_are_told_with_what_the_engine_does(metadata):
    row = {"disturbance": "offset of 1000 forgotten", "data": "tailings", "metric": "iou", "value": 0.41,
           "change": -0.1234, "engine_response": "detects it and takes it off"}  # fmt: skip
    robustness = section(card_text(metadata | {"robustness": [row]}), "Under changed conditions")
    assert (
        "| offset of 1000 forgotten | tailings | iou | 0.410 | -0.123 | detects it and takes it off |"
        in robustness
    )


def test_places_are_counted_beside_their_map(metadata):
    counts = [{"data": "tailings", "train": 23, "val": 5, "positions": "all known"}]
    places = section(card_text(metadata | {"places": {"map": "places.svg", "counts": counts}}), "Places")
    assert "(places.svg)" in places and "| tailings | 23 | 5 | all known |" in places


def test_class_that_no_real_place_has_tested_is_named(metadata):
    card = card_text(metadata | {"untested_classes": ["waste_dump"]})
    assert "No real held-out place has tested `waste_dump`" in section(card, "Untested classes")


@pytest.mark.parametrize("kind", KINDS)
def test_bundled_recipe_says_what_its_model_is_for_and_what_not(kind):
    recipe = load_recipe(ROOT / "trainer" / "recipes" / f"{kind}.yaml")
    assert recipe.used_for and recipe.not_for
    metadata = read_metadata(BUNDLED_MODELS / kind)
    assert metadata["used_for"] and metadata["not_for"]


def test_a_recipe_s_purpose_survives_being_written_and_read(tmp_path):
    recipe = load_recipe(ROOT / "trainer" / "recipes" / "classifier.yaml")
    path = tmp_path / "recipe.yaml"
    path.write_text(yaml.safe_dump(recipe.model_dump()), encoding="utf-8")
    assert load_recipe(path) == recipe
