"""Recipes for the three bundled kinds that train in seconds on the made data folder."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.trainer.test_detect_training import NETWORK as DETECTOR
from tests.trainer.test_detect_training import SETTINGS as DETECTOR_SETTINGS
from tests.trainer.test_segment_training import SMALL
from tests.trainer.tiny_recipe import NETWORK as CLASSIFIER

TINY = {
    "classifier": {
        "task": "classify", "network": CLASSIFIER, "train": {"epochs": 2, "batch_size": 16},
        "settings": {"chips_per_epoch": 32, "folds": 3, "eurosat_every": 2},
    },
    "segmenter": {
        "task": "segment", "network": {"name": "segmenter_unet", "arguments": SMALL},
        "train": {"epochs": 1, "batch_size": 2},
        "settings": {"steps": 1, "side": 96, "eurosat_every": 5, "made_scenes": 1, "thresholds": {"default": 0.5}},
    },
    "detector": {
        "task": "detect", "network": DETECTOR, "train": {"epochs": 1, "batch_size": 2},
        "settings": DETECTOR_SETTINGS | {"thresholds": {"default": 0.3}},
    },
}  # fmt: skip


@pytest.fixture
def recipes(tmp_path) -> Path:
    """Folder with a tiny recipe for each kind."""
    folder = tmp_path / "recipes"
    folder.mkdir()
    for kind in TINY:
        write_recipe(folder, kind)
    return folder


def write_recipe(folder: Path, kind: str, **changes: dict) -> None:
    """Write a tiny recipe, with keys of its sections changed."""
    values = {
        "name": f"tiny-{kind}", "version": "0.0.1", "description": "A made one.", "seed": 2, "logger": "none",
        "run_folder": "not used", "used_for": ["Tests."], "not_for": ["Anything else."], **TINY[kind],
    }  # fmt: skip
    for section, keys in changes.items():
        values[section] = values[section] | keys
    (folder / f"{kind}.yaml").write_text(yaml.safe_dump(values), encoding="utf-8")
