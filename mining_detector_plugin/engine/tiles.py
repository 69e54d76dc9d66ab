"""Runs a pack over the tiles of a plan, in reading order. The detector's and the segmenter's stages share it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rasterio.windows import Window

from .allocator import give_back
from .aoi import Aoi
from .cells import Cells
from .pack import Pack
from .plan import STEP, TilePlan, TileRow, grow_window
from .predictor import Prediction, Predictor
from .reading import InputReader, NetworkInput, presence_of, read_tiles
from .reporting import StageProgress
from .scene import Scene
from .threads import ahead, in_order

#: Most pixels of a batch of more than one tile.
_BATCH_PIXELS = 512 * 512
#: Outputs that wait for who takes them: what follows on a row of tiles takes as long as a few of them.
_WAITING = 3


@dataclass(frozen=True)
class TileOutput:
    """What a pack said of one tile.

    Attributes:
        window: of the tile in scene pixels; may leave the scene.
        prediction: what was said; None where the tile holds no data.
        is_valid: bool (height, width), where the scene has data.
    """

    window: Window
    prediction: Prediction | None
    is_valid: np.ndarray


def wanted_pixels(aoi: Aoi, cells: Cells, window: Window) -> np.ndarray:
    """Return bool (height, width): pixels of a window that are in the AOI and in searched cells."""
    searched = cells.searched_pixels(window)
    return np.logical_and(searched, aoi.mask(window)) if searched.any() else searched


def plan_tiles(scene: Scene, aoi: Aoi, pack: Pack) -> TilePlan:
    """Return the plan of a pack's tiles over the AOI.

    Tiles reach half an overlap beyond the AOI where the scene goes on, so that the AOI's edges have surroundings too.
    """
    window = grow_window(aoi.window, pack.overlap // 2, scene.width, scene.height)
    is_free = pack.fixed_size is None and pack.dispatch is None and pack.tile % STEP == 0
    return TilePlan(window, pack.tile, pack.overlap, is_free, scene.block_rows)


def run_tiles(
    scene: Scene, aoi: Aoi, cells: Cells, predictor: Predictor, progress: StageProgress
) -> Iterator[tuple[TileRow, Iterator[TileOutput]]]:
    """Yield every tile row of the AOI, with the outputs of its tiles, which hold wanted pixels.

    One thread reads, one or two run the network, and who takes the outputs works at the same time.
    """
    pack = predictor.pack
    rows = list(plan_tiles(scene, aoi, pack).rows(lambda row: wanted_pixels(aoi, cells, row)))
    total, done = sum(len(row.tiles) for row in rows), 0
    reader = InputReader(scene, pack, predictor.haze)

    def counted(outputs: Iterable[TileOutput]) -> Iterator[TileOutput]:
        nonlocal done
        for output in outputs:
            done += 1
            progress.step(done, total)
            yield output

    with ahead(_predicted(scene, predictor, read_tiles(reader, rows, pack.overlap)), _WAITING) as outputs:
        for row in rows:
            yield row, counted(islice(outputs, len(row.tiles)))
            if row.tiles:
                # Else what tiles of many sizes leave free grows with the scene's height.
                give_back()
    progress.step(total, total)


def _predicted(scene: Scene, predictor: Predictor, tiles: Iterator[NetworkInput]) -> Generator[TileOutput]:
    """Yield what the pack says of tiles, in their order; a thread reads them."""
    presence = presence_of(predictor.pack, scene)
    with ahead(tiles) as inputs:
        batches = in_order(
            lambda batch: _outputs(scene, predictor, presence, batch), _batches(inputs), predictor.streams
        )
        with closing(batches):
            for outputs in batches:
                yield from outputs


def _outputs(
    scene: Scene, predictor: Predictor, presence: np.ndarray, tiles: list[NetworkInput]
) -> list[TileOutput]:
    """Return what the pack says of tiles of one size."""
    seen = [tile for tile in tiles if tile.is_valid.any()]
    answers: Iterator[Prediction] = iter(())
    if seen:
        centres = [
            (tile.window.col_off + tile.window.width / 2, tile.window.row_off + tile.window.height / 2)
            for tile in seen
        ]
        bands = np.stack([tile.bands for tile in seen]) if len(seen) > 1 else seen[0].bands[None]
        answers = iter(predictor.predict(bands, presence, predictor.places_at(scene, np.array(centres))))
    return [
        TileOutput(tile.window, next(answers) if tile.is_valid.any() else None, tile.is_valid)
        for tile in tiles
    ]


def _batches(tiles: Iterable[NetworkInput]) -> Iterator[list[NetworkInput]]:
    """Yield tiles of one size together, as many as make a batch."""
    batch: list[NetworkInput] = []
    for tile in tiles:
        if batch and tile.is_valid.shape != batch[0].is_valid.shape:
            yield batch
            batch = []
        batch.append(tile)
        if (len(batch) + 1) * tile.is_valid.size > _BATCH_PIXELS:
            yield batch
            batch = []
    if batch:
        yield batch
