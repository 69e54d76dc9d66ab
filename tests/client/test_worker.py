"""The worker client against a real child process that behaves well and badly."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.worker import WorkerClient, worker_command

DOUBLE = Path(__file__).with_name("protocol_double.py")
PLUGIN = Path(__file__).resolve().parents[2] / "mining_detector_plugin"


def client_of(mode: str, grace_s: float = 5.0) -> WorkerClient:
    return WorkerClient([sys.executable, str(DOUBLE), mode], grace_s=grace_s, terminate_s=0.3)


def error_of(mode: str) -> ClientError:
    with pytest.raises(ClientError) as caught:
        client_of(mode).request({"command": "detect"})
    return caught.value


def is_group_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition) -> bool:
    """Wait for a condition for at most ten seconds."""
    end = time.monotonic() + 10
    pause = threading.Event()
    while not condition() and time.monotonic() < end:
        pause.wait(0.02)
    return condition()


def test_request_reaches_the_worker_and_the_result_comes_back():
    answers = []
    request = {"command": "detect", "scene": "C:\\Señor\\scéne.tif", "aoi": None}
    result = client_of("echo").request(request, answers.append)
    assert result["request"] == request
    assert [answer["type"] for answer in answers] == ["progress", "warning"]
    assert answers[0]["message"] == "½ done"


def test_worker_does_not_see_the_variables_of_qgis(monkeypatch):
    dropped = (
        "PYTHONHOME", "PYTHONPATH", "GDAL_DATA", "GDAL_DRIVER_PATH", "PROJ_LIB", "PROJ_DATA",
        "LD_LIBRARY_PATH", "PIP_USER", "PIP_TARGET",
    )  # fmt: skip
    for name in dropped:
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    seen = client_of("echo").request({"command": "devices"})["environment"]
    assert not set(dropped) & set(seen)
    assert "AWS_REGION" in seen


def test_worker_is_given_the_proxy_of_qgis(monkeypatch):
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    variables = {"HTTPS_PROXY": "http://proxy.lan:3128"}
    client = WorkerClient([sys.executable, str(DOUBLE), "echo"], variables=variables)
    assert "HTTPS_PROXY" in client.request({"command": "devices"})["environment"]


def test_chatter_on_both_outputs_is_no_message():
    assert client_of("chatter").request({"command": "detect"})["type"] == "result"


def test_error_of_the_worker_keeps_code_message_and_hint():
    error = error_of("error")
    assert (error.code, error.message, error.hint) == ("aoi_outside", "The area lies outside.", "Draw again.")


def test_crash_tells_the_last_line_of_standard_error():
    error = error_of("crash")
    assert error.code == "worker_crashed"
    assert "Segmentation fault in a library" in error.message
    assert "Segmentation fault in a library" in error.details


def test_end_without_a_result_is_an_error():
    assert error_of("no_result").code == "worker_crashed"


def test_worker_that_can_not_start_says_why():
    error = error_of("no_start")
    assert error.code == "worker_did_not_start"
    assert "numpy" in error.message


def test_other_protocol_is_refused():
    assert error_of("other_protocol").code == "worker_protocol"


def test_missing_interpreter_is_one_message():
    with pytest.raises(ClientError) as caught:
        WorkerClient(["/nowhere/python"]).request({"command": "devices"})
    assert caught.value.code == "program_missing"


def test_cancel_is_asked_for_first():
    client = client_of("cancel")
    pids = []

    def cancel(answer):
        pids.append(int(answer["message"]))
        client.cancel()

    with pytest.raises(ClientError) as caught:
        client.request({"command": "detect"}, cancel)
    assert caught.value.code == "cancelled"
    assert wait_until(lambda: not is_group_alive(pids[0]))


def test_worker_that_keeps_what_is_finished_gets_the_time_for_it():
    client = WorkerClient([sys.executable, str(DOUBLE), "keep", "1.5"], grace_s=0.5, terminate_s=0.3)
    partial = []

    def cancel(answer):
        partial.append(answer)
        client.cancel()

    with pytest.raises(ClientError) as caught:
        client.request({"command": "detect"}, cancel)
    assert partial[0] == {"type": "partial", "layer": "cells", "path": "cells.fgb", "count": 3}
    assert caught.value.code == "cancelled"
    assert caught.value.kept == {"folder": "out"}


def test_worker_that_is_deaf_to_cancel_is_killed_with_its_children():
    client = client_of("hang", grace_s=3.0)
    groups = []
    starts = []

    def cancel(answer):
        groups.append(int(answer["message"]))
        starts.append(time.monotonic())
        client.cancel()

    with pytest.raises(ClientError) as caught:
        client.request({"command": "detect"}, cancel)
    assert caught.value.code == "cancelled"
    # The grace period is spent once, and the short times of terminate and kill come on top.
    assert 3.0 <= time.monotonic() - starts[0] < 5.9
    assert wait_until(lambda: not is_group_alive(groups[0]))


def test_cancel_by_polling_ends_the_run():
    seen = []
    with pytest.raises(ClientError) as caught:
        client_of("cancel").request({"command": "detect"}, seen.append, lambda: bool(seen))
    assert caught.value.code == "cancelled"


def test_bootstrap_runs_the_package_of_the_folder_and_no_other(tmp_path):
    folder = tmp_path / "plugins with ünicode" / "renamed"
    (folder / "engine").mkdir(parents=True)
    (folder / "__init__.py").write_text('__version__ = "9.9.9"\n')
    (folder / "engine" / "__init__.py").write_text("")
    (folder.parent / "json.py").write_text("raise ImportError('a neighbour shadows the library')\n")
    (folder / "engine" / "worker.py").write_text(
        "import json\nfrom .. import __version__\n"
        "print(json.dumps({'type': 'ready', 'protocol': 1}))\n"
        "print(json.dumps({'type': 'result', 'version': __version__}), flush=True)\n"
    )
    command = worker_command(sys.executable, PLUGIN)
    command[-1] = str(folder)
    assert WorkerClient(command).request({"command": "devices"})["version"] == "9.9.9"
