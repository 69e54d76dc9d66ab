"""A pack made ready to run: from normalised input to probabilities or boxes, whatever parts the pack has.

Every stage of a run and the trainer's evaluation go through here, so that both give the same numbers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from .activation import activate
from .allocator import give_back
from .dehaze import Haze
from .devices import Device
from .dispatch import Dispatcher, places_of_pixels
from .left_out_classes import leave_out
from .pack import Pack
from .runtimes import Runtime, load_runtime
from .scene import Scene
from .second_level import SecondLevel


@dataclass(frozen=True)
class Prediction:
    """What a pack says of one tile or chip.

    Attributes:
        pack: that answered: the one that was asked, or its member for the place.
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
        haze: of the scene, which the stages take off what they read; None leaves it.
        left_out: names of classes that the answers do without, see ``left_out_classes``.

    Raises:
        PackError, DeviceError: as ``load_runtime``.
    """

    def __init__(
        self, pack: Pack, load: Callable[[Pack], Runtime], haze: Haze | None = None, left_out: Collection[str] = ()
    ) -> None:  # fmt: skip
        self.pack = pack
        self.haze = haze
        self.left_out = tuple(left_out)
        self._left_out_indices = [pack.classes.index(name) for name in left_out]
        #: How many tiles or chips each member answered, by its name.
        self.answers_by_member: dict[str, int] = {}
        self._load = load
        self._runtime: Runtime | None = load(pack)
        #: The runtime of the network, for provenance.
        self.runtime_name = self._runtime.name
        #: Batches that ``predict`` takes at a time, by as many threads; members are loaded by one alone.
        self.streams = self._runtime.streams if pack.dispatch is None else 1
        self._loading = threading.Lock()
        self._second_level = None if pack.second_level is None else SecondLevel(pack)
        self._dispatcher = None if pack.dispatch is None else Dispatcher(pack)
        self._members: dict[str, Predictor] = {}

    @classmethod
    def on_device(
        cls, pack: Pack, device: Device, haze: Haze | None = None, left_out: Collection[str] = ()
    ) -> Predictor:
        """Return the predictor with the runtime that suits a device."""
        return cls(pack, lambda wanted: load_runtime(wanted, device), haze, left_out)

    def release(self) -> None:
        """Let the network and its memory go; it is loaded again when it is asked for more."""
        self._runtime = None
        give_back()

    def places_of(self, scene: Scene, columns: Sequence[int], row: int, side: int) -> np.ndarray | None:
        """Return the places of a row's tiles as ``places_at`` does.

        Args:
            columns, row: the tiles' first pixels in the scene. side: of a tile in pixels.
        """
        return self.places_at(scene, np.array([(column, row) for column in columns]) + side / 2)

    def places_at(self, scene: Scene, centres: np.ndarray) -> np.ndarray | None:
        """Return the ``places`` that ``predict`` needs for tiles or chips; None where the place has no say.

        Args:
            centres: float64 (n, 2), column and row in the scene's pixels.
        """
        return None if self._dispatcher is None else places_of_pixels(scene, centres)

    def predict(
        self, bands: np.ndarray, presence: np.ndarray, places: np.ndarray | None = None
    ) -> list[Prediction]:
        """Return what the pack says of each tile or chip of a batch.

        Args:
            bands: float32 (batch, channels, height, width), normalised, 0 where missing or invalid.
            presence: float32 (channels,), 1 where the band is there.
            places: float64 (batch, 2), longitude and latitude in degrees of the centres; None where nobody
                knows: then no member is asked.

        Raises:
            PackError: ``pack_invalid`` where a graph can't be loaded or gives what it should not.
        """
        if self._dispatcher is None or places is None:
            return self._predict(bands, presence)
        names = self._dispatcher.members_at(places)
        predictions: dict[int, Prediction] = {}
        for name in dict.fromkeys(names):
            batch = [index for index, own in enumerate(names) if own == name]
            answers = self._member(name)._predict(bands[batch], presence)
            predictions.update(zip(batch, answers, strict=True))
            if name is not None:
                self.answers_by_member[name] = self.answers_by_member.get(name, 0) + len(batch)
        return [predictions[index] for index in range(len(names))]

    def _member(self, name: str | None) -> Predictor:
        """Return the predictor of a member, loaded when it is first asked; None is the pack itself."""
        if name is None:
            return self
        if name not in self._members:
            self._members[name] = Predictor(self.pack.members[name], self._load, left_out=self.left_out)
        return self._members[name]

    def _predict(self, bands: np.ndarray, presence: np.ndarray) -> list[Prediction]:
        kind, indices = self.pack.kind, self._left_out_indices
        return [
            Prediction(self.pack, leave_out(kind, values, indices))
            for values in self._answers(bands, presence)
        ]

    def _answers(self, bands: np.ndarray, presence: np.ndarray) -> list[tuple[np.ndarray, ...]]:
        """Return what the pack itself says of each tile or chip, all of its classes."""
        with self._loading:
            runtime = self._runtime = self._runtime or self._load(self.pack)
        outputs = runtime.run(bands, presence)
        if self.pack.kind == "detector":
            return list(zip(*outputs, strict=True))
        second_level = self._second_level
        if second_level is not None and second_level.can_run(presence):
            members = zip(*outputs[1:], strict=True)
            return [
                (second_level.probabilities(second_level.reflectance(tile), logits),)
                for tile, logits in zip(bands, members, strict=True)
            ]
        probabilities = activate(outputs[0], self.pack.activation, self.pack.temperature)
        return [(values,) for values in probabilities]
