"""Turns what `pip` and `uv` print into progress: which package, how much of it, how far the whole is."""

from __future__ import annotations

import re

from .lock_file import normalised

#: `Downloading numpy-2.4.6-cp311-….whl (16.7 MB)` of pip, `Downloading numpy (16.1MiB)` of uv.
_FETCHED = re.compile(
    r"^\s*(?:Downloading|Using cached)\s+(?:\S*/)?([^\s/]+?)(?:\s+\(([\d.]+)\s*(?:([kKMG]?i?)B|bytes)\))?$"
)
_COLLECTED = re.compile(r"^Collecting ([\w.-]+)")
_LOCAL = re.compile(r"^Processing .*?([^/\\]+)\.whl(?: \(from .*)?$")
_RAW = re.compile(r"^Progress (\d+) of (\d+)$")
_UNPACKED = re.compile(r"^(?:Installing collected packages|Prepared \d+ packages?|Installed \d+ packages?)")
_MB = {
    "": 1e-6,
    "k": 1e-3,
    "K": 1e-3,
    "Ki": 1.024e-3,
    "ki": 1.024e-3,
    "M": 1.0,
    "Mi": 1.048576,
    "G": 1e3,
    "Gi": 1073.741824,
}
#: Shares of a set-up: making the environment ends at the first, fetching at the second, unpacking at the third.
MADE, FETCHED, UNPACKED = 0.05, 0.8, 0.93


class InstallerOutput:
    """Follows an installer's lines.

    Args:
        expected_mb: size of all downloads, about.
        expected_packages: how many there are.
    """

    def __init__(self, expected_mb: float, expected_packages: int) -> None:
        self._expected_mb = max(expected_mb, 1.0)
        self._expected_packages = max(expected_packages, 1)
        self._finished_mb = 0.0
        self._package_mb = 0.0
        self._package = ""
        self._seen = 0
        self._furthest = MADE

    def progress(self, line: str) -> tuple[float, str] | None:
        """Return the fraction 0-1 of the whole set-up and what is being done, None where a line tells neither."""
        raw = _RAW.match(line)
        if raw:
            return self._downloading(int(raw[1]) / 1e6)
        fetched = _FETCHED.match(line)
        if fetched and not fetched[1].endswith(".metadata"):
            self._start(fetched[1], float(fetched[2] or 0.0) * _MB.get(fetched[3] or "", 1.0))
            return self._downloading(0.0)
        local = _LOCAL.match(line)
        if local:
            self._seen += 1
            return self._fraction(self._seen / self._expected_packages), f"Reading {_package_of(local[1])}"
        collected = _COLLECTED.match(line)
        if collected:
            self._start("", 0.0)
            return self._fraction(self._finished_mb / self._expected_mb), f"Looking for {collected[1]}"
        if _UNPACKED.match(line):
            return FETCHED, "Installing the packages"
        return None

    def _start(self, file: str, size_mb: float) -> None:
        self._finished_mb += self._package_mb
        self._package, self._package_mb = _package_of(file), size_mb

    def _downloading(self, done_mb: float) -> tuple[float, str]:
        total = max(self._expected_mb, self._finished_mb + self._package_mb)
        so_far = self._finished_mb + done_mb
        text = f"Downloading {self._package}, {so_far:.0f} of about {total:.0f} MB"
        return self._fraction(so_far / total), text

    def _fraction(self, share: float) -> float:
        """Return how far the whole is. It never goes back, also where wheels and downloads take turns."""
        self._furthest = max(self._furthest, MADE + (FETCHED - MADE) * min(share, 1.0))
        return self._furthest


def is_noise(line: str) -> bool:
    """Tell whether a line is progress that no log needs."""
    return bool(_RAW.match(line))


def _package_of(file: str) -> str:
    """Return the package of a wheel's file name, or the name itself."""
    return normalised(file.split("-")[0]) if file.endswith(".whl") or "-" in file else file
