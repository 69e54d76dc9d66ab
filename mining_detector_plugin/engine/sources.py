"""What a scene consists of before it is opened: files, bands, and what names and metadata tell of them.

Band names come from the source or from the user, never from a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from .bands import BAND_NAMES, parse_band_name, propose_bands
from .errors import SceneError
from .scaling import Scaling, scaling_of_user

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
        named_by: what the name is from: ``description``, ``tag``, ``file_name``, ``product`` or ``user``; empty
            where nothing names it.
    """

    name: str | None
    path: str
    index: int
    named_by: str = ""


@dataclass(frozen=True)
class Source:
    """A scene before it is opened: its files and bands, and what their names and metadata tell.

    Attributes:
        name: short name, for provenance.
        paths: the files that hold the bands.
        bands: all bands in order; band number n that a user gives is ``bands[n - 1]``.
        acquired: ISO 8601 date or time (UTC), if known.
        baseline: processing baseline, such as 4.0, if a name or tag tells it.
        scaling: where the product's own metadata or the user state it, else None.
        tiles: where the scene is put together of tiles (`tile_mosaic.py`): each as a source of its own, with
            the same bands in the same order.
    """

    name: str
    paths: tuple[str, ...]
    bands: tuple[BandSource, ...]
    acquired: str | None = None
    baseline: float | None = None
    scaling: Scaling | None = None
    tiles: tuple[Source, ...] = ()


def gdal_path(text: str) -> str:
    """Return what GDAL opens for a path or an address as a user writes it."""
    if text.startswith(_REMOTE):
        return f"/vsicurl/{text}"
    if text.startswith("file://"):
        text = url2pathname(urlsplit(text).path)
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
    bands = tuple(
        replace(band, name=names.get(number), named_by="user" if number in names else "")
        for number, band in enumerate(source.bands, start=1)
    )
    tiles = tuple(apply_band_numbers(tile, band_numbers) for tile in source.tiles)
    return replace(source, bands=bands, tiles=tiles)


def apply_scaling(source: Source, scaling: Mapping[str, float] | None) -> Source:
    """Return the source with the scale and the offset that the user gives; as it is where there are none.

    Args:
        source: as found.
        scaling: ``scale`` and ``offset``: reflectance = stored number x scale + offset.

    Raises:
        SceneError: ``scaling_invalid``.
    """
    if not scaling:
        return source
    try:
        given = scaling_of_user(**scaling)
    except (TypeError, ValueError) as error:
        raise SceneError(
            "scaling_invalid", f"The scaling {dict(scaling)} can't be used: {error}.",
            "Give a scale above 0 and an offset, such as 0.0001 and -0.1.",
        ) from error  # fmt: skip
    return replace(source, scaling=given)


def used_paths(source: Source) -> tuple[str, ...]:
    """Return the files that hold the named bands, those of all tiles where there are some."""
    parts = source.tiles or (source,)
    return tuple(dict.fromkeys(band.path for part in parts for band in chosen_bands(part).values()))


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


def proposed_order(source: Source) -> tuple[str, ...] | None:
    """Return what nameless bands most likely are, in their order, or None. For a user to confirm, never to
    apply."""
    return None if any(band.name for band in source.bands) else propose_bands(len(source.bands))


def _unknown_bands(source: Source) -> SceneError:
    count = len(source.bands)
    proposal = proposed_order(source)
    hint = "Say which band is which by number, for example B04=1,B03=2,B02=3."
    if proposal:
        likely = ",".join(f"{name}={number}" for number, name in enumerate(proposal, start=1))
        hint = f"Say which band is which by number. With {count} bands this is likely: {likely}."
    return SceneError(
        "bands_unknown", f"Nothing in {source.name} says which of its {count} bands is which.", hint
    )
