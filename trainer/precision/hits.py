"""A pack's hits on the chips of a data set, held against the truth: what the precision filter learns from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from rasterio.features import geometry_mask
from rasterio.transform import Affine

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.image_source import ImageInMemory
from mining_detector_plugin.engine.indices import available_indices
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.pack_parts import STATISTICS
from mining_detector_plugin.engine.polygons import MINIMUM_AREA_HA, RegionBuilder
from mining_detector_plugin.engine.precision_filter import filter_features
from trainer.data.dataset import UNLABELLED, Chip, Dataset
from trainer.evaluation.objects import box_overlaps, match_sites, patches
from trainer.evaluation.prediction import ChipPrediction, predict_chips
from trainer.evaluation.rules import TestRule, default_rule
from trainer.tasks.task import Predict

#: From this share of a hit on the ground of true sites on, it is no false hit, though it may not match one site:
#: pieces of a large mine are not to be filtered.
TRUE_SHARE = 0.5


@dataclass(frozen=True)
class Hit:
    """One polygon or box of a pack.

    Attributes:
        kind: the pack's class. score: 0-1.
        features: float64 (features,), see ``engine.precision_filter.filter_features``; NaN where no pixel is valid.
        is_true: None where most of it lies where nobody labelled.
        site: number of the chip's site that it finds, None where it finds none.
        geometry: in the chip's pixels.
    """

    kind: str
    score: float
    features: np.ndarray
    is_true: bool | None
    site: int | None
    geometry: shapely.Polygon


@dataclass(frozen=True)
class ChipHits:
    """The hits on one chip.

    Attributes:
        sites: count of true sites, of at least ``MINIMUM_AREA_HA``.
    """

    chip: Chip
    hits: tuple[Hit, ...]
    sites: int


def filter_features_of(bands: Sequence[str]) -> tuple[str, ...]:
    """Return the names of all features that bands allow: each statistic of each band and of each index."""
    ordered = tuple(name for name in PACK_BANDS if name in bands)
    layers = (*ordered, *available_indices(ordered))
    return tuple(f"{statistic}_{layer}" for layer in layers for statistic in STATISTICS)


def shared_bands(chips: Iterable[Chip]) -> tuple[str, ...]:
    """Return the bands that all chips have."""
    shared = set(PACK_BANDS)
    for chip in chips:
        shared &= set(chip.bands)
    return tuple(name for name in PACK_BANDS if name in shared)


def collect_hits(
    pack: Pack,
    dataset: Dataset,
    chips: Sequence[Chip],
    features: Sequence[str],
    predict: Predict | None = None,
    watch: Callable[[Sequence[Chip]], Iterable[Chip]] = lambda chips: chips,
    class_map: dict[str, str] | None = None,
) -> Iterator[ChipHits]:
    """Yield the hits on chips that somebody labelled, at the pack's own threshold.

    Args:
        pack: a segmenter (regions, as the engine draws them) or a detector (boxes).
        features: to compute, see ``filter_features_of``.
        predict: runs the network, such as a fold's; None runs the pack.
        watch: wraps the chips, for a progress bar.
        class_map: what classes of the data set are to the pack, beside what the pack itself says of them
            (``trainer.evaluation.rules``); ``background`` is no mine, ``unlabelled`` is not judged.
    """
    known = default_rule(dataset, pack)
    rule = replace(known, class_map=known.class_map | (class_map or {}))
    # A filter that the pack has already is not asked here: it is fitted and measured on all hits.
    pack = replace(pack, precision_filter=None)
    for prediction in predict_chips(pack, dataset, watch(chips), predict, least_score=None):
        if prediction.pixels.mask is None and not dataset.box_path(prediction.chip).is_file():
            continue
        found = list(_regions(pack, prediction) if pack.kind == "segmenter" else _boxes(pack, prediction))
        image = ImageInMemory(prediction.pixels.reflectance, prediction.pixels.is_valid, PACK_BANDS)
        truth = _box_truth if prediction.pixels.mask is None else _mask_truth
        judged, sites = truth(dataset, prediction, rule, [geometry for geometry, _, _ in found])
        hits = tuple(
            Hit(kind, score, filter_features(image, geometry, features), is_true, site, geometry)
            for (geometry, kind, score), (is_true, site) in zip(found, judged, strict=True)
        )
        yield ChipHits(prediction.chip, hits, sites)


def _regions(pack: Pack, prediction: ChipPrediction) -> Iterator[tuple[shapely.Polygon, str, float]]:
    """Yield outline, class and score of the regions that the engine would draw."""
    likely = prediction.probabilities
    assert likely is not None
    is_mine = (1 - likely[0] >= pack.thresholds["default"]) & prediction.pixels.is_valid
    builder = RegionBuilder(0, max(1, round(MINIMUM_AREA_HA * 10_000 / prediction.chip.resolution_m**2)))
    for region in [*builder.add(0, is_mine, likely), *builder.close()]:
        mines = region.class_sums[1:]
        yield region.geometry, pack.classes[1 + int(mines.argmax())], float(mines.sum() / region.pixels)


def _boxes(pack: Pack, prediction: ChipPrediction) -> Iterator[tuple[shapely.Polygon, str, float]]:
    found = prediction.detections
    assert found is not None
    for box, score, index in zip(found.boxes.astype(float), found.scores, found.classes, strict=True):
        yield shapely.box(*box), pack.classes[int(index)], float(score)


def _mask_truth(
    dataset: Dataset, prediction: ChipPrediction, rule: TestRule, geometries: Sequence[shapely.Polygon]
) -> tuple[list[tuple[bool | None, int | None]], int]:
    """Return for each hit whether it is true and which site it finds, and the count of sites, by the mask."""
    assert prediction.pixels.mask is not None
    mask = rule.truth_codes(dataset)[prediction.pixels.mask]
    is_known = (mask != UNLABELLED) & prediction.pixels.is_valid
    least = MINIMUM_AREA_HA * 10_000 / prediction.chip.resolution_m**2
    sites, sizes = patches((mask > 0) & is_known, least)
    overlap = np.zeros((len(geometries), len(sizes)))
    shares: list[float | None] = []
    for row, geometry in enumerate(geometries):
        inside = geometry_mask([geometry], mask.shape, Affine.identity(), invert=True)
        known = inside & is_known
        shared = np.bincount(sites[inside], minlength=len(sizes) + 1)[1:]
        overlap[row] = shared / np.maximum(inside.sum() + sizes - shared, 1)
        is_judged = known.sum() * 2 > inside.sum()
        shares.append(float((mask[known] > 0).mean()) if is_judged else None)
    return _judge(overlap, shares), len(sizes)


def _box_truth(
    dataset: Dataset, prediction: ChipPrediction, rule: TestRule, geometries: Sequence[shapely.Polygon]
) -> tuple[list[tuple[bool | None, int | None]], int]:
    """Return the same as ``_mask_truth``, by the chip's boxes."""
    boxes = dataset.boxes(prediction.chip)
    codes = rule.box_classes(dataset, boxes)
    truth = boxes[(codes > 0) & (codes != UNLABELLED), 1:].astype(float)
    found = np.array([geometry.bounds for geometry in geometries]).reshape(-1, 4)
    ground = _ground(truth)
    unknown = _ground(boxes[codes == UNLABELLED, 1:].astype(float)).difference(ground)
    shares = [
        None if 2 * geometry.intersection(unknown).area > geometry.area
        else geometry.intersection(ground).area / max(geometry.area, 1e-9)
        for geometry in geometries
    ]  # fmt: skip
    return _judge(box_overlaps(found, truth), shares), len(truth)


def _ground(boxes: np.ndarray) -> shapely.Geometry:
    """Return what boxes, float (count, 4), cover."""
    return shapely.union_all(shapely.box(*boxes.T)) if len(boxes) else shapely.Polygon()


def _judge(overlap: np.ndarray, shares: Sequence[float | None]) -> list[tuple[bool | None, int | None]]:
    """Return for each hit whether it is true, and which site it finds.

    Args:
        overlap: float (hits, sites), intersection over union.
        shares: of each hit on the ground of sites; None where it can't be told.
    """
    site_of = dict(zip(*(part.tolist() for part in match_sites(overlap)), strict=True))
    return [
        (True if row in site_of else None if share is None else share >= TRUE_SHARE, site_of.get(row))
        for row, share in enumerate(shares)
    ]
