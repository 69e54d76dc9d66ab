"""A pack learns from a reviewed GeoPackage and its scene, is held against the old one, and says where it got worse."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
import torch
import yaml
from rasterio.transform import from_origin
from torch import nn

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import load_pack
from tests.packs import brightness_segmenter
from tests.trainer.engine_agreement import assert_engine_agrees
from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import open_dataset, write_index
from trainer.fine_tuning.comparison import Comparison, compare_packs, warnings_of
from trainer.fine_tuning.ground import lying_on
from trainer.fine_tuning.task import TuneSegmenter, TuningData, hold_statistics
from trainer.packs.card import card_text
from trainer.packs.metadata import Identity
from trainer.packs.writer import write_pack
from trainer.tasks.task import Evaluation, PackFields
from trainer.train import main

NETWORK = (
    "segmenter_unet",
    {
        "classes": 3, "encoder": "tu-resnet18d", "decoder_channels": [8, 8, 8, 8], "detail_channels": 8,
        "encoder_arguments": {"channels": [8, 8, 16, 16], "stem_width": 8},
    },
)  # fmt: skip
SIZE, BLOCKS = 768, ((100, 100), (100, 560), (560, 100), (560, 560), (330, 330))


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """A tiny segmenter that learnt nothing yet."""
    torch.manual_seed(0)
    network = build_network(*NETWORK).eval()
    fields = PackFields(
        classes=("background", "open_pit", "tailings"), activation="softmax", tile=64, overlap=16, stride=48,
        thresholds={"default": 0.5}, threshold_rule="Made.", outputs={"logits": ("batch", "class", "height", "width")},
        training_data=(), limits=("Made.",),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("old") / "pack"
    identity = Identity("segmenter", "made", "0.0.1", "Made.", "GPL-3.0-or-later")
    rows = [Evaluation("made", "val", "iou", 0.5, 4)]
    return write_pack(folder, network, *NETWORK, identity, fields, lambda draft: rows, "measure")


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """A scene with bright squares, and a review that accepted them and rejected dark ground."""
    folder = tmp_path_factory.mktemp("review")
    generator = np.random.default_rng(0)
    values = generator.normal(1200, 150, (12, SIZE, SIZE)).clip(100)
    polygons, states = [], []
    transform = from_origin(500_000, 9_400_000, 10, 10)

    def add(row: int, column: int, side: int, state: str) -> None:
        left, top = transform @ (column, row)
        polygons.append(shapely.box(left, top - 10 * side, left + 10 * side, top))
        states.append(state)

    for row, column in BLOCKS:
        values[:, row : row + 40, column : column + 40] += 2500
        add(row, column, 40, "accepted")
        add(row + 70, column + 70, 20, "rejected")
    with rasterio.open(
        folder / "scene.tif", "w", driver="GTiff", width=SIZE, height=SIZE, count=12, dtype="uint16",
        crs="EPSG:32735", transform=transform, nodata=0,
    ) as raster:  # fmt: skip
        raster.write(values.astype(np.uint16))
        raster.scales, raster.offsets = (1e-4,) * 12, (0.0,) * 12
        for number, name in enumerate(PACK_BANDS, start=1):
            raster.set_band_description(number, name)
    count = len(polygons)
    columns = {
        "type": np.full(count, "open_pit", object),
        "review": np.array(states, object),
        "reviewed_type": np.full(count, None, object),
    }
    pyogrio.raw.write(
        folder / "results.gpkg", shapely.to_wkb(np.array(polygons)), list(columns.values()), list(columns),
        layer="mines", driver="GPKG", geometry_type="Polygon", crs="EPSG:32735",
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def older(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("older") / "older", per_place=2)


def recipe_file(folder, pack, review, older, **settings):
    values = {
        "name": "made-tuned", "version": "0.0.2", "description": "Made, tuned.", "task": "segment_chips",
        "run_folder": str(folder / "run"), "pack": str(folder / "pack"), "logger": "none",
        "network": {"start_from": str(pack.folder)},
        "train": {"epochs": 2, "batch_size": 6, "learning_rate": 0.01, "weight_decay": 0.0, "ema_decay": 0.0},
        "procedure": {
            "name": "fine_tune",
            "settings": {
                "polygons": str(review / "results.gpkg"), "scenes": [str(review / "scene.tif")],
                "old_data": [] if older is None else [str(older.folder)], "steps": 12,
                "chips": {"size": 64, "block_km": 1.5, "buffer_km": 0.1, "held_out": 0.4},
                **settings,
            },
        },
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def finished(tmp_path_factory, pack, review, older):
    folder = tmp_path_factory.mktemp("finished")
    assert main([str(recipe_file(folder, pack, review, older))]) == 0
    return folder


def test_tuned_pack_finds_what_was_accepted_at_places_that_were_held_out(finished, pack):
    tuned = load_pack(finished / "pack")
    assert (tuned.classes, tuned.tile, tuned.name) == (pack.classes, pack.tile, "made-tuned")
    rows = {(row["data"], row["metric"]): row for row in tuned.metadata["evaluation"]}
    row = rows["reviewed polygons", "iou_mine"]
    assert row["value"] > 0.5
    assert "before fine-tuning" in row["note"] and "change +" in row["note"]
    assert ("made", "iou_mine") in rows
    assert tuned.metadata["training_data"][-1]["places"] >= 2


def test_engine_gives_on_scenes_what_evaluation_gives_on_chips(finished, older, tmp_path):
    tuned, reviewed = load_pack(finished / "pack"), open_dataset(finished / "run" / "reviewed")
    assert_engine_agrees(tuned, reviewed, reviewed.split("val").chips[:3], tmp_path / "reviewed")
    assert_engine_agrees(tuned, older, older.split("val").chips, tmp_path / "older")


def test_card_report_and_run_folder_tell_old_from_new(finished):
    metadata = json.loads((finished / "pack" / "model.json").read_text())
    assert (finished / "pack" / "README.md").read_text() == card_text(metadata)
    report = (finished / "run" / "report.html").read_text()
    assert "Reviewed places" in report and "Older places" in report and "verdict" in report
    assert (finished / "run" / "curves.csv").is_file()
    assert {"dataset.json", "chips.csv"} <= {path.name for path in (finished / "run" / "reviewed").iterdir()}


def test_old_pack_is_kept_where_the_tuned_one_is_worse_and_that_is_said(
    tmp_path, finished, review, older, caplog
):
    # What finds bright squares is tuned on a review that calls them no mines.
    good = load_pack(finished / "pack")
    turned = tmp_path / "turned"
    turned.mkdir()
    (turned / "scene.tif").write_bytes((review / "scene.tif").read_bytes())
    meta, _, wkb, columns = pyogrio.raw.read(review / "results.gpkg", layer="mines")
    table = dict(zip(meta["fields"], columns, strict=True))
    swapped = {"accepted": "rejected", "rejected": "accepted"}
    table["review"] = np.array([swapped[text] for text in table["review"]], object)
    pyogrio.raw.write(
        turned / "results.gpkg", wkb, [np.asarray(v, object) for v in table.values()], list(table), layer="mines",
        driver="GPKG", geometry_type="Polygon", crs=meta["crs"],
    )  # fmt: skip
    path = recipe_file(tmp_path / "run", good, turned, older, keep_old_if_worse=True, replay_share=0.0)
    assert main([str(path)]) == 0
    kept = load_pack(tmp_path / "run" / "pack")
    assert kept.sha256() == good.sha256()
    assert "is worse than the old one: iou_mine fell from" in caplog.text and "was kept" in caplog.text
    assert "is worse than the old one" in (tmp_path / "run" / "run" / "report.html").read_text()


def test_without_older_data_it_is_said_that_nobody_knows_what_was_forgotten(tmp_path, pack, review, caplog):
    assert main([str(recipe_file(tmp_path / "run", pack, review, None)), "--set", "train.epochs=1"]) == 0
    assert "nobody knows whether the pack forgot" in caplog.text
    assert "nobody knows" in (tmp_path / "run" / "pack" / "README.md").read_text()


def test_type_that_the_pack_does_not_know_is_told(tmp_path, finished, review, capsys):
    path = recipe_file(tmp_path / "run", load_pack(finished / "pack"), review, None)
    values = yaml.safe_load(path.read_text())
    values["procedure"]["settings"]["class_map"] = {"open_pit": "crater"}
    path.write_text(yaml.safe_dump(values))
    assert main([str(path)]) == 2
    assert "class_map" in capsys.readouterr().err


def test_batches_hold_the_share_of_replayed_chips_and_are_alike_for_a_seed(pack, older):
    reviewed = TuningData(older.split("val"), {})
    replayed = [TuningData(older.split("train"), {})]
    tasks = [
        TuneSegmenter(pack, reviewed, replayed, 0.5, 64, 3, batch_size=6, seed=seed) for seed in (1, 1, 2)
    ]
    first, again, other = ([batch["ids"] for batch in task.training_batches(0)] for task in tasks)
    assert first == again != other
    of_val = {chip.id for chip in older.split("val").chips}
    assert all(sum(name in of_val for name in ids) == 3 and len(ids) == 6 for ids in first)


def test_held_statistics_stay_while_weights_move():
    network = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.BatchNorm2d(4))
    assert hold_statistics(network, "1") == 1
    before = network[1].running_mean.clone()
    network.train()
    network(torch.randn(4, 1, 8, 8) + 3).sum().backward()
    assert torch.equal(network[1].running_mean, before) and not torch.equal(
        network[3].running_mean, torch.zeros(4)
    )
    assert network[1].weight.grad is not None and isinstance(network[1], nn.BatchNorm2d)
    assert list(network.state_dict()) == list(nn.Sequential(*network).state_dict())


@pytest.mark.parametrize(
    "metric", ["iou_mine", "miou", "boundary_f1_mine", "object_recall", "object_precision_small"]
)
@pytest.mark.parametrize(
    ("is_old", "new", "warned"), [(True, 0.45, True), (True, 0.495, False), (False, 0.3, False), (True, 0.7, False)]
)  # fmt: skip
def test_warning_is_for_every_figure_of_older_data_beyond_the_tolerance(metric, is_old, new, warned):
    row = Comparison("older", is_old, metric, 0.5, new, (-0.2, 0.1), 10, 3)
    found = warnings_of([row], 0.01)
    assert bool(found) is warned
    assert not found or "may be chance" in found[0]


def test_verdict_within_the_tolerance_tells_both_numbers():
    verdict = Comparison("older", True, "iou_mine", 0.552, 0.546, (-0.2, 0.1), 10, 3).verdict(0.01)
    assert verdict == "within the tolerance of 0.01: 0.552 before, 0.546 now"


def test_change_at_a_single_place_is_not_called_chance_or_certain():
    row = Comparison("older", True, "iou_mine", 0.5, 0.3, None, 10, 1)
    assert row.verdict(0.01) == "worse, at too few places to tell chance"
    assert warnings_of([row], 0.01)[0].endswith("(too few places for an interval: it may be chance).")


def test_false_finds_where_the_old_pack_found_nothing_are_a_worse_precision(tmp_path):
    """Old data without a mine have neither intersection over union nor recall: precision alone can fall."""
    made = make_dataset(tmp_path / "made", per_place=4)
    empty = made.where(lambda chip: "tailings" in chip.tags)
    blind = load_pack(brightness_segmenter(tmp_path / "blind", cut=0.9, tile=64, overlap=0))
    seeing = load_pack(brightness_segmenter(tmp_path / "seeing", cut=0.25, tile=64, overlap=0))
    rows = compare_packs(blind, seeing, empty, True, {"tailings": "background"})
    (row,) = [row for row in rows if row.metric == "object_precision"]
    assert (row.old, row.new) == (1.0, 0.0)
    assert any("object_precision fell from 1.000 to 0.000" in text for text in warnings_of(rows, 0.01))


def test_reviewed_chips_on_the_ground_of_old_val_places_are_not_trained_on(
    tmp_path, pack, review, finished, caplog
):
    reviewed = open_dataset(finished / "run" / "reviewed")
    trained = reviewed.split("train").chips
    victim = next(chip for chip in trained if chip.tags)
    made = make_dataset(tmp_path / "older", per_place=2)
    moved = [
        replace(chip, lon=victim.lon, lat=victim.lat) if chip.split == "val" else chip for chip in made.chips
    ]
    older = replace(made, chips=tuple(moved))
    write_index(older)
    assert main([str(recipe_file(tmp_path / "run", pack, review, older)), "--set", "train.epochs=1"]) == 0
    on_val = lying_on(trained, older.split("val").chips)
    assert victim.id in on_val and len(on_val) < len(trained)
    said = (
        f"{len(on_val)} of {len(trained)} reviewed training chips lie on ground of val places of older data"
    )
    metadata = load_pack(tmp_path / "run" / "pack").metadata
    assert said in caplog.text and any(said in limit for limit in metadata["limits"])
    assert metadata["training_data"][-1]["samples"] == len(trained) - len(on_val)
    assert said in (tmp_path / "run" / "run" / "report.html").read_text()


@pytest.mark.parametrize(
    ("east_m", "north_m", "lies_on"),
    [(0, 0, True), (900, 0, True), (0, -900, True), (900, 900, True), (1000, 0, False), (0, 1000, False)],
)
def test_chips_share_ground_where_their_middles_are_nearer_than_both_half_sides(
    east_m, north_m, lies_on, older
):
    """Chips of 640 m and of 1280 m at 60 degrees north: half sides of 320 m and 640 m."""
    degree = 111_195
    first = replace(older.chips[0], lon=25.0, lat=60.0)
    lat, lon = 60 + north_m / degree, 25 + east_m / (degree * np.cos(np.radians(60)))
    second = replace(first, id="second", lon=lon, lat=lat, width=128, height=128)
    assert lying_on([first], [second]) == ({first.id} if lies_on else set())
    assert lying_on([first], [replace(second, lon=float("nan"))]) == set()


def test_old_val_chips_of_unknown_place_are_told(tmp_path, pack, review, caplog):
    made = make_dataset(tmp_path / "older", per_place=2)
    nowhere = [replace(chip, lon=float("nan")) if chip.split == "val" else chip for chip in made.chips]
    older = replace(made, chips=tuple(nowhere))
    write_index(older)
    assert main([str(recipe_file(tmp_path / "run", pack, review, older)), "--set", "train.epochs=1"]) == 0
    assert "2 of 2 val chips of older data do not say where they lie" in caplog.text


def test_several_devices_are_refused(tmp_path, pack, review, capsys):
    path = recipe_file(tmp_path / "run", pack, review, None)
    assert main([str(path), "--set", "train.devices=2"]) == 2
    assert "train.devices" in capsys.readouterr().err
    assert not (tmp_path / "run" / "run").exists()
