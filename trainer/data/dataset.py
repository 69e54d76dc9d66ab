"""A data set folder: the one format between rasters with labels and everything that learns from them.

``build_dataset.py`` writes it; recipes, reports and evaluation read it through ``Dataset``. The index is read
whole, pixels only when a chip is asked for. docs/developers.md describes the files.
"""

from __future__ import annotations

import csv
import json
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS

from .samples import spread_bands
from .sources import DataError

log = logging.getLogger("trainer")
FORMAT = 1
METADATA_FILE = "dataset.json"
INDEX_FILE = "chips.csv"
SPLITS = ("train", "val", "test")
#: Mask code of pixels that nobody labelled: no loss and no figure counts them.
UNLABELLED = 255
#: Reflectance of a stored 1.
SCALE = 1e-4
#: Above this share of unreadable chips a run stops instead of going on without them.
CORRUPT_SHARE = 0.05


@dataclass(frozen=True)
class Chip:
    """A row of the index.

    Attributes:
        id: unique in the data set; safe as a file name.
        split: ``train``, ``val`` or ``test``.
        place: chips of one place never share two splits or folds.
        region: country, ecoregion or another larger part; empty where unknown.
        source: raster or collection that it was cut from. date: ISO 8601 (``2023-02-09``), empty where unknown.
        lon, lat: of the centre in degrees, NaN where unknown.
        resolution_m: side of a pixel in metres.
        bands: canonical names, in the order of the file.
        tags: what it shows as a whole, such as ``mine`` and ``open_pit``; empty where it shows none.
        origin: ``grid``, ``site``, ``empty`` or ``import``: why it was cut.
        has_mask: whether ``masks/ID.tif`` is there.
    """

    id: str
    split: str
    place: str
    region: str
    source: str
    date: str
    lon: float
    lat: float
    width: int
    height: int
    resolution_m: float
    bands: tuple[str, ...]
    tags: tuple[str, ...]
    origin: str
    has_mask: bool

    def to_row(self) -> dict[str, str]:
        """Return the chip as a row of chips.csv."""
        return {field.name: _to_text(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_row(cls, row: dict[str, str]) -> Chip:
        """Return the chip of a row of chips.csv."""
        return cls(**{field.name: _PARSERS[str(field.type)](row[field.name]) for field in fields(cls)})


@dataclass(frozen=True)
class ChipPixels:
    """What a chip's files hold.

    Attributes:
        reflectance: float32 (12, height, width), 0-1, in the order of ``PACK_BANDS``; 0 where missing.
        presence: float32 (12,), 1 where a band is there.
        is_valid: bool (height, width).
        mask: uint8 (height, width), codes of the data set's classes, ``UNLABELLED`` elsewhere; None without one.
    """

    reflectance: np.ndarray
    presence: np.ndarray
    is_valid: np.ndarray
    mask: np.ndarray | None


@dataclass(frozen=True)
class Dataset:
    """A data set folder that was opened.

    Attributes:
        folder: where it lies.
        name: for tables and cards.
        classes: names by mask code; code 0 is ``background``.
        tags: all tags that chips may have, in a fixed order.
        sources: rows of ``name``, ``source``, ``license`` for model cards.
        chips: the index.
        metadata: dataset.json as read.
    """

    folder: Path
    name: str
    classes: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[dict[str, str], ...]
    chips: tuple[Chip, ...]
    metadata: dict[str, Any]

    def __len__(self) -> int:
        return len(self.chips)

    @property
    def split_remark(self) -> str:
        """What every table and report must say of a split that is not by place; empty where it is."""
        if self.metadata.get("random_split"):
            return "Random split: places are in several splits, so that figures look better than they are."
        if self.metadata.get("split_by") == "date":
            return "Split by date: the same places at another date, figures say nothing of new places."
        return ""

    def where(self, condition: Callable[[Chip], bool]) -> Dataset:
        """Return the data set with only the chips that fulfil a condition."""
        return replace(self, chips=tuple(chip for chip in self.chips if condition(chip)))

    def split(self, name: str) -> Dataset:
        """Return the chips of one split."""
        return self.where(lambda chip: chip.split == name)

    def without(self, ids: Iterable[str]) -> Dataset:
        """Return the data set without some chips."""
        left_out = set(ids)
        return self.where(lambda chip: chip.id not in left_out)

    def image_path(self, chip: Chip) -> Path:
        """Return the chip's GeoTIFF: uint16, reflectance x 10000, 0 is nodata."""
        return self.folder / "images" / f"{chip.id}.tif"

    def mask_path(self, chip: Chip) -> Path:
        """Return the GeoTIFF of the chip's mask, uint8."""
        return self.folder / "masks" / f"{chip.id}.tif"

    def box_path(self, chip: Chip) -> Path:
        """Return the chip's boxes: lines of class, centre x, centre y, width, height (shares of the side)."""
        return self.folder / "labels" / f"{chip.id}.txt"

    def read(self, chip: Chip) -> ChipPixels:
        """Return a chip's pixels.

        Raises:
            DataError: ``chip_unreadable``, naming the file.
        """
        stored, mask = self.read_stored(chip)
        is_valid = np.all(stored > 0, axis=0)
        values = np.where(is_valid, stored * np.float32(SCALE), np.float32(0))
        reflectance, presence = spread_bands(values.astype(np.float32), chip.bands)
        return ChipPixels(reflectance, presence, is_valid, mask)

    def read_stored(
        self, chip: Chip, window: tuple[int, int, int, int] | None = None
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Return a chip's pixels as its files hold them, and its mask; None without one.

        Args:
            window: x0 y0 x1 y1 in pixels: only this part is read. None reads all.

        Returns:
            uint16 (bands, height, width), reflectance x 10000, 0 where there is no data; uint8 (height, width).

        Raises:
            DataError: ``chip_unreadable``, naming the file.
        """
        import rasterio
        from rasterio.windows import Window

        part = None
        if window is not None:
            x0, y0, x1, y1 = window
            part = Window(x0, y0, x1 - x0, y1 - y0)
        wanted = (len(chip.bands), chip.height, chip.width)
        path = self.image_path(chip)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
                with rasterio.open(path) as raster:
                    found = (raster.count, raster.height, raster.width)
                    if found != wanted:
                        raise _unreadable(path, f"it holds {found}, and {INDEX_FILE} says {wanted}")
                    stored = raster.read(window=part)
                mask = None
                if chip.has_mask:
                    path = self.mask_path(chip)
                    with rasterio.open(path) as raster:
                        mask = raster.read(1, window=part)
        except rasterio.errors.RasterioError as error:
            raise _unreadable(path, str(error)) from error
        return stored, mask

    def boxes(self, chip: Chip) -> np.ndarray:
        """Return float32 (count, 5): class index, x0, y0, x1, y1 in the chip's pixels.

        The class index counts the data set's classes without background.
        """
        path = self.box_path(chip)
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        rows = np.array(
            [[float(part) for part in line.split()] for line in lines if line.strip()], np.float32
        )
        if not len(rows):
            return np.zeros((0, 5), np.float32)
        centre = rows[:, 1:3] * (chip.width, chip.height)
        half = rows[:, 3:5] * (chip.width, chip.height) / 2
        return np.concatenate([rows[:, :1], centre - half, centre + half], axis=1).astype(np.float32)


class ChipSkipper:
    """Reads chips, goes on without those that can't be read, and stops when they are too many."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.unreadable: dict[str, str] = {}

    def read_all(self, chips: Iterable[Chip]) -> Iterator[tuple[Chip, ChipPixels]]:
        """Yield chips with their pixels; those that can't be read are named and counted in ``unreadable``.

        Raises:
            DataError: ``too_many_unreadable`` past ``CORRUPT_SHARE`` of the data set.
        """
        for chip in chips:
            pixels = self.read(chip)
            if pixels is not None:
                yield chip, pixels

    def read(self, chip: Chip) -> ChipPixels | None:
        """Return a chip's pixels, None where it can't be read."""
        try:
            return self.dataset.read(chip)
        except DataError as error:
            count_unreadable(self.dataset, self.unreadable, chip.id, error.message)
        return None


def count_unreadable(dataset: Dataset, unreadable: dict[str, str], chip_id: str, message: str) -> None:
    """Name a chip that can't be read, once.

    Args:
        unreadable: messages by chip id; it grows.

    Raises:
        DataError: ``too_many_unreadable`` past ``CORRUPT_SHARE`` of the data set.
    """
    if chip_id not in unreadable:
        log.warning("Left out: %s", message)
    unreadable[chip_id] = message
    if len(unreadable) > max(1, CORRUPT_SHARE * len(dataset)):
        raise DataError(
            "too_many_unreadable",
            f"{len(unreadable)} of {len(dataset)} chips in {dataset.folder} can't be read, "
            f"the last one: {message}",
            "Build the data set again, or restore its files.",
        )


def open_dataset(folder: str | Path) -> Dataset:
    """Open a data set folder and check its index.

    Raises:
        DataError: ``dataset_missing``, ``dataset_invalid``.
    """
    folder = Path(folder)
    path = folder / METADATA_FILE
    if not path.is_file():
        raise DataError(
            "dataset_missing", f"There is no data set in {folder}: {METADATA_FILE} is missing.",
            "Make one with trainer/build_dataset.py and name it: --set data_root=FOLDER.",
        )  # fmt: skip
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
        if metadata["format"] != FORMAT:
            raise ValueError(f"format {metadata['format']!r} is not known, this version reads {FORMAT}")
        with (folder / INDEX_FILE).open(newline="", encoding="utf-8") as file:
            chips = tuple(Chip.from_row(row) for row in csv.DictReader(file))
        dataset = Dataset(
            folder=folder, name=metadata["name"], classes=tuple(metadata["classes"]),
            tags=tuple(metadata["tags"]), sources=tuple(metadata["sources"]), chips=chips, metadata=metadata,
        )  # fmt: skip
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise _invalid(folder, str(error)) from error
    _check(dataset)
    return dataset


def write_index(dataset: Dataset) -> None:
    """Write dataset.json and chips.csv of a data set; both appear whole or not at all."""
    folder = dataset.folder
    metadata = dataset.metadata | {
        "format": FORMAT, "name": dataset.name, "classes": list(dataset.classes), "tags": list(dataset.tags),
        "sources": list(dataset.sources),
    }  # fmt: skip
    draft = folder / f".{INDEX_FILE}"
    with draft.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Chip)])
        writer.writeheader()
        writer.writerows(chip.to_row() for chip in dataset.chips)
    draft.replace(folder / INDEX_FILE)
    draft = folder / f".{METADATA_FILE}"
    draft.write_text(json.dumps(metadata, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(folder / METADATA_FILE)


def read_exclude(path: Path) -> set[str]:
    """Return the chips that a file names: an id a line; what follows a ``#`` is a remark."""
    if not path.is_file():
        raise DataError(
            "exclude_missing", f"The list of chips to leave out, {path}, is not there.",
            "Make it with trainer/explore.py, or set settings.exclude=null.",
        )  # fmt: skip
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line}


def _check(dataset: Dataset) -> None:
    if not dataset.chips:
        raise _invalid(dataset.folder, "it holds no chips")
    split_of: dict[str, str] = {}
    seen: set[str] = set()
    for chip in dataset.chips:
        unknown = [name for name in chip.bands if name not in PACK_BANDS]
        if unknown or chip.split not in SPLITS or chip.id in seen:
            raise _invalid(dataset.folder, f"chip {chip.id}: unknown bands {unknown}, split or a second time")
        seen.add(chip.id)
        if split_of.setdefault(chip.place, chip.split) != chip.split and not dataset.split_remark:
            raise _invalid(dataset.folder, f"the place {chip.place} is in two splits")


def _unreadable(path: Path, detail: str) -> DataError:
    return DataError("chip_unreadable", f"{path} can't be read: {detail}.", "Make the chip again.")


def _invalid(folder: Path, detail: str) -> DataError:
    return DataError(
        "dataset_invalid", f"The data set in {folder} can't be used: {detail}.",
        "Make it again with trainer/build_dataset.py.",
    )  # fmt: skip


def _to_text(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


_PARSERS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "float": float,
    "int": int,
    "bool": lambda text: text == "1",
    "tuple[str, ...]": lambda text: tuple(text.split()),
}
