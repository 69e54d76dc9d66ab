"""The confidence raster: written row by row as it comes, then made a cloud-optimised GeoTIFF (COG)."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.shutil import copy as copy_raster
from rasterio.windows import Window

from .scene import Scene
from .segmentation import ProbabilityRows

#: Probability 1 is stored as this; nodata is the value above it.
FULL = 254
NODATA = 255
#: Sides of a block in pixels: of the unfinished file, and the COG driver's own.
_BLOCK, _COG_BLOCK = 256, 512
#: A third of the default level's time, for files a fifth larger (measured on the demo's confidences).
_DEFLATE_LEVEL = 1


class ConfidenceRaster:
    """A raster of the AOI's window: band 1 any mine, then a band for each type. uint8, probability x 254.

    Use it as a context manager; ``finish`` makes the COG.

    Args:
        path: of the unfinished file.
        scene: gives CRS and transform. window: the AOI's window in scene pixels.
        classes: the segmenter's, background first.
    """

    def __init__(self, path: Path, scene: Scene, window: Window, classes: tuple[str, ...]) -> None:
        self._path, self._window = path, window
        self._file = rasterio.open(
            path, "w", driver="GTiff", dtype="uint8", nodata=NODATA, count=len(classes),
            width=int(window.width), height=int(window.height), crs=scene.crs,
            transform=rasterio.windows.transform(window, scene.transform),
            tiled=True, blockxsize=_BLOCK, blockysize=_BLOCK, sparse_ok=True, bigtiff="if_safer", interleave="band",
        )  # fmt: skip
        for number, name in enumerate(("any_mine", *classes[1:]), start=1):
            self._file.set_band_description(number, name)
        self._file.update_tags(units=f"probability x {FULL}", classes=",".join(classes[1:]))
        self._file.scales = [1 / FULL] * len(classes)

    def __enter__(self) -> ConfidenceRaster:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, rows: ProbabilityRows) -> None:
        """Write finished rows; pixels that were not looked at stay nodata, and take no room in the unfinished file."""
        row, column = rows.window.row_off - self._window.row_off, rows.window.col_off - self._window.col_off
        # In pieces that fit the processor's cache, and only where something was looked at.
        for top in range(0, len(rows.is_seen), _BLOCK):
            lines = slice(top, top + _BLOCK)
            probabilities, is_seen = rows.probabilities[:, lines], rows.is_seen[lines]
            if not is_seen.any():
                continue
            stored = np.full(probabilities.shape, NODATA, dtype=np.uint8)
            for left in range(0, is_seen.shape[1], _BLOCK):
                part = np.s_[..., left : left + _BLOCK]
                if is_seen[part].any():
                    stored[part] = _stored(probabilities[part], is_seen[part])
            height, width = is_seen.shape
            self._file.write(stored, window=Window(column, row + top, width, height))

    def finish(self, path: Path) -> None:
        """Close the file and write it as a COG to a path."""
        # The COG driver would make overviews by way of a compressed file of its own, in several times the time.
        if factors := _overview_factors(self._window):
            with rasterio.Env(SPARSE_OK_OVERVIEW=True, GDAL_NUM_THREADS="ALL_CPUS"):
                self._file.build_overviews(factors, Resampling.average)
        self._file.close()
        copy_raster(
            self._path, path, driver="COG", compress="deflate", level=_DEFLATE_LEVEL, predictor="yes",
            sparse_ok="yes", bigtiff="if_safer", num_threads="all_cpus",
        )  # fmt: skip
        self._path.unlink()


def _stored(probabilities: np.ndarray, is_seen: np.ndarray) -> np.ndarray:
    """Return probabilities of classes, background first, as the raster holds them: uint8."""
    values = probabilities * np.float32(FULL)
    np.subtract(FULL, values[0], out=values[0])
    # To the nearest whole number: the half is cut off with the rest.
    values += np.float32(0.5)
    np.clip(values, 0, FULL, out=values)
    stored = values.astype(np.uint8)
    if not is_seen.all():
        stored[:, ~is_seen] = NODATA
    return stored


def _overview_factors(window: Window) -> list[int]:
    """Return by how much each overview is coarser: until one fits a block of the COG."""
    halvings = math.ceil(math.log2(max(window.width, window.height) / _COG_BLOCK))
    return [2**number for number in range(1, halvings + 1)]


def bytes_needed(window: Window, classes: tuple[str, ...]) -> int:
    """Return how much disk the unfinished raster and the COG may take, in bytes, each with its overviews."""
    return int(window.width) * int(window.height) * len(classes) * 8 // 3
