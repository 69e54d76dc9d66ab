"""How many bytes of blocks GDAL keeps, for files laid out in several ways."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.errors import RasterioIOError
from rasterio.transform import from_origin

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.block_cache import (
    LEAST,
    LEAST_TOGETHER,
    MOST,
    block_cache,
    cache_size,
    rows_cache_size,
)
from mining_detector_plugin.engine.scene import open_scene

from .made_rasters import made_numbers, write_raster

BANDS = ("B02", "B03", "B04", "B08")


@pytest.fixture
def size_for(tmp_path):
    def size(width: int, **layout) -> int:
        path = tmp_path / "scene.tif"
        with rasterio.open(
            path, "w", driver="GTiff", dtype="uint16", count=4, width=width, height=2048, crs="EPSG:32633",
            transform=from_origin(500_000, 5_000_000, 10, 10), sparse_ok=True, **layout,
        ) as file:  # fmt: skip
            file.descriptions = BANDS
            file.write(np.full((4, 1, 1), 2000, "uint16"), window=((0, 1), (0, 1)))
        with open_scene(str(path)) as scene:
            return cache_size(scene)

    return size


@pytest.mark.parametrize(("interleave", "least"), [("band", LEAST), ("pixel", LEAST_TOGETHER)])
def test_small_blocks_take_the_least(size_for, interleave, least):
    layout = {"tiled": True, "blockxsize": 512, "blockysize": 512, "interleave": interleave}
    assert size_for(10980, **layout) == least


@pytest.mark.parametrize(("interleave", "tiles"), [("band", 2), ("pixel", 1)])
def test_lines_as_wide_as_the_scene_are_all_kept(size_for, interleave, tiles):
    """Of a file that holds bands apart, under two tiles."""
    size = size_for(20000, blockysize=1, interleave=interleave)
    assert size == pytest.approx(tiles * 577 * 20000 * 4 * 2, rel=0.01)
    assert size_for(90000, blockysize=1, interleave=interleave) == MOST


def test_two_rows_of_blocks_are_kept_for_the_closer_look(tmp_path):
    path = write_raster(
        tmp_path / "scene.tif", made_numbers(12, 1024, 6144), PACK_BANDS, tiled=True, blockxsize=512, blockysize=512,
        interleave="pixel",
    )  # fmt: skip
    with open_scene(str(path)) as scene:
        assert rows_cache_size(scene) == 2 * 512 * 6144 * 12 * 2


def test_decoded_blocks_stay_within_the_size(tmp_path):
    pixels = np.random.default_rng(1).integers(0, 9999, (1, 2048, 2048), "uint16")
    path = tmp_path / "noise.tif"

    def are_first_blocks_kept() -> bool:
        """Read all, empty the file, and tell whether its first blocks can still be had."""
        with rasterio.open(
            path, "w", driver="GTiff", dtype="uint16", count=1, width=2048, height=2048, tiled=True,
            crs="EPSG:32633", transform=from_origin(500_000, 5_000_000, 10, 10),
        ) as file:  # fmt: skip
            file.write(pixels)
        with rasterio.open(path) as file:
            file.read()
            path.write_bytes(b"")
            try:
                return np.array_equal(file.read(window=((0, 256), (0, 256))), pixels[:, :256, :256])
            except RasterioIOError:
                return False

    with block_cache(32 * 1024**2):
        assert are_first_blocks_kept()
        with block_cache(2 * 1024**2):
            assert not are_first_blocks_kept()
