"""The worker's isolated Python environment: where it is, whether it works, how it is made and taken away.

It lies outside the plugin's folder, in a folder named after Python's minor version and the hash of the lock
file, so that an upgrade builds a new one beside the old. It is built under another name and renamed when it
works: a folder with the final name is complete. Until then an older one serves, if the engine loads in it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from .child import IsCancelled, never_cancelled
from .errors import ClientError
from .health import Health, check_health
from .install_lock import InstallLock
from .installers import (
    Installer,
    OnLog,
    OnProgress,
    Watch,
    available_installers,
    environment_python,
    pip_has_own_index,
    silent,
    unheard,
)
from .interpreters import OLDEST, Interpreter, find_interpreter, probe
from .kinds import CPU, KINDS, Kind
from .made_environment import Environments, MadeEnvironment, folder_size
from .wheels import Target, check_wheels, wheels_folder

#: Names the folder that holds the environments; for tests and for shared machines.
HOME_VARIABLE = "MINING_DETECTOR_HOME"
PLUGIN_FOLDER = Path(__file__).resolve().parent.parent
_MB = 1_000_000


@dataclass(frozen=True)
class Sources:
    """Where the worker's Python and packages come from.

    Attributes:
        interpreter: a Python that the user named and that has the packages already; used as it is.
        wheels: a folder of wheels, or a zip of one; then nothing is fetched from a network.
        kind: a name of ``KINDS``.
    """

    interpreter: str | None = None
    wheels: str | None = None
    kind: str = CPU.name


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
    """Finds, makes, mends and removes the environment.

    Args:
        sources: what the user chose.
        folder: where environments lie; ``data_folder()`` unless told.
        kind: the set of packages; that which ``sources`` names unless told.
        plugin_folder: the plugin whose engine an older environment must run.
        network: tells the installers' environment variables; asked when a set-up starts, in its thread.
    """

    def __init__(
        self,
        sources: Sources | None = None,
        folder: Path | None = None,
        kind: Kind | None = None,
        plugin_folder: Path = PLUGIN_FOLDER,
        network: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.sources = sources or Sources()
        self.kind = kind or KINDS.get(self.sources.kind, CPU)
        self.made = Environments((folder or data_folder()) / "environments", self.kind)
        self._plugin_folder = plugin_folder
        self._network = network

    @property
    def key(self) -> str:
        """Twelve digits of the lock file's SHA-256."""
        return self.made.key

    @property
    def log_file(self) -> Path:
        """The log of the last set-up."""
        return self.made.folder.parent / "set_up.log"

    def find(self) -> str | None:
        """Return the interpreter that runs the worker, or None where none is set up. Starts nothing.

        An environment of an earlier release counts if ``adopt`` has found that this release runs in it.
        """
        if self.sources.interpreter:
            return self.sources.interpreter if os.path.isfile(self.sources.interpreter) else None
        found = self.made.current() or self.made.adopted()
        return str(found.python) if found else None

    def adopt(self, is_cancelled: IsCancelled = never_cancelled) -> str | None:
        """Return what ``find`` does, or else an older environment in which this release's engine loads.

        Takes some seconds for each older environment, and remembers what it found.
        """
        python = self.find()
        if python is not None or self.sources.interpreter:
            return python
        for old in self.made.others():
            if not old.python.is_file():
                continue
            health = check_health(
                str(old.python), CPU.packages, is_cancelled, plugin_folder=self._plugin_folder
            )
            if health.is_good:
                self.made.remember(old)
                return str(old.python)
        return None

    def require(self, is_cancelled: IsCancelled = never_cancelled) -> str:
        """Return the interpreter that runs the worker.

        Raises:
            ClientError: ``environment_missing``, ``interpreter_invalid``.
        """
        python = self.adopt(is_cancelled)
        if python is None and self.sources.interpreter:
            raise ClientError(
                "interpreter_invalid", f"The Python interpreter {self.sources.interpreter} does not exist.",
                "Name another one in the settings, or clear that setting.",
            )  # fmt: skip
        if python is None:
            raise ClientError(
                "environment_missing", "The detection environment is not set up yet.",
                "Open the Mining Detector panel in QGIS and click 'Set up', or run "
                "'python3 -m mining_detector_plugin.client' in the folder that holds the plugin.",
            )  # fmt: skip
        return python

    def health_of(self, python: str, is_cancelled: IsCancelled = never_cancelled) -> Health:
        """Load the packages in an interpreter; in an environment of ours look for every file, too."""
        is_own = python != self.sources.interpreter
        return check_health(python, self.kind.packages, is_cancelled, with_files=is_own)

    def set_up(
        self,
        on_progress: OnProgress = silent,
        is_cancelled: IsCancelled = never_cancelled,
        on_log: OnLog = unheard,
        anew: bool = False,
    ) -> str:
        """Make the environment, or check the interpreter that the user named. Returns the interpreter.

        Args:
            on_progress: told the fraction and what is being done.
            is_cancelled: asked whether to end.
            on_log: told each line of the log, which is also kept in ``log_file``.
            anew: whether to make it again even if it works.

        Raises:
            ClientError: what stands in the way; nothing half-made stays behind.
        """
        on_progress(0.0, "Looking for Python")
        if self.sources.interpreter:
            return self._check_named(self.sources.interpreter, is_cancelled)
        self._check_platform()
        interpreter = find_interpreter()
        lock = InstallLock(
            self.made.folder / "install.lock",
            is_cancelled=is_cancelled,
            on_wait=lambda: on_progress(0.0, "Waiting for another QGIS that is setting up"),
        )
        with self._writable(), lock, self._log(on_log) as log:
            self.made.clean_up()
            current = None if anew else self.made.current()
            if current is not None:
                on_progress(0.5, "Checking the packages")
                health = self.health_of(str(current.python), is_cancelled)
                if health.is_good:
                    log("The environment works.")
                    on_progress(1.0, "Ready")
                    return str(current.python)
                log(f"The environment does not work: {health.reason}")
            self._check_disk()
            return self._build(interpreter, Watch(on_progress, log, is_cancelled, self._network()))

    def check_source(self, is_cancelled: IsCancelled = never_cancelled) -> int:
        """Return how many packages the chosen folder of wheels has for a set-up here.

        Raises:
            ClientError: what is missing or changed, or that there is no Python.
        """
        with self._writable(), wheels_folder(self.sources.wheels, None) as wheels:
            target = Target.of(find_interpreter())
            return len(check_wheels(wheels or Path(), self.kind.lock_file, target, is_cancelled))

    def remove(self, old_only: bool = False) -> int:
        """Remove the environments, or those that this release does not use alone. Returns the freed bytes.

        Raises:
            ClientError: ``setup_running``, ``environment_in_use``, ``environment_not_writable``.
        """
        with self._writable(), InstallLock(self.made.folder / "install.lock", timeout_s=2.0):
            if old_only:
                self.adopt()
            self.made.clean_up()
            return sum(self.made.remove(one) for one in self.removable(old_only))

    def removable(self, old_only: bool = False) -> list[MadeEnvironment]:
        """Return the environments that ``remove`` would take. Of the old ones, not the one that still serves."""
        if not old_only:
            return self.made.all()
        python = None if self.sources.interpreter else self.find()
        return [one for one in self.made.others() if str(one.python) != python]

    def _check_named(self, path: str, is_cancelled: IsCancelled) -> str:
        interpreter = probe(path, is_cancelled)
        if not interpreter.is_new_enough:
            raise ClientError(
                "interpreter_invalid",
                f"{path} is Python {interpreter.minor}, and {OLDEST[0]}.{OLDEST[1]} or newer is needed.",
                "Name another interpreter in the settings.",
            )
        health = self.health_of(path, is_cancelled)
        if not health.is_good:
            names = " ".join(name.replace("_", "-") for name in self.kind.packages)
            raise ClientError(
                "interpreter_incomplete", f"{path} can't run the engine: {health.reason}.",
                f"Install them there ('{path}' -m pip install --upgrade {names}), or clear the setting and "
                "let the plugin make an environment.",
            )  # fmt: skip
        return path

    def _check_platform(self) -> None:
        if not self.kind.is_for(sys.platform):
            raise ClientError(
                "kind_not_offered", "The set of packages for an NVIDIA GPU can be made on Linux only.",
                "Take the set for the processor, or name a Python that has torch with CUDA.",
            )  # fmt: skip

    def _check_disk(self) -> None:
        free = shutil.disk_usage(self.made.folder).free
        needed = self.kind.spare_mb * _MB
        if free < needed:
            raise ClientError(
                "disk_full",
                f"{self.made.folder} has {free / _MB:.0f} MB free, and the environment needs "
                f"{needed / _MB:.0f} MB while it is set up.",
                f"Free some space, or name another folder in the variable {HOME_VARIABLE}.",
            )

    @contextmanager
    def _writable(self) -> Iterator[None]:
        """Tell of folders that can't be written as one error."""
        try:
            yield
        except OSError as error:
            raise ClientError(
                "environment_not_writable",
                f"{error.filename or self.made.folder} can't be written: {error.strerror or error}.",
                f"Make it writable, or name another folder in the variable {HOME_VARIABLE}.",
            ) from error

    @contextmanager
    def _log(self, on_log: OnLog) -> Iterator[OnLog]:
        """Give a function that tells a line of the log and keeps it in the file."""
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log_file, "w", encoding="utf-8") as file:

            def log(line: str) -> None:
                file.write(line + "\n")
                file.flush()
                on_log(line)

            log(f"{datetime.now(timezone.utc):%Y-%m-%dT%H:%M:%SZ} set up {self.kind.name} {self.key}")
            yield log

    def _build(self, interpreter: Interpreter, watch: Watch) -> str:
        watch.on_log(f"Python {'.'.join(map(str, interpreter.version))} at {interpreter.path}")
        with wheels_folder(self.sources.wheels, self.made.folder) as wheels:
            if wheels is not None:
                watch.on_progress(0.01, "Checking the wheels")
                check_wheels(wheels, self.kind.lock_file, Target.of(interpreter), watch.is_cancelled)
            own_index = wheels is None and pip_has_own_index(interpreter, watch.is_cancelled)
            problems: list[ClientError] = []
            for installer in available_installers(interpreter, wheels, has_own_index=own_index):
                try:
                    return self._build_with(installer, interpreter, watch)
                except ClientError as error:
                    watch.on_log(f"{error.code}: {error.text}")
                    if error.code in ("cancelled", "environment_in_use"):
                        raise
                    problems.append(error)
        raise problems[-1]

    def _build_with(self, installer: Installer, interpreter: Interpreter, watch: Watch) -> str:
        building = Path(tempfile.mkdtemp(prefix=self.made.BUILDING, dir=self.made.folder))
        try:
            installer.run(building, self.kind, watch)
            watch.on_progress(0.95, "Checking the packages")
            health = check_health(
                str(environment_python(building)), self.kind.packages, watch.is_cancelled, with_files=True
            )
            if not health.is_good:
                raise ClientError(
                    "environment_broken", f"The new environment does not work: {health.reason}.",
                    "Set it up again. If that does not help, name your own Python in the settings.",
                )  # fmt: skip
            made = self.made.complete(building, interpreter, installer.name, health, folder_size(building))
        finally:
            shutil.rmtree(building, ignore_errors=True)
        watch.on_log("Ready")
        watch.on_progress(1.0, "Ready")
        return str(made.python)
