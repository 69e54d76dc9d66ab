"""The networks of a run are loaded while the scene is opened, and answer and fail as if loaded when asked for."""

from __future__ import annotations

import numpy as np
import pytest

from mining_detector_plugin.engine.devices import Device
from mining_detector_plugin.engine.errors import PackError, SceneError
from mining_detector_plugin.engine.loading import load_ahead
from mining_detector_plugin.engine.model_folder import load_packs
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.pipeline import DetectRequest, detect
from mining_detector_plugin.engine.reporting import Reporter
from tests.packs import fixed_detector, identity_segmenter, write_test_models
from tests.rasters import RGB, ground_with_mines, write_reflectance

CPU = Device("cpu", "Processor", None, None, True, "")


def test_each_pack_gets_its_own_network_whatever_the_order_and_however_often_it_is_asked_for(tmp_path):
    segmenter = load_pack(identity_segmenter(tmp_path / "segmenter", ["B02", "B04"]))
    detector = load_pack(fixed_detector(tmp_path / "detector", box=(1, 2, 3, 4), score=0.8))
    batch = np.random.default_rng(0).random((1, 2, 32, 32), dtype=np.float32)
    with load_ahead([segmenter, detector], CPU) as load:
        boxes, _ = load(detector).run(np.zeros((1, 12, 64, 64), np.float32), np.ones(12, np.float32))
        np.testing.assert_allclose(boxes, [[[1, 2, 3, 4]]])
        for _ in range(2):
            (output,) = load(segmenter).run(batch, np.ones(2, np.float32))
            np.testing.assert_array_equal(output, batch)


def test_pack_that_was_not_announced_is_loaded_too(tmp_path):
    pack = load_pack(identity_segmenter(tmp_path / "segmenter", ["B02", "B04"]))
    batch = np.ones((1, 2, 32, 32), np.float32)
    with load_ahead([], CPU) as load:
        np.testing.assert_array_equal(load(pack).run(batch, np.ones(2, np.float32))[0], batch)


def test_broken_network_ends_a_run_before_it_begins(tmp_path):
    models = write_test_models(tmp_path / "models")
    (models / "segmenter" / "model.onnx").write_bytes(b"not a graph")
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)
    with pytest.raises(PackError, match="segmenter") as caught:
        detect(DetectRequest(str(scene), str(tmp_path / "out"), models=str(models)), Reporter())
    assert caught.value.code == "pack_invalid"
    assert not (tmp_path / "out").exists()


def test_scene_that_is_missing_is_told_although_a_network_is_broken_too(tmp_path):
    models = write_test_models(tmp_path / "models")
    (load_packs(str(models))["classifier"].graph_path).write_bytes(b"not a graph")
    with pytest.raises(SceneError) as caught:
        detect(DetectRequest(str(tmp_path / "no.tif"), str(tmp_path / "out"), models=str(models)), Reporter())
    assert caught.value.code == "scene_missing"
