"""Stored numbers of one band of a raster file, as they are: read by window, sampled, and checked to the
end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rasterio.enums import Interleaving, MaskFlags, Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from .errors import SceneError

#: A raster that is read in small is read to this many pixels a side.
_SAMPLE_SIDE = 384
#: A raster without overviews is read in small up to this many pixels; a larger one is sampled by windows.
_SMALL_RASTER = 2048 * 2048
#: Windows along each axis, and their side in pixels: few first, since a block is decoded for each; more where few of
#: them hold data.
_FEW_WINDOWS, _MORE_WINDOWS = (4, 96), (6, 64)
#: A mosaic of tiles has no file: GDAL is given the text of its VRT, which begins so.
MOSAIC_PREFIX = "<VRTDataset"


def holds_bands_together(dataset: DatasetReader) -> bool:
    """Tell whether a block of a file holds all of its bands, so that they are best read at once."""
    return dataset.count > 1 and dataset.interleaving == Interleaving.pixel


def read_numbers(dataset: DatasetReader, indexes: Sequence[int], window: Window) -> np.ndarray:
    """Return stored numbers of several bands, (bands, height, width), in the file's type.

    Raises:
        SceneError: as ``read_pixels``.
    """
    try:
        return dataset.read(list(indexes), window=window)
    except RasterioError as error:
        raise unreadable_pixels(dataset.name) from error


def read_pixels(
    dataset: DatasetReader,
    index: int,
    window: Window,
    shape: tuple[int, int] | None = None,
    values: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray | None]:
    """Read stored numbers and which of them the file calls valid.

    Args:
        dataset: an open raster.
        index: band from 1.
        window: inside the raster.
        shape: (height, width) to read to, nearest pixels; None for the window's own.
        values: the numbers, where they were read before; these are changed.

    Returns:
        numbers (height, width) in the file's type, 0 where not finite, and bool (height, width): False where
        a nodata value, a mask or an alpha band says so, and where a float is not finite. None for True everywhere.

    Raises:
        SceneError: ``scene_truncated``, or ``scene_unreadable`` where a network fails.
    """
    arguments = {"window": window, "out_shape": shape, "resampling": Resampling.nearest}
    try:
        if values is None:
            values = dataset.read(index, **arguments)
        flags = dataset.mask_flag_enums[index - 1]
        if flags == [MaskFlags.nodata] and values.dtype.kind in "iu":
            known = find_other(values, dataset.nodatavals[index - 1])
        elif MaskFlags.all_valid in flags:
            known = None
        else:
            known = dataset.read_masks(index, **arguments) > 0
    except RasterioError as error:
        raise unreadable_pixels(dataset.name) from error
    if values.dtype.kind == "f":
        finite = np.isfinite(values)
        if not finite.all():
            known = both(known, finite)
            values[~finite] = 0
    return values, known


def find_other(values: np.ndarray, number: float) -> np.ndarray | None:
    """Return where values are not a number, bool of their shape; None for everywhere, which is soon known of 0."""
    if number == 0 and values.dtype.kind == "u" and values.min(initial=1) > 0:
        return None
    is_other = values != number
    return None if is_other.all() else is_other


def both(first: np.ndarray | None, second: np.ndarray | None) -> np.ndarray | None:
    """Return where two masks are True; None stands for everywhere."""
    if first is None or second is None:
        return second if first is None else first
    return first & second


def sample_pixels(dataset: DatasetReader, indexes: Sequence[int]) -> list[np.ndarray]:
    """Return stored numbers from all over some bands, each 1-D, invalid ones and 0 left out.

    Reads an overview or a small raster as a whole in small, and of a large raster without overviews one to four
    dozen windows, so that the cost has a bound.
    """
    if dataset.overviews(indexes[0]) or dataset.width * dataset.height <= _SMALL_RASTER:
        shape = (min(dataset.height, _SAMPLE_SIDE), min(dataset.width, _SAMPLE_SIDE))
        whole = _Sample(dataset, indexes, [Window(0, 0, dataset.width, dataset.height)], shape)
        return whole.values
    few = _Sample(dataset, indexes, _sample_windows(dataset, *_FEW_WINDOWS))
    if few.filled_share >= 0.5:
        return few.values
    more = _Sample(dataset, indexes, _sample_windows(dataset, *_MORE_WINDOWS))
    return [np.concatenate(both_of) for both_of in zip(few.values, more.values, strict=True)]


class _Sample:
    """Windows of some bands, read to a shape.

    Attributes:
        values: of each band, 1-D, invalid ones and 0 left out.
        filled_share: of the windows, 0-1, those that hold any.
    """

    def __init__(
        self,
        dataset: DatasetReader,
        indexes: Sequence[int],
        windows: Sequence[Window],
        shape: tuple[int, int] | None = None,
    ) -> None:
        parts = [
            # Window by window: a block that holds all bands is then decoded once, however many blocks are looked at.
            [_filled(*read_pixels(dataset, index, window, shape)) for index in indexes]
            for window in windows
        ]
        self.values = [np.concatenate(of_band) for of_band in zip(*parts, strict=True)]
        self.filled_share = float(np.mean([any(len(values) for values in part) for part in parts]))


def _filled(values: np.ndarray, known: np.ndarray | None) -> np.ndarray:
    """Return the values that are known and not 0, 1-D."""
    is_filled = both(known, find_other(values, 0))
    return values.reshape(-1) if is_filled is None else values[is_filled]


def check_last_block(dataset: DatasetReader, index: int) -> None:
    """Read the last block of a band: a file that was cut short lacks it.

    Raises:
        SceneError: ``scene_truncated``.
    """
    rows, columns = dataset.block_shapes[index - 1]
    row, column = (dataset.height - 1) // rows * rows, (dataset.width - 1) // columns * columns
    read_pixels(dataset, index, Window(column, row, dataset.width - column, dataset.height - row))


def name_of_file(path: str) -> str:
    """Return what to call a file in a message."""
    return "The mosaic of tiles" if path.startswith(MOSAIC_PREFIX) else path


def unreadable_pixels(path: str) -> SceneError:
    """Return the error for a file that opens and whose pixels can't be read."""
    if "/vsicurl/" in path:
        return SceneError(
            "scene_unreadable",
            f"{name_of_file(path)} can't be read from the network.",
            "Check the connection and try again.",
        )
    return SceneError(
        "scene_truncated",
        f"{name_of_file(path)} is damaged or incomplete: its pixels can't be read to the end.",
        "Copy or download the file again.",
    )  # fmt: skip


def _sample_windows(dataset: DatasetReader, count: int, side: int) -> list[Window]:
    """Return windows spread evenly over a large raster, its corners included."""
    rows = np.linspace(0, max(dataset.height - side, 0), count).astype(int)
    columns = np.linspace(0, max(dataset.width - side, 0), count).astype(int)
    height, width = min(side, dataset.height), min(side, dataset.width)
    return [Window(int(column), int(row), width, height) for row in rows for column in columns]
