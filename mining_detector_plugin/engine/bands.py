"""The 13 Sentinel-2 bands by canonical name, and every other name that files give them.

Wavelengths and resolutions: ESA, Sentinel-2 MSI technical guide (Sentinel-2A values).
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """One Sentinel-2 band.

    Attributes:
        name: canonical name, ``B01`` to ``B12`` and ``B8A``.
        common_name: name in the STAC electro-optical extension; not unique before version 2 (three red
        edges).
        wavelength_nm: centre wavelength in nanometres.
        resolution_m: native pixel size in metres.
    """

    name: str
    common_name: str
    wavelength_nm: float
    resolution_m: int


BANDS = (
    Band("B01", "coastal", 442.7, 60),
    Band("B02", "blue", 492.7, 10),
    Band("B03", "green", 559.8, 10),
    Band("B04", "red", 664.6, 10),
    Band("B05", "rededge071", 704.1, 20),
    Band("B06", "rededge075", 740.5, 20),
    Band("B07", "rededge078", 782.8, 20),
    Band("B08", "nir", 832.8, 10),
    Band("B8A", "nir08", 864.7, 20),
    Band("B09", "nir09", 945.1, 60),
    Band("B10", "cirrus", 1373.5, 60),
    Band("B11", "swir16", 1613.7, 20),
    Band("B12", "swir22", 2202.4, 20),
)
BAND_NAMES = tuple(band.name for band in BANDS)

#: The bands that packs may use, in the order of a network's channels. B10 sees no ground and is left out.
PACK_BANDS = tuple(name for name in BAND_NAMES if name != "B10")

_COMMON_NAMES = {band.common_name: band.name for band in BANDS} | {
    "coastalaerosol": "B01",
    "ultrablue": "B01",
    "rededge1": "B05",
    "rededge2": "B06",
    "rededge3": "B07",
    "rededge": "B05",
    "narrownir": "B8A",
    "nirnarrow": "B8A",
    "watervapour": "B09",
    "watervapor": "B09",
    "swir1": "B11",
    "swir2": "B12",
}

#: What a raster with so many nameless bands most likely holds. A proposal: the user confirms it.
_ORDER_BY_COUNT = {
    13: BAND_NAMES,
    12: PACK_BANDS,
    10: ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"),
    6: ("B02", "B03", "B04", "B08", "B11", "B12"),
    4: ("B02", "B03", "B04", "B08"),
    3: ("B04", "B03", "B02"),
}

_CODE = re.compile(r"(?<![a-z0-9])b(0?8a|0?[1-9]|1[0-2])(?![a-z0-9])", re.IGNORECASE)


def parse_band_name(text: str | None) -> str | None:
    """Return the canonical band name that a text names, or None.

    Accepts ``B4``, ``B04``, ``b8a``, ``B08A``, ``T33UXS_20210619T100031_B04_10m``, ``red``, ``swir16``,
    ``Red edge 1``. A text that names two bands names none.
    """
    if not text:
        return None
    codes = {match.upper().removeprefix("0") for match in _CODE.findall(text.replace("_", " "))}
    if len(codes) == 1:
        code = codes.pop()
        return "B8A" if code == "8A" else f"B{int(code):02d}"
    if codes:
        return None
    return _COMMON_NAMES.get(re.sub(r"[\s_\-]", "", text).lower())


def propose_bands(count: int) -> tuple[str, ...] | None:
    """Return the likely order of ``count`` nameless bands, or None where there is no custom.

    This is a guess to show to the user, never to be applied in silence.
    """
    return _ORDER_BY_COUNT.get(count)
