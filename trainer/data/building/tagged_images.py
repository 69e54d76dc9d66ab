"""A data set from a folder of small images and a CSV file with their tags (``image_name,tags``).

Nothing is guessed: band names come from the files or from the user, the scale from the user.
"""

from __future__ import annotations

import csv
import math
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader
from rasterio.warp import transform as transform_points

from mining_detector_plugin.engine.bands import PACK_BANDS, parse_band_name
from mining_detector_plugin.engine.grid import measure_resolution
from trainer.data.dataset import SPLITS, Chip, Dataset, open_dataset
from trainer.data.samples import spread_bands

from .built_chip import BuiltChip
from .finish import DatasetFacts, check_unreadable, finish_folder, start_folder
from .parts import BuildError, Part, PartNotes, build_parts, run_each
from .splitting import Splitting, Spot, assign_splits

_SUFFIXES = (".tif", ".tiff", ".jpg", ".jpeg", ".png")
#: Images that one part holds.
_PER_PART = 500


@dataclass(frozen=True)
class TagsRequest:
    """All that decides what is made.

    Attributes:
        images: folder. csv: file with the columns ``image_name`` (with or without ending) and ``tags`` (apart by
            spaces), and where it has them ``split`` and ``place``.
        scale, offset: reflectance = stored x scale + offset.
        bands: names of the files' bands in their order; None where the files name them.
        resolution_m: side of a pixel where the files do not tell.
        splitting: for images whose file says where they lie; ``random`` for others.
        name, source, license: for tables and cards.
    """

    images: Path
    csv: Path
    scale: float
    offset: float = 0.0
    bands: tuple[str, ...] | None = None
    resolution_m: float = 10.0
    splitting: Splitting = field(default_factory=Splitting)
    name: str = "tags"
    source: str = ""
    license: str = "not stated"


@dataclass(frozen=True)
class _Row:
    """A row of the CSV file with its image: ``failure`` says why the image can't be used."""

    name: str
    path: str
    tags: tuple[str, ...]
    split: str = ""
    place: str = ""
    failure: str = ""
    lon: float = float("nan")
    lat: float = float("nan")
    width: int = 0
    height: int = 0
    resolution_m: float = 10.0
    bands: tuple[str, ...] = ()


def build_from_tags(request: TagsRequest, out: Path, workers: int = 1) -> Dataset:
    """Build a data set of tagged images, or go on with it.

    Raises:
        BuildError: ``csv_invalid``, ``rasters_missing``, ``bands_unknown``, ``split_unknown``,
            ``too_many_unreadable``.
    """
    rows = _read_rows(request)
    content: dict[str, Any] = {
        key: str(value) if isinstance(value, Path) else value for key, value in asdict(request).items()
    }
    if start_folder(out, content | {"rows": [[row.name, *row.tags] for row in rows]}):
        return open_dataset(out)
    chunks = [(rows[start : start + _PER_PART], request) for start in range(0, len(rows), _PER_PART)]
    inspected = [
        row for chunk in run_each(_inspect_chunk, chunks, workers, "opening images") for row in chunk
    ]
    usable = [row for row in inspected if not row.failure]
    failures = [row.failure for row in inspected if row.failure]
    check_unreadable(failures, len(rows), "images")
    usable, counts = _split(usable, request)
    parts = [
        Part(
            f"images-{start:07d}",
            read_images,
            {"rows": usable[start : start + _PER_PART], "request": request},
        )
        for start in range(0, len(usable), _PER_PART)
    ]
    results = build_parts(out, parts, workers)
    check_unreadable(
        failures + [text for result in results for text in result.unreadable], len(rows), "images"
    )
    tags = tuple(sorted({tag for row in rows for tag in row.tags}))
    is_random = request.splitting.by == "random" and not rows[0].split
    metadata = {
        "made_by": "trainer/build_dataset.py tags", "split_by": "column" if rows[0].split else request.splitting.by,
        "scale": request.scale, "offset": request.offset, "unreadable_images": failures, "left_out_by_split": counts,
    } | ({"random_split": True} if is_random else {})  # fmt: skip
    source = {"name": request.name, "source": request.source or request.csv.name, "license": request.license}
    return finish_folder(out, DatasetFacts(request.name, ("background",), tags, (source,), metadata), results)


def read_images(
    done: Collection[str], notes: PartNotes, rows: Sequence[_Row], request: TagsRequest
) -> Iterator[BuiltChip]:
    """Yield images as chips; those that can't be read are noted."""
    for row in rows:
        if row.name in done:
            continue
        try:
            with _open(row.path) as raster:
                indexes = list(range(1, len(row.bands) + 1))
                stored = raster.read(indexes)
                is_valid = (stored != 0).any(axis=0) & (raster.dataset_mask() > 0)
                crs, transform = (raster.crs, raster.transform) if raster.crs else (None, None)
        except RasterioError as error:
            notes.unreadable.append(f"{row.path}: {error}")
            continue
        values = (stored * np.float64(request.scale) + request.offset).astype(np.float32)
        chip = Chip(
            id=row.name, split=row.split, place=row.place, region="", source=request.name, date="", lon=row.lon,
            lat=row.lat, width=row.width, height=row.height, resolution_m=row.resolution_m, tags=row.tags,
            bands=tuple(name for name in PACK_BANDS if name in row.bands), origin="import", has_mask=False,
        )  # fmt: skip
        yield BuiltChip(chip, spread_bands(values, row.bands)[0], is_valid, crs=crs, transform=transform)


def _read_rows(request: TagsRequest) -> list[_Row]:
    """Return the rows of the CSV file with the paths of their images."""
    if not request.images.is_dir():
        raise BuildError("rasters_missing", f"There is no folder {request.images}.", "Check --images.")
    if not request.csv.is_file():
        raise BuildError("csv_invalid", f"There is no file {request.csv}.", "Check --csv.")
    files = [path for path in sorted(request.images.iterdir()) if path.suffix.lower() in _SUFFIXES]
    path_of = {path.stem: path for path in files} | {path.name: path for path in files}
    rows = []
    try:
        with request.csv.open(newline="", encoding="utf-8-sig") as file:
            for line in csv.DictReader(file):
                text = line["image_name"].strip()
                path = path_of.get(text, request.images / text)
                rows.append(_Row(
                    path.stem, str(path), tuple(dict.fromkeys((line["tags"] or "").split())),
                    (line.get("split") or "").strip(), (line.get("place") or "").strip(),
                    failure="" if text in path_of else f"{path}: there is no such image",
                ))  # fmt: skip
    except (KeyError, AttributeError, UnicodeDecodeError, csv.Error) as error:
        raise BuildError(
            "csv_invalid", f"{request.csv} can't be used: {type(error).__name__} {error}.",
            "It needs a first line image_name,tags and a line for each image.",
        ) from error  # fmt: skip
    names = [row.name for row in rows]
    if not rows or len(set(names)) < len(names):
        twice = next((name for name in names if names.count(name) > 1), "")
        detail = f"names {twice} twice" if rows else "names no image"
        raise BuildError("csv_invalid", f"{request.csv} {detail}.", "Give each image one line.")
    splits = {row.split for row in rows}
    if splits != {""} and not splits <= set(SPLITS):
        raise BuildError(
            "csv_invalid",
            f"{request.csv} has splits {sorted(splits)}.",
            f"Use {', '.join(SPLITS)} for all images.",
        )
    return rows


def _inspect_chunk(chunk: tuple[Sequence[_Row], TagsRequest]) -> list[_Row]:
    rows, request = chunk
    return [row if row.failure else _inspect(row, request) for row in rows]


def _inspect(row: _Row, request: TagsRequest) -> _Row:
    """Return a row with what its image's header says.

    Raises:
        BuildError: ``bands_unknown``.
    """
    if row.path.lower().endswith(".png") and not _has_end(Path(row.path)):
        return replace(row, failure=f"{row.path}: it was cut short")
    try:
        with _open(row.path) as raster:
            bands = _bands_of(raster, request)
            found = replace(
                row, width=raster.width, height=raster.height, bands=bands, resolution_m=request.resolution_m
            )
            if raster.crs is None:
                return found
            x, y = raster.transform @ (raster.width / 2, raster.height / 2)
            (lon,), (lat,) = transform_points(raster.crs, "EPSG:4326", [x], [y])
            resolution = measure_resolution(raster.crs, raster.transform, raster.width, raster.height)
            return replace(found, lon=lon, lat=lat, resolution_m=round(resolution, 3))
    except RasterioError as error:
        return replace(row, failure=f"{row.path}: {error}")


def _has_end(path: Path) -> bool:
    """Tell whether a PNG file has its last chunk: GDAL fills up what is missing without a word."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(file.tell() - 12, 0))
        return b"IEND" in file.read()


def _bands_of(raster: DatasetReader, request: TagsRequest) -> tuple[str, ...]:
    colours = raster.colorinterp
    count = sum(colour != ColorInterp.alpha for colour in colours)
    names = request.bands or tuple(parse_band_name(text) or "" for text in raster.descriptions[:count])
    if len(names) != count or not all(name in PACK_BANDS for name in names) or len(set(names)) < count:
        raise BuildError(
            "bands_unknown", f"{raster.name} has {count} bands, and their names are {', '.join(names) or 'unknown'}.",
            "Name them in the files' order, such as --bands B04,B03,B02 for red, green, blue.",
        )  # fmt: skip
    return names


def _split(rows: list[_Row], request: TagsRequest) -> tuple[list[_Row], dict[str, int]]:
    """Return the rows with split and place, and how many the split left out."""
    if rows[0].split:
        return [replace(row, place=row.place or row.name) for row in rows], {}
    splitting = request.splitting
    is_located = all(math.isfinite(row.lon) for row in rows)
    if not is_located and splitting.by == "place":
        raise BuildError(
            "split_unknown", "The images do not say where they lie, so they can't be split by place.",
            "Add a column split (train, val, test) to the CSV file, or ask for --split random.",
        )  # fmt: skip
    if not is_located:
        drawn = np.random.default_rng(splitting.seed).choice(SPLITS, len(rows), p=splitting.shares)
        return [
            replace(row, split=str(split), place=row.place or row.name)
            for row, split in zip(rows, drawn, strict=True)
        ], {}
    spots = [Spot(row.lon, row.lat, row.width * row.resolution_m / 1000, True) for row in rows]
    found = zip(rows, assign_splits(spots, splitting), strict=True)
    kept = [replace(row, split=one.split, place=one.place) for row, one in found if one.split]
    return kept, {"in_buffer_between_splits": len(rows) - len(kept)} if len(kept) < len(rows) else {}


def _open(path: str) -> DatasetReader:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        return rasterio.open(path)
