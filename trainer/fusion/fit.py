"""Fits the fusion: a logistic regression on the three scores, with places held out to say how well it holds.

Polygons of one place are alike, so a place counts by the square root of its polygons. Features come in one by one, as
long as each makes places that were left out more likely; the figures are of places that neither the choice nor the
fit had seen.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from tqdm import tqdm

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.fusion import FEATURES, Fusion, confidence_of, fusion_features

from .polygons import Polygons

#: A higher score must never make a mine less likely: a feature that would is left out.
_RISING = tuple(name for name in FEATURES if name != "log10_area_ha")
#: Polygons of either kind, and places, that a fit needs.
LEAST_POLYGONS = 5
LEAST_PLACES = 4
#: Log loss on places left out by which a further feature must be better.
LEAST_GAIN = 0.002
#: Inverse strength of the penalty on standardised features: weak, it keeps few polygons from an endless slope.
_STRENGTH = 1.0
_LEAST_STDDEV = 1e-6
_NO_THRESHOLDS = {"few_misses": 0.0, "default": 0.0, "few_false_alarms": 0.0}


class FusionError(MiningDetectorError):
    """No fusion can be fitted."""


@dataclass(frozen=True)
class CrossFit:
    """What is fitted on places, and tried on one that was left out.

    Attributes:
        fusion: fitted on all places; its thresholds are still 0.
        by_place: fusions that did not see the place, by its name.
    """

    fusion: Fusion
    by_place: dict[str, Fusion]

    def confidence(self, polygons: Polygons) -> np.ndarray:
        """Return the confidence of each polygon by the fusion that did not see its place, float (n,), 0-1."""
        found = np.empty(len(polygons))
        for place in np.unique(polygons.places).tolist():
            own = polygons.places == place
            found[own] = _confidence(self.by_place.get(place, self.fusion), polygons.take(own))
        return found


def cross_fit(polygons: Polygons) -> CrossFit:
    """Choose features and fit on all places, and on all but each one.

    Raises:
        FusionError: ``too_few_polygons``.
    """
    true, places = int(polygons.is_true.sum()), np.unique(polygons.places)
    false = len(polygons) - true
    if min(true, false) < LEAST_POLYGONS or len(places) < LEAST_PLACES:
        raise FusionError(
            "too_few_polygons",
            f"The packs draw {true} true and {false} false polygons at {len(places)} places; {LEAST_POLYGONS} of "
            f"either kind at {LEAST_PLACES} places are needed.",
            "Use a data folder with more places, or packs that find more.",
        )
    by_place = {}
    for place in tqdm(places.tolist(), "places left out", unit="place", disable=None):
        others = polygons.take(polygons.places != place)
        by_place[place] = fit_fusion(others, choose_features(others))
    return CrossFit(fit_fusion(polygons, choose_features(polygons)), by_place)


def choose_features(polygons: Polygons) -> tuple[str, ...]:
    """Return the features that make places that were left out likeliest, chosen one after the other."""
    chosen: tuple[str, ...] = ()
    least = np.inf
    while len(chosen) < len(FEATURES):
        candidates = [(*chosen, name) for name in FEATURES if name not in chosen]
        loss, best = min((left_out_loss(polygons, names), names) for names in candidates)
        if chosen and loss > least - LEAST_GAIN:
            break
        chosen, least = best, loss
    return tuple(name for name in FEATURES if name in chosen)


def left_out_loss(polygons: Polygons, features: Sequence[str]) -> float:
    """Return the log loss on places, each left out of the fit; places weigh as in the fit."""
    found = np.empty(len(polygons))
    for place in np.unique(polygons.places).tolist():
        own = polygons.places == place
        found[own] = _confidence(fit_fusion(polygons.take(~own), features), polygons.take(own))
    return float(
        log_loss(polygons.is_true, found, sample_weight=place_weights(polygons.places), labels=[False, True])
    )


def place_weights(places: np.ndarray) -> np.ndarray:
    """Return float (n,): a place weighs the square root of its polygons; the mean weight is 1."""
    _, number, counts = np.unique(places, return_inverse=True, return_counts=True)
    weights = 1 / np.sqrt(counts[number])
    return weights / weights.mean()


def fit_fusion(polygons: Polygons, features: Sequence[str]) -> Fusion:
    """Return the fusion that fits polygons best; features that say nothing, or the contrary, are left out."""
    truth = polygons.is_true
    if truth.all() or not truth.any():
        return _constant(polygons)
    values = fusion_features(features, polygons.scores, polygons.area_ha)
    with warnings.catch_warnings():
        # A stage that never said anything has neither mean nor spread.
        warnings.simplefilter("ignore", RuntimeWarning)
        mean, stddev = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    kept = [index for index in range(len(features)) if stddev[index] > _LEAST_STDDEV]
    while kept:
        standard = np.nan_to_num((values[:, kept] - mean[kept]) / stddev[kept])
        model = LogisticRegression(C=_STRENGTH).fit(standard, truth, place_weights(polygons.places))
        slopes = zip(model.coef_[0].tolist(), kept, strict=True)
        falling = [(slope, index) for slope, index in slopes if features[index] in _RISING and slope < 0]
        if not falling:
            names = tuple(features[index] for index in kept)
            intercept = float(model.intercept_[0])
            return Fusion(
                names, mean[kept], stddev[kept], model.coef_[0], intercept, dict(_NO_THRESHOLDS), {}
            )
        kept.remove(min(falling)[1])
    return _constant(polygons)


def _constant(polygons: Polygons) -> Fusion:
    """Return the fusion that gives every polygon the share of true ones: no score says more.

    By Laplace's rule of succession: one true and one false polygon more than there are.
    """
    true = (polygons.is_true * place_weights(polygons.places)).sum()
    share = (true + 1) / (len(polygons) + 2)
    feature, zero, one = ("segmenter_log_odds",), np.zeros(1), np.ones(1)
    return Fusion(feature, zero, one, zero, float(np.log(share / (1 - share))), dict(_NO_THRESHOLDS), {})


def _confidence(fusion: Fusion, polygons: Polygons) -> np.ndarray:
    return confidence_of(fusion, polygons.scores, polygons.area_ha)
