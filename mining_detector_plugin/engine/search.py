"""The stages of a run one after the other. What each has finished goes into the run's journal at once."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from .block_cache import block_cache, rows_cache_size
from .cells import Cells, all_cells, classify_cells, unscored_cells
from .closer_look import keep_of
from .confidence import ConfidenceRaster
from .detection import Detections, detect_boxes
from .errors import SceneError
from .first_look import FirstLook
from .hit_filter import filter_detections, filter_regions
from .journal import Journal
from .mine_types import classify_types
from .mines import Mines, describe_mines, join_mines, region_types, to_ground
from .model_folder import TYPES_KIND
from .polygons import MINIMUM_AREA_HA, Region, RegionBuilder
from .provenance import Run
from .reporting import Reporter, SideReporter, StageProgress
from .results import CONFIDENCE, UNFINISHED_RASTER
from .segmentation import ProbabilityRows, segment_rows
from .stages import FIRST_LOOK_EFFORT, STAGES, stage_progress

#: Mines that are complete are kept at least this many seconds apart.
KEEP_EVERY_S = 3.0


@dataclass
class Found:
    """What a run has found; None where it did not look for it."""

    cells: Cells | None = None
    detections: Detections | None = None
    mines: Mines | None = None


def search(run: Run, folder: Path, journal: Journal, reporter: Reporter) -> Found:
    """Run the stages that are asked for and not finished yet, and write the confidence raster to a folder."""
    stages = STAGES[run.request.only]
    found = Found()
    if "classify" in stages:
        found.cells = _classify(run, journal, reporter)
        run.predictors["classifier"].release()
        looked, searched = int((~np.isnan(found.cells.scores)).sum()), int(found.cells.is_searched.sum())
        run.time_left.scale(("detect", "segment", "types"), searched / looked)
        reporter.log(f"The classifier looked at {looked} cells; {searched} are searched.")
    if found.cells is not None and "detect" in stages:
        found.detections = _detect_boxes(run, found.cells, journal, reporter)
        run.predictors["detector"].release()
    if found.cells is not None and found.detections is not None and "segment" in stages:
        found.mines = _MineFinder(run, found.cells, found.detections, journal, reporter).find(folder)
    elif "segment" in stages:
        _segment_everywhere(run, folder, reporter)
    return found


def _classify(run: Run, journal: Journal, reporter: Reporter) -> Cells:
    if "classify" in journal.finished:
        return journal.cells(run.aoi.window, run.pack("classifier").stride)
    progress = stage_progress(reporter, run.request.only, "classify", run.time_left)
    first_look = _first_look(run)
    if first_look is not None:
        run.time_left.scale(("classify",), FIRST_LOOK_EFFORT)
    keep = None
    if first_look is not None:
        keep = keep_of(run.scene, run.predictors["segmenter"], first_look.part.closer_look)
    # With the blocks of two rows of them, the closer look finds those decoded that the classifier looked at.
    with block_cache(rows_cache_size(run.scene)):
        cells = classify_cells(run.scene, run.aoi, run.predictors["classifier"], progress, first_look, keep)
    if np.isnan(cells.scores).all():
        raise _no_data(run)
    if run.request.search_everywhere:
        cells = all_cells(cells)
    run.clock.lap("classify")
    journal.keep_cells(cells, run.scene, run.provenance(), reporter)
    return cells


def _first_look(run: Run) -> FirstLook | None:
    """Return the first look of the classifier, None where the classifier is to look at every cell.

    It does where the user wants few misses or one model's answer, for some mines are lost that are hard to see, and
    where the segmenter is not the one whose finds the first look learnt to keep.
    """
    request, pack = run.request, run.pack("classifier")
    is_thorough = request.only is not None or request.search_everywhere or request.sensitivity == "few_misses"
    if is_thorough or pack.first_look is None or pack.first_look.segmenter != run.pack("segmenter").name:
        return None
    return FirstLook(pack, request.precision)


def _no_data(run: Run) -> SceneError:
    return SceneError(
        "no_data", f"The area of interest holds no data in {run.scene.name}.",
        "Choose an area where the raster has values.",
    )  # fmt: skip


def _detect_boxes(run: Run, cells: Cells, journal: Journal, reporter: Reporter) -> Detections:
    if "detect" in journal.finished:
        return journal.detections()
    progress = stage_progress(reporter, run.request.only, "detect", run.time_left)
    detector = run.pack("detector")
    found = detect_boxes(run.scene, run.aoi, cells, run.predictors["detector"], progress, run.threshold_name)
    kept = found
    if run.request.precision_filter:
        kept = filter_detections(run.scene, found, detector, reporter)
        run.removed["detections"] = len(found.scores) - len(kept.scores)
    run.clock.lap("detect")
    journal.keep_detections(kept, detector.classes, run.scene, run.provenance(), reporter)
    return kept


def _segment(
    run: Run, cells: Cells, folder: Path, progress: StageProgress
) -> Generator[ProbabilityRows, None, None]:
    """Yield the segmenter's rows, and write them as the confidence raster."""
    classes = run.pack("segmenter").classes
    with ConfidenceRaster(folder / UNFINISHED_RASTER, run.scene, run.aoi.window, classes) as raster:
        for rows in segment_rows(run.scene, run.aoi, cells, run.predictors["segmenter"], progress):
            raster.write(rows)
            yield rows
            # Large: nobody holds them while the next are made.
            del rows
        raster.finish(folder / CONFIDENCE)


def _segment_everywhere(run: Run, folder: Path, reporter: Reporter) -> None:
    """Write the confidence raster of the whole area; no classifier rules a cell out."""
    cells = unscored_cells(run.aoi, run.pack("segmenter").stride)
    progress = stage_progress(reporter, run.request.only, "segment", run.time_left)
    are_seen = [bool(rows.is_seen.any()) for rows in _segment(run, cells, folder, progress)]
    if not any(are_seen):
        raise _no_data(run)
    run.clock.lap("segment")


class _MineFinder:
    """Finds the mines that the user's sensitivity shows, and keeps those that are complete while it goes on."""

    def __init__(
        self, run: Run, cells: Cells, detections: Detections, journal: Journal, reporter: Reporter
    ) -> None:
        self._run, self._cells, self._detections = run, cells, detections
        self._journal, self._reporter = journal, reporter
        self._aside = SideReporter(reporter)
        minimum_pixels = max(1, round(MINIMUM_AREA_HA * 10_000 / run.scene.resolution_m**2))
        self._builder = RegionBuilder(int(run.aoi.window.col_off), minimum_pixels)
        self._mines: list[Mines] = []
        self._count = 0

    def find(self, folder: Path) -> Mines:
        """Return the mines, and write the confidence raster to a folder."""
        run, request, segmenter = self._run, self._run.request, self._run.pack("segmenter")
        self._journal.forget_mines()
        progress = stage_progress(self._reporter, request.only, "segment", run.time_left)
        progress.found = 0
        threshold = request.threshold
        if threshold is None:
            threshold = segmenter.threshold(run.threshold_name)
        complete: list[Region] = []
        kept_at = time.monotonic()
        # Closed at once where tracing fails: an open raster would keep its folder from being removed on Windows.
        with closing(_segment(run, self._cells, folder, progress)) as segmented:
            for rows in segmented:
                row = int(rows.window.row_off)
                is_mine = (1 - rows.probabilities[0] >= threshold) & rows.is_seen
                complete += self._builder.add(row, is_mine, rows.probabilities)
                del rows
                progress.found = self._count + len(complete)
                if time.monotonic() - kept_at >= KEEP_EVERY_S:
                    self._keep(complete, self._searched_above(row + len(is_mine)), None)
                    complete, kept_at = [], time.monotonic()
        complete += self._builder.close()
        run.clock.lap("segment")
        self._keep(complete, run.aoi.geometry, stage_progress(self._reporter, request.only, "types"))
        run.clock.lap("types")
        self._tell_removed()
        return join_mines(self._mines)

    def _keep(
        self, regions: list[Region], searched: shapely.Geometry, progress: StageProgress | None
    ) -> None:
        """Describe regions that are complete, and keep those that are mines.

        Args:
            searched: where all mines are known now, in the scene's CRS.
            progress: of the stage ``types``; None in the midst of the segmenter's.
        """
        run = self._run
        segmenter = run.pack("segmenter")
        if run.request.precision_filter:
            kept = filter_regions(run.scene, regions, segmenter, self._aside)
            run.removed["mines"] += len(regions) - len(kept)
            regions = kept
        types = self._types_of(regions, progress or StageProgress(self._aside, "types", 0, 1, ""))
        described = describe_mines(
            regions, types, segmenter.classes, self._cells, self._detections, run.scene, run.fusion
        )
        is_sure = described.confidence >= run.least_confidence
        run.removed["unsure_mines"] += int((~is_sure).sum())
        mines = described.take(is_sure)
        self._mines.append(mines)
        self._count += len(mines.types)
        self._journal.keep_mines(mines, searched, run.scene, run.provenance(), self._reporter)

    def _types_of(self, regions: list[Region], progress: StageProgress) -> list[str]:
        """Return the regions' types: by the pack for types where there is one, else the segmenter's."""
        predictor = self._run.predictors.get(TYPES_KIND)
        if predictor is None or not regions:
            return region_types(regions, self._run.pack("segmenter").classes)
        outlines = [region.geometry for region in regions]
        probabilities = classify_types(self._run.scene, outlines, predictor, progress)
        return [predictor.pack.classes[best] for best in probabilities.argmax(axis=1).tolist()]

    def _searched_above(self, row: int) -> shapely.Geometry:
        """Return the part of the area above a scene row, without the regions that may go on below it."""
        scene, window = self._run.scene, self._run.aoi.window
        above = shapely.box(window.col_off, window.row_off, window.col_off + window.width, row)
        ground = to_ground(np.array([above, self._builder.open_outlines()], dtype=object), scene.transform)
        area = shapely.difference(shapely.intersection(self._run.aoi.geometry, ground[0]), ground[1])
        polygons = [part for part in shapely.get_parts(area) if isinstance(part, shapely.Polygon)]
        return shapely.MultiPolygon(polygons)

    def _tell_removed(self) -> None:
        run, removed = self._run, self._run.removed
        filtered = run.pack("segmenter").precision_filter is not None and run.request.precision_filter
        if filtered:
            self._reporter.log(f"The segmenter's precision filter removed {removed['mines']} mines.")
        if removed["unsure_mines"]:
            self._reporter.log(
                f"{removed['unsure_mines']} mines are left out: their confidence is below {run.least_confidence:.2f}."
            )
