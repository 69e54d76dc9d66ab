"""Where a Python is looked for on each system's layout of QGIS: stand-ins of the folders, and the real one here."""

from __future__ import annotations

import ntpath
import os
import sys
from pathlib import Path

import pytest

from mining_detector_plugin.client import child as child_module
from mining_detector_plugin.client.child import Child
from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.interpreters import Layout, candidate_paths, find_interpreter, probe


def nothing_on_path(name: str) -> None:
    return None


def make_layout(root: Path, files: list[str]) -> None:
    """Write empty programs, but for those named ``python*``, which start this Python."""
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_python = path.name.startswith("python")
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n' if is_python else "#!/bin/sh\nexit 9\n")
        path.chmod(0o755)


def test_probe_tells_version_and_platform():
    found = probe(sys.executable)
    assert found.version == tuple(sys.version_info[:3])
    assert found.platform == sys.platform and found.machine


@pytest.mark.parametrize(
    ("executable", "prefix"),
    [
        (r"C:\OSGeo4W\bin\qgis-bin.exe", r"C:\OSGeo4W\apps\Python312"),
        (
            r"C:\Program Files\QGIS 3.40.1\bin\qgis-ltr-bin.exe",
            r"C:\Program Files\QGIS 3.40.1\apps\Python312",
        ),
    ],
)
def test_python_of_qgis_on_windows_is_that_of_its_apps_folder_and_never_qgis(executable, prefix):
    paths = candidate_paths(Layout("win32", executable, (prefix, prefix), "3.12"), nothing_on_path)
    assert paths[0] == ntpath.join(prefix, "python3.exe")
    assert ntpath.join(ntpath.dirname(executable), "python3.exe") in paths
    assert not [path for path in paths if "qgis" in ntpath.basename(path)]


def test_python_of_windows_is_found_where_the_prefix_is_not_the_apps_folder():
    """Seen where PYTHONHOME is unset: prefixes point beside qgis-bin.exe."""
    paths = candidate_paths(
        Layout("win32", r"C:\OSGeo4W\bin\qgis-bin.exe", (r"C:\OSGeo4W\bin",) * 2, "3.12"), nothing_on_path
    )
    assert r"C:\OSGeo4W\apps\Python312\python3.exe" in paths


def test_python_of_its_own_installer_is_found_where_qgis_brings_an_old_one():
    """QGIS 3.28 for Windows brings Python 3.9; programs with windows have a short PATH on macOS."""
    layout = Layout(
        "win32", r"C:\QGIS\bin\qgis-bin.exe", (r"C:\QGIS\apps\Python39",) * 2, "3.9",
        r"C:\Users\jdoe\AppData\Local", (r"C:\Program Files",),
    )  # fmt: skip
    paths = candidate_paths(layout, nothing_on_path)
    assert r"C:\Users\jdoe\AppData\Local\Programs\Python\Python312\python.exe" in paths
    assert paths[-1] == r"C:\Program Files\Python311\python.exe"
    mac = Layout("darwin", "/Applications/QGIS.app/Contents/MacOS/QGIS", ("/x",), "3.9")
    paths = candidate_paths(mac, nothing_on_path)
    assert "/opt/homebrew/bin/python3.12" in paths
    assert "/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13" in paths


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    "python",
    [
        "MacOS/bin/python3",
        "MacOS/python3",
        "Frameworks/bin/python3.12",
        "Frameworks/Python.framework/Versions/3.12/bin/python3.12",
    ],
)
def test_python_of_the_macos_application_is_found(tmp_path, python):
    contents = tmp_path / "My Applications" / "QGIS.app" / "Contents"
    make_layout(contents, ["MacOS/QGIS", python])
    layout = Layout(
        "darwin", str(contents / "MacOS" / "QGIS"), (str(contents / "Frameworks" / "Python"),) * 2, "3.12"
    )
    paths = candidate_paths(layout, nothing_on_path)
    assert str(contents / "MacOS" / "QGIS") not in paths
    inside = [path for path in paths if path.startswith(str(contents))]
    assert [path for path in inside if os.path.isfile(path)] == [str(contents / python)]
    assert find_interpreter(layout, nothing_on_path).version == tuple(sys.version_info[:3])


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
def test_python_that_is_too_old_or_none_is_named(tmp_path):
    old = tmp_path / "bin" / "python3"
    old.parent.mkdir()
    old.write_text('#!/bin/sh\necho \'["/old", [3, 9, 5], "linux", "x86_64", "2.31"]\'\n')
    old.chmod(0o755)
    layout = Layout("linux", str(tmp_path / "qgis"), (str(tmp_path),), "3.9")
    with pytest.raises(ClientError) as caught:
        find_interpreter(layout, nothing_on_path)
    assert caught.value.code == "python_missing"
    assert f"{old} is Python 3.9" in caught.value.message


def test_children_on_windows_open_no_console(monkeypatch):
    seen = {}

    class NoProcess(Exception):
        pass

    def popen(command, **options):
        seen.update(options)
        raise NoProcess

    monkeypatch.setattr(child_module.sys, "platform", "win32")
    monkeypatch.setattr(child_module.subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    monkeypatch.setattr(child_module.subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200, raising=False)
    monkeypatch.setattr(child_module.subprocess, "Popen", popen)
    with pytest.raises(NoProcess):
        Child(["python3.exe"])
    assert seen["creationflags"] & 0x08000000
    assert "start_new_session" not in seen


def test_environment_python_of_windows_is_in_scripts(monkeypatch):
    from mining_detector_plugin.client import installers

    monkeypatch.setattr(installers.sys, "platform", "win32")
    assert installers.environment_python(Path("e")).as_posix() == "e/Scripts/python.exe"
