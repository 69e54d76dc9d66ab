"""Folders of wheels: what must be in them is told before anything is made."""

from __future__ import annotations

import pytest

from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.wheels import PLATFORMS, Target, check_wheels, target_named

from .made_wheels import make_kind, make_wheel

LINUX = Target((3, 11, 2), "linux", "x86_64", "2.36")
WINDOWS = target_named("windows-x86_64", "3.12")
MAC = target_named("macos-arm64", "3.12")
NUMPY = "numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"


@pytest.mark.parametrize(
    ("target", "filename", "is_accepted"),
    [
        (LINUX, NUMPY, True),
        (Target((3, 12, 0), "linux", "x86_64", "2.36"), NUMPY, False),
        (Target((3, 11, 2), "linux", "x86_64", "2.17"), NUMPY, False),
        (Target((3, 11, 2), "linux", "aarch64", "2.36"), NUMPY, False),
        (Target((3, 11, 2), "linux", "x86_64", ""), NUMPY, False),
        (WINDOWS, NUMPY, False),
        (LINUX, "protobuf-7.36.2-cp310-abi3-manylinux2014_x86_64.whl", True),
        (LINUX, "later-1.0-cp312-abi3-manylinux2014_x86_64.whl", False),
        (LINUX, "click_plugins-1.1.1.2-py2.py3-none-any.whl", True),
        (LINUX, "built-1.0-1-py3-none-any.whl", True),
        (LINUX, "free-1.0-cp311-cp311t-manylinux2014_x86_64.whl", False),
        (WINDOWS, "numpy-2.5.5-cp312-cp312-win_amd64.whl", True),
        (MAC, "numpy-2.5.5-cp312-cp312-macosx_11_0_arm64.whl", True),
        (MAC, "numpy-2.5.5-cp312-cp312-macosx_99_0_arm64.whl", False),
        (MAC, "shapely-2.2.0-cp312-cp312-macosx_10_9_universal2.whl", True),
        (LINUX, "numpy-2.4.6.tar.gz", False),
    ],
)
def test_wheel_is_accepted_where_it_can_be_installed(target, filename, is_accepted):
    assert target.accepts(filename) is is_accepted


def test_complete_folder_is_accepted_with_one_wheel_for_each_package(tmp_path):
    kind = make_kind(tmp_path)
    make_wheel(tmp_path, "not_asked_for")
    found = check_wheels(tmp_path, kind.lock_file, LINUX)
    assert {path.name.split("-")[0] for path in found} == set(kind.packages)


def test_missing_packages_are_named_with_the_way_to_fetch_them(tmp_path):
    kind = make_kind(tmp_path)
    (tmp_path / "numpy-99.0-py3-none-any.whl").unlink()
    # One for another system does not count.
    make_wheel(tmp_path, "numpy", tag="cp312-cp312-win_amd64")
    with pytest.raises(ClientError) as caught:
        check_wheels(tmp_path, kind.lock_file, LINUX)
    assert caught.value.code == "wheels_incomplete"
    assert (
        f"lacks 1 of {len(kind.packages)} packages for Python 3.11 on linux x86_64: numpy 99.0."
        in caught.value.message
    )
    assert "--platform linux-x86_64 --python 3.11" in caught.value.hint


def test_wheel_cut_off_in_copying_is_named(tmp_path):
    kind = make_kind(tmp_path)
    wheel = tmp_path / "rasterio-99.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes()[:-1])
    with pytest.raises(ClientError) as caught:
        check_wheels(tmp_path, kind.lock_file, LINUX)
    assert caught.value.code == "wheels_changed"
    assert wheel.name in caught.value.message


def test_folder_that_is_not_there_has_no_wheels(tmp_path):
    with pytest.raises(ClientError) as caught:
        check_wheels(tmp_path / "gone", make_kind(tmp_path).lock_file, LINUX)
    assert caught.value.code == "wheels_missing"


@pytest.mark.parametrize("name", PLATFORMS)
def test_platforms_keep_their_names(name):
    assert target_named(name, "3.12").name == name


def test_python_that_is_none_is_told():
    with pytest.raises(ClientError) as caught:
        target_named("linux-x86_64", "python 3")
    assert caught.value.code == "python_version_invalid"
