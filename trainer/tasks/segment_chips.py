"""The task of recipes that segment chips of a data set folder: a class for each pixel, from masks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from pydantic import Field, model_validator
from torch import Generator, Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.second_level import second_level_features
from trainer.calibration import best_threshold, fit_temperature, probabilities_of
from trainer.data.augment import Jitter, drop_bands, jitter_radiometry, turn
from trainer.data.chip_loader import RawBatch
from trainer.data.dataset import UNLABELLED, Chip, Dataset
from trainer.data.elastic import bend
from trainer.data.sources import DataError
from trainer.evaluation.second_level import WITHOUT

from .chips import ChipSettings, ChipTask
from .jitter_section import JitterSection
from .pixel_classes import UNLABELLED_NAME, code_table, mapped_names, network_classes
from .pixel_figures import confusion, likeliest, logits_of, map_figures
from .task import Batch, PackFields, Section

log = logging.getLogger("trainer")
#: So many chips, drawn by chance, tell how frequent classes are.
_COUNTED_CHIPS = 500
#: So many held-out pixels, drawn by chance, fit temperature and threshold.
_FITTED_PIXELS = 200_000
_DIMENSIONS = ("batch", "class", "height", "width")


class ElasticSection(Section):
    """Strength of the elastic transform; see ``trainer.data.elastic.bend``."""

    share: float = Field(default=0.5, ge=0, le=1)
    alpha: float = Field(default=250.0, gt=0)
    sigma: float = Field(default=6.0, gt=0)


class DropBandsSection(Section):
    """How often a chip loses bands in training, so that one pack serves many sets of bands; see ``drop_bands``."""

    rgb_share: float = Field(default=0.35, ge=0, le=1)
    keep_share: float = Field(default=0.35, ge=0, le=1)


class SecondLevelSection(Section):
    """A random forest per pixel on top of the network's members; see ``trainer.second_level``."""

    trees: int = Field(default=30, gt=0, le=200)
    depth: int = Field(default=10, gt=0, le=16)
    leaf_pixels: int = Field(default=30, gt=0)
    pixels: int = Field(default=100_000, gt=0)


class SegmentChipsSettings(ChipSettings):
    """What is this task's alone; see ``ChipSettings`` for the rest.

    Attributes:
        classes: kinds of mine to tell apart; None takes the data set's. Pixels of others count nowhere.
        class_map: the data set's classes by the name that the pack gives them; ``background`` and ``unlabelled`` are
            names too.
        merge_into: one class for all mines; None keeps them apart.
        class_weight_power: a class weighs (1 / its share of the pixels) to this power in the loss; 0 weighs all alike.
        mine_share: share of the drawn chips that show a mine; None draws chips as they come.
        elastic: None leaves shapes as they are. jitter: of radiometry, None for none.
        drop_bands: None keeps the bands that there are.
        overlap: of the pack's tiles, whose side is ``size``.
        second_level: for a ``joint_segmenter`` of one fold; None leaves the network alone.
    """

    classes: list[str] | None = None
    class_map: dict[str, str] = Field(default_factory=dict)
    merge_into: str | None = None
    class_weight_power: float = Field(default=0.5, ge=0, le=1)
    mine_share: float | None = Field(default=None, gt=0, lt=1)
    elastic: ElasticSection | None = ElasticSection()
    jitter: JitterSection | None = None
    drop_bands: DropBandsSection | None = None
    overlap: int = Field(default=64, ge=0)
    second_level: SecondLevelSection | None = None

    @model_validator(mode="after")
    def _second_level_has_one_network(self) -> Self:
        is_one = self.train_folds is not None and len(self.train_folds) == 1 and self.views == ["as_is"]
        if self.second_level is not None and not (is_one and self.bands):
            raise ValueError("a second_level needs bands, one fold in train_folds, and views: [as_is]")
        return self


@dataclass(frozen=True)
class HeldOutPixels:
    """Labelled pixels of held-out chips, drawn by chance.

    Attributes:
        logits: float32 (pixels, classes), of the member that did not train on them.
        targets: int64 (pixels,), class.
        places: of each pixel's chip.
        features: float32 (pixels, bands + members), of the second level; (pixels, 0) without one.
    """

    logits: np.ndarray
    targets: np.ndarray
    places: np.ndarray
    features: np.ndarray


class SegmentChips(ChipTask):
    """Trains and evaluates segmenters on data set folders."""

    kind = "segmenter"
    activation = "softmax"
    Settings = SegmentChipsSettings

    def __init__(self, settings: SegmentChipsSettings, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        self.names = mapped_names(self.dataset.classes, settings.class_map, settings.merge_into)
        self.classes = network_classes(self.dataset, self.names, settings.classes)
        self.codes = torch.from_numpy(code_table(self.dataset.classes, self.names, self.classes))
        ignored = [name for name, other in self.names.items() if other not in self.classes]
        if ignored:
            log.info("Pixels of %s count nowhere: the recipe has no class for them.", ", ".join(ignored))
        self._weights: dict[int, Tensor] = {}

    def usable(self, dataset: Dataset) -> Dataset:
        """Return the chips with a mask."""
        return dataset.where(lambda chip: chip.has_mask)

    def network_arguments(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Return the network's arguments with the count of classes and the bands that the recipe uses."""
        found: dict[str, Any] = {"classes": len(self.classes)}
        if self.settings.bands is not None:
            found["used_channels"] = [PACK_BANDS.index(band) for band in self.settings.bands]
        if self.settings.second_level is not None:
            if name != "joint_segmenter":
                raise DataError(
                    "second_level_without_members", f"A second level needs members, and {name} has none.",
                    "Set network.name to joint_segmenter, or settings.second_level to null.",
                )  # fmt: skip
            found["gives_members"] = True
        return found | arguments

    def chip_weights(self, chips: Sequence[Chip]) -> np.ndarray | None:
        """Return weights by which ``mine_share`` of the drawn chips show a mine; None where nothing is to be done."""
        shows = np.array([bool(chip.tags) for chip in chips])
        share = self.settings.mine_share
        if share is None or shows.all() or not shows.any():
            return None
        return np.where(shows, share / shows.sum(), (1 - share) / (~shows).sum())

    def augment(self, raw: RawBatch, chance: Generator) -> RawBatch:
        """Return the batch flipped and turned, bent, and under another sky, as the recipe says."""
        assert raw.mask is not None
        reflectance, is_valid, mask = turn([raw.reflectance, raw.is_valid, raw.mask], chance)
        if self.settings.elastic is not None:
            reflectance, is_valid, mask = bend(
                reflectance, is_valid, mask, chance, **self.settings.elastic.model_dump()
            )
        if self.settings.jitter is not None:
            reflectance = jitter_radiometry(reflectance, Jitter(**self.settings.jitter.model_dump()), chance)
        presence = raw.presence
        if self.settings.drop_bands is not None:
            presence = drop_bands(presence, chance, **self.settings.drop_bands.model_dump())
        return replace(raw, reflectance=reflectance, is_valid=is_valid, mask=mask, presence=presence)

    def targets(self, raw: RawBatch) -> dict[str, Tensor]:
        """Return ``target``, int64 (batch, size, size): classes, ``UNLABELLED`` where unknown or without data."""
        assert raw.mask is not None
        return {"target": self.codes[raw.mask].masked_fill(~raw.is_valid, UNLABELLED)}

    def class_weights(self) -> Tensor:
        """Return each class's weight in the loss, float32 (classes,), of mean 1, from the fold's training chips.

        Raises:
            DataError: ``class_empty``.
        """
        if self.fold not in self._weights:
            counts = self._class_counts(self.trained)
            empty = [name for name, count in zip(self.classes, counts, strict=True) if not count]
            if empty:
                raise DataError(
                    "class_empty", f"The training chips of fold {self.fold} show no {', '.join(empty)}.",
                    "Take another fold (settings.train_folds), other settings.classes, or add such places.",
                )  # fmt: skip
            weights = (counts / counts.sum()) ** -self.settings.class_weight_power
            self._weights[self.fold] = torch.from_numpy(weights / weights.mean()).float()
        return self._weights[self.fold]

    def _class_counts(self, chips: Sequence[Chip]) -> np.ndarray:
        """Return the pixels of each class in chips, or in ``_COUNTED_CHIPS`` of them, float (classes,)."""
        chance = np.random.default_rng((self.seed, self.fold))
        numbers = chance.permutation(len(chips))[:_COUNTED_CHIPS]
        counts = torch.zeros(UNLABELLED + 1, dtype=torch.int64)
        for raw in self.loader.batches([chips[int(number)] for number in numbers], self.batch_size):
            counts += torch.bincount(self.targets(raw)["target"].flatten(), minlength=len(counts))
        return counts[: len(self.classes)].double().numpy()

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return the weighted cross-entropy over labelled pixels, of the averaged prediction where members join."""
        logits = logits_of(network(batch["bands"], batch["presence"]))
        return {"loss": self._cross_entropy(logits, batch["target"])}

    def _cross_entropy(self, logits: Tensor, target: Tensor) -> Tensor:
        weights = self.class_weights().to(logits.device)
        losses = functional.cross_entropy(logits, target, weights, ignore_index=UNLABELLED, reduction="sum")
        labelled = target[target != UNLABELLED]
        return losses / weights[labelled].sum().clamp_min(1.0)

    def validate(self, network: nn.Module) -> dict[str, float]:
        """Return loss, accuracy, F1 of any mine and intersections over union on the held-out fold."""
        counts = np.zeros((len(self.classes), len(self.classes)), np.int64)
        losses = []
        for raw, output in self.outputs(network, self.held_out):
            target = self.targets(raw)["target"]
            losses.append(float(self._cross_entropy(logits_of(output), target)))
            counts += confusion(likeliest(output), target, len(self.classes))
        return {"loss": float(np.mean(losses)), **map_figures(counts, self.classes)}

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields; temperature and threshold are fitted on held-out pixels."""
        pixels = self.held_out_pixels()
        temperature = fit_temperature(pixels.logits, pixels.targets, self.activation)
        likely = probabilities_of(pixels.logits / temperature, self.activation)
        threshold, f1 = best_threshold(1 - likely[:, 0], pixels.targets > 0)
        size, overlap = self.settings.size, min(self.settings.overlap, self.settings.size // 2)
        fields = PackFields(
            classes=self.classes, activation=self.activation, tile=size, overlap=overlap, stride=size - overlap,
            thresholds={"default": threshold}, temperature=temperature,
            threshold_rule=(
                f"On the probability of any mine: highest F1 ({f1:.3f}) over {len(pixels.targets)} pixels of "
                f"{len(np.unique(pixels.places))} training places that were held out."
            ),
            outputs={"logits": _DIMENSIONS}, training_data=self.training_sources(), limits=self._limits(),
            bands_needed=self._bands_needed(), extra={"class_map": self._class_map()},
        )  # fmt: skip
        return fields if self.settings.second_level is None else self._with_second_level(fields, pixels, f1)

    def _with_second_level(self, fields: PackFields, pixels: HeldOutPixels, alone: float) -> PackFields:
        """Return the fields with a second level fitted on held-out pixels, and its own threshold.

        Args:
            fields: of the network. alone: its F1 at its threshold on these pixels.
        """
        from trainer.second_level import GRAPH_FILE, ForestShape, fit_second_level

        shape = ForestShape(**self.settings.second_level.model_dump())
        fit = fit_second_level(pixels.features, pixels.targets, pixels.places, self.classes, shape, self.seed)
        threshold, f1 = best_threshold(1 - fit.unseen[:, 0], pixels.targets > 0)
        limits = fields.limits
        if f1 < alone:
            verdict = (
                f"The second level lowers F1 of any mine from {alone:.3f} to {f1:.3f} on held-out training places: "
                f"settings.second_level=null leaves it out."
            )
            log.warning("%s", verdict)
            limits = (verdict, *limits)
        bands = list(self.settings.bands)
        members = pixels.features.shape[1] - len(bands)
        return replace(
            fields, thresholds={"default": threshold, WITHOUT: fields.thresholds["default"]},
            threshold_rule=(
                f"On the probability of any mine after the second level: highest F1 ({f1:.3f}) over the same pixels, "
                f"each by a forest that saw none of its place. Without the second level: {fields.threshold_rule}"
            ),
            outputs=fields.outputs | {f"member_{number}": _DIMENSIONS for number in range(members)},
            extra={
                **fields.extra, "second_level": {"graph": GRAPH_FILE, "bands": bands, "members": members}
            },
            files={GRAPH_FILE: fit.graph}, limits=limits,
        )  # fmt: skip

    def _class_map(self) -> dict[str, str]:
        """Return what each class of the data set is to the pack, for its evaluation."""
        return {
            name: other if other in self.classes else UNLABELLED_NAME for name, other in self.names.items()
        }

    def _bands_needed(self) -> tuple[str, ...]:
        """Return the bands that each training chip had; the visible ones where bands were dropped."""
        if self.settings.drop_bands is not None:
            return ("B02", "B03", "B04")
        common = set(PACK_BANDS).intersection(*(chip.bands for chip in self.dataset.chips))
        wanted = PACK_BANDS if self.settings.bands is None else self.settings.bands
        return tuple(band for band in PACK_BANDS if band in common and band in wanted)

    def held_out_pixels(self) -> HeldOutPixels:
        """Return labelled held-out pixels, each with the logits of the member that did not train on it.

        Raises:
            DataError: ``nothing_held_out``.
        """
        chance = np.random.default_rng((self.seed, 7))
        held_out = sum(len(task.held_out) for task, _ in self.members if isinstance(task, ChipTask))
        share = _FITTED_PIXELS / (held_out * self.settings.size**2)
        logits, targets, places, features = [], [], [], []
        for raw, output in self.held_out_outputs():
            target = self.targets(raw)["target"].numpy()
            chosen = (target != UNLABELLED) & (chance.random(target.shape) < share)
            logits.append(logits_of(output).permute(0, 2, 3, 1).numpy()[chosen])
            targets.append(target[chosen])
            names = np.array([chip.place for chip in raw.chips])
            places.append(np.broadcast_to(names[:, None, None], target.shape)[chosen])
            features.append(self._features(raw, output)[chosen])
        parts = (logits, targets, places, features)
        pixels = HeldOutPixels(*(np.concatenate(part) for part in parts))
        if not len(pixels.targets):
            raise DataError(
                "nothing_held_out", "No pixel of the held-out fold is labelled.", "Take another fold or seed."
            )
        return pixels

    def _features(self, raw: RawBatch, output: Any) -> np.ndarray:
        """Return the second level's features, float32 (batch, size, size, bands + members); none without one."""
        shape = raw.is_valid.shape
        if self.settings.second_level is None:
            return np.zeros((*shape, 0), np.float32)
        channels = [PACK_BANDS.index(band) for band in self.settings.bands]
        rows = [
            second_level_features(pixels, logits)
            for pixels, *logits in zip(
                raw.reflectance[:, channels].numpy(), *(member.numpy() for member in output[1:]), strict=True
            )
        ]
        return np.stack(rows).reshape(*shape, -1)

    def _limits(self) -> tuple[str, ...]:
        places = len({chip.place for chip in self.dataset.chips})
        limits = [
            f"It learnt from {places} places of {self.dataset.name}. Elsewhere its figures may not hold."
        ]
        arguments = self.members[0][1].arguments
        if str(arguments.get("arguments", arguments).get("encoder", "")).startswith("mit_"):
            limits.append(
                "Its encoder looks at a whole tile: what a pixel gets depends a little on where the tile lies. Tiles "
                "overlap and are blended for that."
            )
        return tuple(limits)
