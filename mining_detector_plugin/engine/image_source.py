"""What reads reflectance by window: an open scene, a chip in memory, or either with something taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from rasterio.windows import Window


class ReflectanceSource(Protocol):
    """Reflectance on a grid; `scene.Scene` is one."""

    @property
    def bands(self) -> tuple[str, ...]:
        """Canonical names of the bands that are there."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    def read(self, window: Window, bands: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return reflectance and which pixels are valid, see `scene.Scene.read`."""


@dataclass(frozen=True)
class ImageInMemory:
    """A chip as a source of reflectance.

    Attributes:
        reflectance: float32 (bands, height, width), 0-1.
        is_valid: bool (height, width).
        bands: canonical names of the channels.
    """

    reflectance: np.ndarray
    is_valid: np.ndarray
    bands: tuple[str, ...]

    @property
    def width(self) -> int:
        """In pixels."""
        return self.is_valid.shape[1]

    @property
    def height(self) -> int:
        """In pixels."""
        return self.is_valid.shape[0]

    def read(self, window: Window, bands: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return reflectance of the bands and the valid pixels of a window that lies inside."""
        rows = slice(int(window.row_off), int(window.row_off + window.height))
        columns = slice(int(window.col_off), int(window.col_off + window.width))
        channels = [self.bands.index(band) for band in bands]
        return self.reflectance[channels][:, rows, columns], self.is_valid[rows, columns]
