"""Finds Python interpreters that can hold the worker's environment, on each system's layout of QGIS.

Inside QGIS `sys.executable` is often QGIS itself (Windows, macOS) and must never be started as a Python.
"""

from __future__ import annotations

import json
import ntpath
import os
import posixpath
import shutil
import subprocess  # nosec B404  # for its errors: Child starts the interpreters
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from .child import Child, IsCancelled, never_cancelled
from .errors import ClientError

#: The engine's oldest Python.
OLDEST = (3, 11)
#: Names to look for on PATH, newest wheels' choice first.
_NAMES_ON_PATH = ("python3.13", "python3.12", "python3.11", "python3", "python")
_PROBE_S = 20.0
_PROBE = """
import json, platform, sys
from importlib import metadata
try:
    pip = metadata.version("pip")
except metadata.PackageNotFoundError:
    pip = ""
system = platform.libc_ver()[1] or platform.mac_ver()[0]
found = [sys.executable, list(sys.version_info[:3]), sys.platform, platform.machine(), system, pip]
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python that was started and told its version.

    Attributes:
        path: the program.
        version: major, minor, micro.
        platform: its ``sys.platform``.
        machine: its ``platform.machine()``.
        system: version of glibc or of macOS, empty where there is neither.
        pip: version of its pip, empty where it has none.
    """

    path: str
    version: tuple[int, int, int]
    platform: str = sys.platform
    machine: str = ""
    system: str = ""
    pip: str = ""

    @property
    def minor(self) -> str:
        """``3.11`` for Python 3.11.2."""
        return f"{self.version[0]}.{self.version[1]}"

    @property
    def is_new_enough(self) -> bool:
        """Whether the engine runs on it."""
        return self.version[:2] >= OLDEST


@dataclass(frozen=True)
class Layout:
    """Where the running Python stands: the part of ``sys`` that tells QGIS's own interpreter.

    Attributes:
        platform: ``sys.platform``.
        executable: ``sys.executable``, QGIS itself on Windows and macOS.
        prefixes: ``sys.exec_prefix`` and ``sys.base_exec_prefix``.
        minor: version of the running Python, ``3.11``.
        local_data: Windows' folder for the user's programs.
        program_folders: Windows' folders for everybody's programs.
    """

    platform: str
    executable: str
    prefixes: tuple[str, ...]
    minor: str
    local_data: str = ""
    program_folders: tuple[str, ...] = ()

    @classmethod
    def here(cls) -> Layout:
        """Return the layout of the running process."""
        minor = f"{sys.version_info[0]}.{sys.version_info[1]}"
        prefixes = (sys.base_exec_prefix, sys.exec_prefix)
        programs = tuple(filter(None, [os.environ.get("PROGRAMFILES")]))
        return cls(
            sys.platform, sys.executable or "", prefixes, minor, os.environ.get("LOCALAPPDATA", ""), programs
        )


def candidate_paths(layout: Layout, which: Callable[[str], str | None] = shutil.which) -> list[str]:
    """Return paths that may be Python interpreters, QGIS's own first, each once. Some may not exist."""
    paths: list[str] = []
    path = ntpath if layout.platform == "win32" else posixpath
    if "python" in path.basename(layout.executable).lower():
        paths.append(layout.executable)
    folder = path.dirname(layout.executable)
    if layout.platform == "win32":
        # OSGeo4W's Python stands in apps/Python312 beside the bin folder of qgis-bin.exe.
        apps = path.join(path.dirname(folder), "apps", f"Python{layout.minor.replace('.', '')}")
        for place in (*layout.prefixes, apps, folder):
            paths += [path.join(place, name) for name in ("python3.exe", "python.exe")]
    else:
        names = (f"python{layout.minor}", "python3")
        for prefix in layout.prefixes:
            paths += [path.join(prefix, "bin", name) for name in names]
        if layout.platform == "darwin" and layout.executable:
            paths += [path.join(folder, place, name) for place in ("bin", "") for name in names]
            # Newer bundles have it among the frameworks.
            frameworks = path.join(path.dirname(folder), "Frameworks")
            inside = path.join("Python.framework", "Versions", layout.minor, "bin")
            paths += [path.join(frameworks, place, name) for place in ("bin", inside) for name in names]
    paths += [found for found in map(which, _NAMES_ON_PATH) if found]
    paths += _installed_paths(layout, path)
    return list(dict.fromkeys(paths))


def _installed_paths(layout: Layout, path: ModuleType) -> list[str]:
    """Return where Python's own installers put it: programs with windows often have a PATH without these."""
    minors = (13, 12, 11)
    if layout.platform == "darwin":
        framework = "/Library/Frameworks/Python.framework/Versions"
        return [
            place
            for minor in minors
            for place in (
                f"{framework}/3.{minor}/bin/python3.{minor}",
                f"/opt/homebrew/bin/python3.{minor}",
                f"/usr/local/bin/python3.{minor}",
            )
        ]
    if layout.platform == "win32":
        folders = [path.join(layout.local_data, "Programs", "Python")] if layout.local_data else []
        folders += layout.program_folders
        return [path.join(folder, f"Python3{minor}", "python.exe") for minor in minors for folder in folders]
    return []


def probe(path: str, is_cancelled: IsCancelled = never_cancelled) -> Interpreter:
    """Start an interpreter and ask for its version.

    Raises:
        ClientError: ``interpreter_invalid`` where it is no Python that can be started, or ``cancelled``.
    """
    try:
        with Child([path, "-I", "-c", _PROBE]) as child:
            lines = list(child.lines(is_cancelled, limit_s=_PROBE_S))
            if is_cancelled():
                child.stop(grace_s=0.0)
        executable, version, *where = json.loads(lines[-1])
        return Interpreter(executable or path, (int(version[0]), int(version[1]), int(version[2])), *where)
    except (ClientError, ValueError, IndexError, TypeError, subprocess.SubprocessError) as error:
        if is_cancelled():
            raise ClientError.cancelled() from error
        raise ClientError(
            "interpreter_invalid", f"{path} is not a Python interpreter that can be started.",
            "Choose the python program of a Python 3.11 or newer.",
        ) from error  # fmt: skip


def find_interpreter(
    layout: Layout | None = None, which: Callable[[str], str | None] = shutil.which
) -> Interpreter:
    """Return the first Python on this machine that is new enough for the engine.

    Raises:
        ClientError: ``python_missing``.
    """
    found: list[str] = []
    for path in candidate_paths(layout or Layout.here(), which):
        if not os.path.isfile(path):
            continue
        try:
            interpreter = probe(path)
        except ClientError:
            continue
        if interpreter.is_new_enough:
            return interpreter
        found.append(f"{path} is Python {interpreter.minor}")
    raise ClientError(
        "python_missing",
        f"No Python {OLDEST[0]}.{OLDEST[1]} or newer was found ({'; '.join(found) or 'none at all'}).",
        "Install Python from python.org or your system's packages, or name an interpreter in the settings.",
    )
