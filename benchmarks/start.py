"""Measures how long a user waits after Detect was clicked: from the start of the worker to its first progress, and to
the first cells that the classifier has looked at.

The worker is started as the plugin starts it, from a copy of the plugin's folder and in a light environment. In turn
with it the same interpreter imports the three largest libraries and does nothing else: what no engine could do without.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.light_environment import make_light_environment
from benchmarks.made import TILE_SIDE, made_raster
from benchmarks.rows import Row, Tell, run_alone
from demo.scene import make_scene
from mining_detector_plugin.client.worker import worker_command

#: Not the demo's seed and not one of the tests.
SEED = 91
SIDE, QUICK_SIDE = 1200, 400
ROUNDS, QUICK_ROUNDS = 9, 2
#: A raster as wide as a whole tile, without overviews, which takes longer to be opened and read.
WIDE, QUICK_WIDE, WIDE_HEIGHT, WIDE_ROUNDS = TILE_SIDE, 768, 768, 3
COLD_ROUNDS = 3
BAR_S = 1.5
_PLUGIN = Path(__file__).resolve().parents[1] / "mining_detector_plugin"
_BARE = "import numpy, rasterio, onnxruntime"


@dataclass(frozen=True)
class Start:
    """Seconds from the start of a worker: to its first line, to its first progress, to the classifier's first cells."""

    ready_s: float
    progress_s: float
    cells_s: float


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure the start of the worker, on a made scene of 1200 x 1200 pixels and 12 bands, with the bundled models."""
    side, rounds = (QUICK_SIDE, QUICK_ROUNDS) if is_quick else (SIDE, ROUNDS)
    tell(f"makes a scene of {side} x {side} pixels")
    scene = make_scene(work / "start", SEED, side).scene
    wide = made_raster(work, tell, QUICK_WIDE if is_quick else WIDE, WIDE_HEIGHT)
    with tempfile.TemporaryDirectory() as place:
        python = str(make_light_environment(Path(place) / "environment"))
        plugin = Path(place) / "mining_detector_plugin"
        shutil.copytree(_PLUGIN, plugin, ignore=shutil.ignore_patterns("__pycache__"))
        tell(f"starts the worker {rounds + 1} times")
        command = worker_command(python, plugin)
        first = start_worker(command, scene)
        starts, bare_s = [], []
        for _ in range(rounds):
            starts.append(start_worker(command, scene))
            bare_s.append(_import_bare(python))
        tell("starts it with its files out of the disk's cache")
        cold = _start_cold(command, scene, Path(place))
        wide_s = statistics.median(start_worker(command, wide).cells_s for _ in range(WIDE_ROUNDS))
    ready_s, progress_s, cells_s = (
        statistics.median(getattr(start, name) for start in starts)
        for name in ("ready_s", "progress_s", "cells_s")
    )
    bare = statistics.median(bare_s)
    parts = {
        "bare imports": bare,
        "ready": ready_s,
        "first progress": progress_s,
        "first cells": cells_s,
        "first start of a fresh copy, first cells": first.cells_s,
        "a whole tile's width, first cells": wide_s,
    }
    told_cold = "A start with its files out of the disk's cache was not measured."
    if cold:
        parts |= {
            "from the disk, first progress": cold.progress_s,
            "from the disk, first cells": cold.cells_s,
        }
        told_cold = (
            "After the files of the environment and the plugin had left the disk's cache it took "
            f"{cold.progress_s:.2f} s (median of {COLD_ROUNDS}); Python's own files stayed there."
        )
    detail = (
        f"Median of {rounds} starts in a light environment, scene of {side} x {side} pixels, 12 bands. The same "
        f"interpreter takes {bare:.2f} s for '{_BARE}'. The files lay in the disk's cache."
    )
    is_met = progress_s <= BAR_S
    reason = "" if is_met else f"{progress_s / bare:.1f} times the bare imports went by."
    return [
        Row(
            "start_progress", "worker start to first progress", f"<= {BAR_S} s", progress_s, "s", is_met,
            f"{detail} The message says that the models are read; {progress_s / bare:.2f} times the bare imports. "
            f"The first cells came after {cells_s:.2f} s. {told_cold}",
            reason, parts,
        ),
        Row(
            "start_cells", "worker start to the classifier's first cells", "", cells_s, "s", None,
            f"{detail} {cells_s / bare:.2f} times the bare imports. From a fresh copy of the plugin, which Python has "
            f"to compile, it took {first.cells_s:.2f} s; on a raster as wide as a tile, without overviews, "
            f"{wide_s:.2f} s (median of {WIDE_ROUNDS}): more is read, and more cells come first.",
        ),
    ]  # fmt: skip


def start_worker(command: list[str], scene: Path) -> Start:
    """Start a worker, ask it to detect, and end it when it has looked at the first cells.

    Raises:
        RuntimeError: it did not come so far.
    """
    with tempfile.TemporaryDirectory() as place:
        request = {"command": "detect", "scene": str(scene), "out": str(Path(place) / "out")}
        begin = time.perf_counter()
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            seen: dict[str, float] = {}
            for line in process.stdout:
                answer = json.loads(line)
                seen.setdefault(answer["type"], time.perf_counter() - begin)
                if answer.get("stage") == "classify":
                    seen["cells"] = time.perf_counter() - begin
                    break
            process.kill()
    if "cells" not in seen:
        raise RuntimeError("The worker ended before it had looked at a cell.")
    return Start(seen["ready"], seen["progress"], seen["cells"])


def _start_cold(command: list[str], scene: Path, folder: Path) -> Start | None:
    """Return the start after the files below a folder have left the disk's cache; None where it can't be done."""
    if not hasattr(os, "posix_fadvise"):
        return None
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    starts = []
    for number in range(COLD_ROUNDS):
        for path in files:
            with path.open("rb") as file:
                if number == 0:
                    os.fsync(file.fileno())  # what is not on the disk yet stays
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        starts.append(start_worker(command, scene))
    return sorted(starts, key=lambda start: start.progress_s)[COLD_ROUNDS // 2]


def _import_bare(python: str) -> float:
    begin = time.perf_counter()
    subprocess.run([python, "-I", "-c", _BARE], check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    run_alone(measure)
