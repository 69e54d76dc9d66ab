"""Which packs a run takes from a folder of models."""

import shutil

import pytest

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, fusion_folder, load_packs
from tests.packs import brightness_segmenter, brightness_types


def test_kinds_that_a_folder_lacks_are_the_bundled_ones(models, tmp_path):
    shutil.copytree(models / "segmenter", tmp_path / "segmenter")
    packs = load_packs(str(tmp_path))
    assert {kind: pack.folder for kind, pack in packs.items()} == {
        "classifier": BUNDLED_MODELS / "classifier",
        "detector": BUNDLED_MODELS / "detector",
        "segmenter": tmp_path / "segmenter",
    }


def test_a_folder_without_packs_is_refused(tmp_path):
    with pytest.raises(PackError, match="no model pack"):
        load_packs(str(tmp_path))


def test_a_broken_pack_is_not_replaced_by_the_bundled_one(models, tmp_path):
    shutil.copytree(models / "segmenter", tmp_path / "segmenter")
    (tmp_path / "segmenter" / "model.json").unlink()
    with pytest.raises(PackError, match=r"model\.json is missing"):
        load_packs(str(tmp_path))


def test_fusion_is_looked_for_beside_the_packs_that_it_is_of(tmp_path):
    assert fusion_folder(None) == BUNDLED_MODELS
    brightness_types(tmp_path / "types")
    assert fusion_folder(str(tmp_path)) == BUNDLED_MODELS
    brightness_segmenter(tmp_path / "segmenter")
    assert fusion_folder(str(tmp_path)) == tmp_path
