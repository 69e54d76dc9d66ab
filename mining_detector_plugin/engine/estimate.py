"""What a run would cost before it starts: cells, tiles, time and disk.

The cells are counted as the classifier's stage counts them. On images that would take long to read, what holds no data
is looked up in small; then the number may be a little off, and the answer says so.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasterio.windows import Window

from .aoi import Aoi, drawn_share_inside, load_aoi
from .cells import cells_in_aoi, cells_with_data
from .confidence import bytes_needed
from .devices import choose_device
from .errors import MiningDetectorError
from .model_folder import load_packs
from .pack import Pack
from .reporting import Reporter
from .request import DetectRequest
from .scene import Scene, open_scene
from .stages import STAGES, packs_of_stages
from .tiles import plan_tiles

#: Areas up to this size are read as a run reads them, so that the number of cells is exact.
_EXACT_PIXELS = 2048**2
#: Pixels of larger areas that are looked at, a side.
_SMALL_SIDE = 1024
#: Seconds before the first run on a machine: for each run, each cell that the classifier looks at, each cell that is
#: searched. About twice the medians of three runs in float32 on two quiet cores, 22 November 2026, since many a laptop
#: is slower or busy: `timings_s` of `pipeline.detect` on a made scene (`make_scene(folder, seed=91, size=1200)`), 625
#: cells. A whole Sentinel-2 tile took about half of what this says.
DEFAULT_SPEED = (1.0, 0.0019, 0.0072)
#: Which part of the cells is searched, where no former run tells: 361 of those 625. Real places mostly need less.
DEFAULT_SEARCHED = 0.6
_OUTSIDE_NOTICEABLE = 0.01


@dataclass(frozen=True)
class FormerRun:
    """What is kept of a run to tell how long the next one takes.

    Attributes:
        device: id of the device it ran on.
        cells, cells_searched: how many there were.
        timings_s: seconds by stage, as a run's ``result`` gives them.
    """

    device: str
    cells: int
    cells_searched: int
    timings_s: dict[str, float]


@dataclass(frozen=True)
class EstimateRequest:
    """A run that has not begun.

    Attributes:
        run: the fields of a `DetectRequest`.
        former_runs: runs on this machine, the latest last; each has the fields of a `FormerRun`.
    """

    run: dict[str, Any]
    former_runs: Sequence[dict[str, Any]] = ()

    def detect_request(self) -> DetectRequest:
        """Return the run's request.

        Raises:
            MiningDetectorError: ``request_invalid``.
        """
        try:
            return DetectRequest(**self.run)
        except TypeError as error:
            raise _invalid(str(error)) from error

    def former(self) -> list[FormerRun]:
        """Return the former runs.

        Raises:
            MiningDetectorError: ``request_invalid``.
        """
        try:
            return [FormerRun(**run) for run in self.former_runs]
        except TypeError as error:
            raise _invalid(str(error)) from error


def estimate(request: EstimateRequest, reporter: Reporter) -> dict[str, Any]:
    """Tell what a run would cost.

    Returns:
        ``area_ha``, ``cells`` (how many the classifier would look at), ``is_exact`` (False where nodata was looked up
        in small), ``tiles`` (of the segmenter, if every cell were searched), ``seconds``, ``seconds_from``
        (``former_runs``, or ``default`` on a machine that has run nothing yet), ``device``, ``bytes_needed``,
        ``bytes_free``.

    Raises:
        MiningDetectorError: what would keep the run from starting, but for a full disk: that is a warning.
    """
    run = request.detect_request()
    packs = packs_of_stages(run.only, load_packs(run.models))
    with open_scene(run.scene, run.bands, run.scaling) as scene:
        aoi = load_aoi(run.aoi, scene)
        _warn_of_outside(run, scene, reporter)
        # The segmenter alone has no cells of its own: those of its stride are as good for telling the size.
        pack = packs["classifier"] if "classify" in STAGES[run.only] else packs["segmenter"]
        cells, is_exact = count_cells(scene, aoi, pack, reporter)
        segmenter = packs.get("segmenter")
        needed = bytes_needed(aoi.window, segmenter.classes) if segmenter else 0
        free = _free_bytes(Path(run.out))
        if free is not None and free < needed:
            reporter.warning(
                "no_disk_space",
                f"The disk of {run.out} has {free / 1e6:,.0f} MB free, and this run may need {needed / 1e6:,.0f} MB.",
                "Free some space, choose a folder on another disk, or draw a smaller area.",
            )
        device = choose_device(run.device)
        seconds, source = predict_seconds(run, cells, device.id, request.former())
        return {
            "area_ha": aoi.area_ha(),
            "cells": cells,
            "is_exact": is_exact,
            "tiles": _count_tiles(scene, aoi, segmenter),
            "seconds": round(seconds, 1),
            "seconds_from": source,
            "device": device.id,
            "bytes_needed": needed,
            "bytes_free": free,
        }


def count_cells(scene: Scene, aoi: Aoi, pack: Pack, reporter: Reporter) -> tuple[int, bool]:
    """Return how many cells of a pack's stride hold a pixel of the AOI and have data in their chip, and whether
    that is exact.

    Args:
        pack: a classifier, whose chips may be larger than its cells; its bands say what counts as data.
    """
    window, side = aoi.window, pack.stride
    is_exact = window.width * window.height <= _EXACT_PIXELS
    small = None if is_exact else _SmallMask(scene, window, pack.bands)
    margin = (pack.tile - side) // 2
    in_aoi = cells_in_aoi(aoi, side)
    rows, columns = in_aoi.shape
    count = 0
    for row in range(rows):
        reporter.check()
        wanted = in_aoi[row]
        if not wanted.any():
            continue
        chips = Window(
            window.col_off - margin, window.row_off + row * side - margin,
            (columns - 1) * side + pack.tile, pack.tile,
        )  # fmt: skip
        if small is None:
            _, valid = scene.read(chips, pack.bands)
            (has_data,) = cells_with_data(valid, side, pack.tile)
        else:
            has_data = small.cells_with_data(chips, side, pack.tile, columns)
        count += int((wanted & has_data).sum())
    return count, is_exact or (small is not None and small.is_full)


class _SmallMask:
    """Which parts of a window hold data, looked up in small."""

    def __init__(self, scene: Scene, window: Window, bands: Sequence[str]) -> None:
        self._window = window
        self._step = max(1.0, max(window.width, window.height) / _SMALL_SIDE)
        shape = (max(1, round(window.height / self._step)), max(1, round(window.width / self._step)))
        if scene.has_overviews:
            there = [band for band in bands if band in scene.bands]
            _, self._valid = scene.read_small(window, there[:1], shape)
        else:
            # Every pixel would have to be read. A run that meets nodata then looks at fewer cells.
            self._valid = np.ones(shape, dtype=bool)
        self.is_full = scene.has_overviews and bool(self._valid.all())

    def cells_with_data(self, chips: Window, side: int, chip: int, columns: int) -> np.ndarray:
        """Return bool (columns,): which chips of a row have data; the window is that of the row's chips."""
        rows = self._span(chips.row_off - self._window.row_off, chip)
        has_data: np.ndarray = np.logical_or.reduce(self._valid[rows], axis=0)
        left = chips.col_off - self._window.col_off
        return np.array([has_data[self._span(left + column * side, chip)].any() for column in range(columns)])

    def _span(self, first: float, length: int) -> slice:
        """Return which of the small pixels lie, at least in part, in a span of whole ones."""
        end = int(np.ceil((first + length) / self._step))
        return slice(max(int(first / self._step), 0), max(end, 1))


def predict_seconds(
    run: DetectRequest, cells: int, device: str, former: Sequence[FormerRun]
) -> tuple[float, str]:
    """Return how long a run may take in seconds, and what that rests on: ``former_runs`` or ``default``.

    A run is taken as a fixed time, a time for each cell that the classifier looks at, and one for each cell that is
    searched; each is the median of former runs on the device that went through all stages.
    """
    fixed, per_cell, per_searched = DEFAULT_SPEED
    searched, source = DEFAULT_SEARCHED, "default"
    alike = [past for past in former if past.device == device and past.cells > 0]
    if alike:
        source = "former_runs"
        searched = float(np.median([past.cells_searched / past.cells for past in alike]))
        per_cell = _median_speed(alike, ("classify",), "cells", per_cell)
        per_searched = _median_speed(alike, ("detect", "segment", "types"), "cells_searched", per_searched)
        fixed = float(
            np.median([past.timings_s.get("prepare", 0) + past.timings_s.get("write", 0) for past in alike])
        )
    stages = STAGES[run.only]
    if run.search_everywhere or "classify" not in stages:
        searched = 1.0
    seconds = fixed
    if "classify" in stages:
        seconds += cells * per_cell
    if "detect" in stages or "segment" in stages:
        seconds += cells * searched * per_searched
    return seconds, source


def _median_speed(runs: Sequence[FormerRun], stages: Sequence[str], count: str, default: float) -> float:
    """Return the median of seconds per cell in these stages, over runs that had such cells."""
    speeds = [
        sum(run.timings_s.get(stage, 0.0) for stage in stages) / getattr(run, count)
        for run in runs
        if getattr(run, count) > 0
    ]
    return float(np.median(speeds)) if speeds else default


def _warn_of_outside(run: DetectRequest, scene: Scene, reporter: Reporter) -> None:
    outside = 1 - drawn_share_inside(run.aoi, scene)
    if outside > _OUTSIDE_NOTICEABLE:
        reporter.warning(
            "aoi_partly_outside", f"{outside:.0%} of the area lies outside the image and is not searched.",
            "Draw it over the image, or choose the images that cover it.",
        )  # fmt: skip


def _count_tiles(scene: Scene, aoi: Aoi, pack: Pack | None) -> int:
    if pack is None:
        return 0
    return sum(len(row.tiles) for row in plan_tiles(scene, aoi, pack).rows(aoi.mask))


def _free_bytes(folder: Path) -> int | None:
    """Return the free space where a folder is or will be, None where that can't be told."""
    folder = folder.expanduser().absolute()
    there = next((path for path in (folder, *folder.parents) if path.exists()), None)
    try:
        return None if there is None else shutil.disk_usage(there).free
    except OSError:
        return None


def _invalid(detail: str) -> MiningDetectorError:
    return MiningDetectorError(
        "request_invalid",
        f"The request can't be understood: {detail}.",
        "See docs/developers.md for its form.",
    )
