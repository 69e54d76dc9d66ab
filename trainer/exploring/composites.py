"""The common Sentinel-2 composites: three bands shown as red, green and blue.

Band combinations: GISGeography, "Sentinel 2 Bands and Combinations",
https://gisgeography.com/sentinel-2-bands-combinations/ (natural colour, colour infrared, short-wave infrared,
agriculture, geology, bathymetric).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS

from .scan import Picture

SOURCE = "https://gisgeography.com/sentinel-2-bands-combinations/"
#: Bands shown as red, green, blue.
COMPOSITES = {
    "True colour": ("B04", "B03", "B02"),
    "False colour": ("B08", "B04", "B03"),
    "SWIR": ("B12", "B8A", "B04"),
    "Agriculture": ("B11", "B08", "B02"),
    "Geology": ("B12", "B11", "B02"),
    "Bathymetric": ("B04", "B03", "B01"),
}
#: Stands in where a band is missing: its neighbour of nearly the same wavelength.
_STAND_IN = {"B8A": "B08"}

#: Least range of reflectance that a chip's own stretch spans.
_NARROWEST = 0.08

Stretch = dict[str, tuple[float, float]]


def composite_bands(name: str, bands: Sequence[str]) -> tuple[str, str, str] | None:
    """Return the bands that a composite shows of an image, None where one is missing.

    Args:
        name: a key of ``COMPOSITES``.
        bands: that the image has. B08 stands in for a missing B8A.
    """
    red, green, blue = (band if band in bands else _STAND_IN.get(band, band) for band in COMPOSITES[name])
    return (red, green, blue) if {red, green, blue} <= set(bands) else None


def band_stretch(pictures: Iterable[Picture]) -> Stretch:
    """Return for each band the 2nd and 98th percentile over all pictures that have it, as reflectance."""
    values: dict[str, list[np.ndarray]] = {}
    for picture in pictures:
        for band in picture.bands:
            shown = picture.reflectance[PACK_BANDS.index(band)]
            values.setdefault(band, []).append(shown[shown > 0])
    return {
        band: _range(np.concatenate(parts))
        for band, parts in values.items()
        if any(part.size for part in parts)
    }


def stretched_band(picture: Picture, band: str, stretch: Stretch) -> np.ndarray:
    """Return uint8 (height, width): one band between the ends of its stretch."""
    low, high = stretch.get(band, (0.0, 1.0))
    values = picture.reflectance[PACK_BANDS.index(band)]
    return (np.clip((values - low) / max(high - low, 1e-6), 0, 1) * 255).astype(np.uint8)


def composite(picture: Picture, bands: Sequence[str], stretch: Stretch) -> np.ndarray:
    """Return uint8 (height, width, 3): three bands as red, green and blue."""
    return np.stack([stretched_band(picture, band, stretch) for band in bands], axis=-1)


def natural_picture(picture: Picture) -> np.ndarray:
    """Return uint8 (height, width, 3): the chip in true colour, or its first band in grey, by its own stretch.

    One stretch for all three bands, and never a narrow one: a flat chip has to look flat.
    """
    bands = composite_bands("True colour", picture.bands) or (picture.bands[0],) * 3
    ends = band_stretch([picture])
    low = min((ends[band][0] for band in bands if band in ends), default=0.0)
    high = max((ends[band][1] for band in bands if band in ends), default=1.0)
    middle, half = (low + high) / 2, max(high - low, _NARROWEST) / 2
    shared = (max(middle - half, 0.0), middle + half)
    return composite(picture, bands, dict.fromkeys(bands, shared))


def _range(values: np.ndarray) -> tuple[float, float]:
    low, high = np.percentile(values, (2, 98))
    return float(low), float(high)
