"""One confidence for each mine from the scores of the three stages.

The mean of the stages' log-odds, weighted; stages that did not look are left out. The weights are set by hand and
the result is not calibrated: 0.8 does not yet mean 8 of 10.
"""

from __future__ import annotations

import numpy as np

#: The segmenter sees the polygon's own pixels, the others its surroundings.
WEIGHTS = {"segmenter": 0.6, "classifier": 0.2, "detector": 0.2}
_SMALLEST = 1e-4


def fuse_scores(scores: dict[str, np.ndarray]) -> np.ndarray:
    """Return the confidence of each mine, 0-1.

    Args:
        scores: per stage float (n,), 0-1, NaN where the stage did not look or found nothing to say.

    Returns:
        float64 (n,).
    """
    stacked = np.stack([scores[name] for name in WEIGHTS]).astype(float)
    weights = np.array(list(WEIGHTS.values()))[:, None] * ~np.isnan(stacked)
    clipped = np.clip(np.nan_to_num(stacked, nan=0.5), _SMALLEST, 1 - _SMALLEST)
    log_odds = (weights * np.log(clipped / (1 - clipped))).sum(axis=0) / weights.sum(axis=0)
    return 1 / (1 + np.exp(-log_odds))
