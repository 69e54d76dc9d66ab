"""The one pipeline: a request goes in, files come out. The worker and the command line both call ``detect``."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any

import shapely

from .aoi import load_aoi
from .block_cache import block_cache, cache_size
from .confidence import bytes_needed
from .dehaze import Haze, estimate_haze
from .devices import Device, choose_device
from .errors import CancelledError, MiningDetectorError, SceneError
from .fusion import load_fusion
from .journal import Journal
from .layers import area_layer, cells_layer, detections_layer, mines_layer, run_layer, write_geopackage
from .loading import load_ahead
from .model_folder import TYPES_KIND, fusion_folder, load_packs
from .pack import Pack
from .predictor import Predictor
from .provenance import Clock, Run
from .reading import presence_of
from .recovery import CANCELLED, find_unfinished, keep_parts
from .reporting import Reporter
from .request import DetectRequest
from .results import CONFIDENCE, GEOPACKAGE, ResultsFolder
from .scene import Scene, open_scene
from .search import Found, search
from .stages import STAGES, packs_of_stages, time_left
from .thumbnails import write_thumbnails

#: Share by which the pixel size may differ from the models' without a warning.
_RESOLUTION_TOLERANCE = 0.25
#: Two areas that differ in less than this share are the same.
_SAME_AREA = 1e-9


def detect(request: DetectRequest, reporter: Reporter, journal: Journal | None = None) -> dict[str, Any]:
    """Find mines and write the results.

    Args:
        journal: of an interrupted run with this request, which goes on; see ``resume``.

    Returns:
        The worker's ``result`` message without its type (see docs/developers.md).

    Raises:
        CancelledError: where something was finished it is kept, and the error tells where.
        MiningDetectorError: for whatever the user can mend; what is finished stays, to be recovered.
    """
    clock = Clock()
    if request.threshold is not None and not 0 < request.threshold < 1:
        raise MiningDetectorError(
            "threshold_invalid", f"The threshold {request.threshold:g} does not lie between 0 and 1.",
            "Choose a number such as 0.5.",
        )  # fmt: skip
    reporter.progress("prepare", 0, 1, 0.0, "Reading the models")
    packs = packs_of_stages(request.only, load_packs(request.models))
    fusion, fusion_missing = None, ""
    if request.only is None:
        fusion, fusion_missing = load_fusion(fusion_folder(request.models), packs)
    device = choose_device(request.device)
    with (
        load_ahead(packs.values(), device, request.precision) as load,
        open_scene(request.scene, request.bands, request.scaling) as scene,
        block_cache(cache_size(scene)),
    ):
        _check_bands(scene, packs, reporter)
        hashes = {kind: pack.sha256() for kind, pack in packs.items()}
        aoi = load_aoi(request.aoi, scene)
        _tell_start(reporter, scene, packs, device)
        hazes = _find_haze(request, scene, packs, reporter)
        left_out = _leave_out_untested(request, packs, reporter)
        predictors = {
            kind: Predictor(pack, load, hazes[kind], left_out[kind]) for kind, pack in packs.items()
        }
        if fusion_missing:
            reporter.warning(
                "confidence_not_calibrated", f"Confidences rank the mines and are not calibrated. {fusion_missing}",
                "Fit trainer/fit_fusion.py for these models, or use the bundled ones.",
            )  # fmt: skip
        run = Run(
            uuid.uuid4().hex[:12] if journal is None else journal.provenance["run_id"],
            request,
            scene,
            aoi,
            device,
            predictors,
            hashes,
            clock,
            fusion,
            fusion_missing,
            time_left(request.only),
        )
        if journal is not None:
            _check_resumable(run, journal)
        clock.lap("prepare")
        return _run(run, journal, reporter)


def resume(folder: str, reporter: Reporter) -> dict[str, Any]:
    """Go on with an interrupted run: stages that are complete are not done again.

    Args:
        folder: see ``recovery.find_unfinished``.

    Raises:
        MiningDetectorError: as ``detect``; ``nothing_to_recover``, ``run_under_way``, ``run_changed``.
    """
    journal = find_unfinished(folder)
    # The folder may have been moved since.
    request = DetectRequest(**journal.request | {"out": str(journal.folder.parent)})
    return detect(request, reporter, journal)


def _run(run: Run, journal: Journal | None, reporter: Reporter) -> dict[str, Any]:
    """Run the stages and write the results; return the worker's ``result``."""
    is_resumed = journal is not None
    with ResultsFolder(run.request.out, run.run_id, _bytes_needed(run), is_resumed) as results:
        for unfinished in results.unfinished:
            reporter.warning(
                "unfinished_run", f"An unfinished run is kept in {unfinished}.",
                f"Make results of it, or remove it: mining-detector recover {results.folder}.",
            )  # fmt: skip
        if journal is None:
            journal = Journal(results.partial)
            journal.begin(asdict(run.request), run.provenance(), run.aoi.geometry, run.scene)
        try:
            found = search(run, results.partial, journal, reporter)
            reporter.progress("write", 0, 1, 0.97, "Writing the results")
            _write_layers(run, found, results)
            if found.mines is not None and run.request.thumbnails:
                confidence = results.partial / CONFIDENCE
                write_thumbnails(results.partial, run.scene, found.mines, confidence, reporter)
            reporter.check()
            results.publish()
        except (CancelledError, KeyboardInterrupt):
            raise CancelledError(keep_parts(results, journal, CANCELLED, reporter)) from None
        except Exception:
            if journal.has_parts:
                reporter.warning(
                    "unfinished_run", f"What this run has finished is kept in {results.partial}.",
                    f"Make results of it, or go on: mining-detector recover {results.folder}.",
                )  # fmt: skip
            raise
    run.clock.lap("write")
    # Without a look whether it was cancelled: the results are there.
    reporter.emit(
        {"type": "progress", "stage": "write", "done": 1, "total": 1, "fraction": 1.0, "message": "Done",
         "found": None, "seconds_left": 0.0}
    )  # fmt: skip
    return run.answer(results.folder, found.mines, found.detections, found.cells)


def _write_layers(run: Run, found: Found, results: ResultsFolder) -> None:
    """Write the GeoPackage; what was not looked for gets no layer."""
    scene = run.scene
    layers = {}
    if found.mines is not None:
        layers["mines"] = mines_layer(found.mines, scene.name, scene.acquired, run.run_id)
    if found.detections is not None:
        layers["detections"] = detections_layer(found.detections, run.pack("detector").classes, scene)
    if found.cells is not None:
        layers["cells"] = cells_layer(found.cells, scene)
    layers |= {"aoi": area_layer(run.aoi.geometry, scene.crs), "run": run_layer(run.provenance())}
    write_geopackage(results.partial / GEOPACKAGE, layers, scene.crs)


def _check_resumable(run: Run, journal: Journal) -> None:
    """Refuse to go on with other models, or in another area, than the run began with; take over what it counted."""
    ((aoi, _),) = journal.layers("aoi")
    before = {kind: pack["sha256"] for kind, pack in journal.provenance["packs"].items()}
    apart = shapely.symmetric_difference(run.aoi.geometry, shapely.union_all(aoi.geometries))
    if before != run.hashes or apart.area > _SAME_AREA * run.aoi.geometry.area:
        raise MiningDetectorError(
            "run_changed", "The models or the area of the unfinished run are no longer the same.",
            "Recover what it has finished, and start a new run.",
        )  # fmt: skip
    run.removed.update(journal.provenance.get("removed_by_filter", {}), unsure_mines=0, mines=0)
    run.clock.laps.update(journal.provenance["timings_s"])


def _bytes_needed(run: Run) -> int:
    if "segment" not in STAGES[run.request.only]:
        return 0
    return bytes_needed(run.aoi.window, run.pack("segmenter").classes)


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
