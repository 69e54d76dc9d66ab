"""The worker, as a real child process."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from tests.packs import write_test_models
from tests.rasters import RGB, ground_with_mines, write_reflectance

WORKER = [sys.executable, "-m", "mining_detector_plugin.engine.worker"]


def serve(request) -> tuple[list[dict], int]:
    """Send one request, keep standard input open, and return all messages and the exit code."""
    with subprocess.Popen(
        WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdin.write((request if isinstance(request, str) else json.dumps(request)) + "\n")
        process.stdin.flush()
        messages = [json.loads(line) for line in process.stdout]
        return messages, process.wait()


@pytest.fixture
def scene(tmp_path):
    ground = ground_with_mines(150, 170, [(40, 50, 20, 30)])
    return write_reflectance(tmp_path / "scene.tif", ground, RGB)


def test_detect_answers_ready_progress_and_a_result_whose_files_are_there(scene, tmp_path):
    out = tmp_path / "out"
    messages, code = serve(
        {
            "command": "detect",
            "scene": str(scene),
            "out": str(out),
            "models": str(write_test_models(tmp_path / "m")),
        }
    )
    assert code == 0
    assert messages[0] == {"type": "ready", "protocol": 1, "version": messages[0]["version"]}
    fractions = [message["fraction"] for message in messages if message["type"] == "progress"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert messages[-1]["type"] == "result"
    assert messages[-1]["counts"]["mines"] == 1
    assert (out / "results.gpkg").is_file()
    assert (out / "confidence.tif").is_file()


@pytest.mark.parametrize(
    "request_text",
    ["{", "[]", '{"command": "fly"}', '{"command": "detect", "colour": 1}', '{"command": "vectorise"}', ""],
)
def test_request_that_makes_no_sense_is_one_error(request_text):
    messages, code = serve(request_text)
    assert code == 2
    assert [message["type"] for message in messages] == ["ready", "error"]
    assert messages[-1]["code"] == "request_invalid"


def test_missing_scene_is_one_error_and_leaves_nothing(tmp_path):
    out = tmp_path / "out"
    messages, code = serve({"command": "detect", "scene": str(tmp_path / "no.tif"), "out": str(out),
                            "models": str(write_test_models(tmp_path / "m"))})  # fmt: skip
    assert code == 2
    # Users see that something goes on before the scene is looked for.
    assert [message["type"] for message in messages] == ["ready", "progress", "error"]
    assert messages[-1]["code"] == "scene_missing"
    assert not out.exists()


@pytest.mark.parametrize("how", ["asked", "parent gone", "terminated"])
def test_cancel_ends_the_run_and_keeps_what_is_finished(how, tmp_path):
    # So many tiles that the run still goes on when the cancel arrives.
    ground = ground_with_mines(700, 700, [(0, 0, 700, 700)])
    scene = write_reflectance(tmp_path / "big.tif", ground, RGB)
    out = tmp_path / "out"
    request = {"command": "detect", "scene": str(scene), "out": str(out),
               "models": str(write_test_models(tmp_path / "m", tile=64, overlap=60))}  # fmt: skip
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        for line in process.stdout:
            if json.loads(line).get("stage") == "segment":
                break
        asked = time.monotonic()
        if how == "asked":
            process.stdin.write('{"command": "cancel"}\n')
            process.stdin.flush()
        elif how == "terminated":
            if sys.platform == "win32":
                pytest.skip("Windows ends a terminated process at once")
            process.terminate()
        else:
            process.stdin.close()
        last = [json.loads(line) for line in process.stdout][-1]
        code = process.wait()
    assert last["type"] == "error"
    assert code == 2
    assert time.monotonic() - asked < 10
    if how == "parent gone":
        assert last["code"] == "interrupted"
        (journal,) = out.glob(".partial-*/journal.json")
        assert json.loads(journal.read_text())["finished"] == ["classify", "detect"]
        return
    assert last["code"] == "cancelled"
    assert last["kept"]["folder"] == str(out)
    assert last["kept"]["is_complete"] is False
    assert [path.name for path in out.iterdir()] == ["results.gpkg"]


def test_vectorise_answers_progress_and_the_outlines_of_a_finished_run(scene, tmp_path):
    out = tmp_path / "out"
    serve({"command": "detect", "scene": str(scene), "out": str(out),
           "models": str(write_test_models(tmp_path / "m"))})  # fmt: skip
    outlines = tmp_path / "outlines.gpkg"
    messages, code = serve(
        {"command": "vectorise", "confidence": str(out / "confidence.tif"), "out": str(outlines)}
    )
    assert code == 0
    assert "vectorise" in {message.get("stage") for message in messages}
    assert messages[-1]["counts"] == {"outlines": 1}
    assert messages[-1]["geopackage"] == str(outlines)
    assert outlines.is_file()


def test_devices_and_inspect_answer(scene):
    messages, code = serve({"command": "devices"})
    assert code == 0
    assert messages[-1]["automatic"] == "cpu" or messages[-1]["automatic"].startswith("cuda")
    messages, code = serve({"command": "inspect", "scene": str(scene)})
    assert code == 0
    assert [band["name"] for band in messages[-1]["bands"]] == list(RGB)
    assert (messages[-1]["width"], messages[-1]["height"]) == (170, 150)
