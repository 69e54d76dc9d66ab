"""Runs that stop early, are killed, or meet a loss that is no number: told plainly, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from tests.trainer.tiny_recipe import curves, recipe_file
from trainer.loop import TrainingError
from trainer.recipe import RecipeError, load_recipe
from trainer.run_folder import data_hashes
from trainer.train import main as train_main
from trainer.training import train

SCRIPT = Path(__file__).resolve().parents[2] / "trainer" / "train.py"


def start(path: Path, *changes: str, **options) -> subprocess.Popen:
    """Start the real command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(path), *options.pop("flags", ()), "--set", "logger=none", *changes],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=path.parent,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )  # fmt: skip


def test_loss_that_is_no_number_stops_the_run_and_names_the_batch(tmp_path, made_data):
    changes = ["train.learning_rate=1e30", "train.gradient_clip=0", "train.warmup_share=0"]
    with pytest.raises(TrainingError, match=r"no number in epoch 0, batch \d"):
        train(load_recipe(recipe_file(tmp_path, made_data), changes))


def test_training_stops_early_and_the_pack_gets_the_best_weights(tmp_path, made_data):
    # The loss falls, so by the highest loss the first epoch is the best one and the next two are worse.
    changes = ["train.monitor=train_loss", "train.monitor_mode=max", "train.patience=2", "train.epochs=9"]
    pack = train(load_recipe(recipe_file(tmp_path, made_data), changes))
    assert [row["epoch"] for row in curves(tmp_path)] == ["0", "1", "2"]
    best = torch.load(tmp_path / "run" / "checkpoints" / "best.ckpt", weights_only=False)
    assert best["epoch"] == 0
    from safetensors.torch import load_file

    for name, stored in load_file(pack.weights_path).items():
        assert torch.allclose(stored.float(), best["state_dict"][f"averaged.module.{name}"], atol=1e-3), name


@pytest.mark.parametrize("patience", [["train.patience=2"], []])
def test_figure_that_there_is_not_is_told_with_those_that_there_are(tmp_path, made_data, patience):
    changes = ["train.monitor=made_up", *patience]
    with pytest.raises(RecipeError, match="no figure 'made_up'") as caught:
        train(load_recipe(recipe_file(tmp_path, made_data), changes))
    assert "held_out_rgb_chips_auc" in caught.value.hint


def test_a_new_run_takes_nothing_of_an_older_one_in_its_folder(tmp_path, made_data):
    path = recipe_file(tmp_path, made_data)
    train(load_recipe(path, ["train.monitor=train_loss", "logger=none"]))
    older = tmp_path / "run" / "checkpoints" / "best.ckpt"
    assert older.is_file()
    train(load_recipe(path, ["logger=none"]))
    assert not older.exists()


def test_run_that_stopped_early_is_not_trained_on_when_resumed(tmp_path, made_data):
    changes = ["train.monitor=train_loss", "train.monitor_mode=max", "train.patience=1", "train.epochs=9"]
    recipe = load_recipe(recipe_file(tmp_path, made_data), [*changes, "logger=none"])
    weights = train(recipe).weights_path.read_bytes()
    assert [row["epoch"] for row in curves(tmp_path)] == ["0", "1"]
    assert train(recipe, resume=True).weights_path.read_bytes() == weights
    assert [row["epoch"] for row in curves(tmp_path)] == ["0", "1"]


def test_killed_run_goes_on_at_its_last_checkpoint(tmp_path, made_data):
    path = recipe_file(tmp_path, made_data)
    last = tmp_path / "run" / "checkpoints" / "last.ckpt"
    with start(path, "train.epochs=400") as process:
        while not last.exists():
            assert process.poll() is None, process.stdout.read()
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    done = len(curves(tmp_path))
    assert 0 < done < 400
    assert train_main([str(path), "--resume", "--set", f"train.epochs={done + 2}", "logger=none"]) == 0
    assert [int(row["epoch"]) for row in curves(tmp_path)] == list(range(done + 2))
    assert (tmp_path / "pack" / "model.json").is_file()


def test_weights_and_biases_runs_without_a_network(tmp_path, made_data, monkeypatch):
    pytest.importorskip("wandb")
    monkeypatch.setenv("WANDB_MODE", "offline")
    train(load_recipe(recipe_file(tmp_path, made_data), ["logger=wandb", "train.epochs=1"]))
    assert list((tmp_path / "run").glob("wandb/offline-run-*/*.wandb"))


def test_tensorboard_gets_the_curves(tmp_path, made_data):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    train(load_recipe(recipe_file(tmp_path, made_data)))
    events = EventAccumulator(str(tmp_path / "run" / "tensorboard")).Reload()
    assert {"train_loss", "held_out_rgb_chips_auc"} <= set(events.Tags()["scalars"])


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of its own that holds half a megabyte."""
    folder = tmp_path / "run"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        pytest.skip("needs the right to mount a small disk, which is not given here")
    yield folder
    # Lazily: the run's log is still open.
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_full_disk_is_told_and_the_run_goes_on_when_there_is_space(tmp_path, made_data, small_disk, capsys):
    path = recipe_file(tmp_path, made_data)
    assert train_main([str(path), "--set", "train.epochs=1", "logger=none"]) == 0
    filler = small_disk / "filler"
    space = os.statvfs(small_disk)
    filler.write_bytes(bytes(space.f_bavail * space.f_frsize - 4096))
    again = [str(path), "--resume", "--set", "train.epochs=3", "logger=none"]
    assert train_main(again) == 2
    message = capsys.readouterr().err
    assert "disk is full" in message and "--resume" in message
    filler.unlink()
    assert train_main(again) == 0
    assert [row["epoch"] for row in curves(tmp_path)][-1] == "2"


def test_data_hash_changes_with_a_byte_and_says_what_it_covers(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"12345")
    (tmp_path / "b.csv").write_bytes(b"1")
    first = data_hashes(tmp_path)
    assert (first["files"], first["bytes"], first["covers"]) == (2, 6, "names, sizes and contents")
    (tmp_path / "a.bin").write_bytes(b"12346")
    assert data_hashes(tmp_path)["sha256"] != first["sha256"]
    light = data_hashes(tmp_path, most_hashed=1)
    (tmp_path / "a.bin").write_bytes(b"12345")
    assert data_hashes(tmp_path, most_hashed=1)["sha256"] == light["sha256"]
    (tmp_path / "b.csv").write_bytes(b"2")
    assert data_hashes(tmp_path, most_hashed=1)["sha256"] != light["sha256"]


def test_report_of_the_run_shows_curves_figures_and_the_recipe(tmp_path, made_data):
    pack = train(load_recipe(recipe_file(tmp_path, made_data), ["logger=none"]))
    page = (tmp_path / "run" / "report.html").read_text()
    assert "data:image/png;base64," in page and "http" not in page.split("</style>")[1].split("<pre>")[0]
    assert "learning_rate: 0.01" in page and pack.sha256() in page
    auc = next(row for row in pack.metadata["evaluation"] if row["metric"] == "roc_auc")
    assert f"{auc['value']:.4g}" in page
