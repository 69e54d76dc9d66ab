"""Measures what speed costs in accuracy, on places of val: outlines by large tiles, outlines and boxes by precision.

DATA=folder python -m benchmarks.accuracy

Small tiles are of the pack's own side. Needs the data folder that docs/trainer.md describes; without it says
that nothing was measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from benchmarks.everywhere import precisions
from benchmarks.rows import Row, Tell, run_alone, unmeasured
from mining_detector_plugin.engine.devices import choose_device
from mining_detector_plugin.engine.model_folder import load_packs
from mining_detector_plugin.engine.runtimes import load_runtime
from trainer.evaluation.bundled.boxes import tailings_images
from trainer.evaluation.bundled.scenes import LabelledScene, quarry_scene_files, tailings_scene_files
from trainer.evaluation.site_boxes import MOSAIC_SEEDS, RULES, average_precision, match_sites
from trainer.evaluation.site_finders import detector_finder
from trainer.evaluation.site_images import mosaic_images

#: What a lower precision may cost. Large tiles have no bar: they show a network more, for better or worse.
_BAR = 0.5
_SMALL, _LARGE, _BEST = ("small", "float32"), ("large", "float32"), ("large", "auto")
#: Tiles and precision of what is compared, with what, by which words, and the bar.
_COMPARED = (
    (_LARGE, _SMALL, "by large tiles", None),
    (_BEST, _LARGE, "by the machine's best precision", _BAR),
)
#: The class that is labelled, by source.
_CLASSES = {"tailings": "tailings", "quarry_scene": "open_pit"}


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure intersection over union of tailings and of the quarry, for each way to run the segmenter."""
    if "DATA" not in os.environ:
        return [
            unmeasured(
                "accuracy", "Points of IoU lost on val", f"<= {_BAR:g}", "No data folder: DATA=folder."
            )
        ]
    data = Path(os.environ["DATA"])
    rows = _box_rows(data, tell)
    labelled = [*tailings_scene_files(data, "val"), *quarry_scene_files(data)]
    labelled = labelled[:2] if is_quick else labelled
    shares, runtimes = {}, {}
    for side in (_SMALL, _LARGE, _BEST):
        tell(f"outlines {len(labelled)} scenes with {side[0]} tiles, {side[1]}")
        answers = _answers(work, *side, labelled)
        runtimes[side] = str(answers["runtime"])
        for source in _CLASSES:
            own = [scene for scene in labelled if scene.source == source]
            shares[source, side] = _union_share(own, answers)
    for side, base, words, bar in _COMPARED:
        for source, name in _CLASSES.items():
            before, now = shares[source, base], shares[source, side]
            count = sum(scene.source == source for scene in labelled)
            told = (
                f"{count} scenes of val, {name}: {before:.1f} with {base[0]} tiles, {runtimes[base]}; {now:.1f} with "
                f"{side[0]} tiles, {runtimes[side]}. Below 0 is a gain. Large tiles: see docs/developers.md, 'A run'."
            )
            is_met = None if bar is None else before - now <= bar
            rows.append(
                Row(f"accuracy_{source}_{'_'.join(side)}", f"Points of IoU lost {words}, {source} of val",
                    "" if bar is None else f"<= {bar:g}", before - now, "points", is_met, told,
                    told if is_met is False else "")
            )  # fmt: skip
    return rows


def _box_rows(data: Path, tell: Tell) -> list[Row]:
    """Return what the machine's best precision costs the detector."""
    if len(precisions()) == 1:
        return []
    pack, cpu = load_packs(None)["detector"], choose_device("cpu")
    images = [*tailings_images(data, "val"), *mosaic_images(data, "val", MOSAIC_SEEDS[0])]
    values, names = [], []
    for precision in precisions():
        tell(f"finds boxes in {len(images)} images, {precision}")
        runtime = load_runtime(pack, cpu, precision)
        find = detector_finder(pack.classes, runtime.run)
        matched = match_sites([(image, find(image)) for image in images], pack.thresholds["default"], None)
        values.append(100 * average_precision(matched, RULES.index("ap50")))
        names.append(runtime.name)
    lost = values[0] - values[1]
    told = (
        f"{len(images)} tailings scenes and mosaics of chips of val: {values[0]:.1f} by {names[0]}, {values[1]:.1f} by "
        f"{names[1]}. Below 0 is a gain."
    )
    is_met = lost <= _BAR
    return [
        Row("accuracy_boxes", "Points of AP50 lost by the machine's best precision, boxes of val", f"<= {_BAR:g}",
            lost, "points", is_met, told, "" if is_met else told)
    ]  # fmt: skip


def _answers(work: Path, tiles: str, precision: str, scenes: list[LabelledScene]) -> dict[str, np.ndarray]:
    out = work / f"outlines_{tiles}_{precision}.npz"
    out.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.outlines_side", tiles, precision, str(out)]
    subprocess.run([*command, *(str(scene.image) for scene in scenes)], check=True)
    with np.load(out) as answers:
        return dict(answers)


def _union_share(scenes: list[LabelledScene], answers: dict[str, np.ndarray]) -> float:
    """Return intersection over union of the labelled class, all pixels of all scenes together, per cent."""
    classes = load_packs(None)["segmenter"].classes
    both = either = 0
    for scene in scenes:
        found, truth = answers[scene.image.stem] == classes.index(_CLASSES[scene.source]), scene.sites
        known = scene.is_labelled if scene.source == "quarry_scene" else np.ones_like(truth)
        both += int((found & truth & known).sum())
        either += int(((found | truth) & known).sum())
    return 100 * both / either if either else float("nan")


if __name__ == "__main__":
    run_alone(measure)
