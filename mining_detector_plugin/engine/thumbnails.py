"""Thumbnails of the mines of a run: the place in true colour and its confidence, both with the outline.

Files are ``thumbnails/ID.jpg`` and ``thumbnails/ID_confidence.png``. The surest mines come first, and the number and
the time are bounded: a run over a whole tile shall not end in an hour of pictures.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import rasterio
import shapely
from rasterio.features import rasterize
from rasterio.transform import Affine
from rasterio.windows import Window
from shapely.geometry.base import BaseGeometry

from .confidence import FULL, NODATA
from .mines import Mines
from .pictures import TRUE_COLOR, color_picture, probability_picture, shrink, write_picture
from .reporting import Reporter
from .results import THUMBNAILS
from .scene import Scene

#: Side of a thumbnail in its own pixels, which are whole numbers of the scene's pixels wide.
SIDE = 128
MOST_MINES = 2000
LONGEST_S = 60.0
#: A thumbnail shows this much more than the mine's own width, but never more than this many of the scene's pixels.
_SURROUNDINGS = 1.5
_WIDEST = 8 * SIDE
_WHITE = 255


def write_thumbnails(
    folder: Path, scene: Scene, mines: Mines, confidence: Path, reporter: Reporter
) -> int:  # fmt: skip
    """Write the thumbnails of the surest mines.

    Args:
        folder: the results'; gets the folder ``thumbnails`` where there is a mine.
        mines: the surest first; a mine's id is its place, from 1.
        confidence: the run's confidence raster, on the scene's grid.

    Returns:
        How many mines got their two thumbnails.
    """
    if not len(mines.geometries) or not set(TRUE_COLOR) <= set(scene.bands):
        return 0
    (folder / THUMBNAILS).mkdir()
    end = time.monotonic() + LONGEST_S
    outlines = mines.geometries[:MOST_MINES]
    drawn = 0
    with rasterio.open(confidence) as raster:
        for number, outline in enumerate(outlines, start=1):
            if time.monotonic() > end:
                break
            reporter.progress("thumbnails", number, len(outlines), 0.98, "Drawing thumbnails")
            window, factor = window_around(outline, scene.transform, (scene.height, scene.width))
            place = (
                scene.transform @ Affine.translation(window.col_off, window.row_off) @ Affine.scale(factor)
            )
            is_outline = rasterize([(outline.boundary, 1)], out_shape=(SIDE, SIDE), transform=place) > 0
            reflectance, valid = shrink(*scene.read(window, TRUE_COLOR), factor)
            picture = color_picture(reflectance, valid)
            picture[:, is_outline] = _WHITE
            write_picture(folder / THUMBNAILS / f"{number}.jpg", picture)
            picture = probability_picture(*_read_confidence(raster, scene, window, factor))
            picture[:, is_outline] = _WHITE
            write_picture(folder / THUMBNAILS / f"{number}_confidence.png", picture)
            drawn = number
    if drawn < len(mines.geometries):
        reporter.log(f"Thumbnails show the {drawn} surest of {len(mines.geometries)} mines.")
    return drawn


def window_around(outline: BaseGeometry, transform: Affine, shape: tuple[int, int]) -> tuple[Window, int]:
    """Return the window of a thumbnail in the scene's pixels, and how many of them a thumbnail's pixel is wide.

    Args:
        outline: in the scene's CRS.
        transform, shape: of the scene's grid; height and width in pixels. The window stays inside where it can.
    """
    corners = shapely.get_coordinates(shapely.box(*outline.bounds))
    columns, rows = np.array([~transform @ tuple(corner) for corner in corners]).T
    widest = max(np.ptp(columns), np.ptp(rows)) * _SURROUNDINGS
    factor = int(np.ceil(np.clip(widest, SIDE, _WIDEST) / SIDE))
    side = SIDE * factor
    left, top = (
        min(max(round((places.min() + places.max() - side) / 2), 0), max(length - side, 0))
        for places, length in ((columns, shape[1]), (rows, shape[0]))
    )
    return Window(left, top, side, side), factor


def _read_confidence(
    raster: rasterio.DatasetReader, scene: Scene, window: Window, factor: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the probability of any mine, float (side, side), and where the segmenter looked."""
    left, top = ~raster.transform @ (scene.transform @ (window.col_off, window.row_off))
    place = Window(round(left), round(top), window.width, window.height)
    inside = place.intersection(Window(0, 0, raster.width, raster.height))
    row, column = inside.row_off - place.row_off, inside.col_off - place.col_off
    stored = np.full((place.height, place.width), NODATA, dtype=np.uint8)
    # Not by a boundless read, which opens a raster of its own each time and took half of a thumbnail's time.
    stored[row : row + inside.height, column : column + inside.width] = raster.read(1, window=inside)
    means, is_seen = shrink((stored / FULL)[None], stored != NODATA, factor)
    return means[0], is_seen
