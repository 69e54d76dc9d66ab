"""The lock files that are shipped, and reading them: hashes, markers, versions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.kinds import KINDS
from mining_detector_plugin.client.lock_file import (
    marker_holds,
    normalised,
    pinned_for,
    read_lock,
    version_tuple,
)
from mining_detector_plugin.client.wheels import PLATFORMS, target_named

ROOT = Path(__file__).resolve().parents[2]
DEBIAN = {"python_full_version": "3.11.2", "sys_platform": "linux", "platform_machine": "x86_64"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_lock_files_pin_hashes_for_all_that_the_engine_needs_and_name_no_host(kind):
    requirements = read_lock(kind.lock_file)
    assert all(one.hashes for one in requirements)
    assert {normalised(name) for name in kind.packages} <= {normalised(one.name) for one in requirements}
    text = kind.lock_file.read_text(encoding="utf-8")
    assert "http" not in text.replace("httpcore", "").replace("httpx", "") and "--index" not in text
    assert text.count("==") - text.count(" == ") >= len(requirements)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", ["3.11.2", "3.12.0", "3.13.1"])
def test_each_package_is_pinned_once_for_each_platform(kind, platform, python):
    pinned = pinned_for(kind.lock_file, target_named(platform, python).markers())
    names = [normalised(one.name) for one in pinned]
    assert len(names) == len(set(names))
    assert {normalised(name) for name in kind.packages} <= set(names)


def test_package_that_reports_the_use_of_openvino_is_not_installed():
    names = {normalised(one.name) for one in read_lock(KINDS["fast"].lock_file)}
    assert "openvino" in names and "openvino-telemetry" not in names


def test_oldest_releases_are_those_of_the_project():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    for kind, extra in (("cpu", ["engine"]), ("fast", ["engine", "fast"]), ("gpu", ["engine", "gpu"])):
        wanted = dict(line.split(">=") for name in extra for line in extras[name] if ">=" in line)
        # ONNX Runtime brings it, and another name is imported.
        del wanted["protobuf"]
        packages = KINDS[kind].packages
        assert {normalised(name): version for name, version in packages.items()} == wanted


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        ("python_full_version < '3.12'", True),
        ("python_full_version >= '3.12'", False),
        ("python_full_version < '3.9'", False),
        ("sys_platform == 'win32'", False),
        ("sys_platform != 'emscripten'", True),
        ("(platform_machine == 'aarch64' or platform_machine == 'x86_64') and sys_platform == 'linux'", True),
        ("'nux' in sys_platform", True),
    ],
)
def test_markers_hold_as_pep_508_says(marker, holds):
    assert marker_holds(marker, DEBIAN) is holds


@pytest.mark.parametrize(
    "marker", ["__import__('os').getcwd()", "1 < 2", "unknown == 'x'", "sys_platform =="]
)
def test_marker_that_is_something_else_is_refused_and_not_run(marker):
    with pytest.raises(ClientError) as caught:
        marker_holds(marker, DEBIAN)
    assert caught.value.code == "lock_invalid"


def test_versions_compare_by_number():
    assert version_tuple("3.9") < version_tuple("3.12") == version_tuple("3.12.0")
    assert version_tuple("2.13.0+cpu") == (2, 13)
