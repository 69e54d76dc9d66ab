"""Fits a temperature and thresholds on predictions for places that the networks did not train on."""

from __future__ import annotations

import logging

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax

log = logging.getLogger("trainer")
#: Temperatures from the least to the highest that is tried.
TEMPERATURES = (0.1, 10.0)


def fit_temperature(logits: np.ndarray, targets: np.ndarray, activation: str) -> float:
    """Return the number that logits are divided by so that probabilities fit best (least log loss).

    Temperature scaling: Guo et al. 2017, arXiv:1706.04599.

    Args:
        logits: float (count, classes).
        targets: for ``sigmoid`` 0/1 (count, classes), for ``softmax`` class indices (count,).
        activation: ``sigmoid`` or ``softmax``.

    A temperature at the end of ``TEMPERATURES`` is told in the log.
    """

    def loss(log_temperature: float) -> float:
        scaled = logits / np.exp(log_temperature)
        if activation == "softmax":
            return float(-log_softmax(scaled, axis=1)[np.arange(len(targets)), targets].mean())
        return float((np.logaddexp(0, scaled) - targets * scaled).mean())

    low, high = TEMPERATURES
    found = minimize_scalar(loss, bounds=(np.log(low), np.log(high)), method="bounded")
    temperature = float(np.exp(found.x))
    if not 1.01 * low < temperature < high / 1.01:
        log.warning(
            "The temperature %.2f lies at the end of what is tried (%g to %g): the network is %s sure of itself for "
            "probabilities that hold. It may have trained too %s, or the held-out data are of another kind.",
            temperature, low, high, *(("too", "long") if temperature > 1 else ("too little", "short")),
        )  # fmt: skip
    return temperature


def best_threshold(scores: np.ndarray, targets: np.ndarray, beta: float = 1.0) -> tuple[float, float]:
    """Return the threshold with the highest F-beta, and that F-beta.

    The threshold lies half-way between the two scores that it parts. Scores from it on count as found.

    Args:
        scores: float (count,), 0-1.
        targets: bool (count,); without any true one the threshold is 1 and F-beta 0.
        beta: recall counts ``beta`` times as much as precision (van Rijsbergen 1979).
    """
    if not targets.any():
        return 1.0, 0.0
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(targets[order])
    called = np.arange(1, len(scores) + 1)
    f_beta = (1 + beta**2) * found / (beta**2 * targets.sum() + called)
    ordered = scores[order]
    is_end_of_ties = np.append(ordered[1:] < ordered[:-1], True)
    best = int(np.argmax(np.where(is_end_of_ties, f_beta, -1.0)))
    below = ordered[best + 1] if best + 1 < len(ordered) else 0.0
    return float((ordered[best] + below) / 2), float(f_beta[best])


def probabilities_of(logits: np.ndarray, activation: str) -> np.ndarray:
    """Return probabilities, float (count, classes), of logits of the same shape."""
    return np.exp(log_softmax(logits, axis=1)) if activation == "softmax" else expit(logits)
