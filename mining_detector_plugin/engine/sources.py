"""What a user names as a scene (a file, several files, a folder, a SAFE product, an address) and the bands
in it.

Nothing is read here but names, tags and metadata: pixels are `scene.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import rasterio
from rasterio.enums import ColorInterp
from rasterio.errors import RasterioIOError
from rasterio.io import DatasetReader

from .bands import BAND_NAMES, parse_band_name, propose_bands
from .errors import SceneError
from .pixels import unreadable_pixels
from .scaling import Scaling

RASTER_SUFFIXES = (".tif", ".tiff", ".jp2", ".j2k", ".vrt", ".img")
_NAME_TAGS = ("band_name", "bandname", "name", "eo:common_name", "common_name")
_DATE_TAGS = (
    "PRODUCT_START_TIME", "DATATAKE_1_DATATAKE_SENSING_START", "SENSING_TIME", "datetime",
    "ACQUISITIONDATETIME", "ACQUISITION_DATE", "acquired",
)  # fmt: skip
_DATE = re.compile(r"(?<!\d)(20\d\d)[-_:]?(\d\d)[-_:]?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d))?(?!\d)")
_BASELINE = re.compile(r"(?<![A-Za-z0-9])N(\d\d)(\d\d)(?!\d)")
_REMOTE = ("http://", "https://", "ftp://")


@dataclass(frozen=True)
class BandSource:
    """One band of one file.

    Attributes:
        name: canonical band name, None where nothing names it.
        path: what GDAL opens.
        index: band in that file, from 1.
    """

    name: str | None
    path: str
    index: int


@dataclass(frozen=True)
class Source:
    """A scene before it is opened: its files and bands, and what their names and metadata tell.

    Attributes:
        name: short name, for provenance.
        paths: the files that hold the bands.
        bands: all bands in order; band number n that a user gives is ``bands[n - 1]``.
        acquired: ISO 8601 date or time (UTC), if known.
        baseline: processing baseline, such as 4.0, if a name or tag tells it.
        scaling: where the product's own metadata state it, else None.
    """

    name: str
    paths: tuple[str, ...]
    bands: tuple[BandSource, ...]
    acquired: str | None = None
    baseline: float | None = None
    scaling: Scaling | None = None


def open_raster(path: str) -> DatasetReader:
    """Open a raster for reading.

    Raises:
        SceneError: ``scene_missing``, ``scene_truncated`` or ``scene_unreadable``.
    """
    is_virtual = path.startswith("/vsi")
    if not is_virtual and not Path(path).exists():
        raise SceneError("scene_missing", f"There is no file {path}.", "Check the path of the scene.")
    try:
        with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR" if "/vsicurl/" in path else "FALSE"):
            dataset = rasterio.open(path)
    except RasterioIOError as error:
        if not is_virtual and _starts_like_a_raster(Path(path)):
            raise unreadable_pixels(path) from error
        raise SceneError(
            "scene_unreadable", f"{path} can't be opened as a raster ({error}).",
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


def gdal_path(text: str) -> str:
    """Return what GDAL opens for a path or an address as a user writes it."""
    if text.startswith(_REMOTE):
        return f"/vsicurl/{text}"
    if text.startswith("file://"):
        text = text.removeprefix("file://")
    return text if text.startswith("/vsi") else str(Path(text).expanduser())


def parse_date(text: str | None) -> str | None:
    """Return the first Sentinel-2 date in a text as ISO 8601 (UTC), with the time where it is there.

    Understands ``20210619T100031``, ``2021-06-19``, ``2021-06-19T10:00:31.024Z``. A digit run that is no date
    since the first Sentinel-2 image (June 2015) is passed over.
    """
    for match in _DATE.finditer(re.sub(r"\.\d+(?=Z|$|\s)", "", text or "")):
        year, month, day, hour, minute, second = match.groups()
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if found >= date(2015, 6, 23):
            return found.isoformat() + (f"T{hour}:{minute}:{second}Z" if hour else "")
    return None


def parse_baseline(text: str) -> float | None:
    """Return the processing baseline in a product's name (``_N0400_`` is 4.0), or None."""
    match = _BASELINE.search(text.replace("_", " "))
    return float(f"{match[1]}.{match[2]}") if match else None


def read_raster_source(paths: Sequence[str]) -> Source:
    """Return the source for plain raster files: band names from descriptions, tags, then the file's name."""
    bands: list[BandSource] = []
    dates, baselines = [], []
    for path in paths:
        with open_raster(path) as dataset:
            bands += _name_bands(dataset, path)
            tags = dataset.tags() | dataset.tags(ns="IMAGERY")
        stem = Path(path).stem
        dates += [parse_date(tags.get(tag)) for tag in _DATE_TAGS] + [parse_date(stem)]
        baselines += [_parse_number(tags.get("PROCESSING_BASELINE")), parse_baseline(stem)]
    name = Path(paths[0]).stem
    return Source(
        name=name if len(paths) == 1 else _common_name([Path(path).stem for path in paths]),
        paths=tuple(paths), bands=tuple(bands),
        acquired=next(filter(None, dates), None),
        baseline=next((value for value in baselines if value is not None), None),
    )  # fmt: skip


def apply_band_numbers(source: Source, band_numbers: Mapping[str, int] | None) -> Source:
    """Return the source with the bands named as the user says; the other bands are left nameless.

    Args:
        source: as found.
        band_numbers: canonical band name (aliases too) to band number from 1, counted over all files.

    Raises:
        SceneError: ``bands_unknown`` for a name that is no band, ``bands_missing`` for a number out of range.
    """
    if not band_numbers:
        return source
    names: dict[int, str] = {}
    for text, number in band_numbers.items():
        name = parse_band_name(text)
        if name is None:
            raise SceneError(
                "bands_unknown", f"{text!r} is no Sentinel-2 band.", f"Use {', '.join(BAND_NAMES)}."
            )
        if not 1 <= number <= len(source.bands):
            raise SceneError(
                "bands_missing", f"{source.name} has no band number {number}: it has {len(source.bands)}.",
                f"Give {name} a number from 1 to {len(source.bands)}.",
            )  # fmt: skip
        if number in names or name in names.values():
            raise SceneError(
                "bands_unknown",
                f"{name} or band number {number} is given twice.",
                "Give each band one number.",
            )
        names[number] = name
    bands = tuple(replace(band, name=names.get(number)) for number, band in enumerate(source.bands, start=1))
    return replace(source, bands=bands)


def chosen_bands(source: Source) -> dict[str, BandSource]:
    """Return the named bands in canonical order.

    Raises:
        SceneError: ``bands_unknown`` where no band has a name (the hint carries a proposal) or two have the
        same.
    """
    by_name: dict[str, BandSource] = {}
    for number, band in enumerate(source.bands, start=1):
        if band.name is None:
            continue
        if band.name in by_name:
            first = source.bands.index(by_name[band.name]) + 1
            raise SceneError(
                "bands_unknown", f"{source.name} names {band.name} twice: bands {first} and {number}.",
                "Say which band is which by number.",
            )  # fmt: skip
        by_name[band.name] = band
    if not by_name:
        raise _unknown_bands(source)
    return {name: by_name[name] for name in BAND_NAMES if name in by_name}


def proposed_numbers(source: Source) -> dict[str, int] | None:
    """Return a likely naming of nameless bands by their count, or None. For a user to confirm, never to
    apply."""
    if any(band.name for band in source.bands):
        return None
    proposal = propose_bands(len(source.bands))
    return {name: number for number, name in enumerate(proposal, start=1)} if proposal else None


def _unknown_bands(source: Source) -> SceneError:
    count = len(source.bands)
    proposal = proposed_numbers(source)
    hint = "Say which band is which by number, for example B04=1 B03=2 B02=3."
    if proposal:
        likely = " ".join(f"{name}={number}" for name, number in proposal.items())
        hint = f"Say which band is which by number. With {count} bands this is likely: {likely}."
    return SceneError(
        "bands_unknown", f"Nothing in {source.name} says which of its {count} bands is which.", hint
    )


def _name_bands(dataset: DatasetReader, path: str) -> list[BandSource]:
    """Return the bands of a file, an alpha band left out."""
    bands = []
    for index in dataset.indexes:
        if dataset.colorinterp[index - 1] == ColorInterp.alpha:
            continue
        tags = {key.lower(): value for key, value in dataset.tags(index).items()}
        texts = [dataset.descriptions[index - 1], *(tags.get(tag) for tag in _NAME_TAGS)]
        name = next(filter(None, map(parse_band_name, texts)), None)
        bands.append(BandSource(name, path, index))
    if len(bands) == 1 and bands[0].name is None:
        bands = [replace(bands[0], name=parse_band_name(Path(path).stem))]
    return bands


def _common_name(stems: list[str]) -> str:
    """Return what several file names share, without a band's name hanging on at the end."""
    shared = stems[0]
    for stem in stems[1:]:
        while not stem.startswith(shared):
            shared = shared[:-1]
    return re.sub(r"[\s_\-.]*[Bb]?[01]?$", "", shared) or stems[0]


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
