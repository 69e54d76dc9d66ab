"""Fetches, for a version of Python, what the tests in QGIS install: as wheels, so that they need no network after it.

Usage: PYTHON_WITH_PIP tools/wheels.py VERSION FOLDER. Makes FOLDER/wheels, the set that a user without a network
gets from someone else (the worker's lock, hashes checked), and FOLDER/test-wheels: pytest, and what makes scenes.
"""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.markers import Marker

LOCK = Path(__file__).resolve().parent.parent / "mining_detector_plugin" / "client" / "environment.lock"
TEST_PACKAGES = ("pytest-qgis==5.0.2", "pytest>=8", "pytest-timeout>=2.3", "scipy>=1.13")
#: What the worker's packages are built for on Linux; pip takes only what it is told.
_SYSTEMS = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_17", "manylinux2014")


def fetch(version: str, folder: Path, requirements: list[str]) -> None:
    """Fill a folder with the wheels of requirements for a Python, unless they are there.

    Args:
        version: ``3.13``.
        requirements: pip's arguments.
    """
    wanted = hashlib.sha256(f"{version} {' '.join(TEST_PACKAGES)}".encode() + LOCK.read_bytes()).hexdigest()
    stamp = folder / "complete"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Fetching wheels for Python {version} into {folder}.", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    platforms = [part for name in _SYSTEMS for part in ("--platform", f"{name}_{platform.machine()}")]
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
    wheels = ["--only-binary", ":all:", "--python-version", version, *platforms, "--dest", str(folder)]
    subprocess.run([*command, *wheels, *requirements], check=True)
    stamp.write_text(wanted)


def lock_for(version: str, lock: str) -> str:
    """Return the requirements of a lock that hold for a Python, without their markers.

    pip holds markers against the Python that runs it, also where it downloads for another one.

    Args:
        version: ``3.13``.
        lock: text of the lock file.
    """
    surroundings = {"python_version": version, "python_full_version": f"{version}.0"}
    kept = []
    for block in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE):
        first, _, hashes = block.partition("\n")
        requirement, _, marker = first.rstrip("\\ ").partition(" ; ")
        if requirement and (not marker or Marker(marker).evaluate(surroundings)):
            kept.append(f"{requirement} \\\n{hashes}")
    return "".join(kept)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Usage: PYTHON_WITH_PIP tools/wheels.py VERSION FOLDER")
    with tempfile.NamedTemporaryFile("w", suffix=".lock") as resolved:
        resolved.write(lock_for(sys.argv[1], LOCK.read_text(encoding="utf-8")))
        resolved.flush()
        fetch(sys.argv[1], Path(sys.argv[2], "wheels"), ["--require-hashes", "--requirement", resolved.name])
    fetch(sys.argv[1], Path(sys.argv[2], "test-wheels"), list(TEST_PACKAGES))
