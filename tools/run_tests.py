"""Runs everything that has to hold before a change lands: `make test` and CI call this.

Installs what the tests need (QGIS and a virtual screen from the distribution's packages), checks style and
types, then runs the tests in the project's environment, those of OpenVINO in one that has it, builds and checks the
plugin's zip, and runs the tests of QGIS with the system's Python. A step that fails does not stop the next ones; the
exit code tells. The last line counts the tests of all runs. Standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import environment
import system_packages

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / ".build" / "test-reports"
QGIS_SCRIPT = ROOT / "tools" / "test_qgis.sh"
SCREEN_PACKAGES = ["xvfb", "xauth", "xdotool", "openbox", "poppler-utils"]
QGIS_PACKAGES = ["qgis", "python3-qgis", "python3-venv", "python3-pip", "zip", *SCREEN_PACKAGES]


def main(arguments: list[str]) -> int:
    """Run all steps; return 0 if each passed."""
    has_qgis = system_packages.install_packages(QGIS_PACKAGES, "for the tests in QGIS")
    has_qgis = has_qgis or bool(shutil.which("qgis_process", path="/usr/bin:/bin"))
    python = environment.prepare("dev", ["dev"])
    bin_folder = python.parent
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    steps = {
        "style (ruff check)": [bin_folder / "ruff", "check", "."],
        "format (ruff format)": [bin_folder / "ruff", "format", "--check", "."],
        "types (mypy)": [bin_folder / "mypy"],
        "types of Qt 6 (mypy)": [python, ROOT / "tools" / "qt6_types.py"],
        "tests (pytest)": [
            python, "-m", "pytest", "--ignore=tests/qgis", "-m", "not qgis",
            # A file's tests stay together: they share what is slow to make.
            "-n", "auto", "--dist", "loadfile",
            f"--junitxml={REPORTS / 'engine.xml'}", *arguments,
        ],
        "environment with OpenVINO": [sys.executable, ROOT / "tools" / "environment.py", "fast", "fast", "--on", "dev"],
        "tests with OpenVINO (pytest)": [
            ROOT / ".build" / "fast" / "bin" / "python", "-m", "pytest", "tests/engine/test_openvino_runtime.py",
            f"--junitxml={REPORTS / 'openvino.xml'}",
        ],
    }  # fmt: skip
    if shutil.which("zip"):
        steps["zip (pb_tool)"] = ["sh", ROOT / "tools" / "build_zip.sh", bin_folder]
        steps["zip as the plugin repository checks it"] = [python, ROOT / "tools" / "check_zip.py"]
    if has_qgis:
        steps["tests in QGIS (pytest)"] = [
            "sh", QGIS_SCRIPT, f"--junitxml={REPORTS / 'qgis.xml'}", *arguments,
        ]  # fmt: skip
    failed = [title for title, command in steps.items() if not _passes(title, command)]
    if not has_qgis:
        print("\nThe tests in QGIS were left out: QGIS is not installed, see above.", flush=True)
    print("\n" + (f"Failed: {', '.join(failed)}" if failed else "All steps passed."), flush=True)
    print(_count_line(), flush=True)
    return 1 if failed else 0


def _passes(title: str, command: list) -> bool:
    print(f"\n=== {title}", flush=True)
    surroundings = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0


def _count_line() -> str:
    """Return how many tests passed, failed and were skipped, over all reports."""
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for report in REPORTS.glob("*.xml"):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            for key in counts:
                counts[key] += int(suite.get(key, 0))
    failed = counts["failures"] + counts["errors"]
    return (
        f"{counts['tests'] - failed - counts['skipped']} passed, {failed} failed, {counts['skipped']} skipped"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
