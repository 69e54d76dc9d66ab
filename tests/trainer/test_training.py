"""A run from recipe to pack on made data: it learns, writes all that it promises, resumes, and reports."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import load_pack
from tests.trainer.tiny_recipe import NETWORK, curves, recipe_file
from trainer.data.normalisation import MEAN, STDDEV
from trainer.evaluate import evaluate_pack
from trainer.evaluate import main as evaluate_main
from trainer.loop import learning_rate_share
from trainer.packs.parity import parity
from trainer.recipe import RecipeError, load_recipe
from trainer.tasks.classify import Classify, ClassifySettings
from trainer.train import main as train_main
from trainer.training import train

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def finished(tmp_path_factory, made_data):
    """The folder of a finished run on made data."""
    folder = tmp_path_factory.mktemp("finished")
    assert train_main([str(recipe_file(folder, made_data))]) == 0
    return folder


def test_training_steps_lower_the_loss(made_data):
    torch.manual_seed(0)
    task = Classify(ClassifySettings(chips_per_epoch=32, folds=3), made_data, batch_size=32, seed=1)
    network = build_network(**NETWORK)
    auxiliary = task.auxiliary(network)
    assert auxiliary is not None
    optimizer = torch.optim.Adam([*network.parameters(), *auxiliary.parameters()], lr=0.01)
    (batch,) = task.training_batches(0)
    losses = []
    for _ in range(8):
        loss = task.losses(network, auxiliary, batch)["loss"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.8 * losses[0]


def test_batches_are_alike_for_the_same_seed_and_epoch_only(made_data):
    settings = ClassifySettings(chips_per_epoch=32, folds=3)
    tasks = [Classify(settings, made_data, batch_size=16, seed=seed) for seed in (1, 1, 2)]
    first, again, other = ([batch["bands"] for batch in task.training_batches(4)] for task in tasks)
    assert all(torch.equal(one, two) for one, two in zip(first, again, strict=True))
    assert not torch.equal(first[0], other[0])
    assert not torch.equal(first[0], next(tasks[0].training_batches(5))["bands"])


def test_held_out_places_are_never_trained_on(made_data):
    task = Classify(ClassifySettings(folds=3), made_data, batch_size=16, seed=1)
    for source in {part.chips.source for part in task.held_out}:
        trained, held_out = (
            {place for part in parts if part.chips.source == source for place in part.chips.places}
            for parts in (task.pool.parts, task.held_out)
        )
        assert trained and held_out and not trained & held_out


def test_run_folder_holds_what_repeats_the_run(finished):
    run = finished / "run"
    assert load_recipe(run / "recipe.yaml") == load_recipe(finished / "recipe.yaml")
    assert {"python", "torch", "onnxruntime"} <= set(json.loads((run / "versions.json").read_text()))
    assert (run / "checkpoints" / "last.ckpt").is_file()
    assert "epoch 1" in (run / "run.log").read_text()
    assert [row["epoch"] for row in curves(finished)] == ["0", "1"]


def test_pack_is_valid_small_and_runs_alike_in_both_runtimes(finished):
    pack = load_pack(finished / "pack")
    assert (pack.kind, pack.classes, pack.tile, pack.stride) == ("classifier", ("mine",), 48, 48)
    np.testing.assert_allclose(pack.mean, MEAN, rtol=1e-5)
    np.testing.assert_allclose(pack.stddev, STDDEV, rtol=1e-5)
    assert parity(pack) <= 1e-3
    assert {path.name for path in pack.folder.iterdir()} == {
        "model.json", "weights.safetensors", "model.onnx", "README.md"
    }  # fmt: skip
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in pack.folder.iterdir())
    assert not [path for path in finished.iterdir() if path.name.startswith(".")]


def test_figures_of_the_pack_are_measured_on_val_and_stand_in_the_card(finished, made_data):
    pack = load_pack(finished / "pack")
    rows = evaluate_pack(pack, made_data)
    written = pack.metadata["evaluation"]
    assert [(row.data, row.metric, row.count) for row in rows] == [
        (row["data"], row["metric"], row["count"]) for row in written
    ]
    np.testing.assert_allclose([row.value for row in rows], [row["value"] for row in written], atol=1e-6)
    card = (pack.folder / "README.md").read_text()
    auc = next(row for row in written if (row["data"], row["metric"]) == ("rgb_chips", "roc_auc"))
    assert f"| rgb_chips | val | roc_auc | {auc['value']:.3f} | 40 |" in card
    sources = [row["name"] for row in pack.metadata["training_data"]]
    assert len(sources) == len(set(sources)) == 6
    assert auc["command"] in card and "CC BY 4.0" in card


def test_both_runtimes_give_the_same_figures(finished, made_data):
    pack = load_pack(finished / "pack")
    by_onnx, by_torch = (evaluate_pack(pack, made_data, runtime=name) for name in ("onnx", "torch"))
    np.testing.assert_allclose([row.value for row in by_onnx], [row.value for row in by_torch], atol=0.02)


def test_learning_rate_rises_then_falls_to_almost_nothing():
    shares = [learning_rate_share(step / 100, 0.1) for step in range(101)]
    assert shares.index(max(shares)) == 10 and max(shares) == pytest.approx(1)
    assert shares[:11] == sorted(shares[:11]) and shares[10:] == sorted(shares[10:], reverse=True)
    assert shares[-1] < 0.002


def test_resumed_run_goes_on_where_it_stopped(tmp_path, made_data):
    path = recipe_file(tmp_path, made_data)
    train(load_recipe(path, ["train.epochs=1"]))
    train(load_recipe(path, ["train.epochs=3"]), resume=True)
    rows = curves(tmp_path)
    assert [row["epoch"] for row in rows] == ["0", "1", "2"]
    assert [row["step"] for row in rows] == ["6", "12", "18"]


def test_script_says_what_is_wrong_and_exits_with_2(tmp_path):
    path = recipe_file(tmp_path, tmp_path / "nowhere")
    result = subprocess.run(
        [sys.executable, str(ROOT / "trainer" / "train.py"), str(path), "--set", "train.epoch=1"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert "train.epoch: there is no such key; near ones are epochs" in result.stderr
    assert "Traceback" not in result.stderr


def test_missing_data_is_told_and_leaves_no_run_folder(tmp_path, capsys):
    assert train_main([str(recipe_file(tmp_path, tmp_path / "nowhere"))]) == 2
    assert "nowhere" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_run_folder_that_can_not_be_made_is_told(tmp_path, made_data, capsys):
    (tmp_path / "file").write_text("no folder")
    path = recipe_file(tmp_path, made_data)
    assert train_main([str(path), "--set", f"run_folder={tmp_path / 'file' / 'run'}"]) == 2
    assert "can't be used" in capsys.readouterr().err


def test_nothing_to_resume_is_told(tmp_path, made_data, capsys):
    assert train_main([str(recipe_file(tmp_path, made_data)), "--resume"]) == 2
    assert "no checkpoint" in capsys.readouterr().err


def test_evaluate_command_prints_and_writes_the_rows(finished, made_data, tmp_path, capsys):
    path = tmp_path / "rows.json"
    assert evaluate_main([str(finished / "pack"), "--data", str(made_data), "--json", str(path)]) == 0
    assert "roc_auc" in capsys.readouterr().out
    assert {"rgb_chips", "tailings", "quarry_scene"} <= {row["data"] for row in json.loads(path.read_text())}


def test_recorded_figures_stand_in_the_pack_and_its_card(finished, made_data, tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(finished / "pack", folder)
    metadata = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(metadata | {"evaluation": []}))
    assert evaluate_main([str(folder), "--data", str(made_data), "--record"]) == 0
    rows = load_pack(folder).metadata["evaluation"]
    assert [row["value"] for row in rows] == [row["value"] for row in metadata["evaluation"]]
    assert rows[0]["command"] == "python trainer/evaluate.py PACK --data DATA"
    assert rows[0]["command"] in (folder / "README.md").read_text()


def test_evaluate_command_on_no_pack_is_told(tmp_path, capsys):
    assert evaluate_main([str(tmp_path)]) == 2
    assert "no model pack" in capsys.readouterr().err


def test_pack_of_members_is_their_mean_and_each_leaves_another_fold_out(tmp_path, made_data):
    recipe = load_recipe(
        recipe_file(tmp_path, made_data),
        ["settings.members=2", "train.epochs=1", "settings.views=[as_is, turn_90]"],
    )
    pack = train(recipe)
    assert pack.network["name"] == "ensemble" and pack.network["arguments"]["count"] == 2
    assert set(pack.thresholds) == {"default", "gate", "few_misses", "few_false_alarms"}
    assert {path.name for path in (tmp_path / "run").glob("fold_*")} == {"fold_0", "fold_1"}
    first, second = Classify(recipe.task_settings(), made_data, batch_size=16, seed=2).folds()
    held = [
        {(part.chips.source, place) for part in task.held_out for place in part.chips.places}
        for task in (first, second)
    ]
    assert held[0] and held[1] and not held[0] & held[1]
    assert not torch.equal(
        next(first.training_batches(0))["bands"], next(second.training_batches(0))["bands"]
    )


def test_splits_add_places_to_training(made_data):
    counts = [
        len(Classify(ClassifySettings(folds=3, splits=splits), made_data, batch_size=16, seed=1).pool)
        for splits in (["train"], ["train", "val"])
    ]
    assert counts[1] > counts[0]


def test_more_members_than_folds_are_refused(tmp_path, made_data):
    with pytest.raises(RecipeError, match="3 members need as many folds, not 2"):
        load_recipe(recipe_file(tmp_path, made_data), ["settings.members=3", "settings.folds=2"])
