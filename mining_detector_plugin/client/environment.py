"""The worker's isolated Python environment: where it is, whether it works, and how it is made.

It lies outside the plugin's folder, in a folder named after Python's minor version and the hash of the lock
file, so that an upgrade builds a new one beside the old. It is built under another name and renamed when it
works: a folder with the final name is complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .child import GRACE_S, Child, IsCancelled, never_cancelled
from .errors import ClientError
from .install_lock import InstallLock
from .installers import LOCK_FILE, Installer, available_installers, environment_python
from .interpreters import OLDEST, Interpreter, find_interpreter, probe

MARKER = "environment.json"
#: Names the folder that holds the environments; for tests and for shared machines.
HOME_VARIABLE = "MINING_DETECTOR_HOME"
#: The set takes about 400 MB; the rest is for the downloads and the installer's cache.
NEEDED_BYTES = 1_000_000_000
_CHECK = "import {}; print('works')"
#: Import names of the direct requirements: if these load, the engine runs.
PACKAGES = ("numpy", "rasterio", "shapely", "pyogrio", "onnxruntime", "safetensors", "click", "tqdm")
_CHECK_S = 120.0

#: Called with a fraction 0-1 and what is being done.
OnProgress = Callable[[float, str], None]


def silent(fraction: float, text: str) -> None:
    """Tell nobody of the progress."""


@dataclass(frozen=True)
class Sources:
    """Where the worker's Python and packages come from.

    Attributes:
        interpreter: a Python that the user named and that has the packages already; used as it is.
        wheels: a folder of wheels; then nothing is fetched from a network.
    """

    interpreter: str | None = None
    wheels: str | None = None


def data_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Return the folder of this user's environments, outside the plugin and the QGIS profile."""
    environ = os.environ if environ is None else environ
    if environ.get(HOME_VARIABLE):
        return Path(environ[HOME_VARIABLE])
    home = Path.home()
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "mining_detector"


class EnvironmentManager:
    """Finds and makes the environment.

    Args:
        sources: what the user chose.
        folder: where environments lie; ``data_folder()`` unless told.
        lock_file: the pinned packages with their hashes.
    """

    def __init__(
        self, sources: Sources | None = None, folder: Path | None = None, lock_file: Path = LOCK_FILE
    ) -> None:
        self._sources = sources or Sources()
        self._folder = (folder or data_folder()) / "environments"
        self._lock_file = lock_file

    @property
    def key(self) -> str:
        """Twelve digits of the lock file's SHA-256."""
        return hashlib.sha256(self._lock_file.read_bytes()).hexdigest()[:12]

    def find(self) -> str | None:
        """Return the interpreter that runs the worker, or None where none is set up. Starts nothing."""
        if self._sources.interpreter:
            return self._sources.interpreter if os.path.isfile(self._sources.interpreter) else None
        for folder in sorted(self._folder.glob(f"py*-{self.key}"), reverse=True):
            python = environment_python(folder)
            if (folder / MARKER).is_file() and python.is_file():
                return str(python)
        return None

    def require(self) -> str:
        """Return the interpreter that runs the worker.

        Raises:
            ClientError: ``environment_missing``.
        """
        python = self.find()
        if python is None and self._sources.interpreter:
            raise ClientError(
                "interpreter_invalid", f"The Python interpreter {self._sources.interpreter} does not exist.",
                "Name another one in the settings, or clear that setting.",
            )  # fmt: skip
        if python is None:
            raise ClientError(
                "environment_missing", "The detection environment is not set up yet.",
                "Open the Mining Detector panel in QGIS and click 'Set up', or run "
                "'python3 -m mining_detector_plugin.client' in the folder that holds the plugin.",
            )  # fmt: skip
        return python

    def set_up(self, on_progress: OnProgress = silent, is_cancelled: IsCancelled = never_cancelled) -> str:
        """Make the environment, or check the interpreter that the user named. Returns the interpreter.

        Raises:
            ClientError: what stands in the way; nothing half-made stays behind.
        """
        on_progress(0.0, "Looking for Python")
        if self._sources.interpreter:
            return self._check_named(self._sources.interpreter, is_cancelled)
        interpreter = find_interpreter()
        try:
            with InstallLock(self._folder / "install.lock", is_cancelled=is_cancelled):
                python = self.find()
                if python is not None and _imports(python, is_cancelled) == "":
                    return python
                self._check_disk()
                return self._build(interpreter, on_progress, is_cancelled)
        except OSError as error:
            raise ClientError(
                "environment_not_writable",
                f"{error.filename or self._folder} can't be written: {error.strerror or error}.",
                f"Make it writable, or name another folder in the variable {HOME_VARIABLE}.",
            ) from error

    def _check_named(self, path: str, is_cancelled: IsCancelled) -> str:
        interpreter = probe(path, is_cancelled)
        if not interpreter.is_new_enough:
            raise ClientError(
                "interpreter_too_old", f"{path} is Python {interpreter.minor}.",
                f"Name a Python {OLDEST[0]}.{OLDEST[1]} or newer.",
            )  # fmt: skip
        problem = _imports(path, is_cancelled)
        if problem:
            raise ClientError(
                "interpreter_incomplete", f"{path} lacks packages that the worker needs: {problem}.",
                f"Install {', '.join(PACKAGES)} for it, or clear this setting.",
            )  # fmt: skip
        return path

    def _check_disk(self) -> None:
        free = shutil.disk_usage(self._folder).free
        if free < NEEDED_BYTES:
            raise ClientError(
                "disk_full",
                f"{free / 1e6:.0f} MB are free in {self._folder}; {NEEDED_BYTES / 1e6:.0f} MB are needed.",
                f"Free some space, or name another folder in the variable {HOME_VARIABLE}.",
            )  # fmt: skip

    def _build(self, interpreter: Interpreter, on_progress: OnProgress, is_cancelled: IsCancelled) -> str:
        final = self._folder / f"py{interpreter.minor}-{self.key}"
        problems: list[ClientError] = []
        for installer in available_installers(interpreter, self._sources.wheels):
            building = Path(tempfile.mkdtemp(prefix=".building-", dir=self._folder))
            try:
                self._install(installer, building, on_progress, is_cancelled)
                marker = {"python": list(interpreter.version), "lock": self.key, "made_with": installer.name}
                (building / MARKER).write_text(json.dumps(marker), encoding="utf-8")
                if final.exists():
                    shutil.rmtree(final)
                building.rename(final)
                on_progress(1.0, "Ready")
                return str(environment_python(final))
            except ClientError as error:
                if error.code == "cancelled":
                    raise
                problems.append(error)
            finally:
                shutil.rmtree(building, ignore_errors=True)
        raise problems[-1]

    def _install(
        self, installer: Installer, building: Path, on_progress: OnProgress, is_cancelled: IsCancelled
    ) -> None:
        installer.run(building, self._lock_file, on_progress, is_cancelled)
        on_progress(0.95, "Checking the packages")
        problem = _imports(str(environment_python(building)), is_cancelled)
        if problem:
            raise ClientError(
                "environment_broken", f"The new environment does not work: {problem}.",
                "Set it up again. If that does not help, name your own Python in the settings.",
            )  # fmt: skip


def _imports(python: str, is_cancelled: IsCancelled) -> str:
    """Import the worker's packages in an interpreter. Returns what failed, empty where all is well."""
    with Child([python, "-I", "-c", _CHECK.format(", ".join(PACKAGES))]) as child:
        lines = list(child.lines(is_cancelled, limit_s=_CHECK_S))
        child.close_input()
        child.stop(grace_s=0.0 if is_cancelled() else GRACE_S)
        tail = child.tail.strip()
    if is_cancelled():
        raise ClientError.cancelled()
    if "works" in lines:
        return ""
    return tail.splitlines()[-1] if tail else "it could not be started"
