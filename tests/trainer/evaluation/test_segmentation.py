"""Segmentation figures on masks drawn by hand, against scikit-learn and against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import f1_score, jaccard_score

from mining_detector_plugin.engine.pack import load_pack
from tests.packs import identity_segmenter
from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import UNLABELLED, ChipPixels
from trainer.evaluation.prediction import ChipPrediction
from trainer.evaluation.rules import TestRule
from trainer.evaluation.segmentation import BOUNDARY_TOLERANCE_PX, Segmentation, boundary_counts

_SIDE = 24


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("dataset"), per_place=1, size=32)


@pytest.fixture
def pack(tmp_path):
    """A pack that knows background, open_pit and artisanal: the data set has no artisanal, the pack no tailings."""
    folder = identity_segmenter(tmp_path / "pack", ["B02", "B03", "B04"])
    metadata = (folder / "model.json").read_text()
    for old, new in (("B02", "background"), ("B03", "open_pit"), ("B04", "artisanal")):
        metadata = metadata.replace(f'"name": "{old}"', f'"name": "{new}"')
    (folder / "model.json").write_text(metadata)
    return load_pack(folder)


def prediction_of(chip, classes, mask):
    """Return a prediction that is sure of its classes: int (height, width), of the pack's channels."""
    probabilities = np.moveaxis(np.eye(3, dtype=np.float32)[classes], -1, 0)
    pixels = ChipPixels(np.zeros((12, _SIDE, _SIDE)), np.ones(12), np.ones((_SIDE, _SIDE), bool), mask)
    return ChipPrediction(chip, pixels, 0.5, np.zeros(3), 0.5, probabilities, classes > 0)


def random_case(seed):
    generator = np.random.default_rng(seed)
    mask = generator.integers(0, 3, (_SIDE, _SIDE)).astype(np.uint8)
    mask[:3] = UNLABELLED
    return generator.integers(0, 3, (_SIDE, _SIDE)), mask


def test_figures_are_those_of_scikit_learn(dataset, pack):
    chips = dataset.chips[:2]
    evidence = Segmentation(pack, dataset, TestRule(), [chip.place for chip in chips])
    found, truth = [], []
    for seed, chip in enumerate(chips):
        classes, mask = random_case(seed)
        evidence.add(prediction_of(chip, classes, mask))
        found.append(classes[mask != UNLABELLED])
        truth.append(mask[mask != UNLABELLED])
    found, truth = np.concatenate(found), np.concatenate(truth)
    figures = evidence.figures()
    pit = jaccard_score(truth == 1, found == 1)
    assert figures["iou_open_pit"] == pytest.approx(pit)
    assert figures["iou_mine"] == pytest.approx(jaccard_score(truth > 0, found > 0))
    assert figures["f1_mine"] == pytest.approx(f1_score(truth > 0, found > 0))
    assert figures["miou"] == pytest.approx(pit / 2), "tailings, which the pack does not know, count as 0"
    assert "iou_tailings" not in figures and "tailings" in evidence.notes()["miou"]
    assert evidence.counts()["iou_open_pit"] == (truth == 1).sum()


def test_weight_counts_a_place_as_often_as_it_says(dataset, pack):
    chips = dataset.chips[:2]
    once = Segmentation(pack, dataset, TestRule(), [chip.place for chip in chips])
    thrice = Segmentation(pack, dataset, TestRule(), [chip.place for chip in chips])
    for seed, (chip, repeats) in enumerate(zip(chips, (1, 3), strict=True)):
        once.add(prediction_of(chip, *random_case(seed)))
        for _ in range(repeats):
            thrice.add(prediction_of(chip, *random_case(seed)))
    assert once.measure(np.array([1.0, 3.0])) == pytest.approx(thrice.figures())


def test_class_map_renames_and_leaves_out_classes(dataset, pack):
    chip = dataset.chips[0]
    rule = TestRule(class_map={"tailings": "artisanal", "open_pit": "unlabelled"})
    evidence = Segmentation(pack, dataset, rule, [chip.place])
    mask = np.zeros((_SIDE, _SIDE), np.uint8)
    mask[:8], mask[8:12] = 2, 1
    classes = np.zeros((_SIDE, _SIDE), int)
    classes[:12] = 2
    evidence.add(prediction_of(chip, classes, mask))
    figures = evidence.figures()
    assert figures["iou_artisanal"] == 1.0 and figures["iou_mine"] == 1.0
    assert "miou" not in figures


def test_class_that_the_truth_lacks_has_no_figure(dataset, pack):
    chip = dataset.chips[0]
    evidence = Segmentation(pack, dataset, TestRule(), [chip.place])
    evidence.add(prediction_of(chip, np.ones((_SIDE, _SIDE), int), np.zeros((_SIDE, _SIDE), np.uint8)))
    assert all(np.isnan(value) for value in evidence.figures().values())


def test_boundary_counts_are_those_of_brute_force():
    generator = np.random.default_rng(5)
    found, truth = (np.kron(generator.random((6, 6)) < 0.4, np.ones((4, 4))).astype(bool) for _ in range(2))
    is_known = np.ones((_SIDE, _SIDE), bool)
    is_known[:, 20:] = False

    def outline(region):
        places = []
        for row, column in np.argwhere(region & is_known):
            for step in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                r, c = row + step[0], column + step[1]
                if 0 <= r < _SIDE and 0 <= c < _SIDE and is_known[r, c] and not region[r, c]:
                    places.append((row, column))
                    break
        return np.array(places)

    first, second = outline(found), outline(truth)
    distances = np.hypot(*(first[:, None] - second[None]).transpose(2, 0, 1))
    near = distances <= BOUNDARY_TOLERANCE_PX
    wanted = (near.any(axis=1).sum(), len(first), near.any(axis=0).sum(), len(second))
    assert boundary_counts(found, truth, is_known) == wanted


def test_outline_a_pixel_off_agrees_and_one_far_off_does_not():
    truth = np.zeros((40, 40), bool)
    truth[10:30, 10:30] = True
    everywhere = np.ones((40, 40), bool)
    near, found, near_truth, wanted = boundary_counts(np.roll(truth, 1, axis=0), truth, everywhere)
    assert near == found and near_truth == wanted
    near, *_ = boundary_counts(truth[::-1] & np.roll(truth, 16, axis=1), truth, everywhere)
    assert near < found
