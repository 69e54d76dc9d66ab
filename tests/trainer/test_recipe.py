"""A recipe is checked whole before anything starts, and an error names the key."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from trainer.recipe import RecipeError, load_recipe

RECIPES = sorted((Path(__file__).resolve().parents[2] / "trainer" / "recipes").glob("*.yaml"))
VALUES = {
    "name": "n", "version": "1", "description": "d", "task": "classify", "run_folder": "runs/n",
    "network": {"name": "classifier_resnet"}, "train": {"epochs": 1, "batch_size": 2},
}  # fmt: skip


def written(folder: Path, **changes) -> Path:
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(VALUES | changes), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_recipes_of_the_project_are_valid(path):
    assert load_recipe(path).pack


def test_unknown_key_is_named_with_near_ones(tmp_path):
    with pytest.raises(RecipeError, match=r"train\.learning_rat: .*near ones are learning_rate"):
        load_recipe(written(tmp_path), ["train.learning_rat=0.1"])


def test_unknown_key_of_a_task_is_named_with_near_ones(tmp_path):
    with pytest.raises(RecipeError, match=r"settings\.mine_weight: .*near ones are mine_weights"):
        load_recipe(written(tmp_path, settings={"mine_weight": {}}))


@pytest.mark.parametrize("change", ["train.epochs=many", "train.epochs=1.5", "train.epochs=true", "name=3"])
def test_wrong_type_is_named_with_its_key(tmp_path, change):
    with pytest.raises(RecipeError, match=change.split("=")[0]):
        load_recipe(written(tmp_path), [change])


def test_value_out_of_range_is_named(tmp_path):
    with pytest.raises(RecipeError, match=r"train\.epochs: .*greater than 0"):
        load_recipe(written(tmp_path), ["train.epochs=0"])


def test_missing_key_is_named(tmp_path):
    path = tmp_path / "recipe.yaml"
    path.write_text(yaml.safe_dump({key: VALUES[key] for key in VALUES if key != "run_folder"}))
    with pytest.raises(RecipeError, match="run_folder"):
        load_recipe(path)


def test_unknown_task_lists_the_known_ones(tmp_path):
    with pytest.raises(RecipeError, match="clasify") as caught:
        load_recipe(written(tmp_path, task="clasify"))
    assert "classify" in caught.value.hint


def test_set_changes_nested_keys(tmp_path):
    recipe = load_recipe(written(tmp_path), ["train.epochs=7", "settings.recall=0.3", "name=other"])
    assert (recipe.train.epochs, recipe.settings["recall"], recipe.name) == (7, 0.3, "other")


@pytest.mark.parametrize("change", ["train.epochs", "name.inner=3"])
def test_set_that_says_nothing_is_an_error(tmp_path, change):
    with pytest.raises(RecipeError):
        load_recipe(written(tmp_path), [change])


def test_resolved_recipe_reads_back_as_the_same(tmp_path):
    recipe = load_recipe(written(tmp_path), ["seed=9"])
    path = tmp_path / "resolved.yaml"
    path.write_text(yaml.safe_dump(recipe.model_dump()))
    assert load_recipe(path) == recipe


@pytest.mark.parametrize("text", [None, "[1, 2", "- 1"])
def test_unreadable_recipe_is_an_error_for_the_user(tmp_path, text):
    path = tmp_path / "recipe.yaml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(RecipeError):
        load_recipe(path)
