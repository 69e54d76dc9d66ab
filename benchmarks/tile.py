"""Measures a whole Sentinel-2 tile, from the file to polygons: seconds, and the worker's memory by the tile's height.

python -m benchmarks.tile
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median
from unittest import mock

from benchmarks.child import ChildRun, run_child
from benchmarks.made import TILE_SIDE, made_raster, mine_share
from benchmarks.passes import CountedRuntime, counting
from benchmarks.rows import Row, Tell, run_alone
from mining_detector_plugin.engine import loading
from mining_detector_plugin.engine.pipeline import detect
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.request import DetectRequest

_SECONDS_BAR, _MEMORY_BAR_GB, _GROWTH_BAR = 90.0, 1.2, 5.0
_LOW, _HIGH = 2048, 20_000
#: Runs of the lowest raster: they take little time, and each differs from the last by some per cent.
_LOW_TURNS = 3


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Detect in a whole tile by all three packs, and tell the worker's memory on a low, a whole and a high one."""
    side, low, high = (1024, 512, 1536) if is_quick else (TILE_SIDE, _LOW, _HIGH)
    tile = made_raster(work, tell, side, side)
    return [*_time_rows(work, tell, tile, side), *_memory_rows(work, tell, side, low, high)]


def _time_rows(work: Path, tell: Tell, tile: Path, side: int) -> list[Row]:
    counted: dict[str, CountedRuntime] = {}
    load = counting(loading.load_runtime, counted)
    request = DetectRequest(str(tile), str(work / "tile"), device="cpu")
    tell(f"detects in {side:,} x {side:,} pixels, all stages")
    with mock.patch.object(loading, "load_runtime", load):
        start = time.perf_counter()
        answer = detect(request, Reporter())
        seconds = time.perf_counter() - start
    tell("runs the same forward passes alone")
    bare = {kind: runtime.bare_seconds() for kind, runtime in counted.items()}
    counts, timings = answer["counts"], answer["timings_s"]
    searched = counts["cells_searched"] / max(counts["cells"], 1)
    told = (
        f"{side:,} x {side:,}, 12 bands, {mine_share(tile):.1%} mine ground, bundled packs, once; {searched:.0%} of "
        f"the cells searched, {counts['mines']} mines; {', '.join(sorted(r.name for r in counted.values()))}."
    )
    longest = max(timings, key=lambda stage: timings[stage])
    reason = "" if seconds <= _SECONDS_BAR else f"The stage {longest} takes {timings[longest]:.0f} s."
    passes = ", ".join(f"{kind} {own:.1f} s" for kind, own in bare.items())
    return [
        Row("tile", f"Whole tile, {side:,} x {side:,}, to polygons", f"<= {_SECONDS_BAR:g} s", seconds, "s",
            seconds <= _SECONDS_BAR, told, reason, timings),
        Row("tile_forward", "Whole tile over its forward passes", "", seconds / sum(bare.values()), "x", None,
            f"Forward passes of the same batches alone: {passes}.", "", bare),
    ]  # fmt: skip


def _memory_rows(work: Path, tell: Tell, side: int, low: int, high: int) -> list[Row]:
    gigabytes, seconds = {}, {}
    for height in (low, side, high):
        raster = made_raster(work, tell, side, height)
        turns = _LOW_TURNS if height == low else 1
        tell(f"runs the worker on {side:,} x {height:,} pixels, for its memory, {turns} x")
        runs = [_run_worker(raster, work / f"memory_{height}") for _ in range(turns)]
        gigabytes[height] = median(run.peak_mib for run in runs) * 1024**2 / 1e9
        seconds[height] = median(run.seconds for run in runs)
    growth = (gigabytes[high] / gigabytes[low] - 1) * 100
    told = (
        f"Peak resident memory of the worker's process, all stages, bundled packs, ONNX Runtime, {side:,} wide: "
        + ", ".join(f"{own:.2f} GB at {height:,} rows ({seconds[height]:.0f} s)" for height, own in gigabytes.items())
        + f"; at {low:,} rows the median of {_LOW_TURNS} runs, else of one."
    )  # fmt: skip
    is_low, is_flat = gigabytes[side] <= _MEMORY_BAR_GB, growth < _GROWTH_BAR
    return [
        Row("memory", f"Worker's peak memory, {side:,} x {side:,}", f"<= {_MEMORY_BAR_GB:g} GB", gigabytes[side],
            "GB", is_low, told, "" if is_low else "See the figures by height."),
        Row("memory_growth", f"Memory at {high:,} rows over that at {low:,}", f"< {_GROWTH_BAR:g} %", growth, "%",
            is_flat, told, "" if is_flat else "See the figures by height."),
    ]  # fmt: skip


def _run_worker(scene: Path, out: Path) -> ChildRun:
    """Detect by the worker, as QGIS does."""
    request = {
        "command": "detect",
        "scene": str(scene),
        "out": str(out),
        "device": "cpu",
        "precision": "float32",
    }
    run = run_child(
        [sys.executable, "-m", "mining_detector_plugin.engine.worker"], json.dumps(request) + "\n"
    )
    last = json.loads(run.output.splitlines()[-1])
    if last["type"] != "result":
        raise RuntimeError(f"The worker ended with {last}")
    return run


if __name__ == "__main__":
    run_alone(measure)
