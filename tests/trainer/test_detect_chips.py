"""Recipe detect_yolo on a made data set: tiles carry the right boxes, it learns, its pack runs in the engine."""

from __future__ import annotations

import csv
import json
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.cells import Cells
from mining_detector_plugin.engine.detection import Detections, detect_boxes
from mining_detector_plugin.engine.devices import Device
from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import Pack, load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.scene import open_scene
from trainer.average_precision import ImageBoxes, box_figures
from trainer.data.box_tiles import BoxTile, BoxTileMaker, TileOptions, turned
from trainer.data.chip_cache import ChipCache, decode_chips
from trainer.data.dataset import UNLABELLED, Dataset
from trainer.data.sources import DataError
from trainer.evaluation.prediction import LEAST_SCORE, predict_chips
from trainer.packs.parity import parity
from trainer.tasks.detect_chips import DetectChips, DetectChipsSettings, classes_of
from trainer.tasks.detect_chips_figures import ChipBoxes, average_precisions, best_threshold
from trainer.train import main as train_main

from .made_dataset import make_dataset

RECIPE = Path(__file__).resolve().parents[2] / "trainer" / "recipes" / "detect_yolo.yaml"
SIDE = 128
NETWORK = {"channels": 12, "backbone": "mobilenetv4_conv_small_050", "strides": [16, 32], "width": 16}
TINY = {
    "size": SIDE, "tile": SIDE, "overlap": 32, "steps": 3, "workers": 0, "folds": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("boxes") / "made", per_place=4, size=SIDE)


def options(**changes) -> TileOptions:
    values = {
        "scales": (1.0, 1.0), "mosaic_share": 0.0, "least_visible": 0.25, "least_side": 2.0, "other_ground_weight": 0.5,
    }  # fmt: skip
    return TileOptions(**(values | changes))


def tiny_changes(dataset: Dataset, folder: Path, **train) -> list[str]:
    """Return what --set makes the recipe small with."""
    values = {
        "data_root": str(dataset.folder), "run_folder": str(folder / "run"), "network.arguments": NETWORK,
        "train.epochs": 1, "train.batch_size": 4, "train.threads": 1, "train.precision": "32-true", "logger": "none",
    } | {f"settings.{key}": value for key, value in TINY.items()} | train  # fmt: skip
    return [f"{key}={json.dumps(value)}" for key, value in values.items()]


def bright(tile: BoxTile) -> np.ndarray:
    """Return where a made chip shows a mine: red is far brighter than the ground."""
    return tile.reflectance[PACK_BANDS.index("B04")] > 0.25


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), mosaic=st.sampled_from([0.0, 1.0]), scale=st.floats(0.5, 1.5))
def test_boxes_of_a_tile_frame_what_is_bright_in_it(dataset, seed, mosaic, scale):
    maker = BoxTileMaker(
        ChipCache(dataset),
        tuple(range(12)),
        (0, 1),
        options(mosaic_share=mosaic, scales=(scale, scale), least_side=0.0),
    )
    generator = np.random.default_rng(seed)
    chips = [dataset.chips[int(index)] for index in generator.integers(0, len(dataset), 4)]
    tile = maker.draw(chips[0], chips[1:], 96, generator)
    framed = tile.weight[0] == 0  # what is cut too far is unknown ground
    for x0, y0, x1, y1 in tile.boxes:
        inside = bright(tile)[int(y0) + 2 : int(y1) - 2, int(x0) + 2 : int(x1) - 2]
        assert inside.size == 0 or inside.mean() > 0.95
        framed[int(y0) : int(np.ceil(y1)) + 1, int(x0) : int(np.ceil(x1)) + 1] = True
    assert (bright(tile) & ~framed).sum() <= 4 * 96  # no more than the blurred rims


@given(draw=st.integers(0, 7), seed=st.integers(0, 1000))
def test_turned_boxes_follow_the_turned_image(draw, seed):
    generator = np.random.default_rng(seed)
    x0, y0 = generator.integers(0, 20, 2)
    x1, y1 = x0 + int(generator.integers(1, 12)), y0 + int(generator.integers(1, 12))
    image = np.zeros((1, 32, 32), np.float32)
    image[0, y0:y1, x0:x1] = 1
    box = np.array([[x0, y0, x1, y1]], np.float32)
    tile = turned(BoxTile(image, np.ones(1), image[0] > 0, image, box, np.zeros(1, np.int64)), draw)
    rows, columns = np.nonzero(tile.reflectance[0])
    seen = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    assert tile.boxes[0].tolist() == seen


def test_unlabelled_ground_counts_for_nothing_and_ground_without_boxes_for_less(tmp_path):
    dataset = make_dataset(tmp_path / "made", per_place=1, size=SIDE)
    chip = dataset.chips[0]
    with rasterio.open(dataset.mask_path(chip), "r+") as raster:
        mask = raster.read(1)
        mask[: SIDE // 2] = UNLABELLED
        raster.write(mask, 1)
    tile = BoxTileMaker(ChipCache(dataset), (1, 2, 3), (-1, -1, 0), options()).draw(
        chip, [], SIDE, np.random.default_rng(0)
    )
    assert set(np.unique(tile.weight)) <= {0.0, 0.5, 1.0}
    # Windows are a little longer or shorter than asked for.
    assert (tile.weight == 0).mean() == pytest.approx(0.5, abs=0.15)
    assert (tile.weight == 0.5).mean() == pytest.approx((mask == 1).mean(), abs=0.03)


def test_decoded_chips_are_what_their_files_hold(dataset):
    generator = np.random.default_rng(0)
    # Some chips find no room in a file of one megabyte: they are read from their own.
    cache = decode_chips(dataset, dataset.chips, 1)
    assert 0 < len(cache.places) < len(dataset)
    elsewhere = pickle.loads(pickle.dumps(cache))
    for chip in dataset.chips:
        x0, y0 = (int(value) for value in generator.integers(0, SIDE - 1, 2))
        window = (x0, y0, int(generator.integers(x0 + 1, SIDE)), int(generator.integers(y0 + 1, SIDE)))
        for decoded, stored in zip(
            elsewhere.read_stored(chip, window), dataset.read_stored(chip, window), strict=True
        ):
            np.testing.assert_array_equal(decoded, stored)
        np.testing.assert_array_equal(elsewhere.boxes(chip), dataset.boxes(chip))


def test_decoded_chips_leave_nothing_behind(dataset):
    cache = decode_chips(dataset, dataset.chips, 100)
    path = cache.path
    assert path is not None and path.is_file()
    del cache
    assert not path.parent.exists()


def test_classes_are_the_types_that_have_boxes(dataset, tmp_path):
    assert classes_of(dataset, {}) == ((0, 1), ("open_pit", "tailings"))
    pits = dataset.where(lambda chip: "tailings" not in chip.tags)
    assert classes_of(pits, {}) == ((0, -1), ("open_pit",))


def test_data_set_without_types_gives_mine_ground_and_strange_types_need_a_name(dataset):
    named = Dataset(**{**vars(dataset), "classes": ("background", "mine", "mine2")})
    with pytest.raises(DataError, match="mine, mine2"):
        classes_of(named, {})
    assert classes_of(named, {"mine": "open_pit", "mine2": "open_pit"}) == ((0, 0), ("open_pit",))
    untyped = named.where(lambda chip: "tailings" not in chip.tags)
    assert classes_of(untyped, {}) == ((0, -1), ("mine_ground",))


def test_data_set_without_boxes_is_refused(dataset):
    with pytest.raises(DataError) as caught:
        classes_of(dataset.where(lambda chip: not chip.tags), {})
    assert caught.value.code == "no_boxes"


@pytest.mark.parametrize("folds", [None, [0, 1]])
def test_ensembles_are_refused(dataset, folds):
    task = DetectChips(DetectChipsSettings(**TINY, train_folds=folds), dataset.folder, 2, 1)
    with pytest.raises(DataError) as caught:
        task.folds()
    assert caught.value.code == "no_ensembles"


def test_same_seed_and_epoch_give_the_same_batches_with_and_without_workers(dataset):
    def first(epoch: int, workers: int) -> dict:
        settings = DetectChipsSettings(**(TINY | {"workers": workers}))
        return next(iter(DetectChips(settings, dataset.folder, 3, 1).training_batches(epoch)))

    batch, again, other = first(2, 0), first(2, 1), first(3, 0)
    assert batch["bands"].shape == (3, 12, SIDE // 2, SIDE // 2)
    assert torch.equal(batch["bands"], again["bands"]) and batch["ids"] == again["ids"]
    assert not torch.equal(batch["bands"], other["bands"])


def test_held_out_places_are_not_drawn(dataset):
    (task,) = DetectChips(DetectChipsSettings(**TINY, train_folds=[2]), dataset.folder, 4, 1).folds()
    held_out = {chip.place for chip in task.held_out}
    place_of = {chip.id: chip.place for chip in dataset.chips}
    drawn = {place_of[name] for batch in task.training_batches(0) for name in batch["ids"]}
    assert held_out and drawn.isdisjoint(held_out)
    assert all(chip.split == "train" for chip in (*task.trained, *task.held_out))


def test_unreadable_chips_are_replaced_and_named(dataset, tmp_path):
    broken = make_dataset(tmp_path / "broken", per_place=8, size=64)
    victim = next(chip for chip in broken.chips if chip.split == "train")
    broken.image_path(victim).write_bytes(b"no image")
    task = DetectChips(DetectChipsSettings(**(TINY | {"size": 64, "steps": 30})), broken.folder, 4, 1)
    shown = [name for batch in task.training_batches(0) for name in batch["ids"]]
    assert list(task.unreadable) == [victim.id]
    assert len(shown) == 120 and victim.id not in shown


def test_average_precision_agrees_with_pycocotools():
    generator = np.random.default_rng(3)
    images = []
    for _ in range(12):
        wanted = generator.uniform(0, 80, (3, 4)).astype(np.float32)
        wanted[:, 2:] = wanted[:, :2] + generator.uniform(8, 40, (3, 2))
        found = np.concatenate([wanted + generator.normal(0, 3, wanted.shape), wanted[:1] + 50]).astype(
            np.float32
        )
        classes = generator.integers(0, 2, 3)
        images.append(
            ChipBoxes(
                wanted,
                classes,
                found,
                generator.random(4).astype(np.float32),
                np.append(classes, 0),
            )
        )
    figures = average_precisions(images, ("open_pit", "tailings"))
    by_class = [
        box_figures(
            [
                ImageBoxes(
                    image.wanted[image.wanted_classes == label],
                    image.found[image.found_classes == label],
                    image.scores[image.found_classes == label],
                )
                for image in images
            ]
        )
        for label in (0, 1)
    ]
    assert figures["ap50_open_pit"] == pytest.approx(by_class[0].ap50, abs=1e-6)
    assert figures["ap50_95_tailings"] == pytest.approx(by_class[1].ap50_95, abs=1e-6)
    assert figures["ap50"] == pytest.approx((by_class[0].ap50 + by_class[1].ap50) / 2, abs=1e-6)


def test_threshold_parts_right_boxes_from_wrong_ones():
    box = np.array([[0, 0, 10, 10]], np.float32)
    right = ChipBoxes(box, np.zeros(1, int), box, np.array([0.7], np.float32), np.zeros(1, int))
    wrong = ChipBoxes(box[:0], np.zeros(0, int), box, np.array([0.4], np.float32), np.zeros(1, int))
    threshold, f1, count = best_threshold([right, right, wrong, wrong], 1)
    assert 0.4 < threshold <= 0.7 and f1 == pytest.approx(1.0) and count == 2


def test_training_steps_lower_the_loss(dataset):
    torch.manual_seed(0)
    task = DetectChips(DetectChipsSettings(**TINY), dataset.folder, batch_size=4, seed=1)
    network = build_network("detector_yolo", task.network_arguments("detector_yolo", NETWORK)).train()
    batch = next(iter(task.training_batches(0)))
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3)
    losses = []
    for _ in range(6):
        loss = task.losses(network, None, batch)["loss"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]


def test_network_of_other_classes_is_refused(dataset):
    task = DetectChips(DetectChipsSettings(**TINY), dataset.folder, batch_size=2, seed=1)
    network = build_network("detector_yolo", NETWORK | {"classes": 5})
    with pytest.raises(DataError, match="classes 5"):
        task.losses(network, None, next(iter(task.training_batches(0))))


@pytest.fixture(scope="module")
def finished(dataset, tmp_path_factory) -> Path:
    """The folder of a finished run of the recipe, made small."""
    folder = tmp_path_factory.mktemp("finished")
    learning = {"settings.steps": 20, "train.learning_rate": 0.005, "train.ema_decay": 0.9}
    changes = tiny_changes(dataset, folder, **learning)
    assert train_main([str(RECIPE), "--set", *changes, "--out", str(folder / "pack")]) == 0
    return folder


def test_recipe_trains_and_measures_each_epoch_on_the_held_out_fold(finished):
    with (finished / "run" / "curves.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert {"train_loss", "ap50", "ap50_95", "ap50_open_pit", "ap50_95_tailings"} <= set(row)
    assert 0 <= float(row["ap50_95"]) <= float(row["ap50"]) <= 1
    pack = load_pack(finished / "pack")
    assert (pack.kind, pack.classes) == ("detector", ("open_pit", "tailings"))
    assert "held-out training places" in pack.metadata["threshold_rule"]
    assert parity(pack) <= 1e-3


def test_engine_finds_the_boxes_that_the_pack_was_measured_by(finished, dataset):
    pack = load_pack(finished / "pack")
    val = dataset.split("val")
    own = [item.detections for item in predict_chips(pack, val, val.chips)]
    found = [engine_boxes(pack, dataset.image_path(chip)) for chip in val.chips]
    assert sum(len(boxes.scores) for boxes in found) > 0
    for one, other in zip(own, found, strict=True):
        np.testing.assert_allclose(one.boxes, other.boxes, atol=0.01)
        np.testing.assert_allclose(one.scores, other.scores, atol=1e-5)
    measured = {row["metric"]: row["value"] for row in pack.metadata["evaluation"]}
    for label, name in enumerate(pack.classes):
        figures = box_figures(
            [
                of_class(dataset.boxes(chip), boxes, label)
                for chip, boxes in zip(val.chips, found, strict=True)
            ]
        )
        assert measured[f"ap50_{name}"] == pytest.approx(figures.ap50, abs=1e-6)
        assert measured[f"ap50_95_{name}"] == pytest.approx(figures.ap50_95, abs=1e-6)


def engine_boxes(pack: Pack, path: Path) -> Detections:
    """Return what the engine's detection stage finds in a file, down to the least score of evaluation."""
    predictor = Predictor.on_device(pack, Device("cpu", "CPU", None, None, True, ""))
    predictor.pack = replace(pack, thresholds={"default": LEAST_SCORE})
    with rasterio.open(path, "r+") as raster:
        raster.scales = [1e-4] * raster.count
    with open_scene(str(path)) as scene:
        aoi = load_aoi(None, scene)
        cells = Cells(aoi.window, scene.width, np.full((1, 1), np.nan, np.float32), np.ones((1, 1), bool))
        return detect_boxes(scene, aoi, cells, predictor, StageProgress(Reporter(), "", 0, 1, ""))


def of_class(wanted: np.ndarray, found: Detections, label: int) -> ImageBoxes:
    chosen = found.classes == label
    return ImageBoxes(wanted[wanted[:, 0] == label, 1:], found.boxes[chosen], found.scores[chosen])
