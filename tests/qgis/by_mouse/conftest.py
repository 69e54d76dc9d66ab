"""A screen with the real QGIS, for tests that use it as a hand does."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..conftest import ROOT, ZIP, plain_environment
from .session import QgisWindow, missing_programs, qgis_window

PICTURES = ROOT / ".build" / "screenshots"
WHEELS = ROOT / ".build" / "wheels"
#: Where no network can be taken away, no proxy answers either.
DEAD_PROXY = "http://127.0.0.1:9"


@pytest.fixture
def window(tmp_path, request) -> Iterator[QgisWindow]:
    """QGIS's window, not started yet; its pictures go to a folder named after the test."""
    missing = missing_programs()
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    if not ZIP.is_file() or not WHEELS.is_dir():
        pytest.skip("needs the zip and the wheels: run tools/test_qgis.sh")
    folder = tmp_path / "a user"
    folder.mkdir()
    with qgis_window(folder, PICTURES / request.node.name) as window:
        yield window


@pytest.fixture(scope="session")
def without_network() -> list[str]:
    """A command's prefix that takes the network away from it; empty where the system does not let us."""
    for prefix in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
            return prefix
    return []


@pytest.fixture
def worker_home() -> str:
    """The folder in which tools/test_qgis.sh has set up the worker's environment."""
    home = os.environ.get("MINING_DETECTOR_HOME")
    if not home:
        pytest.skip("needs the worker's environment: run tools/test_qgis.sh")
    return home


def environment_of_a_user(folder: Path) -> dict[str, str]:
    """Return the environment of someone who starts QGIS from the desktop, offline."""
    kept = {
        name: value
        for name, value in plain_environment().items()
        if not name.startswith(("PIP_", "UV_", "QT_", "QGIS_", "MINING_DETECTOR_", "PYTEST_"))
    }
    runtime, temporary = folder / "runtime", folder / "temporary"
    for made in (runtime, temporary):
        made.mkdir(mode=0o700, exist_ok=True)
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), DEAD_PROXY)
    return {
        **kept, **proxies, "HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime),
        # Layers below it are temporary to QGIS.
        "TMPDIR": str(temporary),
        "PATH": "/usr/local/bin:/usr/bin:/bin", "MINING_DETECTOR_HOME": str(folder / "mining detector"),
        "PYTHONWARNINGS": "default::ResourceWarning",
    }  # fmt: skip
