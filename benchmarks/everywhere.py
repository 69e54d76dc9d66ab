"""Segments a whole scene by the engine, whatever a classifier would say: what several benchmarks measure."""

from __future__ import annotations

from collections.abc import Iterator

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import unscored_cells
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.scene import Scene
from mining_detector_plugin.engine.segmentation import ProbabilityRows, segment_rows


def silent() -> StageProgress:
    """Return the progress of a stage that nobody watches."""
    return StageProgress(Reporter(), "", 0, 1, "")


def rows_everywhere(scene: Scene, predictor: Predictor) -> Iterator[ProbabilityRows]:
    """Yield the whole scene from top to bottom as the segmenter's stage gives it."""
    aoi = load_aoi(None, scene)
    return segment_rows(scene, aoi, unscored_cells(aoi, predictor.pack.stride), predictor, silent())
