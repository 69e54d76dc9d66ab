"""Writes a chip's files into a data set folder: image, mask and boxes. Each file appears whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS

from .dataset import SCALE, UNLABELLED, Chip

_CHANNEL = {name: index for index, name in enumerate(PACK_BANDS)}
#: Highest stored value; brighter pixels (clouds, glint) are cut there.
_WHITE = 65535


def write_chip(
    folder: Path,
    chip: Chip,
    reflectance: np.ndarray,
    is_valid: np.ndarray,
    mask: np.ndarray | None = None,
    boxes: np.ndarray | None = None,
    crs: Any = None,
    transform: Any = None,
) -> None:
    """Write images/ID.tif, and masks/ID.tif and labels/ID.txt where they are given.

    Args:
        folder: of the data set.
        chip: its row of the index, which is written apart (``dataset.write_index``).
        reflectance: float32 (12, height, width), 0-1, in the order of ``PACK_BANDS``; ``chip.bands`` are stored.
        is_valid: bool (height, width); other pixels are stored as nodata.
        mask: uint8 (height, width), class codes; invalid pixels become ``UNLABELLED``.
        boxes: float (count, 5): class index without background, x0, y0, x1, y1 in pixels. An empty array says
            that there is no object, None that nobody looked.
        crs, transform: as rasterio takes them; None for chips without a known place.
    """
    chosen = reflectance[[_CHANNEL[name] for name in chip.bands]]
    stored = np.clip(np.rint(chosen / SCALE), 1, _WHITE).astype(np.uint16)
    stored[:, ~is_valid] = 0
    _write_raster(folder / "images" / f"{chip.id}.tif", stored, 0, chip.bands, crs, transform)
    if mask is not None:
        codes = np.where(is_valid, mask, UNLABELLED).astype(np.uint8)
        _write_raster(
            folder / "masks" / f"{chip.id}.tif", codes[None], UNLABELLED, ("class",), crs, transform
        )
    if boxes is not None:
        path = folder / "labels" / f"{chip.id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}")
        draft.write_text("".join(_box_line(row, chip) for row in boxes), encoding="utf-8")
        draft.replace(path)


def _write_raster(
    path: Path, values: np.ndarray, nodata: int, names: tuple[str, ...], crs: Any, transform: Any
) -> None:
    import warnings

    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.io import MemoryFile

    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    count, height, width = values.shape
    # Made in memory first: GDAL only logs a full disk when it closes a file, Python's own writing raises.
    with warnings.catch_warnings(), MemoryFile() as memory:
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(
            driver="GTiff", count=count, height=height, width=width, dtype=values.dtype, nodata=nodata, crs=crs,
            transform=transform, compress="zstd", zstd_level=1, interleave="band",
        ) as raster:  # fmt: skip
            raster.write(values)
            raster.descriptions = names
        draft.write_bytes(memory.getbuffer())
    draft.replace(path)


def _box_line(row: np.ndarray, chip: Chip) -> str:
    """Return a YOLO line: class, then centre and size as shares of the chip's sides."""
    kind, x0, y0, x1, y1 = (float(value) for value in row)
    values = (
        (x0 + x1) / 2 / chip.width, (y0 + y1) / 2 / chip.height,
        (x1 - x0) / chip.width, (y1 - y0) / chip.height,
    )  # fmt: skip
    return f"{int(kind)} " + " ".join(f"{value:.6f}" for value in values) + "\n"
