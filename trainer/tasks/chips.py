"""What all tasks on data set folders share: folds by place, loading, sampling, normalising, ensembles.

The data set's ``train`` split is dealt to folds; each fold's network is validated on the fold that it did not
see, and thresholds are fitted on those predictions. Other splits are touched by ``evaluate`` alone.
"""

from __future__ import annotations

import copy
import difflib
import logging
import math
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from pydantic import Field, field_validator
from torch import Generator, Tensor, nn

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import Pack
from trainer.data.chip_loader import ChipLoader, Fit, RawBatch
from trainer.data.dataset import Chip, Dataset, open_dataset, read_exclude
from trainer.data.folds import fold_of_chips
from trainer.data.normalisation import normalise
from trainer.data.sources import DataError
from trainer.evaluation.on_dataset import evaluate_on_dataset

from .task import Assembled, Batch, Evaluation, Predict, Section, Task, TrainingSource

log = logging.getLogger("trainer")


class PlaceSettings(Section):
    """What all tasks on data set folders take.

    Attributes:
        size: side of what the network sees in training, pixels.
        bands: use these alone; None uses what each chip has.
        exclude: file of chip ids to leave out, such as explore.py writes.
        only: file of chip ids to train and validate on alone. Folds are dealt over all chips nevertheless, so that
            the same places are held out.
        folds: places of the train split are dealt to so many.
        train_folds: folds to train a network for; None trains all, and the pack is their mean.
        steps: batches of an epoch; None passes once over the chips.
        workers: processes that read chips.
    """

    size: int = Field(default=64, gt=0, multiple_of=32)
    bands: list[str] | None = Field(default=None, min_length=1)
    exclude: str | None = None
    only: str | None = None
    folds: int = Field(default=5, gt=1)
    train_folds: list[int] | None = Field(default=[0])
    steps: int | None = Field(default=None, gt=0)
    workers: int = Field(default=0, ge=0)

    @field_validator("bands")
    @classmethod
    def _bands_are_known(cls, bands: list[str] | None) -> list[str] | None:
        for name in bands or ():
            if name not in PACK_BANDS:
                near = difflib.get_close_matches(name.upper(), PACK_BANDS, n=3, cutoff=0.5)
                told = f"near ones are {', '.join(near)}; " if near else ""
                raise ValueError(f"there is no band {name}; {told}known are {', '.join(PACK_BANDS)}")
        return bands


class ChipSettings(PlaceSettings):
    """What tasks take whose network sees one chip at a time.

    Attributes:
        fit: how a chip gets the size, see ``ChipLoader``.
        views: sides from which the pack looks at a tile, see ``engine.networks.ensemble.VIEWS``.
    """

    fit: Fit = "scale"
    views: list[str] = Field(default=["as_is"], min_length=1)


class PlaceTask(Task):
    """A task on a data set folder, whose places are dealt to folds; ``data_root`` is the folder. See ``Task``."""

    settings: Any

    def __init__(self, settings: Any, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        whole = open_dataset(data_root)
        self.only = None if settings.only is None else read_exclude(Path(settings.only))
        if settings.exclude is not None:
            whole = whole.without(read_exclude(Path(settings.exclude)))
        self.dataset: Dataset = self.usable(whole.split("train"))
        if not len(self.dataset):
            raise DataError(
                "no_training_chips", f"{data_root} holds no chip to train on for this task.",
                "Build the data set with a train split and the labels that the recipe needs.",
            )  # fmt: skip
        self.gaps: tuple[str, ...] = ()
        self.fold_of = fold_of_chips(self.dataset, settings.folds, seed)
        self._choose_fold((settings.train_folds or [0])[0])

    def usable(self, dataset: Dataset) -> Dataset:
        """Return the chips that this task can learn from; all of them by default."""
        return dataset

    def folds(self) -> list[Self]:
        """Return this task once per fold that is to be trained."""
        numbers = self.settings.train_folds
        numbers = list(range(self.settings.folds)) if numbers is None else numbers
        outside = [number for number in numbers if not 0 <= number < self.settings.folds]
        if outside or not numbers:
            raise DataError(
                "fold_unknown", f"settings.train_folds names {numbers} of {self.settings.folds} folds.",
                f"Name some of 0 to {self.settings.folds - 1}.",
            )  # fmt: skip
        tasks = []
        for number in numbers:
            task = copy.copy(self)
            task._choose_fold(number)
            tasks.append(task)
        self.gaps = tuple(gap for task in tasks for gap in task._label_gaps())
        for gap in self.gaps:
            log.warning(gap)
        return tasks

    def warnings(self) -> tuple[str, ...]:
        """Return which labels were missing in training, or in a fold of it, once ``folds`` was asked for."""
        return tuple(dict.fromkeys(self.gaps))

    def _label_gaps(self) -> list[str]:
        """Return a sentence for each label that this fold can't learn, or can't be judged by."""
        gaps = []
        shown = {tag for chip in self.dataset.chips for tag in chip.tags}
        for tag in self.dataset.tags:
            trained = any(tag in chip.tags for chip in self.trained)
            judged = any(tag in chip.tags for chip in self.held_out)
            if tag not in shown:
                gaps.append(f"No training chip shows {tag}: it can't be learned.")
            elif not trained:
                gaps.append(f"Fold {self.fold} trains without {tag}: too few places show it.")
            elif not judged:
                gaps.append(f"Fold {self.fold} holds no place out that shows {tag}.")
        return gaps

    def _choose_fold(self, number: int) -> None:
        self.fold = number
        chips = [
            (chip, fold == number)
            for chip, fold in zip(self.dataset.chips, self.fold_of, strict=True)
            if self.only is None or chip.id in self.only
        ]
        self.trained = tuple(chip for chip, is_held_out in chips if not is_held_out)
        self.held_out = tuple(chip for chip, is_held_out in chips if is_held_out)
        if not self.trained:
            raise DataError(
                "no_training_chips", f"No chip is left to train on where fold {number} is held out.",
                "Hold another fold out, or name more chips in settings.only.",
            )  # fmt: skip

    @property
    def steps_per_epoch(self) -> int:
        return self.settings.steps or math.ceil(len(self.trained) / self.batch_size)

    def chip_weights(self, chips: Sequence[Chip]) -> np.ndarray | None:
        """Return how often each chip is to be drawn, float (chips,); None passes over all alike."""
        return None

    def _drawn(self, chance: np.random.Generator) -> list[Chip]:
        """Return an epoch's chips in order."""
        count = self.steps_per_epoch * self.batch_size
        weights = self.chip_weights(self.trained)
        if weights is not None:
            numbers = chance.choice(len(self.trained), count, p=weights / weights.sum())
        else:
            passes = math.ceil(count / len(self.trained))
            numbers = np.concatenate([chance.permutation(len(self.trained)) for _ in range(passes)])[:count]
        return [self.trained[int(number)] for number in numbers]

    def training_sources(self) -> tuple[TrainingSource, ...]:
        """Return the data set's sources for the card."""
        chips = [chip for chip in self.dataset.chips if self.only is None or chip.id in self.only]
        places = len({chip.place for chip in chips})
        return tuple(
            TrainingSource(row["name"], row["source"], row["license"], places, len(chips))
            for row in self.dataset.sources
        )

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        """Return a finished pack's figures on a split's places, by ``trainer.evaluation``; none where it is empty."""
        dataset = open_dataset(data_root)
        if not len(dataset.split(split)):
            log.warning("%s has no %s chips: the pack gets no figures.", dataset.name, split)
            return []
        return evaluate_on_dataset(pack, dataset, split, predict)


class ChipTask(PlaceTask):
    """A task whose network sees one chip at a time, and whose pack may be the mean of several folds' networks."""

    #: The pack's activation; subclasses set it.
    activation: str

    def __init__(self, settings: Any, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        self.loader = ChipLoader(self.dataset, settings.size, settings.fit, settings.workers)

    def training_batches(self, epoch: int) -> Iterator[Batch]:
        """Yield augmented, normalised batches; the same for the same seed, fold and epoch."""
        seed = (self.seed, self.fold, epoch)
        drawn = self._drawn(np.random.default_rng(seed))
        chance = Generator().manual_seed(int(np.random.default_rng((*seed, 1)).integers(2**31)))
        for raw in self.loader.batches(drawn, self.batch_size, seed):
            yield self.to_batch(self.augment(raw, chance), chance)

    @abstractmethod
    def augment(self, raw: RawBatch, chance: Generator) -> RawBatch:
        """Return a training batch, augmented; reflectance stays reflectance."""

    @abstractmethod
    def targets(self, raw: RawBatch) -> dict[str, Tensor]:
        """Return what the loss needs beside ``bands`` and ``presence``."""

    def to_batch(self, raw: RawBatch, chance: Generator | None = None) -> Batch:
        """Return a batch for the network: normalised, with the recipe's bands alone, with chip ids.

        Args:
            chance: for tasks that drop bands in training; None in evaluation.
        """
        presence = self.limited(raw.presence)
        bands = normalise(raw.reflectance, presence, raw.is_valid)
        ids: Any = [chip.id for chip in raw.chips]
        return {"bands": bands, "presence": presence, "ids": ids, **self.targets(raw)}

    def limited(self, presence: Tensor) -> Tensor:
        """Return presence without the bands that the recipe does not use, float32 (batch, 12)."""
        if self.settings.bands is None:
            return presence
        return presence * torch.tensor([float(name in self.settings.bands) for name in PACK_BANDS])

    def outputs(self, network: nn.Module, chips: Sequence[Chip]) -> Iterator[tuple[RawBatch, Any]]:
        """Yield batches of chips with the network's output on the processor; the network is in evaluation mode."""
        device = next(network.parameters()).device
        for raw in self.loader.batches(chips, self.batch_size):
            batch = self.to_batch(raw)
            with torch.no_grad():
                output = network(batch["bands"].to(device), batch["presence"].to(device))
            yield raw, _on_processor(output)

    def assemble(
        self, members: list[tuple[Task, nn.Module]], name: str, arguments: dict[str, Any]
    ) -> Assembled:
        """Return one network of all folds and views; keeps each member's held-out fold for calibration."""
        self.members = [(task, self._ensemble([network], name, arguments)) for task, network in members]
        return self._ensemble([network for _, network in members], name, arguments)

    def _ensemble(self, networks: list[nn.Module], name: str, arguments: dict[str, Any]) -> Assembled:
        views = list(self.settings.views)
        if len(networks) == 1 and views == ["as_is"]:
            return Assembled(networks[0].eval(), name, arguments)
        from mining_detector_plugin.engine.networks.ensemble import Ensemble

        wanted: dict[str, Any] = {
            "name": name, "arguments": arguments, "count": len(networks), "views": views, "activation": self.activation,
        }  # fmt: skip
        ensemble = Ensemble(**wanted)
        for member, network in zip(ensemble.members, networks, strict=True):
            member.load_state_dict(network.state_dict())
        return Assembled(ensemble.eval(), "ensemble", wanted)

    def held_out_outputs(self) -> Iterator[tuple[RawBatch, Any]]:
        """Yield each trained fold's held-out chips with the output of the member that did not see them."""
        for task, assembled in self.members:
            assert isinstance(task, ChipTask)
            yield from self.outputs(assembled.network, task.held_out)


def _on_processor(output: Any) -> Any:
    if isinstance(output, tuple | list):
        return tuple(_on_processor(part) for part in output)
    return output.float().cpu()
