"""The segmenter's stage: blended probabilities of each class, row band by row band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window

from .aoi import Aoi
from .cells import Cells
from .mosaic import RowMosaic
from .predictor import Predictor
from .reporting import StageProgress
from .scene import Scene
from .tiles import run_tiles, wanted_pixels


@dataclass(frozen=True)
class ProbabilityRows:
    """Finished rows of the AOI's window.

    Attributes:
        window: in scene pixels, as wide as the AOI's window.
        probabilities: float32 (classes, height, width), 0 where not looked at.
        is_seen: bool (height, width): in the AOI, in a searched cell, and with data.
    """

    window: Window
    probabilities: np.ndarray
    is_seen: np.ndarray


def segment_rows(
    scene: Scene, aoi: Aoi, cells: Cells, predictor: Predictor, progress: StageProgress
) -> Iterator[ProbabilityRows]:
    """Yield the AOI's window from top to bottom as blended probabilities; every row comes once."""
    pack = predictor.pack
    mosaic = RowMosaic(aoi.window, len(pack.classes), pack.overlap)
    for tile_row, outputs in run_tiles(scene, aoi, cells, predictor, progress):
        mosaic.reach(max((int(tile.row_off + tile.height) for tile in tile_row.tiles), default=0))
        for output in outputs:
            if output.prediction is not None:
                mosaic.add(output.window, output.prediction.values[0], output.is_valid)
        row, values, is_seen = mosaic.finish(tile_row.finished_below)
        if not len(is_seen):
            continue
        window = Window(aoi.window.col_off, row, aoi.window.width, len(is_seen))
        if is_seen.any():
            is_seen &= wanted_pixels(aoi, cells, window)
            values *= is_seen
        else:
            # Nodata and what nobody searches shall cost next to nothing: one 0 stands for all.
            values = np.broadcast_to(np.float32(0), values.shape)
        finished = ProbabilityRows(window, values, is_seen)
        # Nothing but who takes the rows may hold them while the next are filled: they are large.
        del values, is_seen
        yield finished
        del finished
