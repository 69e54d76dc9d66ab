"""A pack gets a filter by its recipe: judged hits, figures before and after, and the engine removes the same hits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import yaml

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.image_source import ImageInMemory
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.precision_filter import passes_filter
from tests.packs import brightness_classifier, brightness_segmenter, fixed_detector
from tests.trainer.engine_agreement import assert_engine_agrees
from tests.trainer.made_dataset import make_dataset
from trainer.evaluation.prediction import predict_chips
from trainer.packs.card import card_text
from trainer.packs.check import check_pack
from trainer.precision.evaluation import kept_hits
from trainer.precision.hits import collect_hits, filter_features_of, shared_bands
from trainer.procedures.precision_filter import Settings, fold_networks, training_hits
from trainer.recipe import load_recipe
from trainer.train import main

SAID = {
    "description": "Made.", "license": "GPL-3.0-or-later", "created": "2026-11-21T12:00:00Z", "threshold_rule": "Made.",
    "mlm:total_parameters": 0, "training_data": [], "limits": ["Made."],
    "evaluation": [{"data": "other", "split": "val", "metric": "iou", "value": 0.5, "count": 3, "date": "2026-11-21",
                    "command": "measure", "note": ""}],
}  # fmt: skip


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """A data set in which the pack finds open pits, and what is bright in the visible bands alone is no mine."""
    made = make_dataset(tmp_path_factory.mktemp("made") / "made", per_place=16)
    for chip in made.chips:
        with rasterio.open(made.mask_path(chip), "r+") as raster:
            mask = raster.read(1)
            mask[mask == made.classes.index("tailings")] = 0
            raster.write(mask, 1)
    return made


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return load_pack(brightness_segmenter(tmp_path_factory.mktemp("pack") / "pack", cut=0.25, **SAID))


def recipe_file(folder, data_root, pack, **settings):
    values = {
        "name": "made-filtered", "version": "1.0.0", "description": "Made, filtered.", "task": "segment",
        "data_root": str(data_root), "run_folder": str(folder / "run"), "pack": str(folder / "pack"),
        "network": {"start_from": str(pack)},
        "procedure": {"name": "precision_filter", "settings": {"least_hits": 5, **settings}},
    }  # fmt: skip
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def finished(tmp_path_factory, dataset, pack):
    folder = tmp_path_factory.mktemp("finished")
    assert main([str(recipe_file(folder, dataset.folder, pack.folder))]) == 0
    return folder


def test_hits_are_judged_by_the_mask_and_their_statistics_are_those_of_the_pixels(dataset, pack):
    chips = dataset.split("train").chips
    features = filter_features_of(shared_bands(chips))
    found = list(collect_hits(pack, dataset, chips, features))
    with_hits = [chip for chip in found if chip.hits]
    assert {("open_pit" in chip.chip.tags) for chip in with_hits} == {True, False}
    for chip in with_hits:
        (hit,) = chip.hits
        is_pit = "open_pit" in chip.chip.tags
        assert hit.is_true is is_pit and (hit.site == 0) is is_pit and chip.sites == int(is_pit)
        pixels = dataset.read(chip.chip)
        inside = np.zeros(pixels.is_valid.shape, bool)
        left, top, right, bottom = (round(value) for value in hit.geometry.bounds)
        inside[top:bottom, left:right] = True
        for band in ("B04", "B11"):
            values = pixels.reflectance[PACK_BANDS.index(band)][inside]
            assert hit.features[features.index(f"mean_{band}")] == pytest.approx(values.mean(), abs=0.01)
            assert hit.features[features.index(f"p90_{band}")] == pytest.approx(
                np.percentile(values, 90), abs=0.02
            )
    assert not any(chip.hits for chip in found if not chip.chip.tags)


def test_hit_on_ground_that_nobody_labelled_is_not_judged(dataset, pack, tmp_path):
    copy = make_dataset(tmp_path / "made", per_place=2)
    for chip in copy.chips:
        with rasterio.open(copy.mask_path(chip), "r+") as raster:
            raster.write(np.full((64, 64), 255, np.uint8), 1)
    found = list(collect_hits(pack, copy, copy.chips, ("mean_B04",)))
    assert [hit.is_true for chip in found for hit in chip.hits] == [None] * 7
    assert not any(chip.sites for chip in found)


@pytest.mark.parametrize(("meaning", "judged"), [("background", False), ("unlabelled", None)])
@pytest.mark.parametrize("says_it", ["pack", "recipe"])
def test_class_that_is_no_mine_to_the_pack_makes_no_true_hit(tmp_path, meaning, judged, says_it):
    made = make_dataset(tmp_path / "made", per_place=4)
    meanings = {"tailings": meaning}
    of_pack = {"class_map": meanings} if says_it == "pack" else {}
    pack = load_pack(brightness_segmenter(tmp_path / "pack", cut=0.25, **of_pack))
    of_recipe = meanings if says_it == "recipe" else None
    found = list(collect_hits(pack, made, made.chips, ("mean_B04",), class_map=of_recipe))
    by_tag = {tag: [(hit.is_true, hit.site, chip.sites) for chip in found if tag in chip.chip.tags for hit in chip.hits]
              for tag in ("open_pit", "tailings")}  # fmt: skip
    assert set(by_tag["open_pit"]) == {(True, 0, 1)} and set(by_tag["tailings"]) == {(judged, None, 0)}


def test_box_of_a_class_that_is_no_mine_to_the_pack_makes_no_true_hit(tmp_path):
    made = make_dataset(tmp_path / "made", per_place=2, size=64)
    boxes_alone = replace(made, chips=tuple(replace(chip, has_mask=False) for chip in made.chips))
    chip = next(chip for chip in boxes_alone.chips if "tailings" in chip.tags)
    box = boxes_alone.boxes(chip)[0, 1:].tolist()
    pack = load_pack(fixed_detector(tmp_path / "pack", box=box, tile=64, overlap=0))
    judged = {}
    for meaning in ("tailings", "background", "unlabelled"):
        (found,) = collect_hits(pack, boxes_alone, [chip], ("mean_B04",), class_map={"tailings": meaning})
        judged[meaning] = ({hit.is_true for hit in found.hits}, found.sites)
    assert judged == {"tailings": ({True}, 1), "background": ({False}, 0), "unlabelled": ({None}, 0)}


@pytest.mark.parametrize("kind", ["segmenter", "detector"])
def test_hits_of_a_filtered_pack_are_all_its_hits(tmp_path, kind):
    made = make_dataset(tmp_path / "made", per_place=2, size=64)
    filters_all = {
        "features": ["mean_B04"], "mean": [0.0], "stddev": [1.0], "by": None, "threshold": 0.5, "bands": ["B04"],
        "models": {"all": {"coefficients": [0.0], "intercept": -9.0}},
    }  # fmt: skip
    found = {}
    for name, extra in (("plain", {}), ("filtered", {"precision_filter": filters_all})):
        folder = tmp_path / name
        if kind == "segmenter":
            folder = brightness_segmenter(folder, cut=0.25, **extra)
        else:
            folder = fixed_detector(folder, box=[8, 8, 40, 40], tile=64, overlap=0, **extra)
        found[name] = list(collect_hits(load_pack(folder), made, made.chips, ("mean_B04",)))
    assert found["filtered"] == found["plain"]
    assert sum(len(chip.hits) for chip in found["plain"]) > 0


def test_filtered_pack_is_named_after_the_pack_that_it_was_made_from(dataset, tmp_path):
    base = load_pack(
        brightness_segmenter(tmp_path / "base", cut=0.25, **SAID, **{"mlm:name": "mine-outliner"})
    )
    recipe = Path(__file__).resolve().parents[3] / "trainer" / "recipes" / "precision_filter.yaml"
    changes = [f"data_root={dataset.folder}", f"run_folder={tmp_path / 'run'}", f"network.start_from={base.folder}",
               "procedure.settings.least_hits=5"]  # fmt: skip
    assert main([str(recipe), "--set", *changes, "--out", str(tmp_path / "pack")]) == 0
    pack = load_pack(tmp_path / "pack")
    assert pack.name == "mine-outliner-filtered"
    assert pack.metadata["description"].startswith(base.metadata["description"].strip())


def test_filter_removes_what_is_no_mine_at_places_that_it_never_saw(finished):
    pack = load_pack(finished / "pack")
    rows = {row["metric"]: row for row in pack.metadata["evaluation"]}
    assert rows["hit_precision_unfiltered"]["value"] == 0.5
    assert rows["hit_precision"]["value"] == 1.0
    assert rows["false_hits_removed"]["value"] == 1.0 and rows["false_hits_removed"]["count"] == 4
    assert rows["site_recall"]["value"] == rows["site_recall_unfiltered"]["value"] == 1.0
    assert rows["iou"]["note"] == "without the precision filter"


def test_engine_removes_the_hits_that_the_trainer_counted(finished, dataset):
    pack = load_pack(finished / "pack")
    part = pack.precision_filter
    chips = dataset.split("test").chips
    kept = []
    for found in collect_hits(pack, dataset, chips, part.features):
        pixels = dataset.read(found.chip)
        source = ImageInMemory(pixels.reflectance, pixels.is_valid, PACK_BANDS)
        by_engine = passes_filter(
            part, source, [hit.geometry for hit in found.hits], [hit.kind for hit in found.hits],
            lambda points: points, lambda: None,
        )  # fmt: skip
        by_trainer = kept_hits(part, found.hits, [None] * len(found.hits))
        np.testing.assert_array_equal(by_engine, by_trainer)
        kept += by_engine.tolist()
    assert {True, False} == set(kept)


def test_engine_draws_on_scenes_what_evaluation_counts_on_chips(finished, dataset, tmp_path):
    pack, chips = load_pack(finished / "pack"), dataset.split("test").chips[:6]
    assert_engine_agrees(pack, dataset, chips, tmp_path)
    drawn = [bool(prediction.is_mine.any()) for prediction in predict_chips(pack, dataset, chips)]
    assert drawn == ["open_pit" in chip.tags for chip in chips] and any(
        "tailings" in chip.tags for chip in chips
    )


def test_card_and_report_show_the_coefficients(finished):
    metadata = json.loads((finished / "pack" / "model.json").read_text())
    card = (finished / "pack" / "README.md").read_text()
    assert card == card_text(metadata)
    assert "## Precision filter" in card and "not trained on" in card
    report = (finished / "run" / "report.html").read_text()
    weighty = [
        name
        for name, value in zip(
            metadata["precision_filter"]["features"],
            metadata["precision_filter"]["models"]["all"]["coefficients"],
            strict=True,
        )
        if value
    ]
    assert weighty and len(weighty) < len(metadata["precision_filter"]["features"]) / 2
    assert all(f"| {name} |" in card and name in report for name in weighty)


def test_filter_by_type_has_a_model_for_a_type_with_enough_hits(dataset, pack, tmp_path):
    assert main([str(recipe_file(tmp_path, dataset.folder, pack.folder, by="type"))]) == 0
    fields = load_pack(tmp_path / "pack").metadata["precision_filter"]
    assert fields["by"] == "type" and set(fields["models"]) == {"all", "open_pit"}


def test_filter_by_region_carries_its_regions(dataset, pack, tmp_path):
    west_east = [("west", 10, 25), ("east", 25, 40)]
    features = [
        {"type": "Feature", "properties": {"eco": name},
         "geometry": {"type": "Polygon",
                      "coordinates": [[[a, -10], [b, -10], [b, 0], [a, 0], [a, -10]]]}}
        for name, a, b in west_east
    ]  # fmt: skip
    regions = tmp_path / "regions.geojson"
    regions.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    path = recipe_file(tmp_path, dataset.folder, pack.folder, by="region", regions=str(regions), column="eco")
    assert main([str(path)]) == 0
    made = load_pack(tmp_path / "pack")
    assert set(made.metadata["precision_filter"]["models"]) == {"all", "west", "east"}
    assert made.precision_filter.regions_path.parent == made.folder
    assert not [finding for finding in check_pack(made.folder) if "does not belong" in finding]


def test_what_the_user_can_mend_is_told(dataset, pack, tmp_path, capsys):
    classifier = brightness_classifier(tmp_path / "classifier")
    for problem, arguments in (
        ("gives no outlines", [f"network.start_from={classifier}"]),
        ("true and", ["procedure.settings.least_hits=500"]),
        ("no file of regions", ["procedure.settings.by=region"]),
        ("There is no data set", [f"data_root={tmp_path}"]),
    ):
        path = recipe_file(tmp_path, dataset.folder, pack.folder)
        assert main([str(path), "--set", *arguments]) == 2, problem
        assert problem in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()


@pytest.fixture(scope="module")
def base_run(tmp_path_factory, dataset):
    """A run that trained two folds of the data set, for a step each."""
    folder = tmp_path_factory.mktemp("base")
    values = {
        "name": "base", "version": "0", "description": "Made.", "task": "segment_chips", "logger": "none",
        "data_root": str(dataset.folder), "run_folder": str(folder / "run"),
        "network": {"name": "segmenter_unet", "arguments": {"decoder_channels": [8, 8, 8, 8], "detail_channels": 8}},
        "train": {"epochs": 1, "batch_size": 8},
        "settings": {"size": 64, "folds": 5, "train_folds": [0, 1], "steps": 1, "overlap": 16, "elastic": None,
                     "classes": ["open_pit"]},
    }  # fmt: skip
    (folder / "recipe.yaml").write_text(yaml.safe_dump(values), encoding="utf-8")
    assert main([str(folder / "recipe.yaml")]) == 0
    return folder / "run"


def test_hits_of_a_run_by_folds_come_from_the_network_that_did_not_see_the_place(dataset, base_run, tmp_path):
    base = load_pack(base_run / "pack")
    recipe = load_recipe(recipe_file(tmp_path, dataset.folder, base.folder))
    folds = list(fold_networks(recipe, base_run))
    held_out = [chips for _, chips in folds]
    assert len(folds) == 2 and not held_out[0] & held_out[1]
    place_of = {chip.id: chip.place for chip in dataset.split("train").chips}
    for predict, chips in folds:
        assert chips == {
            name for name, place in place_of.items() if place in {place_of[chip] for chip in chips}
        }
        bands, presence = np.ones((1, 12, 64, 64), np.float32), np.ones((1, 12), np.float32)
        assert predict(bands, presence)[0].shape == (1, 2, 64, 64)
    outputs = [predict(np.ones((1, 12, 64, 64), np.float32), presence)[0] for predict, _ in folds]
    assert np.abs(outputs[0] - outputs[1]).max() > 0
    found, origin = training_hits(
        base, recipe, Settings(base_run=str(base_run)), dataset.split("train"), ("mean_B04",)
    )
    assert {chip.chip.id for chip in found} == held_out[0] | held_out[1]
    assert "did not see the place" in origin
