"""The command line, as people call it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mining_detector_plugin import __version__
from tests.packs import write_test_models
from tests.rasters import RGB, ground_with_mines, write_reflectance
from tests.results import read_layer


def call(*arguments) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mining_detector_plugin.engine.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def scene(tmp_path):
    return write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, [(20, 20, 10, 10)]), RGB)


@pytest.fixture
def models(tmp_path):
    return write_test_models(tmp_path / "models")


def test_detect_says_what_was_found_and_where_it_is(scene, models, tmp_path):
    done = call("detect", scene, "--out", tmp_path / "out", "--models", models)
    assert done.returncode == 0, done.stderr
    assert "Mines: 1," in done.stdout
    assert str(tmp_path / "out" / "results.gpkg") in done.stdout
    assert "100%" in done.stderr


def test_json_is_the_result_and_nothing_else(scene, models, tmp_path):
    done = call("detect", scene, "--out", tmp_path / "out", "--models", models, "--json")
    assert json.loads(done.stdout)["counts"]["mines"] == 1


def test_bands_can_be_named_by_hand(models, tmp_path):
    ground = ground_with_mines(64, 64, [(20, 20, 10, 10)])
    unnamed = write_reflectance(tmp_path / "unnamed.tif", ground, ["", "", ""])
    refused = call("detect", unnamed, "--out", tmp_path / "out", "--models", models)
    assert refused.returncode == 2
    assert "B04" in refused.stderr
    named = call(
        "detect",
        unnamed,
        "--out",
        tmp_path / "out",
        "--models",
        models,
        "--bands",
        "B02=1,green=2,B4=3",
        "--json",
    )
    assert json.loads(named.stdout)["counts"]["mines"] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--bands", "B04"], "B04=1"),
        (["--bands", "B04=1,B4=2"], "twice"),
        (["--threshold", "2"], "between 0 and 1"),
        (["--aoi", "nowhere.gpkg"], "nowhere.gpkg"),
        (["--device", "toaster"], "toaster"),
        (["--dehaze", "strong"], "dark_channel"),
        (["--sensitivity", "high"], "few-false-alarms"),
    ],
)
def test_mistakes_are_told_once_with_exit_code_2(scene, models, tmp_path, arguments, told):
    done = call("detect", scene, "--out", tmp_path / "out", "--models", models, *arguments)
    assert done.returncode == 2
    assert done.stderr.count("Error:") == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_options_of_packs_reach_the_run(scene, models, tmp_path):
    done = call(
        "detect", scene, "--out", tmp_path / "out", "--models", models, "--dehaze", "constant", "--no-precision-filter",
        "--sensitivity", "few-misses", "--with-untested-classes",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    settings = json.loads(read_layer(tmp_path / "out", "run")[0]["settings"][0])
    assert (settings["dehaze"], settings["precision_filter"]) == ("constant", False)
    assert settings["sensitivity"] == "few_misses"
    assert settings["with_untested_classes"] is True


@pytest.mark.parametrize(
    ("stage", "told"),
    [("classify", "Cells looked at: 4."), ("detect", "Boxes: 1,"), ("segment", "Confidence: ")],
)
def test_one_stage_alone_tells_its_answer(scene, models, tmp_path, stage, told):
    done = call("detect", scene, "--out", tmp_path / "out", "--models", models, "--only", stage)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout
    assert "Mines" not in done.stdout


def test_vectorise_draws_outlines_from_a_finished_run(scene, models, tmp_path):
    call("detect", scene, "--out", tmp_path / "out", "--models", models)
    confidence = tmp_path / "out" / "confidence.tif"
    done = call("vectorise", confidence, "--out", tmp_path / "o.gpkg", "--threshold", "0.9")
    assert done.returncode == 0, done.stderr
    assert "Outlines: 1." in done.stdout
    refused = call("vectorise", confidence, "--out", tmp_path / "o.gpkg", "--threshold", "2")
    assert refused.returncode == 2
    assert "between 0 and 1" in refused.stderr


def test_version_devices_and_inspect_answer(scene):
    assert __version__ in call("--version").stdout
    assert json.loads(call("devices").stdout)["devices"][0]["id"] == "cpu"
    assert json.loads(call("inspect", scene).stdout)["crs"] == "EPSG:32633"
