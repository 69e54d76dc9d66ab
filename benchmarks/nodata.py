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
    timings: dict[str, list[dict[str, float]]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        tell(f"round {number} of {rounds}" if number else "one run of each to warm up")
        for name, (scene, aoi) in runs.items():
            taken = _detect(scene, aoi, work / "nodata")
            timings[name] += [taken] if number else []
    stages = {
        name: {stage: median(one[stage] for one in own) for stage in own[0]} for name, own in timings.items()
    }
    of_rows = (
        f"{side} x {side} with data, with and without {_TIMES} times as many rows of stored nodata below"
    )
    of_area = (
        f"{side} x {side} of {3 * side} x {3 * side}, without and with a cell of {_CELL} pixels in the far corner, so "
        "that the area's window is the whole scene"
    )
    return [
        _row("nodata", "Nodata beside as much data", stages["inside"], stages["nodata"], rounds, of_rows),
        _row(
            "outside", "Outside the area of interest beside as much inside", stages["corner"], stages["corners"],
            rounds, of_area,
        ),
    ]  # fmt: skip


def _row(
    key: str, what: str, inside: dict[str, float], both: dict[str, float], rounds: int, told: str
) -> Row:
    """Return a row: what the area outside costs, in per cent of as large an area inside.

    Args:
        inside, both: seconds by stage and ``all``, without and with the area outside.
    """
    cost = (both["all"] / inside["all"] - 1) / _TIMES * 100
    seconds = f"{inside['all']:.2f} s and {both['all']:.2f} s"
    more = {stage: max(both[stage] - inside[stage], 0.0) for stage in inside if stage != "all"}
    largest = max(more, key=lambda stage: more[stage])
    reason = f"The stage {largest} takes {more[largest]:.2f} s more for {_TIMES} times the area."
    return Row(
        key, what, f"< {_BAR:g} %", cost, "%", cost < _BAR,
        f"{told}: {seconds}, all stages, all cells; medians of {rounds}.", "" if cost < _BAR else reason, more,
    )  # fmt: skip


def _detect(scene: Path, aoi: dict[str, Any] | None, out: Path) -> dict[str, float]:
    """Return the seconds of a run by stage, and of all of it as ``all``."""
    request = DetectRequest(str(scene), str(out), aoi=aoi, device="cpu", search_everywhere=True)
    start = time.perf_counter()
    answer = detect(request, Reporter())
    return answer["timings_s"] | {"all": time.perf_counter() - start}


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
