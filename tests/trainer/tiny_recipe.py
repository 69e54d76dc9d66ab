"""A recipe that trains the classifier on the made data folder in seconds, and its curves."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

NETWORK = {"name": "classifier_resnet", "arguments": {"widths": [8, 16], "depths": [1, 1], "dropout": 0.0}}


def recipe_file(folder: Path, data_root: Path) -> Path:
    values = {
        "name": "tiny", "version": "0.0.1", "description": "A made one.", "task": "classify", "seed": 2,
        "data_root": str(data_root), "run_folder": str(folder / "run"), "pack": str(folder / "pack"),
        "network": NETWORK, "train": {"epochs": 2, "batch_size": 16, "learning_rate": 0.01},
        "settings": {"chips_per_epoch": 96, "folds": 3, "eurosat_every": 2},
    }  # fmt: skip
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


def curves(folder: Path) -> list[dict[str, str]]:
    """Return the rows of the curves of a run from ``recipe_file``."""
    with (folder / "run" / "curves.csv").open(newline="") as file:
        return list(csv.DictReader(file))
