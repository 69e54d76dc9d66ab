"""The recipe segment_dumps_pits_ponds: a joint network and its second level, as the trainer and the engine see them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from mining_detector_plugin.engine.networks import build_network, load_weights
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.runtimes import OnnxRuntime
from mining_detector_plugin.engine.second_level import second_level_features
from trainer.data.dataset import open_dataset
from trainer.data.sources import DataError
from trainer.evaluation.measure import measure_pack
from trainer.evaluation.second_level import WITHOUT, second_level_gains, without_second_level
from trainer.second_level import ForestShape, fit_second_level
from trainer.train import main as train_main

from .engine_agreement import assert_engine_agrees
from .made_dataset import make_dataset

RECIPE = Path(__file__).resolve().parents[2] / "trainer" / "recipes" / "segment_dumps_pits_ponds.yaml"
SIX = ["B02", "B03", "B04", "B08", "B11", "B12"]
SHAPE = ForestShape(trees=8, depth=5, leaf_pixels=5, pixels=4000)
NARROW = (
    "[{architecture: Unet, options: {decoder_channels: [24, 16, 16, 16, 8]}}, "
    "{architecture: FPN, options: {decoder_pyramid_channels: 32, decoder_segmentation_channels: 32}}]"
)
CLASSES = ("background", "open_pit", "tailings")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("second_level") / "data")


@pytest.fixture(scope="module")
def pack(dataset, tmp_path_factory):
    """The pack of a short run of the recipe, with a small encoder by one key."""
    folder = tmp_path_factory.mktemp("dumps")
    changes = [
        f"data_root={dataset.folder}",
        f"run_folder={folder / 'run'}",
        "logger=none",
        "settings.size=64",
    ]
    changes += [f"network.arguments.members={NARROW}"]
    changes += ["network.arguments.encoder=mit_b0", "network.arguments.encoder_weights=null"]
    changes += ["train.epochs=2", "train.batch_size=4", "settings.steps=5", "train.learning_rate=0.01"]
    changes += ["settings.classes=[open_pit,tailings]", "settings.folds=2", "settings.second_level.trees=5"]
    out = folder / "pack"
    assert train_main([str(RECIPE), "--set", *changes, "--out", str(out)]) == 0
    return load_pack(out)


def test_pack_holds_two_members_and_a_second_level(pack):
    assert pack.second_level is not None
    assert (pack.second_level.bands, pack.second_level.members) == (tuple(SIX), 2)
    assert pack.needed_bands == tuple(SIX)
    assert [output["name"] for output in pack.metadata["mlm:output"]] == ["logits", "member_0", "member_1"]
    assert not list(pack.folder.glob("*.pkl")) and pack.second_level.graph_path.stat().st_size < 2e6


def test_limits_tell_what_the_second_level_costs_and_what_the_encoder_sees(pack):
    rule = pack.metadata["threshold_rule"]
    with_it, without = (float(part[:5]) for part in rule.split("highest F1 (")[1:])
    says_it_costs = any("lowers F1" in limit for limit in pack.metadata["limits"])
    assert says_it_costs == (with_it < without)
    assert any("whole tile" in limit for limit in pack.metadata["limits"])


def test_engine_gives_what_torch_and_the_forest_give(pack, dataset):
    """The network in torch and the forest's graph, put together by hand, against the engine's predictor."""
    chip = dataset.split("val").chips[0]
    pixels = dataset.read(chip)
    bands = ((pixels.reflectance - pack.mean[:, None, None]) / pack.stddev[:, None, None]).astype(np.float32)
    network = build_network(pack.network["name"], pack.network["arguments"]).eval()
    load_weights(network, pack.weights_path)
    with torch.no_grad():
        _, *members = network(torch.from_numpy(bands)[None], torch.ones(1, 12))
    channels = [pack.bands.index(name) for name in SIX]
    features = second_level_features(pixels.reflectance[channels], [logits[0].numpy() for logits in members])
    session = onnxruntime.InferenceSession(str(pack.second_level.graph_path))
    (wanted,) = session.run(["probabilities"], {"features": features})
    (found,) = Predictor(pack, OnnxRuntime).predict(bands[None], np.ones(12, np.float32))
    difference = np.abs(found.values[0].reshape(3, -1).T - wanted).max(axis=1)
    # A pixel whose members waver between two classes may fall either way in float32.
    assert np.mean(difference > 1e-3) < 0.005


def test_engine_gives_on_scenes_what_evaluation_gives_on_chips(pack, dataset, tmp_path):
    assert_engine_agrees(pack, dataset, dataset.split("val").chips[:2], tmp_path)


def test_card_holds_figures_with_and_without_the_second_level_and_the_gain(pack, dataset):
    rows = {row["metric"]: row for row in pack.metadata["evaluation"]}
    for metric in ("miou", "iou_open_pit", "iou_tailings", "f1_mine"):
        with_it, without = rows[metric]["value"], rows[f"{metric}_{WITHOUT}"]["value"]
        assert rows[f"{metric}_gain_of_second_level"]["value"] == pytest.approx(with_it - without, abs=1e-9)
    measured = measure_pack(load_pack(pack.folder), open_dataset(dataset.folder).split("val"), draws=2)
    found = next(figure for figure in measured.figures if figure.metric == "miou")
    assert rows["miou"]["value"] == pytest.approx(found.value)


def test_without_its_second_level_a_pack_has_the_networks_threshold(pack):
    plain = without_second_level(pack)
    assert plain.second_level is None
    assert plain.thresholds["default"] == pack.thresholds[WITHOUT]


def pixels_of(places: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pixels whose first feature tells the class, with a member that is often wrong."""
    chance = np.random.default_rng(seed)
    targets = chance.choice(3, 3000, p=[0.8, 0.15, 0.05])
    features = np.stack([targets + chance.normal(0, 0.3, 3000), chance.integers(0, 3, 3000)], axis=1)
    return features.astype(np.float32), targets, chance.integers(0, places, 3000)


def test_forest_as_onnx_gives_what_it_was_fitted_for():
    features, targets, places = pixels_of(4)
    fit = fit_second_level(features, targets, places, CLASSES, SHAPE, seed=0)
    session = onnxruntime.InferenceSession(fit.graph)
    fresh, truth, _ = pixels_of(4, seed=1)
    (found,) = session.run(["probabilities"], {"features": fresh})
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-5)
    assert np.mean(found.argmax(axis=1) == truth) > 0.85
    assert np.mean(fit.unseen.argmax(axis=1) == targets) > 0.85


def test_pixels_are_judged_by_forests_that_saw_none_of_their_place():
    """Labels that hang on the place alone can't be known from other places."""
    chance = np.random.default_rng(0)
    places = chance.integers(0, 6, 3000)
    features = np.stack([places, chance.random(3000)], axis=1).astype(np.float32)
    targets = places % 3
    fit = fit_second_level(features, targets, places, CLASSES, SHAPE, seed=0)
    assert np.mean(fit.unseen.argmax(axis=1) == targets) < 0.6


def test_a_rare_class_weighs_as_much_as_a_common_one():
    chance = np.random.default_rng(0)
    targets = chance.choice(3, 3000, p=[0.9, 0.05, 0.05])
    features = chance.random((3000, 2)).astype(np.float32)
    fit = fit_second_level(features, targets, np.arange(3000) % 4, CLASSES, SHAPE, seed=0)
    np.testing.assert_allclose(fit.unseen.mean(axis=0), 1 / 3, atol=0.1)


def test_a_class_that_no_held_out_place_shows_is_told():
    features, targets, places = pixels_of(4)
    with pytest.raises(DataError, match="show no tailings"):
        fit_second_level(features, np.minimum(targets, 1), places, CLASSES, SHAPE, seed=0)


def test_one_held_out_place_is_told():
    features, targets, places = pixels_of(1)
    with pytest.raises(DataError, match="one held-out place"):
        fit_second_level(features, targets, places, CLASSES, SHAPE, seed=0)


def test_a_second_level_over_one_network_is_told(dataset, tmp_path, capsys):
    changes = [f"data_root={dataset.folder}", f"run_folder={tmp_path / 'run'}", "settings.size=64"]
    changes += ["network.name=smp_segmenter", "settings.classes=null"]
    assert train_main([str(RECIPE), "--set", *changes]) == 2
    assert "needs members" in capsys.readouterr().err
    assert train_main([str(RECIPE), "--set", *changes, "settings.train_folds=[0,1]"]) == 2
    assert "one fold in train_folds" in capsys.readouterr().err


def test_gain_is_of_paired_draws(pack, dataset):
    measured = measure_pack(load_pack(pack.folder), open_dataset(dataset.folder).split("train"), draws=50)
    both = [figure for figure in measured.figures if figure.metric == "miou"]
    samples = both[0].samples - 0.1
    (gain,) = second_level_gains(both, [replace(both[0], value=both[0].value - 0.1, samples=samples)])
    assert gain.value == pytest.approx(0.1)
    assert gain.interval == pytest.approx((0.1, 0.1))
