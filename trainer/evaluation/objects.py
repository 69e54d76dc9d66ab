"""Figures of whole sites: how many are found, and how many finds are right, by size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from mining_detector_plugin.engine.boxes import box_areas, intersections
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.polygons import MINIMUM_AREA_HA

from ..data.dataset import UNLABELLED, Dataset
from .detection import wanted_boxes
from .evidence import Evidence
from .prediction import ChipPrediction
from .rules import TestRule

#: A find is right where it shares this part of the union with a site. Lower than COCO's .5: outlines of mines
#: are drawn generously, and a site is found all the same.
OBJECT_IOU = 0.3
#: Upper ends of the size classes in hectares, near COCO's small (32 x 32) and medium (96 x 96) at 10 m.
SIZES = {"small": 10.0, "medium": 100.0, "large": np.inf}
_FIGURES = tuple(
    f"object_{figure}{suffix}"
    for suffix in ("", *(f"_{size}" for size in SIZES))
    for figure in ("recall", "precision")
)


@dataclass(frozen=True)
class Sites:
    """The sites of one chip against what was found.

    Attributes:
        overlap: float (found, sites), intersection over union.
        found_ha, sites_ha: float, their areas in hectares.
        is_void: bool (found,): lies where nobody labelled, and counts for nothing.
    """

    overlap: np.ndarray
    found_ha: np.ndarray
    sites_ha: np.ndarray
    is_void: np.ndarray


class Objects(Evidence):
    """Sites of any kind: connected patches of a segmenter's map, boxes of a detector, at the default threshold."""

    test = "objects"

    def __init__(self, pack: Pack, dataset: Dataset, rule: TestRule, places: Sequence[str]) -> None:
        super().__init__(pack, dataset, rule, places)
        # Last axis: sites found, sites, right finds, finds.
        self._counts = np.zeros((len(self.places), len(SIZES), 4), np.int64)
        self._codes = rule.truth_codes(dataset)

    @classmethod
    def suits(cls, pack: Pack, dataset: Dataset, rule: TestRule) -> bool:
        """See ``Evidence.suits``: segmenters with masks, detectors with boxes."""
        if pack.kind == "detector":
            return any(dataset.box_path(chip).is_file() for chip in dataset.chips)
        return pack.kind == "segmenter" and any(chip.has_mask for chip in dataset.chips)

    def add(self, prediction: ChipPrediction) -> None:
        """Take one chip; one that nobody labelled is left out."""
        sites = self._sites(prediction)
        if sites is None:
            return
        found, site = match_sites(sites.overlap)
        place = self.place_number(prediction)
        counted = ~sites.is_void
        counted[found] = True
        edges = list(SIZES.values())
        for column, sizes in (
            (0, sites.sites_ha[site]), (1, sites.sites_ha), (2, sites.found_ha[found]), (3, sites.found_ha[counted]),
        ):  # fmt: skip
            self._counts[place, :, column] += np.bincount(np.searchsorted(edges, sizes), minlength=len(SIZES))

    def measure(self, weights: np.ndarray) -> dict[str, float]:
        """See ``Evidence.measure``."""
        counts = np.tensordot(weights, self._counts, axes=1)
        rows = [("", counts.sum(axis=0)), *((f"_{s}", row) for s, row in zip(SIZES, counts, strict=True))]
        figures = {}
        for suffix, (found_sites, sites, right, found) in rows:
            figures[f"object_recall{suffix}"] = found_sites / sites if sites else float("nan")
            figures[f"object_precision{suffix}"] = right / found if found else float("nan")
        return figures

    def counts(self) -> dict[str, int]:
        """See ``Evidence.counts``: sites for recall, finds for precision."""
        by_size = self._counts.sum(axis=0)
        rows = [by_size.sum(axis=0), *by_size]
        return dict(zip(_FIGURES, [int(row[column]) for row in rows for column in (1, 3)], strict=True))

    def notes(self) -> dict[str, str]:
        """See ``Evidence.notes``."""
        kind = "boxes" if self.pack.kind == "detector" else "connected patches"
        sizes = ", ".join(f"{name} up to {ends:g} ha" for name, ends in list(SIZES.items())[:-1])
        return dict.fromkeys(_FIGURES, f"{kind} that share {OBJECT_IOU:g} of the union with a site; {sizes}")

    def _sites(self, prediction: ChipPrediction) -> Sites | None:
        if self.pack.kind == "detector":
            if not self.dataset.box_path(prediction.chip).is_file():
                return None
            return self._box_sites(prediction)
        return None if prediction.pixels.mask is None else self._patch_sites(prediction)

    def _box_sites(self, prediction: ChipPrediction) -> Sites:
        assert prediction.hits is not None
        found = prediction.hits.boxes.astype(float)
        truth = wanted_boxes(self.dataset, self.rule, prediction)
        overlap = box_overlaps(found, truth.boxes.astype(float))
        is_site = truth.labels != UNLABELLED
        hectares = prediction.chip.resolution_m**2 / 10_000
        is_void = np.asarray((overlap[:, ~is_site] >= OBJECT_IOU).any(axis=1))
        return Sites(
            overlap[:, is_site],
            box_areas(found) * hectares,
            box_areas(truth.boxes[is_site]) * hectares,
            is_void,
        )

    def _patch_sites(self, prediction: ChipPrediction) -> Sites:
        assert prediction.is_mine is not None and prediction.pixels.mask is not None
        truth = self._codes[prediction.pixels.mask]
        is_void = (truth == UNLABELLED) | ~prediction.pixels.is_valid
        hectares = prediction.chip.resolution_m**2 / 10_000
        least = MINIMUM_AREA_HA / hectares
        found, found_pixels = patches(prediction.is_mine, least)
        sites, site_pixels = patches((truth > 0) & ~is_void, least)
        shared = np.zeros((len(found_pixels) + 1, len(site_pixels) + 1), np.int64)
        np.add.at(shared, (found, sites), 1)
        shared = shared[1:, 1:]
        union = found_pixels[:, None] + site_pixels[None] - shared
        voids = np.bincount(found[is_void], minlength=len(found_pixels) + 1)[1:]
        return Sites(
            shared / np.maximum(union, 1),
            found_pixels * hectares,
            site_pixels * hectares,
            2 * voids >= found_pixels,
        )


def patches(is_in: np.ndarray, least_pixels: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the 4-connected patches of a bool (height, width): their numbers from 1, and their sizes in pixels.

    Smaller ones than ``least_pixels`` are left out, as the engine leaves them out.
    """
    numbers, count = ndimage.label(is_in)
    sizes = np.bincount(numbers.ravel(), minlength=count + 1)
    is_kept = sizes >= least_pixels
    is_kept[0] = False
    renumbered = np.cumsum(is_kept) * is_kept
    return renumbered[numbers], sizes[is_kept]


def match_sites(overlap: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs of finds and sites, each at most once, the largest overlap first: int (pairs,) each.

    Args:
        overlap: float (found, sites), intersection over union.
    """
    pairs: list[tuple[int, int]] = []
    left = overlap.copy()
    while left.size and left.max() >= OBJECT_IOU:
        found, site = np.unravel_index(left.argmax(), left.shape)
        pairs.append((int(found), int(site)))
        left[found], left[:, site] = -1, -1
    matched = np.array(pairs, np.int64).reshape(-1, 2)
    return matched[:, 0], matched[:, 1]


def box_overlaps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return intersection over union of boxes (n, 4) and (m, 4): float (n, m)."""
    shared = np.array([intersections(box, second) for box in first]).reshape(len(first), len(second))
    union = box_areas(first)[:, None] + box_areas(second)[None] - shared
    return shared / np.maximum(union, 1e-9)
