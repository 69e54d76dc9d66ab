"""The thresholds on a confidence that a user picks by words, and what each keeps: how much is right, how many sites."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..evaluation.intervals import DRAWS, interval, place_draws
from .polygons import Polygons

#: Share of the sites that any polygon finds which 'few misses' keeps.
KEPT_SITES = 0.95
#: Share of the polygons which 'few false alarms' shows that are to be mines.
WANTED_PRECISION = 0.9
#: Polygons that a precision must rest on.
LEAST_SHOWN = 30
RULES = {
    "few_misses": f"the highest confidence that keeps {KEPT_SITES:.0%} of the sites that any polygon finds",
    "default": "the highest F1 of precision (polygons) and recall (sites)",
    "few_false_alarms": f"the lowest confidence from which {WANTED_PRECISION:.0%} of the polygons are true; where none "
                        f"is, the one of the highest precision; at least {LEAST_SHOWN} polygons are shown",
}  # fmt: skip
Interval = tuple[float, float] | None


@dataclass(frozen=True)
class OperatingPoint:
    """What a threshold on the confidence shows.

    Attributes:
        confidence: the threshold, 0-1.
        precision: share of shown polygons that are true. recall: share of all sites that these find.
        polygons, sites_found, sites: counts behind them.
        precision_interval, recall_interval: 95 % over places; None where there is none.
    """

    confidence: float
    precision: float
    recall: float
    polygons: int
    sites_found: int
    sites: int
    precision_interval: Interval
    recall_interval: Interval


def choose_thresholds(drawn: dict[str, tuple[Polygons, np.ndarray]]) -> dict[str, float]:
    """Return a threshold for each name of ``RULES``, by its rule, rounded down to six digits.

    'Few misses' never lies above the default one, 'few false alarms' never below.

    Args:
        drawn: by the threshold's name, what a run with this sensitivity draws, and the confidences, float (n,).
    """
    default = _best_f1(*drawn["default"])
    few_misses = min(_keeping_sites(*drawn["few_misses"]), default)
    few_false_alarms = max(_precise(*drawn["few_false_alarms"]), default)
    chosen = {"few_misses": few_misses, "default": default, "few_false_alarms": few_false_alarms}
    # Down, so that the polygon at the threshold stays in.
    return {name: float(np.floor(value * 1e6) / 1e6) for name, value in chosen.items()}


def operating_point(polygons: Polygons, confidence: np.ndarray, threshold: float) -> OperatingPoint:
    """Return what a threshold shows, with intervals over places."""
    shown = confidence >= threshold
    is_found = polygons.found_sites(shown)
    names = np.unique(np.concatenate([polygons.places, polygons.site_places]))
    number, site_number = (
        np.searchsorted(names, places) for places in (polygons.places, polygons.site_places)
    )
    draws = list(place_draws(len(names), DRAWS)) if len(names) > 1 else []
    return OperatingPoint(
        threshold,
        _share(polygons.is_true[shown]),
        _share(is_found),
        int(shown.sum()),
        int(is_found.sum()),
        len(is_found),
        _interval([_share(polygons.is_true[shown], drawn[number[shown]]) for drawn in draws]),
        _interval([_share(is_found, drawn[site_number]) for drawn in draws]),
    )


def _keeping_sites(polygons: Polygons, confidence: np.ndarray) -> float:
    best = np.zeros(len(polygons.site_places))
    np.maximum.at(best, polygons.found[:, 1], confidence[polygons.found[:, 0]])
    found = np.sort(best[polygons.found_sites(np.ones(len(polygons), bool))])
    return float(found[int(np.floor((1 - KEPT_SITES) * len(found)))]) if len(found) else 0.0


def _best_f1(polygons: Polygons, confidence: np.ndarray) -> float:
    candidates = []
    for threshold in np.unique(confidence):
        shown = confidence >= threshold
        precision, recall = _share(polygons.is_true[shown]), _share(polygons.found_sites(shown))
        candidates.append((2 * precision * recall / max(precision + recall, 1e-9), float(threshold)))
    return max(candidates)[1]


def _precise(polygons: Polygons, confidence: np.ndarray) -> float:
    ordered = np.sort(confidence)[::-1]
    enough = ordered[min(LEAST_SHOWN, len(ordered)) - 1]
    thresholds = np.unique(confidence[confidence <= enough])
    precisions = np.array([_share(polygons.is_true[confidence >= threshold]) for threshold in thresholds])
    is_enough = precisions >= WANTED_PRECISION
    return float(thresholds[is_enough.argmax() if is_enough.any() else precisions.argmax()])


def _share(values: np.ndarray, weights: np.ndarray | None = None) -> float:
    """Return the weighted share of true values; NaN of none."""
    total = len(values) if weights is None else weights.sum()
    return float((values.sum() if weights is None else weights[values].sum()) / total) if total else np.nan


def _interval(samples: list[float]) -> Interval:
    return interval(np.array(samples)) if samples else None
