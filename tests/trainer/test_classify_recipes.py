"""The recipes that classify chips: a few steps on made data, the pack's figures, and the same in the engine."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from sklearn.metrics import fbeta_score

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.cells import classify_cells
from mining_detector_plugin.engine.dehaze import estimate_haze
from mining_detector_plugin.engine.mine_types import classify_types
from mining_detector_plugin.engine.pack import Pack, load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.runtimes import OnnxRuntime
from mining_detector_plugin.engine.scene import open_scene
from tests.rasters import write_reflectance
from trainer.data.dataset import Chip, Dataset, open_dataset, write_index
from trainer.evaluate import main as evaluate_main
from trainer.evaluation.prediction import predict_chips
from trainer.recipe import load_recipe
from trainer.train import main as train_main

from .made_dataset import make_dataset

RECIPES = Path(__file__).resolve().parents[2] / "trainer" / "recipes"
TINY = "network.arguments={backbone: test_resnet}"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("chips") / "data", per_place=6, size=48)


def train_recipe(name: str, folder: Path, data: Path, *changes: str, resume: bool = False) -> Pack:
    """Train a recipe of trainer/recipes by the command, and return its pack."""
    common = (
        f"data_root={data}", f"run_folder={folder / 'run'}", "logger=none", "train.device=cpu", "train.epochs=1",
        "settings.size=48", "settings.folds=2",
    )  # fmt: skip
    arguments = [str(RECIPES / f"{name}.yaml"), "--out", str(folder / "pack"), "--set", *common, *changes]
    code = train_main([*arguments, "--resume"] if resume else arguments)
    assert code == 0
    return load_pack(folder / "pack")


def engine_score(pack: Pack, dataset: Dataset, chip: Chip, folder: Path) -> float:
    """Return the score that the engine's stage gives the one cell of a scene which is this chip."""
    pixels = dataset.read(chip)
    channels = [PACK_BANDS.index(name) for name in chip.bands]
    path = write_reflectance(folder / "scene.tif", pixels.reflectance[channels], chip.bands)
    with open_scene(path) as scene:
        haze = estimate_haze(scene, pack.metadata["preprocessing"]["dehaze"])
        predictor = Predictor(pack, lambda wanted: OnnxRuntime(wanted, 1), haze)
        cells = classify_cells(
            scene, load_aoi(None, scene), predictor, StageProgress(Reporter(), "", 0, 1, "")
        )
    assert cells.scores.shape == (1, 1)
    return float(cells.scores[0, 0])


def assert_engine_agrees(pack: Pack, dataset: Dataset, folder: Path) -> None:
    """Hold the engine's scores of the val chips against those that the trainer's evaluation is made of."""
    chips = dataset.split("val").chips
    own = [prediction.mine_score for prediction in predict_chips(pack, dataset, chips)]
    found = [engine_score(pack, dataset, chip, folder) for chip in chips]
    np.testing.assert_allclose(found, own, atol=2e-4)
    assert np.ptp(own) > 0


def out_of_fold(folder: Path) -> list[dict[str, str]]:
    with (folder / "run" / "out_of_fold.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_maxvit_recipe_is_what_was_published():
    recipe = load_recipe(RECIPES / "classify_maxvit_12_band.yaml")
    settings = recipe.task_settings()
    assert recipe.network.arguments["backbone"] == "maxvit_tiny_tf_512" and settings.size == 512
    assert (recipe.train.epochs, recipe.train.batch_size) == (10, 4)
    assert (recipe.train.learning_rate, recipe.train.weight_decay) == (1e-4, 1e-2)
    assert (recipe.train.warmup_share, recipe.train.monitor, recipe.train.monitor_mode) == (
        0.0,
        "log_loss",
        "min",
    )
    assert settings.folds * len(settings.views) == 25 and settings.train_folds is None
    assert settings.sampler == "weighted" and settings.weighted_loss


@pytest.fixture(scope="module")
def maxvit(dataset, tmp_path_factory) -> Path:
    """The folder of a finished run of the MaxViT recipe, at a tiny size."""
    folder = tmp_path_factory.mktemp("maxvit")
    (folder / "exclude.txt").write_text("p0_0  # low entropy\n")
    train_recipe(
        "classify_maxvit_12_band", folder, dataset.folder, f"settings.exclude={folder / 'exclude.txt'}",
        TINY, "settings.views=[as_is, turn_90]", "train.learning_rate=0.003",
    )  # fmt: skip
    return folder


def test_maxvit_pack_is_the_mean_of_folds_and_views(maxvit):
    pack = load_pack(maxvit / "pack")
    assert pack.network["name"] == "ensemble"
    assert (pack.network["arguments"]["count"], pack.network["arguments"]["views"]) == (
        2,
        ["as_is", "turn_90"],
    )
    assert pack.network["arguments"]["arguments"]["backbone"] == "test_resnet"
    assert len(pack.needed_bands) == 12 and (pack.tile, pack.stride) == (48, 48)


def test_every_chip_is_predicted_once_by_a_network_that_did_not_see_its_place(maxvit, dataset):
    rows = out_of_fold(maxvit)
    trained = {chip.id for chip in dataset.split("train").chips} - {"p0_0"}
    assert len(rows) == len(trained) and {row["id"] for row in rows} == trained
    truth = {chip.id: "mine" in chip.tags for chip in dataset.chips}
    assert all(int(row["shown_mine"]) == truth[row["id"]] for row in rows)


def test_maxvit_pack_gives_the_same_scores_in_the_engine(maxvit, dataset, tmp_path):
    assert_engine_agrees(load_pack(maxvit / "pack"), dataset, tmp_path)


def test_maxvit_pack_is_measured_on_val_by_the_command_as_in_its_card(maxvit, dataset, tmp_path):
    rows = tmp_path / "rows.json"
    assert evaluate_main([str(maxvit / "pack"), "--data", str(dataset.folder), "--json", str(rows)]) == 0
    measured = {row["metric"]: row["value"] for row in json.loads(rows.read_text())}
    written = {row["metric"]: row["value"] for row in load_pack(maxvit / "pack").metadata["evaluation"]}
    assert measured == pytest.approx(written) and {"log_loss", "roc_auc", "f1", "f2", "ece"} <= set(measured)
    (log_loss,) = (row for row in json.loads(rows.read_text()) if row["metric"] == "log_loss")
    assert log_loss["count"] == len(dataset.split("val"))


def test_maxvit_backbone_of_one_size_becomes_a_pack(dataset, tmp_path):
    pack = train_recipe(
        "classify_maxvit_12_band", tmp_path, dataset.folder, "settings.exclude=null", "settings.train_folds=[0]",
        "settings.views=[as_is]", "settings.size=64", "network.arguments={backbone: test_maxvit, image_size: 64}",
        "settings.steps=1",
    )  # fmt: skip
    assert pack.fixed_size == (64, 64) and pack.network["arguments"]["backbone"] == "test_maxvit"


def test_missing_list_of_low_entropy_chips_is_told(dataset, tmp_path, capsys):
    arguments = [str(RECIPES / "classify_maxvit_12_band.yaml"), "--set", f"data_root={dataset.folder}"]
    assert train_main([*arguments, f"run_folder={tmp_path / 'run'}"]) == 2
    assert "explore.py" in capsys.readouterr().err


def test_network_learns_from_a_few_steps_and_sees_only_the_bands_that_are_there(tmp_path):
    data = make_dataset(tmp_path / "data", per_place=8, size=48, bands=("B02", "B03", "B04"))
    pack = train_recipe(
        "classify_maxvit_12_band", tmp_path, data.folder, TINY, "settings.exclude=null", "settings.train_folds=[0]",
        "settings.views=[as_is]", "train.epochs=6", "train.learning_rate=0.01", "settings.hole_share=0",
        "train.patience=null", "settings.turn_share=0",
    )  # fmt: skip
    assert pack.network["arguments"]["used_channels"] == [1, 2, 3] and pack.needed_bands == (
        "B02",
        "B03",
        "B04",
    )
    scores = {p.chip.id: p.mine_score for p in predict_chips(pack, open_dataset(data.folder), data.chips)}
    mines = [scores[chip.id] for chip in data.split("test").chips if chip.tags]
    others = [scores[chip.id] for chip in data.split("test").chips if not chip.tags]
    assert np.mean(mines) > np.mean(others)


def tagged_dataset(folder: Path, tags: list[str]) -> Dataset:
    """Return made chips that show the given tags in turn; chips with a mine are clear, the others hazy."""
    made = make_dataset(folder, per_place=6, size=48, bands=("B02", "B03", "B04", "B08"))
    chips = []
    for number, chip in enumerate(made.chips):
        weather = tags[0] if "mine" in chip.tags else tags[3]
        chips.append(replace(chip, tags=tuple(dict.fromkeys((weather, tags[number % len(tags)])))))
    write_index(replace(made, chips=tuple(chips), tags=tuple(tags)))
    return open_dataset(folder)


def test_scene_tags_recipe_makes_a_pack_of_17_tags_that_the_engine_runs_without_haze(tmp_path):
    tags = load_recipe(RECIPES / "multilabel_scene_tags.yaml").settings["classes"]
    assert len(tags) == 17 and {"artisinal_mine", "conventional_mine", "blow_down", "partly_cloudy"} <= set(
        tags
    )
    data = tagged_dataset(tmp_path / "data", tags)
    pack = train_recipe("multilabel_scene_tags", tmp_path, data.folder, TINY, "settings.views=[as_is]")
    assert list(pack.classes) == tags and pack.activation == "sigmoid"
    assert set(pack.thresholds) == {"default", *tags}
    assert pack.mine_classes == ("artisinal_mine", "conventional_mine") and pack.dehaze == "dark_channel"
    assert pack.needed_bands == ("B02", "B03", "B04", "B08")
    assert {"f2_micro", "f2_macro"} <= {row["metric"] for row in pack.metadata["evaluation"]}
    assert_engine_agrees(pack, data, tmp_path)


def test_threshold_of_each_tag_is_best_by_f2_on_out_of_fold_predictions(tmp_path):
    tags = ["clear", "water", "road", "haze"]
    data = tagged_dataset(tmp_path / "data", tags)
    pack = train_recipe(
        "multilabel_scene_tags", tmp_path, data.folder, TINY, "settings.classes=null", "settings.mine_classes=[road]",
        "settings.views=[as_is]", "settings.dehaze=constant",
    )  # fmt: skip
    rows = out_of_fold(tmp_path)
    for tag in tags:
        scores = np.array([float(row[f"probability_{tag}"]) for row in rows])
        truth = np.array([row[f"shown_{tag}"] == "1" for row in rows])
        reached = fbeta_score(truth, scores >= pack.thresholds[tag], beta=2)
        assert reached >= max(fbeta_score(truth, scores >= cut, beta=2) for cut in scores) - 0.03


def test_band_search_compares_what_the_data_hold_and_keeps_what_is_finished(tmp_path):
    data = make_dataset(tmp_path / "data", per_place=4, size=48, bands=("B02", "B03", "B04", "B08"))
    combinations = (
        "{rgb: {bands: [B02, B03, B04]}, twelve: {bands: [B01, B12]}, indices: {indices: [NDVI, NDWI]}}"
    )
    changes = (TINY, f"procedure.settings.combinations={combinations}", "procedure.settings.draws=20")
    pack = train_recipe("band_search", tmp_path, data.folder, *changes)
    run = tmp_path / "run"
    table = (run / "band_search.md").read_text()
    assert (
        "| rgb |" in table and "| indices |" in table and "twelve was left out: no chip has B01, B12" in table
    )
    assert "Band search" in (run / "band_search.html").read_text()
    assert load_pack(run / "rgb" / "pack").network["arguments"]["arguments"]["used_channels"] == [1, 2, 3]
    indices = load_pack(run / "indices" / "pack")
    assert indices.needed_bands == ("B03", "B04", "B08")
    assert pack.sha256() in (load_pack(run / name / "pack").sha256() for name in ("rgb", "indices"))
    assert_engine_agrees(indices, data, tmp_path)

    (run / "indices" / "out_of_fold.csv").unlink()
    before = (run / "rgb" / "pack" / "model.json").stat().st_mtime_ns
    older = (run / "indices" / "pack" / "model.json").stat().st_mtime_ns
    train_recipe("band_search", tmp_path, data.folder, *changes, resume=True)
    assert (run / "rgb" / "pack" / "model.json").stat().st_mtime_ns == before
    assert (run / "indices" / "pack" / "model.json").stat().st_mtime_ns > older


@pytest.mark.parametrize("procedure", ["train", "per_type"])
def test_types_recipe_makes_a_pack_that_types_polygons_in_the_engine(procedure, dataset, tmp_path):
    changes = (
        TINY, "settings.views=[as_is]", f"procedure.name={procedure}", "train.epochs=2", "train.learning_rate=0.01"
    )  # fmt: skip
    pack = train_recipe("mine_types", tmp_path, dataset.folder, *changes)
    assert pack.classes == pack.mine_classes == ("open_pit", "tailings") and pack.activation == "softmax"
    figures = {row["metric"]: row["value"] for row in pack.metadata["evaluation"]}
    assert set(figures) == {"accuracy", "f1_macro", "log_loss"}
    rows = out_of_fold(tmp_path)
    assert {row["id"] for row in rows} == {chip.id for chip in dataset.split("train").chips if chip.tags}
    sums = [float(row["probability_open_pit"]) + float(row["probability_tailings"]) for row in rows]
    np.testing.assert_allclose(sums, 1, atol=1e-5)

    chips = [chip for chip in dataset.split("val").chips if chip.tags]
    own = [prediction.class_scores for prediction in predict_chips(pack, dataset, chips)]
    truth = [pack.classes.index(chip.tags[-1]) for chip in chips]
    assert figures["accuracy"] == pytest.approx(
        np.mean([p.argmax() == t for p, t in zip(own, truth, strict=True)])
    )
    for chip, scores in zip(chips, own, strict=True):
        pixels = dataset.read(chip)
        with open_scene(write_reflectance(tmp_path / "scene.tif", pixels.reflectance, PACK_BANDS)) as scene:
            predictor = Predictor(pack, lambda wanted: OnnxRuntime(wanted, 1))
            progress = StageProgress(Reporter(), "", 0, 1, "")
            (found,) = classify_types(scene, [shapely.box(8, 8, 40, 40)], predictor, progress)
        np.testing.assert_allclose(found, scores, atol=2e-4)
    if procedure == "per_type":
        parts = [tmp_path / "run" / name / "pack" / "model.json" for name in pack.classes]
        before = [path.stat().st_mtime_ns for path in parts]
        again = train_recipe("mine_types", tmp_path, dataset.folder, *changes, resume=True)
        assert [path.stat().st_mtime_ns for path in parts] == before
        assert again.temperature == pytest.approx(pack.temperature)


def test_model_per_type_without_types_is_told(dataset, tmp_path, capsys):
    arguments = [str(RECIPES / "mine_types.yaml"), "--set", f"data_root={dataset.folder}"]
    settings = [f"run_folder={tmp_path / 'run'}", "procedure.name=per_type", "settings.labels=binary"]
    assert train_main([*arguments, *settings]) == 2
    assert "settings.labels=types" in capsys.readouterr().err
