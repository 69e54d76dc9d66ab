"""Packs that see all, on a made data set: figures are what they must be, places make the intervals."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import onnx
import pytest

from mining_detector_plugin.engine.pack import load_pack
from tests.packs import brightness_classifier, brightness_segmenter, fixed_detector
from tests.trainer.made_dataset import make_dataset
from trainer.evaluation.intervals import bootstrap_samples, interval, place_draws
from trainer.evaluation.measure import EvaluationError, measure_pack
from trainer.evaluation.on_dataset import evaluate_on_dataset
from trainer.evaluation.rules import TestRule


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("dataset"), per_place=8, size=64)


def test_pack_that_sees_all_mines_has_perfect_figures(dataset, tmp_path):
    pack = load_pack(brightness_classifier(tmp_path / "pack", cut=0.25, tile=64, stride=64))
    rows = {row.metric: row for row in evaluate_on_dataset(pack, dataset, "train")}
    for metric in ("roc_auc", "average_precision", "f1", "f2", "best_f1"):
        assert rows[metric].value == 1.0 and rows[metric].count == 40
    assert "over 5 places" in rows["roc_auc"].note
    assert rows["ece"].value < 0.02


def test_one_place_has_figures_and_no_interval(dataset, tmp_path):
    pack = load_pack(brightness_classifier(tmp_path / "pack", cut=0.25))
    rows = evaluate_on_dataset(pack, dataset, "val")
    assert all("no interval: one place only" in row.note for row in rows)


def test_segmenter_is_measured_by_chip_by_pixel_and_by_site(dataset, tmp_path):
    pack = load_pack(brightness_segmenter(tmp_path / "pack", cut=0.24))
    rule = TestRule(class_map={"tailings": "open_pit"})  # the pack takes all that is bright for a pit
    rows = {row.metric: row.value for row in evaluate_on_dataset(pack, dataset, "train", rule=rule)}
    assert rows["roc_auc"] == 1.0
    assert rows["iou_open_pit"] > 0.95 and rows["iou_mine"] > 0.95 and rows["boundary_f1_mine"] > 0.95
    assert rows["object_recall"] == rows["object_precision"] == 1.0


def test_detector_is_measured_by_box_and_by_site(dataset, tmp_path):
    pack = load_pack(fixed_detector(tmp_path / "pack", box=(0, 0, 64, 64)))
    rows = {row.metric: row.value for row in evaluate_on_dataset(pack, dataset, "train")}
    truth = [dataset.boxes(chip)[0] for chip in dataset.split("train").chips if chip.tags]
    shares = np.array([(box[3] - box[1]) * (box[4] - box[2]) / 64**2 for box in truth])
    assert rows["object_recall"] == pytest.approx((shares >= 0.3).mean())
    assert rows["object_precision"] == pytest.approx((shares >= 0.3).sum() / 40)
    assert rows["ap50_mine"] >= 0 and "ap50_open_pit" in rows and "ap50_tailings" not in rows


def test_tags_are_measured_by_their_own_thresholds(dataset, tmp_path):
    folder = brightness_classifier(tmp_path / "pack", cut=0.25, tile=64, stride=64)
    _doubled_logit(folder, ["mine", "open_pit"], {"default": 0.5, "open_pit": 0.6})
    pack = load_pack(folder)
    chips = dataset.split("train").chips
    rows = {row.metric: row for row in evaluate_on_dataset(pack, dataset, "train")}
    # Both classes answer "mine": each pit is right twice, each tailings pond once, and once wrong.
    mines, pits = (sum(tag in chip.tags for chip in chips) for tag in ("mine", "open_pit"))
    micro = 5 * (mines + pits) / (5 * (mines + pits) + mines - pits)
    assert rows["f2_micro"].value == pytest.approx(micro)
    assert rows["f2_macro"].value == pytest.approx((1 + 5 * pits / (4 * pits + mines)) / 2)
    assert "2 tags: mine, open_pit" in rows["f2_micro"].note


def _doubled_logit(folder, classes, thresholds):
    """Give a classifier of one class a second one with the same score."""
    model = onnx.load(folder / "model.onnx", load_external_data=False)
    model.graph.node.append(onnx.helper.make_node("Concat", ["logits", "logits"], ["both"], axis=1))
    model.graph.output[0].name = "both"
    onnx.save(model, folder / "model.onnx")
    metadata = json.loads((folder / "model.json").read_text())
    entries = [{"value": value, "name": name} for value, name in enumerate(classes)]
    metadata["mlm:output"][0]["classification:classes"] = entries
    metadata["thresholds"] = thresholds
    (folder / "model.json").write_text(json.dumps(metadata))


def test_samples_of_tags_are_those_of_scikit_learn(dataset, tmp_path):
    folder = brightness_classifier(tmp_path / "pack", cut=0.25, tile=64, stride=64)
    _doubled_logit(folder, ["mine", "open_pit"], {"default": 0.5})
    pack, chips = load_pack(folder), dataset.split("train")
    measured = measure_pack(pack, chips, TestRule(tests=("multilabel",)), draws=2)
    (evidence,) = measured.evidence
    assert evidence.measure(np.ones(5)) == pytest.approx(evidence.figures())


def test_chip_counts_for_the_tags_that_its_source_states(dataset, tmp_path):
    folder = brightness_classifier(tmp_path / "pack", cut=0.25, tile=64, stride=64)
    _doubled_logit(folder, ["mine", "open_pit"], {"default": 0.5})
    stating = replace(dataset, metadata={**dataset.metadata, "tags_stated": {"made": ["mine"]}})
    rows = {row.metric: row.value for row in evaluate_on_dataset(load_pack(folder), stating, "train")}
    assert rows["f2_micro"] == rows["f2_macro"] == 1.0, "what it says of open pits is not counted"


def test_pack_that_needs_a_band_more_is_refused(tmp_path):
    dataset = make_dataset(tmp_path / "data", per_place=1, bands=("B02", "B03", "B04"))
    pack = load_pack(brightness_classifier(tmp_path / "pack", needed=("B04", "B12")))
    with pytest.raises(EvaluationError, match="needs B12"):
        measure_pack(pack, dataset)


def test_data_set_without_a_fitting_test_is_refused(dataset, tmp_path):
    pack = load_pack(brightness_classifier(tmp_path / "pack"))
    with pytest.raises(EvaluationError, match="No test of segmentation"):
        measure_pack(pack, dataset, TestRule(tests=("segmentation",)))


def test_split_without_chips_is_refused(dataset, tmp_path):
    pack = load_pack(brightness_classifier(tmp_path / "pack"))
    with pytest.raises(EvaluationError, match="no chip"):
        evaluate_on_dataset(pack, dataset.split("train"), "val")


class _MeanOfPlaces:
    """Stands for a test whose figure is a plain mean over places."""

    test = "mean"

    def __init__(self, values):
        self.values = np.asarray(values, float)
        self.places = tuple(map(str, range(len(values))))

    def measure(self, weights):
        return {"mean": float(self.values @ weights / weights.sum())}


def test_interval_of_a_mean_is_that_of_the_normal_theory():
    values = np.random.default_rng(0).normal(5, 2, 200)
    low, high = interval(bootstrap_samples(_MeanOfPlaces(values), draws=2000)["mean"])
    half = 1.96 * values.std() / np.sqrt(200)
    assert (low, high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.06)


def test_samples_of_two_packs_belong_together_draw_by_draw():
    values = np.random.default_rng(0).normal(5, 2, 30)
    first = bootstrap_samples(_MeanOfPlaces(values), draws=100)["mean"]
    second = bootstrap_samples(_MeanOfPlaces(values + 0.1), draws=100)["mean"]
    assert second - first == pytest.approx(np.full(100, 0.1))


def test_draw_has_as_many_places_as_there_are():
    assert all(weights.sum() == 7 for weights in place_draws(7, 50))
    assert interval(np.array([np.nan] * 6 + [1.0] * 4)) is None
