"""One confidence for each mine from the scores of the three stages.

A folder of packs may hold ``fusion.json``: a logistic regression that was fitted for these very packs on places that
no pack had trained on, so that of mines with a confidence of 0.8 about 8 of 10 are mines. For other packs the mean of
the stages' log-odds is taken, by weights set by hand, and the result is not calibrated.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .errors import PackError
from .pack import Pack

FUSION_FILE = "fusion.json"
FORMAT = 1
#: Thresholds on the confidence that a fusion has: what each of a user's words for the sensitivity shows.
THRESHOLDS = ("few_misses", "default", "few_false_alarms")
#: The segmenter sees the polygon's own pixels, the others its surroundings.
WEIGHTS = {"segmenter": 0.6, "classifier": 0.2, "detector": 0.2}
#: Scores nearer to 0 or 1 count as this far from it: beyond, float16 weights say nothing.
_SMALLEST = 1e-4
#: Polygons are no smaller than this (0.1 ha is dropped), but for slivers at the area's edge.
_SMALLEST_HA = 0.01


def log_odds(scores: np.ndarray) -> np.ndarray:
    """Return log(score / (1 - score)) of scores 0-1, finite at both ends, NaN where the score is."""
    clipped = np.clip(scores, _SMALLEST, 1 - _SMALLEST)
    return np.log(clipped / (1 - clipped))


#: What the regression may look at, by name: of the stages' scores (n,), NaN where a stage found nothing to say, and
#: the areas in hectares (n,). NaN counts as the feature's mean.
FEATURES: dict[str, Callable[[Mapping[str, np.ndarray], np.ndarray], np.ndarray]] = {
    "segmenter_log_odds": lambda scores, area_ha: log_odds(scores["segmenter"]),
    "classifier_log_odds": lambda scores, area_ha: log_odds(scores["classifier"]),
    "detector_log_odds": lambda scores, area_ha: log_odds(scores["detector"]),
    "detector_has_box": lambda scores, area_ha: (~np.isnan(scores["detector"])).astype(float),
    "log10_area_ha": lambda scores, area_ha: np.log10(np.maximum(area_ha, _SMALLEST_HA)),
}


@dataclass(frozen=True)
class Fusion:
    """A fitted regression: confidence = 1 / (1 + exp(-(coefficients . standardised features + intercept))).

    Attributes:
        features: names of ``FEATURES``.
        mean, stddev, coefficients: float64 (features,); a feature becomes (value - mean) / stddev.
        thresholds: on the confidence, 0-1, by the names of ``THRESHOLDS``.
        fingerprints: of the packs that it was fitted for, by kind, see ``Pack.fingerprint``.
    """

    features: tuple[str, ...]
    mean: np.ndarray
    stddev: np.ndarray
    coefficients: np.ndarray
    intercept: float
    thresholds: dict[str, float]
    fingerprints: dict[str, str]


def fusion_features(
    names: Sequence[str], scores: Mapping[str, np.ndarray], area_ha: np.ndarray
) -> np.ndarray:
    """Return float64 (n, features), NaN where a stage found nothing to say.

    Args:
        names: of ``FEATURES``.
        scores: per stage float (n,), 0-1 or NaN. area_ha: float (n,), hectares.
    """
    columns = [FEATURES[name](scores, np.asarray(area_ha, float)) for name in names]
    return np.stack(columns, axis=1) if columns else np.zeros((len(area_ha), 0))


def confidence_of(fusion: Fusion | None, scores: Mapping[str, np.ndarray], area_ha: np.ndarray) -> np.ndarray:
    """Return the confidence of each mine, float64 (n,), 0-1.

    Args:
        fusion: None takes the fixed weights.
        scores: per stage float (n,), 0-1, NaN where the stage did not look or found nothing to say.
        area_ha: float (n,), hectares.
    """
    if fusion is None:
        return fuse_scores(scores)
    standard = (fusion_features(fusion.features, scores, area_ha) - fusion.mean) / fusion.stddev
    return 1 / (1 + np.exp(-(np.nan_to_num(standard) @ fusion.coefficients + fusion.intercept)))


def fuse_scores(scores: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the confidence by fixed weights, float64 (n,), 0-1; stages that did not look are left out.

    Args:
        scores: per stage float (n,), 0-1, NaN where the stage did not look or found nothing to say.
    """
    stacked = np.stack([scores[name] for name in WEIGHTS]).astype(float)
    weights = np.array(list(WEIGHTS.values()))[:, None] * ~np.isnan(stacked)
    mean = (weights * log_odds(np.nan_to_num(stacked, nan=0.5))).sum(axis=0) / weights.sum(axis=0)
    return 1 / (1 + np.exp(-mean))


def load_fusion(folder: Path, packs: Mapping[str, Pack]) -> tuple[Fusion | None, str]:
    """Return the fusion that was fitted for some packs; else None and the reason, as a sentence.

    Args:
        folder: where ``fusion.json`` may be.
        packs: by kind.

    Raises:
        PackError: ``fusion_invalid`` where a file is there and can't be understood.
    """
    path = folder / FUSION_FILE
    if not path.is_file():
        return None, f"There is no {FUSION_FILE} beside the models."
    fusion = read_fusion(path)
    others = [
        kind for kind in WEIGHTS if fusion.fingerprints.get(kind) != packs[kind].fingerprint()
    ]  # fmt: skip
    if others:
        return None, f"{path} was fitted for another {' and another '.join(others)}."
    return fusion, ""


def read_fusion(path: Path) -> Fusion:
    """Return what a ``fusion.json`` holds.

    Raises:
        PackError: ``fusion_invalid``.
    """
    try:
        return _parse(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        detail = f"the field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise PackError(
            "fusion_invalid", f"{path} is not valid: {detail}.",
            "Fit it again with trainer/fit_fusion.py, or remove it: then confidences are not calibrated.",
        ) from error  # fmt: skip


def _parse(fields: dict[str, Any]) -> Fusion:
    if fields["format"] != FORMAT:
        raise ValueError(f"format {fields['format']!r} is not known, this version reads {FORMAT}")
    features = tuple(fields["features"])
    unknown = sorted(set(features) - set(FEATURES))
    if unknown or not features:
        raise ValueError(f"it names the features {features}, and known are {', '.join(FEATURES)}")
    mean, stddev, coefficients = (
        _numbers(fields, name, features) for name in ("mean", "stddev", "coefficients")
    )
    thresholds = {name: float(fields["thresholds"][name]) for name in THRESHOLDS}
    intercept = float(fields["intercept"])
    if np.any(stddev <= 0) or not np.isfinite(intercept) or not all(0 <= t <= 1 for t in thresholds.values()):
        raise ValueError("stddev must be above 0, the intercept finite and the thresholds between 0 and 1")
    fingerprints = {kind: str(pack["fingerprint"]) for kind, pack in fields["packs"].items()}
    return Fusion(features, mean, stddev, coefficients, intercept, thresholds, fingerprints)


def _numbers(fields: dict[str, Any], name: str, features: tuple[str, ...]) -> np.ndarray:
    """Return float64 (features,)."""
    numbers = np.array(fields[name], dtype=float)
    if numbers.shape != (len(features),) or not np.all(np.isfinite(numbers)):
        raise ValueError(f"{name} needs a finite number for each of the {len(features)} features")
    return numbers
