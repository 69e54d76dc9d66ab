"""The one pipeline: a request goes in, files come out. The worker and the command line both call ``detect``."""

from __future__ import annotations

import uuid
from collections.abc import Generator
from contextlib import closing
from typing import Any

import numpy as np

from .aoi import load_aoi
from .cells import Cells, all_cells, classify_cells, unscored_cells
from .confidence import ConfidenceRaster, bytes_needed
from .dehaze import Haze, estimate_haze
from .detection import Detections, detect_boxes
from .devices import Device, choose_device
from .errors import MiningDetectorError, SceneError
from .fusion import load_fusion
from .hit_filter import filter_detections, filter_regions
from .mine_types import classify_types
from .mines import Mines, describe_mines, region_types
from .model_folder import TYPES_KIND, fusion_folder, load_packs
from .pack import Pack
from .polygons import Region, RegionBuilder
from .predictor import Predictor
from .provenance import Clock, Run
from .reading import presence_of
from .reporting import Reporter
from .request import DetectRequest
from .results import CONFIDENCE, GEOPACKAGE, ResultsFolder, write_geopackage
from .scene import Scene, open_scene
from .segmentation import ProbabilityRows, segment_rows
from .stages import STAGES, packs_of_stages, stage_progress
from .thumbnails import write_thumbnails

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
    clock = Clock()
    if request.threshold is not None and not 0 < request.threshold < 1:
        raise MiningDetectorError(
            "threshold_invalid", f"The threshold {request.threshold:g} does not lie between 0 and 1.",
            "Choose a number such as 0.5.",
        )  # fmt: skip
    packs = packs_of_stages(request.only, load_packs(request.models))
    fusion, fusion_missing = None, ""
    if request.only is None:
        fusion, fusion_missing = load_fusion(fusion_folder(request.models), packs)
    with open_scene(request.scene, request.bands, request.scaling) as scene:
        _check_bands(scene, packs, reporter)
        hashes = {kind: pack.sha256() for kind, pack in packs.items()}
        aoi = load_aoi(request.aoi, scene)
        device = choose_device(request.device)
        _tell_start(reporter, scene, packs, device)
        hazes = _find_haze(request, scene, packs, reporter)
        left_out = _leave_out_untested(request, packs, reporter)
        predictors = {
            kind: Predictor.on_device(pack, device, hazes[kind], left_out[kind])
            for kind, pack in packs.items()
        }
        if fusion_missing:
            reporter.warning(
                "confidence_not_calibrated", f"Confidences rank the mines and are not calibrated. {fusion_missing}",
                "Fit trainer/fit_fusion.py for these models, or use the bundled ones.",
            )  # fmt: skip
        run = Run(
            uuid.uuid4().hex[:12],
            request,
            scene,
            aoi,
            device,
            predictors,
            hashes,
            clock,
            fusion,
            fusion_missing,
        )
        clock.lap("prepare")
        return _search(run, reporter)


def _search(run: Run, reporter: Reporter) -> dict[str, Any]:
    """Run the stages and write the results; return the worker's ``result``."""
    stages = STAGES[run.request.only]
    cells: Cells | None = None
    detections: Detections | None = None
    mines: Mines | None = None
    with ResultsFolder(run.request.out, run.run_id, _bytes_needed(run)) as results:
        if "classify" in stages:
            cells = _classify(run, reporter)
        if cells is not None and "detect" in stages:
            detections = _detect_boxes(run, cells, reporter)
        if cells is not None and detections is not None and "segment" in stages:
            mines = _find_mines(run, cells, detections, results, reporter)
        elif "segment" in stages:
            _segment_everywhere(run, results, reporter)
        reporter.progress("write", 0, 1, 0.97, "Writing the results")
        write_geopackage(
            results.partial / GEOPACKAGE, run.scene, run.aoi.geometry, mines, detections,
            run.pack("detector").classes if detections is not None else (), cells, run.provenance(),
        )  # fmt: skip
        if mines is not None and run.request.thumbnails:
            write_thumbnails(results.partial, run.scene, mines, results.partial / CONFIDENCE, reporter)
        reporter.check()
        results.publish()
    run.clock.lap("write")
    reporter.progress("write", 1, 1, 1.0, "Done")
    return run.answer(results.folder, mines, detections, cells)


def _bytes_needed(run: Run) -> int:
    if "segment" not in STAGES[run.request.only]:
        return 0
    return bytes_needed(run.aoi.window, run.pack("segmenter").classes)


def _find_mines(
    run: Run, cells: Cells, detections: Detections, results: ResultsFolder, reporter: Reporter
) -> Mines:
    """Return the mines that the user's sensitivity shows, and write the confidence raster."""
    regions = _trace_regions(run, cells, results, reporter)
    run.clock.lap("segment")
    types = _name_types(run, regions, reporter)
    run.clock.lap("types")
    classes = run.pack("segmenter").classes
    found = describe_mines(regions, types, classes, cells, detections, run.scene, run.fusion)
    return _sure_mines(run, found, reporter)


def _check_bands(scene: Scene, packs: dict[str, Pack], reporter: Reporter) -> None:
    """Raise where a pack needs a band that the scene lacks; what a run can do without is taken out of ``packs``."""
    for kind, pack in list(packs.items()):
        try:
            presence_of(pack, scene)
        except SceneError as error:
            if kind != TYPES_KIND:
                raise
            del packs[kind]
            reporter.warning(
                "types_left_out", error.message, "The segmenter's own types are taken. " + error.hint
            )


def _tell_start(reporter: Reporter, scene: Scene, packs: dict[str, Pack], device: Device) -> None:
    reporter.log(
        f"Scene {scene.name}: {scene.width} x {scene.height} pixels, bands {', '.join(scene.bands)}."
    )
    reporter.log(
        f"Reflectance = value x {scene.scaling.scale:g} {scene.scaling.offset:+g}. {scene.scaling.reason}"
    )
    if not scene.scaling.is_sure:
        reporter.warning(
            "scaling_guessed", f"How the stored numbers become reflectance is a guess. {scene.scaling.reason}",
            "Use the product as it was delivered, or state the scale in the file: "
            "gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 without an offset).",
        )  # fmt: skip
    reporter.log(f"Device: {device.name}. {device.reason}")
    wanted = max(
        (pack.resolution_m for pack in packs.values()), key=lambda m: abs(scene.resolution_m / m - 1)
    )
    if abs(scene.resolution_m / wanted - 1) > _RESOLUTION_TOLERANCE:
        reporter.warning(
            "resolution_differs",
            f"The scene's pixels are {scene.resolution_m:.1f} m wide, and the models were trained at {wanted:g} m.",
            "Resample the scene to the models' resolution for results that can be trusted.",
        )
    for pack in packs.values():
        second_level = () if pack.second_level is None else pack.second_level.bands
        missing = [name for name in second_level if name not in scene.bands]
        if missing:
            reporter.warning(
                "second_level_left_out",
                f"The scene lacks {', '.join(missing)}: the second level of {pack.name} is left out.",
                "Add these bands for the model's best results.",
            )


def _find_haze(
    request: DetectRequest, scene: Scene, packs: dict[str, Pack], reporter: Reporter
) -> dict[str, Haze | None]:
    """Return what is to be taken off for each kind of pack; each method judges the scene once."""
    methods = {kind: request.dehaze or pack.dehaze for kind, pack in packs.items()}
    hazes: dict[str, Haze | None] = {"none": None}
    for method in sorted(set(methods.values()) - {"none"}):
        hazes[method] = haze = estimate_haze(scene, method)
        if haze is None:
            reporter.warning(
                "dehaze_left_out", f"Haze can't be taken off {scene.name}: it has no visible bands or no data.",
                "Add the bands B02, B03 and B04.",
            )  # fmt: skip
        else:
            found = ", ".join(f"{band} {value:.3f}" for band, value in haze.reflectance.items())
            reporter.log(f"Haze is taken off by {method}: {found}.")
    return {kind: hazes[method] for kind, method in methods.items()}


def _leave_out_untested(
    request: DetectRequest, packs: dict[str, Pack], reporter: Reporter
) -> dict[str, tuple[str, ...]]:
    """Return the classes that each kind of pack does without, and tell of those that no real place has tested."""
    for pack in packs.values():
        if not pack.untested_classes:
            continue
        named = f"what no real place has tested: {', '.join(pack.untested_classes)}"
        if request.with_untested_classes:
            reporter.warning(
                "untested_classes_searched", f"{pack.name} also looks for {named}.",
                "Check what is found of it by eye: its confidence was not tested either.",
            )  # fmt: skip
        else:
            reporter.warning(
                "untested_classes_left_out", f"{pack.name} leaves out {named}.",
                "Switch untested classes on to look for it too.",
            )  # fmt: skip
    return {
        kind: () if request.with_untested_classes else pack.untested_classes for kind, pack in packs.items()
    }


def _classify(run: Run, reporter: Reporter) -> Cells:
    progress = stage_progress(reporter, run.request.only, "classify")
    cells = classify_cells(run.scene, run.aoi, run.predictors["classifier"], progress)
    if np.isnan(cells.scores).all():
        raise _no_data(run)
    if run.request.search_everywhere:
        cells = all_cells(cells)
    looked, searched = int((~np.isnan(cells.scores)).sum()), int(cells.is_searched.sum())
    reporter.log(f"The classifier looked at {looked} cells; {searched} are searched.")
    run.clock.lap("classify")
    return cells


def _no_data(run: Run) -> SceneError:
    return SceneError(
        "no_data", f"The area of interest holds no data in {run.scene.name}.",
        "Choose an area where the raster has values.",
    )  # fmt: skip


def _detect_boxes(run: Run, cells: Cells, reporter: Reporter) -> Detections:
    progress = stage_progress(reporter, run.request.only, "detect")
    found = detect_boxes(run.scene, run.aoi, cells, run.predictors["detector"], progress, run.threshold_name)
    kept = found
    if run.request.precision_filter:
        kept = filter_detections(run.scene, found, run.pack("detector"), reporter)
        run.removed["detections"] = len(found.scores) - len(kept.scores)
    run.clock.lap("detect")
    return kept


def _segment(
    run: Run, cells: Cells, results: ResultsFolder, reporter: Reporter
) -> Generator[ProbabilityRows, None, None]:
    """Yield the segmenter's rows, and write them as the confidence raster."""
    progress = stage_progress(reporter, run.request.only, "segment")
    classes = run.pack("segmenter").classes
    with ConfidenceRaster(results.partial / "unfinished.tif", run.scene, run.aoi.window, classes) as raster:
        for rows in segment_rows(run.scene, run.aoi, cells, run.predictors["segmenter"], progress):
            raster.write(rows)
            yield rows
        raster.finish(results.partial / CONFIDENCE)


def _segment_everywhere(run: Run, results: ResultsFolder, reporter: Reporter) -> None:
    """Write the confidence raster of the whole area; no classifier rules a cell out."""
    cells = unscored_cells(run.aoi, run.pack("segmenter").stride)
    are_seen = [bool(rows.is_seen.any()) for rows in _segment(run, cells, results, reporter)]
    if not any(are_seen):
        raise _no_data(run)
    run.clock.lap("segment")


def _trace_regions(run: Run, cells: Cells, results: ResultsFolder, reporter: Reporter) -> list[Region]:
    scene, pack = run.scene, run.pack("segmenter")
    threshold = run.request.threshold
    if threshold is None:
        threshold = pack.threshold(run.threshold_name)
    minimum_pixels = max(1, round(MINIMUM_AREA_HA * 10_000 / scene.resolution_m**2))
    builder = RegionBuilder(int(run.aoi.window.col_off), minimum_pixels)
    regions: list[Region] = []
    # Closed at once where tracing fails: an open raster would keep its folder from being removed on Windows.
    with closing(_segment(run, cells, results, reporter)) as segmented:
        for rows in segmented:
            is_mine = (1 - rows.probabilities[0] >= threshold) & rows.is_seen
            regions += builder.add(int(rows.window.row_off), is_mine, rows.probabilities)
    regions += builder.close()
    if not run.request.precision_filter:
        return regions
    kept = filter_regions(scene, regions, pack, reporter)
    run.removed["mines"] = len(regions) - len(kept)
    return kept


def _sure_mines(run: Run, mines: Mines, reporter: Reporter) -> Mines:
    """Return the mines whose confidence suffices for the user's sensitivity."""
    is_sure = mines.confidence >= run.least_confidence
    run.removed["unsure_mines"] = unsure = int((~is_sure).sum())
    if unsure:
        reporter.log(f"{unsure} mines are left out: their confidence is below {run.least_confidence:.2f}.")
    return mines.take(is_sure)


def _name_types(run: Run, regions: list[Region], reporter: Reporter) -> list[str]:
    """Return the regions' types: by the pack for types where there is one, else the segmenter's."""
    predictor = run.predictors.get(TYPES_KIND)
    if predictor is None or not regions:
        return region_types(regions, run.pack("segmenter").classes)
    progress = stage_progress(reporter, run.request.only, "types")
    outlines = [region.geometry for region in regions]
    probabilities = classify_types(run.scene, outlines, predictor, progress)
    return [predictor.pack.classes[best] for best in probabilities.argmax(axis=1).tolist()]
