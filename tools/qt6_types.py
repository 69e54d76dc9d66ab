"""Checks what runs inside QGIS against Qt 6: mypy, with PyQt6's own type stubs in the place of `qgis.PyQt`.

Usage: PYTHON_WITH_MYPY tools/qt6_types.py. No QGIS with Qt 6 can be had from Debian, so this is the next best: each
class, member of an enum, method, overload and argument of Qt that the plugin names must be there in Qt 6. QGIS's own
classes stay unchecked. Nothing of Qt is installed: the stubs are taken out of PyQt6's wheel, into .build/qt6.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "qt6"
PYQT6 = "PyQt6==6.12.0"
PACKAGE = "mining_detector_plugin"
#: What QGIS's own `qgis.PyQt` for Qt 6 puts where Qt 5 had it.
_MOVED = {"QtWidgets": {"QtGui": ("QAction", "QActionGroup", "QShortcut")}}
_MODULES = ("QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtTest", "QtWidgets", "QtXml", "sip")
#: PyQt6 says more often than PyQt5's users know that Qt may give nothing; that is no matter of the version.
_SETTINGS = """[mypy]
python_version = 3.11
ignore_missing_imports = True
check_untyped_defs = True
strict_optional = False
show_error_context = False
[mypy-PyQt6.*]
ignore_errors = True
"""


def fetch_stubs(folder: Path) -> None:
    """Take the stubs out of PyQt6's wheel, and lay `qgis.PyQt` over them, unless that is done."""
    stamp = folder / "complete"
    if stamp.is_file() and stamp.read_text() == PYQT6:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*pip, "--dest", str(folder), PYQT6], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith((".pyi", "py.typed")):
                archive.extract(name, folder)
    wheel.unlink()
    for stub in (folder / "PyQt6").glob("*.pyi"):
        # PyQt writes '*args: T, /', which is no Python.
        stub.write_text(re.sub(r"(\*args\b[^)]*), /\)", r"\1)", stub.read_text(encoding="utf-8")))
    bindings = folder / "qgis" / "PyQt"
    bindings.mkdir(parents=True)
    for package in (bindings.parent, bindings):
        (package / "__init__.pyi").touch()
    for module in _MODULES:
        lines = [f"from PyQt6.{module} import *"]
        for origin, names in _MOVED.get(module, {}).items():
            lines += [f"from PyQt6.{origin} import {name} as {name}" for name in names]
        (bindings / f"{module}.pyi").write_text("\n".join(lines) + "\n")
    (folder / "mypy.ini").write_text(_SETTINGS)
    stamp.write_text(PYQT6)


def check(parts: list[str], root: Path = ROOT) -> tuple[int, str]:
    """Check packages or modules; return mypy's exit code and what it says.

    Args:
        parts: dotted names below `root`.
    """
    fetch_stubs(FOLDER)
    command = [sys.executable, "-m", "mypy", "--config-file", str(FOLDER / "mypy.ini")]
    command += ["--cache-dir", str(FOLDER / "cache"), "--no-error-summary"]
    done = subprocess.run(
        [*command, *(word for part in parts for word in ("-p", part))],
        cwd=root, env={"MYPYPATH": str(FOLDER), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    code, told = check([f"{PACKAGE}.gui", f"{PACKAGE}.processing", f"{PACKAGE}.plugin"])
    print(told or "The plugin's use of Qt fits Qt 6's stubs.", end="" if told else "\n")
    sys.exit(code)
