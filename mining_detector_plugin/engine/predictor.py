"""A pack made ready to run: from normalised input to probabilities or boxes, whatever parts the pack has.

Every stage of a run and the trainer's evaluation go through here, so that both give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .activation import activate
from .devices import Device
from .pack import Pack
from .runtimes import Runtime, load_runtime
from .second_level import SecondLevel


@dataclass(frozen=True)
class Prediction:
    """What a pack says of one tile or chip.

    Attributes:
        pack: that answered.
        values: classifier: probabilities float32 (classes,); segmenter: probabilities float32 (classes, height,
            width); detector: boxes float32 (anchors, 4), x0 y0 x1 y1 in the tile's pixels, and scores float32
            (anchors, classes), 0-1.
    """

    pack: Pack
    values: tuple[np.ndarray, ...]


class Predictor:
    """Runs a pack's network and what comes after it.

    Args:
        pack: validated.
        load: gives the runtime of a pack's network.

    Raises:
        PackError, DeviceError: as ``load_runtime``.
    """

    def __init__(self, pack: Pack, load: Callable[[Pack], Runtime]) -> None:
        self.pack = pack
        self._runtime = load(pack)
        self._second_level = None if pack.second_level is None else SecondLevel(pack)

    @classmethod
    def on_device(cls, pack: Pack, device: Device) -> Predictor:
        """Return the predictor with the runtime that suits a device."""
        return cls(pack, lambda wanted: load_runtime(wanted, device))

    @property
    def runtime_name(self) -> str:
        """The runtime of the network, for provenance."""
        return self._runtime.name

    def predict(self, bands: np.ndarray, presence: np.ndarray) -> list[Prediction]:
        """Return what the pack says of each tile or chip of a batch.

        Args:
            bands: float32 (batch, channels, height, width), normalised, 0 where missing or invalid.
            presence: float32 (channels,), 1 where the band is there.
        """
        outputs = self._runtime.run(bands, presence)
        if self.pack.kind == "detector":
            return [Prediction(self.pack, (boxes, scores)) for boxes, scores in zip(*outputs, strict=True)]
        second_level = self._second_level
        if second_level is not None and second_level.can_run(presence):
            members = zip(*outputs[1:], strict=True)
            return [
                Prediction(self.pack, (second_level.probabilities(second_level.reflectance(tile), logits),))
                for tile, logits in zip(bands, members, strict=True)
            ]
        probabilities = activate(outputs[0], self.pack.activation, self.pack.temperature)
        return [Prediction(self.pack, (values,)) for values in probabilities]
