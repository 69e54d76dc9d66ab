"""Packs are validated before anything runs them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.pack import load_pack
from tests.packs import brightness_classifier, brightness_segmenter, graded_classifier


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


def test_pack_without_the_optional_fields_takes_any_size_and_its_first_class_for_mines(folder, tmp_path):
    assert load_pack(folder).fixed_size is None
    assert load_pack(brightness_classifier(tmp_path / "classifier")).mine_classes == ("mine",)


def test_optional_fields_are_read(tmp_path):
    pack = load_pack(graded_classifier(tmp_path / "pack", mine_classes=["quarry"], fixed_size=True))
    assert pack.mine_classes == ("quarry",)
    assert pack.fixed_size == (48, 48)


@pytest.mark.parametrize(("mine_classes", "named"), [(["gold"], "gold"), ([], "mine_classes")])
def test_mine_classes_must_be_classes(tmp_path, mine_classes, named):
    with pytest.raises(PackError, match=named):
        load_pack(graded_classifier(tmp_path / "pack", mine_classes=mine_classes))


def test_fixed_size_must_be_the_tiles(tmp_path):
    folder = graded_classifier(tmp_path / "pack", mine_classes=["quarry"], fixed_size=True)
    change(folder, tile=64)
    with pytest.raises(PackError, match="tile of 64"):
        load_pack(folder)


def test_softmax_of_one_class_is_refused(tmp_path):
    with pytest.raises(PackError, match="softmax"):
        load_pack(brightness_classifier(tmp_path / "classifier", activation="softmax"))
