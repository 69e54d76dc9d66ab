"""Learns tags of chips from a data set folder: mine or not, types that exclude each other, or any tags.

The network is made for the data: as many outputs as there are classes, and the bands that some chip holds.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from pydantic import Field
from torch import Generator, Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.dehaze import dehaze_chip
from mining_detector_plugin.engine.indices import INDICES
from trainer.calibration import best_threshold, fit_temperature, probabilities_of
from trainer.data.augment import Jitter, jitter_radiometry
from trainer.data.chip_augment import cut_holes, turn_safely, turn_square
from trainer.data.chip_labels import ChipLabels, Mode, check_fold, check_sides, chip_labels, renamed
from trainer.data.chip_loader import Fit, RawBatch
from trainer.data.dataset import Chip, Dataset
from trainer.data.normalisation import MEAN, STDDEV
from trainer.data.sources import DataError

from .chip_figures import ChipScores, scores_of
from .chips import ChipSettings, ChipTask
from .jitter_section import JitterSection
from .out_of_fold import OUT_OF_FOLD_FILE, write_out_of_fold
from .task import Batch, PackFields

log = logging.getLogger("trainer")
_DIGITS = 6


class ClassifyChipsSettings(ChipSettings):
    """Settings of recipes that classify chips.

    Attributes:
        labels: ``binary``, ``types`` or ``tags``, see ``ChipLabels``.
        classes: tags to learn; None as ``chip_labels`` says.
        class_map: other names for the data set's tags; several may become one.
        among: learn from chips alone that show exactly one of these tags; ``types`` are among themselves.
        mine_classes: classes that mean a mine; a cell's score in the engine is the highest of them. None takes the
            first class, or all for ``types``.
        weighted_loss: rare classes weigh more in the loss.
        sampler: ``passes`` goes over all chips alike; ``weighted`` draws rare ones more often, see
            ``ChipLabels.draw_weights``.
        rare_share, most_repeats: of the weighted sampler for ``tags``.
        turn_share: of chips that are turned by any angle (SafeRotate). turn_degrees: at most, to either side.
        hole_share: of chips that get holes (CoarseDropout).
        dehaze: how haze is taken off chips, in training and by the pack, see ``engine.dehaze``.
        jitter: radiometric; None leaves reflectance as it is.
        threshold_beta: recall counts so many times as much as precision where thresholds are chosen.
        size: side of a chip in pixels, and of the pack's cells; chips may be no larger where they are cut, for
            their tags hold for the whole chip alone; smaller ones are padded with nodata.
        stride: distance of cells in pixels when the pack is run; None takes ``size``.
    """

    size: int = Field(default=64, gt=0, multiple_of=16)
    fit: Fit = "cut"
    labels: Mode = "binary"
    classes: list[str] | None = None
    class_map: dict[str, str] = Field(default_factory=dict)
    among: list[str] | None = None
    mine_classes: list[str] | None = None
    weighted_loss: bool = True
    sampler: Literal["passes", "weighted"] = "weighted"
    rare_share: float = Field(default=0.1, gt=0, le=1)
    most_repeats: float = Field(default=10.0, ge=1)
    turn_share: float = Field(default=0.5, ge=0, le=1)
    turn_degrees: float = Field(default=90.0, ge=0, le=180)
    hole_share: float = Field(default=0.5, ge=0, le=1)
    dehaze: Literal["none", "dark_channel", "constant"] = "none"
    jitter: JitterSection | None = None
    threshold_beta: float = Field(default=1.0, gt=0)
    stride: int | None = Field(default=None, gt=0)


class ClassifyChips(ChipTask):
    """Trains a classifier of chips; see ``ClassifyChipsSettings``."""

    kind = "classifier"
    Settings = ClassifyChipsSettings
    settings: ClassifyChipsSettings

    def __init__(self, settings: ClassifyChipsSettings, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        self.jitter = None if settings.jitter is None else Jitter(**settings.jitter.model_dump())
        self.padding = check_sides(self.dataset, settings.size) if settings.fit == "cut" else ()
        for told in self.padding:
            log.warning(told)
        self.out_of_fold: ChipScores | None = None

    def usable(self, dataset: Dataset) -> Dataset:
        """Return the chips with labels; for ``types`` those with exactly one."""
        dataset = renamed(dataset, self.settings.class_map)
        self.labels: ChipLabels = chip_labels(
            dataset, self.settings.labels, self.settings.classes, self.settings.among
        )
        self.activation = self.labels.activation
        unknown = sorted(set(self._mine_classes()) - set(self.labels.classes))
        if unknown:
            raise DataError(
                "tag_unknown", f"settings.mine_classes names {', '.join(unknown)}, which is not learned.",
                f"Name some of {', '.join(self.labels.classes)}.",
            )  # fmt: skip
        kept = dataset.where(self.labels.is_usable)
        if len(kept) < len(dataset):
            log.info(
                "%d of %d chips show no or several types and are left out",
                len(dataset) - len(kept),
                len(dataset),
            )
        return kept

    def warnings(self) -> tuple[str, ...]:
        """See ``PlaceTask.warnings``; tells too where chips are padded by much."""
        return (*super().warnings(), *self.padding)

    def _choose_fold(self, number: int) -> None:
        super()._choose_fold(number)
        check_fold(self.labels, self.trained, number)
        weights = np.ones((len(self.labels.classes), 2), np.float32)
        if self.settings.weighted_loss:
            weights = self.labels.balance(self.trained)
        self.class_weights = torch.from_numpy(weights)
        shift = self.labels.shift(self.trained, self.chip_weights(self.trained), weights)
        self.logit_shift = torch.from_numpy(shift)

    def network_arguments(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments with the classes, and for ``timm_classifier`` the bands that some chip holds."""
        completed = {"classes": len(self.labels.classes)} | arguments
        if name == "timm_classifier":
            completed = {"used_channels": [PACK_BANDS.index(band) for band in self._seen_bands()]} | completed
            if completed.get("indices"):
                completed |= {"mean": MEAN.round(6).tolist(), "stddev": STDDEV.round(6).tolist()}
        return completed

    def chip_weights(self, chips: Sequence[Chip]) -> np.ndarray | None:
        """See ``ChipTask.chip_weights``."""
        if self.settings.sampler == "passes":
            return None
        return self.labels.draw_weights(chips, self.settings.rare_share, self.settings.most_repeats)

    def augment(self, raw: RawBatch, chance: Generator) -> RawBatch:
        """Return chips turned, flipped, turned by any angle, under another sky, with holes."""
        raw = turn_square(self._without_haze(raw), chance)
        raw = turn_safely(raw, chance, self.settings.turn_share, self.settings.turn_degrees)
        if self.jitter is not None:
            raw = replace(raw, reflectance=jitter_radiometry(raw.reflectance, self.jitter, chance))
        return cut_holes(raw, chance, self.settings.hole_share)

    def to_batch(self, raw: RawBatch, chance: Generator | None = None) -> Batch:
        """See ``ChipTask.to_batch``; haze is taken off here where ``augment`` did not."""
        return super().to_batch(raw if chance is not None else self._without_haze(raw), chance)

    def targets(self, raw: RawBatch) -> dict[str, Tensor]:
        """Return ``shown`` and ``known``, float32 (batch, classes)."""
        return {
            "shown": torch.from_numpy(self.labels.shown(raw.chips)).float(),
            "known": torch.from_numpy(self.labels.is_known(raw.chips)).float(),
        }

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return cross-entropy, softmax or sigmoid as the labels are, with weights of classes where asked for.

        It sees logits moved by ``ChipLabels.shift``, so that rare classes are learned as well as common ones, and
        probabilities still hold for classes as rare as they are.
        """
        logits = network(batch["bands"], batch["presence"]).float()
        logits = logits + self.logit_shift.to(logits.device)
        shown, known = batch["shown"], batch["known"]
        weights = self.class_weights.to(logits.device)
        if self.labels.mode == "types":
            return {"loss": functional.cross_entropy(logits, shown.argmax(dim=1), weights[:, 1])}
        weight = torch.where(shown > 0, weights[:, 1], weights[:, 0]) * known
        total = functional.binary_cross_entropy_with_logits(logits, shown, weight, reduction="sum")
        return {"loss": total / known.sum().clamp_min(1)}

    def validate(self, network: nn.Module) -> dict[str, float]:
        """Return ``log_loss``, ``roc_auc`` and ``ap`` on the fold that is held out."""
        return self._scores(*_logits_by_chip(self.outputs(network, self.held_out))).curves()

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields: temperature and thresholds from out-of-fold predictions."""
        (_, assembled), *_ = self.members
        arguments = assembled.arguments.get("arguments", assembled.arguments)
        return self.fields_of(network, arguments, *_logits_by_chip(self.held_out_outputs()))

    def fields_of(
        self, network: nn.Module, arguments: dict[str, Any], chips: list[Chip], logits: np.ndarray
    ) -> PackFields:
        """Return the fields of a pack whose out-of-fold predictions are known.

        Args:
            network: of the pack. arguments: of one of its members.
            chips: that were predicted. logits: float (chips, classes), by networks that did not see their places.
        """
        temperature = self._temperature(chips, logits)
        self.out_of_fold = self._scores(chips, logits, temperature)
        thresholds, rule = self._thresholds(self.out_of_fold)
        classes, size = self.labels.classes, self.settings.size
        return PackFields(
            classes=classes, activation=self.activation, tile=size, overlap=0, stride=self.settings.stride or size,
            thresholds=thresholds, threshold_rule=rule, outputs={"logits": ("batch", "class")},
            training_data=self.training_sources(), limits=self._limits(), temperature=temperature,
            bands_needed=self._needed_bands(arguments), is_fixed_size=_image_size(network) == size,
            extra={"mine_classes": list(self._mine_classes()), "preprocessing": {"dehaze": self.settings.dehaze}},
        )  # fmt: skip

    def write_records(self, folder: Path) -> None:
        """Write the out-of-fold predictions, see ``out_of_fold``."""
        assert self.out_of_fold is not None, "there are records once the pack's fields are made"
        write_out_of_fold(folder / OUT_OF_FOLD_FILE, self.out_of_fold)

    def _without_haze(self, raw: RawBatch) -> RawBatch:
        if self.settings.dehaze == "none":
            return raw
        reflectance = raw.reflectance.numpy().copy()
        for index, there in enumerate(raw.presence.numpy() > 0):
            names = [name for name, is_there in zip(PACK_BANDS, there, strict=True) if is_there]
            is_valid = raw.is_valid[index].numpy()
            reflectance[index, there] = dehaze_chip(
                reflectance[index, there], is_valid, names, self.settings.dehaze
            )
        return replace(raw, reflectance=torch.from_numpy(reflectance))

    def _scores(self, chips: list[Chip], logits: np.ndarray, temperature: float = 1.0) -> ChipScores:
        return scores_of(self.labels, chips, probabilities_of(logits / temperature, self.activation))

    def _temperature(self, chips: list[Chip], logits: np.ndarray) -> float:
        shown, known = self.labels.shown(chips), self.labels.is_known(chips)
        if self.labels.mode == "types":
            return fit_temperature(logits, shown.argmax(axis=1), "softmax")
        return fit_temperature(logits[known][:, None], shown[known][:, None], "sigmoid")

    def _mine_classes(self) -> tuple[str, ...]:
        if self.settings.mine_classes is not None:
            return tuple(self.settings.mine_classes)
        return self.labels.classes if self.labels.mode == "types" else self.labels.classes[:1]

    def _thresholds(self, scores: ChipScores) -> tuple[dict[str, float], str]:
        """Return the thresholds that are best on out-of-fold predictions, and how they were chosen, in words."""
        count, beta = len(scores.ids), self.settings.threshold_beta
        places = len(set(scores.places))
        told = f"{count} chips of {places} training places, each predicted by networks that did not see its place"
        if scores.mode == "types":
            return {"default": 0.0}, f"The likeliest type is taken. The temperature was fitted on {told}."
        columns = [scores.classes.index(name) for name in self._mine_classes()]
        rows = scores.known[:, columns].any(axis=1)
        picked = np.ix_(np.flatnonzero(rows), np.array(columns))
        is_mine = np.array(scores.shown[picked].any(axis=1), bool)
        best, f_beta = best_threshold(scores.probabilities[picked].max(axis=1), is_mine, beta)
        thresholds = {"default": round(best, _DIGITS)}
        rule = f"The default is best by F{beta:g} ({f_beta:.3f}) of a mine on {told}."
        if scores.mode == "tags":
            for column, name in enumerate(scores.classes):
                known = scores.known[:, column]
                best, _ = best_threshold(
                    scores.probabilities[known, column], scores.shown[known, column], beta
                )
                thresholds[name] = round(best, _DIGITS)
            rule += f" Each tag's own is best by F{beta:g} of that tag."
        return thresholds, rule

    def _seen_bands(self) -> list[str]:
        """Return the bands that some chip holds and the recipe uses."""
        wanted = self.settings.bands or PACK_BANDS
        held = {band for chip in self.dataset.chips for band in chip.bands}
        return [band for band in PACK_BANDS if band in held and band in wanted]

    def _needed_bands(self, arguments: dict[str, Any]) -> tuple[str, ...]:
        """Return the bands that every chip held: without them the network was never trained."""
        channels = arguments.get("used_channels")
        used = set(PACK_BANDS if channels is None else [PACK_BANDS[channel] for channel in channels])
        used |= {band for name in arguments.get("indices", ()) for band in INDICES[name].bands}
        always = set(self._seen_bands()).intersection(*(chip.bands for chip in self.dataset.chips))
        return tuple(band for band in PACK_BANDS if band in always and band in used)

    def _limits(self) -> tuple[str, ...]:
        tags = ", ".join(self.labels.classes)
        limits = (
            f"It says what chips of {self.dataset.name} were tagged with ({tags}), and is untested elsewhere.",
            f"A chip is {self.settings.size} pixels wide; what is far smaller may be missed.",
        )
        confounded = self.dataset.metadata.get("confounded")
        return (
            limits
            if confounded is None
            else (*limits, f"In its data {confounded}: it may tell those instead.")
        )


def _logits_by_chip(found: Iterable[tuple[RawBatch, Tensor]]) -> tuple[list[Chip], np.ndarray]:
    """Return chips and their logits, float (chips, classes); pixels are let go at once."""
    chips: list[Chip] = []
    logits = []
    for raw, output in found:
        chips += raw.chips
        logits.append(output.numpy())
    return chips, np.concatenate(logits)


def _image_size(network: nn.Module) -> int | None:
    """Return the side that a network's backbone is made for, None where it takes any."""
    member = network.members[0] if hasattr(network, "members") else network  # type: ignore[index]
    return getattr(member, "image_size", None)
