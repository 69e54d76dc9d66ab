"""Makes an isolated Python environment of this project in .build/, or brings it up to date.

Usage: python3 tools/environment.py NAME EXTRA [EXTRA ...] [--on NAME]

``--on`` lets the environment use the packages of another one too, so that large ones are there once.

Safe to run twice. Standard library only; Python 3.8 may start it, it looks for 3.11 or later itself. Debian
splits pip and ensurepip from Python: where they are missing it installs `python3.N-venv` with apt-get, or,
without the right to do so, takes pip out of Debian's own package.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import system_packages

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (3, 11)
STAMP = "mining-detector-complete"


def prepare(name: str, extras: list[str], on: str | None = None) -> Path:
    """Make or update the environment ``.build/NAME`` with the project (editable) and its extras.

    Args:
        on: a finished environment whose packages this one may use; what it needs in another version it gets itself.

    Returns:
        The environment's Python.
    """
    folder = ROOT / ".build" / name
    python = folder / "bin" / "python"
    base = _find_python()
    wanted = _fingerprint(base, [*extras, on or ""])
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text() == wanted and _works(python):
        print(f"The environment .build/{name} is up to date.", flush=True)
        return python
    print(
        f"Setting up .build/{name} with the extras {', '.join(extras)} (some minutes the first time).",
        flush=True,
    )
    stamp.unlink(missing_ok=True)
    if not _works(python):
        shutil.rmtree(folder, ignore_errors=True)
        _create(base, folder)
    if on is not None:
        _share_packages(ROOT / ".build" / on, folder)
    _run([python, "-m", "pip", "install", "--upgrade", "pip"])
    _run([python, "-m", "pip", "install", "--editable", f"{ROOT}[{','.join(extras)}]"])
    stamp.write_text(wanted)
    print(f"The environment .build/{name} is ready.", flush=True)
    return python


def _find_python() -> str:
    """Return a Python of 3.11 or later: the one that runs this, or one that is on PATH."""
    if sys.version_info >= NEEDED and sys.prefix == sys.base_prefix:
        return sys.executable
    for minor in range(14, NEEDED[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and _works(Path(found)):
            return found
    if sys.version_info >= NEEDED:
        return sys.executable
    _stop(f"Python {sys.version.split()[0]} is too old: install Python 3.11 or later and put it on PATH.")


def _fingerprint(base: str, extras: list[str]) -> str:
    version = subprocess.run([base, "--version"], capture_output=True, text=True, check=True).stdout
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return hashlib.sha256("\n".join([version, settings, *extras, str(ROOT)]).encode()).hexdigest()


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-c", "import sys"], capture_output=True, check=False).returncode == 0


def _create(base: str, folder: Path) -> None:
    if not _has_ensurepip(base):
        version = subprocess.run(
            [base, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        package = f"python{version}-venv"
        system_packages.install_packages([package], "to make Python environments")
        if not _has_ensurepip(base):
            print("Trying without: pip out of Debian's package python3-pip-whl.", flush=True)
            _create_with_debian_pip(base, folder, package)
            return
    _run([base, "-m", "venv", folder])
    _check_pip(folder)


def _has_ensurepip(base: str) -> bool:
    probe = [base, "-c", "import venv, ensurepip; ensurepip.version()"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _create_with_debian_pip(base: str, folder: Path, package: str) -> None:
    """Make an environment without ensurepip: any user may download a package and look inside."""
    advice = f"Please run 'sudo apt-get install {package}', then this again."
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        _stop(f"This Python comes without ensurepip, so it can't make environments. {advice}")
    with tempfile.TemporaryDirectory() as place:
        got = subprocess.run(["apt-get", "download", "python3-pip-whl"], cwd=place, check=False)
        packages = list(Path(place).glob("python3-pip-whl*.deb"))
        if got.returncode or not packages:
            _stop(f"apt-get could not download python3-pip-whl. {advice}")
        _run(["dpkg-deb", "-x", packages[0], place])
        wheels = list(Path(place).glob("usr/share/python-wheels/pip-*.whl"))
        if not wheels:
            _stop(f"The package python3-pip-whl holds no pip. {advice}")
        _run([base, "-m", "venv", "--without-pip", folder])
        _run([folder / "bin" / "python", wheels[0] / "pip", "install", "pip"])
    _check_pip(folder)


def _share_packages(lender: Path, folder: Path) -> None:
    """Let an environment find the packages of another one, behind its own."""
    (packages,) = lender.glob("lib/python3.*/site-packages")
    (own,) = folder.glob("lib/python3.*/site-packages")
    (own / "shared_packages.pth").write_text(f"{packages}\n", encoding="utf-8")


def _check_pip(folder: Path) -> None:
    _run([folder / "bin" / "python", "-m", "pip", "--version"])


def _run(command: list) -> None:
    """Run a command outside of any other environment's influence; stop with its exit code if it fails."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }
    kept["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    done = subprocess.run([str(part) for part in command], env=kept, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        _stop(f"This command failed: {' '.join(str(part) for part in command)}", done.returncode)


def _stop(message: str, code: int = 2) -> NoReturn:
    print(message, file=sys.stderr, flush=True)
    raise SystemExit(code)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    on = arguments.pop() if arguments[-2:-1] == ["--on"] else None
    if on is not None:
        arguments.pop()
    if len(arguments) < 2:
        _stop("Usage: python3 tools/environment.py NAME EXTRA [EXTRA ...] [--on NAME]")
    prepare(arguments[0], arguments[1:], on)
