"""What a precision filter does to a pack's hits on places that neither saw: before and after, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mining_detector_plugin.engine.dispatch import RegionMap
from mining_detector_plugin.engine.pack_parts import PrecisionFilterPart
from mining_detector_plugin.engine.precision_filter import filter_scores
from trainer.data.dataset import Chip
from trainer.evaluation.intervals import interval, place_draws
from trainer.tasks.task import Evaluation

from .hits import ChipHits, Hit

_DRAWS = 1000
_NOTES = {
    "hit_precision": "share of hits that are no false ones, with the filter",
    "hit_precision_unfiltered": "the same without the filter",
    "site_recall": "share of sites that a hit matches, with the filter",
    "site_recall_unfiltered": "the same without the filter",
    "true_hits_lost": "share of true hits that the filter removes",
    "false_hits_removed": "share of false hits that the filter removes",
}


@dataclass(frozen=True)
class FilterCounts:
    """Counts at one place or over several: of judged hits and of sites, without the filter and with it."""

    true: float
    false: float
    true_kept: float
    false_kept: float
    sites: float
    found: float
    found_kept: float

    def figures(self) -> dict[str, float]:
        """Return shares by name, NaN where there is nothing to share."""
        return {
            "hit_precision": _share(self.true_kept, self.true_kept + self.false_kept),
            "hit_precision_unfiltered": _share(self.true, self.true + self.false),
            "site_recall": _share(self.found_kept, self.sites),
            "site_recall_unfiltered": _share(self.found, self.sites),
            "true_hits_lost": _share(self.true - self.true_kept, self.true),
            "false_hits_removed": _share(self.false - self.false_kept, self.false),
        }

    def bases(self) -> dict[str, int]:
        """Return the count that each figure rests on."""
        hits, sites = int(self.true + self.false), int(self.sites)
        return {
            "hit_precision": int(self.true_kept + self.false_kept), "hit_precision_unfiltered": hits,
            "site_recall": sites, "site_recall_unfiltered": sites,
            "true_hits_lost": int(self.true), "false_hits_removed": int(self.false),
        }  # fmt: skip


def kept_hits(part: PrecisionFilterPart, hits: Sequence[Hit], groups: Sequence[str | None]) -> np.ndarray:
    """Return bool (n,): which hits the engine keeps. One without valid pixels stays."""
    if not hits:
        return np.zeros(0, bool)
    scores = filter_scores(part, np.array([hit.features for hit in hits]), groups if part.by else None)
    return ~(scores < part.threshold)


def groups_of(found: ChipHits, by: str | None, regions: RegionMap | None) -> list[str | None]:
    """Return the group of each hit of a chip: its type, the region of the chip's centre, or None."""
    if by == "type":
        return [hit.kind for hit in found.hits]
    if by == "region":
        assert regions is not None
        return [_region_of(found.chip, regions)] * len(found.hits)
    return [None] * len(found.hits)


def measure_filter(
    part: PrecisionFilterPart, found: Sequence[ChipHits], data: str, split: str, regions: RegionMap | None
) -> list[Evaluation]:
    """Return the figures of a filter on chips, with 95% intervals over places.

    Args:
        part: of the finished pack.
        found: all hits of the pack on the chips.
        regions: of a filter by region.
    """
    rows: dict[str, np.ndarray] = {}
    for chip in found:
        counts = _count(chip, kept_hits(part, chip.hits, groups_of(chip, part.by, regions)))
        rows[chip.chip.place] = rows.get(chip.chip.place, np.zeros(7)) + counts
    table = np.array(list(rows.values())).reshape(-1, 7)
    total = FilterCounts(*table.sum(axis=0))
    weights = place_draws(len(table), _DRAWS) if len(table) > 1 else iter(())
    draws = [FilterCounts(*(drawn @ table)).figures() for drawn in weights]
    evaluations = []
    for name, value in total.figures().items():
        if np.isnan(value):
            continue
        ends = interval(np.array([draw[name] for draw in draws])) if draws else None
        told = (
            f"95% interval {ends[0]:.3f} to {ends[1]:.3f} over {len(table)} places" if ends else "no interval"
        )
        evaluations.append(
            Evaluation(data, split, name, value, total.bases()[name], f"{_NOTES[name]}; {told}")
        )
    return evaluations


def _count(found: ChipHits, is_kept: np.ndarray) -> np.ndarray:
    """Return the fields of ``FilterCounts`` of one chip, float (7,)."""
    pairs = list(zip(found.hits, is_kept.tolist(), strict=True))
    judged = [(hit.is_true, kept) for hit, kept in pairs if hit.is_true is not None]
    return np.array([
        sum(true for true, _ in judged), sum(not true for true, _ in judged),
        sum(true and kept for true, kept in judged), sum(not true and kept for true, kept in judged),
        found.sites,
        sum(hit.site is not None for hit, _ in pairs), sum(hit.site is not None and kept for hit, kept in pairs),
    ], float)  # fmt: skip


def _region_of(chip: Chip, regions: RegionMap) -> str | None:
    if not np.isfinite([chip.lon, chip.lat]).all():
        return None
    return regions.names_at(np.array([[chip.lon, chip.lat]]))[0]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
