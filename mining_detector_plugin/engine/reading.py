"""Reads a scene as normalised network input, ahead of the models. What a window shares with those above is kept."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from rasterio.windows import Window

from .dehaze import Haze, read_without_haze
from .errors import SceneError
from .pack import Pack
from .plan import TileRow
from .scaling import rescale_into
from .scene import Scene


@dataclass(frozen=True)
class NetworkInput:
    """One window as a network takes it.

    Attributes:
        window: where it lies, in scene pixels; may reach outside the scene.
        bands: float32 (channels, height, width), (reflectance - mean) / stddev, 0 where missing or invalid.
        is_valid: bool (height, width).
    """

    window: Window
    bands: np.ndarray
    is_valid: np.ndarray


def presence_of(pack: Pack, scene: Scene) -> np.ndarray:
    """Return float32 (channels,): 1 where the scene has the pack's band.

    Raises:
        SceneError: ``bands_missing`` where a needed band is not there.
    """
    missing = [name for name in pack.needed_bands if name not in scene.bands]
    if missing:
        raise SceneError(
            "bands_missing",
            f"The model {pack.name} needs the bands {', '.join(missing)}, and {scene.name} does not have them.",
            f"Add these bands to the raster, or name its bands rightly. It has {', '.join(scene.bands)}.",
        )
    return np.array([name in scene.bands for name in pack.bands], dtype=np.float32)


class InputReader:
    """Reads windows of a scene as a pack's network takes them."""

    def __init__(self, scene: Scene, pack: Pack, haze: Haze | None = None) -> None:
        self._scene = scene
        self._haze = haze
        self._pack = pack
        presence_of(pack, scene)  # raises where a needed band is not there
        #: Of bands that are missing the scene gives 0, whatever stands here.
        self._rescale = [
            (1 / stddev, -mean / stddev)
            for mean, stddev in zip(pack.mean.tolist(), pack.stddev.tolist(), strict=True)
        ]

    def read(self, window: Window, above: Sequence[NetworkInput] = ()) -> NetworkInput:
        """Return the network input of a window.

        Args:
            above: inputs that were read before; what they hold of the window's first rows is copied.
        """
        shape = (int(window.height), int(window.width))
        target = NetworkInput(
            window, np.zeros((len(self._pack.bands), *shape), np.float32), np.zeros(shape, dtype=bool)
        )
        known, cut = _known_rows(above, window)
        shared = _lines(window, int(window.row_off), cut)
        for part in known:
            _copy(target, part, shared)
        for missing in [*_missing(known, shared), _lines(window, cut, int(window.row_off) + shape[0])]:
            self._read(target, missing)
        return target

    def _read(self, target: NetworkInput, window: Window) -> None:
        """Fill in a window of an input that lies in it, from the scene."""
        if window.width == 0 or window.height == 0:
            return
        rows, columns = _place(target, window)
        out = target.bands[:, rows, columns]
        if self._haze is None and isinstance(self._scene, Scene):
            target.is_valid[rows, columns] = self._scene.read_into(
                out, window, self._pack.bands, self._rescale
            )
            return
        reflectance, is_valid = read_without_haze(self._scene, window, self._pack.bands, self._haze)
        for name, band, own, rescale in zip(self._pack.bands, reflectance, out, self._rescale, strict=True):
            if name in self._scene.bands:
                rescale_into(own, band, *rescale)
        out *= is_valid
        target.is_valid[rows, columns] = is_valid


def _known_rows(above: Sequence[NetworkInput], window: Window) -> tuple[list[NetworkInput], int]:
    """Return the inputs that hold a window's first rows down to a row, and that row of the scene."""
    top, bottom = int(window.row_off), int(window.row_off + window.height)
    ends = [
        min(int(part.window.row_off + part.window.height), bottom) if part.window.row_off <= top else top
        for part in above
    ]
    cut = max(ends, default=top)
    return [part for part, end in zip(above, ends, strict=True) if end == cut > top], max(cut, top)


def _missing(known: Sequence[NetworkInput], window: Window) -> Iterator[Window]:
    """Yield the columns of a window that are in none of the inputs, which hold all of its rows."""
    column, end = int(window.col_off), int(window.col_off + window.width)
    for part in sorted(known, key=lambda part: part.window.col_off):
        begin = min(int(part.window.col_off), end)
        if begin > column:
            yield Window(column, window.row_off, begin - column, window.height)
        column = max(column, int(part.window.col_off + part.window.width))
    if end > column:
        yield Window(column, window.row_off, end - column, window.height)


def _lines(window: Window, top: int, bottom: int) -> Window:
    """Return the lines of a window from one row of the scene to before another."""
    return Window(window.col_off, top, window.width, bottom - top)


def _place(part: NetworkInput, window: Window) -> tuple[slice, slice]:
    """Return the rows and columns of a window in the arrays of an input."""
    row, column = int(window.row_off - part.window.row_off), int(window.col_off - part.window.col_off)
    return slice(row, row + int(window.height)), slice(column, column + int(window.width))


def _copy(target: NetworkInput, source: NetworkInput, window: Window) -> None:
    """Copy what of a window of the target lies in the source, which holds all of its rows."""
    begin = max(source.window.col_off, window.col_off)
    end = min(source.window.col_off + source.window.width, window.col_off + window.width)
    if end > begin:
        shared = Window(begin, window.row_off, end - begin, window.height)
        to, own = _place(target, shared), _place(source, shared)
        target.bands[(slice(None), *to)] = source.bands[(slice(None), *own)]
        target.is_valid[to] = source.is_valid[own]


def read_rows(reader: InputReader, windows: Iterable[Window]) -> Iterator[NetworkInput]:
    """Yield the inputs of row bands one below the other; what a band shares with the one before is read once."""
    above: list[NetworkInput] = []
    for window in windows:
        above = [reader.read(window, above)]
        yield above[0]


def read_tiles(reader: InputReader, rows: Sequence[TileRow], overlap: int) -> Iterator[NetworkInput]:
    """Yield the inputs of tile rows; the lines that two rows share are read once and kept.

    What the next row needs of the blocks of a row is read while they are decoded, in the row's tiles or not.

    Args:
        overlap: of the rows, in pixels.
    """
    above: list[NetworkInput] = []
    for row, following in zip_longest(rows, rows[1:]):
        below: list[NetworkInput] = []
        bottom = int(row.window.row_off + row.window.height)
        waiting = (
            deque(window for window in following.tiles if window.row_off < bottom) if following else deque()
        )
        for number, window in enumerate(row.tiles, 1):
            tile = reader.read(window, above)
            below.append(_last_lines(tile, overlap))
            end = row.tiles[number].col_off if number < len(row.tiles) else math.inf
            while waiting and waiting[0].col_off < end:
                needed = _lines(waiting[0], int(waiting[0].row_off), bottom)
                known = [part for part in below if _holds_rows(part, needed)]
                below += [reader.read(missing) for missing in _missing(known, needed)]
                waiting.popleft()
            yield tile
        above = below


def _holds_rows(part: NetworkInput, window: Window) -> bool:
    first, height = part.window.row_off, part.window.height
    return bool(first <= window.row_off and first + height >= window.row_off + window.height)


def _last_lines(tile: NetworkInput, count: int) -> NetworkInput:
    first = max(int(tile.window.height) - count, 0)
    window = _lines(
        tile.window, int(tile.window.row_off) + first, int(tile.window.row_off + tile.window.height)
    )
    return NetworkInput(window, tile.bands[:, first:].copy(), tile.is_valid[first:].copy())
