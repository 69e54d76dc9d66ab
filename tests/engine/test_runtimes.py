"""Runtimes load packs and say what is wrong with those that they can't load."""

from __future__ import annotations

import numpy as np
import pytest

from mining_detector_plugin.engine.devices import Device, choose_device, describe_devices
from mining_detector_plugin.engine.errors import DeviceError, PackError
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.runtimes import load_runtime
from tests.packs import brightness_classifier, fixed_detector, identity_segmenter

CPU = Device("cpu", "Processor", None, None, True, "")


def test_identity_graph_returns_its_input(tmp_path):
    pack = load_pack(identity_segmenter(tmp_path / "segmenter", ["B02", "B04"]))
    batch = np.random.default_rng(0).random((3, 2, 32, 40), dtype=np.float32)
    (output,) = load_runtime(pack, CPU).run(batch, np.ones(2, np.float32))
    np.testing.assert_array_equal(output, batch)


def test_outputs_keep_their_order(tmp_path):
    pack = load_pack(fixed_detector(tmp_path / "detector", box=(1, 2, 3, 4), score=0.8))
    boxes, scores = load_runtime(pack, CPU).run(
        np.zeros((2, 12, 64, 64), np.float32), np.ones(12, np.float32)
    )
    np.testing.assert_allclose(boxes, np.tile([[1, 2, 3, 4]], (2, 1, 1)))
    np.testing.assert_allclose(scores, np.tile([[0.8, 0.4]], (2, 1, 1)), rtol=1e-6)


def test_graph_that_is_no_graph_is_a_pack_error(tmp_path):
    folder = brightness_classifier(tmp_path / "classifier")
    (folder / "model.onnx").write_bytes(b"not a graph")
    with pytest.raises(PackError) as caught:
        load_runtime(load_pack(folder), CPU)
    assert caught.value.code == "pack_invalid"
    assert str(folder) in caught.value.message


def test_automatic_device_is_listed_and_explained():
    answer = describe_devices()
    assert answer["automatic"] in [device["id"] for device in answer["devices"]]
    assert answer["reason"]
    assert answer["devices"][0]["id"] == "cpu"


def test_unknown_device_lists_those_that_are_there():
    with pytest.raises(DeviceError) as caught:
        choose_device("cuda:99")
    assert caught.value.code == "device_unknown"
    assert "cpu" in caught.value.hint
