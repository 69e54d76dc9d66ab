"""Fits the precision filter: an L1 logistic regression (Lasso) whose penalty and threshold come from held-out places.

Tibshirani 1996, Regression shrinkage and selection via the lasso: coefficients of features that add nothing are 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.pack_parts import LogisticModel, PrecisionFilterPart
from mining_detector_plugin.engine.precision_filter import filter_scores

#: Inverse strengths of the penalty to choose from.
_STRENGTHS = np.logspace(-2.5, 1.5, 9)
_ALL = "all"
#: Keeps a feature that never changes from being divided by 0.
_LEAST_STDDEV = 1e-6


class FilterError(MiningDetectorError):
    """No precision filter can be fitted."""


@dataclass(frozen=True)
class Examples:
    """Hits to learn from; those that nobody could judge are left out.

    Attributes:
        features: float64 (n, features), all finite. is_true: bool (n,).
        places: of each. groups: its type or region, None where it has none.
    """

    features: np.ndarray
    is_true: np.ndarray
    places: np.ndarray
    groups: tuple[str | None, ...]

    def take(self, chosen: np.ndarray) -> Examples:
        """Return the examples at indices or under a mask."""
        numbers = np.arange(len(self.is_true))[chosen]
        return Examples(
            self.features[numbers],
            self.is_true[numbers],
            self.places[numbers],
            tuple(self.groups[n] for n in numbers),
        )

    def of_group(self, name: str) -> np.ndarray:
        """Return bool (n,): which examples are of a group; ``all`` is every one."""
        return np.array([name == _ALL or group == name for group in self.groups])


@dataclass(frozen=True)
class FittedFilter:
    """A filter with what is known of it.

    Attributes:
        part: as the engine takes it.
        strengths: the chosen inverse penalty of each model.
        scores: float64 (n,), of the examples, each by a filter that saw no hit of its place.
        roc_auc: of these scores; lost, removed: share of true hits lost and of false hits removed at the threshold.
        counts: true and false hits behind each model.
    """

    part: PrecisionFilterPart
    strengths: dict[str, float]
    scores: np.ndarray
    roc_auc: float
    lost: float
    removed: float
    counts: dict[str, tuple[int, int]]

    def to_metadata(self) -> dict[str, Any]:
        """Return the pack's field ``precision_filter``, plain numbers alone."""
        part = self.part
        return {
            "features": list(part.features), "bands": list(part.bands), "by": part.by,
            "mean": _rounded(part.mean), "stddev": _rounded(part.stddev), "threshold": part.threshold,
            "models": {
                name: {"coefficients": _rounded(model.coefficients), "intercept": round(model.intercept, 6)}
                for name, model in part.models.items()
            },
        }  # fmt: skip


def fit_filter(
    examples: Examples,
    features: Sequence[str],
    by: str | None,
    most_lost: float = 0.05,
    least_hits: int = 20,
    folds: int = 5,
    seed: int = 1,
) -> FittedFilter:
    """Fit a filter and its threshold.

    Args:
        examples: of several places, true and false ones.
        features: names of the columns.
        by: ``type``, ``region`` or None: a model of its own for each group with ``least_hits`` of either kind.
        most_lost: share of true hits that may fall below the threshold, on places that the filter did not see.
        folds: of places, for the penalty and the threshold.

    Raises:
        FilterError: ``too_few_hits``, ``filter_does_not_help``.
    """
    _check(examples, least_hits)
    names = [_ALL]
    if by is not None:
        found = sorted({group for group in examples.groups if group is not None})
        names += [name for name in found if _is_enough(examples.take(examples.of_group(name)), least_hits)]
    parts = _place_folds(examples, folds, seed)
    strengths = {name: _best_strength(examples, name, parts) for name in names}
    scores = np.full(len(examples.is_true), np.nan)
    for train, test in parts:
        fold_filter = _fit(examples.take(train), features, by, strengths)
        held_out = examples.take(test)
        scores[test] = filter_scores(fold_filter, held_out.features, held_out.groups if by else None)
    threshold = threshold_for_loss(scores[examples.is_true], most_lost)
    fitted = _fit(examples, features, by, strengths, threshold)
    is_removed = scores < threshold
    lost, removed = (float(is_removed[part].mean()) for part in (examples.is_true, ~examples.is_true))
    if removed <= lost:
        raise FilterError(
            "filter_does_not_help", "These bands do not tell false hits from true ones: at training places that were "
            f"held out, {100 * removed:.1f} % of the false and {100 * lost:.1f} % of the true ones would go.",
            "Use data with more bands, or more training places. The pack stays as it is.",
        )  # fmt: skip
    return FittedFilter(
        fitted, strengths, scores, float(roc_auc_score(examples.is_true, scores)), lost, removed,
        {name: _count(examples.take(examples.of_group(name))) for name in names},
    )  # fmt: skip


def threshold_for_loss(true_scores: np.ndarray, most_lost: float) -> float:
    """Return the highest threshold below which no more than a share of true hits lie.

    It is rounded down to six digits, and lies between 0 and 1.
    """
    ranked = np.sort(true_scores)
    highest = ranked[int(np.floor(most_lost * len(ranked)))]
    return float(np.clip(np.floor(highest * 1e6) / 1e6, 1e-6, 1 - 1e-6))


def _check(examples: Examples, least_hits: int) -> None:
    true, false = _count(examples)
    places = len(set(examples.places.tolist()))
    if true < least_hits or false < least_hits or places < 2:
        raise FilterError(
            "too_few_hits", f"There are {true} true and {false} false hits at {places} places, and {least_hits} of "
            "either kind at several places are needed.",
            "Use more training places, or a lower procedure.settings.least_hits.",
        )  # fmt: skip


def _count(examples: Examples) -> tuple[int, int]:
    return int(examples.is_true.sum()), int((~examples.is_true).sum())


def _is_enough(examples: Examples, least_hits: int) -> bool:
    return min(_count(examples)) >= least_hits and len(set(examples.places.tolist())) > 1


def _place_folds(examples: Examples, folds: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return indices to fit on and held-out ones, by place; each side to fit on holds both kinds."""
    count = min(folds, len(set(examples.places.tolist())))
    splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    parts = list(splitter.split(examples.features, examples.is_true, examples.places))
    if any(min(_count(examples.take(train))) == 0 for train, _ in parts):
        raise FilterError(
            "too_few_hits", "All true or all false hits lie at one place: nothing can be held out.",
            "Use training places with both kinds.",
        )  # fmt: skip
    return parts


def _best_strength(examples: Examples, name: str, parts: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """Return the inverse penalty with the lowest log loss on held-out places of a group."""
    is_in = examples.of_group(name)
    losses = []
    for strength in _STRENGTHS:
        truth, scores = [], []
        for train, test in parts:
            own = examples.take(train[is_in[train]])
            held_out = examples.take(test[is_in[test]])
            if min(_count(own)) and len(held_out.is_true):
                mean, stddev = _standard(own.features)
                model = _logistic(own, mean, stddev, strength)
                scores.append(_probabilities(model, held_out.features, mean, stddev))
                truth.append(held_out.is_true)
        losses.append(log_loss(np.concatenate(truth), np.concatenate(scores), labels=[False, True]))
    return float(_STRENGTHS[int(np.argmin(losses))])


def _fit(
    examples: Examples,
    features: Sequence[str],
    by: str | None,
    strengths: dict[str, float],
    threshold: float = 0.5,
) -> PrecisionFilterPart:
    """Return a filter fitted on all examples, standardised by them."""
    mean, stddev = _standard(examples.features)
    models = {}
    for name, strength in strengths.items():
        own = examples.take(examples.of_group(name))
        if min(_count(own)):
            models[name] = _logistic(own, mean, stddev, strength)
    return PrecisionFilterPart(tuple(features), mean, stddev, models, by, threshold, None, None)


def _standard(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return features.mean(axis=0), np.maximum(features.std(axis=0), _LEAST_STDDEV)


def _logistic(examples: Examples, mean: np.ndarray, stddev: np.ndarray, strength: float) -> LogisticModel:
    # The penalty would pull at the intercept too, which this scaling makes next to nothing.
    model = LogisticRegression(
        l1_ratio=1.0, solver="liblinear", C=strength, intercept_scaling=100.0, max_iter=2000, random_state=0
    )
    model.fit((examples.features - mean) / stddev, examples.is_true)
    return LogisticModel(model.coef_[0], float(model.intercept_[0]))


def _probabilities(
    model: LogisticModel, features: np.ndarray, mean: np.ndarray, stddev: np.ndarray
) -> np.ndarray:
    return 1 / (
        1 + np.exp(-np.clip((features - mean) / stddev @ model.coefficients + model.intercept, -60, 60))
    )


def _rounded(values: np.ndarray) -> list[float]:
    return [float(f"{value:.6g}") for value in values]
