"""Measures what a run's end costs: the confidence raster of a whole Sentinel-2 tile, and a GeoPackage of 200,000 mines.

In turn with the engine's way a raster of the same numbers is written the plain way: all rows as they are, then the COG
driver with its defaults. Every raster is written in a process of its own, which tells its seconds and its peak memory.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import rasterio
import shapely
from rasterio.crs import CRS
from rasterio.shutil import copy as copy_raster
from rasterio.transform import from_origin
from rasterio.windows import Window

from benchmarks.child import ChildRun, run_child
from benchmarks.made import TILE_SIDE
from benchmarks.rows import Row, Tell, run_alone
from demo.canvas import fractal_noise
from mining_detector_plugin.engine.block_cache import LEAST, block_cache
from mining_detector_plugin.engine.confidence import FULL, NODATA, ConfidenceRaster
from mining_detector_plugin.engine.layers import mines_layer, write_geopackage
from mining_detector_plugin.engine.mines import Mines
from mining_detector_plugin.engine.segmentation import ProbabilityRows

CLASSES = ("background", "open_pit", "waste_dump", "tailings", "artisanal")
#: Rows come in bands of a tile without its overlap, cells of this side are searched or not.
BAND = 192
#: Share of the cells that is searched, by the kind of run.
SEARCHED = {"cascade": 0.05, "everywhere": 1.0}
ROUNDS, QUICK_ROUNDS = 3, 1
#: Rows of the rasters that take turns; the memory is that of a whole tile.
TURN_ROWS, QUICK_ROWS = 2745, 600
MINES, QUICK_MINES = 200_000, 2_000
_CRS = CRS.from_epsg(32723)
_TRANSFORM = from_origin(600_000, 7_800_000, 10, 10)


@dataclass(frozen=True)
class Written:
    """One file that a process wrote.

    Attributes:
        seconds: by part of the work, without what made the data.
        size_mb: of the file. peak_mib: of the process, with the data.
    """

    seconds: dict[str, float]
    size_mb: float
    peak_mib: float

    @property
    def total_s(self) -> float:
        """Seconds of all parts."""
        return sum(self.seconds.values())


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure how long the confidence raster and the GeoPackage take, and the memory of writing them."""
    folder = work / "writing"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_raster_row(kind, folder, tell, is_quick) for kind in SEARCHED]
    count = QUICK_MINES if is_quick else MINES
    tell(f"writes {count:,} mines")
    mines = _write_apart("mines", folder, count)
    detail = (
        f"{count:,} outlines of 12 corners, once; {mines.size_mb:.0f} MB, peak {mines.peak_mib:.0f} MiB with the data "
        "in memory."
    )
    what = f"writing a GeoPackage of {count:,} mines"
    return [*rows, Row("writing_mines", what, "", mines.total_s, "s", None, detail, "", mines.seconds)]


def _raster_row(kind: str, folder: Path, tell: Tell, is_quick: bool) -> Row:
    height, rounds = (QUICK_ROWS, QUICK_ROUNDS) if is_quick else (TURN_ROWS, ROUNDS)
    tell(f"writes confidences, {kind}: {TILE_SIDE} x {height} pixels, {rounds} rounds, then a whole tile")
    pairs = [
        [_write_apart(f"{way}-{kind}", folder, height) for way in ("engine", "plain")] for _ in range(rounds)
    ]
    ratio = statistics.median(plain.total_s / engine.total_s for engine, plain in pairs)
    whole = _write_apart(f"engine-{kind}", folder, height if is_quick else TILE_SIDE)
    engine, plain = pairs[0]
    share = f"{SEARCHED[kind]:.0%} of the cells searched"
    detail = (
        f"{TILE_SIDE} x {height} pixels, {len(CLASSES)} bands, {share}; median of {rounds} rounds in turn with the "
        f"plain way, which writes the same numbers ({engine.size_mb:.1f} MB against {plain.size_mb:.1f} MB). A whole "
        f"tile: {whole.total_s:.1f} s, {whole.size_mb:.1f} MB, peak {whole.peak_mib:.0f} MiB with the data."
    )
    what = f"writing confidences ({kind}) against the plain way"
    return Row(f"writing_{kind}", what, "", ratio, "x", None, detail, "", whole.seconds)


def _write_apart(task: str, folder: Path, size: int) -> Written:
    """Do one of ``main``'s tasks in a process of its own."""
    done: ChildRun = run_child([sys.executable, "-m", "benchmarks.writing", task, folder, str(size)])
    answer = json.loads(done.output)
    return Written(answer["seconds"], answer["size_mb"], done.peak_mib)


def main(task: str, folder: Path, size: int) -> None:
    """Write one file, tell as JSON how long it took, and remove it. ``size`` counts rows or mines."""
    way, _, kind = task.partition("-")
    path = folder / f"{task}.out"
    path.unlink(missing_ok=True)
    if way == "mines":
        seconds = _write_mines(path, size)
    else:
        seconds = {"engine": _write_engine, "plain": _write_plain}[way](
            path, _bands(SEARCHED[kind], size), size
        )
    print(json.dumps({"seconds": seconds, "size_mb": path.stat().st_size / 1e6}))
    path.unlink()


def _bands(searched: float, height: int) -> list[ProbabilityRows]:
    """Return row bands of smooth probabilities with a little noise, as a segmenter gives them; two are made."""
    rng = np.random.default_rng(0)
    made = []
    for _ in range(2):
        odds = np.empty((len(CLASSES), BAND, TILE_SIDE), np.float32)
        for index in range(len(CLASSES)):
            smooth = 1.3 * fractal_noise(rng, (BAND // 4, TILE_SIDE // 4), 3) + (6 if index == 0 else 0)
            noise = 0.1 * rng.standard_normal((BAND, TILE_SIDE), dtype=np.float32)
            np.exp(np.repeat(np.repeat(smooth, 4, axis=0), 4, axis=1) + noise, out=odds[index])
        odds /= odds.sum(axis=0)
        is_seen = np.repeat(rng.random(-(-TILE_SIDE // BAND)) < searched, BAND)[:TILE_SIDE]
        odds *= is_seen
        made.append((odds, np.tile(is_seen, (BAND, 1))))
    bands = []
    for number, row in enumerate(range(0, height, BAND)):
        probabilities, is_seen = made[number % len(made)]
        end = min(BAND, height - row)
        bands.append(ProbabilityRows(Window(0, row, TILE_SIDE, end), probabilities[:, :end], is_seen[:end]))
    return bands


def _write_engine(path: Path, bands: list[ProbabilityRows], height: int) -> dict[str, float]:
    scene = SimpleNamespace(crs=_CRS, transform=_TRANSFORM)
    window = Window(0, 0, TILE_SIDE, height)
    part = path.with_suffix(".part")
    with block_cache(LEAST), ConfidenceRaster(part, scene, window, CLASSES) as raster:  # type: ignore[arg-type]

        def write() -> None:
            for rows in bands:
                raster.write(rows)

        return _time("rows", write) | _time("overviews and COG", lambda: raster.finish(path))


def _write_plain(path: Path, bands: list[ProbabilityRows], height: int) -> dict[str, float]:
    part = path.with_suffix(".part")

    def write() -> None:
        for rows in bands:
            values = np.concatenate([1 - rows.probabilities[:1], rows.probabilities[1:]])
            stored = np.where(rows.is_seen, np.rint(np.clip(values, 0, 1) * FULL), NODATA).astype(np.uint8)
            file.write(stored, window=rows.window)

    profile = {
        "driver": "GTiff", "dtype": "uint8", "nodata": NODATA, "count": len(CLASSES), "crs": _CRS,
        "transform": _TRANSFORM, "width": TILE_SIDE, "height": height, "tiled": True,
    }  # fmt: skip
    with rasterio.open(part, "w", **profile) as file:
        seconds = _time("rows", write)
    options = {"compress": "deflate", "predictor": "yes", "overview_resampling": "average"}
    seconds |= _time("COG", lambda: copy_raster(part, path, driver="COG", num_threads="all_cpus", **options))
    part.unlink()
    return seconds


def _write_mines(path: Path, count: int) -> dict[str, float]:
    rng = np.random.default_rng(0)
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    places = rng.uniform([600_000, 7_690_200], [709_800, 7_800_000], (count, 2))
    corners = places[:, None] + rng.uniform(20, 60, (count, 12, 1)) * np.stack(
        [np.cos(angles), np.sin(angles)], -1
    )
    numbers = rng.random(count)
    scores = dict.fromkeys(("classifier", "detector", "segmenter"), numbers)
    types = np.array(CLASSES[1:], dtype=object)[rng.integers(0, 4, count)]
    mines = Mines(shapely.polygons(corners), types, numbers, numbers, scores)
    layer = mines_layer(mines, "scene", "2024-07-15T13:12:41Z", "0123456789ab")
    return _time("GeoPackage", lambda: write_geopackage(path, {"mines": layer}, _CRS))


def _time(part: str, work: Callable[[], object]) -> dict[str, float]:
    begin = time.perf_counter()
    work()
    return {part: time.perf_counter() - begin}


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1].partition("-")[0] in ("engine", "plain", "mines"):
        main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        run_alone(measure)
