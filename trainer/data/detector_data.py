"""What the bundled detector learns from, and what a run holds out: scenes with boxes, and chips with a label each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .detection import Scene, load_made_scenes, load_scenes
from .samples import Chips
from .sources import eurosat_chips, land_chips, rgb_chips

#: Mine chips of places that are not known: for the last refit alone.
UNLOCATED = "unlocated"


@dataclass(frozen=True)
class DetectorData:
    """Training data, and what is held out of it.

    Attributes:
        tailings, quarry, made: scenes to learn from.
        chips: of each source: RGB chips with and without a mine, then chips without.
        held_out: tailings scenes whose places are not learnt from. held_out_chips: RGB chips of the held-out groups.
    """

    tailings: list[Scene]
    quarry: list[Scene]
    made: list[Scene]
    chips: list[Chips]
    held_out: list[Scene]
    held_out_chips: Chips


@dataclass(frozen=True)
class HoldOut:
    """What is held out for figures and thresholds.

    Attributes:
        folds: places of tailings are dealt to so many. fold: the one that is held out; None holds nothing out.
        groups: of the RGB chips.
    """

    folds: int
    fold: int | None
    groups: Sequence[str]


def load_detector_data(
    data_root: Path, splits: Sequence[str], hold_out: HoldOut, other_ground_weight: float, made_scenes: int,
    eurosat_every: int,
) -> DetectorData:  # fmt: skip
    """Return the training data of some splits.

    Args:
        splits: ``train`` and, for the last refit, ``val`` and ``unlocated`` (chips alone).
        hold_out: nothing of it is learnt from.
        other_ground_weight: what background counts on other mine ground, 0-1.
        made_scenes: count.
        eurosat_every: take each so many-th EuroSAT chip.
    """
    scenes = [
        scene
        for split in splits
        if split != UNLOCATED
        for scene in load_scenes(data_root, split, other_ground_weight)
    ]
    tailings = [scene for scene in scenes if scene.source == "tailings"]
    places = sorted({scene.place for scene in tailings})
    fold = {place: index % hold_out.folds for index, place in enumerate(places)}
    chips = joined([rgb_chips(data_root, split) for split in splits])
    is_held_out = np.isin(chips.groups, list(hold_out.groups)) & (hold_out.fold is not None)
    return DetectorData(
        tailings=[scene for scene in tailings if fold[scene.place] != hold_out.fold],
        quarry=[scene for scene in scenes if scene.source == "quarry_scene"],
        made=load_made_scenes(made_scenes),
        chips=[chips.take(~is_held_out), eurosat_chips(data_root, eurosat_every), land_chips(data_root)],
        held_out=[scene for scene in tailings if fold[scene.place] == hold_out.fold],
        held_out_chips=chips.take(is_held_out),
    )


def joined(parts: Sequence[Chips]) -> Chips:
    """Return chips of one source's splits as one."""
    return replace(
        parts[0], values=np.concatenate([part.values for part in parts]),
        labels=np.concatenate([part.labels for part in parts]),
        places=np.concatenate([part.places for part in parts]),
        groups=np.concatenate([part.groups for part in parts]),
        lonlat=np.concatenate([part.lonlat for part in parts]),
    )  # fmt: skip
