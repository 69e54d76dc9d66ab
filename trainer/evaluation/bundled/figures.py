"""One plain figure with its interval over places, and how it is made from what was counted at each place.

A figure that its data can't define has no value, and its note says why: nothing is left out in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.errors import MiningDetectorError

from ..classification import WeightedCurve
from ..intervals import DRAWS, interval, place_draws

#: Takes how often each place counts, float (places,), and returns the figure; NaN where it is not defined.
Statistic = Callable[[np.ndarray], float]


@dataclass(frozen=True)
class PlainFigure:
    """One figure.

    Attributes:
        key: plain name in snake_case, such as ``classifier_rgb_roc_auc``.
        value: None where the data can't define it.
        low, high: ends of the 95 % interval over places; None where there is none.
        count: chips, pixels or sites that it rests on. places: that they come from.
        note: what a reader must know.
    """

    key: str
    value: float | None
    low: float | None
    high: float | None
    count: int
    places: int
    note: str = ""

    def as_dict(self) -> dict[str, float | int | str | None]:
        """Return what the JSON file holds under the figure's key."""
        fields = ("value", "low", "high", "count", "places", "note")
        return {name: getattr(self, name) for name in fields}


def read_figures(path: Path) -> list[PlainFigure]:
    """Return the figures of a JSON file that holds ``PlainFigure.as_dict`` by key.

    Raises:
        MiningDetectorError: ``figures_unreadable``.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [PlainFigure(key, **row) for key, row in rows.items()]
    except (ValueError, TypeError, AttributeError) as error:
        raise MiningDetectorError(
            "figures_unreadable", f"{path} does not hold figures by key: {error}.", "Make it again."
        ) from error


def figure_over_places(
    key: str, statistic: Statistic, places: int, count: int, note: str = "", draws: int = DRAWS
) -> PlainFigure:
    """Return a figure with its bootstrap interval over places.

    Args:
        statistic: see ``Statistic``.
        places: how many there are; with one there is no interval.
        count: chips, pixels or sites that the figure rests on.
        draws: of the bootstrap.
    """
    value = statistic(np.ones(places)) if places else float("nan")
    if np.isnan(value):
        return PlainFigure(key, None, None, None, count, places, _joined(note, "the data do not define it"))
    ends = interval(np.array([statistic(w) for w in place_draws(places, draws)])) if places > 1 else None
    if ends is None:
        reason = "no interval: one place only" if places == 1 else "no interval: too few places hold it"
        return PlainFigure(key, value, None, None, count, places, _joined(note, reason))
    return PlainFigure(key, value, *ends, count, places, note)


def single_figure(key: str, value: float, count: int, note: str = "") -> PlainFigure:
    """Return a figure that has no interval, such as a size."""
    return PlainFigure(key, value, None, None, count, 0, note)


def share_figure(
    key: str, is_so: np.ndarray, places: np.ndarray, note: str = "", draws: int = DRAWS
) -> PlainFigure:
    """Return the share of samples of which something is so.

    Args:
        is_so: bool (count,).
        places: str (count,), of the samples.
    """
    return ratio_figure(key, is_so.astype(float), np.ones(len(is_so)), places, len(is_so), note, draws)


def ratio_figure(
    key: str, parts: np.ndarray, wholes: np.ndarray, places: np.ndarray, count: int, note: str = "", draws: int = DRAWS
) -> PlainFigure:  # fmt: skip
    """Return the sum of ``parts`` over the sum of ``wholes``, such as intersection over union.

    Args:
        parts, wholes: float (samples,).
        places: str (samples,).
        count: what the figure rests on.
    """
    names, number = np.unique(places, return_inverse=True)
    by_place = [np.bincount(number, values, len(names)) for values in (parts, wholes)]

    def ratio(weights: np.ndarray) -> float:
        part, whole = (float(weights @ values) for values in by_place)
        return part / whole if whole else float("nan")

    return figure_over_places(key, ratio, len(names), count, note, draws)


def curve_statistic(
    metric: str, scores: np.ndarray, truth: np.ndarray, places: np.ndarray, threshold: float = 0.5
) -> Statistic:
    """Return a statistic of ``classification.BINARY_FIGURES`` over places.

    Args:
        scores: float (count,), 0-1. truth: bool (count,). places: str (count,).
        threshold: scores from it on pass.
    """
    _, number = np.unique(places, return_inverse=True)
    curve = WeightedCurve(scores, truth, scores >= threshold)
    return lambda weights: curve.figures(weights[number])[metric]


def binary_figure(
    key: str, metric: str, scores: np.ndarray, truth: np.ndarray, places: np.ndarray, threshold: float = 0.5,
    note: str = "", draws: int = DRAWS,
) -> PlainFigure:  # fmt: skip
    """Return one of ``classification.BINARY_FIGURES`` with its interval; arguments as ``curve_statistic``."""
    statistic = curve_statistic(metric, scores, truth, places, threshold)
    count = (
        int(truth.sum())
        if metric == "recall"
        else int((~truth).sum())
        if metric == "false_alarm_rate"
        else len(truth)
    )
    return figure_over_places(key, statistic, len(np.unique(places)), count, note, draws)


def plain_name(text: str) -> str:
    """Return a name as part of a key: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def keyed(figures: Sequence[PlainFigure]) -> dict[str, PlainFigure]:
    """Return figures by key; two of one key are a mistake of ours."""
    by_key = {figure.key: figure for figure in figures}
    assert len(by_key) == len(figures), sorted(figure.key for figure in figures)
    return by_key


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
