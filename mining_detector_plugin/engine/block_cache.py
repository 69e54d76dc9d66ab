"""How many bytes of decoded blocks GDAL keeps; its own default is a twentieth of the machine's memory."""

from __future__ import annotations

import rasterio

from .plan import COLUMNS, ROWS
from .scene import Scene

#: Pixels of its neighbours that a tile of the bundled models is read with.
_OVERLAP = 64
#: Bytes. The least is for files of small blocks, which come by way of a mosaic; the most is enough for two rows of
#: blocks of a Sentinel-2 tile with 12 bands.
LEAST, MOST = 128 * 1024**2, 280 * 1024**2
#: The least where a file's blocks hold all bands. Blocks that are being written take room too.
LEAST_TOGETHER = 64 * 1024**2


def block_cache(size: int = MOST) -> rasterio.Env:
    """Return a context in which GDAL keeps no more than so many bytes of blocks, in all threads."""
    return rasterio.Env(GDAL_CACHEMAX=size)


def cache_size(scene: Scene) -> int:
    """Return how many bytes hold the blocks under a tile, so that none is decoded twice.

    Where bands are read one after the other, it holds those under the tile's neighbour too: were the first band's
    blocks pushed out by the last one's, each band would decode all of them again.
    """
    tile = scene.block_bytes(ROWS + _OVERLAP, COLUMNS + _OVERLAP)
    if scene.holds_bands_together:
        return min(max(tile, LEAST_TOGETHER), MOST)
    return min(max(2 * tile, LEAST), MOST)


def rows_cache_size(scene: Scene) -> int:
    """Return how many bytes hold two rows of the file's blocks, so that what is above a window is still decoded."""
    return min(max(scene.block_bytes(scene.block_rows, scene.width), cache_size(scene)), MOST)
