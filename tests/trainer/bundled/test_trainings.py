"""The trainings of a build: each in its own process, none twice, killed ones go on, and each failure is told."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
import yaml

from mining_detector_plugin.engine.pack import load_pack
from tests.trainer.building.test_resuming import wait_for, wait_for_end_of_group
from tests.trainer.bundled.conftest import write_recipe
from tests.trainer.conftest import ROOT
from trainer.bundled.stage import BuildError, prepare_stage, training_stages
from trainer.bundled.training import run_trainings

ALONE = ("classifier",)


def test_killed_build_leaves_no_process_behind_and_goes_on_from_its_checkpoint(recipes, made_data, tmp_path):
    write_recipe(recipes, "classifier", train={"epochs": 60})
    command = [
        sys.executable, str(ROOT / "trainer" / "build_models.py"), "build", "--data", str(made_data),
        "--out", str(tmp_path / "out"), "--recipes", str(recipes), "--kinds", *ALONE,
    ]  # fmt: skip
    stage = training_stages(recipes, tmp_path / "out", made_data, "train")["classifier"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(lambda: stage.epochs()[0] >= 2, process)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    wait_for_end_of_group(process.pid)
    done = stage.epochs()[0]
    assert stage.can_resume and not stage.is_finished and done < 60
    # The same training, but for its end, so that the test is short.
    begun = yaml.safe_load(stage.recipe_file.read_text())
    begun["train"]["epochs"] = done + 2
    stage.recipe_file.write_text(yaml.safe_dump(begun))
    run_trainings({"classifier": stage}, ALONE, at_once=1)
    rows = (stage.folder / "run" / "curves.csv").read_text().splitlines()[1:]
    epochs = [int(row.split(",")[0]) for row in rows]
    # What was killed in the midst of an epoch is trained again; nothing before it is.
    assert epochs[-1] == done + 1 and len(epochs) <= done + 3
    assert stage.is_finished and load_pack(stage.pack).kind == "classifier"
    before = (stage.pack / "weights.safetensors").stat().st_mtime_ns
    run_trainings({"classifier": stage}, ALONE, at_once=1)
    assert (stage.pack / "weights.safetensors").stat().st_mtime_ns == before


def test_training_that_fails_is_told_with_the_end_of_its_log(recipes, made_data, tmp_path):
    write_recipe(recipes, "classifier", network={"start_from": "nowhere", "name": None, "arguments": {}})
    stages = training_stages(recipes, tmp_path / "out", made_data, "train")
    prepare_stage(stages["classifier"], is_again=False)
    with pytest.raises(BuildError, match="no model pack in nowhere"):
        run_trainings(stages, ALONE, at_once=1)


def test_stage_begun_with_another_recipe_is_refused_and_can_be_thrown_away(recipes, made_data, tmp_path):
    out = tmp_path / "out"
    prepare_stage(training_stages(recipes, out, made_data, "train")["classifier"], is_again=False)
    write_recipe(recipes, "classifier", train={"learning_rate": 0.5})
    stage = training_stages(recipes, out, made_data, "train")["classifier"]
    with pytest.raises(BuildError, match=r"train\.learning_rate differ") as caught:
        prepare_stage(stage, is_again=False)
    assert "--again classifier" in caught.value.hint
    (stage.folder / "run").mkdir()
    prepare_stage(stage, is_again=True)
    assert not (stage.folder / "run").exists()
    prepare_stage(stage, is_again=False)


def test_recipe_that_starts_from_a_bundled_pack_waits_for_the_one_that_is_built(recipes, made_data, tmp_path):
    bundled = {"start_from": "mining_detector_plugin/models/classifier", "name": None, "arguments": {}}
    write_recipe(recipes, "detector", network=bundled)
    stages = training_stages(recipes, tmp_path / "out", made_data, "train")
    assert stages["detector"].needs == ("classifier",)
    assert stages["detector"].recipe.network.start_from == str(stages["classifier"].pack)
    assert stages["classifier"].needs == stages["segmenter"].needs == ()
    with pytest.raises(BuildError, match="can't begin: the pack of the classifier"):
        run_trainings(stages, ("detector",), at_once=1)


@pytest.mark.parametrize("folder", ["tiny", "bundled"])
def test_refit_learns_from_all_splits_with_the_settings_that_its_recipe_names(
    recipes, made_data, tmp_path, folder
):
    own = recipes if folder == "tiny" else ROOT / "trainer" / "recipes"
    stages = training_stages(own, tmp_path / "out", made_data, "all")
    for stage in stages.values():
        assert stage.recipe.settings["splits"] == ["train", "val", "unlocated"]
        wanted = stage.recipe.refit_settings
        assert {name: stage.recipe.settings[name] for name in wanted} == wanted
    measured = training_stages(own, tmp_path / "out", made_data, "train")
    assert all("val" not in stage.recipe.settings["splits"] for stage in measured.values())
