"""The classifier's thresholds, from scores of training places by networks that did not see them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.calibration import best_threshold

from ..data.chip_pool import MINE, Labelled
from ..data.chip_sources import SCENES, SURE_MINES

#: Sources without mines that false alarms are counted on: ordinary land.
LAND = ("eurosat", "land_chips_12_band")
#: The source of which each chip shows a mine or none for sure, but for few.
SURE_CHIPS = "rgb_chips"
_DIGITS = 4


@dataclass(frozen=True)
class Scored:
    """Chips with scores by networks that did not see their place; arrays are (chips,).

    Attributes:
        scores: probability of a mine.
        is_mine: int8.
        sources, labels: str, as in ``Chips``.
        sites: str: a scene is one, as is each chip that was not cut from a scene.
    """

    scores: np.ndarray
    is_mine: np.ndarray
    sources: np.ndarray
    labels: np.ndarray
    sites: np.ndarray


def scored(parts: list[tuple[Labelled, np.ndarray]]) -> Scored:
    """Return chips of several parts with their scores as one."""
    numbered = [(part, scores, number) for number, (part, scores) in enumerate(parts) if len(part)]
    return Scored(
        scores=np.concatenate([scores for _, scores, _ in numbered]),
        is_mine=np.concatenate([part.is_mine for part, _, _ in numbered]),
        sources=np.concatenate([np.full(len(part), part.chips.source) for part, _, _ in numbered]),
        labels=np.concatenate([part.chips.labels for part, _, _ in numbered]),
        sites=np.concatenate([_sites_of(part, number) for part, _, number in numbered]),
    )


def thresholds_of(
    found: Scored, gate_recall: float, recall: float, precision: float, most_false_alarms: float
) -> tuple[dict[str, float], str]:
    """Return the thresholds and the sentence that tells how they were chosen.

    ``gate`` and ``few_misses`` are the highest that find a share of the sites of each sure kind; a site is found where
    one of its cells scores as high. ``default`` has the best F1 on chips of which each shows a mine or none for sure,
    ``few_false_alarms`` reaches a precision there; neither lets more ordinary land through than told.

    Args:
        gate_recall, recall: the shares of ``gate`` and ``few_misses``.
        precision: of ``few_false_alarms``.
        most_false_alarms: share of ordinary land's chips that may pass ``default``; a tenth may pass
            ``few_false_alarms``.
    """
    sure = {name: (found.labels == name) & (found.is_mine == MINE) for name in SURE_MINES}
    sure = {name: chosen for name, chosen in sure.items() if chosen.any()}

    def for_recall(share: float) -> float:
        return min(
            (
                threshold_for_recall(found.scores[chosen], found.sites[chosen], share)
                for chosen in sure.values()
            ),
            default=0.5,
        )

    chips = found.sources == SURE_CHIPS
    best, reached, precise = 0.5, 0.0, 0.5
    if len(np.unique(found.is_mine[chips])) == 2:
        best, reached = best_threshold(found.scores[chips], found.is_mine[chips] == MINE)
        precise = threshold_for_precision(found.scores[chips], found.is_mine[chips] == MINE, precision)
    land = found.scores[np.isin(found.sources, LAND)]
    default = max(best, threshold_for_share(land, most_false_alarms))
    few_false_alarms = max(default, precise, threshold_for_share(land, most_false_alarms / 10))
    few_misses = min(default, for_recall(recall))
    gate = min(few_misses, for_recall(gate_recall))
    thresholds = {
        "default": default, "gate": gate, "few_misses": few_misses, "few_false_alarms": few_false_alarms
    }  # fmt: skip
    counts = [f"{len(np.unique(found.sites[chosen]))} of {SURE_MINES[name]}" for name, chosen in sure.items()]
    rule = (
        f"Chosen on training places, each scored by a network that did not see it. Default: best F1 "
        f"({reached:.2f} there) on {chips.sum()} chips, and no more than {most_false_alarms:.2%} of {len(land)} chips "
        f"of ordinary land. Gate: finds {gate_recall:.0%} of the sites of each kind ({' and '.join(counts)}); a site "
        f"is found where one of its cells scores as high. Few misses: finds {recall:.0%}. Few false alarms: "
        f"{precision:.0%} of what passes are mines."
    )
    return {name: round_down(value) for name, value in thresholds.items()}, rule


def threshold_for_recall(scores: np.ndarray, sites: np.ndarray, recall: float) -> float:
    """Return the highest threshold at which at least a share ``recall`` of the sites has a score as high.

    Args:
        scores: float (count,), of mine chips.
        sites: str (count,), the site of each.
    """
    _, number = np.unique(sites, return_inverse=True)
    highest = np.zeros(number.max() + 1)
    np.maximum.at(highest, number, scores)
    needed = math.ceil(recall * len(highest) - 1e-9)
    return float(np.sort(highest)[::-1][needed - 1])


def threshold_for_precision(scores: np.ndarray, is_mine: np.ndarray, precision: float) -> float:
    """Return the lowest threshold from which on at least a share ``precision`` of what passes is a mine.

    The highest score where none reaches it.
    """
    order = np.argsort(-scores, kind="stable")
    shares = np.cumsum(is_mine[order]) / np.arange(1, len(order) + 1)
    reached = np.flatnonzero(shares >= precision)
    return float(scores[order[reached[-1]]]) if len(reached) else float(scores.max())


def threshold_for_share(scores: np.ndarray, share: float) -> float:
    """Return the lowest threshold that no more than a share of the scores passes; 0 where there are none."""
    allowed = math.floor(share * len(scores) + 1e-9)
    if allowed >= len(scores):
        return 0.0
    # The first score that must not pass, and a little: thresholds are rounded down.
    return float(np.sort(scores)[::-1][allowed]) + 2 * 10**-_DIGITS


def round_down(threshold: float) -> float:
    """Return the threshold to four digits, no higher than it was."""
    return math.floor(threshold * 10**_DIGITS) / 10**_DIGITS


def _sites_of(part: Labelled, number: int) -> np.ndarray:
    """Return the site of each chip of a part, str (count,); ``number`` tells parts apart."""
    if part.chips.source in SCENES:
        return part.chips.groups
    return np.array([f"{number}/{part.chips.source}/{index}" for index in range(len(part))])
