"""Runs a pack over the tiles of a plan, in reading order. The detector's and the segmenter's stages share it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window

from .aoi import Aoi
from .cells import Cells
from .plan import TilePlan, TileRow, grow_window
from .predictor import Prediction, Predictor
from .reading import presence_of, read_ahead
from .reporting import StageProgress
from .scene import Scene

BATCH = 4


@dataclass(frozen=True)
class RowOutput:
    """What a pack said of one tile row.

    Attributes:
        tile_row: where its tiles lie.
        predictions: what was said of each tile.
        is_valid: per tile, bool (tile, tile), where the scene has data.
    """

    tile_row: TileRow
    predictions: list[Prediction]
    is_valid: list[np.ndarray]


def wanted_pixels(aoi: Aoi, cells: Cells, window: Window) -> np.ndarray:
    """Return bool (height, width): pixels of a window that are in the AOI and in searched cells."""
    searched = cells.searched_pixels(window)
    return np.logical_and(searched, aoi.mask(window)) if searched.any() else searched


def run_tiles(
    scene: Scene, aoi: Aoi, cells: Cells, predictor: Predictor, progress: StageProgress
) -> Iterator[RowOutput]:
    """Yield every tile row of the AOI, with the predictions of the tiles that hold a wanted pixel.

    Tiles reach half an overlap beyond the AOI where the scene goes on, so that the AOI's edges have surroundings too.
    """
    pack = predictor.pack
    window = grow_window(aoi.window, pack.overlap // 2, scene.width, scene.height)
    plan = TilePlan(window, pack.tile, pack.overlap)
    rows = list(plan.rows(lambda tile_row: np.any(wanted_pixels(aoi, cells, tile_row), axis=0)))
    total, done = sum(len(row.columns) for row in rows), 0
    presence = presence_of(pack, scene)
    spans = (
        Window(row.columns[0], row.row, row.columns[-1] + pack.tile - row.columns[0], pack.tile)
        for row in rows
        if row.columns
    )
    with read_ahead(scene, pack, spans, predictor.haze) as inputs:
        for row in rows:
            if not row.columns:
                yield RowOutput(row, [], [])
                continue
            band = next(inputs)
            slices = [
                slice(column - row.columns[0], column - row.columns[0] + pack.tile) for column in row.columns
            ]
            predictions: list[Prediction] = []
            for begin in range(0, len(slices), BATCH):
                batch = np.stack([band.bands[:, :, part] for part in slices[begin : begin + BATCH]])
                places = predictor.places_of(scene, row.columns[begin : begin + BATCH], row.row, pack.tile)
                predictions += predictor.predict(batch, presence, places)
                done += len(batch)
                progress.step(done, total)
            is_valid = [band.is_valid[:, part] for part in slices]
            yield RowOutput(row, predictions, is_valid)
    progress.step(total, total)
