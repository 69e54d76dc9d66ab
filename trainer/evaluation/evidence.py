"""What a test keeps of a pack's predictions: enough to make its figures for any mixture of places.

Predictions come one chip at a time and are not kept. A figure is asked for with a weight for each place: 1 for
all of them gives the figure itself, how often a place was drawn gives a bootstrap sample of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import Dataset
from .prediction import ChipPrediction
from .rules import TestRule


class Evidence(ABC):
    """One test of one pack on one data set.

    Args:
        pack: that is tested.
        dataset: that it is tested on.
        rule: of the data set.
        places: of the chips to come, without repeats; weights are in this order.
    """

    test: ClassVar[str]

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        self.pack = pack
        self.dataset = dataset
        self.rule = rule
        self.places = tuple(places)
        self._number = {place: number for number, place in enumerate(self.places)}

    @classmethod
    @abstractmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """Return whether the pack can be tested so on the data set."""

    @abstractmethod
    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip."""

    @abstractmethod
    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """Return the figures for a mixture of places; NaN where one is not defined.

        Args:
            weights: float (places,), how often each place counts.
        """

    def figures(self) -> dict[str, float]:
        """Return the figures with each place counted once."""
        return self.measure(np.ones(len(self.places)))

    @abstractmethod
    def counts(self) -> dict[str, int]:
        """Return what each figure rests on: chips, pixels or objects."""

    def notes(self) -> dict[str, str]:
        """Return what a reader must know of a figure, by its name."""
        return {}

    def details(self) -> dict[str, np.ndarray]:
        """Return what plots of the test are made from: numbers and words, by name."""
        return {}

    def place_number(self, prediction: ChipPrediction) -> int:
        """Return the index of a chip's place in ``places``."""
        return self._number[prediction.chip.place]
