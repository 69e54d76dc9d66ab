"""The tools behind the Makefile: counts of tests add up, a failure shows, what is missing is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import run_tests  # noqa: E402 - the tools are scripts, no package
import system_packages  # noqa: E402

REPORT = (
    '<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" '
    'skipped="{skipped}"></testsuite></testsuites>'
)


def test_last_line_adds_up_the_reports_of_all_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(run_tests, "REPORTS", tmp_path)
    (tmp_path / "engine.xml").write_text(REPORT.format(tests=10, failures=1, errors=2, skipped=3))
    (tmp_path / "qgis.xml").write_text(REPORT.format(tests=5, failures=0, errors=0, skipped=1))
    assert run_tests._count_line() == "8 passed, 3 failed, 4 skipped"


@pytest.mark.parametrize("code", [0, 1, 5])
def test_step_passes_only_with_exit_code_0(code):
    assert run_tests._passes("step", [sys.executable, "-c", f"raise SystemExit({code})"]) == (code == 0)


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="needs a Debian system, which this is not")
def test_missing_packages_are_told_from_installed_ones():
    assert system_packages.missing_packages(["dpkg", "no-such-package-as-this"]) == [
        "no-such-package-as-this"
    ]


def test_without_the_right_to_install_the_command_to_run_is_printed(monkeypatch, capsys):
    monkeypatch.setattr(system_packages, "_as_root", lambda: None)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages, "missing_packages", list)
    assert not system_packages.install_packages(["zip"], "for a test")
    assert "sudo apt-get install zip" in capsys.readouterr().out


def test_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (\S+)$", makefile, re.MULTILINE)
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert len(targets) > 5
    assert all(f"make {target} " in listed for target in targets)


def test_ci_runs_make_test():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
