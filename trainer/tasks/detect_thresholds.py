"""A detector's thresholds, fitted on held-out training places: the line between misses and false alarms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..evaluation.site_boxes import RULES, Matched

#: How much more a found site counts than a right find, by the name of the threshold (F-measure's beta).
BETAS = {"default": 1.0, "few_misses": 3.0, "few_false_alarms": 0.5}
_BY_CENTRE = RULES.index("ap_centre")
_LOWEST = 0.02


def fit_thresholds(parts: Sequence[Matched]) -> dict[str, float]:
    """Return the scores with the best F-measures, each the mean over the parts, by the names of ``BETAS``.

    A find is right where its centre lies in a site's box: extents are often a matter of taste.

    Args:
        parts: kinds of data that count alike, however many sites each has.
    """
    candidates = np.unique(np.concatenate([part.scores for part in parts]))
    candidates = candidates[candidates >= _LOWEST]
    if not len(candidates):
        return dict.fromkeys(BETAS, 0.5)
    found = {}
    for name, beta in BETAS.items():
        measures = np.mean([f_measures(part, candidates, beta) for part in parts], axis=0)
        found[name] = round(float(candidates[measures.argmax()]), 3)
    # Few boxes make ragged curves: the words must still mean what they say.
    found["few_misses"] = min(found["few_misses"], found["default"])
    found["few_false_alarms"] = max(found["few_false_alarms"], found["default"])
    return found


def f_measures(matched: Matched, thresholds: np.ndarray, beta: float) -> np.ndarray:
    """Return the F-measure at each threshold, float (thresholds,), by centres.

    Args:
        matched: of one kind of data.
        thresholds: scores from which finds are shown.
        beta: recall counts beta times as much as precision.
    """
    counts = ~matched.is_ignored[_BY_CENTRE]
    scores, right = matched.scores[counts], matched.right[_BY_CENTRE][counts]
    shown = (scores[None] >= thresholds[:, None]).sum(axis=1)
    hits = (scores[right][None] >= thresholds[:, None]).sum(axis=1)
    wanted = len(matched.site_places)
    return (1 + beta**2) * hits / np.maximum(shown + beta**2 * wanted, 1)
