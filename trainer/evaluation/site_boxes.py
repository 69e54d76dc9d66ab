"""Figures of boxes of sites on tailings scenes and mosaics of chips, for any finder of boxes.

Average precision is COCO's, at one IoU, with places drawn for intervals: in a mosaic each chip has a place of its own,
so boxes are weighed by the place that their centre shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.boxes import box_areas, intersections, suppress

from .detection import match_boxes
from .intervals import interval, place_draws
from .site_finders import Finder, FoundSites
from .site_images import SiteImage, mosaic_images, tailings_images

#: Layouts of the mosaics: the figure is the mean over them.
MOSAIC_SEEDS = (1, 2, 3)
ANY_MINE = "any_mine"
#: When a find is right: its box is like the site's by an IoU of .5 or .3; or its centre lies in the site's box. By the
#: last rule, further finds in the same site count for nothing: it asks where, not how far.
RULES = ("ap50", "ap30", "ap_centre")
_IOUS = np.array([0.5, 0.3])
_RECALLS = np.linspace(0, 1, 101)
#: Sizes of sites by the area of their box in hectares: least, and where the next begins.
SIZES = {"under_10_ha": (0.0, 10.0), "10_to_100_ha": (10.0, 100.0), "over_100_ha": (100.0, np.inf)}
_HECTARES_PER_PIXEL = 0.01
SiteFinds = tuple[SiteImage, FoundSites]


@dataclass(frozen=True)
class Matched:
    """Finds and sites of some images against each other.

    Attributes:
        scores: float (found,). right: bool (3, found), by each of ``RULES``. is_ignored: bool (3, found).
        found_places: int (found,), number of the place. has_centre: bool (found,), the centre is in a site's box.
        site_places: int (sites,). best_iou: float (sites,), with any find at the threshold or above it.
        areas_ha: float (sites,), of the sites' boxes. is_hit: bool (sites,), a find's centre is in the box.
        area_km2: of all images.
    """

    scores: np.ndarray
    right: np.ndarray
    is_ignored: np.ndarray
    found_places: np.ndarray
    has_centre: np.ndarray
    site_places: np.ndarray
    best_iou: np.ndarray
    areas_ha: np.ndarray
    is_hit: np.ndarray
    area_km2: float


def measure_sites(
    find: Finder, threshold: float, data_root: Path, split: str, seeds: Sequence[int] = MOSAIC_SEEDS, draws: int = 1000
) -> dict[str, dict[str, float | int | list[float] | None]]:  # fmt: skip
    """Return figures of a finder on ``tailings/SPLIT`` and mosaics of ``rgb_chips/SPLIT``.

    Args:
        find: of ``site_finders``.
        threshold: score from which a find is reported; it has no part in average precision.
        seeds: of the mosaics' layouts.
        draws: bootstrap samples of places, for intervals.

    Returns:
        By name of the figure: ``value``, the mean over layouts; ``interval``, over places, of the first layout; and
        ``count``, the sites that it rests on.
    """
    scenes = tailings_images(data_root, split)
    in_scenes = [(image, find(image)) for image in scenes]
    layouts = []
    for seed in seeds:
        in_mosaics = [(image, find(image)) for image in mosaic_images(data_root, split, seed)]
        layouts.append(site_figures(in_scenes, in_mosaics, threshold, draws if seed == seeds[0] else 0))
    first = layouts[0]
    return {
        name: {**figure, "value": float(np.mean([layout[name]["value"] for layout in layouts]))}
        for name, figure in first.items()
    }


def site_figures(
    in_scenes: list[SiteFinds],
    in_mosaics: list[SiteFinds],
    threshold: float,
    draws: int,
) -> dict[str, dict]:
    """Return the figures of one layout, as ``measure_sites`` does, from images and what was found in them."""
    figures: dict[str, dict] = {}
    parts = {"": in_scenes + in_mosaics, "_tailings_scenes": in_scenes, "_chip_mosaics": in_mosaics}
    for suffix, pairs in parts.items():
        matched = match_sites(pairs, threshold, None)
        for level, name in enumerate(RULES):
            figures[f"{name}_{ANY_MINE}{suffix}"] = _with_interval(matched, level, draws)
        figures |= _at_threshold(matched, threshold, suffix)
    lenient = match_sites(parts[""], threshold, None, ignore_other_ground=True)
    figures[f"ap50_{ANY_MINE}_other_mine_ground_ignored"] = _with_interval(lenient, 0, draws)
    for pairs, kind in ((in_scenes, "tailings"), (in_mosaics, "artisanal")):
        matched = match_sites(pairs, threshold, kind)
        figures[f"ap50_{kind}"] = _with_interval(matched, 0, draws)
    return figures


def match_sites(
    pairs: Iterable[SiteFinds],
    threshold: float,
    kind: str | None,
    ignore_other_ground: bool = False,
) -> Matched:
    """Return finds and sites against each other.

    Args:
        pairs: images and what was found in them.
        threshold: for ``best_iou`` and ``is_hit``.
        kind: finds of this type alone count; None takes all types as one, and suppresses across them.
        ignore_other_ground: a find that is no site's and lies by half on other mine ground counts for nothing.
    """
    pairs = list(pairs)
    # Numbered by the images alone, so that draws of places pair the figures of two finders.
    names = {place: number for number, place in enumerate(image_places(image for image, _ in pairs))}
    rows: dict[str, list[np.ndarray]] = {name: [] for name in Matched.__annotations__}
    area = 0.0
    for image, all_found in pairs:
        found = _chosen(all_found, kind)
        overlap, inside = _overlaps(found.boxes, image.boxes)
        by_iou, _ = match_boxes(found.boxes, image.boxes, np.zeros((0, 4)), _IOUS)
        is_first, is_repeat = _centre_hits(inside)
        hits = np.concatenate([by_iou, is_first[None]])
        ignored = np.zeros(hits.shape, bool)
        ignored[-1] = is_repeat
        if ignore_other_ground:
            ignored |= ~hits & (_share_of(image.is_other_mine, found.boxes) >= 0.5)
        shown = found.scores >= threshold
        rows["scores"].append(found.scores)
        rows["right"].append(hits)
        rows["is_ignored"].append(ignored)
        rows["found_places"].append(_numbers(image.places_of(found.boxes), names))
        rows["has_centre"].append(np.any(inside, axis=1))
        rows["site_places"].append(_numbers(image.places_of(image.boxes), names))
        rows["best_iou"].append(overlap[shown].max(axis=0, initial=0))
        rows["areas_ha"].append(box_areas(image.boxes) * _HECTARES_PER_PIXEL)
        rows["is_hit"].append(np.any(inside[shown], axis=0))
        area += image.shape[0] * image.shape[1] * _HECTARES_PER_PIXEL / 100
    joined = {name: np.concatenate(parts, axis=-1) for name, parts in rows.items() if parts}
    return Matched(**joined, area_km2=area)


def average_precision(matched: Matched, level: int, weights: np.ndarray | None = None) -> float:
    """Return average precision over 101 recalls; NaN where no site is wanted.

    Args:
        level: index of one of ``RULES``.
        weights: float (places,), how often each place counts; None counts each once.
    """
    places = 1 + max(matched.found_places.max(initial=0), matched.site_places.max(initial=0))
    weights = np.ones(places) if weights is None else weights
    wanted = weights[matched.site_places].sum()
    if not wanted:
        return float("nan")
    order = np.argsort(-matched.scores, kind="stable")
    weight = weights[matched.found_places[order]] * ~matched.is_ignored[level, order]
    right = np.cumsum(weight * matched.right[level, order])
    wrong = np.cumsum(weight * ~matched.right[level, order])
    precision = right / np.maximum(right + wrong, np.finfo(float).eps)
    precision = np.append(np.maximum.accumulate(precision[::-1])[::-1], 0.0)
    # A site may show another place than its find's centre does: recall ends at 1 all the same.
    recall = np.minimum(right / wanted, 1.0)
    return float(precision[np.searchsorted(recall, _RECALLS - 1e-9)].mean())


def _with_interval(matched: Matched, level: int, draws: int) -> dict:
    places = 1 + int(max(matched.found_places.max(initial=0), matched.site_places.max(initial=0)))
    samples = np.array([average_precision(matched, level, weight) for weight in place_draws(places, draws)])
    ends = interval(samples) if draws and places > 1 else None
    return {
        "value": average_precision(matched, level),
        "interval": None if ends is None else list(ends),
        "count": len(matched.site_places),
    }


def _at_threshold(matched: Matched, threshold: float, suffix: str) -> dict[str, dict]:
    """Return what the finds from the threshold on are worth, as rows without interval."""
    shown = matched.scores >= threshold
    right = matched.right[0] & shown
    values: dict[str, tuple[float, int]] = {
        "precision50": (float(right.sum() / max(shown.sum(), 1)), int(shown.sum())),
        "recall50": (float((matched.best_iou >= 0.5).mean()), len(matched.best_iou)),
        "recall_centre": (float(matched.is_hit.mean()), len(matched.is_hit)),
        "false_sites_per_1000_km2": (
            float((shown & ~matched.has_centre).sum() / matched.area_km2 * 1000),
            int(shown.sum()),
        ),
    }
    for name, (least, most) in SIZES.items():
        chosen = (matched.areas_ha >= least) & (matched.areas_ha < most)
        if chosen.any():
            values[f"recall50_{name}"] = (float((matched.best_iou[chosen] >= 0.5).mean()), int(chosen.sum()))
    return {
        f"{name}{suffix}": {"value": value, "interval": None, "count": count}
        for name, (value, count) in values.items()
    }


def _chosen(found: FoundSites, kind: str | None) -> FoundSites:
    if kind is None:
        kept = suppress(found.boxes, found.scores, np.zeros(len(found.scores), int))
    else:
        kept = np.flatnonzero(found.kinds == kind)
    return FoundSites(found.boxes[kept], found.scores[kept], found.kinds[kept])


def _overlaps(found: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return IoU float (found, wanted), and bool, whether the find's centre lies in the wanted box."""
    areas = box_areas(wanted)
    overlap = np.zeros((len(found), len(wanted)))
    for number, box in enumerate(found):
        shared = intersections(box, wanted)
        overlap[number] = shared / np.maximum(box_areas(box[None]) + areas - shared, 1e-9)
    centres = (found[:, None, :2] + found[:, None, 2:]) / 2
    inside = (centres >= wanted[None, :, :2]) & (centres < wanted[None, :, 2:])
    return overlap, inside.all(axis=-1)


def _centre_hits(inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which finds are the first in a site, and which only come again, bool (found,) each.

    Args:
        inside: bool (found, sites), best find first.
    """
    is_free = np.ones(inside.shape[1], bool)
    is_first = np.zeros(len(inside), bool)
    for number, own in enumerate(inside):
        free = np.flatnonzero(own & is_free)
        if len(free):
            is_first[number], is_free[free[0]] = True, False
    return is_first, inside.any(axis=1) & ~is_first


def _share_of(mask: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Return the share of each box (n, 4) that a mask covers, float (n,)."""
    sums = np.pad(mask.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    x0, y0, x1, y1 = np.round(boxes).astype(int).T
    inside = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
    return inside / np.maximum((x1 - x0) * (y1 - y0), 1)


def image_places(images: Iterable[SiteImage]) -> list[str]:
    """Return the places that images show, each once, sorted: ``Matched`` has their indices."""
    return sorted({str(place) for image in images for place in image.places.ravel()})


def _numbers(places: list[str], names: dict[str, int]) -> np.ndarray:
    return np.array([names[place] for place in places], int)
