"""Measures the classifier's stage over every cell beside its network on chips one by one, on a made scene of 12 bands.

One by one means a batch of one chip, read and normalised beforehand, so that nothing but the network counts.
Overlapping chips lie half a side apart, as tools do that know no cells: four of them where the engine's cells take one.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rasterio.windows import Window

from benchmarks.everywhere import TITLES, precisions, predictor_of, silent
from benchmarks.rows import Row, Tell, run_alone
from demo.scene import make_scene
from mining_detector_plugin.engine.aoi import Aoi, load_aoi
from mining_detector_plugin.engine.cells import classify_cells, mine_score
from mining_detector_plugin.engine.first_look import FirstLook
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reading import presence_of
from mining_detector_plugin.engine.scene import Scene, open_scene
from mining_detector_plugin.engine.threads import in_order

#: Not the demo's seed and not one of the tests.
SEED = 91
SIDE, QUICK_SIDE = 1440, 288
ROUNDS, QUICK_ROUNDS = 3, 1
BAR = 3.0
#: Scores count as the same up to this. What differs more than bfloat16's rounding is another network's.
APART, _ROUNDING = 1e-4, 1e-3


@dataclass(frozen=True)
class Round:
    """One turn: seconds by way of scoring the scene's cells, and the scores of each, float32 (rows, columns)."""

    seconds: dict[str, float]
    scores: dict[str, np.ndarray]


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure the classifier's stage over every cell, with and without the first look, beside chips one by one."""
    side, rounds = (QUICK_SIDE, QUICK_ROUNDS) if is_quick else (SIDE, ROUNDS)
    tell(f"makes a scene of {side} x {side} pixels")
    path = make_scene(work / "classifier", SEED, side).scene
    pack = load_pack(BUNDLED_MODELS / "classifier")
    rows = []
    with open_scene(path) as scene:
        aoi = load_aoi(None, scene)
        reflectance, _ = scene.read(Window(0, 0, side, side), pack.bands)
        chips = (reflectance - pack.mean[:, None, None]) / pack.stddev[:, None, None]
        for precision in precisions():
            predictor, first_look = predictor_of(pack, precision), FirstLook(pack, precision)
            turns = []
            for number in range(rounds + 1):
                tell(f"scores every cell, {TITLES[precision]}, turn {number} of {rounds}")
                turns.append(_turn(scene, aoi, predictor, first_look, chips))
            rows += _rows(turns[1:], precision, side)
    return rows


def _turn(scene: Scene, aoi: Aoi, predictor: Predictor, first_look: FirstLook, bands: np.ndarray) -> Round:
    seconds, scores = {}, {}
    presence, side = presence_of(predictor.pack, scene), predictor.pack.stride

    def one_by_one(step: int) -> np.ndarray:
        """Return the scores of chips, each a batch of its own; as many run at a time as the runtime takes."""
        count = (bands.shape[1] - side) // step + 1
        starts = range(0, count * step, step)
        chips = [bands[None, :, top : top + side, left : left + side] for top in starts for left in starts]
        answers = in_order(
            lambda chip: predictor.predict(np.ascontiguousarray(chip), presence), chips, predictor.streams
        )
        found = np.array([mine_score(prediction) for (prediction,) in answers], np.float32)
        return found.reshape(count, count)[:: side // step, :: side // step]

    ways: dict[str, Callable[[], np.ndarray]] = {
        "overlapping": lambda: one_by_one(side // 2),
        "every_cell": lambda: classify_cells(scene, aoi, predictor, silent()).scores,
        "one_by_one": lambda: one_by_one(side),
        "first_look": lambda: classify_cells(scene, aoi, predictor, silent(), first_look).scores,
    }
    for name, way in ways.items():
        begin = time.perf_counter()
        scores[name] = way()
        seconds[name] = time.perf_counter() - begin
    return Round(seconds, scores)


def _rows(turns: list[Round], precision: str, side: int) -> list[Row]:
    def ratio(slow: str, fast: str) -> float:
        return statistics.median(turn.seconds[slow] / turn.seconds[fast] for turn in turns)

    seconds = {name: statistics.median(turn.seconds[name] for turn in turns) for name in turns[0].seconds}
    scores = turns[0].scores
    apart = float(np.abs(scores["overlapping"] - scores["every_cell"]).max())
    ruled_out = np.abs(scores["first_look"] - scores["every_cell"]) > _ROUNDING
    megapixels = side * side / 1e6
    on = f"{side} x {side} pixels, 12 bands, {scores['every_cell'].size} cells; median of {len(turns)} turns"
    same = f"Scores of the same cells differ by {apart:.1g} at most."
    overlapping, alone = ratio("overlapping", "every_cell"), ratio("one_by_one", "every_cell")
    with_look = ratio("one_by_one", "first_look")
    title = TITLES[precision]
    # The same scores are asked for, and bfloat16 rounds by the size of a batch: there the figure has no bar.
    is_held = precision == "float32"
    is_met = bool(overlapping >= BAR and apart <= APART)
    return [
        Row(
            f"classifier_overlapping_{precision}",
            f"classifier over every cell, against overlapping chips one by one, {title}",
            f">= {BAR:g} x" if is_held else "", overlapping, "x", is_met if is_held else None,
            f"Chips half a side apart one by one, without reading, {seconds['overlapping']:.2f} s; the stage with "
            f"reading {seconds['every_cell']:.2f} s, {megapixels / seconds['every_cell']:.2f} megapixels a second. "
            f"{on}. {same}",
            "" if is_met or not is_held else f"It must be {BAR:g} x, and scores no more than {APART:g} apart.",
            seconds,
        ),
        Row(
            f"classifier_chips_{precision}", f"the same, against the same chips one by one, {title}", "", alone, "x",
            None, f"Cells lie side by side and share nothing: batches are all that the stage can gain. {on}.",
        ),
        Row(
            f"classifier_first_look_{precision}", f"the same with the first look, as a run does by default, {title}",
            "", with_look, "x", None,
            f"The first look rules {ruled_out.mean():.1%} of the cells out, which have its score instead. {on}.",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    run_alone(measure)
