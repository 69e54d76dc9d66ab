"""The documented commands fit each other and the recipes: what one line builds, the next one trains on."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from trainer.recipe import Recipe, load_recipe

ROOT = Path(__file__).resolve().parents[2]
RECIPES = (
    "classify_maxvit_12_band", "segment_binary", "segment_dumps_pits_ponds", "multilabel_scene_tags", "detect_yolo",
    "detect_yolo_by_ecoregion", "band_search", "precision_filter", "mine_types",
)  # fmt: skip


def documented(script: str) -> list[list[str]]:
    """Return the words after the script of each of its command lines in the docs, continued lines joined."""
    text = "\n".join(
        (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("trainer.md", "recipes.md")
    )
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    prefix = f"    python trainer/{script} "
    return [shlex.split(line.removeprefix(prefix)) for line in lines if line.startswith(prefix)]


def option(words: list[str], name: str) -> str | None:
    return words[words.index(name) + 1] if name in words else None


def trainings(name: str) -> list[Recipe]:
    """Return a recipe as each documented command line changes it; keys and values are checked."""
    file = f"trainer/recipes/{name}.yaml"
    commands = [words for words in documented("train.py") if words[0] == file]
    return [
        load_recipe(ROOT / file, [word for word in words[1:] if "=" in word and not word.startswith("--")])
        for words in commands
    ]


def test_every_recipe_has_a_documented_command():
    files = {path.stem for path in (ROOT / "trainer" / "recipes").glob("*.yaml")}
    assert files == {
        Path(words[0]).stem for words in documented("train.py") if words[0].startswith("trainer")
    }


@pytest.mark.parametrize("name", RECIPES)
def test_recipe_trains_on_what_a_documented_command_builds(name):
    own = load_recipe(ROOT / "trainer" / "recipes" / f"{name}.yaml").data_root
    built = {option(words, "--out") for words in documented("build_dataset.py")}
    assert own in built and own.startswith("my_datasets/")
    assert own in [recipe.data_root for recipe in trainings(name)]
    assert {recipe.data_root for recipe in trainings(name)} <= built


def test_one_folder_is_built_in_one_way():
    """A folder that was begun with other options is refused."""
    ways: dict[str | None, set[tuple]] = {}
    for words in documented("build_dataset.py"):
        ways.setdefault(option(words, "--out"), set()).add(tuple(words))
    assert [out for out, found in ways.items() if len(found) > 1] == []


@pytest.mark.parametrize("name", ["classify_maxvit_12_band", "band_search", "mine_types"])
def test_classifiers_are_trained_on_chips_as_large_as_they_see(name):
    (command,) = (
        words
        for words in documented("build_dataset.py")
        if option(words, "--out") == trainings(name)[0].data_root
    )
    assert option(command, "--chip-size") == str(trainings(name)[0].settings["size"])


def test_list_of_chips_to_leave_out_is_written_where_the_recipe_reads_it():
    (recipe,) = trainings("classify_maxvit_12_band")
    written = {(words[0], option(words, "--out")) for words in documented("explore.py")}
    assert (recipe.data_root, str(Path(recipe.settings["exclude"]).parent)) in written
