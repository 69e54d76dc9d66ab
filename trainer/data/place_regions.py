"""Deals places to folds by region, so that what is held out lies far from what is trained on."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

#: Places nearer to each other than this are one region, and so are their neighbours in turn; about 165 km.
NEAR_DEGREES = 1.5
#: As ``samples.places_of`` names a place: longitude, then latitude.
_NAME = re.compile(r"([+-]\d+\.\d)([+-]\d+\.\d)")


def region_folds(counts: Mapping[str, int], folds: int, near_degrees: float = NEAR_DEGREES) -> dict[str, int]:
    """Return the fold of each place. Regions are dealt whole, those with the most images first, to even the folds.

    Args:
        counts: images by place, as ``samples.places_of`` names places; another name is a region by itself.
        folds: count of them.
        near_degrees: how near places of one region lie (single linkage).
    """
    places = sorted(counts)
    located = [place for place in places if _NAME.fullmatch(place)]
    regions = {place: [place] for place in places if place not in located}
    numbers = [0] * len(located)
    if len(located) > 1:
        points = np.array([[float(part) for part in _parts(place)] for place in located])
        numbers = fcluster(linkage(points, "single"), near_degrees, "distance").tolist()
    for place, number in zip(located, numbers, strict=True):
        regions.setdefault(f"region {number}", []).append(place)
    sizes = [0] * folds
    fold_of: dict[str, int] = {}
    for members in sorted(regions.values(), key=lambda names: -sum(counts[name] for name in names)):
        fold = sizes.index(min(sizes))
        sizes[fold] += sum(counts[name] for name in members)
        fold_of |= dict.fromkeys(members, fold)
    return fold_of


def _parts(place: str) -> tuple[str, ...]:
    match = _NAME.fullmatch(place)
    assert match is not None
    return match.groups()
