"""Sentinel-2 products as ESA packs them (SAFE folders and zips), and folders of band files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .sources import Source, gdal_path, read_raster_source


def find_source(source: str | Path | Sequence[str | Path]) -> Source:
    """Return the source that a user names."""
    texts = [source] if isinstance(source, (str, Path)) else list(source)
    return read_raster_source([gdal_path(str(text)) for text in texts])
