"""A model per type in one pack: it gives what its temperature was fitted on."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import torch

from mining_detector_plugin.engine.networks.side_by_side import SideBySide
from mining_detector_plugin.engine.pack import load_pack
from trainer.evaluation.prediction import predict_chips
from trainer.train import main as train_main

from .made_dataset import make_dataset

RECIPE = Path(__file__).resolve().parents[2] / "trainer" / "recipes" / "mine_types.yaml"


def test_pack_gives_the_out_of_fold_predictions_that_it_was_calibrated_on(tmp_path):
    """With one fold the pack's networks are those that predicted the held-out places."""
    dataset = make_dataset(tmp_path / "data", per_place=4, size=48)
    settings = (
        f"data_root={dataset.folder}", f"run_folder={tmp_path / 'run'}", "logger=none", "train.device=cpu",
        "train.epochs=2", "train.learning_rate=0.01", "settings.size=48", "settings.folds=2",
        "settings.train_folds=[0]", "settings.views=[as_is]", "procedure.name=per_type",
        "network.arguments={backbone: test_resnet}",
    )  # fmt: skip
    assert train_main([str(RECIPE), "--out", str(tmp_path / "pack"), "--set", *settings]) == 0
    pack = load_pack(tmp_path / "pack")
    temperatures = [load_pack(tmp_path / "run" / name / "pack").temperature for name in pack.classes]
    assert max(abs(np.log(temperatures))) > 0.2  # else nothing is asked of the pack

    with (tmp_path / "run" / "out_of_fold.csv").open(newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    chips = [chip for chip in dataset.chips if chip.id in rows]
    found = {one.chip.id: one.class_scores for one in predict_chips(pack, dataset, chips)}
    stored = {
        name: [float(row[f"probability_{kind}"]) for kind in pack.classes] for name, row in rows.items()
    }
    # What is left is the rounding of the pack's weights to float16.
    for name, probabilities in stored.items():
        np.testing.assert_allclose(found[name], probabilities, atol=5e-4)


def test_logits_of_members_are_divided_by_their_temperatures():
    member = {"name": "classifier_resnet", "arguments": {"widths": [4, 4], "depths": [1, 1], "classes": 1}}
    plain, divided = SideBySide([member] * 2), SideBySide([member, member | {"temperature": 4.0}])
    divided.load_state_dict(plain.state_dict())
    bands, presence = torch.rand(3, 12, 48, 48), torch.ones(3, 12)
    with torch.no_grad():
        expected, found = plain.eval()(bands, presence), divided.eval()(bands, presence)
    torch.testing.assert_close(found * torch.tensor([1.0, 4.0]), expected)


def test_member_of_no_temperature_is_refused():
    member = {"name": "classifier_resnet", "arguments": {"widths": [4, 4], "depths": [1, 1], "classes": 1}}
    with pytest.raises(ValueError, match="temperature"):
        SideBySide([member, member | {"temperature": 0.0}])
