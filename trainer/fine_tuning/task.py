"""The task of fine-tuning a segmenter: reviewed chips, mixed with older ones so that it forgets less."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.modules.batchnorm import _BatchNorm

from mining_detector_plugin.engine.pack import Pack
from trainer.data.augment import Jitter, drop_bands, jitter_radiometry, turn
from trainer.data.chip_loader import ChipLoader, RawBatch
from trainer.data.dataset import UNLABELLED, Chip, Dataset
from trainer.data.normalisation import normalise
from trainer.data.sources import DataError
from trainer.tasks.pixel_classes import code_table, mapped_names
from trainer.tasks.pixel_figures import logits_of
from trainer.tasks.task import Batch, Evaluation, PackFields, Predict, Task

log = logging.getLogger("trainer")


@dataclass(frozen=True)
class TuningData:
    """A data set to train on.

    Attributes:
        dataset: its chips are trained on, all of them.
        class_map: its classes by the name that the pack gives them, where that differs.
    """

    dataset: Dataset
    class_map: dict[str, str]

    def codes(self, pack: Pack) -> Tensor:
        """Return int64 (256,): the pack's class by the mask's code, ``UNLABELLED`` for what it has no class for."""
        names = mapped_names(self.dataset.classes, self.class_map, None)
        return torch.from_numpy(code_table(self.dataset.classes, names, pack.classes))


class TuneSegmenter(Task):
    """Trains a segmenter's network further. Not in ``TASKS``: it is made from data sets, not from a recipe.

    Args:
        pack: that is trained further.
        reviewed, replayed: what it is trained on; ``replayed`` may be empty.
        replay_share: of a batch's chips, from ``replayed``.
        size: side of a training chip in pixels; larger chips are cut, never scaled.
        steps: batches of an epoch; None passes once over the reviewed chips.
    """

    kind = "segmenter"

    def __init__(
        self, pack: Pack, reviewed: TuningData, replayed: Sequence[TuningData], replay_share: float, size: int,
        steps: int | None, batch_size: int, seed: int,
    ) -> None:  # fmt: skip
        super().__init__(None, reviewed.dataset.folder, batch_size, seed)
        self.pack = pack
        self.parts = [part for part in (reviewed, *replayed) if len(part.dataset)]
        if not self.parts or self.parts[0] is not reviewed:
            raise DataError(
                "no_training_chips", "No chip of reviewed polygons is there to train on.",
                "Accept or reject more polygons, or lower procedure.settings.chips.least_clear.",
            )  # fmt: skip
        self.loaders = [ChipLoader(part.dataset, size, "cut") for part in self.parts]
        self.codes = [part.codes(pack) for part in self.parts]
        self.counts = _chips_of_parts(
            batch_size, [len(part.dataset) for part in self.parts[1:]], replay_share
        )
        self.steps = steps or -(-len(reviewed.dataset) // self.counts[0])
        self.weights = self._class_weights()

    @property
    def steps_per_epoch(self) -> int:
        return self.steps

    def training_batches(self, epoch: int) -> Iterator[Batch]:
        """Yield batches of reviewed and replayed chips, augmented and normalised."""
        chance = torch.Generator().manual_seed(int(np.random.default_rng((self.seed, epoch)).integers(2**31)))
        streams = [self._stream(number, epoch) for number in range(len(self.parts))]
        for _ in range(self.steps):
            batches = [
                self._batch(next(stream), codes, chance)
                for stream, codes in zip(streams, self.codes, strict=True)
            ]
            ids = [chip_id for batch in batches for chip_id in batch["ids"]]
            yield {
                name: torch.cat([batch[name] for batch in batches])
                for name in ("bands", "presence", "target")
            } | {"ids": ids}

    def _stream(self, number: int, epoch: int) -> Iterator[RawBatch]:
        """Yield batches of one data set, its chips shuffled, again and again."""
        chips, count = self.parts[number].dataset.chips, self.counts[number]
        chance = np.random.default_rng((self.seed, epoch, number))
        drawn: list[Chip] = []
        while len(drawn) < self.steps * count:
            drawn += [chips[int(index)] for index in chance.permutation(len(chips))]
        return self.loaders[number].batches(drawn[: self.steps * count], count, (self.seed, epoch, number))

    def _batch(self, raw: RawBatch, codes: Tensor, chance: torch.Generator) -> Batch:
        assert raw.mask is not None
        reflectance, is_valid, mask = turn([raw.reflectance, raw.is_valid, raw.mask], chance)
        reflectance = jitter_radiometry(reflectance, Jitter(), chance)
        presence = drop_bands(raw.presence, chance)
        target = codes[mask].masked_fill(~is_valid, UNLABELLED)
        raw = replace(raw, presence=presence)
        return {
            "bands": normalise(reflectance, presence, is_valid), "presence": presence, "target": target,
            "ids": [chip.id for chip in raw.chips],
        }  # fmt: skip

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return the weighted cross-entropy over labelled pixels."""
        logits = logits_of(network(batch["bands"], batch["presence"]))
        weights = self.weights.to(logits.device)
        target = batch["target"]
        losses = functional.cross_entropy(logits, target, weights, ignore_index=UNLABELLED, reduction="sum")
        return {"loss": losses / weights[target[target != UNLABELLED]].sum().clamp_min(1.0)}

    def validate(self, network: nn.Module) -> dict[str, float]:
        """Return nothing: a few reviewed chips are too few to spare, and the pack is held against the old one."""
        return {}

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Never asked: the old pack's fields are kept, see ``procedures.fine_tune``."""
        raise AssertionError("a tuned pack keeps the fields of the old one")

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: object, split: str) -> list[Evaluation]:
        """Never asked: see ``fine_tuning.comparison``."""
        raise AssertionError("a tuned pack is held against the old one instead")

    def _class_weights(self) -> Tensor:
        """Return weights, float32 (classes,): one by the square root of how rare a class is, of mean 1 where seen."""
        counts = torch.zeros(UNLABELLED + 1, dtype=torch.int64)
        for part, loader, codes in zip(self.parts, self.loaders, self.codes, strict=True):
            for raw in loader.batches(part.dataset.chips, 8):
                assert raw.mask is not None
                counts += torch.bincount(codes[raw.mask].flatten(), minlength=len(counts))
        seen = counts[: len(self.pack.classes)].double()
        weights = torch.where(seen > 0, (seen / seen.sum()).clamp_min(1e-4) ** -0.5, 0)
        return torch.where(seen > 0, weights / weights[seen > 0].mean(), 1).float()


def hold_statistics(network: nn.Module, below: str | None = None) -> int:
    """Keep batch norm's running statistics as they are while a network trains further; return how many layers.

    A few chips of one place would pull them away from what all the data had.

    Args:
        below: only in modules whose name starts so, such as ``encoder``; None for all.
    """
    held = 0
    for name, module in network.named_modules():
        if isinstance(module, _BatchNorm) and (below is None or name.startswith(below)):
            module.__class__ = type(f"Held{type(module).__name__}", (_Held, type(module)), {})
            module.eval()
            held += 1
    return held


class _Held:
    """Keeps a layer in evaluation mode."""

    def train(self, mode: bool = True) -> nn.Module:
        """Stay as it is, whatever the mode of the network."""
        return super().train(False)  # type: ignore[misc]


def _chips_of_parts(batch_size: int, replayed: Sequence[int], share: float) -> list[int]:
    """Return how many chips of a batch each data set gives: the reviewed one first, each at least one."""
    if not replayed:
        return [batch_size]
    total = min(max(round(batch_size * share), len(replayed)), max(batch_size - 1, len(replayed)))
    weights = np.array(replayed) / sum(replayed)
    counts = np.maximum(np.floor(weights * total).astype(int), 1)
    return [max(batch_size - int(counts.sum()), 1), *counts.tolist()]
