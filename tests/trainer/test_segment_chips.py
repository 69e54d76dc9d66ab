"""The recipe segment_binary, its task and its network, on a made data set."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import load_pack
from trainer.data.dataset import UNLABELLED, write_index
from trainer.data.elastic import bend
from trainer.data.sources import DataError
from trainer.tasks.pixel_classes import code_table, mapped_names
from trainer.tasks.pixel_figures import confusion, map_figures
from trainer.tasks.segment_chips import SegmentChips, SegmentChipsSettings
from trainer.train import main as train_main

from .engine_agreement import assert_engine_agrees
from .made_dataset import make_dataset

RECIPES = Path(__file__).resolve().parents[2] / "trainer" / "recipes"
TINY = ("encoder=tu-resnet10t", "encoder_weights=null", "options={decoder_channels: [24, 16, 16, 16, 8]}")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("segment") / "data")


@pytest.fixture(scope="module")
def pack(dataset, tmp_path_factory):
    """The pack of a short run of the recipe."""
    folder = tmp_path_factory.mktemp("segment_binary")
    changes = [f"network.arguments.{change}" for change in TINY]
    changes += [
        f"data_root={dataset.folder}",
        f"run_folder={folder / 'run'}",
        "settings.size=64",
        "logger=none",
    ]
    changes += ["train.epochs=2", "train.batch_size=4", "settings.steps=6", "train.learning_rate=0.01"]
    out = folder / "pack"
    assert train_main([str(RECIPES / "segment_binary.yaml"), "--set", *changes, "--out", str(out)]) == 0
    return load_pack(out)


def task_on(dataset, **settings) -> SegmentChips:
    return SegmentChips(SegmentChipsSettings(**{"size": 64, **settings}), dataset.folder, 4, seed=1)


def test_pack_knows_background_and_mine_ground_and_its_figures(pack):
    assert (pack.kind, pack.classes, pack.tile) == ("segmenter", ("background", "mine_ground"), 64)
    figures = {row["metric"]: row["value"] for row in pack.metadata["evaluation"]}
    assert {"iou_mine", "f1_mine"} <= set(figures)


def test_limits_of_a_convolutional_encoder_say_nothing_of_a_whole_tile(pack):
    assert pack.metadata["limits"] and not any("whole tile" in limit for limit in pack.metadata["limits"])


def test_curves_hold_loss_f1_and_iou_of_held_out_places(pack):
    header = (pack.folder.parent / "run" / "curves.csv").read_text().splitlines()[0].split(",")
    assert {"train_loss", "loss", "accuracy", "f1", "miou", "iou_mine_ground"} <= set(header)


def test_pack_gives_the_figures_that_the_trained_network_gives(pack, dataset):
    """The task's own network on val, without the engine, at the pack's threshold and temperature."""
    network = build_network(pack.network["name"], pack.network["arguments"])
    checkpoint = torch.load(pack.folder.parent / "run" / "checkpoints" / "best.ckpt", weights_only=True)
    prefix = "averaged.module."
    weights = {
        name[len(prefix) :]: value for name, value in checkpoint["state_dict"].items() if prefix in name
    }
    network.load_state_dict(weights)
    task = task_on(dataset, merge_into="mine_ground")
    counts = np.zeros((2, 2), int)
    for raw, logits in task.outputs(network.eval(), dataset.split("val").chips):
        likely = (logits / pack.temperature).softmax(dim=1)
        found = (1 - likely[:, 0] >= pack.thresholds["default"]).long()
        counts += confusion(found, task.targets(raw)["target"], 2)
    rows = {row["metric"]: row["value"] for row in pack.metadata["evaluation"]}
    own = map_figures(counts, pack.classes)
    assert rows["iou_mine"] == pytest.approx(own["iou_mine_ground"], abs=5e-3)
    assert rows["f1_mine"] == pytest.approx(own["f1"], abs=5e-3)


def test_engine_gives_on_scenes_what_evaluation_gives_on_chips(pack, dataset, tmp_path):
    assert_engine_agrees(pack, dataset, dataset.split("val").chips[:2], tmp_path)


def test_published_weights_that_can_not_be_had_are_no_part_of_the_pack(pack):
    assert pack.network["arguments"]["encoder_weights"] is None


def test_classes_are_renamed_merged_or_left_out():
    known = ("background", "open_pit", "tailings", "road", "quarry")
    names = mapped_names(known, {"road": "background", "quarry": "unlabelled"}, None)
    assert code_table(known, names, ("background", "tailings"))[:5].tolist() == [0, 255, 1, 0, 255]
    merged = mapped_names(known, {"road": "background", "quarry": "unlabelled"}, "mine_ground")
    assert code_table(known, merged, ("background", "mine_ground"))[:5].tolist() == [0, 1, 1, 0, 255]


def test_a_class_that_the_data_set_lacks_is_told(dataset):
    with pytest.raises(DataError, match=r"has no class waste_dump; it has open_pit, tailings"):
        task_on(dataset, classes=["waste_dump"])


def test_a_class_that_results_can_not_name_is_told(dataset):
    with pytest.raises(DataError, match="no kind of mine called gravel") as told:
        task_on(dataset, class_map={"open_pit": "gravel"})
    assert "{open_pit: mine_ground}" in told.value.hint


def test_a_class_without_a_pixel_to_learn_from_is_told(tmp_path, capsys):
    made = make_dataset(tmp_path / "data", per_place=2)
    write_index(dataclasses.replace(made, classes=(*made.classes, "waste_dump")))
    changes = [f"network.arguments.{change}" for change in TINY]
    changes += [
        f"data_root={made.folder}",
        f"run_folder={tmp_path / 'run'}",
        "settings.size=64",
        "logger=none",
    ]
    assert (
        train_main([str(RECIPES / "segment_binary.yaml"), "--set", *changes, "settings.merge_into=null"]) == 2
    )
    assert "show no waste_dump" in capsys.readouterr().err


def test_unlabelled_and_invalid_pixels_give_no_loss(dataset):
    task = task_on(dataset)
    (batch, *_) = task.training_batches(0)
    task.class_weights()

    class Fixed(torch.nn.Module):
        def forward(self, bands, presence):
            return logits

    logits = torch.randn(4, 3, 64, 64)
    target = batch["target"].clone()
    target[:, :10] = UNLABELLED
    loss = task.losses(Fixed(), None, batch | {"target": target})["loss"]
    logits = logits.clone()
    logits[:, :, :10] = 50 * torch.randn(4, 3, 10, 64)
    assert task.losses(Fixed(), None, batch | {"target": target})["loss"] == pytest.approx(float(loss))


def test_rare_classes_weigh_by_the_root_of_how_rare_they_are(dataset):
    task = task_on(dataset, classes=["open_pit", "tailings"])
    codes = np.concatenate([dataset.read(chip).mask.ravel() for chip in task.trained])
    shares = np.bincount(codes, minlength=3) / len(codes)
    wanted = shares**-0.5
    np.testing.assert_allclose(task.class_weights().numpy(), wanted / wanted.mean(), rtol=1e-5)


def test_mine_share_says_how_many_drawn_chips_show_a_mine(dataset):
    task = task_on(dataset, mine_share=0.9, steps=100)
    shown = [bool(chip.tags) for chip in task._drawn(np.random.default_rng(0))]
    assert np.mean(shown) == pytest.approx(0.9, abs=0.05)


def test_bending_moves_image_and_mask_together():
    side = 96
    mask = torch.zeros(3, side, side, dtype=torch.long)
    mask[:, 30:60, 30:60] = 2
    image = (mask[:, None] > 0).float().expand(-1, 12, -1, -1).clone()
    is_valid = torch.ones(3, side, side, dtype=torch.bool)
    bent, valid, labels = bend(image, is_valid, mask, torch.Generator().manual_seed(3), share=1.0)
    assert not torch.equal(labels, mask)
    known = valid & (labels != UNLABELLED)
    # Bilinear against nearest: they differ on outlines alone.
    assert ((bent[:, 0] > 0.5) == (labels == 2))[known].float().mean() > 0.99
    assert torch.equal(labels == UNLABELLED, ~valid)


def test_bending_is_the_same_for_the_same_seed_and_leaves_the_global_generator_alone():
    image, is_valid = torch.rand(2, 12, 64, 64), torch.ones(2, 64, 64, dtype=torch.bool)
    mask = torch.zeros(2, 64, 64, dtype=torch.long)
    torch.manual_seed(5)
    first = bend(image, is_valid, mask, torch.Generator().manual_seed(3))
    after = torch.rand(1)
    torch.manual_seed(5)
    again = bend(image, is_valid, mask, torch.Generator().manual_seed(3))
    assert all(torch.equal(one, two) for one, two in zip(first, again, strict=True))
    assert torch.equal(after, torch.rand(1))


def test_figures_of_a_map_by_hand():
    counts = np.array([[50, 5, 0], [10, 30, 0], [0, 0, 5]])
    figures = map_figures(counts, ("background", "open_pit", "tailings"))
    assert figures["accuracy"] == pytest.approx(0.85)
    assert figures["iou_open_pit"] == pytest.approx(30 / 45)
    assert figures["miou"] == pytest.approx((30 / 45 + 1) / 2)
    assert figures["f1"] == pytest.approx(2 * 35 / (2 * 35 + 10 + 5))


def test_a_class_that_the_truth_never_shows_has_no_part_in_the_mean():
    counts = np.array([[50, 5, 1], [10, 30, 0], [0, 0, 0]])
    figures = map_figures(counts, ("background", "open_pit", "tailings"))
    assert "iou_tailings" not in figures and figures["miou"] == figures["iou_open_pit"]
