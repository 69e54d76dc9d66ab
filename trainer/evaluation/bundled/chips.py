"""The classifier's figures on chips: RGB chips of a split, six-band chips at two dates, and land without mines."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ...data.chip_sources import (
    SIX_BAND_MINES,
    SIX_BAND_OTHERS,
    eurosat_evaluation,
    land_labelled,
)
from ...data.opened_ground import OPENED_PIXELS, bare_pixels, opened_pixels
from ...data.samples import Chips
from ...data.sources import land_chips, rgb_chips, six_band_chips
from ..intervals import DRAWS
from .chip_scores import score_chips
from .figures import (
    PlainFigure,
    Statistic,
    binary_figure,
    curve_statistic,
    figure_over_places,
    plain_name,
    share_figure,
)
from .models import Models

RGB = ("B02", "B03", "B04")
#: Places with so many chips of mines or fewer count as small: mining that has not spread over its half-degree cell.
SMALL_PLACE_CHIPS = 3


def rgb_chip_figures(models: Models, data: Path, split: str, draws: int = DRAWS) -> list[PlainFigure]:
    """Return ranking and figures at both thresholds on ``rgb_chips``, by group and by size of place too."""
    chips = rgb_chips(data, split)
    scores = score_chips(models.predictors["classifier"], chips)
    truth, places = chips.labels == "mine", chips.places
    figures = [
        binary_figure(f"classifier_rgb_{metric}", metric, scores, truth, places, draws=draws)
        for metric in ("roc_auc", "average_precision")
    ]
    told = f"at the pack's own threshold of {models.default:.3g}"
    figures.append(
        binary_figure(
            "classifier_rgb_f1_at_default", "f1", scores, truth, places, models.default, told, draws
        )
    )
    best = "over all thresholds: a bound, not a promise"
    figures.append(
        binary_figure("classifier_rgb_best_f1", "best_f1", scores, truth, places, note=best, draws=draws)
    )
    for name, threshold in (("default", models.default), ("gate", models.gate)):
        told = f"threshold {threshold:.3g}"
        for metric in ("recall", "false_alarm_rate"):
            key = f"classifier_rgb_{metric}_at_{name}"
            figures.append(binary_figure(key, metric, scores, truth, places, threshold, told, draws))
    return figures + _by_group(models, chips, scores, draws) + _by_size_of_place(models, chips, scores, draws)


def _by_group(models: Models, chips: Chips, scores: np.ndarray, draws: int) -> list[PlainFigure]:
    """Return the share of each group's chips that pass the default threshold."""
    figures = []
    for group in np.unique(chips.groups):
        own = chips.groups == group
        what = "recall" if (chips.labels[own] == "mine").all() else "false_alarm_rate"
        key = f"classifier_rgb_{what}_at_default_group_{plain_name(group)}"
        note = "share of the group's chips that pass"
        figures.append(share_figure(key, scores[own] >= models.default, chips.places[own], note, draws))
    return figures


def _by_size_of_place(models: Models, chips: Chips, scores: np.ndarray, draws: int) -> list[PlainFigure]:
    """Return recall in places with few and with many chips of mines."""
    own = chips.labels == "mine"
    _, number, counts = np.unique(chips.places[own], return_inverse=True, return_counts=True)
    is_small = counts[number] <= SMALL_PLACE_CHIPS
    note = f"small: up to {SMALL_PLACE_CHIPS} chips with a mine in a half-degree cell"
    passed, places = scores[own] >= models.default, chips.places[own]
    return [
        share_figure(f"classifier_rgb_recall_at_default_{name}_places", passed[chosen], places[chosen], note, draws)
        for name, chosen in (("small", is_small), ("large", ~is_small))
    ]  # fmt: skip


def six_band_figures(models: Models, data: Path, split: str, draws: int = DRAWS) -> list[PlainFigure]:
    """Return ROC AUC on ``six_band_chips`` with all six bands and with RGB alone, and the paired difference."""
    first, second = (six_band_chips(data, split, date) for date in ("t0", "t1"))
    is_mine = np.isin(second.labels, SIX_BAND_MINES)
    is_other = np.isin(second.labels, SIX_BAND_OTHERS)
    opened = is_mine & (opened_pixels(first, second) >= OPENED_PIXELS)
    shows = opened | (is_mine & (bare_pixels(second) >= OPENED_PIXELS))
    predictor = models.predictors["classifier"]
    scores = {
        name: [score_chips(predictor, chips, bands) for chips in (first, second)]
        for name, bands in (("six_band", None), ("six_band_rgb_alone", RGB))
    }
    rest = f"mines at t1 ({is_mine.sum()}) against other places at both dates ({is_other.sum()} x 2)"
    same = (
        f"{opened.sum()} of {is_mine.sum()} mines at t1 against the same places at t0; left out: places where fewer "
        f"than {OPENED_PIXELS} pixels lost vegetation between the dates"
    )
    visible = f"{shows.sum()} of {is_mine.sum()} mines show: {OPENED_PIXELS} pixels are bare or lost vegetation; {rest}"
    comparisons = (
        ("", is_mine, is_other, "few chips, noisy labels: " + rest),
        ("_against_same_place_at_t0", opened, opened, same),
        ("_visible_mines", shows, is_other, visible),
        (
            "_against_both",
            is_mine,
            is_other | opened,
            f"{rest}, and the {opened.sum()} places of mines at t0",
        ),
    )
    figures = []
    for suffix, shown, absent, note in comparisons:
        # The others stand for no mine at both dates, a mine's own place at t0 alone.
        parts = [(1, shown, True), (1, absent & is_other, False), (0, absent, False)]
        truth = np.concatenate([np.full(chosen.sum(), is_so) for _, chosen, is_so in parts])
        places = np.concatenate([second.places[chosen] for _, chosen, _ in parts])
        statistics = {
            name: curve_statistic(
                "roc_auc", np.concatenate([values[date][chosen] for date, chosen, _ in parts]), truth, places
            )
            for name, values in scores.items()
        }
        count, places_count = len(truth), len(np.unique(places))
        for name, statistic in statistics.items():
            key = f"classifier_{name}_roc_auc{suffix}"
            figures.append(figure_over_places(key, statistic, places_count, count, note, draws))
        key, told = f"classifier_six_band_gain_over_rgb{suffix}", f"paired difference of ROC AUC; {note}"
        gain = _difference(statistics["six_band"], statistics["six_band_rgb_alone"])
        figures.append(figure_over_places(key, gain, places_count, count, told, draws))
    return figures


def _difference(first: Statistic, second: Statistic) -> Statistic:
    """Return a statistic of the difference of two that share their places."""
    return lambda weights: first(weights) - second(weights)


def eurosat_scores(models: Models, data: Path) -> tuple[np.ndarray, np.ndarray, str]:
    """Return scores of the EuroSAT chips that training leaves out, their places, and a note."""
    chips = eurosat_evaluation(data).chips
    return (
        score_chips(models.predictors["classifier"], chips),
        chips.places,
        "EuroSAT chips left out of training",
    )


def land_scores(models: Models, data: Path, is_trained_on: bool) -> tuple[np.ndarray, np.ndarray, str]:
    """Return scores of the twelve-band land chips, their places, and a note.

    Args:
        is_trained_on: the folder is the one that packs are trained from: only the kept tenth is looked at.
    """
    chips = land_labelled(data, is_evaluation=True).chips if is_trained_on else land_chips(data)
    note = "the tenth that training leaves out" if is_trained_on else "all chips of the folder"
    return score_chips(models.predictors["classifier"], chips), chips.places, note
