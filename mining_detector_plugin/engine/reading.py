"""Reads a scene in row bands, ahead of the models, as normalised network input.

What a row band shares with the one before is kept, where both span the same columns, as they do without the gate and
on a whole scene: a source row is then read once.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window

from .dehaze import Haze, read_without_haze
from .errors import SceneError
from .pack import Pack
from .scene import Scene


@dataclass(frozen=True)
class NetworkInput:
    """One row band as a network takes it.

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


class RowBandReader:
    """Reads row bands one after the other and keeps what the next one shares with the last."""

    def __init__(self, scene: Scene, pack: Pack, haze: Haze | None = None) -> None:
        self._scene = scene
        self._haze = haze
        self._pack = pack
        present = presence_of(pack, scene) > 0
        self._mean = pack.mean[:, None, None]
        self._factor = np.where(present, 1 / pack.stddev, 0).astype(np.float32)[:, None, None]
        self._last: NetworkInput | None = None

    def read(self, window: Window) -> NetworkInput:
        """Return the network input of a window that lies at or below the last one."""
        shape = (int(window.height), int(window.width))
        bands = np.empty((len(self._pack.bands), *shape), dtype=np.float32)
        is_valid = np.empty(shape, dtype=bool)
        kept = self._copy_shared_rows(window, bands, is_valid)
        if kept < shape[0]:
            rest = Window(window.col_off, window.row_off + kept, window.width, window.height - kept)
            reflectance, valid = read_without_haze(self._scene, rest, self._pack.bands, self._haze)
            reflectance -= self._mean
            reflectance *= self._factor
            reflectance *= valid
            bands[:, kept:] = reflectance
            is_valid[kept:] = valid
        self._last = NetworkInput(window, bands, is_valid)
        return self._last

    def _copy_shared_rows(self, window: Window, bands: np.ndarray, is_valid: np.ndarray) -> int:
        last = self._last
        if last is None or (last.window.col_off, last.window.width) != (window.col_off, window.width):
            return 0
        first = int(window.row_off - last.window.row_off)
        shared = min(int(last.window.height) - first, int(window.height))
        if first < 0 or shared <= 0:
            return 0
        bands[:, :shared] = last.bands[:, first : first + shared]
        is_valid[:shared] = last.is_valid[first : first + shared]
        return shared


@contextmanager
def read_ahead(
    scene: Scene, pack: Pack, windows: Iterable[Window], haze: Haze | None = None
) -> Iterator[Iterator[NetworkInput]]:
    """Give an iterator over the inputs of some windows; a thread reads one window ahead and ends with the block.

    Args:
        haze: of the scene, to be taken off; None leaves it.
    """
    ready: queue.Queue[NetworkInput | BaseException | None] = queue.Queue(maxsize=1)
    stop = threading.Event()

    def put(item: NetworkInput | BaseException | None) -> None:
        while not stop.is_set():
            try:
                return ready.put(item, timeout=0.1)
            except queue.Full:
                continue

    def work() -> None:
        try:
            reader = RowBandReader(scene, pack, haze)
            for window in windows:
                if stop.is_set():
                    return
                put(reader.read(window))
            put(None)
        except BaseException as error:  # handed to the consumer, which raises it
            put(error)

    def inputs() -> Iterator[NetworkInput]:
        while (item := ready.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    thread = threading.Thread(target=work, name="read-ahead", daemon=True)
    thread.start()
    try:
        yield inputs()
    finally:
        stop.set()
        thread.join()
