"""The classifier's stage: a score for every cell of the AOI, and which cells the other stages look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from rasterio.windows import Window

from .aoi import Aoi
from .first_look import FirstLook
from .predictor import Prediction, Predictor
from .reading import InputReader, ahead, presence_of, read_rows
from .reporting import StageProgress
from .scene import Scene

#: Chips of a batch: as many as this, and no more pixels than those of 64 chips of 64 pixels' side.
BATCH = 64
_BATCH_PIXELS = 64**3
#: Cells that lie around a cell which passed the gate are searched too, so that a mine is not cut at a cell's edge.
MARGIN_CELLS = 1


@dataclass(frozen=True)
class Cells:
    """A grid of square cells over a window of the scene.

    Attributes:
        window: the AOI's window; the first cell begins at its upper left corner.
        side: of a cell in pixels.
        scores: float32 (rows, columns), 0-1, NaN where nothing was looked at (outside the AOI, or no data). Of cells
            that a first look has ruled out they are the first look's, and below its gate.
        is_searched: bool (rows, columns), where the detector and the segmenter look.
    """

    window: Window
    side: int
    scores: np.ndarray
    is_searched: np.ndarray

    def searched_pixels(self, window: Window) -> np.ndarray:
        """Return bool (height, width): the pixels of a window that lie in searched cells."""
        rows = self._indices(window.row_off - self.window.row_off, window.height, self.scores.shape[0])
        columns = self._indices(window.col_off - self.window.col_off, window.width, self.scores.shape[1])
        inside = (rows >= 0)[:, None] & (columns >= 0)[None]
        return self.is_searched[np.maximum(rows, 0)[:, None], np.maximum(columns, 0)[None]] & inside

    def _indices(self, first: float, count: float, cells: int) -> np.ndarray:
        indices = (int(first) + np.arange(int(count))) // self.side
        return np.where((indices >= 0) & (indices < cells), indices, -1)

    def squares(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the looked-at cells as polygons in scene pixels, with their scores and whether they were searched."""
        rows, columns = np.nonzero(~np.isnan(self.scores))
        window = self.window
        left, top = int(window.col_off) + columns * self.side, int(window.row_off) + rows * self.side
        right = np.minimum(left + self.side, int(window.col_off + window.width))
        bottom = np.minimum(top + self.side, int(window.row_off + window.height))
        geometries = shapely.box(left, top, right, bottom)
        return geometries, self.scores[rows, columns], self.is_searched[rows, columns]


def classify_cells(
    scene: Scene, aoi: Aoi, predictor: Predictor, progress: StageProgress, first_look: FirstLook | None = None
) -> Cells:
    """Score every cell that has a pixel in the AOI and some data in its chip.

    Cells that pass the threshold ``gate`` of their pack (``default`` where it has none), and those around them, are
    searched.

    Args:
        first_look: of the pack: the classifier looks at the cells alone that it does not rule out, and its gate is
            taken. None has the classifier look at all.
    """
    pack = predictor.pack
    window, side, chip = aoi.window, pack.stride, pack.tile
    rows, columns = -(-int(window.height) // side), -(-int(window.width) // side)
    scores = np.full((rows, columns), np.nan, dtype=np.float32)
    is_mine = np.zeros((rows, columns), dtype=bool)
    # A chip is centred on its cell and may be larger than it.
    margin = (chip - side) // 2
    left, top = int(window.col_off) - margin, int(window.row_off) - margin
    span = (columns - 1) * side + chip
    bands = (Window(left, top + row * side, span, chip) for row in range(rows))
    presence = presence_of(pack, scene)
    with ahead(read_rows(InputReader(scene, pack, predictor.haze), bands)) as inputs:
        for row, band in enumerate(inputs):
            in_aoi = cells_in_aoi(
                aoi, Window(window.col_off, window.row_off + row * side, columns * side, side)
            )
            wanted = np.flatnonzero(in_aoi & cells_with_data(band.is_valid, side, chip))
            chips = _chips_of(band.bands, side, chip)
            if first_look is not None and len(wanted):
                looks = first_look.scores(chips[np.ix_(wanted, first_look.channels)])
                scores[row, wanted] = np.minimum(looks, np.nextafter(np.float32(first_look.part.gate), 0))
                wanted = wanted[looks >= first_look.part.threshold]
            for batch in _batches(wanted, chip):
                places = predictor.places_of(scene, (left + batch * side).tolist(), top + row * side, chip)
                predictions = predictor.predict(chips[batch], presence, places)
                for column, prediction in zip(batch.tolist(), predictions, strict=True):
                    scores[row, column] = score = mine_score(prediction)
                    gate = prediction.pack.threshold("gate") if first_look is None else first_look.part.gate
                    is_mine[row, column] = score >= gate
            progress.found = int(np.count_nonzero(is_mine))
            progress.step((row + 1) * columns, rows * columns)
    return Cells(window, side, scores, with_margin(is_mine) & ~np.isnan(scores))


def _chips_of(bands: np.ndarray, side: int, chip: int) -> np.ndarray:
    """Return a view of a row of cells as chips, (columns, channels, chip, chip).

    Args:
        bands: (channels, chip, width), as wide as the last chip reaches.
    """
    chips = np.lib.stride_tricks.sliding_window_view(bands, chip, axis=2)[:, :, ::side]
    return chips.transpose(2, 0, 1, 3)


def _batches(columns: np.ndarray, chip: int) -> Iterator[np.ndarray]:
    """Yield columns of a row of cells, as many at a time as make a batch of chips."""
    size = max(1, min(BATCH, _BATCH_PIXELS // chip**2))
    for begin in range(0, len(columns), size):
        yield columns[begin : begin + size]


def unscored_cells(aoi: Aoi, side: int) -> Cells:
    """Return cells over the AOI that nobody has looked at and that all are searched.

    Args:
        side: of a cell in pixels.
    """
    shape = (-(-int(aoi.window.height) // side), -(-int(aoi.window.width) // side))
    return Cells(aoi.window, side, np.full(shape, np.nan, np.float32), np.ones(shape, bool))


def mine_score(prediction: Prediction) -> float:
    """Return a chip's score, 0-1: the highest probability of a class that is a mine.

    Args:
        prediction: of a classifier.
    """
    (probabilities,), classes = prediction.values, prediction.pack.classes
    return float(max(probabilities[classes.index(name)] for name in prediction.pack.mine_classes))


def all_cells(cells: Cells) -> Cells:
    """Return the cells with every looked-at cell searched."""
    return Cells(cells.window, cells.side, cells.scores, ~np.isnan(cells.scores))


def cells_in_aoi(aoi: Aoi, window: Window) -> np.ndarray:
    """Return bool (columns,): which cells of one row have a pixel of the AOI. The window is one row of cells."""
    side = int(window.height)
    return np.any(aoi.mask(window).reshape(side, -1, side), axis=(0, 2))


def cells_with_data(is_valid: np.ndarray, side: int, chip: int) -> np.ndarray:
    """Return bool (columns,): which cells of one row have some data in their chip.

    Args:
        is_valid: bool (chip, width) of the row's chips: as wide as the last chip reaches.
        side, chip: of a cell and of a chip in pixels.
    """
    columns = (is_valid.shape[1] - chip) // side + 1
    has_data: np.ndarray = np.logical_or.reduce(is_valid, axis=0)
    return np.array([has_data[column * side : column * side + chip].any() for column in range(columns)])


def with_margin(is_mine: np.ndarray) -> np.ndarray:
    """Return the cells and all within ``MARGIN_CELLS`` of them."""
    grown = is_mine.copy()
    rows, columns = is_mine.shape
    for row, column in np.argwhere(is_mine).tolist():
        grown[
            max(row - MARGIN_CELLS, 0) : min(row + MARGIN_CELLS + 1, rows),
            max(column - MARGIN_CELLS, 0) : min(column + MARGIN_CELLS + 1, columns),
        ] = True
    return grown
