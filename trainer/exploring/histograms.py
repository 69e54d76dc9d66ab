"""Histograms that grow chip by chip, so that no pixel has to stay in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np


class RunningHistograms:
    """Counts of several quantities by label, in bins of equal width; values beyond the ends go to the end bins.

    Args:
        names: of the quantities (bands or indices).
        low, high: range of the bins.
        bins: their number.
    """

    def __init__(self, names: Sequence[str], low: float, high: float, bins: int) -> None:
        self.names = tuple(names)
        self.low, self.high, self.bins = low, high, bins
        self.counts: dict[str, np.ndarray] = {}

    @property
    def edges(self) -> np.ndarray:
        """The bins' edges, float (bins + 1,)."""
        return np.linspace(self.low, self.high, self.bins + 1)

    def add(
        self, names: Sequence[str], values: np.ndarray, pixels_of: Mapping[str, np.ndarray | None]
    ) -> None:
        """Count the pixels of a chip.

        Args:
            names: of the rows of ``values``.
            values: float (rows, pixels).
            pixels_of: by label bool (pixels,), or None for all pixels.
        """
        scaled = (values - self.low) * (self.bins / (self.high - self.low))
        cells = np.clip(scaled, 0, self.bins - 1).astype(np.int64)
        cells += np.arange(len(names))[:, None] * self.bins
        rows = [self.names.index(name) for name in names]
        for label, chosen in pixels_of.items():
            counted = cells if chosen is None else cells[:, chosen]
            found = np.bincount(counted.ravel(), minlength=len(names) * self.bins)
            total = self.counts.setdefault(label, np.zeros((len(self.names), self.bins), np.int64))
            total[rows] += found.reshape(len(names), self.bins)

    def of(self, name: str) -> dict[str, np.ndarray]:
        """Return the counts of one quantity by label, int64 (bins,), where there are any."""
        row = self.names.index(name)
        return {label: counts[row] for label, counts in self.counts.items() if counts[row].any()}

    def quantile(self, name: str, share: float, label: str | None = None) -> float:
        """Return the value below which a share of the pixels lies, to a bin's width; NaN without pixels.

        Args:
            share: 0-1.
            label: of the pixels; all labels without one.
        """
        by_label = self.of(name)
        counts = np.sum([counts for key, counts in by_label.items() if label in (None, key)], axis=0)
        if not np.any(counts):
            return float("nan")
        cumulated = np.cumsum(counts)
        cell = int(np.searchsorted(cumulated, share * cumulated[-1]))
        return float((self.edges[cell] + self.edges[cell + 1]) / 2)
