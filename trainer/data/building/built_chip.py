"""A chip before it is written: its row, its pixels, its mask, and the objects in it with their outlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from affine import Affine
from rasterio.features import shapes
from scipy import ndimage
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from trainer.data.dataset import Chip

#: Smaller objects get no box: 0.1 hectares at 10 m, what the engine leaves out of its results too.
SMALLEST_OBJECT_PX = 10


@dataclass(frozen=True)
class SiteOutline:
    """One object in a chip.

    Attributes:
        class_index: counts the data set's classes without background.
        geometry: polygon or multipolygon in the chip's pixels, x right and y down from the upper left corner.
    """

    class_index: int
    geometry: BaseGeometry

    def to_json(self) -> dict[str, Any]:
        """Return class, box (x0, y0, x1, y1), area and outer rings in pixels, as a journal keeps them."""
        parts = shapely.get_parts(self.geometry)
        rings = [np.round(shapely.get_coordinates(part.exterior), 2).ravel().tolist() for part in parts]
        return {
            "class": self.class_index,
            "box": [round(value, 2) for value in self.geometry.bounds],
            "area": round(float(self.geometry.area), 2),
            "rings": rings,
        }


@dataclass(frozen=True)
class BuiltChip:
    """A chip that is ready to be written.

    Attributes:
        chip: its row of the index.
        reflectance: float32 (12, height, width), 0-1, in the order of ``PACK_BANDS``.
        is_valid: bool (height, width).
        mask: uint8 (height, width), class codes, or None.
        sites: objects in it; None where nobody looked.
        crs, transform: as rasterio takes them; None for chips without a known place.
    """

    chip: Chip
    reflectance: np.ndarray
    is_valid: np.ndarray
    mask: np.ndarray | None = None
    sites: tuple[SiteOutline, ...] | None = None
    crs: Any = None
    transform: Affine | None = None

    def boxes(self) -> np.ndarray | None:
        """Return float32 (count, 5): class index, x0, y0, x1, y1 in pixels; None where nobody looked."""
        if self.sites is None:
            return None
        rows = [(site.class_index, *site.geometry.bounds) for site in self.sites]
        return np.array(rows, np.float32).reshape(-1, 5)


def trace_sites(is_site: np.ndarray, class_index: int) -> Iterator[SiteOutline]:
    """Yield the objects of one class: 8-connected regions of at least ``SMALLEST_OBJECT_PX`` pixels.

    Args:
        is_site: bool (height, width).
        class_index: of all of them, without background.
    """
    numbers, count = ndimage.label(is_site, np.ones((3, 3), int))
    sizes = np.bincount(numbers.ravel(), minlength=count + 1)
    kept = np.where(sizes[numbers] >= SMALLEST_OBJECT_PX, numbers, 0).astype(np.int32)
    parts: dict[int, list[BaseGeometry]] = {}
    for outline, number in shapes(kept, mask=kept > 0, connectivity=4):
        parts.setdefault(int(number), []).append(shape(outline))
    for number in sorted(parts):
        yield SiteOutline(class_index, shapely.multipolygons(parts[number]))


def shown_classes(codes: np.ndarray, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the classes, without background, of which a mask holds at least ``SMALLEST_OBJECT_PX`` pixels."""
    counts = np.bincount(codes.ravel(), minlength=len(classes))
    return tuple(
        name for name, count in zip(classes[1:], counts[1:], strict=False) if count >= SMALLEST_OBJECT_PX
    )
