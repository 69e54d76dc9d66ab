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
    assert load_recipe(path).description


@pytest.mark.parametrize("text", ["1e-4", "1E-4", "1.0e-4", "0.0001", "+1.e-4"])
def test_numbers_may_be_written_with_an_exponent(tmp_path, text):
    assert load_recipe(written(tmp_path), [f"train.learning_rate={text}"]).train.learning_rate == 1e-4


def test_network_needs_a_name_or_a_pack_to_start_from(tmp_path):
    for network in ({}, {"name": "classifier_resnet", "start_from": "packs/old"}):
        with pytest.raises(RecipeError, match="give either name"):
            load_recipe(written(tmp_path, network=network))


def test_unknown_procedure_and_its_wrong_keys_are_named(tmp_path):
    with pytest.raises(RecipeError, match=r"procedure\.name: 'trian'"):
        load_recipe(written(tmp_path), ["procedure.name=trian"])
    with pytest.raises(RecipeError, match=r"procedure\.settings\.depth: there is no such key"):
        load_recipe(written(tmp_path), ["procedure.settings.depth=3"])


def test_value_that_is_no_yaml_is_told(tmp_path):
    with pytest.raises(RecipeError, match=r"--set network\.arguments: .* is no YAML"):
        load_recipe(written(tmp_path), ["network.arguments={a: ["])


def test_changed_recipe_is_checked_again(tmp_path):
    recipe = load_recipe(written(tmp_path))
    changed = recipe.changed(train__epochs=7, seed=4)
    assert (changed.train.epochs, changed.seed, recipe.train.epochs) == (7, 4, 1)
    with pytest.raises(RecipeError, match=r"train\.epochs"):
        recipe.changed(train__epochs=0)


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
