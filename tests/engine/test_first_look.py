"""A classifier's first look: which cells it rules out, what becomes of them, and which runs do without it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.first_look import FirstLook
from mining_detector_plugin.engine.pack import load_pack
from tests.packs import add_first_look, brightness_classifier
from tests.rasters import RGB, write_reflectance
from tests.results import read_layer

#: Cells of a row that show a mine by their red: the first look, which sees green, lets the second of them pass alone.
HIDDEN, SEEN, COUNT = 1, 5, 8
#: Reflectance of a mine, of which the classifier is not quite sure: its score is 0.73.
BRIGHT = 0.21


def scene_of_a_row(folder):
    """Eight cells of 48 pixels; two are bright in red, one of them in green too."""
    ground = np.full((3, 48, 48 * COUNT), 0.05, dtype=np.float32)
    for cell, bands in ((HIDDEN, [2]), (SEEN, [1, 2])):
        ground[bands, 10:40, cell * 48 + 10 : cell * 48 + 40] = BRIGHT
    return write_reflectance(folder / "scene.tif", ground, RGB)


def cells_of(out):
    table, geometries = read_layer(out, "cells")
    order = np.argsort([square.bounds[0] for square in geometries])
    return table["score"][order], table["searched"][order].astype(bool)


@pytest.fixture
def looked(run, models, tmp_path):
    """Return what runs the pipeline on the row of cells, with a first look in the classifier's pack."""

    def looked(first_look, **request):
        if first_look is not None:
            add_first_look(models / "classifier", **first_look)
        _, out = run(scene_of_a_row(tmp_path), **request)
        return cells_of(out)

    return looked


def sigmoid(logit):
    return 1 / (1 + np.exp(-logit))


def test_cells_that_the_first_look_rules_out_keep_its_score_and_are_not_searched(looked):
    scores, is_searched = looked({"cut": 0.1})
    assert scores[HIDDEN] == pytest.approx(sigmoid(100 * (0.05 - 0.1)), rel=1e-3)
    assert scores[SEEN] == pytest.approx(sigmoid(100 * (BRIGHT - 0.2)), abs=1e-3)
    assert np.flatnonzero(is_searched).tolist() == [SEEN - 1, SEEN, SEEN + 1]


def test_scores_of_passed_cells_are_those_of_a_classifier_that_looks_at_all(run, models, tmp_path):
    scene = scene_of_a_row(tmp_path)
    alone, _ = cells_of(run(scene)[1])
    add_first_look(models / "classifier", cut=0.1)
    scores, _ = cells_of(run(scene)[1])
    assert scores[SEEN] == alone[SEEN]
    assert alone[HIDDEN] > 0.7 > scores[HIDDEN]


def test_behind_a_first_look_its_own_gate_counts(looked):
    _, is_searched = looked({"cut": 0.1, "gate": 0.8})
    assert not is_searched.any()


@pytest.mark.parametrize(
    "request_",
    [{"sensitivity": "few_misses"}, {"search_everywhere": True}, {"only": "classify"}, {"only": "detect"}],
)
def test_classifier_looks_at_every_cell_where_the_user_wants_it_thorough(looked, request_):
    scores, is_searched = looked({"cut": 0.1}, **request_)
    assert scores[HIDDEN] > 0.7
    assert is_searched[HIDDEN]


def test_first_look_that_learnt_from_another_segmenter_is_left_out(run, models, tmp_path):
    folder = add_first_look(models / "classifier", cut=0.1)
    metadata = json.loads((folder / "model.json").read_text())
    metadata["first_look"]["segmenter"] = "another-segmenter"
    (folder / "model.json").write_text(json.dumps(metadata))
    scores, is_searched = cells_of(run(scene_of_a_row(tmp_path))[1])
    assert scores[HIDDEN] > 0.7 and is_searched[HIDDEN]


def test_first_look_that_lets_nothing_pass_leaves_a_run_without_finds(looked):
    scores, is_searched = looked({"cut": 0.5})
    assert (scores < 0.5).all() and not np.isnan(scores).any()
    assert not is_searched.any()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"bands": ["B08"]}, "B08"),
        ({"bands": []}, "bands"),
        ({"threshold": 0}, "threshold"),
        ({"gate": 1.5}, "gate"),
        ({"graph": "elsewhere.onnx"}, "elsewhere.onnx"),
        ({"graph": "../elsewhere.onnx"}, "inside"),
    ],
)
def test_first_look_that_can_not_be_is_refused(tmp_path, change, told):
    folder = add_first_look(brightness_classifier(tmp_path / "pack"))
    metadata = json.loads((folder / "model.json").read_text())
    metadata["first_look"] |= change
    (folder / "model.json").write_text(json.dumps(metadata))
    with pytest.raises(PackError, match=told):
        load_pack(folder)


def test_graph_that_is_no_first_look_is_refused(tmp_path):
    folder = add_first_look(brightness_classifier(tmp_path / "pack"))
    (folder / "first_look.onnx").write_bytes((folder / "model.onnx").read_bytes())
    with pytest.raises(PackError, match="first look"):
        FirstLook(load_pack(folder))


def test_pack_with_a_first_look_answers_otherwise_and_has_another_fingerprint(tmp_path):
    folder = brightness_classifier(tmp_path / "pack", needed=["B03", "B04"])
    before = load_pack(folder).fingerprint()
    add_first_look(folder)
    looks_once = load_pack(folder).fingerprint()
    add_first_look(folder, cut=0.2)
    assert len({before, looks_once, load_pack(folder).fingerprint()}) == 3


def scene_of_rows(folder):
    """Five by nine cells of bright green. Red shows what the segmenter draws, and less that only the classifier sees.

    Passing alone: (1, 1), nothing to draw, and (1, 7), a mine. Passing together: three cells in a row from (3, 3) on,
    of which the segmenter draws none.
    """
    ground = np.full((3, 48 * 5, 48 * 9), 0.05, dtype=np.float32)
    for row, column, red in ((1, 1, 0.25), (1, 7, 0.4), (3, 3, 0.25), (3, 4, 0.25), (3, 5, 0.25)):
        top, left = row * 48 + 10, column * 48 + 10
        ground[1, top : top + 30, left : left + 30] = 0.3
        ground[2, top : top + 30, left : left + 30] = red
    return write_reflectance(folder / "scene.tif", ground, RGB)


def searched_grid(out):
    table, geometries = read_layer(out, "cells")
    order = np.lexsort(
        [[square.bounds[0] for square in geometries], [-square.bounds[3] for square in geometries]]
    )
    return table["searched"][order].astype(bool).reshape(5, 9)


def block(grid, row, column):
    return grid[row - 1 : row + 2, column - 1 : column + 2]


def test_cell_that_passes_alone_is_searched_only_where_the_segmenter_sees_a_mine(run, models, tmp_path):
    scene = scene_of_rows(tmp_path)
    add_first_look(models / "classifier", cut=0.1)
    before = searched_grid(run(scene)[1])
    assert block(before, 1, 1).all() and block(before, 1, 7).all()
    add_first_look(models / "classifier", cut=0.1, closer_look=0.5)
    searched = searched_grid(run(scene)[1])
    assert not block(searched, 1, 1).any()
    assert block(searched, 1, 7).all()
    assert searched[3, 3:6].all(), "cells that pass together are not asked for more"


def test_few_misses_takes_no_closer_look(run, models, tmp_path):
    add_first_look(models / "classifier", cut=0.1, closer_look=0.5)
    searched = searched_grid(run(scene_of_rows(tmp_path), sensitivity="few_misses")[1])
    assert block(searched, 1, 1).all()


@pytest.mark.parametrize("corner", [(0, 0), (4, 8)])
def test_closer_look_at_a_cell_in_the_corner_stays_inside_the_scene(run, models, tmp_path, corner):
    ground = np.full((3, 48 * 5, 48 * 9), 0.05, dtype=np.float32)
    rows, columns = (slice(index * 48 + 10, index * 48 + 40) for index in corner)
    ground[1:, rows, columns] = 0.4
    scene = write_reflectance(tmp_path / "scene.tif", ground, RGB)
    add_first_look(models / "classifier", cut=0.1, closer_look=0.5)
    assert searched_grid(run(scene)[1])[corner]
