"""Fetches, for a version of Python, what the tests in QGIS install: as wheels, so that they need no network after it.

Usage: PYTHON_WITH_PIP tools/wheels.py VERSION FOLDER. Makes FOLDER/wheels by the plugin's own command, as for a
user without a network, and FOLDER/test-wheels: pytest, and what makes scenes.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "mining_detector_plugin" / "client" / "environment.lock"
TEST_PACKAGES = ("pytest-qgis==5.0.2", "pytest>=8", "pytest-timeout>=2.3", "scipy>=1.13")
#: Systems that the tests run on; pip takes for another Python only what it is told.
_SYSTEMS = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_17", "manylinux2014")


def fetch(folder: Path, wanted: str, command: list[str]) -> None:
    """Fill a folder by a command, unless that has been done for the same wish."""
    stamp = folder / "complete"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    print(f"Fetching wheels into {folder}.", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{done.stdout[-3000:]}\nThis failed: {' '.join(command)}")
    stamp.write_text(wanted)


def main(version: str, folder: Path) -> None:
    """Fetch both sets for a Python such as 3.13."""
    wheels, test_wheels = folder / "wheels", folder / "test-wheels"
    client = ["mining_detector_plugin.client", "download-wheels", str(wheels), "--python", version]
    fetch(wheels, f"{version} {LOCK.read_text(encoding='utf-8')}", client)
    platforms = [part for name in _SYSTEMS for part in ("--platform", f"{name}_{platform.machine()}")]
    pip = ["pip", "download", "-q", "--disable-pip-version-check", "--only-binary", ":all:"]
    pip += ["--python-version", version, *platforms, "--dest", str(test_wheels), *TEST_PACKAGES]
    fetch(test_wheels, f"{version} {' '.join(TEST_PACKAGES)}", pip)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Usage: PYTHON_WITH_PIP tools/wheels.py VERSION FOLDER")
    main(sys.argv[1], Path(sys.argv[2]))
