"""Installs packages of a Debian or Ubuntu system where they are missing; elsewhere says what to install.

Standard library only. Other tools import it; by hand: `python3 tools/system_packages.py zip xvfb`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def missing_packages(names: list[str]) -> list[str]:
    """Return those of the Debian packages that are not installed; all of them where there is no dpkg."""
    if not shutil.which("dpkg-query"):
        return list(names)
    command = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    installed = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in installed]


def install_packages(names: list[str], purpose: str) -> bool:
    """Install what is missing with apt-get, as root or through sudo.

    Args:
        names: Debian package names.
        purpose: ends the sentence 'These are needed …' where they can't be installed here.

    Returns:
        Whether all of them are there now. If not, what to do has been printed.
    """
    missing = missing_packages(names)
    if not missing:
        return True
    if not shutil.which("apt-get"):
        print(
            f"This is no Debian or Ubuntu. Please install by hand, {purpose}: {', '.join(missing)}",
            flush=True,
        )
        return False
    prefix = _as_root()
    if prefix is None:
        print(f"Please run, {purpose}: sudo apt-get install {' '.join(missing)}", flush=True)
        return False
    print(f"Installing with apt-get, {purpose}: {' '.join(missing)}", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*apt, "update"], check=False)
    done = subprocess.run([*apt, "install", "-y", "--no-install-recommends", *missing], check=False)
    if done.returncode:
        print(f"apt-get could not install {' '.join(missing)}; its reason stands above.", flush=True)
    return done.returncode == 0


def _as_root() -> list[str] | None:
    """Return what to put before a command so that root runs it, None where that can't be."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    can_ask = sys.stdin is not None and sys.stdin.isatty()
    if can_ask or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo"]
    return None


if __name__ == "__main__":
    sys.exit(0 if install_packages(sys.argv[1:], "as you asked") else 2)
