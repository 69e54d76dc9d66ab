"""Leaves out the regions and boxes of a run that the precision filter of their pack takes for false hits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from .detection import Detections
from .dispatch import places_of_pixels
from .mines import region_types
from .pack import Pack
from .polygons import Region
from .precision_filter import passes_filter
from .reporting import Reporter
from .scene import Scene


def filter_regions(scene: Scene, regions: list[Region], pack: Pack, reporter: Reporter) -> list[Region]:
    """Return the regions that stay; all of them where the pack has no filter or the scene lacks its bands.

    Args:
        pack: the segmenter; it says the regions' types.
    """
    outlines = [region.geometry for region in regions]
    stays = _stays(scene, outlines, region_types(regions, pack.classes), pack, reporter)
    return [region for region, is_kept in zip(regions, stays.tolist(), strict=True) if is_kept]


def filter_detections(scene: Scene, detections: Detections, pack: Pack, reporter: Reporter) -> Detections:
    """Return the boxes that stay, as ``filter_regions``; ``pack`` is the detector."""
    boxes = shapely.box(*detections.boxes.astype(float).reshape(-1, 4).T)
    types = [pack.classes[index] for index in detections.classes.tolist()]
    stays = _stays(scene, boxes, types, pack, reporter)
    return Detections(detections.boxes[stays], detections.scores[stays], detections.classes[stays])


def _stays(
    scene: Scene, geometries: Sequence[shapely.Geometry], types: Sequence[str], pack: Pack, reporter: Reporter
) -> np.ndarray:
    """Return bool (n,): which hits stay."""
    part = pack.precision_filter
    if part is None:
        return np.ones(len(geometries), dtype=bool)
    missing = [band for band in part.bands if band not in scene.bands]
    if missing:
        reporter.warning(
            "precision_filter_left_out",
            f"The scene lacks {', '.join(missing)}: the precision filter of {pack.name} is left out.",
            "Add these bands to have false hits removed.",
        )
        return np.ones(len(geometries), dtype=bool)
    stays = passes_filter(
        part, scene, geometries, types, lambda pixels: places_of_pixels(scene, pixels), reporter.check
    )
    reporter.log(f"The precision filter of {pack.name} removed {int((~stays).sum())} of {len(stays)} hits.")
    return stays
