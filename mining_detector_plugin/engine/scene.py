"""A scene: Sentinel-2 bands on one grid, read window by window as reflectance with a mask of valid pixels.

The grid is that of the finest band (10 m in a whole product); coarser bands are interpolated on read. A
scene is never read whole.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.io import DatasetReader
from rasterio.warp import transform_bounds
from rasterio.windows import Window

from . import sources
from .discovery import find_source
from .errors import SceneError
from .grid import finest_grid, measure_resolution, place_grid
from .pixels import check_last_block, read_pixels, sample_pixels
from .rasters import open_raster
from .resampling import interpolate, nearest_pixels
from .scaling import Scaling, decide_scaling, measure_sample
from .sources import BandSource, Source


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
    """

    def __init__(self, source: Source) -> None:
        self._lock = threading.Lock()
        self._datasets: dict[str, DatasetReader] = {}
        self._sources = sources.chosen_bands(source)
        self.name = source.name
        self.paths = tuple(dict.fromkeys(band.path for band in self._sources.values()))
        self.bands = tuple(self._sources)
        self.acquired = source.acquired
        try:
            for path in self.paths:
                self._datasets[path] = open_raster(path)
            grid = finest_grid(source.name, list(self._datasets.values()))
            self.crs: CRS = grid.crs
            self.transform: Affine = grid.transform
            self.width: int = grid.width
            self.height: int = grid.height
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
        column, row = int(window.col_off), int(window.row_off)
        shape = (int(window.height), int(window.width))
        reflectance = np.zeros((len(bands), *shape), dtype=np.float32)
        valid = np.zeros(shape, dtype=bool)
        top, left = max(row, 0), max(column, 0)
        bottom, right = min(row + shape[0], self.height), min(column + shape[1], self.width)
        present = [index for index, name in enumerate(bands) if name in self._sources]
        if bottom <= top or right <= left or not present:
            return reflectance, valid
        part = (slice(top - row, bottom - row), slice(left - column, right - column))
        inside = np.ones((bottom - top, right - left), dtype=bool)
        some = np.zeros_like(inside)
        for index in present:
            band = self._sources[bands[index]]
            values, is_known, is_filled = self._read_band(band, top, left, bottom, right)
            np.multiply(values, np.float32(self.scaling.scale), out=values)
            values += np.float32(self.scaling.offset)
            values[~(is_known & is_filled)] = 0
            reflectance[index][part] = values
            inside &= (is_known & is_filled) if self.scaling.offset < 0 else is_known
            some |= is_filled
        inside &= some
        reflectance[(slice(None), *part)] *= inside
        valid[part] = inside
        return reflectance, valid

    def _read_band(
        self, band: BandSource, top: int, left: int, bottom: int, right: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Read stored numbers on the grid.

        Returns:
            float32 numbers; bool where the file's mask and nodata value let the pixel be; bool where the
            number that was stored there is not 0.
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
            numbers, known = read_pixels(dataset, band.index, window)
        filled = numbers != 0
        if place.is_aligned and numbers.shape == (len(rows), len(columns)):
            return numbers.astype(np.float32), known, filled
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
        samples = [sample_pixels(dataset, band.index) for dataset, band in zip(datasets, bands, strict=True)]
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


def open_scene(
    source: str | Path | Sequence[str | Path], band_numbers: Mapping[str, int] | None = None
) -> Scene:
    """Open a scene.

    Args:
        source: a raster file, several of them, a folder of band files, a SAFE product (folder or zip), or an
            address that starts with http or ``/vsi``.
        band_numbers: canonical band name to band number from 1; needed only where nothing names the bands.

    Raises:
        SceneError: ``scene_missing``, ``scene_unreadable``, ``scene_truncated``, ``scene_has_no_crs``,
            ``scene_grids_differ``, ``bands_unknown``, ``bands_missing``, and those of products (`safe.py`).
    """
    return Scene(sources.apply_band_numbers(find_source(source), band_numbers))


def describe_scene(source: str | Path | Sequence[str | Path]) -> dict[str, Any]:
    """Return what a user needs to know of a scene before a run; works where the bands have no names too.

    Returns:
        ``name``, ``paths``, ``bands`` (list of ``name`` or None, ``source``, ``index``: the number that the
        user gives), ``proposed_bands`` (names in the bands' order; None where the source names some, or where
        such a count has no custom), ``crs``, ``width``, ``height``, ``resolution_m``, ``scale``, ``offset``,
        ``scaling_reason``, ``acquired``, ``bounds`` (in the scene's CRS), ``bounds_lonlat``.

    Raises:
        SceneError: as `open_scene`, but for bands that nothing names.
    """
    found = find_source(source)
    proposal = sources.proposed_order(found)
    try:
        sources.chosen_bands(found)
        usable = found
    except SceneError:
        # Any naming will do to open the files and to measure them: grid and scaling don't depend on it.
        stand_in = zip(sources.BAND_NAMES, range(1, len(found.bands) + 1), strict=False)
        usable = sources.apply_band_numbers(found, dict(stand_in))
    with Scene(usable) as scene:
        bounds = rasterio.transform.array_bounds(scene.height, scene.width, scene.transform)
        return {
            "name": scene.name,
            "paths": list(found.paths),
            "bands": [
                {"name": band.name, "source": band.path, "index": number}
                for number, band in enumerate(found.bands, start=1)
            ],
            "proposed_bands": list(proposal) if proposal else None,
            "crs": scene.crs.to_string(),
            "width": scene.width,
            "height": scene.height,
            "resolution_m": scene.resolution_m,
            "scale": scene.scaling.scale,
            "offset": scene.scaling.offset,
            "scaling_reason": scene.scaling.reason,
            "acquired": scene.acquired,
            "bounds": list(bounds),
            "bounds_lonlat": list(transform_bounds(scene.crs, "EPSG:4326", *bounds)),
        }


def _span(places: np.ndarray, length: int, reach: int) -> tuple[int, int]:
    """Return the range of a band's own pixels that are looked at for these places.

    ``reach`` is how many pixels from the one at or before the last place: 1, or 2 for interpolation.
    """
    return max(int(np.floor(places[0])), 0), min(int(np.floor(places[-1])) + reach, length)
