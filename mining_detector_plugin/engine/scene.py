"""A scene: Sentinel-2 bands on one grid, read window by window as reflectance with a mask of valid pixels.

The grid is that of the finest band (10 m in a whole product); coarser bands are interpolated on read. A
scene is never read whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.io import DatasetReader
from rasterio.windows import Window

from . import sources
from .discovery import find_source
from .errors import SceneError
from .grid import finest_grid, measure_resolution, place_grid
from .pixels import (
    both,
    check_last_block,
    find_other,
    holds_bands_together,
    read_numbers,
    read_pixels,
    sample_pixels,
)
from .rasters import open_raster
from .resampling import interpolate, nearest_pixels
from .scaling import Scaling, decide_scaling, measure_sample, rescale_into
from .sources import BandSource, Source

#: Reads a band: numbers, where the file lets the pixel be, and where the number stored is not 0; None for everywhere.
_ReadBand = Callable[[BandSource], tuple[np.ndarray, np.ndarray | None, np.ndarray | None]]
#: Factor and shift of each band that is read.
Rescale = Sequence[tuple[float, float]]


class Scene:
    """An open scene. A context manager; reading is safe from several threads.

    Attributes:
        name: short name, for provenance.
        paths: files that hold the bands.
        crs, transform, width, height: the grid.
        bands: canonical names of the bands that are there, in canonical order.
        scaling: how stored numbers become reflectance, and why.
        acquired: ISO 8601 date or time in UTC, or None where unknown.
        resolution_m: side of a pixel on the ground in metres.
        block_rows: rows of the blocks in which the file of the finest band is stored.
    """

    def __init__(self, source: Source) -> None:
        self._lock = threading.RLock()
        self._datasets: dict[str, DatasetReader] = {}
        self._sources = sources.chosen_bands(source)
        self.name = source.name
        self.paths = sources.used_paths(source)
        self.bands = tuple(self._sources)
        self.acquired = source.acquired
        try:
            for path in dict.fromkeys(band.path for band in self._sources.values()):
                self._datasets[path] = open_raster(path)
            grid = finest_grid(source.name, list(self._datasets.values()))
            self.crs: CRS = grid.crs
            self.transform: Affine = grid.transform
            self.width: int = grid.width
            self.height: int = grid.height
            self.block_rows: int = grid.block_shapes[0][0]
            self._placements = {
                path: place_grid(self.transform, dataset) for path, dataset in self._datasets.items()
            }
            self.resolution_m = measure_resolution(self.crs, self.transform, self.width, self.height)
            self.scaling = source.scaling or self._decide_scaling(source)
            self._check_ends()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Scene:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        for dataset in self._datasets.values():
            dataset.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no other thread read inside the block: who reads many small windows would else wait before each."""
        with self._lock:
            yield

    def block_bytes(self, height: int, width: int) -> int:
        """Return the bytes of the decoded blocks that lie under a window of so many pixels, at most."""
        total = 0
        for band in self._sources.values():
            dataset = self._datasets[band.path]
            rows, columns = dataset.block_shapes[band.index - 1]
            down = min(-(-height // rows) + 1, -(-dataset.height // rows))
            across = min(-(-width // columns) + 1, -(-dataset.width // columns))
            total += down * rows * across * columns * np.dtype(dataset.dtypes[band.index - 1]).itemsize
        return total

    @property
    def holds_bands_together(self) -> bool:
        """Whether the scene is one file whose blocks hold all bands."""
        return len(self._datasets) == 1 and all(map(holds_bands_together, self._datasets.values()))

    def read(self, window: Window, bands: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Read reflectance in a window of the grid, which may reach outside the scene.

        A pixel is invalid outside the scene, where a file's mask or nodata value says so in any of the bands
        read, and where a stored integer is 0: in any of them if an offset was added (then nothing else gives
        0), else only in all of them (dark water may reach 0).

        Args:
            window: whole pixels of the scene's grid.
            bands: canonical names; those that the scene lacks come out as 0.

        Returns:
            reflectance: float32 (bands, height, width), mostly 0-1, a little below 0 where the product says
            so; 0 where invalid and where the band is not in the scene.
            valid: bool (height, width).

        Raises:
            SceneError: ``scene_truncated`` where pixels can't be read.
        """
        reflectance = np.zeros((len(bands), int(window.height), int(window.width)), dtype=np.float32)
        return reflectance, self.read_into(reflectance, window, bands)

    def read_into(
        self, out: np.ndarray, window: Window, bands: Sequence[str], rescale: Rescale | None = None
    ) -> np.ndarray:
        """Read as `read` does into an array that is there, and return the valid pixels.

        Args:
            out: float32 (bands, height, width) of zeros.
            rescale: what is put there is reflectance * factor + shift; 0 where `read` gives 0 for want of data.
        """
        column, row = int(window.col_off), int(window.row_off)
        shape = (int(window.height), int(window.width))
        valid = np.zeros(shape, dtype=bool)
        top, left = max(row, 0), max(column, 0)
        bottom, right = min(row + shape[0], self.height), min(column + shape[1], self.width)
        if bottom <= top or right <= left or not any(name in self._sources for name in bands):
            return valid
        part = (slice(top - row, bottom - row), slice(left - column, right - column))
        together = _Together([self._sources[name] for name in bands if name in self._sources])
        valid[part] = self._fill(
            out[(slice(None), *part)], bands,
            lambda band: self._read_band(band, top, left, bottom, right, together), rescale,
        )  # fmt: skip
        return valid

    def read_small(
        self, window: Window, bands: Sequence[str], shape: tuple[int, int]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Read a window in small, by overviews where the files have some: the pixel nearest to each place.

        Args:
            window: inside the scene.
            bands: canonical names; those that the scene lacks come out as 0.
            shape: height and width to read to.

        Returns:
            As `read`, of this shape.

        Raises:
            SceneError: ``scene_truncated`` where pixels can't be read.
        """
        reflectance = np.zeros((len(bands), *shape), dtype=np.float32)
        return reflectance, self._fill(
            reflectance, bands, lambda band: self._read_band_small(band, window, shape)
        )

    @property
    def has_overviews(self) -> bool:
        """Whether every file can be read in small without reading all of it."""
        return all(bool(self._datasets[band.path].overviews(band.index)) for band in self._sources.values())

    def _fill(
        self, out: np.ndarray, bands: Sequence[str], read_band: _ReadBand, rescale: Rescale | None = None
    ) -> np.ndarray:
        """Fill in bands, float32 (bands, height, width) of zeros; return which pixels are valid."""
        inside: np.ndarray | None = None
        some: np.ndarray | None = np.zeros(out.shape[1:], dtype=bool)
        scale, offset = self.scaling.scale, self.scaling.offset
        for index, name in enumerate(bands):
            if name not in self._sources:
                continue
            values, known, filled = read_band(self._sources[name])
            inside = both(inside, both(known, filled) if offset < 0 else known)
            if inside is not None and not inside.any():
                out[:index] = 0
                return inside
            factor, shift = (1.0, 0.0) if rescale is None else rescale[index]
            rescale_into(out[index], values, scale * factor, offset * factor + shift)
            if offset > 0 and filled is not None:
                out[index][~filled] = shift
            some = None if some is None or filled is None else some | filled
        inside = both(inside, some)
        if inside is None:
            return np.ones(out.shape[1:], dtype=bool)
        out *= inside
        return inside

    def _read_band_small(
        self, band: BandSource, window: Window, shape: tuple[int, int]
    ) -> tuple[np.ndarray, np.ndarray | None, np.ndarray | None]:
        """Read stored numbers in small; as `_read_band`."""
        dataset, place = self._datasets[band.path], self._placements[band.path]
        first = [
            min(max(offset * scale + shift, 0), length - 1)
            for offset, scale, shift, length in zip(
                (window.col_off, window.row_off), place.scale, place.shift,
                (dataset.width, dataset.height), strict=True,
            )
        ]  # fmt: skip
        size = (
            min(window.width * place.scale[0], dataset.width - first[0]),
            min(window.height * place.scale[1], dataset.height - first[1]),
        )
        with self._lock:
            numbers, known = read_pixels(dataset, band.index, Window(*first, *size), shape)
        return numbers, known, find_other(numbers, 0)

    def _read_band(
        self, band: BandSource, top: int, left: int, bottom: int, right: int, together: _Together
    ) -> tuple[np.ndarray, np.ndarray | None, np.ndarray | None]:
        """Read stored numbers on the grid.

        Returns:
            numbers; bool where the file's mask and nodata value let the pixel be; bool where the
            number that was stored there is not 0. None for everywhere.
        """
        dataset, place = self._datasets[band.path], self._placements[band.path]
        # Places of the grid's pixel centres in the band's own pixels, 0 at the centre of the first.
        rows = (np.arange(top, bottom) + 0.5) * place.scale[1] + place.shift[1] - 0.5
        columns = (np.arange(left, right) + 0.5) * place.scale[0] + place.shift[0] - 0.5
        if place.is_aligned:
            rows, columns = np.rint(rows), np.rint(columns)
        reach = 1 if place.is_aligned else 2
        first_row, last_row = _span(rows, dataset.height, reach)
        first_column, last_column = _span(columns, dataset.width, reach)
        if last_row <= first_row or last_column <= first_column:
            nowhere = np.zeros((len(rows), len(columns)), dtype=bool)
            return nowhere.astype(np.float32), nowhere, nowhere
        window = Window(first_column, first_row, last_column - first_column, last_row - first_row)
        with self._lock:
            numbers, known = read_pixels(
                dataset, band.index, window, values=together.read(dataset, band, window)
            )
        filled = find_other(numbers, 0)
        if place.is_aligned and numbers.shape == (len(rows), len(columns)):
            return numbers, known, filled
        everywhere = np.ones(numbers.shape, dtype=bool)
        known, filled = (everywhere if mask is None else mask for mask in (known, filled))
        inside = np.outer(
            (rows >= -0.5) & (rows < dataset.height - 0.5),
            (columns >= -0.5) & (columns < dataset.width - 0.5),
        )
        rows, columns = rows - first_row, columns - first_column
        nearest = nearest_pixels(rows, columns, numbers.shape)
        return interpolate(numbers, known & filled, rows, columns), known[nearest] & inside, filled[nearest]

    def _decide_scaling(self, source: Source) -> Scaling:
        bands = list(self._sources.values())
        datasets = [self._datasets[band.path] for band in bands]
        samples = []
        for path in dict.fromkeys(band.path for band in bands):
            indexes = [band.index for band in bands if band.path == path]
            samples += sample_pixels(self._datasets[path], indexes)
        dtypes = [dataset.dtypes[band.index - 1] for dataset, band in zip(datasets, bands, strict=True)]
        tags = {
            (dataset.scales[band.index - 1], dataset.offsets[band.index - 1])
            for dataset, band in zip(datasets, bands, strict=True)
        }
        tagged = tags.pop() if len(tags) == 1 else (1.0, 0.0)
        return decide_scaling(
            measure_sample(samples, dtypes), source.acquired, source.baseline,
            tagged if tagged != (1.0, 0.0) else None,
        )  # fmt: skip

    def _check_ends(self) -> None:
        for path, dataset in self._datasets.items():
            check_last_block(dataset, max(band.index for band in self._sources.values() if band.path == path))


class _Together:
    """Reads the bands of one read at once where a file holds them together.

    All but the first: where that has no data, nobody asks for the others.

    Args:
        bands: all that will be asked for, with one window for each file.
    """

    def __init__(self, bands: Sequence[BandSource]) -> None:
        self._indexes: dict[str, list[int]] = {}
        for band in bands:
            self._indexes.setdefault(band.path, []).append(band.index)
        self._numbers: dict[str, np.ndarray] = {}

    def read(self, dataset: DatasetReader, band: BandSource, window: Window) -> np.ndarray | None:
        """Return a band's stored numbers; None where it is to be read by itself."""
        first, *indexes = self._indexes[band.path]
        if band.index == first or len(indexes) == 1 or not holds_bands_together(dataset):
            return None
        if band.path not in self._numbers:
            self._numbers[band.path] = read_numbers(dataset, indexes, window)
        return self._numbers[band.path][indexes.index(band.index)]


def open_scene(
    source: str | Path | Sequence[str | Path],
    band_numbers: Mapping[str, int] | None = None,
    scaling: Mapping[str, float] | None = None,
) -> Scene:
    """Open a scene.

    Args:
        source: a raster file, a folder of band files, a SAFE product (folder or zip), or an address that starts
            with http or ``/vsi``; or several of them: band files of one scene, or tiles side by side.
        band_numbers: canonical band name to band number from 1; needed only where nothing names the bands.
        scaling: ``scale`` and ``offset`` that the user states in place of what would be decided.

    Raises:
        SceneError: ``scene_missing``, ``scene_unreadable``, ``scene_truncated``, ``scene_has_no_crs``,
            ``scene_grids_differ``, ``bands_unknown``, ``bands_missing``, ``scaling_invalid``, ``tiles_differ``,
            ``tiles_overlap``, and those of products (`safe.py`).
    """
    found = sources.apply_band_numbers(find_source(source), band_numbers)
    return open_source(sources.apply_scaling(found, scaling))


def open_source(source: Source) -> Scene:
    """Open a source that was found; of tiles, each is checked first.

    Raises:
        SceneError: as `open_scene`.
    """
    scalings: list[Scaling] = []
    for tile in source.tiles:
        with Scene(tile) as scene:
            scalings.append(scene.scaling)
    if not scalings or source.scaling is not None:
        return Scene(source)
    if len({(scaling.scale, scaling.offset) for scaling in scalings}) > 1:
        listed = "; ".join(
            f"{tile.name}: x {scaling.scale:g} {scaling.offset:+g}"
            for tile, scaling in zip(source.tiles, scalings, strict=True)
        )
        raise SceneError(
            "tiles_differ", f"The tiles store reflectance in different ways ({listed}).",
            "Choose tiles of one product version, or state the scale and the offset.",
        )  # fmt: skip
    unsure = next((scaling for scaling in scalings if not scaling.is_sure), scalings[0])
    return Scene(replace(source, scaling=unsure))


def _span(places: np.ndarray, length: int, reach: int) -> tuple[int, int]:
    """Return the range of a band's own pixels that are looked at for these places.

    ``reach`` is how many pixels from the one at or before the last place: 1, or 2 for interpolation.
    """
    return max(int(np.floor(places[0])), 0), min(int(np.floor(places[-1])) + reach, length)
