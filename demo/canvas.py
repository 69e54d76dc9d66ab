"""The canvas that scene painters share: what covers each pixel, how bright it is, how high it lies.

A pixel holds a mixture of at most two materials of `demo.spectra`, times a brightness; `demo.scene` turns
that into reflectance. Painters write inside windows, so a scene costs little more than its area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import fft, ndimage

from .spectra import MATERIAL_INDEX

#: Ground cover by the value of the label raster. The last four are the mines.
LABELS = (
    "forest", "shrub", "grass", "crop", "bare_soil", "sand", "water", "built", "road", "mine_yard",
    "open_pit", "waste_dump", "tailings", "artisanal",
)  # fmt: skip
LABEL_INDEX = {name: index for index, name in enumerate(LABELS)}
MINE_TYPES = LABELS[-4:]

Window = tuple[slice, slice]


@dataclass(frozen=True)
class Canvas:
    """Rasters of one scene, all of shape (size, size), written in place by the painters.

    Attributes:
        first, second: uint8, materials by index into `spectra.MATERIALS`.
        mix: float32 0-1, share of the second material.
        brightness: float32 around 1, texture that all bands share.
        height: float32, metres; shading comes from its slopes.
        label: uint8, index into `LABELS`.
        site: uint16, number of the mine that a pixel belongs to, 0 where none.
        taken: bool, true where a town, a river or a mine leaves no place for another.
        noise: float32, fractal fields with mean 0 and standard deviation 1, from broad to fine.
    """

    first: np.ndarray
    second: np.ndarray
    mix: np.ndarray
    brightness: np.ndarray
    height: np.ndarray
    label: np.ndarray
    site: np.ndarray
    taken: np.ndarray
    noise: dict[str, np.ndarray]

    @property
    def size(self) -> int:
        """Side of the scene in pixels."""
        return int(self.label.shape[0])


def blank_canvas(rng: np.random.Generator, size: int) -> Canvas:
    """Return a canvas of forest with the noise fields that painters cut their textures from."""
    shape = (size, size)
    forest = MATERIAL_INDEX["forest"]
    noise = {
        "broad": fractal_noise(rng, shape, 3.4),
        "patchy": fractal_noise(rng, shape, 2.6),
        "rough": fractal_noise(rng, shape, 1.6),
        "grain": fractal_noise(rng, shape, 0.6),
    }
    clumps = ndimage.gaussian_filter(noise["rough"], 1.3)
    noise["clumps"] = clumps / clumps.std()
    return Canvas(
        first=np.full(shape, forest, np.uint8), second=np.full(shape, forest, np.uint8),
        mix=np.zeros(shape, np.float32), brightness=np.ones(shape, np.float32),
        height=np.zeros(shape, np.float32), label=np.zeros(shape, np.uint8),
        site=np.zeros(shape, np.uint16), taken=np.zeros(shape, bool), noise=noise,
    )  # fmt: skip


def fractal_noise(rng: np.random.Generator, shape: tuple[int, int], slope: float) -> np.ndarray:
    """Return random texture whose power falls with spatial frequency to the minus ``slope``.

    Returns:
        float32 of the shape asked for, mean 0, standard deviation 1. Slope 0 is white noise, 3 to 4 terrain.
    """
    rows, columns = (fft.next_fast_len(side + side // 4, real=True) for side in shape)
    spectrum = fft.rfft2(rng.standard_normal((rows, columns), dtype=np.float32))
    frequency = np.hypot(fft.fftfreq(rows)[:, None], fft.rfftfreq(columns)[None, :]).astype(np.float32)
    frequency[0, 0] = np.inf
    field = fft.irfft2(spectrum * frequency ** (-slope / 2), s=(rows, columns))[: shape[0], : shape[1]]
    field -= field.mean()
    return (field / field.std()).astype(np.float32)


def paint(
    canvas: Canvas, window: Window, mask: np.ndarray, label: str, first: str, second: str | None = None,
    mix: np.ndarray | float = 0.0, brightness: np.ndarray | float = 1.0,
) -> None:  # fmt: skip
    """Cover the masked pixels of a window with a mixture of two materials.

    Args:
        canvas: what to paint on.
        window: rows and columns.
        mask: bool, of the window's shape.
        label: name in `LABELS`.
        first, second: names of materials; without a second one there is no mixture.
        mix: share of the second material, 0-1 (clipped), scalar or of the window's shape.
        brightness: factor on the reflectance, scalar or of the window's shape.
    """
    canvas.label[window][mask] = LABEL_INDEX[label]
    canvas.first[window][mask] = MATERIAL_INDEX[first]
    canvas.second[window][mask] = MATERIAL_INDEX[second or first]
    canvas.mix[window][mask] = np.clip(np.broadcast_to(mix, mask.shape)[mask], 0, 1)
    canvas.brightness[window][mask] = np.maximum(np.broadcast_to(brightness, mask.shape)[mask], 0.05)


def window_around(
    row: float, column: float, radius: float, size: int
) -> tuple[Window, np.ndarray, np.ndarray]:
    """Return the square window around a point, cut at the scene's edge, with its coordinates.

    Returns:
        The window, and float32 rows and columns of its pixels relative to the point (as open grids).
    """
    top, left = max(0, int(row - radius)), max(0, int(column - radius))
    bottom, right = min(size, int(row + radius) + 1), min(size, int(column + radius) + 1)
    rows = np.arange(top, bottom, dtype=np.float32)[:, None] - np.float32(row)
    columns = np.arange(left, right, dtype=np.float32)[None, :] - np.float32(column)
    return (slice(top, bottom), slice(left, right)), rows, columns


def smoothstep(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return 0 below ``low``, 1 above ``high``, and a smooth rise between."""
    share = np.clip((values - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)
