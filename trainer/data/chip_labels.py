"""What a classifier learns of chips: classes from tags, which of them somebody decided, and how they are weighed."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from mining_detector_plugin.engine.model_folder import TYPES

from .dataset import Chip, Dataset
from .sources import DataError

log = logging.getLogger("trainer")
Mode = Literal["binary", "types", "tags"]
#: The tag of a mine of any kind.
MINE = "mine"
#: Share of the network's side that may be without data before it is told.
_MOST_PADDING = 0.25


@dataclass(frozen=True)
class ChipLabels:
    """Classes of chips.

    Attributes:
        mode: ``binary`` has one class, there or not; the ``types`` exclude each other; any ``tags`` may meet.
        classes: tags in the order of a network's outputs.
        stated: which tags a source's labels decide, by the source's name before any ``/``; a source that is not
            named decides all. A tag that nobody decided teaches nothing and counts in no figure.
        among: chips are usable that show exactly one of these tags; empty for all chips.
    """

    mode: Mode
    classes: tuple[str, ...]
    stated: dict[str, frozenset[str]]
    among: tuple[str, ...] = ()

    @property
    def activation(self) -> str:
        """What turns a network's logits into probabilities."""
        return "softmax" if self.mode == "types" else "sigmoid"

    def shown(self, chips: Sequence[Chip]) -> np.ndarray:
        """Return which classes chips show, bool (chips, classes)."""
        rows = [[name in chip.tags for name in self.classes] for chip in chips]
        return np.array(rows, bool).reshape(len(chips), len(self.classes))

    def is_known(self, chips: Sequence[Chip]) -> np.ndarray:
        """Return which classes somebody decided for chips, bool (chips, classes)."""
        every = frozenset(self.classes)
        decided = (self.stated.get(chip.source.split("/")[0], every) for chip in chips)
        rows = [[name in tags for name in self.classes] for tags in decided]
        return np.array(rows, bool).reshape(len(chips), len(self.classes))

    def is_usable(self, chip: Chip) -> bool:
        """Return whether a chip can be learned from: one with two types, or none, can not."""
        return not self.among or sum(name in chip.tags for name in self.among) == 1

    def balance(self, chips: Sequence[Chip]) -> np.ndarray:
        """Return each class's weights of absent and shown, float32 (classes, 2): rare ones weigh more.

        A weight is all chips over twice those that it stands for, so that it is 1 where both are as many. For
        ``types`` the weights of shown alone are of use; they are over the number of types.
        """
        shown, known = self.shown(chips), self.is_known(chips)
        counts = np.stack([(known & ~shown).sum(0), (known & shown).sum(0)], axis=1)
        share = 1 / len(self.classes) if self.mode == "types" else 0.5
        weights = counts.sum(1, keepdims=True) * share / np.maximum(counts, 1)
        return np.where(counts > 0, weights, 0).astype(np.float32)

    def shift(self, chips: Sequence[Chip], draws: np.ndarray | None, weights: np.ndarray) -> np.ndarray:
        """Return what sampler and loss weights add to each class's log odds, float32 (classes,).

        A loss that sees logits plus this leaves a network whose own logits hold for classes as common as they are
        in the chips (logit adjustment, Menon et al. 2021, arXiv:2007.07314).

        Args:
            chips: that are trained on.
            draws: how often each is drawn, float (chips,); None for all alike.
            weights: of the loss, as ``balance`` gives them.
        """
        shown, known = self.shown(chips), self.is_known(chips)
        drawn = np.ones(len(chips)) if draws is None else draws / draws.mean()
        there = (known & shown).sum(0), drawn @ (known & shown) * weights[:, 1]
        absent = (known & ~shown).sum(0), drawn @ (known & ~shown) * weights[:, 0]
        if self.mode == "types":
            absent = np.ones(len(self.classes)), np.ones(len(self.classes))
        masses = np.stack([*there, *absent])
        masses = np.where((masses > 0).all(axis=0), masses, 1.0)
        return np.log(masses[1] / masses[0] * masses[2] / masses[3]).astype(np.float32)

    def draw_weights(self, chips: Sequence[Chip], rare_share: float, most_repeats: float) -> np.ndarray:
        """Return how often chips are to be drawn, float (chips,).

        For ``binary`` and ``types`` each class is drawn equally often. For ``tags``, a chip whose rarest tag is in
        less than ``rare_share`` of the chips is drawn more often, up to ``most_repeats`` times.
        """
        shown = self.shown(chips)
        if self.mode == "tags":
            share = np.maximum(shown.mean(0), 1 / len(chips))
            return np.where(shown, rare_share / share, 1.0).max(axis=1).clip(1.0, most_repeats)
        kind = shown.argmax(axis=1) + 1 if self.mode == "types" else shown[:, 0].astype(int)
        return 1.0 / np.bincount(kind)[kind]


def chip_labels(
    dataset: Dataset, mode: Mode, classes: Sequence[str] | None, among: Sequence[str] | None = None
) -> ChipLabels:
    """Return the labels of a data set's chips.

    Args:
        dataset: what is trained on.
        mode: see ``ChipLabels``.
        classes: tags to learn; None takes ``mine``, or the mask's classes that chips show for ``types``, or all
            that chips show for ``tags``.
        among: see ``ChipLabels``; None takes the classes for ``types``, and all chips otherwise.

    Raises:
        DataError: ``tag_unknown``, ``classes_unfit``, ``class_empty``, ``class_not_in_results``.
    """
    found = {tag for chip in dataset.chips for tag in chip.tags}
    if classes is None:
        wanted = {"binary": (MINE,), "types": dataset.classes[1:], "tags": dataset.tags}[mode]
        names = tuple(name for name in wanted if mode == "binary" or name in found)
        if len(names) < len(wanted):
            log.info("No chip to train on shows %s", ", ".join(sorted(set(wanted) - set(names))))
    else:
        names = tuple(classes)
    unknown = [name for name in names if name not in dataset.tags]
    if unknown or not names:
        raise DataError(
            "tag_unknown", f"{dataset.folder} has no tag {', '.join(unknown) or 'to learn'}.",
            f"Set settings.classes to some of {', '.join(dataset.tags) or 'its tags, once it has any'}.",
        )  # fmt: skip
    if (mode == "binary" and len(names) != 1) or (mode == "types" and len(names) < 2):
        raise DataError(
            "classes_unfit", f"settings.labels is {mode}, and the classes are {', '.join(names)}.",
            "Name one class for binary labels, two or more for types.",
        )  # fmt: skip
    stated = {source: frozenset(tags) for source, tags in dataset.metadata.get("tags_stated", {}).items()}
    foreign = [name for name in names if mode == "types" and name not in TYPES]
    if foreign:
        raise DataError(
            "class_not_in_results",
            f"Results know no kind of mine called {', '.join(foreign)}: they know {', '.join(TYPES)}.",
            f"Rename it, such as --set settings.class_map='{{{foreign[0]}: mine_ground}}', or name settings.classes.",
        )
    if among is None:
        among = names if mode == "types" else ()
    labels = ChipLabels(mode, names, stated, tuple(among))
    _check_counts(dataset, labels)
    return labels


def renamed(dataset: Dataset, names: Mapping[str, str]) -> Dataset:
    """Return a data set whose tags and classes have other names; several may become one.

    Raises:
        DataError: ``tag_unknown`` where a name is neither a tag nor a class.
    """
    unknown = sorted(set(names) - set(dataset.tags) - set(dataset.classes))
    if unknown:
        raise DataError(
            "tag_unknown", f"{dataset.folder} has no tag {', '.join(unknown)} to rename.",
            f"Its tags are {', '.join(dataset.tags) or 'none'}: correct settings.class_map.",
        )  # fmt: skip

    def called(tags: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.get(tag, tag) for tag in tags))

    stated = {source: called(tags) for source, tags in dataset.metadata.get("tags_stated", {}).items()}
    return replace(
        dataset, classes=called(dataset.classes), tags=called(dataset.tags),
        chips=tuple(replace(chip, tags=called(chip.tags)) for chip in dataset.chips),
        metadata=dataset.metadata | {"tags_stated": stated},
    )  # fmt: skip


def check_fold(labels: ChipLabels, trained: Sequence[Chip], fold: int) -> None:
    """Hold what a fold's network is trained on against the classes.

    Raises:
        DataError: ``class_missing_in_fold`` where a class of ``binary`` or ``types`` is not shown; a missing one of
            the ``tags`` is told in the log.
    """
    shown = labels.shown(trained)
    missing = [name for name, count in zip(labels.classes, shown.sum(axis=0), strict=True) if count == 0]
    if labels.mode == "binary" and shown.all():
        missing = [f"what is not {labels.classes[0]}"]
    if not missing:
        return
    message = (
        f"No chip that fold {fold} is trained on shows {', '.join(missing)}: all lie in its held-out places."
    )
    if labels.mode == "tags":
        log.warning("%s", message)
        return
    raise DataError(
        "class_missing_in_fold", message,
        "Build the data set with more places of it, change settings.folds, or leave it out of settings.classes.",
    )  # fmt: skip


def check_sides(dataset: Dataset, size: int) -> tuple[str, ...]:
    """Hold the sides of chips against what a network sees of them; tags say what a whole chip shows, and no part.

    Args:
        dataset: of chips that are learned from by their tags.
        size: side of what the network sees, pixels.

    Returns:
        What the card must say of chips that are padded by more than ``_MOST_PADDING``; empty where none is.

    Raises:
        DataError: ``chips_too_large``.
    """
    sides = np.array([(chip.width, chip.height) for chip in dataset.chips])
    large = (sides > size).any(axis=1)
    if large.any():
        largest = sides.max()
        raise DataError(
            "chips_too_large",
            f"{large.sum()} of {len(sides)} chips to train on in {dataset.folder} are larger than settings.size "
            f"({size} pixels), up to {largest}: their tags may not hold for the part that the network would see.",
            f"Build the data set with --chip-size {size}, or set settings.size to at least {largest}.",
        )
    padded = (sides < (1 - _MOST_PADDING) * size).any(axis=1)
    if not padded.any():
        return ()
    return (
        f"{padded.sum()} of {len(sides)} chips are narrower than {1 - _MOST_PADDING:.0%} of settings.size ({size} "
        f"pixels), down to {sides.min()}: much of what the network saw in training is without data.",
    )


def _check_counts(dataset: Dataset, labels: ChipLabels) -> None:
    usable = [chip for chip in dataset.chips if labels.is_usable(chip)]
    shown = labels.shown(usable)
    missing = np.flatnonzero(shown.sum(axis=0) == 0)
    if len(missing):
        never = [labels.classes[column] for column in missing]
        anywhere = labels.shown(dataset.chips).sum(axis=0)[missing]
        if not anywhere.any():
            message = f"No chip of the train split in {dataset.folder} shows {', '.join(never)}."
            hint = "Leave it out of settings.classes, or build the data set with more places."
        else:
            counts = ", ".join(f"{count} show {name}" for count, name in zip(anywhere, never, strict=True))
            message = (
                f"Of {len(dataset)} chips of the train split in {dataset.folder} {counts}, and none shows it "
                f"alone: chips that show several of {', '.join(labels.among)} are not learned from."
            )
            hint = "Build the data set with smaller chips (--chip-size), or leave it out of settings.classes."
        raise DataError("class_empty", message, hint)
    if labels.mode == "binary" and shown.all():
        raise DataError(
            "class_empty", f"All chips of the train split in {dataset.folder} show {labels.classes[0]}.",
            "Build the data set with empty chips (--empty-share).",
        )  # fmt: skip
