"""What a task (classify, segment, detect) gives the trainer. Everything else is the same for all tasks.

A task is made from the recipe, reads its data once, yields augmented batches, turns a network's output into a
loss, and says what the pack is to hold. Its ``evaluate`` reads a finished pack alone, never the training run.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from pydantic import BaseModel, ConfigDict
from torch import Tensor, nn

from mining_detector_plugin.engine.pack import Pack

#: Runs a pack: (bands, presence) -> the graph's outputs, all float32 arrays. See docs/developers.md.
Predict = Callable[[np.ndarray, np.ndarray], list[np.ndarray]]
Batch = dict[str, Any]


class Section(BaseModel):
    """Base of a recipe's sections: an unknown key or a wrong type is an error, nothing is guessed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True)
class Evaluation:
    """One figure of a pack.

    Attributes:
        data: what it was measured on, such as ``rgb_chips``.
        split: ``val``, or what was held out.
        metric: such as ``roc_auc`` or ``iou_tailings``.
        value: the figure.
        count: of chips, pixels or objects that it rests on.
        note: what a reader must know, such as ``place never seen in training``.
    """

    data: str
    split: str
    metric: str
    value: float
    count: int
    note: str = ""


@dataclass(frozen=True)
class TrainingSource:
    """A source of training data, for the card."""

    name: str
    source: str
    license: str
    places: int
    samples: int


@dataclass(frozen=True)
class PackFields:
    """What a task decides about its pack; see docs/developers.md for the fields' meaning.

    Attributes:
        outputs: the graph's outputs by name, with the names of their dimensions (``batch`` first).
        limits: sentences for the card: what the model must not be used for, what it misses.
        threshold_rule: a sentence for the card: how ``thresholds`` were chosen.
        is_fixed_size: the network takes tiles of ``tile`` pixels alone.
        extra: optional fields of model.json, such as ``mine_classes`` or ``second_level``.
        files: further files of the pack by their path in it: their bytes, or a file or folder to copy.
    """

    classes: tuple[str, ...]
    activation: str
    tile: int
    overlap: int
    stride: int
    thresholds: dict[str, float]
    threshold_rule: str
    outputs: dict[str, tuple[str, ...]]
    training_data: tuple[TrainingSource, ...]
    limits: tuple[str, ...]
    temperature: float = 1.0
    bands_needed: tuple[str, ...] = ("B02", "B03", "B04")
    is_fixed_size: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes | Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Assembled:
    """The network that goes into the pack, in evaluation mode, with what ``build_network`` needs to make it."""

    network: nn.Module
    name: str
    arguments: dict[str, Any]


class Task(ABC):
    """One kind of model. Subclasses set ``kind`` and ``Settings`` and are listed in ``trainer.tasks.TASKS``.

    Args:
        settings: the recipe's ``settings`` section, an instance of ``Settings``.
        data_root: the data folder, laid out as trainer/data describes.
        batch_size: samples of a batch.
        seed: of all that is drawn at random.
    """

    kind: ClassVar[str]
    Settings: ClassVar[type[Section]]

    def __init__(self, settings: Any, data_root: Path, batch_size: int, seed: int) -> None:
        self.settings = settings
        self.data_root = data_root
        self.batch_size = batch_size
        self.seed = seed

    @property
    @abstractmethod
    def steps_per_epoch(self) -> int:
        """Number of batches that ``training_batches`` yields."""

    @abstractmethod
    def training_batches(self, epoch: int) -> Iterator[Batch]:
        """Yield the epoch's batches, augmented and normalised, the same for the same seed and epoch.

        A batch holds at least ``bands`` and ``presence``, the network's inputs. ``ids``, a list, names its chips.
        """

    @abstractmethod
    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return ``loss`` (it is minimised) and any parts of it to be logged."""

    def auxiliary(self, network: nn.Module) -> nn.Module | None:
        """Return heads that are trained beside the network and thrown away, or None."""
        return None

    @abstractmethod
    def validate(self, network: nn.Module) -> dict[str, float]:
        """Return figures after an epoch, on held-out training places; the network is in evaluation mode."""

    @abstractmethod
    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return what the pack is to hold, thresholds fitted on held-out training places."""

    def folds(self) -> list[Self]:
        """Return the tasks whose networks make the pack: one per fold, or this one alone."""
        return [self]

    def network_arguments(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Return the network's arguments, completed by what the data say, such as how many classes there are.

        Args:
            name, arguments: of the recipe's network. What the recipe gives stays.
        """
        return arguments

    def write_records(self, folder: Path) -> None:
        """Write what the run folder keeps beside curves and checkpoints, after ``pack_fields``."""
        return None

    def warnings(self) -> tuple[str, ...]:
        """Return sentences on the data that the card must hold beside the limits."""
        return ()

    def assemble(
        self, members: list[tuple[Task, nn.Module]], name: str, arguments: dict[str, Any]
    ) -> Assembled:
        """Return the pack's network of what was trained for each of ``folds``.

        Args:
            members: each fold's task and trained network, in evaluation mode.
            name, arguments: of the recipe's network.
        """
        (_, network), *others = members
        assert not others, "only tasks with folds have several networks"
        return Assembled(network, name, arguments)

    @classmethod
    @abstractmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        """Return the figures of a finished pack on a split's places."""
