"""What several benchmarks do with the engine: runs of packs in each precision, and a whole scene segmented."""

from __future__ import annotations

from collections.abc import Iterator

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import unscored_cells
from mining_detector_plugin.engine.devices import choose_device
from mining_detector_plugin.engine.openvino_runtime import has_fast_bfloat16
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.runtimes import load_runtime
from mining_detector_plugin.engine.scene import Scene
from mining_detector_plugin.engine.segmentation import ProbabilityRows, segment_rows

#: How each of ``devices.PRECISIONS`` is told in a title.
TITLES = {"float32": "float32", "auto": "bfloat16"}


def precisions() -> tuple[str, ...]:
    """Return the precisions in which the processor can run packs: what a run takes by itself comes last."""
    return ("float32", "auto") if has_fast_bfloat16() else ("float32",)


def predictor_of(pack: Pack, precision: str) -> Predictor:
    """Return what runs a pack on the processor."""
    return Predictor(pack, lambda wanted: load_runtime(wanted, choose_device("cpu"), precision))


def silent() -> StageProgress:
    """Return the progress of a stage that nobody watches."""
    return StageProgress(Reporter(), "", 0, 1, "")


def rows_everywhere(scene: Scene, predictor: Predictor) -> Iterator[ProbabilityRows]:
    """Yield the whole scene from top to bottom as the segmenter's stage gives it."""
    aoi = load_aoi(None, scene)
    return segment_rows(scene, aoi, unscored_cells(aoi, predictor.pack.stride), predictor, silent())
