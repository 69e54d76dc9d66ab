"""The classifier's stage with classifiers of one class and of several."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from mining_detector_plugin.engine.errors import PackError
from tests.packs import graded_classifier
from tests.rasters import RGB, write_reflectance
from tests.results import read_layer


def scene_of_three_cells(folder):
    """Three cells of 48 pixels: one is brightest in green, one in red, one in blue."""
    ground = np.full((3, 48, 144), 0.05, dtype=np.float32)
    ground[1, 10:30, 10:30] = 0.4
    ground[2, 10:30, 58:78] = 0.4
    ground[0, 10:30, 106:126] = 0.4
    return write_reflectance(folder / "scene.tif", ground, RGB)


def cell_scores(out):
    table, geometries = read_layer(out, "cells")
    return table["score"][np.argsort([square.bounds[0] for square in geometries])]


@pytest.fixture
def with_classifier(run, models, tmp_path):
    def with_classifier(**options):
        shutil.rmtree(models / "classifier")
        graded_classifier(models / "classifier", **options)
        _, out = run(scene_of_three_cells(tmp_path))
        return cell_scores(out)

    return with_classifier


def test_cell_scores_are_the_highest_probability_of_a_mine_class(with_classifier):
    scores = with_classifier(mine_classes=["quarry", "tailings"])
    odds = np.exp(100 * np.array([0.4, 0.05, 0.05]))
    np.testing.assert_allclose(
        scores, [odds[1] / odds.sum(), odds[0] / odds.sum(), odds[0] / odds.sum()], atol=1e-6
    )


def test_class_that_is_no_mine_class_does_not_count(with_classifier):
    np.testing.assert_allclose(with_classifier(mine_classes=["tailings"]), [0, 0, 1], atol=1e-6)


def test_sigmoid_over_several_classes_scores_each_for_itself(with_classifier):
    scores = with_classifier(mine_classes=["quarry", "tailings"], activation="sigmoid")
    dark, bright = 1 / (1 + np.exp(-100 * np.array([0.05, 0.4])))
    np.testing.assert_allclose(scores, [dark, bright, bright], atol=1e-6)


def test_classifier_of_one_fixed_size_is_run_with_that_size(with_classifier):
    scores = with_classifier(mine_classes=["quarry"], fixed_size=True, tile=64)
    assert scores[1] == pytest.approx(1, abs=1e-6)


def test_large_chips_come_in_small_batches_with_the_same_scores(with_classifier, monkeypatch):
    together = with_classifier(mine_classes=["quarry"])
    monkeypatch.setattr("mining_detector_plugin.engine.cells._BATCH_PIXELS", 1)
    np.testing.assert_array_equal(with_classifier(mine_classes=["quarry"]), together)


def test_classifier_whose_mine_classes_nobody_names_is_refused(with_classifier):
    with pytest.raises(PackError, match="forest") as caught:
        with_classifier()
    assert "begins with mine" in caught.value.hint
