"""What the Processing algorithms that look at an image are for: `detect` for mines, and one for each stage alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..client.requests import CLASSIFY, DETECT, SEGMENT
from ..gui.results import CELLS, CONFIDENCE, DETECTIONS, MINES
from ..translation import tr


@dataclass(frozen=True)
class Search:
    """What one of the algorithms looks for.

    Attributes:
        name: id within the provider, and of its icon.
        only: the stage whose answer it gives, None for mines.
        layers: result layers that it gives and loads.
        has_sensitivity, has_threshold, has_gate, has_precision_filter: which of the choices mean something to it.
        tags: words that find it, beside those of all.
        texts: gives title, what it does in a few words, and help; called when they are shown.
    """

    name: str
    only: str | None
    layers: tuple[str, ...]
    has_sensitivity: bool
    has_threshold: bool
    has_gate: bool
    has_precision_filter: bool
    tags: tuple[str, ...]
    texts: Callable[[], tuple[str, str, str]]


def _detect_texts() -> tuple[str, str, str]:
    return (
        tr("Detect mines"),
        tr("Finds mines as polygons with type, confidence and area"),
        tr(
            "Finds mines in a Sentinel-2 raster with 3 to 13 bands and writes results.gpkg (layers mines, "
            "detections, cells, aoi, run) and confidence.tif to the output folder."
        ),
    )


def _classify_texts() -> tuple[str, str, str]:
    return (
        tr("Classify cells"),
        tr("Scores each cell of an area by whether it may hold a mine"),
        tr(
            "Runs the first model alone: it gives each cell of the area a score 0-1, and says which cells 'Detect "
            "mines' would search. Writes results.gpkg (layers cells, aoi, run) to the output folder. Quick: for a "
            "first look at a large area."
        ),
    )


def _boxes_texts() -> tuple[str, str, str]:
    return (
        tr("Detect boxes around mines"),
        tr("Finds mine sites as boxes with type and score"),
        tr(
            "Runs the classifier and the detector alone: boxes around whole mine sites, with type and score. Writes "
            "results.gpkg (layers detections, cells, aoi, run) to the output folder."
        ),
    )


def _segment_texts() -> tuple[str, str, str]:
    return (
        tr("Segment mine ground"),
        tr("Gives each pixel the probability of mine ground, by type"),
        tr(
            "Runs the segmenter alone, on every pixel of the area: confidence.tif holds the probability of any mine, "
            "and of each type in a band of its own (0-254, 255 is nodata). No classifier rules ground out and no "
            "outlines are drawn; 'Outlines from confidence' draws them by a threshold of your choice."
        ),
    )


SEARCHES = (
    Search(
        "detect", None, (MINES, DETECTIONS, CONFIDENCE), True, True, True, True,
        ("polygons", "outlines", "open pit", "artisanal"), _detect_texts,
    ),
    Search(
        "classifycells", CLASSIFY, (CELLS,), False, False, False, False,
        ("classification", "grid", "screening", "scene classification"), _classify_texts,
    ),
    Search(
        "detectboxes", DETECT, (DETECTIONS,), True, False, True, True,
        ("object detection", "bounding boxes", "sites"), _boxes_texts,
    ),
    Search(
        "segment", SEGMENT, (CONFIDENCE,), False, False, False, False,
        ("semantic segmentation", "probability", "raster", "land cover"), _segment_texts,
    ),
)  # fmt: skip
