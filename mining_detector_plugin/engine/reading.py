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
            above: inputs that were read before; rows at the window's top that lie in one of them are copied.
        """
        shared = next((rows for part in above if (rows := _shared_rows(part, window)) is not None), None)
        kept = 0 if shared is None else shared.is_valid.shape[0]
        if shared is not None and kept == window.height:
            return shared
        bands = np.zeros((len(self._pack.bands), int(window.height), int(window.width)), np.float32)
        is_valid = self._read(
            Window(window.col_off, window.row_off + kept, window.width, window.height - kept), bands[:, kept:]
        )
        if shared is not None:
            bands[:, :kept] = shared.bands
            is_valid = np.concatenate([shared.is_valid, is_valid])
        return NetworkInput(window, bands, is_valid)

    def _read(self, window: Window, out: np.ndarray) -> np.ndarray:
        """Fill in a window's input, of zeros; return which pixels are valid."""
        if self._haze is None and isinstance(self._scene, Scene):
            return self._scene.read_into(out, window, self._pack.bands, self._rescale)
        reflectance, is_valid = read_without_haze(self._scene, window, self._pack.bands, self._haze)
        for name, band, own, rescale in zip(self._pack.bands, reflectance, out, self._rescale, strict=True):
            if name in self._scene.bands:
                rescale_into(own, band, *rescale)
        out *= is_valid
        return is_valid


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


def _shared_rows(part: NetworkInput, window: Window) -> NetworkInput | None:
    """Return the rows at a window's top that lie in another input as a whole, None where there are none."""
    first, left = int(window.row_off - part.window.row_off), int(window.col_off - part.window.col_off)
    count = min(int(part.window.height) - first, int(window.height))
    width = int(window.width)
    if first < 0 or count <= 0 or left < 0 or left + width > part.window.width:
        return None
    rows, columns = slice(first, first + count), slice(left, left + width)
    shared = Window(window.col_off, window.row_off, width, count)
    return NetworkInput(shared, part.bands[:, rows, columns], part.is_valid[rows, columns])
