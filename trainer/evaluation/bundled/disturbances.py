"""Changes to images as they come from other sensors, levels, seasons and hands, each simulated in a few lines.

A disturbance takes a picture and returns another one; what it does to the way the picture is stored is part of it.
Haze and the levels are simulated by plain physics of the atmosphere: they show where a model breaks, and stand for no
real processor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy import ndimage

#: Centres of Sentinel-2's bands in micrometres (ESA, Sentinel-2 User Handbook).
WAVELENGTH_UM = {
    "B01": 0.443, "B02": 0.490, "B03": 0.560, "B04": 0.665, "B05": 0.705, "B06": 0.740, "B07": 0.783, "B08": 0.842,
    "B8A": 0.865, "B09": 0.945, "B11": 1.610, "B12": 2.190,
}  # fmt: skip
#: Sun 30 degrees from the zenith, sensor above.
_SUN_COSINE = np.cos(np.radians(30.0))
#: Optical depth at .55 micrometres of light, middling and dense haze (aerosol), over that of a clear day.
HAZE_STRENGTHS = {"light": 0.2, "middling": 0.5, "dense": 1.0}
#: Exponent of the optical depth's fall with wavelength, of continental aerosol (Angstrom 1929).
_ANGSTROM = 1.3
#: Reflectance of a layer of haze that lets nothing through.
_HAZE_REFLECTANCE = 0.35
#: Percentiles between which pictures are stretched to 8 bits, per band, as viewers do.
_STRETCH = (2.0, 98.0)
ADDED_OFFSET = 1_000


@dataclass(frozen=True)
class Storage:
    """How a picture is written.

    Attributes:
        added: to stored numbers, 0 or 1000. tags: scale and offset that the file states, None for none.
        is_eight_bit: stretched to 8 bits per band. has_names: bands are named.
    """

    added: int = 0
    tags: tuple[float, float] | None = None
    is_eight_bit: bool = False
    has_names: bool = True


@dataclass(frozen=True)
class Picture:
    """A labelled picture.

    Attributes:
        name: of its file, with the date where it has one.
        reflectance: float32 (bands, height, width), 0 where there is no data. bands: canonical names.
        labels: int32 (height, width), what is known of the ground: codes of a mask, or numbers of chips.
        is_surface: level 2A; else level 1C.
        pixel_m: side of a pixel in metres.
        storage: how it is written.
    """

    name: str
    reflectance: np.ndarray
    bands: tuple[str, ...]
    labels: np.ndarray
    is_surface: bool
    pixel_m: float
    storage: Storage


@dataclass(frozen=True)
class Disturbance:
    """One change.

    Attributes:
        name: as cards tell it.
        change: of a picture; None where it does not apply to it.
        moves_chips: chips laid out as cells do not stay in their cells.
    """

    name: str
    change: Callable[[Picture], Picture | None]
    moves_chips: bool = False


def other_level(picture: Picture) -> Picture:
    """Return level 1C as level 2A or the reverse, by scattering of air alone: no aerosol, no water vapour.

    Optical depth: Hansen and Travis 1974, Space Sci. Rev. 16, eq. 2.30; path reflectance by single scattering, and half
    of what is scattered on the way goes on to the ground.
    """
    wavelength = _wavelengths(picture)
    depth = 0.008569 * wavelength**-4 * (1 + 0.0113 * wavelength**-2 + 0.00013 * wavelength**-4)
    path = depth * 0.75 * (1 + _SUN_COSINE**2) / (4 * _SUN_COSINE)
    passed = np.exp(-depth / 2 * (1 / _SUN_COSINE + 1))
    if picture.is_surface:
        return _with_reflectance(picture, picture.reflectance * passed + path)
    return _with_reflectance(picture, (picture.reflectance - path) / passed)


def hazy(picture: Picture, depth: float) -> Picture:
    """Return a picture under an even layer of haze.

    Koschmieder 1924: reflectance x transmission + haze x (1 - transmission); transmission = exp(-optical depth of the
    way down and up), which falls with wavelength to the power of ``_ANGSTROM``.

    Args:
        depth: vertical optical depth at .55 micrometres.
    """
    at_band = depth * (_wavelengths(picture) / 0.55) ** -_ANGSTROM
    # Haze scatters mostly onward: half of its depth, seen twice, dims the ground.
    passed = np.exp(-at_band / 2 * (1 / _SUN_COSINE + 1))
    return _with_reflectance(picture, picture.reflectance * passed + _HAZE_REFLECTANCE * (1 - passed))


def half_pixel_shift(picture: Picture) -> Picture:
    """Return a picture whose ground lies half a pixel to the right and below, interpolated; the labels stay."""
    moved = ndimage.shift(picture.reflectance, (0, 0.5, 0.5), order=1, mode="nearest")
    return _with_reflectance(picture, moved)


def quarter_turn(picture: Picture) -> Picture:
    """Return a picture turned by 90 degrees, with its labels."""
    turned = np.ascontiguousarray(np.rot90(picture.reflectance, axes=(1, 2)))
    return replace(picture, reflectance=turned, labels=np.ascontiguousarray(np.rot90(picture.labels)))


def mirrored(picture: Picture) -> Picture:
    """Return a picture with left and right exchanged, with its labels."""
    return replace(
        picture,
        reflectance=np.ascontiguousarray(picture.reflectance[:, :, ::-1]),
        labels=np.ascontiguousarray(picture.labels[:, ::-1]),
    )


def offset_added(picture: Picture) -> Picture | None:
    """Return a picture with +1000 in its numbers, of which neither tags nor a date tell; None where it has it."""
    return None if picture.storage.added else replace(picture, storage=Storage(added=ADDED_OFFSET))


def offset_denied(picture: Picture) -> Picture:
    """Return a picture with +1000 in its numbers whose tags say that there is none: the offset is truly forgotten."""
    return replace(picture, storage=Storage(added=ADDED_OFFSET, tags=(1e-4, 0.0)))


def without_band(picture: Picture, band: str) -> Picture | None:
    """Return a picture that lacks a band; None where it lacks it anyway."""
    return (
        keep_bands(picture, [name for name in picture.bands if name != band])
        if band in picture.bands
        else None
    )


def keep_bands(picture: Picture, names: list[str]) -> Picture | None:
    """Return a picture of some of its bands; None where none of them is there, or all are."""
    kept = [index for index, name in enumerate(picture.bands) if name in names]
    if not kept or len(kept) == len(picture.bands):
        return None
    return replace(
        picture, reflectance=picture.reflectance[kept], bands=tuple(picture.bands[index] for index in kept)
    )


def stretched(picture: Picture) -> Picture | None:
    """Return red, green and blue, each stretched to 8 bits between two percentiles, as a screenshot has it."""
    rgb = replace(picture, storage=Storage(is_eight_bit=True))
    return rgb if set(picture.bands) == {"B02", "B03", "B04"} else keep_bands(rgb, ["B02", "B03", "B04"])


def twenty_metres(picture: Picture) -> Picture:
    """Return a picture of pixels twice as wide: the mean of four, and the label of one of them."""
    height, width = (side // 2 * 2 for side in picture.labels.shape)
    cut = picture.reflectance[:, :height, :width]
    mean = cut.reshape(len(cut), height // 2, 2, width // 2, 2).mean(axis=(2, 4))
    return replace(
        picture, reflectance=mean, labels=np.ascontiguousarray(picture.labels[:height:2, :width:2]),
        pixel_m=2 * picture.pixel_m,
    )  # fmt: skip


def nameless(picture: Picture) -> Picture:
    """Return a picture whose bands have no names."""
    return replace(picture, storage=replace(picture.storage, has_names=False))


_TWENTY_METRE_BANDS = ["B05", "B06", "B07", "B8A", "B11", "B12"]
UNCHANGED = Disturbance("none", lambda picture: picture)
DISTURBANCES = (
    Disturbance("level 1C as 2A, or 2A as 1C (simulated: air without aerosol)", other_level),
    Disturbance("+1000 added, nothing tells of it", offset_added),
    Disturbance("+1000 added, and the file's tags deny it", offset_denied),
    *(
        Disturbance(f"{name} haze (simulated, optical depth {depth:g})", partial(hazy, depth=depth))
        for name, depth in HAZE_STRENGTHS.items()
    ),
    Disturbance("shift by half a pixel", half_pixel_shift),
    Disturbance("turned by 90 degrees", quarter_turn),
    Disturbance("mirrored", mirrored),
    *(
        Disturbance(f"{band} missing", partial(without_band, band=band))
        for band in WAVELENGTH_UM
    ),
    Disturbance("RGB alone", partial(keep_bands, names=["B02", "B03", "B04"])),
    Disturbance("20 m bands alone", partial(keep_bands, names=_TWENTY_METRE_BANDS)),
    Disturbance("pixels of 20 m", twenty_metres, moves_chips=True),
    Disturbance("RGB stretched to 8 bits", stretched),
    Disturbance("bands without names", nameless),
)  # fmt: skip


def _wavelengths(picture: Picture) -> np.ndarray:
    """Return float (bands, 1, 1), micrometres."""
    return np.array([WAVELENGTH_UM[name] for name in picture.bands])[:, None, None]


def _with_reflectance(picture: Picture, reflectance: np.ndarray) -> Picture:
    """Return a picture with other values where there are data; a reflectance is at least that of one stored step."""
    has_data = (picture.reflectance != 0).any(axis=0)
    values = np.where(has_data, np.maximum(reflectance, 1e-4), 0).astype(np.float32)
    return replace(picture, reflectance=values)


def stored_numbers(picture: Picture) -> np.ndarray:
    """Return what a file of the picture holds, uint16 or uint8 (bands, height, width); 0 is no data."""
    has_data = (picture.reflectance != 0).any(axis=0)
    if not picture.storage.is_eight_bit:
        numbers = np.round(picture.reflectance * 10_000) + picture.storage.added
        return np.where(has_data, np.clip(numbers, 1, 65_535), 0).astype(np.uint16)
    low, high = np.percentile(picture.reflectance[:, has_data], _STRETCH, axis=1)[..., None, None]
    numbers = np.round((picture.reflectance - low) / np.maximum(high - low, 1e-6) * 254) + 1
    return np.where(has_data, np.clip(numbers, 1, 255), 0).astype(np.uint8)
