"""What disturbances do to each pack's score, and what the engine does about them: it detects, warns, or refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import Cells, classify_cells
from mining_detector_plugin.engine.detection import detect_boxes
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.scene import open_scene

from ...data.detection import boxes_of, number_objects
from ..site_boxes import RULES, average_precision, match_sites
from ..site_finders import FoundSites
from ..site_images import SiteImage
from .disturbances import UNCHANGED, Disturbance, Picture
from .models import Models, load_network, silent
from .pictures import (
    quarry_pictures,
    rgb_chip_picture,
    six_band_picture,
    tailings_pictures,
    write_picture,
)
from .responses import engine_response, warnings_of
from .scenes import QUARRY, TAILINGS, ask_scene

#: Boxes of lower scores are not looked at; average precision hardly feels them.
_LEAST_SCORE = 0.01

#: Takes the picture and its file, and returns the score; NaN where the score is not defined.
Score = Callable[[Picture, Path], float]


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        pack: kind. disturbance: its name. data, metric: of the score.
        value: None where the engine refuses. change: against the undisturbed pictures.
        engine_response: what the engine does about it.
    """

    pack: str
    disturbance: str
    data: str
    metric: str
    value: float | None
    change: float | None
    engine_response: str

    def as_dict(self) -> dict[str, str | float | None]:
        """Return the row as it goes into JSON and ``model.json``."""
        return asdict(self)


@dataclass(frozen=True)
class Trial:
    """Scores on some pictures.

    Attributes:
        data: what the pictures are, for the table.
        pictures: the score is the mean over them, where it is not of all together.
        scores: by kind of pack and name of the metric.
        is_of_chips: chips laid out as cells.
    """

    data: str
    pictures: list[Picture]
    scores: dict[tuple[str, str], Score]
    is_of_chips: bool = False


def chip_trials(models: Models, data: Path, split: str) -> list[Trial]:
    """Return the trials of the classifier on the chips that are there."""
    makers = {"rgb_chips": rgb_chip_picture, "six_band_chips": six_band_picture}
    trials = []
    for name, make in makers.items():
        if (data / name / f"{split}.npz").is_file():
            picture, is_mine = make(data, split)
            score = _chip_score(models.predictors["classifier"], is_mine)
            trials.append(Trial(name, [picture], {("classifier", "roc_auc"): score}, is_of_chips=True))
    return trials


def scene_trials(models: Models, data: Path, split: str, quarry_date: str | None) -> list[Trial]:
    """Return the trials of segmenter and detector on the scenes that are there."""
    trials = []
    if (data / "tailings" / split).is_dir() and (pictures := tailings_pictures(data, split)):
        scores = {
            ("segmenter", "iou_tailings"): _outline_score(models, "tailings", TAILINGS),
            ("detector", "ap50"): _box_score(models),
        }
        trials.append(Trial("tailings, a scene of each place", pictures, scores))
    if (data / "quarry_scene").is_dir() and (dates := quarry_pictures(data)):
        chosen = quarry_date if quarry_date in dates else max(dates)
        score = _outline_score(models, "open_pit", QUARRY)
        trials.append(Trial(f"quarry_scene, {chosen}", [dates[chosen]], {("segmenter", "iou_quarry"): score}))
    return trials


def measure_robustness(
    models: Models, data: Path, split: str, quarry_date: str | None, work: Path,
    disturbances: Sequence[Disturbance],
) -> list[Row]:  # fmt: skip
    """Return the table: for each trial the undisturbed score, then each disturbance that applies.

    Args:
        data, split, quarry_date: as ``evaluation.Request``; what is absent is left out.
        work: an empty folder for pictures and results.
    """
    trials = [*chip_trials(models, data, split), *scene_trials(models, data, split, quarry_date)]
    rows: list[Row] = []
    for trial in trials:
        before = _scores(trial, UNCHANGED, work)
        assert before is not None
        usual = warnings_of(models, write_picture(trial.pictures[0], work), work)
        rows += _rows(trial, UNCHANGED.name, before, before, "reads it")
        for disturbance in tqdm(disturbances, trial.data, unit="disturbance", disable=None):
            if trial.is_of_chips and disturbance.moves_chips:
                continue
            changed = disturbance.change(trial.pictures[0])
            if changed is None:
                continue
            response = engine_response(models, changed, trial.pictures[0], usual, work)
            scores = None if response.startswith("refuses") else _scores(trial, disturbance, work)
            rows += _rows(trial, disturbance.name, scores, before, response)
    return rows + _season_rows(models, data, quarry_date, work)


def robustness_markdown(rows: Sequence[Row]) -> str:
    """Return the table as Markdown."""
    lines = [
        "| pack | what is changed | data | figure | value | change | what the engine does |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        numbers = "– | –"
        if row.value is not None and row.change is not None:
            numbers = f"{row.value:.3f} | {row.change:+.3f}"
        what = f"{row.pack} | {row.disturbance} | {row.data} | {row.metric}"
        lines.append(f"| {what} | {numbers} | {row.engine_response} |")
    return "\n".join(lines) + "\n"


def _scores(trial: Trial, disturbance: Disturbance, work: Path) -> dict[tuple[str, str], float] | None:
    """Return the mean of each score over the pictures of a trial; None where the disturbance does not apply."""
    found: dict[tuple[str, str], list[float]] = {name: [] for name in trial.scores}
    for picture in trial.pictures:
        changed = disturbance.change(picture)
        if changed is None:
            return None
        path = write_picture(changed, work)
        for name, score in trial.scores.items():
            found[name].append(score(changed, path))
    return {name: float(np.mean(values)) for name, values in found.items()}


def _rows(
    trial: Trial, name: str, scores: dict[tuple[str, str], float] | None,
    before: dict[tuple[str, str], float], response: str,
) -> list[Row]:  # fmt: skip
    rows = []
    for pack, metric in trial.scores:
        value = None if scores is None else scores[pack, metric]
        value = None if value is None or np.isnan(value) else value
        change = None if value is None else value - before[pack, metric]
        rows.append(Row(pack, name, trial.data, metric, value, change, response))
    return rows


def _season_rows(models: Models, data: Path, quarry_date: str | None, work: Path) -> list[Row]:
    """Return the segmenter's score at each date of the quarry, against the chosen one."""
    if not (data / "quarry_scene").is_dir() or len(dates := quarry_pictures(data)) < 2:
        return []
    score = _outline_score(models, "open_pit", QUARRY)
    values = {date: score(picture, write_picture(picture, work)) for date, picture in dates.items()}
    chosen = quarry_date if quarry_date in dates else max(dates)
    told, response = f"quarry_scene, against {chosen}", "reads it: the season has no say"
    return [
        Row("segmenter", f"season: {date}", told, "iou_quarry", value, value - values[chosen], response)
        for date, value in values.items()
    ]


def _chip_score(predictor: Predictor, is_mine: np.ndarray) -> Score:
    """Return the score that ranks chips by the best cell whose centre each holds."""

    def score(picture: Picture, path: Path) -> float:
        with open_scene(path) as scene:
            cells = classify_cells(scene, load_aoi(None, scene), predictor, silent())
        rows, columns = (
            np.minimum(np.arange(count) * cells.side + cells.side // 2, side - 1)
            for count, side in zip(cells.scores.shape, picture.labels.shape, strict=True)
        )
        best = np.zeros(len(is_mine) + 1)
        np.fmax.at(best, picture.labels[np.ix_(rows, columns)], cells.scores)
        if is_mine.all() or not is_mine.any():
            return float("nan")
        return float(roc_auc_score(is_mine, best[1:]))

    return score


def _outline_score(models: Models, kind: str, code: int) -> Score:
    """Return intersection over union of a class, searched everywhere; the quarry's over labelled pixels."""

    def score(picture: Picture, path: Path) -> float:
        found = ask_scene(models, path).kind_is(kind)
        truth = picture.labels == code
        known = picture.labels > 0 if code == QUARRY else np.ones_like(truth)
        either = ((found | truth) & known).sum()
        return float((found & truth & known).sum() / either) if either else float("nan")

    return score


def _box_score(models: Models) -> Score:
    """Return average precision of a detector's boxes in a scene, searched everywhere, any mine."""
    predictor = models.predictors["detector"]
    thresholds = {"default": _LEAST_SCORE}
    eager = Predictor(replace(predictor.pack, thresholds=thresholds), load_network)

    def score(picture: Picture, path: Path) -> float:
        with open_scene(path) as scene:
            aoi = load_aoi(None, scene)
            everywhere = np.ones((1, 1), bool)
            cells = Cells(aoi.window, max(scene.width, scene.height), np.full((1, 1), np.nan), everywhere)
            found = detect_boxes(scene, aoi, cells, eager, silent())
        boxes, _ = boxes_of(number_objects(picture.labels == TAILINGS))
        image = SiteImage(
            picture.name, "tailings", np.zeros((3, *picture.labels.shape), np.float32), boxes, "tailings",
            np.zeros(picture.labels.shape, bool), np.array([["here"]]),
        )  # fmt: skip
        kinds = np.array([predictor.pack.classes[index] for index in found.classes.tolist()])
        matched = match_sites([(image, FoundSites(found.boxes, found.scores, kinds))], 0.5, None)
        return average_precision(matched, RULES.index("ap50"))

    return score
