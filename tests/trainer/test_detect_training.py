"""A detector's run from recipe to pack on made data: it learns, and the pack holds what the engine reads."""

from __future__ import annotations

import shutil

import rasterio
import torch
import yaml
from rasterio.transform import from_origin

from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import load_pack
from trainer.packs.parity import parity
from trainer.tasks.detect import Detect, DetectSettings
from trainer.train import main as train_main

NETWORK = {
    "name": "detector_yolo",
    "arguments": {
        "classes": 2,
        "used_channels": [1, 2, 3],
        "backbone": "mobilenetv4_conv_small_050",
        "width": 16,
    },
}
SETTINGS = {"steps": 2, "sides": [128], "eurosat_every": 2, "made_scenes": 1}


def test_training_step_lowers_the_loss(made_data):
    torch.manual_seed(0)
    task = Detect(DetectSettings(**SETTINGS), made_data, batch_size=4, seed=1)
    network = build_network(**NETWORK).train()
    auxiliary = task.auxiliary(network)
    assert auxiliary is not None
    batch = next(iter(task.training_batches(0)))
    optimizer = torch.optim.AdamW([*network.parameters(), *auxiliary.parameters()], 2e-3)
    losses = []
    for _ in range(6):
        loss = task.losses(network, auxiliary, batch)["loss"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]


def test_same_seed_and_epoch_give_the_same_batches(made_data):
    task = Detect(DetectSettings(**SETTINGS), made_data, batch_size=2, seed=1)
    first, again, other = (next(iter(task.training_batches(epoch))) for epoch in (3, 3, 4))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["bands"], other["bands"])


def test_held_out_place_is_not_trained_on(made_data, tmp_path):
    data = shutil.copytree(made_data, tmp_path / "data")
    with rasterio.open(data / "tailings" / "train" / "image_2.tif", "r+") as raster:
        raster.transform = from_origin(-40, -20, 1e-4, 1e-4)
    task = Detect(DetectSettings(**SETTINGS, folds=2, held_out_fold=1), data, batch_size=2, seed=1)
    assert [scene.name for scene in task.held_out] != [scene.name for scene in task.tailings]
    assert len(task.held_out) == len(task.tailings) == 1
    assert set(task.validate(build_network(**NETWORK).eval())) == {
        "fold_ap50",
        "fold_ap50_95",
        "fold_best_f1",
    }


def test_run_writes_a_pack_that_both_runtimes_read_alike(made_data, tmp_path):
    recipe = {
        "name": "tiny", "version": "0.0.1", "description": "A made one.", "task": "detect", "seed": 2,
        "data_root": str(made_data), "run_folder": str(tmp_path / "run"), "pack": str(tmp_path / "pack"),
        "network": NETWORK, "train": {"epochs": 1, "batch_size": 2}, "settings": SETTINGS | {"threshold": 0.3},
    }  # fmt: skip
    path = tmp_path / "recipe.yaml"
    path.write_text(yaml.safe_dump(recipe), encoding="utf-8")
    assert train_main([str(path)]) == 0
    pack = load_pack(tmp_path / "pack")
    assert (pack.kind, pack.classes, pack.thresholds["default"]) == (
        "detector",
        ("tailings", "open_pit"),
        0.3,
    )
    assert pack.tile % 32 == 0 and pack.stride + pack.overlap == pack.tile
    assert parity(pack) <= 1e-3
    metrics = {row["metric"]: row for row in pack.metadata["evaluation"]}
    assert {"ap50_tailings", "ap50_95_tailings", "recall50_tailings", "ap50_open_pit"} <= set(metrics)
    assert all(0 <= row["value"] <= 1 and row["count"] > 0 for row in metrics.values())
