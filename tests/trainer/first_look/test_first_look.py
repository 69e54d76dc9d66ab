"""The first look's fit: what it is taught, how its threshold is chosen, and that the engine runs what was trained."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from tests.packs import brightness_classifier, brightness_segmenter
from tests.rasters import RGB, write_reflectance
from trainer.evaluation.bundled.models import load_network
from trainer.first_look.fitting import Fit, choose, probabilities, train
from trainer.first_look.network import FirstLookNetwork, write_first_look_graph
from trainer.first_look.teaching import Cells, ask_teachers
from trainer.fusion.scenes import FusionScene

SIDE = 48


@pytest.fixture
def teachers(tmp_path):
    """A classifier that calls red above 0.2 a mine, and a segmenter that draws what is above 0.3."""
    packs = [
        brightness_classifier(tmp_path / "classifier"),
        brightness_segmenter(tmp_path / "segmenter", tile=96),
    ]
    return [Predictor(load_pack(folder), load_network) for folder in packs]


def scene_of(folder, red, sites, is_known):
    """A scene of cells in a row: the reflectance of each cell's middle in red, its site, whether it was labelled."""
    ground = np.full((3, SIDE, SIDE * len(red)), 0.05, np.float32)
    number, known = (np.zeros(ground.shape[1:], kind) for kind in (np.int32, bool))
    for cell, (bright, site, own) in enumerate(zip(red, sites, is_known, strict=True)):
        columns = slice(cell * SIDE, (cell + 1) * SIDE)
        ground[2, 16:32, cell * SIDE + 16 : cell * SIDE + 32] = bright
        number[:, columns], known[:, columns] = site, own
    path = write_reflectance(folder / "scene.tif", ground, RGB)
    places = np.zeros(known.shape, np.int16)
    return FusionScene("row", "tailings", path, number, known, ("place",), places)


def test_target_is_full_where_the_segmenter_finds_a_labelled_mine(tmp_path, teachers):
    scene = scene_of(
        tmp_path, red=[0.05, 0.4, 0.4, 0.4, 0.25], sites=[0, 7, 0, 0, 9], is_known=[1, 1, 1, 0, 1]
    )
    cells = ask_teachers(scene, *teachers, ("B02", "B04"), 100)
    # Ordinary land; a mine that is found; a false hit; a hit where nobody labelled; a mine that is not found.
    np.testing.assert_allclose(cells.target, [0, 1, 0.5, 1, 0], atol=0.01)
    assert cells.is_found.tolist() == [False, True, False, False, False]
    assert cells.is_mine.tolist() == [False, True, False, False, True]
    assert cells.site.tolist() == [0, 107, 0, 0, 0]
    assert cells.reflectance.shape == (5, 2, SIDE, SIDE)
    np.testing.assert_allclose(cells.reflectance[1, :, 20, 20], [0.05, 0.4], atol=1e-3)
    np.testing.assert_allclose(cells.classifier > 0.5, [False, True, True, True, True])


def cells_of(source, classifier, site):
    count = len(classifier)
    site = np.array(site)
    return Cells(
        source, np.zeros((count, 3, SIDE, SIDE), np.float16), np.zeros(count, np.float32),
        np.array(classifier, np.float32), site > 0, site > 0, site,
    )  # fmt: skip


def test_threshold_keeps_the_share_of_sites_and_passes_as_little_land_as_it_can():
    sites = cells_of("tailings", [0.9, 0.9, 0.9, 0.9, 0.2], [1, 1, 2, 3, 4])
    looks = np.array([0.1, 0.6, 0.5, 0.4, 0.05])
    land = cells_of("eurosat", [0.9, 0.1, 0.9, 0.1], [0, 0, 0, 0])
    threshold, gate, rule = choose([sites, land], [looks, np.array([0.3, 0.45, 0.02, 0.01])], recall=0.75)
    # Three of four sites: the best cell of each, 0.6, 0.5 and 0.4; of the land one cell passes, and its score is low.
    assert threshold == 0.4
    assert 0.1 < gate < 0.5
    assert "75.0% of 4 sites" in rule and "25.00% of 4 cells" in rule and rule.endswith("0.00% both.")


def test_site_that_passes_neither_with_one_cell_alone_does_not_count_as_kept():
    """One of its cells passes the first look and another the gate: the classifier never sees the second."""
    split = cells_of("tailings", [0.05, 0.9], [1, 1])
    land = cells_of("eurosat", [0.04], [0])
    threshold, gate, _ = choose([split, land], [np.array([0.8, 0.2]), np.array([0.1])], recall=1.0)
    passes = (np.array([0.8, 0.2]) >= threshold) & (split.classifier >= gate)
    assert passes.any()


@pytest.fixture(scope="module")
def learnt():
    """Bright chips are worth a look, dark ones are not; a network that was trained on them."""
    rng = np.random.default_rng(5)
    target = rng.integers(0, 2, 512).astype(np.float32)
    level = 0.06 + 0.12 * target[:, None, None, None]
    chips = (level + rng.normal(0, 0.01, (512, 3, SIDE, SIDE))).astype(np.float16)
    is_mine = target > 0
    part = Cells("rgb_chips", chips, target, target, is_mine, is_mine, is_mine.astype(int))
    return part, train([part], Fit(chips=512, epochs=4))


def test_training_learns_what_the_teachers_say(learnt):
    part, network = learnt
    scores = probabilities(network, part)
    assert ((scores >= 0.5) == part.is_mine).mean() > 0.98


def test_engine_runs_the_network_that_was_trained(learnt, tmp_path):
    _, network = learnt
    write_first_look_graph(network, tmp_path / "first_look.onnx", 3, SIDE)
    chips = np.random.default_rng(6).normal(size=(5, 3, SIDE, SIDE)).astype(np.float32)
    with torch.inference_mode():
        expected = network(torch.from_numpy(chips)).numpy()
    session = onnxruntime.InferenceSession(
        str(tmp_path / "first_look.onnx"), providers=["CPUExecutionProvider"]
    )
    np.testing.assert_allclose(session.run(["logits"], {"bands": chips})[0], expected, atol=1e-4)


def test_network_is_small():
    count = sum(weights.numel() for weights in FirstLookNetwork(3).parameters())
    assert count < 150_000
