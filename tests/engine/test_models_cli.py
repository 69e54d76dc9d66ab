"""`mining-detector models` and the worker's requests about models, as child processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.engine.test_worker import serve
from tests.foreign_models import DETECTOR, SEGMENTOR, Boxes, Segmentor, write_foreign
from tests.packs import brightness_segmenter, write_test_models
from tests.rasters import RGB, ground_with_mines, write_reflectance
from tests.results import read_layer


@pytest.fixture
def call(tmp_path):
    """Call the command line with a library of its own."""

    def call(*arguments) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "mining_detector_plugin.engine.cli", *map(str, arguments)]
        environment = os.environ | {"MINING_DETECTOR_HOME": str(tmp_path / "home")}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    return call


def test_models_are_installed_listed_taken_by_name_and_by_default_and_removed(call, tmp_path):
    models = write_test_models(tmp_path / "north")
    installed = call("models", "install", models)
    assert installed.returncode == 0, installed.stderr
    assert "north is installed as north: classifier, detector, segmenter." in installed.stdout
    assert "* bundled" in call("models", "list").stdout

    scene = write_reflectance(tmp_path / "s.tif", ground_with_mines(64, 64, [(20, 20, 10, 10)]), RGB)
    named = call("detect", scene, "--out", tmp_path / "a", "--models", "north")
    assert "Mines: 1," in named.stdout, named.stderr
    assert call("models", "default", "north").returncode == 0
    assert "* north: north" in call("models", "list").stdout
    call("detect", scene, "--out", tmp_path / "b")
    packs = [json.loads(read_layer(tmp_path / out, "run")[0]["packs"][0]) for out in "ab"]
    assert packs[0] == packs[1]
    assert packs[0]["segmenter"]["name"] == "test-segmenter"

    refused = call("models", "install", models)
    assert refused.returncode == 2 and "installed already" in refused.stderr
    assert call("models", "install", models, "--replace").returncode == 0
    assert call("models", "remove", "north").returncode == 0
    listed = json.loads(call("models", "list", "--json").stdout)
    assert [entry["name"] for entry in listed["models"]] == ["bundled"]
    assert listed["models"][0]["is_default"]
    assert listed["models"][0]["packs"]["segmenter"]["fingerprint"].startswith("sha256:")


def test_import_shows_a_proposal_and_imports_what_is_said(call, tmp_path):
    path = write_foreign(tmp_path / "pits.onnx", Segmentor(), "Segmentor", SEGMENTOR)
    proposal = call("models", "import", path)
    assert proposal.returncode == 0, proposal.stderr
    assert "--class 'open pit mine=open_pit'" in proposal.stdout
    assert "Nothing is imported yet" in proposal.stdout
    partly = call("models", "import", path, "--class", "water=none")
    assert partly.returncode == 2 and "open pit mine" in partly.stderr
    done = call(
        "models", "import", path, "--class", "_background=none", "--class", "open pit mine=open_pit",
        "--class", "water=none", "--channels", "B04,B03,B02", "--range", "0,0.25", "--name", "Zoo",
    )  # fmt: skip
    assert "Zoo is installed as zoo: segmenter." in done.stdout, done.stderr
    assert call("models", "import", path, "--class", "a=b", "--range", "x").returncode == 2


def test_unknown_models_are_told(call, tmp_path):
    for arguments in (("remove", "x"), ("default", "x")):
        done = call("models", *arguments)
        assert done.returncode == 2 and "no models named" in done.stderr
    done = call("detect", "s.tif", "--out", tmp_path / "out", "--models", "x")
    assert done.returncode == 2 and "no models named" in done.stderr


def test_worker_installs_imports_chooses_and_removes(tmp_path):
    library = str(tmp_path / "library")
    messages, code = serve(
        {"command": "install_pack", "source": str(brightness_segmenter(tmp_path / "p")), "library": library}
    )
    assert code == 0
    assert [message["type"] for message in messages if message["type"] != "progress"] == ["ready", "result"]
    name = messages[-1]["name"]
    path = write_foreign(
        tmp_path / "m.onnx", Boxes(""), "Detector", DETECTOR | {"det_type": "YOLO_Ultralytics"}
    )
    messages, _ = serve({"command": "inspect_onnx", "file": str(path)})
    assert messages[-1]["classes"] == ["car", "quarry"]
    request = {
        "command": "import_onnx",
        "file": str(path),
        "library": library,
        "class_types": [None, "open_pit"],
    }
    messages, code = serve(request)
    assert code == 0 and messages[-1]["kinds"] == ["detector"]
    assert serve(request)[0][-1]["code"] == "models_installed"
    for command in ("default_pack", "remove_pack"):
        messages, code = serve({"command": command, "library": library, "name": name})
        assert code == 0 and messages[-1]["name"] == name
    assert [entry.name for entry in (tmp_path / "library").iterdir()] == ["m"]


@pytest.mark.parametrize(
    "fields",
    [{"command": "install_pack"}, {"command": "inspect_onnx", "path": "x"}, {"command": "import_onnx"}],
)
def test_request_that_lacks_something_is_one_error(fields):
    messages, code = serve(fields)
    assert code == 2
    assert messages[-1]["code"] == "request_invalid"
