"""From a raster and polygons to mines on the map, by the commands that docs/trainer.md names, on a made scene."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pyogrio
import pytest

from demo.scene import make_scene

ROOT = Path(__file__).resolve().parents[2]
#: What keeps a training to seconds.
SMALL = (
    "train.epochs=2", "train.batch_size=4", "logger=none", "settings.size=32", "settings.overlap=8",
    "settings.folds=2", "settings.steps=4", "network.arguments.encoder=resnet18",
    "network.arguments.encoder_weights=null",
)  # fmt: skip


def command(*arguments: str | Path) -> None:
    """Run one of the project's commands in a process of its own, as a user does."""
    done = subprocess.run(
        [sys.executable, *(str(argument) for argument in arguments)], capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{arguments[0]}: {done.stdout}{done.stderr}"


@pytest.mark.slow
def test_a_user_gets_from_a_raster_and_polygons_to_mines_on_the_map(tmp_path):
    paths = make_scene(tmp_path / "scene", seed=21, size=768)
    dataset, models, results = tmp_path / "dataset", tmp_path / "models", tmp_path / "results"
    command(
        "trainer/build_dataset.py", "polygons", "--rasters", paths.scene, "--polygons", paths.truth, "--layer", "truth",
        "--type-column", "type", "--out", dataset, "--chip-size", "32", "--centrings", "2", "--empty-share", "0.5",
        "--block-km", "1", "--buffer-km", "0.1", "--shares", "0.5,0.25,0.25", "--workers", "1",
    )  # fmt: skip
    command("trainer/explore.py", dataset, "--out", tmp_path / "report")
    exclude = next((tmp_path / "report").glob("**/exclude.txt"))
    command(
        "trainer/train.py", "trainer/recipes/segment_binary.yaml", "--out", models / "segmenter", "--set",
        f"data_root={dataset}", f"run_folder={tmp_path / 'run'}", f"settings.exclude={exclude}", *SMALL,
    )  # fmt: skip
    command("trainer/evaluate.py", models / "segmenter", "--data", dataset, "--json", tmp_path / "rows.json")
    command("trainer/export.py", "stac", models / "segmenter", "--out", tmp_path / "item.json")
    command(
        "-m", "mining_detector_plugin.engine.cli", "detect", paths.scene, "--models", models, "--out", results,
        "--device", "cpu",
    )  # fmt: skip

    with (dataset / "chips.csv").open(newline="", encoding="utf-8") as file:
        chips = list(csv.DictReader(file))
    assert {chip["split"] for chip in chips} >= {"train", "val"} and any(chip["tags"] for chip in chips)
    assert {row["metric"] for row in json.loads((tmp_path / "rows.json").read_text())} >= {"iou_mine_ground"}
    assert (
        json.loads((tmp_path / "item.json").read_text())["properties"]["mlm:name"] == "mine-ground-segmenter"
    )
    run = pyogrio.read_info(results / "results.gpkg", layer="run")
    assert run["features"] == 1 and (results / "confidence.tif").is_file()
