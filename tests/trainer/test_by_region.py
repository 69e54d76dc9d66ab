"""Recipe detect_yolo_by_ecoregion on a made data set: one command, one pack that picks by place, resumable."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from rasterio.warp import transform as transform_points

from mining_detector_plugin.engine.devices import Device
from mining_detector_plugin.engine.pack import Pack, load_pack
from mining_detector_plugin.engine.predictor import Predictor
from trainer.data.dataset import Dataset
from trainer.data.regions import region_of_chips, write_regions
from trainer.data.sources import DataError
from trainer.evaluation.prediction import predict_chips
from trainer.procedures.by_region import compare
from trainer.recipe import load_recipe
from trainer.tasks.detect_chips import DetectChips, DetectChipsSettings
from trainer.train import main as train_main

from .engine_agreement import assert_engine_agrees
from .made_dataset import make_dataset
from .test_detect_chips import NETWORK, SIDE, TINY

RECIPE = Path(__file__).resolve().parents[2] / "trainer" / "recipes" / "detect_yolo_by_ecoregion.yaml"
#: Places lie at 20, 22, 24, 26, 28 (train), 30 (val) and 32 degrees east. Two polygons make one region.
BOXES = (
    ("Western forest", (19, -6, 27, -4)),
    ("Western forest", (29, -6, 31, -4)),
    ("Eastern forest", (27, -6, 29, -4)),
    ("Far away", (100, 0, 110, 10)),
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("regions") / "made", per_place=4, size=SIDE)


@pytest.fixture(scope="module")
def layer(tmp_path_factory) -> Path:
    """A layer in another CRS than the pack's, as users have them."""
    path = tmp_path_factory.mktemp("layer") / "ecoregions.gpkg"
    shapes = [
        shapely.transform(
            shapely.box(*box),
            lambda points: np.stack(transform_points("EPSG:4326", "EPSG:3857", *points.T), axis=1),
        )
        for _, box in BOXES
    ]
    names = np.array([name for name, _ in BOXES], object)
    pyogrio.raw.write(
        path, shapely.to_wkb(shapes), [names], ["ECO_NAME"], geometry_type="Polygon", crs="EPSG:3857", driver="GPKG"
    )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def western_fold(dataset) -> int:
    """The fold that holds out a place of the western forest which shows a mine."""
    task = DetectChips(DetectChipsSettings(**TINY), dataset.folder, 2, 1)
    for fold in range(5):
        task._choose_fold(fold)
        if all(chip.lon < 27 for chip in task.held_out):
            return fold
    raise AssertionError("no fold holds out a western place")


def changes(dataset: Dataset, layer: Path, folder: Path, fold: int, **more) -> list[str]:
    values = {
        "data_root": str(dataset.folder), "run_folder": str(folder / "run"), "network.arguments": NETWORK,
        "train.epochs": 1, "train.batch_size": 2, "train.threads": 1, "train.precision": "32-true", "logger": "none",
        "procedure.settings.layer": str(layer), "procedure.settings.least_places": 2, "procedure.settings.epochs": 1,
        "procedure.settings.keep_worse": True, "settings.train_folds": [fold],
    } | {f"settings.{key}": value for key, value in TINY.items()} | more  # fmt: skip
    return [f"{key}={json.dumps(value)}" for key, value in values.items()]


@pytest.fixture(scope="module")
def finished(dataset, layer, western_fold, tmp_path_factory) -> Path:
    """The folder of a finished run."""
    folder = tmp_path_factory.mktemp("finished")
    given = changes(dataset, layer, folder, western_fold)
    assert train_main([str(RECIPE), "--set", *given, "--out", str(folder / "pack")]) == 0
    return folder


def on_processor(pack: Pack) -> Predictor:
    return Predictor.on_device(pack, Device("cpu", "Processor", None, None, True, ""))


def test_regions_with_enough_places_get_a_member_and_the_others_are_named(finished):
    pack = load_pack(finished / "pack")
    assert list(pack.members) == ["Western forest"]
    choices = {row["region"]: row for row in json.loads((finished / "run" / "regions.json").read_text())}
    assert set(choices) == {"Western forest", "Eastern forest"}
    assert (choices["Western forest"]["places"], choices["Western forest"]["held_out"]) == (3, 1)
    assert "1 training places, and 2 are needed" in choices["Eastern forest"]["reason"]
    assert any(choices["Eastern forest"]["reason"] in limit for limit in pack.metadata["limits"])
    assert (finished / "run" / "report.html").is_file()


def test_member_is_trained_on_its_region_and_holds_out_what_the_global_model_held_out(
    finished, dataset, western_fold
):
    (chips,) = (finished / "run").glob("region_*_western_forest/chips.txt")
    settings = DetectChipsSettings(**TINY, train_folds=[western_fold], only=str(chips))
    own = DetectChips(settings, dataset.folder, 2, 1)
    whole = DetectChips(DetectChipsSettings(**TINY, train_folds=[western_fold]), dataset.folder, 2, 1)
    assert {chip.place for chip in own.trained} < {chip.place for chip in whole.trained}
    assert own.held_out == whole.held_out
    assert all(chip.lon < 27 for chip in own.trained)


def test_engine_runs_the_member_inside_its_region_and_the_global_model_outside(finished):
    pack = load_pack(finished / "pack")
    whole, member = load_pack(finished / "run" / "global" / "pack"), pack.members["Western forest"]
    bands = np.random.default_rng(0).normal(size=(3, 12, SIDE, SIDE)).astype(np.float32)
    places = np.array([[21.0, -5.0], [28.0, -5.0], [30.0, -5.0]])
    presence = np.ones(12, np.float32)
    dispatched = on_processor(pack).predict(bands, presence, places)
    by_whole, by_member = (on_processor(one).predict(bands, presence) for one in (whole, member))
    for index, expected in enumerate((by_member, by_whole, by_member)):
        np.testing.assert_allclose(dispatched[index].values[1], expected[index].values[1], atol=1e-6)
    assert np.abs(by_whole[0].values[1] - by_member[0].values[1]).max() > 1e-6


def test_engine_finds_on_scenes_what_evaluation_finds_on_chips(finished, dataset, tmp_path):
    pack = load_pack(finished / "pack")
    chips = [dataset.split("val").chips[0], next(chip for chip in dataset.chips if chip.lon == 28.0)]
    assert len(next(iter(predict_chips(pack, dataset, chips))).detections.scores) > 0
    assert_engine_agrees(pack, dataset, chips, tmp_path)


def test_figures_of_the_region_are_those_of_the_member_alone(finished, dataset):
    pack = load_pack(finished / "pack")
    rows = pack.metadata["evaluation"]
    notes = {row["note"].split(";")[0] for row in rows}
    assert {"global model alone", "Western forest, its own model", "Western forest, global model"} <= notes
    val = dataset.split("val")  # its one place lies in the western forest
    member = load_pack(finished / "run" / "region_1_western_forest" / "pack")
    for own, alone in zip(
        predict_chips(pack, val, val.chips), predict_chips(member, val, val.chips), strict=True
    ):
        np.testing.assert_allclose(own.detections.scores, alone.detections.scores, atol=1e-6)
    whole = load_pack(finished / "run" / "global" / "pack")
    again = compare(pack, whole, dataset, {chip.id: "Western forest" for chip in val.chips}, "val")
    assert [(row.metric, row.value) for row in again] == [(row["metric"], row["value"]) for row in rows]


def test_resumed_run_trains_nothing_that_is_finished(finished, dataset, layer, western_fold):
    made = {path: path.stat().st_mtime_ns for path in (finished / "run").rglob("weights.safetensors")}
    (finished / "run" / "report.html").unlink()
    given = changes(dataset, layer, finished, western_fold)
    assert train_main([str(RECIPE), "--set", *given, "--out", str(finished / "pack"), "--resume"]) == 0
    assert len(made) == 2
    assert made == {path: path.stat().st_mtime_ns for path in (finished / "run").rglob("weights.safetensors")}
    assert (finished / "run" / "report.html").is_file()


def test_member_that_is_no_better_is_left_to_the_global_model(
    finished, dataset, layer, western_fold, tmp_path
):
    shutil.copytree(finished / "run", tmp_path / "run")
    given = changes(dataset, layer, tmp_path, western_fold, **{"procedure.settings.keep_worse": False})
    # The same weights for both: a tie.
    (own,) = (tmp_path / "run").glob("region_*_western_forest/pack")
    shutil.rmtree(own)
    shutil.copytree(tmp_path / "run" / "global" / "pack", own)
    assert train_main([str(RECIPE), "--set", *given, "--out", str(tmp_path / "pack"), "--resume"]) == 0
    pack = load_pack(tmp_path / "pack")
    assert pack.dispatch is None and not pack.members
    row = next(
        row
        for row in json.loads((tmp_path / "run" / "regions.json").read_text())
        if row["own_figure"] is not None
    )
    assert row["own_figure"] == row["global_figure"] and not row["is_kept"]


def test_chips_get_the_region_that_they_lie_in(dataset, layer, tmp_path):
    path = tmp_path / "regions.geojson"
    names = write_regions(layer, "ECO_NAME", dataset.chips, path)
    assert names == ("Eastern forest", "Western forest")
    region_of = region_of_chips(path, "ECO_NAME", dataset.chips)
    for chip in dataset.chips:
        expected = next((name for name, (west, _, east, _) in BOXES if west <= chip.lon <= east), None)
        assert region_of.get(chip.id) == expected


def test_layer_that_covers_no_chip_is_refused(dataset, layer, tmp_path):
    elsewhere = [chip for chip in dataset.chips if chip.place == "place6"]
    with pytest.raises(DataError) as caught:
        write_regions(layer, "ECO_NAME", elsewhere, tmp_path / "regions.geojson")
    assert caught.value.code == "no_region"


def test_file_of_two_layers_is_told_by_the_recipes_key_and_read_by_it(dataset, layer, tmp_path, capsys):
    two = tmp_path / "two.gpkg"
    meta, _, wkb, columns = pyogrio.raw.read(layer)
    for name in ("ecoregions", "countries"):
        pyogrio.raw.write(
            two, wkb, columns, list(meta["fields"]), layer=name, geometry_type="Polygon", crs=meta["crs"],
            driver="GPKG", append=two.exists(),
        )  # fmt: skip
    assert train_main([str(RECIPE), "--set", *changes(dataset, two, tmp_path, 0)]) == 2
    told = capsys.readouterr().err
    assert "procedure.settings.layer_name=NAME" in told and "--layer" not in told
    names = write_regions(two, "ECO_NAME", dataset.chips, tmp_path / "regions.geojson", "ecoregions")
    assert names == ("Eastern forest", "Western forest")


@pytest.mark.parametrize(
    ("change", "named"),
    [("settings.train_folds=[0, 1]", "train_folds"), ("train.devices=2", "train.devices")],
)
def test_recipe_that_can_not_run_by_region_is_refused(dataset, layer, tmp_path, change, named, capsys):
    given = [*changes(dataset, layer, tmp_path, 0), change]
    assert train_main([str(RECIPE), "--set", *given]) == 2
    assert named in capsys.readouterr().err


def test_recipe_as_it_stands_is_valid():
    assert load_recipe(RECIPE).procedure.name == "by_region"
