"""Measures what nodata, and what lies outside the area of interest, costs beside as much area inside.

python -m benchmarks.nodata

All cells are searched, so that the area inside costs the same wherever it lies.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Any

import rasterio

from benchmarks.made import made_raster
from benchmarks.rows import Row, Tell, run_alone
from mining_detector_plugin.engine.pipeline import detect
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.request import DetectRequest

_BAR = 2.0
#: The area outside is so many times that inside.
_TIMES = 8
#: Side in pixels of a cell of the bundled classifier.
_CELL = 48


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Detect with and without eight times as much area outside, in 3 rounds, taking turns."""
    side, rounds = (256, 1) if is_quick else (1024, 3)
    inside = made_raster(work, tell, side, side)
    with_nodata = made_raster(work, tell, side, (1 + _TIMES) * side, data_height=side)
    large = made_raster(work, tell, 3 * side, 3 * side)
    # A cell in the far corner, so that the window of the area is the whole scene.
    corner, corners = _squares(large, [(0, 0, side, side)]), _squares(
        large, [(0, 0, side, side), (3 * side - _CELL, 3 * side - _CELL, _CELL, _CELL)]
    )  # fmt: skip
    runs: dict[str, tuple[Path, dict[str, Any] | None]] = {
        "inside": (inside, None), "nodata": (with_nodata, None), "corner": (large, corner), "corners": (large, corners),
    }  # fmt: skip
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        tell(f"round {number} of {rounds}" if number else "one run of each to warm up")
        for name, (scene, aoi) in runs.items():
            taken = _detect(scene, aoi, work / "nodata")
            seconds[name] += [taken] if number else []
    medians = {name: median(own) for name, own in seconds.items()}
    return [
        _row("nodata", "Nodata beside as much data", medians, "inside", "nodata", rounds,
             f"{side} x {side} with data, with and without {_TIMES} times as many rows of stored nodata below"),
        _row("outside", "Outside the area of interest beside as much inside", medians, "corner", "corners", rounds,
             f"{side} x {side} of {3 * side} x {3 * side}, without and with a cell of {_CELL} pixels in the far "
             "corner, so that the area's window is the whole scene"),
    ]  # fmt: skip


def _row(
    key: str, what: str, medians: dict[str, float], without: str, with_it: str, rounds: int, told: str
) -> Row:
    cost = (medians[with_it] / medians[without] - 1) / _TIMES * 100
    told = f"{told}: {medians[without]:.2f} s and {medians[with_it]:.2f} s, all stages, all cells; medians of {rounds}."
    return Row(
        key, what, f"< {_BAR:g} %", cost, "%", cost < _BAR, told, "" if cost < _BAR else "See the figures.",
    )  # fmt: skip


def _detect(scene: Path, aoi: dict[str, Any] | None, out: Path) -> float:
    request = DetectRequest(str(scene), str(out), aoi=aoi, device="cpu", search_everywhere=True)
    start = time.perf_counter()
    detect(request, Reporter())
    return time.perf_counter() - start


def _squares(scene: Path, windows: list[tuple[int, int, int, int]]) -> dict[str, Any]:
    """Return windows of a raster (column, row, width, height) as an area of interest."""
    with rasterio.open(scene) as source:
        boxes = [
            rasterio.windows.bounds(rasterio.windows.Window(*window), source.transform) for window in windows
        ]
        crs = source.crs.to_string()
    rings = [
        [[[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]]
        for left, bottom, right, top in boxes
    ]
    return {"geometry": {"type": "MultiPolygon", "coordinates": rings}, "crs": crs}


if __name__ == "__main__":
    run_alone(measure)
