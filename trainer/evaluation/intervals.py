"""Bootstrap intervals over places: chips of one place are alike, so places are drawn, never chips.

Source: Efron and Tibshirani 1993, An introduction to the bootstrap, percentile intervals. The same seed and the
same places give the same draws, so two packs' samples belong together draw by draw: their difference is paired.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from tqdm import tqdm

from .evidence import Evidence

DRAWS = 1000
#: Share of the draws between the ends of an interval.
COVERAGE = 0.95
#: A figure that more than this share of the draws leaves undefined (a class was not drawn) gets no interval.
_UNDEFINED = 0.5


def place_draws(places: int, draws: int = DRAWS, seed: int = 0) -> Iterator[np.ndarray]:
    """Yield float (places,): how often each place is in a sample of as many places, drawn with replacement."""
    generator = np.random.default_rng(seed)
    for _ in range(draws):
        yield np.bincount(generator.integers(0, places, places), minlength=places).astype(float)


def bootstrap_samples(evidence: Evidence, draws: int = DRAWS, seed: int = 0) -> dict[str, np.ndarray]:
    """Return samples of each figure, float (draws,), NaN where one is not defined; none for a single place."""
    places = len(evidence.places)
    if places < 2:
        return {}
    weights = tqdm(
        place_draws(places, draws, seed), f"{evidence.test} intervals", draws, leave=False, disable=None
    )
    rows = [evidence.measure(weight) for weight in weights]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def interval(samples: np.ndarray) -> tuple[float, float] | None:
    """Return the ends of the percentile interval of a figure's samples; None where it has none."""
    known = samples[~np.isnan(samples)]
    if len(known) <= (1 - _UNDEFINED) * len(samples):
        return None
    tail = 100 * (1 - COVERAGE) / 2
    low, high = np.percentile(known, [tail, 100 - tail])
    return float(low), float(high)
