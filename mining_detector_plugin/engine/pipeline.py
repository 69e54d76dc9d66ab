"""The one pipeline: a request goes in, files come out. The worker and the command line both call ``detect``."""

from __future__ import annotations

import platform
import time
import uuid
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from .. import __version__
from .aoi import Aoi, load_aoi
from .cells import Cells, all_cells, classify_cells
from .confidence import ConfidenceRaster, bytes_needed
from .detection import Detections, detect_boxes
from .devices import Device, choose_device
from .errors import MiningDetectorError, SceneError
from .mines import Mines, describe_mines
from .model_folder import load_packs
from .pack import Pack
from .polygons import Region, RegionBuilder
from .predictor import Predictor
from .reading import presence_of
from .reporting import Reporter, StageProgress
from .request import DetectRequest
from .results import CONFIDENCE, GEOPACKAGE, ResultsFolder, write_geopackage
from .scene import Scene, open_scene
from .segmentation import segment_rows

#: Regions smaller than this are dropped: below it ten-metre pixels can't tell a mine from noise.
MINIMUM_AREA_HA = 0.1
#: Share by which the pixel size may differ from the models' without a warning.
_RESOLUTION_TOLERANCE = 0.25


def detect(request: DetectRequest, reporter: Reporter) -> dict[str, Any]:
    """Find mines and write the results.

    Returns:
        The worker's ``result`` message without its type (see docs/developers.md).

    Raises:
        MiningDetectorError: for whatever the user can mend; nothing half-written stays.
    """
    clock = _Clock()
    if request.threshold is not None and not 0 < request.threshold < 1:
        raise MiningDetectorError(
            "threshold_invalid", f"The threshold {request.threshold:g} does not lie between 0 and 1.",
            "Choose a number such as 0.5.",
        )  # fmt: skip
    packs = load_packs(request.models)
    hashes = {kind: pack.sha256() for kind, pack in packs.items()}
    with open_scene(request.scene, request.bands) as scene:
        for pack in packs.values():
            presence_of(pack, scene)
        aoi = load_aoi(request.aoi, scene)
        device = choose_device(request.device)
        _tell_start(reporter, scene, packs, device)
        predictors = {kind: Predictor.on_device(pack, device) for kind, pack in packs.items()}
        clock.lap("prepare")
        run_id = uuid.uuid4().hex[:12]
        classes = packs["segmenter"].classes
        with ResultsFolder(request.out, run_id, bytes_needed(aoi.window, classes)) as results:
            cells = _classify(request, scene, aoi, predictors["classifier"], reporter)
            clock.lap("classify")
            detections = _detect_boxes(scene, aoi, cells, predictors["detector"], reporter)
            clock.lap("detect")
            regions = _segment(request, scene, aoi, cells, predictors["segmenter"], results, reporter)
            clock.lap("segment")
            reporter.progress("write", 0, 1, 0.96, "Writing the results")
            mines = describe_mines(regions, classes, cells, detections, scene)
            run = _provenance(request, run_id, scene, aoi, packs, hashes, device, predictors, clock)
            write_geopackage(
                results.partial / GEOPACKAGE, scene, aoi.geometry, mines, detections,
                packs["detector"].classes, cells, run,
            )  # fmt: skip
            reporter.check()
            results.publish()
        clock.lap("write")
        reporter.progress("write", 1, 1, 1.0, "Done")
        return _answer(results.folder, run_id, scene, mines, detections, cells, device, clock)


def _tell_start(reporter: Reporter, scene: Scene, packs: dict[str, Pack], device: Device) -> None:
    reporter.log(
        f"Scene {scene.name}: {scene.width} x {scene.height} pixels, bands {', '.join(scene.bands)}."
    )
    reporter.log(
        f"Reflectance = value x {scene.scaling.scale:g} {scene.scaling.offset:+g}. {scene.scaling.reason}"
    )
    reporter.log(f"Device: {device.name}. {device.reason}")
    wanted = packs["segmenter"].resolution_m
    if abs(scene.resolution_m / wanted - 1) > _RESOLUTION_TOLERANCE:
        reporter.warning(
            "resolution_differs",
            f"The scene's pixels are {scene.resolution_m:.1f} m wide, and the models were trained at {wanted:g} m.",
            "Resample the scene to the models' resolution for results that can be trusted.",
        )
    second_level = packs["segmenter"].second_level
    missing = [] if second_level is None else [name for name in second_level.bands if name not in scene.bands]
    if missing:
        reporter.warning(
            "second_level_left_out",
            f"The scene lacks {', '.join(missing)}: the second level of {packs['segmenter'].name} is left out.",
            "Add these bands for the model's best results.",
        )


def _classify(
    request: DetectRequest, scene: Scene, aoi: Aoi, predictor: Predictor, reporter: Reporter
) -> Cells:
    progress = StageProgress(reporter, "classify", 0.02, 0.30, "Looking at every cell")
    cells = classify_cells(scene, aoi, predictor, progress)
    if np.isnan(cells.scores).all():
        raise SceneError(
            "no_data", f"The area of interest holds no data in {scene.name}.",
            "Choose an area where the raster has values.",
        )  # fmt: skip
    if request.search_everywhere:
        cells = all_cells(cells)
    looked, searched = int((~np.isnan(cells.scores)).sum()), int(cells.is_searched.sum())
    reporter.log(f"The classifier looked at {looked} cells; {searched} are searched.")
    return cells


def _detect_boxes(
    scene: Scene, aoi: Aoi, cells: Cells, predictor: Predictor, reporter: Reporter
) -> Detections:
    progress = StageProgress(reporter, "detect", 0.30, 0.55, "Looking for sites")
    return detect_boxes(scene, aoi, cells, predictor, progress)


def _segment(
    request: DetectRequest, scene: Scene, aoi: Aoi, cells: Cells, predictor: Predictor,
    results: ResultsFolder, reporter: Reporter,
) -> list[Region]:  # fmt: skip
    pack = predictor.pack
    threshold = pack.thresholds["default"] if request.threshold is None else request.threshold
    minimum_pixels = max(1, round(MINIMUM_AREA_HA * 10_000 / scene.resolution_m**2))
    builder = RegionBuilder(int(aoi.window.col_off), minimum_pixels)
    progress = StageProgress(reporter, "segment", 0.55, 0.95, "Drawing outlines")
    regions: list[Region] = []
    with ConfidenceRaster(results.partial / "unfinished.tif", scene, aoi.window, pack.classes) as raster:
        for rows in segment_rows(scene, aoi, cells, predictor, progress):
            raster.write(rows)
            is_mine = (1 - rows.probabilities[0] >= threshold) & rows.is_seen
            regions += builder.add(int(rows.window.row_off), is_mine, rows.probabilities)
        raster.finish(results.partial / CONFIDENCE)
    regions += builder.close()
    return regions


def _provenance(
    request: DetectRequest, run_id: str, scene: Scene, aoi: Aoi, packs: dict[str, Pack],
    hashes: dict[str, str], device: Device, predictors: dict[str, Predictor], clock: _Clock,
) -> dict[str, Any]:  # fmt: skip
    return {
        "run_id": run_id,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "scene": scene.name,
        "paths": list(scene.paths),
        "acquired": scene.acquired or "",
        "crs": scene.crs.to_string(),
        "bands": list(scene.bands),
        "scaling": asdict(scene.scaling),
        "aoi_area_ha": aoi.area_ha(),
        "settings": asdict(request),
        "packs": {
            kind: {
                "name": pack.name, "version": pack.version, "sha256": hashes[kind],
                "thresholds": pack.thresholds, "runtime": predictors[kind].runtime_name,
                **({"answers_by_member": predictors[kind].answers_by_member} if pack.members else {}),
            }
            for kind, pack in packs.items()
        },
        "device": asdict(device),
        "platform": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "timings_s": clock.laps,
    }  # fmt: skip


def _answer(
    folder: Path, run_id: str, scene: Scene, mines: Mines, detections: Detections, cells: Cells, device: Device,
    clock: _Clock,
) -> dict[str, Any]:  # fmt: skip
    return {
        "folder": str(folder),
        "geopackage": str(folder / GEOPACKAGE),
        "confidence": str(folder / CONFIDENCE),
        "run_id": run_id,
        "scene": scene.name,
        "counts": {
            "mines": len(mines.types),
            "detections": len(detections.scores),
            "cells": int((~np.isnan(cells.scores)).sum()),
            "cells_searched": int(cells.is_searched.sum()),
        },
        "device": asdict(device),
        "timings_s": clock.laps,
    }


class _Clock:
    """Seconds since the last lap, by the name of what was done."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.laps[name] = round(now - self._last, 3)
        self._last = now
