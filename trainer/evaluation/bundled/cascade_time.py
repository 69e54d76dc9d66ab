"""The time of the whole cascade for two folders of packs on one scene, in turns, so that a busy machine slows both."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio

from mining_detector_plugin.engine.pipeline import detect
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.request import DetectRequest

from .figures import PlainFigure, single_figure

#: What times are scaled to, in megapixels.
SCALED_MEGAPIXELS = 100.0
#: Is done once for a scene of any size, and so is not scaled.
_ONCE = "prepare"


@dataclass(frozen=True)
class CascadeTime:
    """Detections with one folder of packs.

    Attributes:
        stages_s: by stage, seconds, float (rounds,).
        processor_s: seconds that all threads computed, float (rounds,): what else the machine does hardly changes it.
        searched: share of the cells that the gate let through, 0-1.
        megapixels: of the scene.
    """

    stages_s: dict[str, np.ndarray]
    processor_s: np.ndarray
    searched: float
    megapixels: float

    @property
    def scaled_s(self) -> np.ndarray:
        """Seconds for ``SCALED_MEGAPIXELS`` of each round, float (rounds,), without loading the packs."""
        total = np.sum([values for name, values in self.stages_s.items() if name != _ONCE], axis=0)
        return total * SCALED_MEGAPIXELS / self.megapixels


def time_cascades(
    scene: Path, folders: dict[str, Path], rounds: int, work: Path, tell: Callable[[str], None] = lambda text: None
) -> dict[str, CascadeTime]:  # fmt: skip
    """Return the times of detections in a scene, the folders of packs taking turns.

    Args:
        scene: raster.
        folders: of packs, by a name.
        rounds: of each; one more before them warms the disk's cache.
        work: a folder for results.
        tell: gets a line after each detection.

    Raises:
        MiningDetectorError: as ``pipeline.detect``.
    """
    runs: dict[str, list[tuple[dict, float]]] = {name: [] for name in folders}
    for number in range(rounds + 1):
        for name, folder in folders.items():
            answer, processor_s = _detect(scene, folder, work / name)
            if number:
                runs[name].append((answer, processor_s))
                tell(f"round {number}, {name}: {sum(answer['timings_s'].values()):.1f} s")
    with rasterio.open(scene) as raster:
        megapixels = raster.width * raster.height / 1e6
    return {name: _summed_up(own, megapixels) for name, own in runs.items()}


def cascade_figures(times: dict[str, CascadeTime], now: str, before: str) -> list[PlainFigure]:
    """Return the ratio of the medians of two folders of packs, and the seconds of each.

    Args:
        now, before: names in ``times``; the ratio is of ``now`` to ``before``.
    """
    medians = {name: float(np.median(own.scaled_s)) for name, own in times.items()}
    processor = {name: float(np.median(own.processor_s)) for name, own in times.items()}
    rounds = len(times[now].processor_s)
    note = (
        f"medians of {rounds} rounds in turns on {os.cpu_count()} cores, a scene of {times[now].megapixels:.2f} "
        f"megapixels; the gates let through {times[now].searched:.0%} and {times[before].searched:.0%} of the cells"
    )
    seconds = f"scaled to {SCALED_MEGAPIXELS:g} megapixels; {note}"
    return [
        single_figure("cascade_time_ratio", medians[now] / medians[before], rounds, note),
        single_figure("cascade_processor_time_ratio", processor[now] / processor[before], rounds, note),
        single_figure("cascade_seconds_per_100_megapixels", medians[now], rounds, seconds),
        single_figure("cascade_seconds_per_100_megapixels_first_packs", medians[before], rounds, seconds),
    ]


def _detect(scene: Path, models: Path, out: Path) -> tuple[dict, float]:
    """Return what a detection answers, and the seconds that its threads computed."""
    begin = time.process_time()
    answer = detect(DetectRequest(str(scene), str(out), models=str(models), device="cpu"), Reporter())
    return answer, time.process_time() - begin


def _summed_up(runs: list[tuple[dict, float]], megapixels: float) -> CascadeTime:
    answers = [answer for answer, _ in runs]
    stages = {
        name: np.array([answer["timings_s"][name] for answer in answers]) for name in answers[0]["timings_s"]
    }
    counts = answers[0]["counts"]
    searched = counts["cells_searched"] / max(counts["cells"], 1)
    return CascadeTime(stages, np.array([seconds for _, seconds in runs]), searched, megapixels)
