"""What every data set becomes: reflectance in the order of PACK_BANDS, which bands are there, place, labels.

``Sample`` is one image with its mask, for scenes. ``Chips`` holds many small images of one size compactly, as
stored, and turns only those asked for into reflectance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS

#: Side of a region in degrees, about 440 km.
REGION_DEGREES = 4
#: A place's name as ``places_of`` makes it from a position.
_CELL = re.compile(r"([+-]\d+\.\d)([+-]\d+\.\d)")
_CHANNEL = {name: index for index, name in enumerate(PACK_BANDS)}


def spread_bands(values: np.ndarray, bands: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return twelve channels from the bands that are there.

    Args:
        values: float32 (..., bands, height, width).
        bands: canonical names of its channels.

    Returns:
        float32 (..., 12, height, width) with zeros where a band is missing, and presence float32 (12,).
    """
    *lead, _, height, width = values.shape
    channels = [_CHANNEL[name] for name in bands]
    spread = np.zeros((*lead, len(PACK_BANDS), height, width), dtype=np.float32)
    spread[..., channels, :, :] = values
    presence = np.zeros(len(PACK_BANDS), dtype=np.float32)
    presence[channels] = 1.0
    return spread, presence


@dataclass(frozen=True)
class Sample:
    """One image.

    Attributes:
        reflectance: float32 (12, height, width), 0-1, in the order of ``PACK_BANDS``; 0 where missing.
        presence: float32 (12,), 1 where a band is there.
        is_valid: bool (height, width), False where the source holds no data.
        source: data set, such as ``tailings``.
        place: places with different names are apart; splits are by place.
        name: of the image within its source.
        mask: uint8 (height, width) with the source's own codes, or None.
    """

    reflectance: np.ndarray
    presence: np.ndarray
    is_valid: np.ndarray
    source: str
    place: str
    name: str
    mask: np.ndarray | None = None


@dataclass(frozen=True)
class Chips:
    """Many small images of one size and one set of bands.

    Attributes:
        values: (count, bands, height, width) as stored; reflectance = values x scale.
        bands: canonical names of the channels.
        scale: reflectance of a stored 1.
        source: data set, such as ``rgb_chips``.
        labels: str (count,): what each shows, such as ``mine`` or a land cover.
        places: str (count,): splits are by place.
        groups: str (count,): what was sampled together and may share a tint.
        lonlat: float32 (count, 2) in degrees, NaN where unknown.
    """

    values: np.ndarray
    bands: tuple[str, ...]
    scale: float
    source: str
    labels: np.ndarray
    places: np.ndarray
    groups: np.ndarray
    lonlat: np.ndarray

    def __len__(self) -> int:
        return len(self.values)

    @property
    def presence(self) -> np.ndarray:
        """float32 (12,): 1 where a band is there."""
        return np.array([name in self.bands for name in PACK_BANDS], dtype=np.float32)

    def reflectance(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return float32 (chosen, 12, height, width) of some chips, 0 where a band is missing."""
        chosen = self.values[indices].astype(np.float32) * np.float32(self.scale)
        return spread_bands(chosen, self.bands)[0]

    def take(self, chosen: np.ndarray) -> Chips:
        """Return the chips of an index or bool array."""
        return replace(
            self, values=self.values[chosen], labels=self.labels[chosen], places=self.places[chosen],
            groups=self.groups[chosen], lonlat=self.lonlat[chosen],
        )  # fmt: skip


def places_of(lonlat: np.ndarray, fallback: np.ndarray) -> np.ndarray:
    """Return a place's name per point: its half-degree cell (about 55 km), or the fallback where unknown.

    Args:
        lonlat: float (count, 2), degrees, NaN where unknown.
        fallback: str (count,).
    """
    cells = np.floor(np.nan_to_num(lonlat) * 2) / 2
    names = np.array([f"{lon:+06.1f}{lat:+05.1f}" for lon, lat in cells], dtype=object)
    return np.where(np.isnan(lonlat).any(axis=1), fallback.astype(object), names).astype(str)


def regions_of(chips: Chips) -> np.ndarray:
    """Return the region of each chip, str (count,): its cell of ``REGION_DEGREES``, else what it was sampled with.

    Cells, for galleries cover a whole basin, where neighbours in turn would chain all places to one region. Chips of
    RGB galleries without a position are as one by their group, for no more is known of where they lie;
    others are by their place. Regions with different names lie far apart, or were sampled apart.
    """
    regions = []
    for place, group in zip(chips.places.astype(str), chips.groups.astype(str), strict=True):
        cell = _CELL.fullmatch(place)
        if cell is not None:
            lon, lat = (int(float(text) // REGION_DEGREES) * REGION_DEGREES for text in cell.groups())
            regions.append(f"{lon:+04d}{lat:+03d}")
        else:
            regions.append(group if place.startswith(group) else place)
    return np.array(regions, dtype=str)
