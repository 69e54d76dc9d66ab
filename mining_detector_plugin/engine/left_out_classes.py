"""Takes classes out of what a pack says: by default those that no real place has tested."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def leave_out(kind: str, values: tuple[np.ndarray, ...], indices: Sequence[int]) -> tuple[np.ndarray, ...]:
    """Return what a pack of a kind says of one tile or chip without some of its classes.

    A segmenter's probability of them counts as background, a detector's boxes of which one of them is the likeliest
    class are dropped, and a classifier gives them 0.

    Args:
        values: as ``predictor.Prediction.values``.
        indices: of the classes; never a segmenter's background, 0. None leaves the values as they are.
    """
    if not indices:
        return values
    if kind == "detector":
        boxes, scores = values
        stays = ~np.isin(scores.argmax(axis=1), indices)
        return boxes[stays], scores[stays]
    (probabilities,) = values
    kept = probabilities.copy()
    kept[list(indices)] = 0
    if kind == "segmenter":
        kept[0] = np.minimum(kept[0] + probabilities[list(indices)].sum(axis=0), 1)
    return (kept,)
