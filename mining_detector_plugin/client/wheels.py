"""Folders of wheels for machines without a network: what one must hold, whether it does, and how it is filled.

A wheel counts only if the lock file has its hash, so that a folder can hold no other code than the index.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .child import Child, IsCancelled, never_cancelled
from .errors import ClientError
from .interpreters import Interpreter
from .lock_file import Requirement, normalised, pinned_for

#: The glibc that wheels are fetched for unless told: that of Debian 10, Ubuntu 18.10, RHEL 8 and later.
_GLIBC = "2.28"
_MACOS = "15.0"
_MANYLINUX = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
_VERSIONED = re.compile(r"^(manylinux|musllinux|macosx)_(\d+)_(\d+)_(\w+)$")


@dataclass(frozen=True)
class Target:
    """The Python and the platform that wheels are for.

    Attributes:
        version: Python's major, minor, micro.
        platform: ``linux``, ``win32`` or ``darwin``.
        machine: ``x86_64``, ``AMD64``, ``aarch64``, ``arm64``.
        system: version of glibc or of macOS.
    """

    version: tuple[int, int, int]
    platform: str
    machine: str
    system: str

    @classmethod
    def of(cls, interpreter: Interpreter) -> Target:
        """Return the target that an interpreter is."""
        return cls(interpreter.version, interpreter.platform, interpreter.machine, interpreter.system)

    @property
    def title(self) -> str:
        """``Python 3.11 on linux x86_64``."""
        return f"Python {self.version[0]}.{self.version[1]} on {self.platform} {self.machine}"

    @property
    def name(self) -> str:
        """The platform as ``PLATFORMS`` calls it."""
        names = (name for name, (kind, machine, _) in PLATFORMS.items() if kind == self.platform)
        wanted = self.machine.lower().replace("amd64", "x86_64")
        return next((name for name in names if name.endswith(wanted)), self.platform)

    def markers(self) -> dict[str, str]:
        """Return PEP 508's variables that lock files ask for."""
        major, minor, _ = self.version
        return {
            "python_version": f"{major}.{minor}",
            "python_full_version": ".".join(map(str, self.version)),
            "sys_platform": self.platform,
            "platform_machine": self.machine,
            "platform_system": {"win32": "Windows", "darwin": "Darwin"}.get(self.platform, "Linux"),
            "os_name": "nt" if self.platform == "win32" else "posix",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }

    def accepts(self, filename: str) -> bool:
        """Tell whether a wheel of this file name can be installed (PEP 425, 600)."""
        parts = filename[: -len(".whl")].split("-")
        if not filename.endswith(".whl") or len(parts) not in (5, 6):
            return False
        pythons, abis, platforms = (part.split(".") for part in parts[-3:])
        return self._accepts_python(pythons, abis) and any(map(self._accepts_platform, platforms))

    def _accepts_python(self, pythons: Iterable[str], abis: list[str]) -> bool:
        own = f"cp{self.version[0]}{self.version[1]}"
        for python in pythons:
            if python in ("py3", f"py3{self.version[1]}") and "none" in abis:
                return True
            if python == own and ({own, "none"} & set(abis)):
                return True
            if re.fullmatch(r"cp3\d+", python) and "abi3" in abis and int(python[3:]) <= self.version[1]:
                return True
        return False

    def _accepts_platform(self, tag: str) -> bool:
        machine = self.machine.lower()
        if tag == "any":
            return True
        if self.platform == "win32":
            return tag == f"win_{machine}"
        for alias, (major, minor) in _MANYLINUX.items():
            tag = re.sub(rf"^{alias}_", f"manylinux_{major}_{minor}_", tag)
        found = _VERSIONED.match(tag)
        if not found:
            return self.platform == "linux" and tag == f"linux_{machine}"
        kind, wanted = found[1], found[4]
        if self.platform == "darwin":
            fits = kind == "macosx" and wanted in (machine, "universal2")
        else:
            fits = kind == ("manylinux" if self.system else "musllinux") and wanted == machine
        if not self.system:
            return fits
        major, minor = [*map(int, self.system.split(".")), 0][:2]
        return fits and (int(found[2]), int(found[3])) <= (major, minor)

    def pip_options(self) -> list[str]:
        """Return the options with which pip fetches for this target from another one."""
        major, minor, _ = self.version
        machine = self.machine.lower()
        if self.platform == "win32":
            tags = [f"win_{machine}"]
        elif self.platform == "darwin":
            tags = [f"macosx_{self.system.replace('.', '_')}_{machine}"]
        else:
            newest = int(self.system.split(".")[1])
            tags = [f"manylinux_2_{number}_{machine}" for number in range(newest, 4, -1)]
            tags += [f"{alias}_{machine}" for alias in _MANYLINUX] + [f"linux_{machine}"]
        options = ["--implementation", "cp", "--python-version", f"{major}.{minor}"]
        for abi in (f"cp{major}{minor}", "abi3", "none"):
            options += ["--abi", abi]
        for tag in [*tags, "any"]:
            options += ["--platform", tag]
        return options


#: Names that the command line takes: ``sys.platform``, machine and system of each.
PLATFORMS = {
    "linux-x86_64": ("linux", "x86_64", _GLIBC),
    "linux-aarch64": ("linux", "aarch64", _GLIBC),
    "windows-x86_64": ("win32", "AMD64", ""),
    "macos-arm64": ("darwin", "arm64", _MACOS),
    "macos-x86_64": ("darwin", "x86_64", _MACOS),
}


def target_named(platform: str, python: str) -> Target:
    """Return the target of a platform's name and a Python such as ``3.12``.

    Raises:
        ClientError: ``python_version_invalid``.
    """
    found = re.fullmatch(r"3\.(\d+)(?:\.(\d+))?", python)
    if not found:
        raise ClientError("python_version_invalid", f"{python} is no version of Python.", "Give it as 3.12.")
    return Target((3, int(found[1]), int(found[2] or 0)), *PLATFORMS[platform])


def check_wheels(
    folder: Path, lock_file: Path, target: Target, is_cancelled: IsCancelled = never_cancelled
) -> list[Path]:
    """Return the wheels that a lock file asks for on a target.

    Raises:
        ClientError: ``wheels_missing`` where the folder holds no wheel, ``wheels_incomplete`` with what is not
            there, ``wheels_changed`` where a file is not the one that was pinned, or ``cancelled``.
    """
    wheels = sorted(folder.glob("*.whl")) if folder.is_dir() else []
    if not wheels:
        raise ClientError(
            "wheels_missing", f"There are no wheels in {folder}.",
            "Choose a folder that holds .whl files, or take the packages from the network.",
        )  # fmt: skip
    pinned = pinned_for(lock_file, target.markers())
    candidates = {one: [path for path in wheels if _is_for(path.name, one, target)] for one in pinned}
    missing = [f"{one.name} {one.version}" for one, paths in candidates.items() if not paths]
    if missing:
        raise ClientError(
            "wheels_incomplete",
            f"The folder {folder} lacks {len(missing)} of {len(pinned)} packages for {target.title}: "
            f"{', '.join(missing)}.",
            f"On a computer with a network run: python3 -m mining_detector_plugin.client download-wheels FOLDER "
            f"--platform {target.name} --python {target.version[0]}.{target.version[1]}",
        )
    chosen, changed = [], []
    for one, paths in candidates.items():
        right = None
        for path in paths:
            if is_cancelled():
                raise ClientError.cancelled()
            right = path if _sha256(path) in one.hashes else right
        if right is None:
            changed.append(paths[0].name)
        else:
            chosen.append(right)
    if changed:
        raise ClientError(
            "wheels_changed", f"These wheels are not the ones that the plugin was made with: {', '.join(changed)}.",
            "Fetch them again; a copy may have been cut off.",
        )  # fmt: skip
    return chosen


def download_wheels(
    folder: Path, lock_file: Path, target: Target, is_cancelled: IsCancelled = never_cancelled
) -> list[Path]:
    """Fetch all wheels of a lock file for a target, with the running Python's pip. Returns them.

    Raises:
        ClientError: ``download_failed`` with pip's last lines, or ``cancelled``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = [one.line() for one in pinned_for(lock_file, target.markers())]
    # pip reads markers for the machine that it runs on, so it gets a list without any.
    with tempfile.TemporaryDirectory() as place:
        requirements = Path(place) / "requirements.txt"
        requirements.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [
            sys.executable, "-I", "-u", "-m", "pip", "download", "--disable-pip-version-check", "--no-input",
            "--progress-bar", "off", "--only-binary", ":all:", "--no-deps", "--require-hashes",
            *target.pip_options(), "--dest", os.fspath(folder), "--requirement", os.fspath(requirements),
        ]  # fmt: skip
        with Child(command, joined=True) as child:
            child.close_input()
            for line in child.lines(is_cancelled):
                child.note(line)
                print(line, file=sys.stderr)
            if is_cancelled():
                child.stop(grace_s=0.0)
                raise ClientError.cancelled()
            code = child.stop()
    if code != 0:
        raise ClientError(
            "download_failed", f"pip could not fetch the wheels for {target.title}.",
            "Read its last lines; check the network, the proxy, and whether pip is there.", child.tail,
        )  # fmt: skip
    return check_wheels(folder, lock_file, target, is_cancelled)


def _is_for(filename: str, requirement: Requirement, target: Target) -> bool:
    name, _, rest = filename.partition("-")
    same = normalised(name) == normalised(requirement.name) and rest.split("-")[0] == requirement.version
    return same and target.accepts(filename)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def wheels_folder(source: str | None, work_folder: Path | None) -> Iterator[Path | None]:
    """Give the folder of wheels that a user named; a zip is unpacked for as long as it is needed.

    Raises:
        ClientError: ``wheels_missing`` where there is neither.
    """
    if not source:
        yield None
    elif os.path.isfile(source):
        place = Path(tempfile.mkdtemp(prefix=".building-wheels-", dir=work_folder))
        try:
            with zipfile.ZipFile(source) as archive:
                for entry in archive.infolist():
                    # Only the name counts: a path in a zip may lead anywhere.
                    name = entry.filename.replace("\\", "/").rpartition("/")[2]
                    if name.endswith(".whl"):
                        with archive.open(entry) as packed, open(place / name, "wb") as file:
                            shutil.copyfileobj(packed, file)
            yield place
        except zipfile.BadZipFile as error:
            raise ClientError(
                "wheels_missing", f"{source} is neither a folder of wheels nor a zip of one.",
                "Choose a folder that holds .whl files, or take the packages from the network.",
            ) from error  # fmt: skip
        finally:
            shutil.rmtree(place, ignore_errors=True)
    else:
        yield Path(source)
