"""The text of 'Copy diagnostics' tells what is there and never who the user is."""

from __future__ import annotations

import json

import pytest

from mining_detector_plugin.client.diagnostics import (
    Person,
    describe_devices,
    describe_error,
    describe_state,
    diagnostics,
    machine_facts,
    redact,
)
from mining_detector_plugin.client.environment_state import EnvironmentState
from mining_detector_plugin.client.errors import ClientError

LINUX = Person("/home/jdoe", {"jdoe": "USER", "survey-pc": "HOST"}, ("/data/Client Name/Secret project",))
WINDOWS = Person(r"C:\Users\jdoe", {"jdoe": "USER"}, (r"D:\Client Name\Secret project",))
PRIVATE = ("jdoe", "survey-pc", "Client", "Secret", "hunter2", "s3cr3t", "Users")


@pytest.mark.parametrize(
    ("person", "text", "expected"),
    [
        (LINUX, "There is no file /home/jdoe/maps/scene.tif.", "There is no file ~/maps/scene.tif."),
        (LINUX, "file:///home/jdoe/scene.tif", "file:~/scene.tif"),
        (LINUX, "cannot read /data/Client Name/Secret project/a b.tif", "cannot read …/Secret project/a b.tif"),
        (LINUX, "opened '/srv/Client Name/2024/scene one.tif' twice", "opened '…/scene one.tif' twice"),
        (LINUX, 'File "/usr/lib/python3/dist-packages/numpy/core.py", line 3',
         'File "/usr/lib/python3/dist-packages/numpy/core.py", line 3'),
        (LINUX, "/usr/bin/python3 failed in /mnt/Client/x.tif", "/usr/bin/python3 failed in …/x.tif"),
        (LINUX, "jdoe@survey-pc: JDOE's", "USER@HOST: USER's"),
        (LINUX, "https://jdoe:hunter2@proxy.lan:3128/simple", "https://***@proxy.lan:3128/simple"),
        (LINUX, "/vsicurl/https://a.example.org/b.tif?token=s3cr3t&x=1", None),
        (LINUX, "proxy_password=hunter2 and Authorization: Basic s3cr3t", None),
        (WINDOWS, r"C:\Users\jdoe\Documents\a.tif", r"~\Documents\a.tif"),
        (WINDOWS, json.dumps({"path": r"C:\Users\jdoe\a.tif"}), r'{"path": "~\\a.tif"}'),
        (WINDOWS, "c:/users/JDoe/a.tif", "~/a.tif"),
        (WINDOWS, r"can't open D:\Client Name\Secret project\a.tif", r"can't open …/Secret project\a.tif"),
        (WINDOWS, r"E:\Client Name\x\scene.tif: no", "…/scene.tif: no"),
        (WINDOWS, r"\\server\Client Name\x\scene.tif", "…/scene.tif"),
        (WINDOWS, r"C:\OSGeo4W\apps\Python312\python3.exe", r"C:\OSGeo4W\apps\Python312\python3.exe"),
    ],
)  # fmt: skip
def test_paths_names_and_secrets_are_taken_out(person, text, expected):
    found = redact(text, person)
    if expected is not None:
        assert found == expected
    for private in PRIVATE:
        if private != "Secret" or "Secret project" not in found:
            assert private not in found


def test_name_inside_another_word_stays():
    assert redact("rooted", Person("/root", {"root": "USER"})) == "rooted"


@pytest.fixture
def text() -> str:
    state = EnvironmentState(
        "broken", "numpy is missing.", None, "/home/jdoe/.local/share/mining_detector/environments/py3.11-a",
        "3.11.2", {"numpy": "2.4.6", "rasterio": "1.4.4"}, 375_000_000, "cpu", "pip", "2026-11-22T00:00:00Z", True,
    )  # fmt: skip
    devices = {
        "devices": [
            {"id": "cpu", "name": "Processor (2 cores)", "memory_total_mb": None, "memory_free_mb": None,
             "usable": True, "reason": "Always there."},
            {"id": "cuda:0", "name": "GPU", "memory_total_mb": 8192, "memory_free_mb": 900, "usable": False,
             "reason": "CUDA is there, but 0.9 of 8.0 GB are free."},
        ],
        "automatic": "cpu", "reason": "Runs on the processor.",
    }  # fmt: skip
    error = ClientError(
        "scene_missing", "There is no file /home/jdoe/a.tif.", "Choose another.", "tail of worker"
    )
    sections = {
        "Versions": {"plugin": "0.1.0", "qgis": "3.40.1", **machine_facts()},
        "Environment": describe_state(state),
        "Devices": describe_devices(devices),
        "Last error": describe_error(error),
    }
    log = (
        "\n".join(f"line {number}" for number in range(500))
        + "\nLooking in indexes: https://u:hunter2@x.org/simple"
    )
    return diagnostics(sections, {"Worker": error.details, "Set-up log": log}, LINUX)


def test_text_holds_what_helps(text):
    for part in (
        "plugin: 0.1.0", "qgis: 3.40.1", "state: broken", "reason: numpy is missing.", "rasterio 1.4.4", "375 MB",
        "cuda:0: GPU, 900 of 8192 MB free, not usable: CUDA is there, but 0.9 of 8.0 GB are free.",
        "automatic: cpu: Runs on the processor.", "code: scene_missing", "There is no file ~/a.tif.",
        "hint: Choose another.", "tail of worker", "line 499", "python of qgis: 3.",
    ):  # fmt: skip
        assert part in text, part
    assert "line 400" not in text


def test_text_tells_nobody_who_the_user_is(text):
    for private in PRIVATE:
        assert private not in text


def test_person_here_is_the_one_who_runs_this():
    person = Person.here(["/data/project", ""])
    assert person.folders == ("/data/project",)
    assert redact(f"{person.home}/x", person) == "~/x"
