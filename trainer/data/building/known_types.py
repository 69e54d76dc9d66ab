"""The known sources with a stated type of mine, as chips of one size and of the bands that all of them have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from .built_chip import BuiltChip
from .known_chips import rgb_tags
from .known_scenes import tailings_chips
from .parts import PartNotes

#: Side in pixels of the chips that sources keep; scenes are cut to it.
CHIP_SIZE = 48
CLASSES = ("background", "tailings", "artisanal")


def artisanal_of_rgb(
    done: Collection[str], notes: PartNotes, data_root: Path, split: str
) -> Iterator[BuiltChip]:
    """Yield the RGB chips with a mine: all of the source's are artisanal."""
    for built in rgb_tags(done, notes, data_root, split):
        if "mine" in built.chip.tags:
            yield replace(built, chip=replace(built.chip, tags=("artisanal",)))
        else:
            notes.count("no_mine")


def tailings_of_scenes(
    done: Collection[str], notes: PartNotes, data_root: Path, split: str
) -> Iterator[BuiltChip]:
    """Yield the windows of the tailings scenes that show tailings, without their masks."""
    for built in tailings_chips(done, notes, data_root, split, CHIP_SIZE, is_cleaned=False):
        if "tailings" in built.chip.tags:
            chip = replace(built.chip, tags=("tailings",), has_mask=False)
            yield replace(built, chip=chip, mask=None, sites=None)
        else:
            notes.count("no_tailings")
