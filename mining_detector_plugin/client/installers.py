"""Ways to fill an environment with the pinned packages: `uv` where it is there, else `venv` and `pip`."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .child import Child, IsCancelled
from .errors import ClientError
from .interpreters import Interpreter

LOCK_FILE = Path(__file__).with_name("environment.lock")
_SITE_PACKAGES = ("Lib/site-packages", "lib/python3*/site-packages")
_REQUIREMENT = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*==", re.MULTILINE)


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
    """

    name: str
    make: Callable[[Path], list[list[str]]]
    fill: Callable[[Path, Path], list[str]]

    def run(
        self,
        folder: Path,
        lock_file: Path,
        on_progress: Callable[[float, str], None],
        is_cancelled: IsCancelled,
    ) -> None:
        """Make and fill the environment in a folder.

        Raises:
            ClientError: ``venv_missing``, ``install_failed`` with the installer's last lines, ``cancelled``.
        """
        on_progress(0.02, f"Making an environment with {self.name}")
        outputs = []
        for command in self.make(folder):
            code, output = _run(command, is_cancelled, lambda line: None)
            if code == 0:
                break
            outputs.append(output)
        else:
            raise ClientError(
                "venv_missing", f"Python could not make an environment: {_reason(outputs[0])}.",
                "On Debian and Ubuntu install python3-venv; elsewhere install Python from python.org, or "
                "name your own interpreter in the settings.", outputs[0],
            )  # fmt: skip
        expected = max(1, len(_REQUIREMENT.findall(lock_file.read_text(encoding="utf-8"))))
        seen = 0

        def on_line(line: str) -> None:
            nonlocal seen
            if line.startswith(("Collecting ", "Downloading ")):
                seen += 1
                on_progress(min(0.9, 0.05 + 0.8 * seen / expected), line.strip()[:100])
            elif line.startswith("Installing collected"):
                on_progress(0.9, "Unpacking the packages")

        on_progress(0.05, "Fetching the packages")
        code, output = _run(self.fill(folder, lock_file), is_cancelled, on_line)
        if code != 0:
            raise ClientError(
                "install_failed", f"The packages could not be installed with {self.name}: {_reason(output)}.",
                "Check the network and proxy, or set up from a folder of wheels.", output,
            )  # fmt: skip


def available_installers(
    interpreter: Interpreter, wheels: str | None, which: Callable[[str], str | None] = shutil.which
) -> list[Installer]:
    """Return the installers to try in order. With a folder of wheels none of them uses a network.

    Raises:
        ClientError: ``wheels_missing`` where the folder holds none.
    """
    source: list[str] = []
    if wheels:
        if not any(Path(wheels).glob("*.whl")):
            raise ClientError(
                "wheels_missing", f"There are no wheels in {wheels}.",
                "Choose a folder that holds .whl files, or clear this setting.",
            )  # fmt: skip
        source = ["--no-index", "--find-links", str(Path(wheels).resolve())]
    options = ["--only-binary", ":all:", *source]
    installers = []
    uv = which("uv")
    if uv:
        installers.append(
            Installer(
                "uv",
                lambda folder: [[uv, "venv", "--python", interpreter.path, "--allow-existing", str(folder)]],
                lambda folder, lock: [
                    uv, "pip", "install", "--python", str(environment_python(folder)), "--require-hashes",
                    *options, "--requirement", str(lock),
                ],
            )
        )  # fmt: skip
    installers.append(_pip_installer(interpreter, options))
    return installers


def _pip_installer(interpreter: Interpreter, options: list[str]) -> Installer:
    def make(folder: Path) -> list[list[str]]:
        venv = [interpreter.path, "-I", "-m", "venv", str(folder)]
        # Some distributions ship venv without the pip that it unpacks, and pip by itself.
        return [venv, [*venv, "--clear", "--without-pip"]]

    def fill(folder: Path, lock: Path) -> list[str]:
        python = environment_python(folder)
        has_pip = any(any(folder.glob(f"{place}/pip")) for place in _SITE_PACKAGES)
        pip = [str(python), "-I", "-u", "-m", "pip"]
        if not has_pip:
            pip = [interpreter.path, "-I", "-u", "-m", "pip", "--python", str(python)]
        return [
            *pip, "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off",
            "--require-hashes", *options, "--requirement", str(lock),
        ]  # fmt: skip

    return Installer("pip", make, fill)


def _run(command: list[str], is_cancelled: IsCancelled, on_line: Callable[[str], None]) -> tuple[int, str]:
    """Run a command to its end. Returns its exit code and the last lines of both outputs."""
    with Child(command, joined=True) as child:
        child.close_input()
        for line in child.lines(is_cancelled):
            on_line(line)
            child.note(line)
        if is_cancelled():
            child.stop(grace_s=0.0)
            raise ClientError.cancelled()
        code = child.stop(grace_s=60.0)
        return code, child.tail


def _reason(output: str) -> str:
    """Return the line of an installer's output that says most."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no output"])[-1].rstrip(".")[:300]
