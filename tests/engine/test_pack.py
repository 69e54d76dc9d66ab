"""Packs are validated before anything runs them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.pack import load_pack
from tests.packs import brightness_segmenter


@pytest.fixture
def folder(tmp_path):
    return brightness_segmenter(tmp_path / "segmenter")


def change(folder, **fields):
    path = folder / "model.json"
    metadata = json.loads(path.read_text())
    for name, value in fields.items():
        if value is None:
            metadata.pop(name)
        else:
            metadata[name] = value
    path.write_text(json.dumps(metadata))


def test_pack_is_read_as_written(folder):
    pack = load_pack(folder)
    assert pack.kind == "segmenter"
    assert pack.bands == PACK_BANDS
    assert pack.classes == ("background", "open_pit", "artisanal")
    assert pack.mean.dtype == np.float32
    assert pack.thresholds["default"] == 0.5


def test_hash_changes_with_the_weights(folder):
    before = load_pack(folder).sha256()
    (folder / "weights.safetensors").write_bytes(b"other")
    assert load_pack(folder).sha256() != before


def test_missing_pack_is_told_apart_from_a_broken_one(folder, tmp_path):
    with pytest.raises(PackError) as caught:
        load_pack(tmp_path / "nowhere")
    assert caught.value.code == "pack_missing"
    (folder / "model.json").write_text("{")
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert caught.value.code == "pack_invalid"


@pytest.mark.parametrize("name", ["weights.safetensors", "model.onnx"])
def test_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(PackError, match=name):
        load_pack(folder)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"format": 2}, "format"),
        ({"tile": None}, "tile"),
        ({"overlap": 64}, "overlap"),
        ({"mlm:tasks": ["translation"]}, "translation"),
        ({"bands_needed": ["B99"]}, "B99"),
        ({"activation": "relu"}, "relu"),
        ({"thresholds": {}}, "threshold"),
        ({"calibration": {"temperature": 0}}, "temperature"),
        ({"mlm:input": []}, "index"),
        ({"mlm:output": {}}, "missing"),
    ],
)
def test_wrong_field_is_named(folder, fields, named):
    change(folder, **fields)
    with pytest.raises(PackError, match=named) as caught:
        load_pack(folder)
    assert caught.value.code == "pack_invalid"
    assert caught.value.hint
