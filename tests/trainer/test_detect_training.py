"""A detector's run from recipe to pack on made data: it learns, and the pack holds what the engine reads."""

from __future__ import annotations

import shutil

import numpy as np
import rasterio
import torch
import yaml
from rasterio.transform import from_origin

from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import load_pack
from trainer.data.detector_data import HoldOut, load_detector_data
from trainer.packs.parity import parity
from trainer.tasks.detect import Detect, DetectSettings
from trainer.train import main as train_main

NETWORK = {
    "name": "detector_yolo",
    "arguments": {
        "classes": 3,
        "used_channels": [1, 2, 3],
        "backbone": "residual",
        "widths": [4, 8, 8, 8, 8],
        "depths": [0, 1, 1, 1, 1],
        "shrink": 1,
        "strides": [8, 16, 32],
        "coarse_classes": [0, 1],
        "width": 16,
    },
}
SETTINGS = {"steps": 2, "shrink": 1, "sides": [128], "eurosat_every": 2, "made_scenes": 1}
THRESHOLDS = {"default": 0.3, "few_misses": 0.1, "few_false_alarms": 0.5}


def test_training_step_lowers_the_loss(made_data):
    torch.manual_seed(0)
    task = Detect(DetectSettings(**SETTINGS), made_data, batch_size=4, seed=1)
    network = build_network(**NETWORK).train()
    auxiliary = task.auxiliary(network)
    assert auxiliary is not None
    batch = next(iter(task.training_batches(0)))
    optimizer = torch.optim.AdamW([*network.parameters(), *auxiliary.parameters()], 2e-3)
    losses = []
    for _ in range(25):
        loss = task.losses(network, auxiliary, batch)["loss"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert np.mean(losses[-3:]) < 0.8 * np.mean(losses[:3])


def test_same_seed_and_epoch_give_the_same_batches(made_data):
    task = Detect(DetectSettings(**SETTINGS), made_data, batch_size=2, seed=1)
    first, again, other = (next(iter(task.training_batches(epoch))) for epoch in (3, 3, 4))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["bands"], other["bands"])


def test_held_out_place_is_not_trained_on(made_data, tmp_path):
    data = shutil.copytree(made_data, tmp_path / "data")
    with rasterio.open(data / "tailings" / "train" / "image_2.tif", "r+") as raster:
        raster.transform = from_origin(-40, -20, 1e-4, 1e-4)
    settings = DetectSettings(**SETTINGS, folds=2, held_out_fold=1, held_out_groups=["some_positives"])
    task = Detect(settings, data, batch_size=2, seed=1)
    assert [scene.name for scene in task.data.held_out] != [scene.name for scene in task.data.tailings]
    assert len(task.data.held_out) == len(task.data.tailings) == 1
    assert set(task.data.held_out_chips.groups) == {"some_positives"}
    assert set(task.data.chips[0].groups) == {"some_negatives"}


def test_figures_and_thresholds_come_from_what_is_held_out(made_data, tmp_path):
    data = shutil.copytree(made_data, tmp_path / "data")
    chips = dict(np.load(data / "rgb_chips" / "train.npz"))
    chips["group_name"] = np.array(["learnt", "held_out"])
    chips["group"] = (np.arange(len(chips["group"])) < 40).astype(np.int16)
    np.savez(data / "rgb_chips" / "train.npz", **chips)
    settings = DetectSettings(**SETTINGS, folds=2, held_out_fold=0, held_out_groups=["held_out"])
    task = Detect(settings, data, batch_size=2, seed=1)
    network = build_network(**NETWORK).eval()
    assert {"fold_ap50_any_mine", "fold_ap50_tailings", "fold_ap50_artisanal"} <= set(task.validate(network))
    thresholds = task.pack_fields(network).thresholds
    assert thresholds["few_misses"] <= thresholds["default"] <= thresholds["few_false_alarms"]


def test_last_refit_learns_from_all_splits_and_unlocated_chips(made_data, tmp_path):
    data = shutil.copytree(made_data, tmp_path / "data")
    shutil.copy(data / "rgb_chips" / "val.npz", data / "rgb_chips" / "unlocated.npz")
    one, all_of_them = (
        load_detector_data(data, splits, HoldOut(5, None, []), 1.0, 0, 10)
        for splits in (["train"], ["train", "val", "unlocated"])
    )
    assert len(all_of_them.tailings) == 2 * len(one.tailings)
    assert len(all_of_them.quarry) == len(one.quarry) + 1
    assert len(all_of_them.chips[0]) == len(one.chips[0]) + 80
    assert not one.held_out and not all_of_them.held_out


def test_run_writes_a_pack_that_both_runtimes_read_alike(made_data, tmp_path):
    recipe = {
        "name": "tiny", "version": "0.0.1", "description": "A made one.", "task": "detect", "seed": 2,
        "data_root": str(made_data), "run_folder": str(tmp_path / "run"), "pack": str(tmp_path / "pack"),
        "network": NETWORK, "train": {"epochs": 1, "batch_size": 2}, "settings": SETTINGS | {"thresholds": THRESHOLDS},
    }  # fmt: skip
    path = tmp_path / "recipe.yaml"
    path.write_text(yaml.safe_dump(recipe), encoding="utf-8")
    assert train_main([str(path)]) == 0
    pack = load_pack(tmp_path / "pack")
    assert (pack.kind, pack.classes) == ("detector", ("tailings", "open_pit", "artisanal"))
    assert pack.thresholds == THRESHOLDS
    assert pack.tile % 32 == 0 and pack.stride + pack.overlap == pack.tile
    assert parity(pack) <= 1e-3
    metrics = {row["metric"]: row for row in pack.metadata["evaluation"]}
    assert {"ap50_tailings", "ap50_artisanal", "ap50_any_mine", "ap50_open_pit"} <= set(metrics)
    assert all(0 <= row["value"] <= 1 for name, row in metrics.items() if name.startswith("ap"))
