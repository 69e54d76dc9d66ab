"""Measures what speed costs in accuracy: outlines on labelled scenes of val, by large tiles and by best precision.

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

from benchmarks.rows import Row, Tell, run_alone, unmeasured
from mining_detector_plugin.engine.model_folder import load_packs
from trainer.evaluation.bundled.scenes import LabelledScene, quarry_scene_files, tailings_scene_files

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
    rows = []
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
