"""Readers of the data folder's sources. Each returns reflectance by the scale that the source documents.

The folder is laid out as: rgb_chips/SPLIT.npz, six_band_chips/SPLIT.npz, tailings/SPLIT/, quarry_scene/,
land_chips_12_band.npz, land_cover_rgb_chips/eurosat_rgb.zip.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.errors import MiningDetectorError

from .samples import Chips, Sample, places_of, spread_bands

#: Reflectance of a stored 1 in products that hold reflectance x 10000 (Sentinel-2 product specification).
TEN_THOUSANDTH = 1e-4
#: Reflectance at 255 of the 8-bit chips, as their sources state.
RGB_CHIPS_WHITE = 0.3
EUROSAT_WHITE = 0.2755
#: From processing baseline 04.00 (25 January 2022) products store +1000 (Sentinel-2 product specification).
BASELINE_OFFSET = 1000
#: EuroSAT's files are kept for evaluation in runs of so many, one run of ``KEPT_FOR_EVALUATION``; of the land chips,
#: which have no splits either, each tenth is.
EUROSAT_RUN = 5
KEPT_FOR_EVALUATION = 10
#: Code of the quarry scene's mask.
QUARRY = 10
#: The split of RGB chips whose places are not known.
UNLOCATED = "unlocated"
_RGB = ("B04", "B03", "B02")
#: Chips of ``train``, by number, that show ground of a ``val`` chip of ``rgb_chips``, shifted by some pixels. None has
#: a position, so a split by place can't tell. Found by cross-correlation of all pairs, confirmed by eye; there may be
#: more. All 15 val chips that they touch are without a mine.
SHARES_GROUND_WITH_VAL = {
    "rgb_chips": (367, 377, 3953, 4018, 4078, 4132, 4831, 6769, 6798, 9137),
    "six_band_chips": (40, 109, 166, 226, 249, 269, 352, 395),
}


class DataError(MiningDetectorError):
    """The data folder lacks what a recipe or an evaluation needs."""


def require(path: Path) -> Path:
    """Return a path of the data folder that must be there.

    Raises:
        DataError: ``data_missing``.
    """
    if not path.exists():
        raise DataError(
            "data_missing",
            f"The training data {path} is not there.",
            "Name the folder that holds it: data_root in the recipe, or --set data_root=FOLDER.",
        )
    return path


def rgb_chips(data_root: Path, split: str, with_cloudy: bool = True) -> Chips:
    """Return the RGB chips (48 x 48, level 1C); labels ``mine`` and ``no_mine``, groups as sampled.

    ``train`` comes without ``SHARES_GROUND_WITH_VAL``. ``unlocated`` is one group without positions.
    """
    with np.load(require(data_root / "rgb_chips" / f"{split}.npz")) as stored:
        count = len(stored["label"])
        is_located = "lonlat" in stored
        names = stored["group_name"][stored["group"]] if is_located else np.full(count, UNLOCATED)
        numbered = np.array([f"{name}/{index // 20}" for index, name in enumerate(names)])
        lonlat = stored["lonlat"] if is_located else np.full((count, 2), np.nan, np.float32)
        chips = Chips(
            values=stored["chip"].transpose(0, 3, 1, 2),
            bands=_RGB,
            scale=RGB_CHIPS_WHITE / 255,
            source="rgb_chips",
            labels=np.where(stored["label"] == 1, "mine", "no_mine"),
            places=places_of(lonlat, numbered),
            groups=names.astype(str),
            lonlat=lonlat,
        )
        chosen = apart_from_val("rgb_chips", split, len(chips))
        if not with_cloudy and is_located:
            chosen &= ~stored["cloudy"]
        return chips.take(chosen)


def six_band_chips(data_root: Path, split: str, date: str) -> Chips:
    """Return the six-band chips (48 x 48) of one date, ``t0`` or ``t1``; labels are the source's kinds.

    A mine's kind names the place: at t0 it is absent or small. ``train`` comes without ``SHARES_GROUND_WITH_VAL``.
    """
    with np.load(require(data_root / "six_band_chips" / f"{split}.npz")) as stored:
        kinds = stored["kind"].astype(str)
        chips = Chips(
            values=stored[date].transpose(0, 3, 1, 2),
            bands=tuple(str(name) for name in stored["band"]),
            scale=TEN_THOUSANDTH,
            source="six_band_chips",
            labels=kinds,
            places=places_of(stored["lonlat"], np.array([f"six/{index}" for index in range(len(kinds))])),
            groups=np.array([f"{kind}/{date}" for kind in kinds]),
            lonlat=stored["lonlat"],
        )
        return chips.take(apart_from_val("six_band_chips", split, len(chips)))


def land_chips(data_root: Path) -> Chips:
    """Return the twelve-band chips (64 x 64, level 2A, Europe, no mines); all are labelled ``land``."""
    with np.load(require(data_root / "land_chips_12_band.npz")) as stored:
        count = len(stored["chip"])
        return Chips(
            values=stored["chip"].transpose(0, 3, 1, 2),
            bands=tuple(str(name) for name in stored["band"]),
            scale=TEN_THOUSANDTH,
            source="land_chips_12_band",
            labels=np.full(count, "land"),
            places=np.array([f"land/{index // 10}" for index in range(count)]),
            groups=np.full(count, "land_chips_12_band"),
            lonlat=np.full((count, 2), np.nan, np.float32),
        )


def eurosat_chips(data_root: Path, every: int = 1, is_kept: bool | None = None) -> Chips:
    """Return EuroSAT's RGB chips (64 x 64, level 1C, Europe, no mines); labels are its land-cover classes.

    Args:
        every: take each ``every``-th file of a class, for a smaller set.
        is_kept: only those that are kept for evaluation, or only the others; None takes both. Kept are runs of files,
            for neighbours in a class's order may lie near each other.
    """
    from PIL import Image

    with zipfile.ZipFile(require(data_root / "land_cover_rgb_chips" / "eurosat_rgb.zip")) as archive:
        by_class: dict[str, list[str]] = {}
        for name in sorted(archive.namelist()):
            if name.endswith(".webp"):
                by_class.setdefault(name.split("/")[0], []).append(name)
        numbered = [entry for files in by_class.values() for entry in enumerate(files)]
        names = [
            name
            for number, name in numbered
            if number % every == 0 and is_kept in (None, number // EUROSAT_RUN % KEPT_FOR_EVALUATION == 0)
        ]
        images = [np.asarray(Image.open(BytesIO(archive.read(name))).convert("RGB")) for name in names]
    labels = np.array([name.split("/")[0] for name in names])
    return Chips(
        values=np.stack(images).transpose(0, 3, 1, 2),
        bands=_RGB,
        scale=EUROSAT_WHITE / 255,
        source="eurosat",
        labels=labels,
        places=np.array([f"eurosat/{name}" for name in names]),
        groups=labels,
        lonlat=np.full((len(names), 2), np.nan, np.float32),
    )


def tailings_scenes(data_root: Path, split: str) -> list[Sample]:
    """Return the tailings scenes (448 x 448, level 1C RGB).

    Their mask holds 0 background, 1 other mine ground, 2 tailings.
    """
    folder = require(data_root / "tailings" / split)
    return [
        _read_scene(path, "tailings", place=None, offset=0) for path in sorted(folder.glob("image_*.tif"))
    ]


def tailings_has_mine_polygons(data_root: Path, split: str) -> dict[str, bool]:
    """Return for each tailings scene by name whether class 1 was outlined there at all."""
    import rasterio

    found = {}
    for path in sorted(require(data_root / "tailings" / split).glob("mask_*.tif")):
        with rasterio.open(path) as raster:
            found[path.stem.replace("mask_", "")] = float(raster.tags().get("mine_polygons", 0)) > 0
    return found


def quarry_scenes(data_root: Path) -> list[Sample]:
    """Return the quarry scene's dates, oldest first; mask 10 quarry, 1-9 other land cover, 0 unlabelled."""
    folder = require(data_root / "quarry_scene")
    scenes = []
    for path in sorted(folder.glob("image_*.tif")):
        year = int(path.stem.removeprefix("image_")[:4])
        scenes.append(_read_scene(path, "quarry_scene", "quarry", BASELINE_OFFSET if year >= 2022 else 0))
    return scenes


def mask_of(sample: Sample) -> np.ndarray:
    """Return the mask of a labelled scene."""
    assert sample.mask is not None, f"{sample.source} {sample.name} has no mask"
    return sample.mask


def apart_from_val(source: str, split: str, count: int) -> np.ndarray:
    """Return which chips of a split share no ground with ``val``, bool (count,)."""
    return ~np.isin(np.arange(count), SHARES_GROUND_WITH_VAL[source] if split == "train" else ())


def _read_scene(path: Path, source: str, place: str | None, offset: int) -> Sample:
    """Read an image_NAME.tif with named bands and its mask_NAME.tif; 0 is nodata before the offset."""
    import rasterio

    name = path.stem.removeprefix("image_")
    with rasterio.open(path) as raster:
        stored = raster.read()
        bands = tuple(raster.descriptions)
        centre = np.array([[sum(raster.bounds[0::2]) / 2, sum(raster.bounds[1::2]) / 2]])
    with rasterio.open(path.with_name(f"mask_{name}.tif")) as raster:
        mask = raster.read(1).astype(np.uint8)
    values = (stored.astype(np.float32) - offset) * np.float32(TEN_THOUSANDTH)
    is_valid = (stored > 0).any(axis=0)
    reflectance, presence = spread_bands(np.where(is_valid, values, 0.0), bands)
    return Sample(
        reflectance=reflectance,
        presence=presence,
        is_valid=is_valid,
        source=source,
        place=place or str(places_of(centre, np.array([name]))[0]),
        name=name,
        mask=mask,
    )
