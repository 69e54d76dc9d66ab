"""A chip of a data set in the place of a scene, so that the engine's own stages run packs on it.

Beyond its edges a chip is mirrored: the edge of a chip is seldom the edge of the data, and a network that is
larger than the chip would see mostly zeros otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.windows import Window
from shapely.geometry import box

from mining_detector_plugin.engine.aoi import Aoi
from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.cells import Cells

from ..data.dataset import Chip, ChipPixels

_CHANNEL = {name: index for index, name in enumerate(PACK_BANDS)}
_WGS84 = CRS.from_epsg(4326)
#: Length of a degree of latitude in metres (mean Earth radius 6371 km).
_METRES_PER_DEGREE = 111_195.0


class ChipScene:
    """What the engine's stages ask of a scene, answered from a chip that was read.

    Attributes:
        name: the chip's id. bands: those that the chip holds, in canonical order.
        width, height: of the chip in pixels. resolution_m: side of a pixel in metres.
        crs, transform: longitude and latitude around the chip's centre, within a pixel or so: enough to say in
            which region the chip lies. NaN where its place is unknown: then it lies in none.
        block_rows: a chip is no file.
    """

    block_rows = 1

    def __init__(self, chip: Chip, pixels: ChipPixels) -> None:
        self.name = chip.id
        self.bands = tuple(name for name in PACK_BANDS if name in chip.bands)
        self.width, self.height = chip.width, chip.height
        self.resolution_m = chip.resolution_m
        self.acquired = chip.date or None
        self.crs = _WGS84
        self.transform = _degrees_around(chip)
        self._pixels = pixels

    def read(self, window: Window, bands: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return reflectance float32 (bands, height, width) and valid bool (height, width) of a window.

        The window may reach beyond the chip: there lies the chip's mirror image.
        """
        rows = mirrored(int(window.row_off), int(window.height), self.height)[:, None]
        columns = mirrored(int(window.col_off), int(window.width), self.width)[None]
        channels = [_CHANNEL[name] for name in bands]
        valid = self._pixels.is_valid[rows, columns]
        reflectance = self._pixels.reflectance[channels][:, rows, columns]
        return reflectance * valid, valid

    def whole(self) -> tuple[Aoi, Cells]:
        """Return the area of interest that takes in the whole chip, and the one searched cell that covers it.

        The area's geometry is in pixels: it serves to cut results to the chip and nothing else.
        """
        window = Window(0, 0, self.width, self.height)
        aoi = Aoi(box(0, 0, self.width, self.height), window, self.crs, Affine.identity())
        side = max(self.width, self.height)
        return aoi, Cells(window, side, np.full((1, 1), np.nan, np.float32), np.ones((1, 1), bool))


def mirrored(first: int, count: int, length: int) -> np.ndarray:
    """Return int (count,): which pixels of a line of ``length`` stand at ``first`` and after it, mirrored at both ends.

    The outermost pixels are not repeated, as ``numpy.pad`` with ``reflect``.
    """
    if length == 1:
        return np.zeros(count, np.int64)
    period = 2 * (length - 1)
    place = np.arange(first, first + count) % period
    return np.minimum(place, period - place)


def _degrees_around(chip: Chip) -> Affine:
    step = chip.resolution_m / _METRES_PER_DEGREE
    step_x = step / max(np.cos(np.radians(chip.lat)), 1e-3)
    left, top = chip.lon - chip.width / 2 * step_x, chip.lat + chip.height / 2 * step
    return Affine(step_x, 0, left, 0, -step, top)
