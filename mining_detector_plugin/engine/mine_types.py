"""The types of mines by a classifier of their own: each outline's type is what its chips look like."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from rasterio.windows import Window

from .plan import tile_starts
from .predictor import Predictor
from .reading import InputReader, presence_of
from .reporting import StageProgress
from .scene import Scene

#: Of a large outline no more chips than this are looked at, spread evenly over it.
MOST_CHIPS = 9
#: Pixels of a batch: as many as 64 chips of 64 pixels' side have.
_BATCH_PIXELS = 64**3


def classify_types(
    scene: Scene, outlines: Sequence[shapely.Geometry], predictor: Predictor, progress: StageProgress
) -> np.ndarray:
    """Return how likely each outline is to be of each type.

    Args:
        outlines: polygons in scene pixels.
        predictor: of a classifier with softmax over types.

    Returns:
        float64 (outlines, classes), the mean of the outline's chips. See ``chip_centres``.
    """
    pack = predictor.pack
    reader, presence = InputReader(scene, pack, predictor.haze), presence_of(pack, scene)
    centres = [chip_centres(outline, pack.tile) for outline in outlines]
    owners = np.repeat(np.arange(len(outlines)), [len(own) for own in centres])
    flat = np.concatenate([np.zeros((0, 2)), *centres])
    sums = np.zeros((len(outlines), len(pack.classes)))
    size = max(_BATCH_PIXELS // pack.tile**2, 1)
    for begin in range(0, len(flat), size):
        batch = slice(begin, begin + size)
        corners = np.round(flat[batch] - pack.tile / 2).astype(int)
        chips = [
            reader.read(Window(column, row, pack.tile, pack.tile)).bands for column, row in corners.tolist()
        ]
        predictions = predictor.predict(np.stack(chips), presence, predictor.places_at(scene, flat[batch]))
        np.add.at(sums, owners[batch], np.array([prediction.values[0] for prediction in predictions]))
        progress.step(min(begin + size, len(flat)), len(flat))
    return sums / np.bincount(owners, minlength=len(outlines))[:, None]


def chip_centres(outline: shapely.Geometry, chip: int) -> np.ndarray:
    """Return where the chips of an outline lie: one around its centroid, or several where it is larger than a chip.

    Several are those of a grid over its bounds whose centres lie inside it, at most ``MOST_CHIPS``.

    Args:
        outline: in pixels. chip: side in pixels.

    Returns:
        float64 (chips, 2), column and row in pixels.
    """
    left, top, right, bottom = outline.bounds
    centroid = np.array([[outline.centroid.x, outline.centroid.y]])
    if max(right - left, bottom - top) <= chip:
        return centroid
    axes = [
        np.array(tile_starts(int(low), int(np.ceil(high - low)), chip, 0)) + chip / 2
        for low, high in ((left, right), (top, bottom))
    ]
    columns, rows = (axis.ravel() for axis in np.meshgrid(*axes))
    inside = np.flatnonzero(shapely.contains_xy(outline, columns, rows))
    if not len(inside):
        return centroid
    chosen = inside[np.unique(np.linspace(0, len(inside) - 1, MOST_CHIPS).round().astype(int))]
    return np.column_stack([columns[chosen], rows[chosen]])
