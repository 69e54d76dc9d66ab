"""The known sources of small chips as data sets: splits and places as the sources keep them, tags as they state.

``train`` and ``val`` are never mixed. A chip without a known place keeps a place of its own or of its group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data.dataset import Chip
from trainer.data.samples import Chips
from trainer.data.sources import apart_from_val, eurosat_chips, land_chips, require, rgb_chips, six_band_chips

from .built_chip import BuiltChip
from .parts import PartNotes

#: Of EuroSAT each fiftieth file of a class is kept for evaluation, of the land chips each tenth: the same ones
#: as for the bundled classifier, which never trained on them.
EUROSAT_KEPT, LAND_KEPT = 50, 10
_RESOLUTION_M = 10.0

_SIX_BAND_TAGS: dict[str, tuple[str, ...]] = {
    "artisanal_mine": ("mine", "artisanal"), "industrial_mine": ("mine", "industrial"), "natural": (),
    "aquaculture": (), "human": (),
}  # fmt: skip
EUROSAT_TAGS = {
    "AnnualCrop": "annual_crop", "Forest": "forest", "HerbaceousVegetation": "herbaceous_vegetation",
    "Highway": "highway", "Industrial": "industrial_buildings", "Pasture": "pasture",
    "PermanentCrop": "permanent_crop", "Residential": "residential", "River": "river", "SeaLake": "sea_lake",
}  # fmt: skip
#: What the sources' labels say in the words of the scene tags.
_SCENE_TAGS_OF_EUROSAT = {
    "AnnualCrop": "agriculture", "Forest": "forest", "HerbaceousVegetation": "herbaceous", "Highway": "road",
    "Industrial": "industry", "Pasture": "agriculture", "PermanentCrop": "agriculture",
    "Residential": "habitation", "River": "water", "SeaLake": "water",
}  # fmt: skip
_SCENE_TAGS_OF_SIX_BAND: dict[str, tuple[str, ...]] = {
    "artisanal_mine": ("artisanal_mine",), "industrial_mine": ("conventional_mine",),
    "aquaculture": ("aquaculture",), "natural": (), "human": (),
}  # fmt: skip
SCENE_TAGS = (
    "artisanal_mine", "conventional_mine", "clear", "cloudy", "agriculture", "aquaculture", "forest",
    "habitation", "herbaceous", "industry", "road", "water",
)  # fmt: skip
#: Which scene tags each source's labels decide. Another tag may be there all the same: nobody said.
SCENE_TAGS_STATED = {
    "rgb_chips": ["artisanal_mine", "clear", "cloudy"],
    "six_band_chips": ["artisanal_mine", "conventional_mine", "aquaculture"],
    "eurosat": sorted(set(_SCENE_TAGS_OF_EUROSAT.values())),
}


def rgb_tags(done: Collection[str], notes: PartNotes, data_root: Path, split: str) -> Iterator[BuiltChip]:
    """Yield the RGB chips of a split, tagged ``mine`` or nothing."""
    chips = rgb_chips(data_root, split)
    tags: list[tuple[str, ...]] = [("mine",) if label == "mine" else () for label in chips.labels]
    yield from _build(chips, split, tags, done, date="")


def six_band_tags(
    done: Collection[str], notes: PartNotes, data_root: Path, split: str, date: str
) -> Iterator[BuiltChip]:
    """Yield the six-band chips of one date: mines at ``t1`` alone, since at ``t0`` they are absent or small."""
    chips = six_band_chips(data_root, split, date)
    known = np.array([date == "t1" or not _SIX_BAND_TAGS[kind] for kind in chips.labels])
    notes.count("mine_places_at_t0", int((~known).sum()))
    tags = [_SIX_BAND_TAGS[kind] for kind in chips.labels]
    yield from _build(chips, split, tags, done, _six_band_dates(data_root, split, date), date, known)


def land_tags(done: Collection[str], notes: PartNotes, data_root: Path) -> Iterator[BuiltChip]:
    """Yield the twelve-band land chips, which show no mine; each ``LAND_KEPT``-th is ``val``."""
    chips = land_chips(data_root)
    for split, chosen in _each(len(chips), LAND_KEPT).items():
        places = np.array([f"land/{index}" for index in range(len(chips))])
        yield from _build(chips, split, [()] * len(chips), done, "", "", chosen, places)


def eurosat_tags(done: Collection[str], notes: PartNotes, data_root: Path, every: int) -> Iterator[BuiltChip]:
    """Yield EuroSAT's chips with their land cover as the tag."""
    chips = eurosat_chips(data_root, every)
    tags = [(EUROSAT_TAGS[label],) for label in chips.labels]
    for split, chosen in _eurosat_splits(chips, every).items():
        yield from _build(chips, split, tags, done, "", "", chosen)


def scene_tags_of_rgb(
    done: Collection[str], notes: PartNotes, data_root: Path, split: str
) -> Iterator[BuiltChip]:
    """Yield the RGB chips with scene tags: artisanal mine, cloudy or clear."""
    chips = rgb_chips(data_root, split)
    with np.load(require(data_root / "rgb_chips" / f"{split}.npz")) as stored:
        is_cloudy = stored["cloudy"]
    is_cloudy = is_cloudy[apart_from_val("rgb_chips", split, len(is_cloudy))]
    tags = [
        (("artisanal_mine",) if label == "mine" else ()) + ("cloudy" if cloudy else "clear",)
        for label, cloudy in zip(chips.labels, is_cloudy, strict=True)
    ]
    yield from _build(chips, split, tags, done, date="")


def scene_tags_of_six_band(
    done: Collection[str], notes: PartNotes, data_root: Path, split: str
) -> Iterator[BuiltChip]:
    """Yield the red, green and blue of the six-band chips at ``t1`` with scene tags."""
    chips = six_band_chips(data_root, split, "t1")
    rgb = ("B04", "B03", "B02")
    channels = [chips.bands.index(name) for name in rgb]
    only_rgb = Chips(
        chips.values[:, channels], rgb, chips.scale, chips.source, chips.labels, chips.places, chips.groups,
        chips.lonlat,
    )  # fmt: skip
    tags = [_SCENE_TAGS_OF_SIX_BAND[kind] for kind in chips.labels]
    yield from _build(only_rgb, split, tags, done, _six_band_dates(data_root, split, "t1"), "t1")


def scene_tags_of_eurosat(
    done: Collection[str], notes: PartNotes, data_root: Path, every: int
) -> Iterator[BuiltChip]:
    """Yield EuroSAT's chips with scene tags."""
    chips = eurosat_chips(data_root, every)
    tags = [(_SCENE_TAGS_OF_EUROSAT[label],) for label in chips.labels]
    for split, chosen in _eurosat_splits(chips, every).items():
        yield from _build(chips, split, tags, done, "", "", chosen)


def _build(
    chips: Chips,
    split: str,
    tags: Sequence[tuple[str, ...]],
    done: Collection[str],
    date: str | np.ndarray,
    suffix: str = "",
    chosen: np.ndarray | None = None,
    places: np.ndarray | None = None,
) -> Iterator[BuiltChip]:
    """Yield chips of a source that are chosen and not done.

    Args:
        chips: of the source.
        split: of them.
        tags: of each.
        done: ids that are there already.
        date: ISO 8601, of all or of each.
        suffix: tells the dates of one place apart in ids.
        chosen: bool (count,); None for all.
        places: of each, in place of the source's.
    """
    places = chips.places if places is None else places
    dates = np.broadcast_to(np.asarray(date), len(chips))
    bands = tuple(name for name in PACK_BANDS if name in chips.bands)
    height, width = chips.values.shape[2:]
    for index in range(len(chips)) if chosen is None else np.flatnonzero(chosen):
        name = "-".join(part for part in (chips.source, split, f"{index:05d}", suffix) if part)
        if name in done:
            continue
        lon, lat = (float(value) for value in chips.lonlat[index])
        # Groups were sampled for both splits: without a position, a group's part is a place of its split alone.
        place = str(places[index]) if np.isfinite(lon) else f"{split}/{places[index]}"
        group = str(chips.groups[index])
        source = chips.source if group == chips.source else f"{chips.source}/{group}"
        chip = Chip(
            id=name, split=split, place=place, region="", source=source, date=str(dates[index]), lon=lon, lat=lat,
            width=width, height=height, resolution_m=_RESOLUTION_M, bands=bands, tags=tags[int(index)], origin="import",
            has_mask=False,
        )  # fmt: skip
        reflectance = chips.reflectance(slice(index, index + 1))[0]
        is_valid = (chips.values[index] != 0).any(axis=0)
        yield BuiltChip(chip, reflectance, is_valid)


def _six_band_dates(data_root: Path, split: str, date: str) -> np.ndarray:
    """Return the first day of the period that each place's image was composed of."""
    with np.load(require(data_root / "six_band_chips" / f"{split}.npz")) as stored:
        dates = stored["dates"][:, 0 if date == "t0" else 2].astype(str)
    return dates[apart_from_val("six_band_chips", split, len(dates))]


def _each(count: int, kept: int) -> dict[str, np.ndarray]:
    is_val = np.arange(count) % kept == 0
    return {"train": ~is_val, "val": is_val}


def _eurosat_splits(chips: Chips, every: int) -> dict[str, np.ndarray]:
    """Return bool (count,) per split; a file is in the same split for every ``every``."""
    seen: Counter[str] = Counter()
    is_val = np.zeros(len(chips), bool)
    for index, label in enumerate(chips.labels):
        is_val[index] = seen[label] * every % EUROSAT_KEPT == 0
        seen[label] += 1
    return {"train": ~is_val, "val": is_val}
