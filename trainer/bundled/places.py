"""A map of the places that the bundled packs learnt from and were measured on, as SVG, and how many there are.

Longitudes and latitudes on a plain grid with the names of countries: no outlines of countries have to be fetched,
and the file stays small enough to be a part of each pack. Positions are rounded, so that none points at a site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import rasterio

from mining_detector_plugin.engine.errors import MiningDetectorError
from trainer.data.sources import quarry_scenes, rgb_chips, six_band_chips, tailings_scenes

MAP_FILE = "places.svg"
#: Degrees that positions are rounded to.
_ROUNDING = 0.2
_COLOURS = {"train": "#1f6feb", "val": "#d9480f"}
_INK, _NAMES, _LINE, _GROUND = "#333", "#888", "#d8d8d8", "#fafafa"
#: Where the names of countries are written: longitude and latitude in degrees.
_SOUTH_AMERICA = {
    "Colombia": (-73, 4.2), "Venezuela": (-66, 7.2), "Guyana": (-58.6, 3.4), "Suriname": (-55.6, 2.2),
    "Ecuador": (-80.6, -0.7), "Peru": (-75, -11.5), "Bolivia": (-64.5, -18.6), "Brazil": (-50.5, -9.5),
    "Paraguay": (-58.4, -22.8), "Chile": (-70.3, -22.6), "Argentina": (-64.5, -24.2),
}  # fmt: skip
_EUROPE = {
    "Poland": (19.4, 52.4), "Germany": (10.2, 51), "Czechia": (14.8, 49.6), "Slovakia": (19.4, 48.7),
    "Austria": (13.5, 47.4), "France": (4.5, 47.5),
}  # fmt: skip


@dataclass(frozen=True)
class SourcePlaces:
    """Places of one source.

    Attributes:
        name: of the source.
        lonlat: by split, float (places, 2) in degrees, of those whose position is known.
        counts: by split, how many places there are.
        positions: what is known of the positions, in words.
    """

    name: str
    lonlat: dict[str, np.ndarray]
    counts: dict[str, int]
    positions: str


@dataclass(frozen=True)
class _Panel:
    """A part of the earth on the picture: degrees west, south, east, north; left and top in pixels, pixels a degree."""

    bounds: tuple[float, float, float, float]
    left: float
    top: float
    scale: float
    names: dict[str, tuple[float, float]]
    step: int

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x and y of a place in the picture."""
        west, _, _, north = self.bounds
        return self.left + (lon - west) * self.scale, self.top + (north - lat) * self.scale

    def holds(self, lonlat: np.ndarray) -> np.ndarray:
        """Return which places lie on the panel, bool (places,)."""
        west, south, east, north = self.bounds
        lon, lat = lonlat.T
        return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


_PANELS = (
    _Panel((-83, -26, -36, 12), 44, 30, 11.5, _SOUTH_AMERICA, 10),
    _Panel((2, 45, 23, 56), 640, 30, 11.5, _EUROPE, 5),
)


def read_places(data: Path) -> list[SourcePlaces]:
    """Return the places of the data folder's sources; a source that is not there is left out.

    Chips without a position count as the places that training takes them for, see ``data.samples.places_of``.
    """
    readers: tuple[Callable[[Path], SourcePlaces], ...] = (_rgb, _six_band, _tailings, _quarry, _europe)
    found = []
    for reader in readers:
        try:
            found.append(reader(data))
        except MiningDetectorError:
            # The build that asks for this map has checked what it trains on; other folders may hold less.
            continue
    return found


def counts_of(sources: Iterable[SourcePlaces]) -> list[dict[str, Any]]:
    """Return the rows of model.json's ``places``."""
    return [
        {"data": s.name, "train": s.counts["train"], "val": s.counts["val"], "positions": s.positions} for s in sources
    ]  # fmt: skip


def map_svg(sources: Sequence[SourcePlaces]) -> str:
    """Return the map as an SVG document."""
    lonlat = {
        split: np.unique(
            np.concatenate([np.zeros((0, 2)), *(_rounded(source.lonlat[split]) for source in sources)]), axis=0
        )
        for split in _COLOURS
    }  # fmt: skip
    parts = [part for panel in _PANELS for part in _panel(panel, lonlat)]
    right, below = _PANELS[1].left, 190
    known = sum(map(len, lonlat.values()))
    texts = [
        f"{known} spots of {_ROUNDING:g} degrees whose position is known.",
        "Plain longitude and latitude; no coastlines.",
        "EuroSAT's and the land chips lie in Europe,",
        "at places that are not known.",
    ]
    for number, split in enumerate(_COLOURS):
        word = {"train": "learnt from", "val": "measured on, never learnt from"}[split]
        parts.append(_markers(split, [(right + 5, below + 20 * number - 4)]))
        parts.append(_text(right + 16, below + 20 * number, f"{word} ({len(lonlat[split])} spots)"))
    parts += [_text(right, below + 55 + 18 * number, text, size=11) for number, text in enumerate(texts)]
    width, height = 900, 500
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif"><title>Places of training and validation</title>'
        f'<rect width="{width}" height="{height}" fill="white"/>{"".join(parts)}</svg>\n'
    )


def _panel(panel: _Panel, lonlat: dict[str, np.ndarray]) -> list[str]:
    west, south, east, north = panel.bounds
    left, top = panel.place(west, north)
    right, bottom = panel.place(east, south)
    parts = [
        f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}" fill="{_GROUND}" '
        f'stroke="{_INK}"/>'
    ]
    for lon in range(-180, 181, panel.step):
        if west < lon < east:
            x, _ = panel.place(lon, north)
            parts.append(f'<path d="M{x:g} {top:g}V{bottom:g}" stroke="{_LINE}"/>')
            parts.append(_text(x, bottom + 14, _degrees(lon, "EW"), size=10, anchor="middle"))
    for lat in range(-90, 91, panel.step):
        if south < lat < north:
            _, y = panel.place(west, lat)
            parts.append(f'<path d="M{left:g} {y:g}H{right:g}" stroke="{_LINE}"/>')
            parts.append(_text(left - 4, y + 4, _degrees(lat, "NS"), size=10, anchor="end"))
    parts += [
        _text(*panel.place(lon, lat), name, anchor="middle", colour=_NAMES)
        for name, (lon, lat) in panel.names.items()
    ]
    for split, places in lonlat.items():
        parts.append(_markers(split, [panel.place(*place) for place in places[panel.holds(places)]]))
    return parts


def _markers(split: str, places: Sequence[tuple[float, float]]) -> str:
    """Return dots for training places, squares for validation places, as one path of lines without length."""
    width, cap = (4.5, "round") if split == "train" else (6, "square")
    steps = "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in places)
    return f'<path d="{steps}" stroke="{_COLOURS[split]}" stroke-width="{width}" stroke-linecap="{cap}"/>'


def _text(x: float, y: float, text: str, size: int = 12, anchor: str = "start", colour: str = _INK) -> str:
    look = f'font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(text)}</text>'


def _degrees(value: int, letters: str) -> str:
    return f"{abs(value)}°{letters[0] if value > 0 else letters[1] if value < 0 else ''}"


def _rounded(lonlat: np.ndarray) -> np.ndarray:
    return np.round(lonlat.astype(float) / _ROUNDING) * _ROUNDING


def _rgb(data: Path) -> SourcePlaces:
    chips = {split: rgb_chips(data, split) for split in _COLOURS}
    known = {split: part.lonlat[np.isfinite(part.lonlat).all(axis=1)] for split, part in chips.items()}
    count = sum(map(len, known.values()))
    total = sum(map(len, chips.values()))
    return SourcePlaces(
        "rgb_chips", known, {split: len(np.unique(part.places)) for split, part in chips.items()},
        f"known of {count:,} of {total:,} chips; the others count by their group",
    )  # fmt: skip


def _six_band(data: Path) -> SourcePlaces:
    chips = {split: six_band_chips(data, split, "t1") for split in _COLOURS}
    return SourcePlaces(
        "six_band_chips", {split: part.lonlat for split, part in chips.items()},
        {split: len(np.unique(part.places)) for split, part in chips.items()}, "known",
    )  # fmt: skip


def _tailings(data: Path) -> SourcePlaces:
    lonlat = {}
    for split in _COLOURS:
        lonlat[split] = _centres(sorted((data / "tailings" / split).glob("image_*.tif")))
    counts = {split: len({scene.place for scene in tailings_scenes(data, split)}) for split in _COLOURS}
    return SourcePlaces("tailings", lonlat, counts, "known")


def _quarry(data: Path) -> SourcePlaces:
    dates = len(quarry_scenes(data))
    train = _centres(sorted((data / "quarry_scene").glob("image_*.tif"))[:1])
    return SourcePlaces(
        "quarry_scene", {"train": train, "val": np.zeros((0, 2))}, {"train": 1, "val": 0},
        f"known; one of its {dates} dates is left out of training and measured",
    )  # fmt: skip


def _europe(data: Path) -> SourcePlaces:
    if not (data / "land_cover_rgb_chips").is_dir():
        raise MiningDetectorError("data_missing", "EuroSAT is not there.")
    nowhere = np.zeros((0, 2))
    return SourcePlaces(
        "eurosat, land_chips_12_band", {"train": nowhere, "val": nowhere}, {"train": 0, "val": 0},
        "Europe, not known; no mines",
    )  # fmt: skip


def _centres(paths: Sequence[Path]) -> np.ndarray:
    """Return the centres of rasters, float (rasters, 2), longitude and latitude in degrees."""
    from rasterio.warp import transform

    centres = []
    for path in paths:
        with rasterio.open(path) as raster:
            left, bottom, right, top = raster.bounds
            lon, lat = transform(raster.crs, "EPSG:4326", [(left + right) / 2], [(bottom + top) / 2])
        centres.append((lon[0], lat[0]))
    return np.array(centres).reshape(-1, 2)
