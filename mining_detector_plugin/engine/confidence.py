"""The confidence raster: written row by row as it comes, then made a cloud-optimised GeoTIFF (COG)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from rasterio.shutil import copy as copy_raster
from rasterio.windows import Window

from .scene import Scene
from .segmentation import ProbabilityRows

#: Probability 1 is stored as this; nodata is the value above it.
FULL = 254
NODATA = 255


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
            tiled=True, blockxsize=256, blockysize=256, sparse_ok=True, bigtiff="if_safer", interleave="band",
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
        """Write finished rows; pixels that were not looked at stay nodata."""
        any_mine = 1 - rows.probabilities[:1]
        values = np.concatenate([any_mine, rows.probabilities[1:]])
        stored = np.where(rows.is_seen, np.rint(np.clip(values, 0, 1) * FULL), NODATA).astype(np.uint8)
        row, column = rows.window.row_off - self._window.row_off, rows.window.col_off - self._window.col_off
        self._file.write(stored, window=Window(column, row, rows.window.width, rows.window.height))

    def finish(self, path: Path) -> None:
        """Close the file and write it as a COG to a path."""
        self._file.close()
        copy_raster(
            self._path, path, driver="COG", compress="deflate", predictor="yes", bigtiff="if_safer",
            overview_resampling="average", num_threads="all_cpus",
        )  # fmt: skip
        self._path.unlink()


def bytes_needed(window: Window, classes: tuple[str, ...]) -> int:
    """Return how much disk the unfinished raster and the COG may take, in bytes."""
    return int(window.width) * int(window.height) * len(classes) * 5 // 2
