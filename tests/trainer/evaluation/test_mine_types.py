"""Figures of types that exclude each other, against scikit-learn's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score, log_loss

from mining_detector_plugin.engine.pack import load_pack
from tests.packs import graded_classifier
from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import ChipPixels
from trainer.evaluation.classification import Classification
from trainer.evaluation.mine_types import Types
from trainer.evaluation.prediction import ChipPrediction
from trainer.evaluation.rules import TestRule

TYPES = ("forest", "quarry", "tailings")
NOTHING = ChipPixels(np.zeros((12, 1, 1)), np.zeros(12), np.zeros((1, 1), bool), None)


@pytest.fixture
def dataset(tmp_path):
    made = make_dataset(tmp_path / "data", per_place=4, size=32)
    generator = np.random.default_rng(3)
    chips = tuple(replace(chip, tags=(str(generator.choice(TYPES)),)) for chip in made.chips)
    return replace(made, chips=chips, tags=TYPES)


def test_figures_are_those_of_scikit_learn_for_any_weights_of_places(dataset, tmp_path):
    pack = load_pack(graded_classifier(tmp_path / "pack", mine_classes=list(TYPES)))
    places = tuple(dict.fromkeys(chip.place for chip in dataset.chips))
    evidence = Types(pack, dataset, TestRule(), places)
    generator = np.random.default_rng(0)
    scores = generator.dirichlet([1, 1, 1], len(dataset))
    for chip, own in zip(dataset.chips, scores, strict=True):
        evidence.add(ChipPrediction(chip, NOTHING, 0.5, own))
    evidence.add(ChipPrediction(replace(dataset.chips[0], tags=TYPES[:2]), NOTHING, 0.5, scores[0]))
    assert evidence.counts()["accuracy"] == len(dataset)
    weights = generator.integers(0, 4, len(places)).astype(float)
    truth = [TYPES.index(chip.tags[0]) for chip in dataset.chips]
    found, by_chip = scores.argmax(axis=1), weights[[places.index(chip.place) for chip in dataset.chips]]
    figures = evidence.measure(weights)
    assert figures["accuracy"] == pytest.approx(accuracy_score(truth, found, sample_weight=by_chip))
    assert figures["f1_macro"] == pytest.approx(
        f1_score(truth, found, average="macro", sample_weight=by_chip)
    )
    assert figures["log_loss"] == pytest.approx(
        log_loss(truth, scores, sample_weight=by_chip, labels=[0, 1, 2])
    )


def test_pack_of_types_is_not_asked_whether_there_is_a_mine(dataset, tmp_path):
    rule = TestRule(mine_tags=("quarry",))
    types = load_pack(graded_classifier(tmp_path / "types", mine_classes=list(TYPES)))
    classifier = load_pack(graded_classifier(tmp_path / "classifier", mine_classes=["quarry"]))
    assert Types.suits(types, dataset, rule) and not Classification.suits(types, dataset, rule)
    assert Classification.suits(classifier, dataset, rule) and not Types.suits(classifier, dataset, rule)
