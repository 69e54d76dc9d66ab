"""Measures what segmenting costs beyond the network: reading, normalising, blending, writing, outlines.

python -m benchmarks.overhead

In turn with each run the same runtime runs as many batches of the same shapes and does nothing else. On a machine with
an NVIDIA GPU the bundled segmenter is measured there too.
"""

from __future__ import annotations

import time
from itertools import product
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.everywhere import TITLES, precisions, rows_everywhere
from benchmarks.made import MINE_SHARE, made_raster
from benchmarks.passes import CountedRuntime, Profile
from benchmarks.resnet_pack import resnet_pack
from benchmarks.rows import Row, Tell, run_alone, unmeasured
from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.confidence import ConfidenceRaster
from mining_detector_plugin.engine.devices import Device, choose_device, list_devices
from mining_detector_plugin.engine.model_folder import load_packs
from mining_detector_plugin.engine.mosaic import RowMosaic
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.polygons import RegionBuilder
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reading import InputReader
from mining_detector_plugin.engine.runtimes import load_runtime
from mining_detector_plugin.engine.scene import Scene, open_scene

#: Bars: per cent over the forward passes; on a GPU, per cent of their pixels a second.
_BAR, _GPU_BAR = 10.0, 85.0
_METHODS = (
    (Scene, "read_into", "read"),
    (InputReader, "read", "normalise"),
    (CountedRuntime, "run", "network"),
    (Predictor, "predict", "activate"),
    (RowMosaic, "add", "blend"),
    (RowMosaic, "finish", "blend"),
    (ConfidenceRaster, "write", "write"),
    (ConfidenceRaster, "finish", "write"),
    (RegionBuilder, "add", "outlines"),
    (RegionBuilder, "close", "outlines"),
)


class _Segmenting:
    """Segments one scene by one pack, to a confidence raster and outlines."""

    def __init__(self, scene: Path, pack: Pack, device: Device, precision: str, work: Path) -> None:
        self._scene, self._pack, self._out = scene, pack, work
        self.runtime = CountedRuntime(load_runtime(pack, device, precision))
        self._predictor = Predictor(pack, lambda _: self.runtime)
        self._threshold = self._find_threshold()

    def _find_threshold(self) -> float:
        """Return the probability above which as much is mine as was painted: random weights know none."""
        with open_scene(self._scene) as scene:
            samples = [
                1 - rows.probabilities[0, ::8, ::8].ravel()
                for rows in rows_everywhere(scene, self._predictor)
            ]
        return float(np.quantile(np.concatenate(samples), 1 - MINE_SHARE))

    def run(self) -> float:
        """Return the seconds of a run."""
        start = time.perf_counter()
        with open_scene(self._scene) as scene:
            aoi = load_aoi(None, scene)
            builder = RegionBuilder(0, 10)
            self._out.mkdir(parents=True, exist_ok=True)
            file = self._out / "confidence.part.tif"
            with ConfidenceRaster(file, scene, aoi.window, self._pack.classes) as raster:
                for rows in rows_everywhere(scene, self._predictor):
                    raster.write(rows)
                    is_mine = (1 - rows.probabilities[0] >= self._threshold) & rows.is_seen
                    builder.add(int(rows.window.row_off), is_mine, rows.probabilities)
                raster.finish(self._out / "confidence.tif")
            builder.close()
        return time.perf_counter() - start


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure the overhead of a U-Net ResNet-34 and of the bundled segmenter in each precision, in 3 rounds."""
    size, rounds = (512, 1) if is_quick else (3072, 3)
    scene = made_raster(work, tell, size, size)
    bundled, processor = load_packs(None)["segmenter"], choose_device("cpu")
    rows = []
    packs = (("U-Net ResNet-34", resnet_pack(work, scene, tell)), ("bundled segmenter", bundled))
    for (name, pack), precision in product(packs, precisions()):
        title = f"{name}, {TITLES[precision]}"
        tell(f"segments with the {title}, {rounds} rounds")
        segmenting = _Segmenting(scene, pack, processor, precision, work / "overhead")
        run_s, bare_s, profile = _time(segmenting, rounds)
        told = _told(segmenting, size, rounds, run_s, bare_s)
        overhead = (run_s / bare_s - 1) * 100
        reason = "" if overhead <= _BAR else _largest(profile)
        rows.append(
            Row(f"overhead_{pack.name}_{precision}", f"Overhead over the forward passes, {title}",
                f"<= {_BAR:g} %", overhead, "%", overhead <= _BAR, told, reason, profile)
        )  # fmt: skip
    return [*rows, _gpu_row(bundled, scene, work, size, rounds, tell)]


def _gpu_row(pack: Pack, scene: Path, work: Path, size: int, rounds: int, tell: Tell) -> Row:
    what, bar = (
        "Bundled segmenter on a GPU, share of the forward passes' pixels a second",
        f">= {_GPU_BAR:g} %",
    )
    gpus = [device for device in list_devices() if device.id != "cpu" and device.usable]
    if not gpus:
        return unmeasured("gpu", what, bar, "No usable GPU here.")
    tell(f"segments on {gpus[0].name}, {rounds} rounds")
    segmenting = _Segmenting(scene, pack, gpus[0], "auto", work / "overhead")
    run_s, bare_s, profile = _time(segmenting, rounds)
    share = bare_s / run_s * 100
    told = f"{gpus[0].name}; copies to and from the GPU count as forward passes. "
    reason = "" if share >= _GPU_BAR else _largest(profile)
    return Row(
        "gpu", what, bar, share, "%", share >= _GPU_BAR,
        told + _told(segmenting, size, rounds, run_s, bare_s), reason, profile,
    )  # fmt: skip


def _time(segmenting: _Segmenting, rounds: int) -> tuple[float, float, dict[str, float]]:
    """Return the medians of runs and of bare forward passes in turn, seconds, and the profile of one run more."""
    run_s, bare_s = [], []
    for _ in range(rounds):
        segmenting.runtime.forget()
        run_s.append(segmenting.run())
        bare_s.append(segmenting.runtime.bare_seconds())
    profile = Profile()
    with profile.of(_METHODS):
        segmenting.run()
    return median(run_s), median(bare_s), profile.seconds


def _told(segmenting: _Segmenting, size: int, rounds: int, run_s: float, bare_s: float) -> str:
    return (
        f"{size} x {size}, 12 bands, {segmenting.runtime.name}: {run_s:.2f} s from the file to confidence raster and "
        f"outlines, {bare_s:.2f} s for the same batches alone; medians of {rounds}, in turns. The profile is of one "
        "run more, seconds of all threads, some of which work at the same time."
    )


def _largest(profile: dict[str, float]) -> str:
    """Return what takes most beside the network, in words."""
    others = sorted((part for part in profile if part != "network"), key=lambda part: -profile[part])
    named = ", ".join(f"{part} {profile[part]:.1f} s" for part in others[:3])
    return f"Beside the network ({profile['network']:.1f} s) most goes to {named}."


if __name__ == "__main__":
    run_alone(measure)
