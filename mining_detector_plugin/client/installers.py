"""Ways to fill an environment with the pinned packages: `uv` where it is there, else `venv` and `pip`."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .child import Child, IsCancelled, never_cancelled
from .errors import ClientError
from .installer_output import MADE, InstallerOutput, is_noise
from .interpreters import Interpreter
from .kinds import Kind
from .lock_file import read_lock, version_tuple
from .network import safe_text

_SITE_PACKAGES = ("Lib/site-packages", "lib/python3*/site-packages")
#: What pip leaves in an environment and the worker never needs: 26 MB.
_TOOLS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "pip-*.dist-info", "setuptools-*.dist-info",
          "distutils-precedence.pth")  # fmt: skip
#: pip from this release on installs for another interpreter.
_INTO_ANOTHER = (22, 3)
#: pip from this release on tells of bytes.
_RAW_PROGRESS = (24, 1)
#: Settings of pip that name an index of the user's own.
_INDEX_SETTINGS = ("index-url", "extra-index-url", "find-links", "no-index")
#: With a folder of wheels nothing that the user has set up for pip may lead to a network.
_OFFLINE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_FIND_LINKS": "",
    "PIP_INDEX_URL": "",
    "PIP_EXTRA_INDEX_URL": "",
}

#: Called with a fraction 0-1 and what is being done.
OnProgress = Callable[[float, str], None]
OnLog = Callable[[str], None]


def silent(fraction: float, text: str) -> None:
    """Tell nobody of the progress."""


def unheard(line: str) -> None:
    """Keep no log."""


@dataclass(frozen=True)
class Watch:
    """Who follows a set-up, and may end it.

    Attributes:
        on_progress: told how far it is.
        on_log: told each line of the log.
        is_cancelled: asked whether to end.
        variables: environment variables for the installers: proxy and certificates.
    """

    on_progress: OnProgress = silent
    on_log: OnLog = unheard
    is_cancelled: IsCancelled = never_cancelled
    variables: Mapping[str, str] = field(default_factory=dict)


def environment_python(folder: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@dataclass(frozen=True)
class Installer:
    """A sequence of commands that turns an empty folder into an environment.

    Attributes:
        name: ``uv`` or ``pip``.
        make: from the environment's folder to commands that make it; the next is tried where one fails.
        fill: from the environment's folder and the lock file to the command that installs.
        variables: environment variables of its own.
    """

    name: str
    make: Callable[[Path], list[list[str]]]
    fill: Callable[[Path, Path], list[str]]
    variables: Mapping[str, str] = field(default_factory=dict)

    def run(self, folder: Path, kind: Kind, watch: Watch) -> None:
        """Make and fill the environment in a folder.

        Raises:
            ClientError: ``venv_missing``, ``install_failed`` with the installer's last lines, ``cancelled``.
        """
        watch.on_progress(0.02, f"Making an environment with {self.name}")
        outputs = []
        for command in self.make(folder):
            code, output = self._run(command, watch, lambda line: None)
            if code == 0:
                break
            outputs.append(output)
        else:
            raise ClientError(
                "venv_missing", f"Python could not make an environment: {_reason(outputs[0])}.",
                "On Debian and Ubuntu install python3-venv; elsewhere install Python from python.org, or "
                "name your own interpreter in the settings.", outputs[0],
            )  # fmt: skip
        output_reader = InstallerOutput(kind.download_mb, len(read_lock(kind.lock_file)))

        def on_line(line: str) -> None:
            progress = output_reader.progress(line)
            if progress:
                watch.on_progress(*progress)

        watch.on_progress(MADE, "Looking for the packages")
        code, output = self._run(self.fill(folder, kind.lock_file), watch, on_line)
        if code != 0:
            raise ClientError(
                "install_failed", f"The packages could not be installed with {self.name}: {_reason(output)}.",
                "Check the network and proxy, or set up from a folder of wheels.", output,
            )  # fmt: skip
        _remove_tools(folder)

    def _run(self, command: list[str], watch: Watch, on_line: Callable[[str], None]) -> tuple[int, str]:
        """Run a command to its end. Returns its exit code and the last lines of both outputs."""
        watch.on_log("> " + " ".join(command))
        with Child(command, joined=True, variables={**watch.variables, **self.variables}) as child:
            child.close_input()
            for line in child.lines(watch.is_cancelled):
                on_line(line)
                if is_noise(line):
                    continue
                shown = safe_text(line)
                watch.on_log(shown)
                child.note(shown)
            if watch.is_cancelled():
                child.stop(grace_s=0.0)
                raise ClientError.cancelled()
            code = child.stop(grace_s=60.0)
            return code, child.tail


def available_installers(
    interpreter: Interpreter,
    wheels: Path | None = None,
    which: Callable[[str], str | None] = shutil.which,
    has_own_index: bool = False,
) -> list[Installer]:
    """Return the installers to try in order. With a folder of wheels none of them uses a network.

    Args:
        interpreter: the Python that the environment is made from.
        wheels: the folder to install from, None for the package index.
        which: finds a program by its name.
        has_own_index: whether pip is told to use an index of the user's own, which uv would not know.
    """
    source: list[str] = []
    if wheels is not None:
        source = ["--no-index", "--find-links", str(wheels.resolve())]
    options = ["--only-binary", ":all:", *source]
    offline: dict[str, str] = dict(_OFFLINE) if wheels is not None else {}
    installers = [_pip_installer(interpreter, options, offline)]
    uv = which("uv")
    if uv:
        uv_options = [*options, "--offline"] if wheels is not None else options
        installer = Installer(
            "uv",
            lambda folder: [[uv, "venv", "--python", interpreter.path, "--allow-existing", str(folder)]],
            lambda folder, lock: [
                uv, "pip", "install", "--python", str(environment_python(folder)), "--require-hashes", "--no-deps",
                *uv_options, "--requirement", str(lock),
            ],
            # The certificates that the system trusts, as pip does: those of a company are often there alone.
            {"UV_NATIVE_TLS": "1"},
        )  # fmt: skip
        installers.insert(1 if has_own_index else 0, installer)
    return installers


def pip_has_own_index(interpreter: Interpreter, is_cancelled: IsCancelled = never_cancelled) -> bool:
    """Tell whether the user's pip is set to another index or more places than the public one."""
    with Child([interpreter.path, "-I", "-m", "pip", "config", "list"], joined=True) as child:
        child.close_input()
        lines = list(child.lines(is_cancelled, limit_s=20.0))
    return any(re.search(rf"\.{name}=", line) for line in lines for name in _INDEX_SETTINGS)


def _pip_installer(interpreter: Interpreter, options: list[str], variables: Mapping[str, str]) -> Installer:
    def make(folder: Path) -> list[list[str]]:
        venv = [interpreter.path, "-I", "-m", "venv", str(folder)]
        if version_tuple(interpreter.pip) >= _INTO_ANOTHER:
            return [[*venv, "--without-pip"]]
        # Some distributions ship venv without the pip that it unpacks, and pip by itself.
        return [venv, [*venv, "--clear", "--without-pip"]]

    def fill(folder: Path, lock: Path) -> list[str]:
        python = environment_python(folder)
        version = _pip_version(folder)
        pip = [str(python), "-I", "-u", "-X", "utf8", "-m", "pip"]
        if version is None:
            version = version_tuple(interpreter.pip)
            pip = [interpreter.path, "-I", "-u", "-X", "utf8", "-m", "pip", "--python", str(python)]
        return [
            *pip, "install", "--disable-pip-version-check", "--no-input",
            "--progress-bar", "raw" if version >= _RAW_PROGRESS else "off",
            "--require-hashes", "--no-deps", *options, "--requirement", str(lock),
        ]  # fmt: skip

    return Installer("pip", make, fill, variables)


def _pip_version(folder: Path) -> tuple[int, ...] | None:
    """Return the release of the pip in an environment, None where it has none."""
    for place in _SITE_PACKAGES:
        for path in folder.glob(f"{place}/pip-*.dist-info"):
            return version_tuple(path.name.split("-")[1])
    return None


def _remove_tools(folder: Path) -> None:
    for place in _SITE_PACKAGES:
        for name in _TOOLS:
            for path in folder.glob(f"{place}/{name}"):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def _reason(output: str) -> str:
    """Return the line of an installer's output that says most."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no output"])[-1].rstrip(".")[:300]
