"""Polygons whose chance to be true is known, for tests of the fit."""

from __future__ import annotations

import numpy as np

from trainer.fusion.polygons import Polygons


def made_polygons(
    count: int = 3000, places: int = 12, seed: int = 1, detector_slope: float = 0.0
) -> Polygons:
    """Return polygons that are true with the log-odds 1.5 x those of the segmenter + those of the classifier - 1.

    Each true polygon finds a site of its own; a tenth of the sites is found by none.

    Args:
        detector_slope: on the detector's log-odds; half of the polygons have no box.
    """
    generator = np.random.default_rng(seed)
    odds = {stage: generator.normal(0, 1, count) for stage in ("segmenter", "classifier", "detector")}
    has_box = generator.random(count) < 0.5
    likely = 1.5 * odds["segmenter"] + odds["classifier"] - 1 + detector_slope * odds["detector"] * has_box
    is_true = generator.random(count) < 1 / (1 + np.exp(-likely))
    scores = {stage: 1 / (1 + np.exp(-values)) for stage, values in odds.items()}
    scores["detector"] = np.where(has_box, scores["detector"], np.nan)
    names = np.array([f"place {number % places}" for number in range(count)])
    true = np.flatnonzero(is_true)
    sites = len(true) + len(true) // 10
    return Polygons(
        scores, generator.uniform(0.1, 50, count), is_true, names, np.full(count, "made"),
        np.column_stack([true, np.arange(len(true))]), np.resize(names[true], sites), np.full(sites, "made"), 0,
    )  # fmt: skip
