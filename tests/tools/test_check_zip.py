"""The check of the plugin's zip: a clean one passes, and each thing that the plugin repository refuses is told."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import check_zip  # noqa: E402 - the tools are scripts, no package
import qt6_readiness  # noqa: E402

METADATA = """[general]
name=Finder
qgisMinimumVersion=3.22
description=Finds things.
about=Finds things in images.
version=1.0.0
author=A. Author
email=author@finder.invalid
tracker=https://finder.invalid/issues
repository=https://finder.invalid
icon=icon.svg
experimental=False
"""
CLEAN = {
    "__init__.py": '__version__ = "1.0.0"\n',
    "metadata.txt": METADATA,
    "LICENSE": "GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007\n",
    "icon.svg": "<svg/>",
    "models/one/model.json": json.dumps({"license": "GPL-3.0-or-later"}),
}


def write_zip(path: Path, files: dict[str, str], folder: str = "finder") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}/{name}", text)
    return path


def without(name: str) -> dict[str, str]:
    return {path: text for path, text in CLEAN.items() if path != name}


def metadata(old: str, new: str) -> dict[str, str]:
    assert old in METADATA
    return {"metadata.txt": METADATA.replace(old, new)}


@pytest.fixture
def scanners_are_off(monkeypatch):
    """Bandit and detect-secrets take seconds a run: only their own tests start them."""
    monkeypatch.setattr(check_zip, "_bandit_findings", lambda plugin: [])
    monkeypatch.setattr(check_zip, "_secret_findings", lambda plugin: [])


def test_clean_zip_passes_all_checks_and_scanners(tmp_path, capsys):
    assert check_zip.main([str(write_zip(tmp_path / "clean.zip", CLEAN))]) == 0
    assert "clean" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("files", "check", "told"),
    [
        ({"__pycache__/a.txt": ""}, "package", "must not be in a plugin"),
        ({"a.pyc": ""}, "package", "compiled"),
        ({"run.sh": ""}, "package", "program"),
        ({".bandit": ""}, "package", "hidden"),
        ({"requirements.txt": ""}, "package", "QGIS's own Python"),
        ({"../escaped.py": ""}, "package", "leads out"),
        (metadata("tracker=https://finder.invalid/issues\n", ""), "metadata", "lacks tracker"),
        (metadata("about=Finds things in images.", "about="), "metadata", "lacks about"),
        (metadata("3.22", "new"), "metadata", "qgisMinimumVersion"),
        (metadata("author@", "author at "), "metadata", "email"),
        (metadata("A. Author", "A/Author"), "metadata", "slash"),
        (metadata("repository=https://", "repository="), "metadata", "repository is no address"),
        (metadata("experimental=False", "experimental=no"), "metadata", "experimental"),
        (metadata("icon.svg", "none.svg"), "metadata", "icon"),
        (metadata("version=1.0.0", "version=1.1.0"), "metadata", "version 1.1.0"),
        (metadata("[general]", "name"), "metadata", "can't be read"),
        ({"LICENSE": "All rights reserved."}, "licence", "General Public License"),
        ({"models/one/model.json": '{"license": "CC-BY-NC-4.0"}'}, "licence", "CC-BY-NC-4.0"),
        ({"other.py": "# SPDX-License-Identifier: Proprietary\n"}, "licence", "Proprietary"),
        ({"qt.py": "from PyQt5.QtCore import Qt\n"}, "qt6", "PyQt5"),
        ({"qt.py": "from qgis.PyQt.QtCore import Qt\nside = Qt.AlignLeft\n"}, "qt6", "Qt.AlignLeft"),
        ({"qt.py": "def broken(:\n"}, "qt6", "no Python"),
    ],
    ids=lambda value: None if isinstance(value, dict) else value,
)
def test_each_fault_is_one_finding_of_its_check(scanners_are_off, tmp_path, files, check, told):
    findings, _ = check_zip.check_zip(write_zip(tmp_path / "faulty.zip", CLEAN | files))
    assert [finding.check for finding in findings if told in finding.message] == [check]


@pytest.mark.parametrize("name", ["LICENSE", "__init__.py", "metadata.txt"])
def test_what_a_plugin_needs_is_missed(scanners_are_off, tmp_path, name):
    findings, _ = check_zip.check_zip(write_zip(tmp_path / "incomplete.zip", without(name)))
    assert len(findings) == 1


def test_zip_that_is_too_large_is_refused(scanners_are_off, tmp_path, monkeypatch):
    monkeypatch.setattr(check_zip, "LARGEST_BYTES", 100)
    (finding,), _ = check_zip.check_zip(write_zip(tmp_path / "large.zip", CLEAN))
    assert "less than 100" in finding.message


def test_two_folders_are_refused(scanners_are_off, tmp_path):
    path = write_zip(tmp_path / "two.zip", CLEAN)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("second/file.txt", "")
    findings, _ = check_zip.check_zip(path)
    assert any("2 folders" in finding.message for finding in findings)


def test_executable_source_is_refused(scanners_are_off, tmp_path):
    path = write_zip(tmp_path / "executable.zip", CLEAN)
    entry = zipfile.ZipInfo("finder/tool.py")
    entry.external_attr = 0o100755 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, "")
    (finding,), _ = check_zip.check_zip(path)
    assert "executed" in finding.message


def test_placeholder_addresses_are_remarks(scanners_are_off, tmp_path):
    files = CLEAN | metadata("https://finder.invalid/issues", "https://example.org/finder")
    findings, remarks = check_zip.check_zip(write_zip(tmp_path / "placeholder.zip", files))
    assert not findings
    assert "tracker" in remarks[0]


def test_scanners_find_unsafe_code_and_secrets(tmp_path, capsys):
    unsafe = "import subprocess\n\nsubprocess.run('ls', shell=True)\nassert True\n"
    secret = 'KEY = "AKIA' + "IOSFODNN7EXAMPLE" + '"\n'
    path = write_zip(tmp_path / "unsafe.zip", CLEAN | {"unsafe.py": unsafe, "keys.py": secret})
    assert check_zip.main([str(path)]) == 1
    told = capsys.readouterr().err
    assert "bandit: unsafe.py:3: B602" in told
    assert "B101" in told
    assert "secrets: keys.py:1: looks like a secret (AWS Access Key)" in told


@pytest.mark.parametrize(
    "source",
    [
        "from qgis.PyQt.QtCore import Qt\nside = Qt.AlignmentFlag.AlignLeft\n",
        "from qgis.core import QgsProcessingContext\nd = QgsProcessingContext.LayerDetails('a')\n",
        "from qgis.core import Qgis\nversion = Qgis.QGIS_VERSION\n",
        "from qgis.core import Qgis\n\n\ndef tell(level: Qgis.MessageLevel) -> Qgis.MessageLevel: ...\n",
    ],
)
def test_scoped_enums_nested_classes_and_constants_are_ready_for_qt6(source):
    assert not list(qt6_readiness.qt6_problems(source))


def test_methods_that_qt6_lacks_are_found():
    assert list(qt6_readiness.qt6_problems("dialog.exec_()\n")) == [
        (1, "calls exec_, which Qt 6 lacks; call exec")
    ]


@pytest.mark.parametrize("content", [None, b"no zip"])
def test_what_is_no_zip_is_told_with_exit_code_2(tmp_path, content):
    path = tmp_path / "plugin.zip"
    if content is not None:
        path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "check_zip.py", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "make zip" in done.stderr
    assert "Traceback" not in done.stderr
