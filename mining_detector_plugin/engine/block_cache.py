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
#: Tiles whose blocks are kept: bands are read one after the other, and where the last one's blocks push the first one's
#: out, each band decodes all blocks again. Blocks that are being written take room too.
_TILES = 2


def block_cache(size: int = MOST) -> rasterio.Env:
    """Return a context in which GDAL keeps no more than so many bytes of blocks, in all threads."""
    return rasterio.Env(GDAL_CACHEMAX=size)


def cache_size(scene: Scene) -> int:
    """Return how many bytes hold the blocks under a tile and under its neighbour, so that none is decoded twice."""
    return _within(_TILES * scene.block_bytes(ROWS + _OVERLAP, COLUMNS + _OVERLAP))


def rows_cache_size(scene: Scene) -> int:
    """Return how many bytes hold two rows of the file's blocks, so that what is above a window is still decoded."""
    return _within(scene.block_bytes(scene.block_rows, scene.width))


def _within(size: int) -> int:
    return min(max(size, LEAST), MOST)
