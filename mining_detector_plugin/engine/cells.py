"""The classifier's stage: a score for every cell of the AOI, and which cells the other stages look at."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np
import shapely
from rasterio.windows import Window

from .aoi import Aoi
from .cell_blocks import Part, cell_blocks, count_chips, parts_known_after
from .first_look import FirstLook
from .predictor import Prediction, Predictor
from .reading import InputReader, NetworkInput, presence_of, read_tiles
from .reporting import StageProgress
from .scene import Scene
from .threads import ahead, in_order

#: Chips of a batch: as many as this, and no more pixels than those of 64 chips of 64 pixels' side.
BATCH = 64
_BATCH_PIXELS = 64**3
#: Cells that lie around a cell which passed the gate are searched too, so that a mine is not cut at a cell's edge.
MARGIN_CELLS = 1

_Task = TypeVar("_Task")


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
        pixels = np.zeros((len(rows), len(columns)), dtype=bool)
        down, across = np.flatnonzero(rows >= 0), np.flatnonzero(columns >= 0)
        if len(down) and len(across):
            # Of a tall grid only the rows that are asked for.
            first = rows[down[0]]
            cells = self.is_searched[first : rows[down[-1]] + 1]
            if cells.any():
                inner = slice(down[0], down[-1] + 1), slice(across[0], across[-1] + 1)
                pixels[inner] = cells[:, columns[across]][rows[down] - first]
        return pixels

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


#: Tells which of the cells that passed in some rows and columns are kept; see `closer_look.CloserLook.keep`.
Keep = Callable[[Cells, np.ndarray, range, range], np.ndarray]


def classify_cells(
    scene: Scene,
    aoi: Aoi,
    predictor: Predictor,
    progress: StageProgress,
    first_look: FirstLook | None = None,
    keep: Keep | None = None,
) -> Cells:
    """Score every cell that has a pixel in the AOI and some data in its chip.

    Cells that pass the threshold ``gate`` of their pack (``default`` where it has none), and those around them, are
    searched.

    Args:
        first_look: of the pack: the classifier looks at the cells alone that it does not rule out, and its gate is
            taken. None has the classifier look at all.
        keep: a closer look at those that passed, while the file's blocks around them are still decoded. None keeps all.
    """
    pack = predictor.pack
    window, side, chip = aoi.window, pack.stride, pack.tile
    shape = (-(-int(window.height) // side), -(-int(window.width) // side))
    scores = np.full(shape, np.nan, dtype=np.float32)
    is_mine = np.zeros(shape, dtype=bool)
    # A chip is centred on its cell and may be larger than it.
    margin = (chip - side) // 2
    left, top = int(window.col_off) - margin, int(window.row_off) - margin
    in_aoi = cells_in_aoi(aoi, side)
    blocks = list(cell_blocks(in_aoi, (left, top), side, chip, scene.block_rows))
    reader = InputReader(scene, pack, predictor.haze)
    scorer = _Scorer(scene, predictor, first_look, in_aoi, (left, top))
    cells = Cells(window, side, scores, is_mine)
    parts = [] if keep is None else parts_known_after(blocks, shape, (left, top), side, chip)
    looks = _CloserLooks(cells, is_mine, keep, parts)
    done, total = 0, sum(count_chips(block, side, chip) for row in blocks for block in row.tiles)
    with ahead(read_tiles(reader, blocks, chip)) as inputs:
        for tasks in (looks.between(partial(scorer.score, block) for block in inputs), looks.tasks()):
            with closing(in_order(lambda task: task(), tasks, predictor.streams)) as results:
                for found in filter(None, results):
                    scores[tuple(found.cells.T)] = found.scores
                    is_mine[tuple(found.cells.T)] = found.is_mine
                    looks.add_known()
                    done += found.looked_at
                    progress.found = int(np.count_nonzero(is_mine))
                    progress.step(done, total)
    return replace(cells, is_searched=with_margin(looks.is_kept) & ~np.isnan(scores))


class _CloserLooks:
    """Looks closer at the cells that passed, part by part, among the blocks that are scored.

    Args:
        is_mine: bool (rows, columns), the cells that passed so far.
        keep: the closer look; None keeps all that pass.
        parts: what is known after each block.

    Attributes:
        is_kept: bool (rows, columns), the cells that passed and are kept.
    """

    def __init__(
        self, cells: Cells, is_mine: np.ndarray, keep: Keep | None, parts: Sequence[Sequence[Part]]
    ) -> None:
        self._cells, self._is_mine, self._keep = cells, is_mine, keep
        self._parts = iter(parts)
        self._waiting: deque[Part] = deque()
        self.is_kept = is_mine if keep is None else np.zeros_like(is_mine)

    def add_known(self) -> None:
        """Take note that one block more is scored."""
        self._waiting.extend(next(self._parts, ()))

    def tasks(self) -> Iterator[Callable[[], None]]:
        """Yield the looks at all parts that are known; their order is of no matter."""
        while self._waiting:
            yield partial(self._look, *self._waiting.popleft())

    def between(self, others: Iterable[_Task]) -> Iterator[_Task | Callable[[], None]]:
        """Yield other tasks, and the looks that can be done meanwhile."""
        for task in others:
            yield task
            yield from self.tasks()

    def _look(self, rows: range, columns: range) -> None:
        if self._keep is not None:
            place = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
            self.is_kept[place] = self._keep(self._cells, self._is_mine, rows, columns)


@dataclass(frozen=True)
class _ScoredCells:
    """Scores of a block's wanted cells.

    Attributes:
        looked_at: how many cells the block holds.
        cells: int (n, 2), rows and columns. scores: float32 (n,). is_mine: bool (n,), which passed the gate.
    """

    looked_at: int
    cells: np.ndarray
    scores: np.ndarray
    is_mine: np.ndarray


class _Scorer:
    """Scores blocks of cells; several threads may ask."""

    def __init__(
        self,
        scene: Scene,
        predictor: Predictor,
        first_look: FirstLook | None,
        in_aoi: np.ndarray,
        corner: tuple[int, int],
    ) -> None:
        self._scene, self._predictor, self._first_look = scene, predictor, first_look
        self._in_aoi, self._corner = in_aoi, np.array(corner)
        self._presence = presence_of(predictor.pack, scene)

    def score(self, block: NetworkInput) -> _ScoredCells:
        """Return the scores of the cells that lie in the AOI and have data."""
        side, chip = self._predictor.pack.stride, self._predictor.pack.tile
        left, top = self._corner.tolist()
        first = np.array([int(block.window.row_off) - top, int(block.window.col_off) - left]) // side
        has_data = cells_with_data(block.is_valid, side, chip)
        rows, columns = (
            slice(begin, begin + count) for begin, count in zip(first.tolist(), has_data.shape, strict=True)
        )
        wanted = np.argwhere(self._in_aoi[rows, columns] & has_data)
        scores, is_mine = np.zeros(len(wanted), np.float32), np.zeros(len(wanted), bool)
        if len(wanted):
            chips = _chips_of(block.bands, side, chip)
            remaining = np.arange(len(wanted))
            if self._first_look is not None:
                part = self._first_look.part
                looks = self._first_look.scores(chips[(*wanted.T[..., None], self._first_look.channels)])
                scores[:] = np.minimum(looks, np.nextafter(np.float32(part.gate), 0))
                remaining = np.flatnonzero(looks >= part.threshold)
            for batch in _batches(remaining, chip):
                scores[batch], is_mine[batch] = self._classify(chips, wanted[batch], first)
        return _ScoredCells(has_data.size, wanted + first, scores, is_mine)

    def _classify(
        self, chips: np.ndarray, cells: np.ndarray, first: np.ndarray
    ) -> tuple[list[float], list[bool]]:
        """Return the classifier's scores of a batch of a block's cells, and which pass the gate."""
        pack = self._predictor.pack
        centres = (cells + first)[:, ::-1] * pack.stride + self._corner + pack.tile / 2
        places = self._predictor.places_at(self._scene, centres)
        predictions = self._predictor.predict(chips[tuple(cells.T)], self._presence, places)
        scores = [mine_score(prediction) for prediction in predictions]
        gates = [
            prediction.pack.threshold("gate") if self._first_look is None else self._first_look.part.gate
            for prediction in predictions
        ]
        return scores, [score >= gate for score, gate in zip(scores, gates, strict=True)]


def _chips_of(bands: np.ndarray, side: int, chip: int) -> np.ndarray:
    """Return a view of a block of cells as chips, (rows, columns, channels, chip, chip).

    Args:
        bands: (channels, height, width), as high and wide as the last chips reach, or a little more.
    """
    chips = np.lib.stride_tricks.sliding_window_view(bands, (chip, chip), axis=(1, 2))
    return chips[:, ::side, ::side].transpose(1, 2, 0, 3, 4)


def _batches(cells: np.ndarray, chip: int) -> Iterator[np.ndarray]:
    """Yield numbers of cells, as many at a time as make a batch of chips."""
    size = max(1, min(BATCH, _BATCH_PIXELS // chip**2))
    for begin in range(0, len(cells), size):
        yield cells[begin : begin + size]


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


def cells_in_aoi(aoi: Aoi, side: int) -> np.ndarray:
    """Return bool (rows, columns): which cells over the AOI's window have a pixel of the AOI.

    Args:
        side: of a cell in pixels.
    """
    window = aoi.window
    rows, columns = -(-int(window.height) // side), -(-int(window.width) // side)
    return np.array([
        aoi.mask(Window(window.col_off, window.row_off + row * side, columns * side, side))
        .any(axis=0).reshape(columns, side).any(axis=1)
        for row in range(rows)
    ])  # fmt: skip


def cells_with_data(is_valid: np.ndarray, side: int, chip: int) -> np.ndarray:
    """Return bool (rows, columns): which cells have some data in their chip.

    Args:
        is_valid: bool (height, width) of the cells' chips: as high and wide as the last chips reach, or a little more.
        side, chip: of a cell and of a chip in pixels.
    """
    chips = np.lib.stride_tricks.sliding_window_view(is_valid, (chip, chip))[::side, ::side]
    return np.array([[bool(one.any()) for one in row] for row in chips], dtype=bool)


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
