"""The Processing algorithms from `qgis_process run`, in a process and a profile of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer

from .conftest import plain_environment
from .dock_steps import write_raster

pytestmark = pytest.mark.qgis
#: Debian wraps the program in a script that puts an option first which QGIS 3.22 takes for the command.
PROGRAM = shutil.which("qgis_process.bin") or "qgis_process"


@pytest.fixture(scope="module")
def qgis_process(plugins_folder, tmp_path_factory):
    """A function that runs qgis_process in a fresh profile with the plugin enabled."""
    profile = tmp_path_factory.mktemp("profile")
    environment = {
        **plain_environment(),
        "QGIS_PLUGINPATH": str(plugins_folder),
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "QT_QPA_PLATFORM": "offscreen",
    }

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [PROGRAM, *arguments], env={**environment, **variables}, capture_output=True, text=True
        )

    enabled = run("plugins", "enable", "mining_detector_plugin")
    assert enabled.returncode == 0, enabled.stderr
    return run


def run_detect(qgis_process, scene: Path, out: Path, *extra: str, **variables: str):
    return qgis_process(
        "run", "mining_detector:detect", "--json", "--", f"INPUT={scene}", f"OUTPUT_FOLDER={out}", *extra,
        **variables,
    )  # fmt: skip


def test_qgis_process_speaks_the_language_of_the_profile(plugins_folder, tmp_path):
    settings = tmp_path / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        "[locale]\noverrideFlag=true\nuserLocale=es\n[PythonPlugins]\nmining_detector_plugin=true\n"
    )
    environment = {
        **plain_environment(),
        "QGIS_PLUGINPATH": str(plugins_folder),
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [PROGRAM, "help", "mining_detector:detect"], env=environment, capture_output=True, text=True
    )
    assert "Detectar minas" in done.stdout, done.stdout + done.stderr


def test_qgis_process_writes_the_results(qgis_process, made_scene, tmp_path):
    done = run_detect(
        qgis_process,
        made_scene,
        tmp_path / "out",
        "DEVICE=cpu",
        "SENSITIVITY=2",
        "WITH_UNTESTED_CLASSES=true",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout)["results"]
    assert results["MINES"] == f"{tmp_path / 'out' / 'results.gpkg'}|layername=mines"
    assert results["CONFIDENCE"] == str(tmp_path / "out" / "confidence.tif")
    assert sorted(os.listdir(tmp_path / "out")) == ["confidence.tif", "results.gpkg"]
    run = next(QgsVectorLayer(f"{tmp_path / 'out' / 'results.gpkg'}|layername=run").getFeatures())
    settings = json.loads(run["settings"])
    assert (settings["sensitivity"], settings["with_untested_classes"]) == ("few_false_alarms", True)
    # The zip's fusion.json is marked by its builder, and must still be that of the zip's packs.
    assert json.loads(run["confidence"])["by"] == "fusion.json"


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        (("BANDS=B02,B03",), "band"),
        (("DEVICE=cuda:7",), "cuda:7"),
        (("MODELS=/",), "model"),
    ],
)
def test_qgis_process_fails_with_one_message(qgis_process, made_scene, tmp_path, extra, words):
    done = run_detect(qgis_process, made_scene, tmp_path / "out", *extra)
    assert done.returncode != 0
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "out" / "results.gpkg").exists()


def test_qgis_process_without_an_environment_says_how_to_set_it_up(qgis_process, made_scene, tmp_path):
    done = run_detect(
        qgis_process, made_scene, tmp_path / "out", MINING_DETECTOR_HOME=str(tmp_path / "empty")
    )
    assert done.returncode != 0
    assert "not set up" in done.stdout + done.stderr
    assert "Set up" in done.stdout + done.stderr


def test_environment_is_set_up_and_one_stage_then_another_run_without_a_screen(qgis_process, tmp_path):
    done = qgis_process("run", "mining_detector:setupenvironment", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert Path(json.loads(done.stdout)["results"]["PYTHON"]).is_file()

    raster = write_raster(tmp_path / "raster.tif")
    done = qgis_process(
        "run",
        "mining_detector:segment",
        "--json",
        "--",
        f"INPUT={raster}",
        f"OUTPUT_FOLDER={tmp_path / 'out'}",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    confidence = json.loads(done.stdout)["results"]["CONFIDENCE"]
    outlines = tmp_path / "outlines.gpkg"
    done = qgis_process(
        "run", "mining_detector:vectoriseconfidence", "--json", "--",
        f"INPUT={confidence}", "THRESHOLD=0.3", f"OUTPUT={outlines}",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout)["results"]
    assert results["OUTPUT"] == str(outlines)
    assert QgsVectorLayer(str(outlines)).featureCount() == results["OUTLINE_COUNT"]


def test_algorithms_are_listed_and_explained(qgis_process):
    """Each start of QGIS takes seconds: help is asked for once, its texts are held in test_processing.py."""
    listed = qgis_process("list").stdout
    names = ["detect", "classifycells", "detectboxes", "segment", "vectoriseconfidence", "setupenvironment"]
    assert all(f"mining_detector:{name}" in listed for name in names)
    told = qgis_process("help", "mining_detector:detect")
    assert told.returncode == 0, told.stderr
    for words in (
        "Finds mines",
        "INPUT: Sentinel-2 raster",
        "FURTHER_RASTERS",
        "MODELS_FOLDER",
        "MINE_COUNT",
    ):
        assert words in told.stdout, words
    assert "Traceback" not in told.stdout + told.stderr


@pytest.mark.parametrize("name", ["classifycells", "detectboxes"])
def test_other_stages_run_without_a_screen(qgis_process, tmp_path, name):
    raster = write_raster(tmp_path / "raster.tif")
    done = qgis_process(
        "run", f"mining_detector:{name}", "--json", "--",
        f"INPUT={raster}", f"OUTPUT_FOLDER={tmp_path / 'out'}", "MODELS=bundled", "DEHAZE=1",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    run = next(QgsVectorLayer(f"{tmp_path / 'out' / 'results.gpkg'}|layername=run").getFeatures())
    assert json.loads(run["settings"])["dehaze"] == "none"
