"""How well confidences hold: the calibration error, its reliability table, and its interval over places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..evaluation.intervals import DRAWS, interval, place_draws

#: Bins of equal width, as in the paper below.
BINS = 10


@dataclass(frozen=True)
class ReliabilityBin:
    """The polygons whose confidence lies in one bin.

    Attributes:
        low, high: of the bin, 0-1. count: of polygons. places: with such a polygon.
        confidence: their mean. true_share: of them that are mines.
    """

    low: float
    high: float
    count: int
    places: int
    confidence: float
    true_share: float


def calibration_error(
    confidence: np.ndarray, is_true: np.ndarray, weights: np.ndarray | None = None
) -> float:
    """Return the expected calibration error over ``BINS`` bins of equal width.

    The mean distance between confidence and share of true ones, by the polygons in each bin: Naeini, Cooper and
    Hauskrecht 2015, Obtaining well calibrated probabilities using Bayesian binning.

    Args:
        confidence: float (n,), 0-1. is_true: bool (n,).
        weights: float (n,), how often each counts; None counts each once.
    """
    weights = np.ones(len(confidence)) if weights is None else weights
    if not weights.sum():
        return float("nan")
    gaps = np.bincount(_bins(confidence), weights * (confidence - is_true), minlength=BINS)
    return float(np.abs(gaps).sum() / weights.sum())


def calibration_interval(
    confidence: np.ndarray, is_true: np.ndarray, places: np.ndarray, draws: int = DRAWS
) -> tuple[float, float] | None:
    """Return the 95 % interval of the calibration error over draws of places; None for a single place."""
    names, number = np.unique(places, return_inverse=True)
    if len(names) < 2:
        return None
    samples = [
        calibration_error(confidence, is_true, drawn[number]) for drawn in place_draws(len(names), draws)
    ]
    return interval(np.array(samples))


def chance_error(confidence: np.ndarray, draws: int = DRAWS, seed: int = 0) -> float:
    """Return the mean calibration error that confidences would have by chance, though they hold.

    Few polygons in a bin are never true to the share that their confidence says: no method can be below this but by
    luck.
    """
    generator = np.random.default_rng(seed)
    made = generator.random((draws, len(confidence))) < confidence
    return float(np.mean([calibration_error(confidence, row) for row in made]))


def reliability_table(
    confidence: np.ndarray, is_true: np.ndarray, places: np.ndarray
) -> list[ReliabilityBin]:
    """Return a row for each bin that holds a polygon."""
    number = _bins(confidence)
    rows = []
    for index in np.unique(number).tolist():
        own = number == index
        rows.append(
            ReliabilityBin(
                index / BINS, (index + 1) / BINS, int(own.sum()), len(set(places[own].tolist())),
                float(confidence[own].mean()), float(is_true[own].mean()),
            )
        )  # fmt: skip
    return rows


def _bins(confidence: np.ndarray) -> np.ndarray:
    return np.clip((confidence * BINS).astype(int), 0, BINS - 1)
