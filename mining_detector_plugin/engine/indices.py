"""Spectral indices of Sentinel-2 reflectance: one table that the engine, reports and recipes share.

Every function takes arrays of one shape, reflectance 0-1, and returns float32 of that shape. Where the denominator
is 0 (nodata, a missing band) the index is 0, so that no infinity reaches a statistic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable, NamedTuple

import numpy as np


class Index(NamedTuple):
    """A spectral index.

    Attributes:
        bands: canonical names of the bands that it needs, in the order of the function's arguments.
        function: takes an array for each band and returns the index, float32.
    """

    bands: tuple[str, ...]
    function: Callable[..., np.ndarray]


def ratio(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """Return float32 numerator / denominator, 0 where the denominator is 0."""
    numerator, denominator = np.asarray(numerator, np.float32), np.asarray(denominator, np.float32)
    shape = np.broadcast_shapes(numerator.shape, denominator.shape)
    return np.divide(numerator, denominator, out=np.zeros(shape, np.float32), where=denominator != 0)


def normalized_difference(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return float32 (first - second) / (first + second), 0 where the sum is 0."""
    first, second = np.asarray(first, np.float32), np.asarray(second, np.float32)
    return ratio(first - second, first + second)


def ndvi(nir: np.ndarray, red: np.ndarray) -> np.ndarray:
    """Return the normalized difference vegetation index, (NIR - red) / (NIR + red), -1 to 1.

    Rouse, Haas, Schell and Deering (1974), Monitoring vegetation systems in the Great Plains with ERTS, NASA SP-351.
    """
    return normalized_difference(nir, red)


def ndwi(green: np.ndarray, nir: np.ndarray) -> np.ndarray:
    """Return the normalized difference water index, (green - NIR) / (green + NIR), -1 to 1; water is above 0.

    McFeeters (1996), International Journal of Remote Sensing 17(7), 1425-1432.
    """
    return normalized_difference(green, nir)


def mndwi(green: np.ndarray, swir1: np.ndarray) -> np.ndarray:
    """Return the modified NDWI, (green - SWIR1) / (green + SWIR1), -1 to 1; water is above 0.

    Xu (2006), International Journal of Remote Sensing 27(14), 3025-3033.
    """
    return normalized_difference(green, swir1)


def fmi(swir1: np.ndarray, nir: np.ndarray) -> np.ndarray:
    """Return the ferrous minerals index, SWIR1 / NIR, 0 upwards; iron-bearing ground is high.

    Segal (1982), Theoretical basis for differentiation of ferric-iron bearing minerals, using Landsat MSS data,
    2nd Thematic Conference on Remote Sensing for Exploratory Geology, 949-951; with B11 and B08 for Sentinel-2 as in
    Esri's "Ferrous Minerals" raster function. The same ratio as ``msi``, read by geologists.
    """
    return ratio(swir1, nir)


def msi(swir1: np.ndarray, nir: np.ndarray) -> np.ndarray:
    """Return the moisture stress index, SWIR1 / NIR, 0 upwards; dry vegetation and bare ground are high.

    Rock, Vogelmann, Williams, Vogelmann and Hoshizaki (1986), Remote detection of forest damage, BioScience 36(7),
    439-445. The same ratio as ``fmi``.
    """
    return ratio(swir1, nir)


def bsi(blue: np.ndarray, red: np.ndarray, nir: np.ndarray, swir1: np.ndarray) -> np.ndarray:
    """Return the bare soil index, ((SWIR1 + red) - (NIR + blue)) / ((SWIR1 + red) + (NIR + blue)), -1 to 1.

    Rikimaru, Roy and Miyatake (2002), Tropical forest cover density mapping, Tropical Ecology 43(1), 39-47.
    """
    return normalized_difference(np.add(swir1, red), np.add(nir, blue))


def nbr(nir: np.ndarray, swir2: np.ndarray) -> np.ndarray:
    """Return the normalized burn ratio, (NIR - SWIR2) / (NIR + SWIR2), -1 to 1; bare and burnt ground is low.

    Key and Benson (2006), Landscape assessment, FIREMON, USDA Forest Service RMRS-GTR-164-CD.
    """
    return normalized_difference(nir, swir2)


def iron_oxide(red: np.ndarray, blue: np.ndarray) -> np.ndarray:
    """Return the iron oxide ratio, red / blue, 0 upwards; oxidised, reddish ground is high.

    Segal (1982), as cited at ``fmi``; with B04 and B02 for Sentinel-2 as in Esri's "Iron Oxide" raster function.
    """
    return ratio(red, blue)


#: All indices by name.
INDICES: dict[str, Index] = {
    "NDVI": Index(("B08", "B04"), ndvi),
    "NDWI": Index(("B03", "B08"), ndwi),
    "MNDWI": Index(("B03", "B11"), mndwi),
    "FMI": Index(("B11", "B08"), fmi),
    "MSI": Index(("B11", "B08"), msi),
    "BSI": Index(("B02", "B04", "B08", "B11"), bsi),
    "NBR": Index(("B08", "B12"), nbr),
    "IRON_OXIDE": Index(("B04", "B02"), iron_oxide),
}


def available_indices(bands: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the indices whose bands are all among ``bands``."""
    return tuple(name for name, index in INDICES.items() if set(index.bands) <= set(bands))


def compute_index(name: str, reflectance: np.ndarray, bands: Sequence[str]) -> np.ndarray:
    """Return an index of an image.

    Args:
        name: a key of ``INDICES``.
        reflectance: (..., bands, height, width), 0-1.
        bands: canonical names of its channels.

    Returns:
        float32 (..., height, width), 0 where the denominator is 0.

    Raises:
        KeyError: the index is not known.
        ValueError: a band that it needs is not among ``bands``.
    """
    needed, function = INDICES[name]
    missing = [band for band in needed if band not in bands]
    if missing:
        raise ValueError(
            f"{name} needs {', '.join(needed)}; {', '.join(missing)} is not among {', '.join(bands)}"
        )
    channel = list(bands).index
    return function(*(reflectance[..., channel(band), :, :] for band in needed))
