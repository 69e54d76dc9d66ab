"""Deals places or regions of labelled chips to folds, so that what is held out lies apart from what is trained on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

import numpy as np

from .chip_pool import MINE, Labelled
from .samples import regions_of
from .sources import UNLOCATED

#: Fold of chips that are always trained on.
ALWAYS_TRAINED = -1


def folds_of(
    parts: Sequence[Labelled], count: int, by: Literal["place", "region"] = "region"
) -> list[np.ndarray]:
    """Return the fold of each chip of each part, int (chips,), 0 to ``count`` - 1.

    Whole places or regions are dealt, and one of several sources lies in one fold. Each source's mines, and its other
    chips, are spread as evenly as that allows, largest first. A source with fewer of them than folds is
    ``ALWAYS_TRAINED``: it could not be learned without them. So are the chips whose places are not known.

    Args:
        by: a place is a cell of half a degree, or neighbours in a gallery without positions; a region is a cell of four
            degrees, or a whole gallery, see ``regions_of``.
    """
    regions = [part.chips.places.astype(str) if by == "place" else regions_of(part.chips) for part in parts]
    sizes: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for part, names in zip(parts, regions, strict=True):
        for label in (MINE, 1 - MINE):
            is_known = part.chips.groups != UNLOCATED
            found, counts = np.unique(names[(part.is_mine == label) & is_known], return_counts=True)
            own = sizes[part.chips.source, label]
            for name, number in zip(found.tolist(), counts.tolist(), strict=True):
                own[name] = own.get(name, 0) + number
    is_dealt = {
        source: len({name for key, own in sizes.items() if key[0] == source for name in own}) >= count
        for source, _ in sizes
    }
    fold: dict[str, int] = {}
    for (source, _), own in sorted(sizes.items(), key=lambda item: -item[0][1]):
        if not is_dealt[source]:
            continue
        held = np.zeros(count, dtype=int)
        for name, number in own.items():
            if name in fold:
                held[fold[name]] += number
        for name, number in sorted(own.items(), key=lambda item: (-item[1], item[0])):
            if name not in fold:
                fold[name] = int(held.argmin())
                held[fold[name]] += number
    return [
        np.array(
            [
                fold.get(name, ALWAYS_TRAINED) if is_dealt[part.chips.source] else ALWAYS_TRAINED
                for name in names
            ],
            dtype=int,
        )
        for part, names in zip(parts, regions, strict=True)
    ]
