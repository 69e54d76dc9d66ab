"""A closer look at cells that pass the gate alone: the segmenter sees a small window around each before it is searched.

Most false alarms of a gate lie alone, and a tile around one costs as much as thirty cells. Where cells pass together,
and where a network takes tiles of one size only, nothing is asked.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from rasterio.windows import Window

from .cells import Cells, with_margin
from .plan import STEP
from .predictor import Predictor
from .reading import InputReader, presence_of
from .reporting import StageProgress
from .scene import Scene
from .threads import in_order

#: Pixels around a cell that the segmenter sees with it, at least.
MARGIN = 24
#: So many pixels must show mine ground: the smallest mine that is drawn.
_LEAST_PIXELS = 10
_BATCH = 16


def look_closer(
    scene: Scene, cells: Cells, gate: float, least: float, predictor: Predictor, progress: StageProgress
) -> Cells:
    """Return the cells without those that passed alone and show no mine ground in a small window.

    Args:
        gate: score from which on a cell has passed.
        least: probability of mine ground that ten pixels of such a cell must reach.
        predictor: of the segmenter.
    """
    if predictor.pack.fixed_size is not None:
        return cells
    is_passed = np.nan_to_num(cells.scores) >= gate
    rows, columns = is_passed.shape
    around = np.pad(is_passed, 1).astype(int)
    count = sum(
        around[row : row + rows, column : column + columns] for row in range(3) for column in range(3)
    )
    alone = np.argwhere(is_passed & (count <= 2))
    # By the blocks of the file: each is then decoded once.
    alone = alone[np.lexsort((alone[:, 0], alone[:, 1], alone[:, 0] * cells.side // scene.block_rows))]
    batches = [alone[begin : begin + _BATCH] for begin in range(0, len(alone), _BATCH)]
    shown = in_order(
        lambda batch: show_mines(scene, cells, batch, least, predictor), batches, predictor.streams
    )
    for batch, are_mines in zip(batches, shown, strict=True):
        is_passed[tuple(batch.T)] = are_mines
        progress.step(rows * columns, rows * columns)
    return replace(cells, is_searched=with_margin(is_passed) & ~np.isnan(cells.scores))


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
