"""Makes results of what a run that did not come to its end has finished. They say so: `is_complete` is 0."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from rasterio.crs import CRS

from .errors import MiningDetectorError, OutputError
from .journal import AOI, CELLS, DETECTIONS, MINES, SEARCHED, Journal
from .layers import Layer, area_layer, empty_layer, run_layer, write_geopackage
from .reporting import Reporter
from .results import GEOPACKAGE, HIDDEN, ResultsFolder

#: How a run can end: the ``run`` row's ``ended``.
FINISHED, CANCELLED, INTERRUPTED = "finished", "cancelled", "interrupted"


def keep_parts(
    results: ResultsFolder, journal: Journal, ended: str, reporter: Reporter
) -> dict[str, Any] | None:
    """Put what a run has finished into its results folder.

    Args:
        ended: how the run did, ``cancelled`` or ``interrupted``.

    Returns:
        The answer that tells of it (see docs/developers.md), None where nothing was finished.
    """
    if not journal.has_parts:
        return None
    reporter.emit(
        {"type": "progress", "stage": "keep", "done": 0, "total": 1, "fraction": 0.97,
         "message": "Keeping what is finished", "found": None, "seconds_left": None}
    )  # fmt: skip
    layers, crs = _finished_layers(journal)
    areas = {name: float(layers[name].fields["area_ha"].sum()) for name in (AOI, SEARCHED)}
    row = journal.provenance | ending(ended, areas[SEARCHED])
    path = results.partial / GEOPACKAGE
    path.unlink(missing_ok=True)
    write_geopackage(path, layers | {"run": run_layer(row)}, crs)
    folder = results.publish_parts(ended)
    return {
        "folder": str(folder),
        "geopackage": str(folder / GEOPACKAGE),
        "confidence": None,
        "run_id": row["run_id"],
        "scene": row["scene"],
        "counts": {name: len(layers[name]) for name in (MINES, DETECTIONS, CELLS) if name in layers},
        "device": row["device"],
        "timings_s": row["timings_s"],
        "is_complete": False,
        "ended": ended,
        "aoi_ha": areas[AOI],
        "searched_ha": areas[SEARCHED],
    }


def ending(ended: str, searched_ha: float) -> dict[str, Any]:
    """Return what the ``run`` row says of a run's end."""
    return {"is_complete": int(ended == FINISHED), "ended": ended, "searched_ha": searched_ha}


def recover(folder: str, reporter: Reporter) -> dict[str, Any]:
    """Make results of what an interrupted run has finished; its hidden folder goes.

    Args:
        folder: see ``find_unfinished``.

    Raises:
        MiningDetectorError: ``nothing_to_recover``, ``run_under_way``.
    """
    journal = find_unfinished(folder)
    run_id = journal.folder.name.removeprefix(HIDDEN)
    with ResultsFolder(journal.folder.parent, run_id, 0, is_resumed=True) as results:
        kept = keep_parts(results, journal, INTERRUPTED, reporter)
    if kept is None:
        raise _nothing(folder)
    return kept


def discard(folder: str) -> str:
    """Remove an interrupted run; return the results folder that it was in, which goes too where it is empty.

    Raises:
        MiningDetectorError: ``nothing_to_recover``, ``run_under_way``.
    """
    journal = find_unfinished(folder)
    place = journal.folder.parent
    with ResultsFolder(place, journal.folder.name.removeprefix(HIDDEN), 0, is_resumed=True):
        pass
    if not any(place.iterdir()):
        place.rmdir()
    return str(place)


def find_unfinished(folder: str) -> Journal:
    """Return the journal of an interrupted run.

    Args:
        folder: the run's hidden folder, or the results folder that it is in; of several the newest is taken.

    Raises:
        MiningDetectorError: ``nothing_to_recover``.
    """
    place = Path(folder).expanduser().absolute()
    places = [place] if place.name.startswith(HIDDEN) else list(place.glob(f"{HIDDEN}*"))
    journals = [journal for journal in map(Journal.load, places) if journal is not None and journal.has_parts]
    if not journals:
        raise _nothing(folder)
    return max(journals, key=lambda journal: str(journal.provenance.get("created", "")))


def _nothing(folder: str) -> MiningDetectorError:
    return OutputError(
        "nothing_to_recover", f"No unfinished run with finished parts is in {folder}.",
        "Choose the results folder of a run that was interrupted.",
    )  # fmt: skip


def _finished_layers(journal: Journal) -> tuple[dict[str, Layer], CRS]:
    """Return the layers of a journal by name, with their CRS."""
    ((aoi, crs),) = journal.layers(AOI)
    layers: dict[str, Layer] = {}
    if "classify" in journal.finished:
        ((layers[CELLS], _),) = journal.layers(CELLS)
    if "detect" in journal.finished:
        parts = [layer for layer, _ in journal.layers(DETECTIONS)]
        layers[DETECTIONS] = parts[0] if parts else empty_layer(DETECTIONS)
    if SEARCHED in journal.parts:
        parts = [layer for layer, _ in journal.layers(MINES)]
        layers[MINES] = _surest_first(parts) if parts else empty_layer(MINES)
    searched = journal.layers(SEARCHED)
    nothing = area_layer(shapely.MultiPolygon(), crs)
    return layers | {AOI: aoi, SEARCHED: searched[0][0] if searched else nothing}, crs


def _surest_first(parts: list[Layer]) -> Layer:
    """Return the mines of all parts, largest confidence first, numbered from 1."""
    fields = {name: np.concatenate([part.fields[name] for part in parts]) for name in parts[0].fields}
    order = np.argsort(-fields["confidence"], kind="stable")
    geometries = np.concatenate([np.asarray(part.geometries, dtype=object) for part in parts])[order]
    fields = {name: values[order] for name, values in fields.items()}
    return Layer(geometries, fields | {"id": np.arange(1, len(order) + 1)})
