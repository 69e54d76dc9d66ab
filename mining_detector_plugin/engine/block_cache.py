"""How many bytes of decoded blocks GDAL keeps; its own default is a twentieth of the machine's memory."""

from __future__ import annotations

import rasterio

from .plan import COLUMNS, ROWS
from .scene import Scene

#: Pixels of its neighbours that a tile of the bundled models is read with.
_OVERLAP = 64
#: Bytes. The least is for files of small blocks, which come by way of a mosaic; the most is enough for a Sentinel-2
#: tile with 12 bands whose blocks are as wide as itself.
LEAST, MOST = 64 * 1024**2, 280 * 1024**2


def block_cache(size: int = MOST) -> rasterio.Env:
    """Return a context in which GDAL keeps no more than so many bytes of blocks, in all threads."""
    return rasterio.Env(GDAL_CACHEMAX=size)


def cache_size(scene: Scene) -> int:
    """Return how many bytes hold the blocks under one tile, so that the tile beside it decodes none again."""
    return min(max(scene.block_bytes(ROWS + _OVERLAP, COLUMNS + _OVERLAP), LEAST), MOST)
