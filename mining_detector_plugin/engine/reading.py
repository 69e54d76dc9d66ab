"""Reads a scene as normalised network input, ahead of the models. What a window shares with those above is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
        left, top = int(window.col_off), int(window.row_off)
        right, bottom = left + int(window.width), top + int(window.height)
        known, cut = _known_rows(above, window)
        bands = np.zeros((len(self._pack.bands), bottom - top, right - left), np.float32)
        is_valid = np.zeros((bottom - top, right - left), dtype=bool)
        target = NetworkInput(window, bands, is_valid)
        column = left
        for part in known:
            begin, end = (
                max(int(part.window.col_off), column),
                min(int(part.window.col_off + part.window.width), right),
            )
            if end > begin:
                self._read(target, Window(column, top, begin - column, cut - top))
                _copy(target, part, Window(begin, top, end - begin, cut - top))
                column = end
        self._read(target, Window(column, top, right - column, cut - top))
        self._read(target, Window(left, cut, right - left, bottom - cut))
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
    """Return the inputs that hold a window's first rows down to a row, by column, and that row of the scene."""
    top, bottom = int(window.row_off), int(window.row_off + window.height)
    ends = [
        min(int(part.window.row_off + part.window.height), bottom) if part.window.row_off <= top else top
        for part in above
    ]
    cut = max(ends, default=top)
    known = [part for part, end in zip(above, ends, strict=True) if end == cut > top]
    return sorted(known, key=lambda part: part.window.col_off), max(cut, top)


def _place(part: NetworkInput, window: Window) -> tuple[slice, slice]:
    """Return the rows and columns of a window in the arrays of an input."""
    row, column = int(window.row_off - part.window.row_off), int(window.col_off - part.window.col_off)
    return slice(row, row + int(window.height)), slice(column, column + int(window.width))


def _copy(target: NetworkInput, source: NetworkInput, window: Window) -> None:
    """Copy a window that lies in both inputs."""
    to, own = _place(target, window), _place(source, window)
    target.bands[(slice(None), *to)] = source.bands[(slice(None), *own)]
    target.is_valid[to] = source.is_valid[own]


def read_rows(reader: InputReader, windows: Iterable[Window]) -> Iterator[NetworkInput]:
    """Yield the inputs of row bands one below the other; what a band shares with the one before is read once."""
    above: list[NetworkInput] = []
    for window in windows:
        above = [reader.read(window, above)]
        yield above[0]


def read_tiles(reader: InputReader, rows: Iterable[TileRow], overlap: int) -> Iterator[NetworkInput]:
    """Yield the inputs of tile rows; the lines that two rows share are read once and kept.

    Args:
        overlap: of the rows, in pixels.
    """
    above: list[NetworkInput] = []
    for row in rows:
        below: list[NetworkInput] = []
        for window in row.tiles:
            tile = reader.read(window, above)
            below.append(_last_lines(tile, overlap))
            yield tile
        above = below


def _last_lines(tile: NetworkInput, count: int) -> NetworkInput:
    first = max(int(tile.window.height) - count, 0)
    window = Window(
        tile.window.col_off, tile.window.row_off + first, tile.window.width, tile.window.height - first
    )
    return NetworkInput(window, tile.bands[:, first:].copy(), tile.is_valid[first:].copy())
