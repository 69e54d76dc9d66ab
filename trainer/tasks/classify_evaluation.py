"""The classifier's figures on places that it never saw: ranking, threshold, false alarms, by source."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score, f1_score, precision_recall_curve, roc_auc_score

from mining_detector_plugin.engine.activation import activate
from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import Pack

from ..data.chip_pool import ChipPool, Labelled, join, label
from ..data.chip_sources import (
    QUARRY_EVALUATION_DATE,
    SIX_BAND_MINES,
    SIX_BAND_OTHERS,
    eurosat_evaluation,
    land_labelled,
    quarry_windows,
    tailings_windows,
)
from ..data.normalisation import normalise
from ..data.sources import quarry_scenes, rgb_chips, six_band_chips
from .task import Evaluation, Predict

_BATCH = 128
_IS_RGB = np.array([name in ("B02", "B03", "B04") for name in PACK_BANDS], dtype=np.float32)


def evaluate_classifier(pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
    """Return figures on the chips of ``split`` and on what the sources without splits keep for evaluation."""
    gate = pack.threshold("gate")
    chips = label(rgb_chips(data_root, split), ["mine"], ["no_mine"])
    scores = probabilities(pack, predict, chips)
    rows = _ranking("rgb_chips", split, scores, chips.is_mine)
    rows += _at_thresholds(pack, "rgb_chips", split, scores, chips.is_mine)
    rows += _six_band(pack, predict, data_root, split)

    windows = tailings_windows(data_root, split, stride=48)
    scores = probabilities(pack, predict, windows)
    note = "labels of background and mine ground are weak"
    rows += _ranking("tailings", split, scores, windows.is_mine, note)
    rows += _at_thresholds(pack, "tailings", split, scores, windows.is_mine, note)
    tailings = windows.chips.labels == "tailings"
    passed = scores[tailings] >= gate
    scenes = windows.chips.groups[tailings]
    found = [passed[scenes == scene].any() for scene in np.unique(scenes)]
    note = "scenes with a window of tailings that the gate lets through"
    rows.append(Evaluation("tailings", split, "scenes_found", float(np.mean(found)), len(found), note))

    dates = quarry_scenes(data_root)
    newest = next(scene for scene in dates if scene.name == QUARRY_EVALUATION_DATE)
    windows = quarry_windows([newest], dates, stride=24)
    scores = probabilities(pack, predict, windows)
    note = "a date that training left out, of a place that it saw at four others"
    rows += _ranking("quarry_scene", QUARRY_EVALUATION_DATE, scores, windows.is_mine, note)
    rows += _at_thresholds(pack, "quarry_scene", QUARRY_EVALUATION_DATE, scores, windows.is_mine, note)

    for chips in (land_labelled(data_root, is_evaluation=True), eurosat_evaluation(data_root)):
        scores = probabilities(pack, predict, chips)
        note = "chips left out of training, of regions that it saw"
        rows += _let_through(pack, chips.chips.source, "kept tenth", scores, note)
    return rows


def probabilities(pack: Pack, predict: Predict, chips: Labelled, only_rgb: bool = False) -> np.ndarray:
    """Return the probability of a mine, float (count,).

    Args:
        only_rgb: as if the other bands were not there.
    """
    pool = ChipPool([chips], {}, {})
    found = []
    for start in range(0, len(pool), _BATCH):
        reflectance, presence, _, _ = pool.read(np.arange(start, min(start + _BATCH, len(pool))), None)
        presence = presence * _IS_RGB if only_rgb else presence
        bands = normalise(torch.from_numpy(reflectance), torch.from_numpy(presence)).numpy()
        found.append(predict(bands, presence)[0])
    return activate(np.concatenate(found), pack.activation, pack.temperature)[:, 0]


def _six_band(pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
    """Return the ranking of mines at the second date against the places without a mine at both dates."""
    first, second = (six_band_chips(data_root, split, date) for date in ("t0", "t1"))
    before = first.take(np.isin(first.labels, SIX_BAND_OTHERS))
    chips = label(join([before, second]), SIX_BAND_MINES, SIX_BAND_OTHERS)
    note = "few chips without a mine; in about a fifth of the artisanal places the mine is hardly visible"
    rows = _ranking("six_band_chips", split, probabilities(pack, predict, chips), chips.is_mine, note)
    only_rgb = probabilities(pack, predict, chips, only_rgb=True)
    return rows + _ranking("six_band_chips, RGB alone", split, only_rgb, chips.is_mine, note)


def _ranking(
    data: str, split: str, scores: np.ndarray, is_mine: np.ndarray, note: str = ""
) -> list[Evaluation]:
    """Return figures without a threshold, none where all chips are of one class.

    The best F1 is over all thresholds: a bound and not a promise.
    """
    if is_mine.min() == is_mine.max():
        return []
    precision, recall, _ = precision_recall_curve(is_mine, scores)
    best = float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-9)))
    count = len(is_mine)
    return [
        Evaluation(data, split, "roc_auc", float(roc_auc_score(is_mine, scores)), count, note),
        Evaluation(
            data, split, "average_precision", float(average_precision_score(is_mine, scores)), count, note
        ),
        Evaluation(data, split, "best_f1", best, count, note),
    ]


def _at_thresholds(
    pack: Pack, data: str, split: str, scores: np.ndarray, is_mine: np.ndarray, note: str = ""
) -> list[Evaluation]:
    """Return F1 and recall at the default threshold, recall at the gate, and the share of the rest that passes each."""
    mines = is_mine == 1
    if is_mine.min() == is_mine.max():
        return []
    passed, let_through = scores >= pack.threshold("default"), scores >= pack.threshold("gate")
    return [
        Evaluation(data, split, "f1_at_default", float(f1_score(is_mine, passed)), len(mines), note),
        Evaluation(data, split, "recall_at_default", float(passed[mines].mean()), int(mines.sum()), note),
        Evaluation(data, split, "recall_at_gate", float(let_through[mines].mean()), int(mines.sum()), note),
        *_let_through(pack, data, split, scores[~mines], note),
    ]


def _let_through(pack: Pack, data: str, split: str, scores: np.ndarray, note: str) -> list[Evaluation]:
    """Return the share of chips without a mine that pass the default threshold and the gate."""
    alarms, passed = scores >= pack.threshold("default"), scores >= pack.threshold("gate")
    return [
        Evaluation(data, split, "false_alarms_at_default", float(alarms.mean()), len(scores), note),
        Evaluation(data, split, "share_let_through", float(passed.mean()), len(scores), note),
    ]
