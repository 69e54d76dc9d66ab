"""A closer look at cells that pass the gate alone: the segmenter sees a small window around each before it is searched.

Most false alarms of a gate lie alone, and a tile around one costs as much as thirty cells. Where cells pass together,
and where a network takes tiles of one size only, nothing is asked.
"""

from __future__ import annotations

import threading

import numpy as np
from rasterio.windows import Window

from .cells import Cells, Keep
from .plan import STEP
from .predictor import Predictor
from .reading import InputReader, presence_of
from .scene import Scene

#: Pixels around a cell that the segmenter sees with it, at least.
MARGIN = 24
#: So many pixels must show mine ground: the smallest mine that is drawn.
_LEAST_PIXELS = 10
_BATCH = 16


class CloserLook:
    """Looks closer at cells that passed the gate alone.

    Args:
        scene: that the cells are of.
        predictor: of the segmenter.
        least: probability of mine ground that ten pixels of such a cell must reach.
    """

    def __init__(self, scene: Scene, predictor: Predictor, least: float) -> None:
        self._scene, self._predictor, self._least = scene, predictor, least
        # Threads of another network ask; this one may take fewer at a time.
        self._turns = threading.BoundedSemaphore(predictor.streams)

    def keep(self, cells: Cells, is_passed: np.ndarray, rows: range, columns: range) -> np.ndarray:
        """Return which cells of some rows and columns have passed this too; several threads may ask.

        Args:
            cells: the grid. is_passed: bool (rows, columns), which of all cells passed the gate; it has to be known of
                those asked for and of those around them.
            rows, columns: of cells, one after the other.

        Returns:
            bool (``rows``, ``columns``): those that passed, without those alone that show no mine ground in a small
            window.
        """
        kept = is_passed[rows.start : rows.stop, columns.start : columns.stop].copy()
        if self._predictor.pack.fixed_size is not None or not kept.any():
            return kept
        alone = np.argwhere(kept & (_count_around(is_passed, rows, columns) <= 2))
        for begin in range(0, len(alone), _BATCH):
            batch = alone[begin : begin + _BATCH]
            places = batch + np.array([rows.start, columns.start])
            with self._turns:
                kept[tuple(batch.T)] = show_mines(self._scene, cells, places, self._least, self._predictor)
        return kept


def keep_of(scene: Scene, predictor: Predictor, least: float | None) -> Keep | None:
    """Return what tells which cells are kept, None where a first look asks for no closer one; see ``CloserLook``."""
    return None if least is None else CloserLook(scene, predictor, least).keep


def _count_around(is_passed: np.ndarray, rows: range, columns: range) -> np.ndarray:
    """Return how many of the nine cells in and around each of some cells have passed, int (``rows``, ``columns``)."""
    (top, bottom), (left, right) = (
        (max(part.start - 1, 0), min(part.stop + 1, size))
        for part, size in zip((rows, columns), is_passed.shape, strict=True)
    )
    height, width = len(rows), len(columns)
    padded = np.zeros((height + 2, width + 2), dtype=int)
    place = np.s_[
        top - rows.start + 1 : bottom - rows.start + 1, left - columns.start + 1 : right - columns.start + 1
    ]
    padded[place] = is_passed[top:bottom, left:right]
    return np.sum(
        [padded[down : down + height, over : over + width] for down in range(3) for over in range(3)],
        axis=0,
    )


def show_mines(
    scene: Scene, cells: Cells, chosen: np.ndarray, least: float, predictor: Predictor
) -> np.ndarray:
    """Return bool (n,): whether ten pixels of a cell reach a probability of mine ground in a window around it.

    Args:
        chosen: int (n, 2), rows and columns of cells.
    """
    corners = [_place_of(cells, row, column) for row, column in chosen.tolist()]
    windows = [_window_around(*corner, cells.side, scene) for corner in corners]
    reader = InputReader(scene, predictor.pack, predictor.haze)
    with scene.held():
        inputs = [reader.read(window) for window in windows]
    centres = np.array([(w.col_off + w.width / 2, w.row_off + w.height / 2) for w in windows])
    predictions = predictor.predict(
        np.stack([own.bands for own in inputs]),
        presence_of(predictor.pack, scene),
        predictor.places_at(scene, centres),
    )
    pixels = []
    for (left, top), own, prediction in zip(corners, inputs, predictions, strict=True):
        down, right = top - int(own.window.row_off), left - int(own.window.col_off)
        inner = (slice(down, down + cells.side), slice(right, right + cells.side))
        is_mine = (1 - prediction.values[0][0][inner] >= least) & own.is_valid[inner]
        pixels.append(np.count_nonzero(is_mine))
    return np.array(pixels) >= _LEAST_PIXELS


def _place_of(cells: Cells, row: int, column: int) -> tuple[int, int]:
    """Return the scene's column and row of a cell's first pixel."""
    return int(cells.window.col_off) + column * cells.side, int(cells.window.row_off) + row * cells.side


def _window_around(left: int, top: int, side: int, scene: Scene) -> Window:
    """Return a window with a cell in its middle, inside the scene where that is large enough."""
    size = -(-(side + 2 * MARGIN) // STEP) * STEP
    column, row = (
        max(min(begin - (size - side) // 2, length - size), 0)
        for begin, length in ((left, scene.width), (top, scene.height))
    )
    return Window(column, row, size, size)
