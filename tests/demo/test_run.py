"""The demo from end to end, on a small scene with models that call bright ground a mine."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from matplotlib import image

from demo import run
from tests.packs import write_test_models


@pytest.fixture
def models(tmp_path):
    return write_test_models(tmp_path / "models")


def test_demo_makes_detects_compares_and_draws(models, tmp_path):
    out = tmp_path / "out"
    options = ["--size", "256", "--seed", "7", "--out", str(out), "--models", str(models)]
    for _ in range(2):  # a second run replaces the first
        answer = CliRunner().invoke(run.main, options, catch_exceptions=False)
        assert answer.exit_code == 0, answer.output
    assert "The scene is made" in answer.output
    assert (out / "results" / "results.gpkg").is_file() and (out / "results" / "confidence.tif").is_file()
    assert image.imread(out / "picture.png").shape[2] >= 3
    report = json.loads((out / "comparison.json").read_text())
    assert sum(kind["sites"] for kind in report["by_type"]) == report["sites"] > 0


def test_failed_detection_ends_the_demo_with_its_exit_code(tmp_path):
    options = ["--size", "192", "--out", str(tmp_path / "out"), "--models", str(tmp_path / "none")]
    answer = CliRunner().invoke(run.main, options, catch_exceptions=False)
    assert answer.exit_code == 2
    assert "Detection failed" in answer.output
    assert not (tmp_path / "out" / "picture.png").exists()
