"""Measures how long 200,000 polygons take, from a mask that comes in row bands to described mines in a GeoPackage."""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import Any

from benchmarks.child import run_child
from benchmarks.made import TILE_SIDE
from benchmarks.rows import Row, Tell, run_alone

#: Rows of a band: the segmenter's stride, and the rows that `vectorise` reads.
BANDS = (192, 512)
ROUNDS, QUICK_ROUNDS = 3, 1
QUICK_SIDE = 1200
SECONDS, MEMORY_GB, POLYGONS = 20, 1.0, 200_000
#: What is no work of the engine.
_MADE = "make"


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Draw the polygons of a made mask as large as a Sentinel-2 tile, describe them and write them."""
    side, rounds = (QUICK_SIDE, QUICK_ROUNDS) if is_quick else (TILE_SIDE, ROUNDS)
    taken: dict[int, list[dict[str, Any]]] = {band: [] for band in BANDS}
    for turn in range(rounds):
        for band in BANDS:
            tell(
                f"draws the polygons of {side:,} x {side:,} pixels by bands of {band} rows, {turn + 1} of {rounds}"
            )
            child = run_child(
                [sys.executable, "-m", "benchmarks.polygon_task", str(side), str(band), str(work)]
            )
            taken[band].append(json.loads(child.output) | {"gb": child.peak_mib * 1024**2 / 1e9})
    return [row for band in BANDS for row in _rows(band, side, taken[band])]


def _rows(band: int, side: int, taken: list[dict[str, Any]]) -> list[Row]:
    """Return the rows of time and memory of the runs with one height of the bands."""
    made = taken[0]
    parts = {part: statistics.median(run["seconds"][part] for run in taken) for part in made["seconds"]}
    traced, total = parts["trace"], sum(seconds for part, seconds in parts.items() if part != _MADE)
    gb = max(run["gb"] for run in taken)
    what = f"{made['polygons']:,} polygons of {side:,} x {side:,} pixels, bands of {band} rows"
    is_whole = made["polygons"] >= POLYGONS
    few = "" if is_whole else f"Quick: fewer than {POLYGONS:,} polygons."
    detail = (
        f"{made['mine_pixels'] / side**2:.0%} of the pixels are mine, {made['across_seams']:,} polygons lie across "
        f"seams, {made['holes']:,} holes; median of {len(taken)}. "
    )
    profile = "The most goes to " + max((part for part in parts if part != _MADE), key=parts.__getitem__)

    def judged(is_met: bool) -> tuple[bool | None, str]:
        return (is_met if is_whole else None), few or ("" if is_met else f"{profile}, see the parts.")

    rows = []
    for key, text, seconds in (
        ("trace", f"{what}: mask to polygons", traced),
        ("mines", f"{what}: mask to mines in a GeoPackage", total),
    ):
        is_met, reason = judged(seconds <= SECONDS)
        rows.append(
            Row(
                f"polygons_{key}_{band}", text, f"<= {SECONDS} s", seconds, "s", is_met,
                detail + "Seconds without making the mask.", reason, parts,
            )
        )  # fmt: skip
    is_met, reason = judged(gb <= MEMORY_GB)
    rows.append(
        Row(
            f"polygons_memory_{band}", f"{what}: peak memory", f"<= {MEMORY_GB:g} GB", gb, "GB", is_met,
            detail + "Of the whole process, with a band of the mask and its five classes; the largest.", reason,
        )
    )  # fmt: skip
    return rows


if __name__ == "__main__":
    run_alone(measure)
