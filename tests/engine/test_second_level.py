"""The second level of a segmenter, against the scikit-learn forest that it was made from."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.scene import open_scene
from mining_detector_plugin.engine.second_level import SecondLevel, second_level_features
from mining_detector_plugin.engine.segmentation import segment_rows
from tests.engine.stages import CPU, everywhere, silent, warnings_of
from tests.packs import two_member_segmenter, write_second_level
from tests.rasters import RGB, write_reflectance


@pytest.fixture(scope="module")
def forest():
    rng = np.random.default_rng(1)
    features = np.column_stack([rng.random((500, 2)), rng.integers(0, 3, (500, 2))]).astype(np.float32)
    labels = np.where(features[:, 0] > 0.6, 2, (features[:, 2] == 1).astype(int))
    return RandomForestClassifier(8, max_depth=5, random_state=0).fit(features, labels)


@pytest.fixture
def folder(tmp_path, forest):
    return two_member_segmenter(tmp_path / "pack", forest)


def test_features_are_reflectance_and_then_each_members_class():
    reflectance = np.array([[[0.1, 0.2]], [[0.3, 0.4]]], np.float32)
    first = np.array([[[5, 0]], [[1, 7]]], np.float32)
    second = -first
    features = second_level_features(reflectance, [first, second])
    assert features.dtype == np.float32
    np.testing.assert_allclose(features, [[0.1, 0.3, 0, 1], [0.2, 0.4, 1, 0]])


def test_probabilities_are_the_forests_own(folder, forest):
    rng = np.random.default_rng(2)
    reflectance = rng.random((2, 7, 9), dtype=np.float32)
    logits = rng.normal(size=(2, 3, 7, 9)).astype(np.float32)
    probabilities = SecondLevel(load_pack(folder)).probabilities(reflectance, logits)
    for row, column in [(0, 0), (3, 8), (6, 4)]:
        votes = logits[:, :, row, column].argmax(axis=1)
        expected = forest.predict_proba([[*reflectance[:, row, column], *votes]])[0]
        np.testing.assert_allclose(probabilities[:, row, column], expected, atol=1e-6)


def segmented(path, pack):
    with open_scene(str(path)) as scene:
        aoi = load_aoi(None, scene)
        progress = silent()
        rows = segment_rows(scene, aoi, everywhere(aoi), Predictor.on_device(pack, CPU), progress)
        return np.concatenate([part.probabilities for part in rows], axis=1)


def test_stage_gives_the_forests_probabilities_at_every_pixel_whatever_the_tiles(tmp_path, forest):
    reflectance = np.random.default_rng(3).random((3, 90, 150), dtype=np.float32)
    path = write_reflectance(tmp_path / "scene.tif", reflectance, RGB)
    pack = load_pack(two_member_segmenter(tmp_path / "pack", forest, mean=0.25, stddev=0.125))
    features = np.stack(
        [reflectance[2], reflectance[0], reflectance.argmax(axis=0), reflectance.argmin(axis=0)], axis=-1
    )
    expected = forest.predict_proba(features.reshape(-1, 4)).T.reshape(3, 90, 150)
    np.testing.assert_allclose(segmented(path, pack), expected, atol=1e-5)


def test_scene_that_lacks_a_band_of_the_second_level_gets_the_networks_own_answer(tmp_path, folder):
    reflectance = np.random.default_rng(4).random((2, 64, 64), dtype=np.float32)
    path = write_reflectance(tmp_path / "scene.tif", reflectance, ["B02", "B03"])
    # The two members are each other's negative, so that their mean knows nothing.
    np.testing.assert_allclose(segmented(path, load_pack(folder)), 1 / 3, atol=1e-6)


def test_run_warns_that_the_second_level_is_left_out(run, models, tmp_path, forest):
    shutil.rmtree(models / "segmenter")
    two_member_segmenter(models / "segmenter", forest, needed=["B04"])
    path = write_reflectance(tmp_path / "scene.tif", np.full((2, 64, 64), 0.3), ["B03", "B04"])
    reporter, seen = Reporter(), []
    reporter.emit = seen.append
    run(path, reporter)
    (warning,) = warnings_of(seen)
    assert warning["code"] == "second_level_left_out"
    assert "B02" in warning["message"]


def test_hash_changes_with_the_second_level(folder, forest):
    before = load_pack(folder).sha256()
    other = RandomForestClassifier(3, random_state=5).fit(*_few_samples())
    write_second_level(folder / "second_level.onnx", other)
    assert load_pack(folder).sha256() != before


def test_forest_of_other_classes_is_refused_when_it_runs(folder):
    features, labels = _few_samples()
    write_second_level(
        folder / "second_level.onnx", RandomForestClassifier(3, random_state=5).fit(features, labels > 0)
    )
    second_level = SecondLevel(load_pack(folder))
    with pytest.raises(PackError, match="3 classes"):
        second_level.probabilities(np.zeros((2, 4, 4), np.float32), np.zeros((2, 3, 4, 4), np.float32))


def test_graph_that_is_no_graph_is_a_pack_error(folder):
    (folder / "second_level.onnx").write_bytes(b"nothing")
    with pytest.raises(PackError, match="second level"):
        SecondLevel(load_pack(folder))


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"graph": "../second_level.onnx"}, "inside"),
        ({"graph": "/etc/passwd"}, "inside"),
        ({"graph": "absent.onnx"}, "absent.onnx"),
        ({"bands": ["B12"]}, "B12"),
        ({"members": 0}, "members"),
    ],
)
def test_wrong_field_is_named(folder, fields, named):
    path = folder / "model.json"
    metadata = json.loads(path.read_text())
    metadata["second_level"].update(fields)
    path.write_text(json.dumps(metadata))
    with pytest.raises(PackError, match=named):
        load_pack(folder)


def test_link_that_leads_out_of_the_pack_is_refused(folder, tmp_path):
    (folder / "second_level.onnx").rename(tmp_path / "elsewhere.onnx")
    (folder / "second_level.onnx").symlink_to(tmp_path / "elsewhere.onnx")
    with pytest.raises(PackError, match="inside"):
        load_pack(folder)


def _few_samples():
    rng = np.random.default_rng(6)
    return rng.random((60, 4)).astype(np.float32), np.arange(60) % 3
