"""Takes haze off reflectance: by the dark channel prior, or by the subtraction of a constant from each band.

What the haze is like is found once for a scene or chip; then each pixel's result depends on its surroundings within
``Haze.halo_px`` alone, never on the window that was read. Both ways assume that dark ground is there, and the dark
channel takes large bright bare ground for haze. On a scene without haze they still change the picture, so they are off
unless a pack or a user asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rasterio.windows import Window

from .image_source import ImageInMemory, ReflectanceSource

METHODS = ("none", "dark_channel", "constant")
#: The bands whose darkest makes the dark channel: the prior holds for visible light.
DARK_BANDS = ("B02", "B03", "B04")
#: The bands that are corrected. Haze scatters little in the near infrared, where its dark channel would take
#: vegetation for haze, so only the constant is taken off there.
CORRECTED_BANDS = {
    "dark_channel": ("B01", *DARK_BANDS),
    "constant": ("B01", *DARK_BANDS, "B05", "B06", "B07", "B08", "B8A"),
}
# He, Sun and Tang (2009), Single image haze removal using dark channel prior, CVPR, 1956-1963: side of a patch in
# pixels, share of the haze that is taken off, least transmission, share of the pixels that tell the air light.
PATCH_PX = 15
STRENGTH = 0.95
LEAST_TRANSMISSION = 0.1
AIR_LIGHT_SHARE = 0.001
# He, Sun and Tang (2010), Guided image filtering, ECCV, 1-14, refines the transmission: radius in pixels (smaller
# than the paper's, so that tiles need little around them) and the regularisation for intensities 0-1.
GUIDE_RADIUS_PX = 16
GUIDE_EPSILON = 1e-3
# Chavez (1996), Image-based atmospheric corrections revisited, PERS 62(9), 1025-1036: dark objects reflect 1 %. The
# darkest is this percentile, so that a few bad pixels have no say.
DARK_OBJECT_REFLECTANCE = 0.01
DARK_OBJECT_PERCENTILE = 0.1
#: The air light is at least this, so that nothing is divided by 0.
_LEAST_AIR_LIGHT = 0.01
#: A scene is sampled by this many windows a side, each of this many pixels a side; a smaller one is read whole.
_SAMPLE_WINDOWS = 8
_SAMPLE_WINDOW_PX = 128


@dataclass(frozen=True)
class Haze:
    """What the haze of one scene or chip is like.

    Attributes:
        method: ``dark_channel`` or ``constant``.
        reflectance: by band, of the air light (dark channel) or of the haze itself (constant), 0-1.
    """

    method: str
    reflectance: dict[str, float]

    @property
    def halo_px(self) -> int:
        """How far around a pixel its result depends on others."""
        return PATCH_PX // 2 + 2 * GUIDE_RADIUS_PX if self.method == "dark_channel" else 0


def estimate_haze(source: ReflectanceSource, method: str) -> Haze | None:
    """Return the haze of a scene, found from windows that are spread evenly over it; of a small image, from all of it.

    Args:
        source: a scene or a chip.
        method: one of ``METHODS``.

    Returns:
        None where the method is ``none``, and where there are no visible bands or no valid pixel to judge by.
    """
    dark = tuple(name for name in DARK_BANDS if name in source.bands)
    if method == "none" or not dark:
        return None
    bands = tuple(name for name in CORRECTED_BANDS[method] if name in source.bands)
    samples, darkness = [], []
    for window in _sample_windows(source.width, source.height):
        reflectance, is_valid = source.read(window, bands)
        if method == "dark_channel":
            visible = reflectance[[bands.index(name) for name in dark]]
            darkness.append(_patch_minimum(np.where(is_valid, visible.min(axis=0), np.inf))[is_valid])
        samples.append(reflectance[:, is_valid])
    pixels = np.concatenate(samples, axis=1)
    if not pixels.shape[1]:
        return None
    if method == "constant":
        darkest = np.percentile(pixels, DARK_OBJECT_PERCENTILE, axis=1)
        values = np.maximum(darkest - DARK_OBJECT_REFLECTANCE, 0)
    else:
        count = max(round(pixels.shape[1] * AIR_LIGHT_SHARE), 1)
        haziest = np.argsort(-np.concatenate(darkness), kind="stable")[:count]
        brightest = haziest[pixels[:, haziest].mean(axis=0).argmax()]
        values = np.maximum(pixels[:, brightest], _LEAST_AIR_LIGHT)
    return Haze(method, dict(zip(bands, np.round(values.astype(float), 6).tolist(), strict=True)))


def remove_haze(
    reflectance: np.ndarray, is_valid: np.ndarray, bands: Sequence[str], haze: Haze | None
) -> np.ndarray:
    """Return reflectance without the haze.

    Pixels nearer than ``haze.halo_px`` to the edge of a window that goes on outside it are not yet right.

    Args:
        reflectance: float32 (bands, height, width), 0-1.
        is_valid: bool (height, width).
        bands: canonical names of the channels.
        haze: of the scene or chip; None changes nothing.

    Returns:
        float32 (bands, height, width), a new array; the corrected bands are at least 0, and 0 where invalid.
    """
    if haze is None:
        return reflectance.copy()
    corrected = [index for index, name in enumerate(bands) if name in haze.reflectance]
    values = np.array([haze.reflectance[bands[index]] for index in corrected], np.float32)[:, None, None]
    result = reflectance.copy()
    if haze.method == "constant":
        clear = reflectance[corrected] - values
    else:
        transmission = _transmission(reflectance, is_valid, bands, haze)
        clear = (reflectance[corrected] - values) / transmission + values
    result[corrected] = np.maximum(clear, 0) * is_valid
    return result


def dehaze_chip(
    reflectance: np.ndarray, is_valid: np.ndarray, bands: Sequence[str], method: str
) -> np.ndarray:
    """Return a chip without its haze, which is found from the chip alone; arguments as ``remove_haze``."""
    haze = estimate_haze(ImageInMemory(reflectance, is_valid, tuple(bands)), method)
    return remove_haze(reflectance, is_valid, bands, haze)


def read_without_haze(
    source: ReflectanceSource, window: Window, bands: Sequence[str], haze: Haze | None
) -> tuple[np.ndarray, np.ndarray]:
    """Read as ``source.read`` does, and take the haze off; the result at a pixel does not depend on the window."""
    if haze is None:
        return source.read(window, bands)
    halo = haze.halo_px
    dark = [name for name in DARK_BANDS if name in haze.reflectance] if halo else []
    names = tuple(dict.fromkeys((*bands, *dark)))
    wide = Window(
        window.col_off - halo, window.row_off - halo, window.width + 2 * halo, window.height + 2 * halo
    )
    reflectance, is_valid = source.read(wide, names)
    clear = remove_haze(reflectance, is_valid, names, haze)
    inner = (slice(halo, halo + int(window.height)), slice(halo, halo + int(window.width)))
    return np.ascontiguousarray(clear[(slice(len(bands)), *inner)]), is_valid[inner]


def _transmission(
    reflectance: np.ndarray, is_valid: np.ndarray, bands: Sequence[str], haze: Haze
) -> np.ndarray:
    """Return the share of the ground's light that comes through: float32 (height, width), 0.1-1."""
    dark = [index for index, name in enumerate(bands) if name in DARK_BANDS and name in haze.reflectance]
    air = np.array([haze.reflectance[bands[index]] for index in dark], np.float32)[:, None, None]
    share = reflectance[dark] / air
    darkest = _patch_minimum(np.where(is_valid, share.min(axis=0), np.inf))
    coarse = np.where(np.isfinite(darkest), 1 - STRENGTH * darkest, 1)
    fine = _guided_filter(share.mean(axis=0), coarse, is_valid)
    return np.clip(fine, LEAST_TRANSMISSION, 1).astype(np.float32)


def _patch_minimum(values: np.ndarray) -> np.ndarray:
    """Return the least value of the patch around each pixel; infinity takes no part."""
    radius = PATCH_PX // 2
    for axis in (0, 1):
        margin = [(radius, radius) if axis == own else (0, 0) for own in (0, 1)]
        padded = np.pad(values, margin, constant_values=np.inf)
        values = np.lib.stride_tricks.sliding_window_view(padded, PATCH_PX, axis=axis).min(axis=-1)
    return values


def _guided_filter(guide: np.ndarray, values: np.ndarray, is_valid: np.ndarray) -> np.ndarray:
    """Return ``values`` smoothed, with the edges of ``guide``; invalid pixels take no part (float64)."""
    weight = is_valid.astype(float)
    count = np.maximum(_box_sum(weight), 1)

    def mean(layer: np.ndarray) -> np.ndarray:
        return _box_sum(np.where(is_valid, layer, 0)) / count

    guide, values = guide.astype(float), values.astype(float)
    mean_guide, mean_values = mean(guide), mean(values)
    variance = mean(guide * guide) - mean_guide**2
    covariance = mean(guide * values) - mean_guide * mean_values
    slope = covariance / (variance + GUIDE_EPSILON)
    return mean(slope) * guide + mean(mean_values - slope * mean_guide)


def _box_sum(values: np.ndarray) -> np.ndarray:
    """Return the sum of the square of ``GUIDE_RADIUS_PX`` around each pixel; beyond the edges there is 0."""
    radius = GUIDE_RADIUS_PX
    for axis in (0, 1):
        margin = [(radius + 1, radius) if axis == own else (0, 0) for own in (0, 1)]
        sums = np.cumsum(np.pad(values, margin), axis=axis)
        values = np.take(sums, np.arange(2 * radius + 1, sums.shape[axis]), axis=axis)
        values = values - np.take(sums, np.arange(sums.shape[axis] - 2 * radius - 1), axis=axis)
    return values


def _sample_windows(width: int, height: int) -> list[Window]:
    """Return windows spread evenly over an image, its corners included; one window where it is small."""
    side, most = _SAMPLE_WINDOW_PX, _SAMPLE_WINDOWS
    if width <= side * most and height <= side * most:
        return [Window(0, 0, width, height)]
    rows = np.unique(np.linspace(0, max(height - side, 0), most).astype(int)).tolist()
    columns = np.unique(np.linspace(0, max(width - side, 0), most).astype(int)).tolist()
    size = (min(side, width), min(side, height))
    return [Window(column, row, *size) for row in rows for column in columns]
