"""A closer look at cells that pass the gate alone: the segmenter sees a small window around each before it is searched.

Most false alarms of a gate lie alone, and a tile around one costs as much as thirty cells. Where cells pass together,
and where a network takes tiles of one size only, nothing is asked.
"""

from __future__ import annotations

import numpy as np
from rasterio.windows import Window

from .cells import Cells, Keep
from .plan import STEP
from .predictor import Predictor
from .reading import InputReader, presence_of
from .scene import Scene
from .threads import in_order

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

    def keep(self, cells: Cells, is_passed: np.ndarray, rows: range) -> np.ndarray:
        """Return which cells of some rows have passed this too.

        Args:
            cells: the grid. is_passed: bool (rows, columns), which of all cells passed the gate; it has to be known of
                these rows, the one above and the one below.
            rows: one after the other.

        Returns:
            bool (``rows``, columns): those that passed, without those alone that show no mine ground in a small window.
        """
        kept = is_passed[rows.start : rows.stop].copy()
        if self._predictor.pack.fixed_size is not None or not len(rows):
            return kept
        alone = np.argwhere(kept & (_count_around(is_passed, rows) <= 2))
        alone[:, 0] += rows.start
        # By the blocks of the file: each is then decoded once.
        alone = alone[
            np.lexsort((alone[:, 0], alone[:, 1], alone[:, 0] * cells.side // self._scene.block_rows))
        ]
        batches = [alone[begin : begin + _BATCH] for begin in range(0, len(alone), _BATCH)]
        shown = in_order(
            lambda batch: show_mines(self._scene, cells, batch, self._least, self._predictor),
            batches,
            self._predictor.streams,
        )
        for batch, are_mines in zip(batches, shown, strict=True):
            kept[batch[:, 0] - rows.start, batch[:, 1]] = are_mines
        return kept


def keep_of(scene: Scene, predictor: Predictor, least: float | None) -> Keep | None:
    """Return what tells which cells are kept, None where a first look asks for no closer one; see ``CloserLook``."""
    return None if least is None else CloserLook(scene, predictor, least).keep


def _count_around(is_passed: np.ndarray, rows: range) -> np.ndarray:
    """Return how many of the nine cells in and around each cell of some rows have passed, int (``rows``, columns)."""
    height, columns = is_passed.shape
    padded = np.zeros((len(rows) + 2, columns + 2), dtype=int)
    first, end = max(rows.start - 1, 0), min(rows.stop + 1, height)
    padded[first - rows.start + 1 : end - rows.start + 1, 1:-1] = is_passed[first:end]
    return np.sum(
        [padded[down : down + len(rows), right : right + columns] for down in range(3) for right in range(3)],
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
