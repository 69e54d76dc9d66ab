"""Runs the tests in the QGIS of another Debian release, in a chroot of its own: `make test-qgis RELEASE=trixie|sid`.

Usage: python3 tools/qgis_chroot.py RELEASE [PYTEST_ARGUMENT ...], or --check RELEASE, or --remove

Standard library only. Needs root, debootstrap and unshare, and .build/dev. The chroot .build/qgis-RELEASE (3 GB) is
made once. /proc and /dev are mounted in a mount namespace that ends with the command, so nothing stays mounted. The
tree is copied in, wheels are fetched outside: inside, the tests need no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build"
PROJECT_PYTHON = Path(os.environ.get("PROJECT_PYTHON") or BUILD / "dev" / "bin" / "python")
RELEASES = ("trixie", "sid")
PACKAGES = (
    "qgis", "python3-qgis", "python3-venv", "python3-pip", "xvfb", "xauth", "xdotool", "openbox",
    "fonts-open-sans", "poppler-utils",
)  # fmt: skip
#: Where the project lies inside.
PROJECT = "project"
STAMP = "mining-detector-complete"
_DEBIAN = "http://deb.debian.org/debian"
#: How the host's apt reaches the packages, and what it makes of their dates. Taken over, never stored here.
_APT_SETTINGS = ("Acquire::http", "Acquire::https", "Acquire::Check-", "Acquire::Retries")
_CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
_MOUNT_AND_ENTER = """
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"
"""


def main(arguments: list[str]) -> int:
    """Make the chroot where it is missing and run the tests in it. Returns their exit code."""
    is_check = arguments[:1] == ["--check"]
    if arguments == ["--remove"]:
        for folder in sorted(BUILD.glob("qgis-*")):
            remove(folder)
        return 0
    release, *pytest_arguments = arguments[is_check:] or [""]
    if release not in RELEASES:
        _stop(f"RELEASE is 'system' or one of {', '.join(RELEASES)}.")
    _check_means(release)
    if is_check:
        return 0
    folder = BUILD / f"qgis-{release}"
    prepare(release, folder)
    _copy_project(folder / PROJECT)
    _fetch_wheels(folder)
    return run_tests(folder, pytest_arguments)


def _check_means(release: str) -> None:
    """Stop where this machine can't make a chroot."""
    means = f"RELEASE={release} runs QGIS in a chroot of Debian {release}"
    if not sys.platform.startswith("linux"):
        _stop(f"{means}, which only Linux has.")
    if os.geteuid() != 0:
        _stop(f"{means}, which only root can make and enter: run it with sudo, or in a container as root.")
    missing = [program for program in ("debootstrap", "unshare", "chroot") if not shutil.which(program)]
    if missing:
        _stop(f"{means}. Missing: {', '.join(missing)}. On Debian and Ubuntu: apt-get install debootstrap")


def prepare(release: str, folder: Path) -> None:
    """Make the chroot with QGIS in it, unless it is complete."""
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text() == " ".join(PACKAGES):
        print(f"The chroot {folder.relative_to(ROOT)} is there.", flush=True)
        return
    print(f"Making the chroot {folder.relative_to(ROOT)}: Debian {release} with QGIS, 3 to 5 GB.", flush=True)
    if not stamp.is_file():
        remove(folder)
        folder.mkdir(parents=True)
        keyring = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
        trust = [f"--keyring={keyring}"] if keyring.is_file() else []
        _run(
            [
                "debootstrap",
                "--variant=minbase",
                "--include=ca-certificates",
                *trust,
                release,
                folder,
                mirror(),
            ]
        )
    settings = folder / "etc" / "apt" / "apt.conf.d" / "00host"
    settings.write_text("".join(f"{line}\n" for line in host_apt_settings()))
    for name in ("etc/resolv.conf", _CERTIFICATES):
        if Path("/", name).is_file():
            shutil.copy(Path("/", name), folder / name)
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    enter(folder, [*apt, "update"])
    enter(folder, [*apt, "install", "-y", "--no-install-recommends", *PACKAGES])
    enter(folder, [*apt, "clean"])
    shutil.rmtree(folder / "var" / "lib" / "apt" / "lists", ignore_errors=True)
    stamp.write_text(" ".join(PACKAGES))


def mirror() -> str:
    """Return where the host gets Debian's packages from; Debian's own address on another system."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian"]
    try:
        addresses = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    except FileNotFoundError:
        return _DEBIAN
    return next((address for address in addresses if address.rstrip("/").endswith("/debian")), _DEBIAN)


def host_apt_settings() -> list[str]:
    """Return the lines of the host's apt configuration that tell how packages are reached."""
    try:
        dump = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return []
    return [line for line in dump.splitlines() if line.startswith(_APT_SETTINGS)]


def enter(folder: Path, command: list[str | Path], check: bool = True) -> int:
    """Run a command inside, with /proc and /dev mounted for it alone. Returns its exit code."""
    inside = [
        "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
        "LANG=C.UTF-8", f"TERM={os.environ.get('TERM', 'dumb')}",
    ]  # fmt: skip
    namespace = ["unshare", "--mount", "--propagation", "private", "sh", "-c", _MOUNT_AND_ENTER]
    return _run([*namespace, folder, *inside, *command], check=check)


def _copy_project(project: Path) -> None:
    """Copy the tree and the built zip in; what the tests keep there between runs stays."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    names = [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    if project.is_dir():
        for entry in project.iterdir():
            if entry.name != ".build":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    _run(["sh", ROOT / "tools" / "build_zip.sh", PROJECT_PYTHON.parent], quiet=True)
    for name in [*names, "zip_build/mining_detector_plugin.zip"]:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, project / name)


def _fetch_wheels(folder: Path) -> None:
    """Fetch the wheels of the worker's environment and of the tests for the Python inside."""
    versions = [path.name[len("python") :] for path in folder.glob("usr/bin/python3.[0-9]*")]
    version = max((name for name in versions if name.replace(".", "").isdigit()), key=_numbers)
    _run([PROJECT_PYTHON, ROOT / "tools" / "wheels.py", version, folder / PROJECT / ".build"])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def run_tests(folder: Path, pytest_arguments: list[str]) -> int:
    """Run the tests inside. Returns their exit code."""
    command = ["sh", "-c", 'cd "$0" && exec sh tools/test_qgis.sh "$@"', f"/{PROJECT}", *pytest_arguments]
    code = enter(folder, ["env", "MINING_DETECTOR_CHROOT=1", *command], check=False)
    print(f"Pictures: {(folder / PROJECT / '.build' / 'screenshots').relative_to(ROOT)}", flush=True)
    return code


def remove(folder: Path) -> None:
    """Remove a chroot, unless something is mounted below it: that would be removed with it."""
    place = str(folder.resolve())
    with open("/proc/self/mounts", encoding="utf-8") as mounts:
        points = [line.split()[1] for line in mounts]
    below = [point for point in points if point == place or point.startswith(place + "/")]
    if below:
        _stop(
            f"Not removed: {', '.join(below)} is mounted below {folder}. Unmount it first: umount {below[-1]}"
        )
    if folder.exists():
        print(f"Removing {folder.relative_to(ROOT)}.", flush=True)
        shutil.rmtree(folder)


def _run(command: list[str | Path], check: bool = True, quiet: bool = False) -> int:
    """Run a command; stop where it fails and that matters. Returns its exit code."""
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL, check=False,
        stdout=output, stderr=subprocess.STDOUT if quiet else None, text=True,
    )  # fmt: skip
    if done.returncode and check:
        _stop((done.stdout or "") + f"This command failed: {' '.join(map(str, command))}", done.returncode)
    return done.returncode


def _stop(message: str, code: int = 2) -> NoReturn:
    print(message, file=sys.stderr, flush=True)
    raise SystemExit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
