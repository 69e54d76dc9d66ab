"""What figures hang on: the machine, and the state of the code."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
#: What of a processor matters to networks, as /proc/cpuinfo names it.
_FLAGS = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8")
#: What runs networks, or reads for them.
_PACKAGES = ("onnxruntime", "openvino", "torch", "rasterio")


def core_count() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def describe_machine() -> str:
    """Return processor, cores, memory, system and the versions of what runs networks, in a line."""
    name, flags = platform.processor() or platform.machine(), ""
    information = Path("/proc/cpuinfo")
    if information.exists():
        entries: dict[str, str] = {}
        for line in information.read_text().splitlines():
            key, _, value = line.partition(":")
            entries[key.strip()] = value.strip()
        name = entries.get("model name", name)
        found = entries.get("flags", "").split()
        flags = ", ".join(flag for flag in _FLAGS if flag in found)
    memory_gb = (
        os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9 if hasattr(os, "sysconf") else 0
    )
    versions = ", ".join(
        f"{package} {_version(package)}" for package in ("onnxruntime", "openvino", "torch", "rasterio")
    )
    return (
        f"{name} ({flags}), {core_count()} cores, {memory_gb:.0f} GB memory, {platform.system()} "
        f"{platform.release().split('-')[0]}, Python {platform.python_version()}, {versions}"
    )


def code_state() -> str:
    """Return the commit, with ``+`` behind it where files have changed since; "unknown" outside of git."""
    commit = _git("rev-parse", "--short", "HEAD")
    # The page that a run writes is no change of the code.
    changes = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs", ":!CHANGELOG.md")
    return (commit or "unknown") + ("+" if changes else "")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=_ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
