"""Measures a detection on a made scene: seconds of each stage, and memory, for areas of growing height.

Seconds are told next to the time that plain reading of the same bands takes in the same run, and memory next to
that of the smallest area, so that figures of different machines can be compared.

python benchmarks/detect.py [--size 1600] [--models FOLDER]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
import pyogrio
import rasterio
import shapely

from demo.scene import make_scene

#: Not the demo's seed and not one of the tests.
SEED = 91
STAGES = ("prepare", "classify", "detect", "segment", "write")


@dataclass(frozen=True)
class Run:
    """One detection: rows of the area, seconds by stage and in all, peak memory of the process in MiB."""

    rows: int
    stages_s: dict[str, float]
    wall_s: float
    memory_mib: float


@click.command()
@click.option("--size", default=1600, show_default=True, help="Side of the made scene in pixels of 10 m.")
@click.option("--models", type=click.Path(), help="Folder of model packs. Default: the bundled ones.")
@click.option("--search-everywhere", is_flag=True, help="All stages look at every cell.")
def main(size: int, models: str | None, search_everywhere: bool) -> None:
    """Run the command line on a quarter, a half and the whole of a made scene, and print a table."""
    options = [
        *(["--models", models] if models else []),
        *(["--search-everywhere"] if search_everywhere else []),
    ]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        scene = make_scene(folder, SEED, size).scene
        read_s = _measure_reading(scene)
        click.echo(f"Scene {size} x {size}, 12 bands; reading it once in blocks takes {read_s:.2f} s.\n")
        click.echo(
            "rows   Mpx   wall s  /read  " + "".join(f"{stage:>10}" for stage in STAGES) + "     MiB  ratio"
        )
        first: Run | None = None
        for rows in (size // 4, size // 2, size):
            run = _measure(folder, scene, rows, options)
            first = first or run
            click.echo(_describe(run, first, size, read_s))


def _describe(run: Run, first: Run, size: int, read_s: float) -> str:
    megapixels = run.rows * size / 1e6
    stages = "".join(f"{run.stages_s.get(stage, 0.0):>10.2f}" for stage in STAGES)
    per_reading = run.wall_s / (read_s * run.rows / size)
    memory = f"{run.memory_mib:>8.0f}{run.memory_mib / first.memory_mib:>7.2f}"
    return f"{run.rows:<6} {megapixels:<5.2f} {run.wall_s:>6.1f} {per_reading:>6.1f}  {stages}{memory}"


def _measure_reading(scene: Path) -> float:
    start = time.perf_counter()
    with rasterio.open(scene) as source:
        for _, window in source.block_windows(1):
            source.read(window=window)
    return time.perf_counter() - start


def _measure(folder: Path, scene: Path, rows: int, options: list[str]) -> Run:
    with rasterio.open(scene) as source:
        left, bottom, right, top = rasterio.windows.bounds(
            rasterio.windows.Window(0, 0, source.width, rows), source.transform
        )
        crs = source.crs.to_string()
    aoi = folder / f"aoi_{rows}.gpkg"
    outline = shapely.to_wkb([shapely.box(left, bottom, right, top)])
    pyogrio.raw.write(aoi, outline, [], [], geometry_type="Polygon", crs=crs, driver="GPKG")
    command = [
        sys.executable, "-m", "mining_detector_plugin.engine.cli", "detect", str(scene),
        "--aoi", str(aoi), "--out", str(folder / f"out_{rows}"), "--json", *options,
    ]  # fmt: skip
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        answer = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise click.ClickException(
            f"The detection ended with exit code {child.returncode}: {answer.decode()}"
        )
    return Run(rows, json.loads(answer)["timings_s"], time.perf_counter() - start, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
