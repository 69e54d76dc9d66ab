"""Plain raster files as sources: opened with errors that people understand, their bands named by what they
say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import rasterio
from rasterio.enums import ColorInterp
from rasterio.errors import RasterioIOError
from rasterio.io import DatasetReader

from .bands import parse_band_name
from .errors import SceneError
from .pixels import MOSAIC_PREFIX, name_of_file, unreadable_pixels
from .sources import BandSource, Source, parse_baseline, parse_date

#: GDAL splits ``eo:common_name=red`` at the colon, so that it comes back as ``eo`` with ``common_name=red``.
_NAME_TAGS = ("band_name", "bandname", "name", "eo", "common_name")
#: A raster inside a file, as GDAL names it: ``GPKG:scenes.gpkg:june``. One letter would be a Windows drive.
_DRIVER_PREFIX = re.compile(r"[A-Za-z]\w+:")
#: Tags that tell when an image was taken. TIFFTAG_DATETIME is not one: it mostly tells when the file was
#: made.
_DATE_TAGS = (
    "PRODUCT_START_TIME", "DATATAKE_1_DATATAKE_SENSING_START", "SENSING_TIME", "datetime",
    "ACQUISITIONDATETIME", "ACQUISITION_DATE", "acquired",
)  # fmt: skip


def open_raster(path: str) -> DatasetReader:
    """Open a raster for reading.

    Raises:
        SceneError: ``scene_missing``, ``scene_truncated`` or ``scene_unreadable``.
    """
    is_mosaic = path.startswith(MOSAIC_PREFIX)
    is_virtual = is_mosaic or path.startswith("/vsi") or _DRIVER_PREFIX.match(path) is not None
    if not is_virtual and not Path(path).exists():
        raise SceneError("scene_missing", f"There is no file {path}.", "Check the path of the scene.")
    try:
        listing = "EMPTY_DIR" if "/vsicurl/" in path else "FALSE"
        # Blocks of a GeoTIFF that lie in one window are then decoded by several threads.
        with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN=listing, GDAL_NUM_THREADS="ALL_CPUS"):
            dataset = rasterio.open(path)
    except RasterioIOError as error:
        if not is_virtual and _starts_like_a_raster(Path(path)):
            raise unreadable_pixels(path) from error
        raise SceneError(
            "scene_unreadable", f"{name_of_file(path)} can't be opened as a raster ({error}).",
            "Check the address and the connection." if is_virtual else
            "Choose a GeoTIFF, VRT or JPEG 2000 file, a folder of band files, or a Sentinel-2 SAFE product.",
        ) from error  # fmt: skip
    if dataset.count == 0:
        dataset.close()
        raise SceneError(
            "scene_unreadable", f"{path} holds no raster bands of its own.",
            "Choose one of the rasters inside it, or the product's folder.",
        )  # fmt: skip
    return dataset


def read_raster_source(paths: Sequence[str], name: str | None = None) -> Source:
    """Return the source for plain raster files.

    Bands are named by their descriptions, by their tags, and where a file holds one band by the file's name.

    Args:
        paths: what GDAL opens.
        name: the scene's name where the files lie in a folder of their own; else their own names give it.

    Raises:
        SceneError: as `open_raster`.
    """
    bands: list[BandSource] = []
    dates: list[str | None] = []
    baselines: list[float | None] = []
    stems = [Path(path).stem for path in paths]
    for path, stem in zip(paths, stems, strict=True):
        with open_raster(path) as dataset:
            bands += _name_bands(dataset, path)
            tags = dataset.tags() | dataset.tags(ns="IMAGERY")
        dates += [parse_date(tags.get(tag)) for tag in _DATE_TAGS] + [parse_date(stem)]
        baselines += [_parse_number(tags.get("PROCESSING_BASELINE")), parse_baseline(stem)]
    return Source(
        name=name or _common_name(stems),
        paths=tuple(paths), bands=tuple(bands),
        acquired=next(filter(None, [*dates, parse_date(name)]), None),
        baseline=next((baseline for baseline in [*baselines, parse_baseline(name or "")] if baseline), None),
    )  # fmt: skip


def _name_bands(dataset: DatasetReader, path: str) -> list[BandSource]:
    """Return the bands of a file, an alpha band left out."""
    bands = []
    for index in dataset.indexes:
        if dataset.colorinterp[index - 1] == ColorInterp.alpha:
            continue
        tags = {key.lower(): value for key, value in dataset.tags(index).items()}
        described = parse_band_name(dataset.descriptions[index - 1])
        tagged = (parse_band_name(tags.get(tag, "").rpartition("=")[2]) for tag in _NAME_TAGS)
        name = described or next(filter(None, tagged), None)
        named_by = "description" if described else "tag" if name else ""
        bands.append(BandSource(name, path, index, named_by))
    if len(bands) == 1 and bands[0].name is None:
        name = parse_band_name(Path(path).stem)
        bands = [replace(bands[0], name=name, named_by="file_name" if name else "")]
    return bands


def _common_name(stems: list[str]) -> str:
    """Return what file names share, without what hangs on before the band's name."""
    if len(stems) == 1:
        return stems[0]
    shared = stems[0]
    while not all(stem.startswith(shared) for stem in stems):
        shared = shared[:-1]
    return re.sub(r"(^|[_\-. ]+)[Bb]?[01]?$", "", shared) or stems[0]


def _parse_number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _starts_like_a_raster(path: Path) -> bool:
    """Tell whether a file's first bytes are those of a TIFF or JPEG 2000, so that only the rest can be
    wrong."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(12)
    return head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+") or head[4:8] == b"jP  "
