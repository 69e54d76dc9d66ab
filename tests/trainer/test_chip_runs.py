"""Runs on data set folders: folds become one pack, a killed reader is told, missing labels stand in the card."""

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from mining_detector_plugin.engine.pack import load_pack
from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import write_index
from trainer.train import main as train_main

SCRIPT = Path(__file__).resolve().parents[2] / "trainer" / "train.py"


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    make_dataset(folder, per_place=4, size=32)
    return folder


def recipe_file(folder: Path, data_root: Path, **settings) -> Path:
    network = {
        "name": "segmenter_unet",
        "arguments": {
            "encoder_arguments": {"channels": [8, 8, 8, 8], "stem_width": 4}, "detail_channels": 4,
            "decoder_channels": [8, 8, 8, 8],
        },
    }  # fmt: skip
    values = {
        "name": "tiny", "version": "0.0.1", "description": "A made one.", "task": "segment_chips",
        "data_root": str(data_root), "run_folder": str(folder / "run"), "logger": "none", "network": network,
        "train": {"epochs": 1, "batch_size": 4, "learning_rate": 0.01},
        "settings": {"size": 32, "overlap": 8, "folds": 3, "elastic": None} | settings,
    }  # fmt: skip
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


def test_all_folds_and_views_become_one_pack(tmp_path, data):
    path = recipe_file(tmp_path, data, train_folds=None, views=["as_is", "flip_left_right"])
    assert train_main([str(path)]) == 0
    network = load_pack(tmp_path / "run" / "pack").network
    assert (network["name"], network["arguments"]["count"]) == ("ensemble", 3)
    assert len(list((tmp_path / "run").glob("fold_*/curves.csv"))) == 3
    assert (tmp_path / "run" / "report.html").is_file()


def test_resumed_run_does_not_train_finished_folds_again(tmp_path, data):
    path = recipe_file(tmp_path, data, train_folds=[0, 1])
    assert train_main([str(path)]) == 0
    assert train_main([str(path), "--resume"]) == 0
    for number in (0, 1):
        with (tmp_path / "run" / f"fold_{number}" / "curves.csv").open() as file:
            assert [row["epoch"] for row in csv.DictReader(file)] == ["0"]


def test_two_processes_train_all_folds_and_one_writes_the_pack(tmp_path, data):
    path = recipe_file(tmp_path, data, train_folds=[0, 1])
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(path), "--set", "train.devices=2"], capture_output=True, text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"}, cwd=tmp_path, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert load_pack(tmp_path / "run" / "pack").network["arguments"]["count"] == 2
    assert done.stderr.count("The pack is in") == 1
    # Three batches of an epoch are shared by two processes.
    with (tmp_path / "run" / "fold_0" / "curves.csv").open() as file:
        assert [row["step"] for row in csv.DictReader(file)] == ["2"]


def test_procedures_of_several_trainings_refuse_several_devices(tmp_path, data, capsys):
    path = recipe_file(tmp_path, data)
    procedure = "procedure={name: band_search, settings: {combinations: {rgb: {bands: [B02, B03, B04]}}}}"
    assert train_main([str(path), "--set", procedure, "train.devices=2"]) == 2
    assert "one device" in capsys.readouterr().err


def test_killed_reader_is_told_with_the_way_to_go_on(tmp_path, data):
    path = recipe_file(tmp_path, data, workers=1, steps=2000)
    command = [sys.executable, str(SCRIPT), str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        try:
            os.kill(reader_of(process), signal.SIGKILL)
            message = process.communicate(timeout=120)[1]
        finally:
            process.kill()
    assert process.returncode == 2, message
    assert "was killed" in message and "--resume" in message and "Traceback" not in message


def reader_of(process: subprocess.Popen) -> int:
    """Return the number of the process that reads for a training: a fork of it, with the same command line."""
    own = Path(f"/proc/{process.pid}")
    if not (own / "task").is_dir():
        pytest.skip("needs Linux to find the process that reads")
    while True:
        assert process.poll() is None, process.stderr.read()
        for child in (own / "task" / str(process.pid) / "children").read_text().split():
            with contextlib.suppress(FileNotFoundError):
                if Path(f"/proc/{child}/cmdline").read_bytes() == (own / "cmdline").read_bytes():
                    return int(child)
        time.sleep(0.05)


def test_labels_that_training_or_a_fold_lacks_stand_in_the_card(tmp_path):
    made = make_dataset(tmp_path / "data", per_place=2, size=32)
    chips = tuple(
        replace(chip, tags=("mine", "waste_dump")) if chip.id == "p0_0" else chip for chip in made.chips
    )
    write_index(replace(made, tags=(*made.tags, "waste_dump", "artisanal"), chips=chips))
    assert train_main([str(recipe_file(tmp_path, tmp_path / "data", train_folds=None))]) == 0
    limits = json.loads((tmp_path / "run" / "pack" / "model.json").read_text())["limits"]
    assert "No training chip shows artisanal: it can't be learned." in limits
    assert sum("trains without waste_dump: too few places show it." in limit for limit in limits) == 1
    assert sum("holds no place out that shows waste_dump" in limit for limit in limits) == 2
