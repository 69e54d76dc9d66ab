"""The confidence raster: what is stored, what a viewer gets in small, and what takes no room."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

from mining_detector_plugin.engine.confidence import ConfidenceRaster
from mining_detector_plugin.engine.scene import Scene, open_scene
from mining_detector_plugin.engine.segmentation import ProbabilityRows
from tests.rasters import RGB, ground_with_mines, write_reflectance

CLASSES = ("background", "open_pit", "tailings")


@pytest.fixture
def scene(tmp_path):
    with open_scene(write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)) as opened:
        yield opened


def random_rows(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Return probabilities (classes, height, width), and is_seen with unseen columns, a band of rows, and pixels."""
    rng = np.random.default_rng(3)
    probabilities = rng.random((len(CLASSES), height, width), dtype=np.float32)
    probabilities /= probabilities.sum(axis=0)
    is_seen = rng.random((height, width)) < 0.9
    is_seen[:, 300:700] = False
    is_seen[150:260] = False
    return probabilities * is_seen, is_seen


def write(path: Path, scene: Scene, window: Window, probabilities: np.ndarray, is_seen: np.ndarray) -> Path:
    """Write a raster in row bands of many heights, as they come when cells are left out."""
    with ConfidenceRaster(path.with_name("unfinished.tif"), scene, window, CLASSES) as raster:
        begin = 0
        for height in np.resize([1, 190, 64, 300], is_seen.shape[0]):
            end = min(begin + int(height), is_seen.shape[0])
            band = Window(window.col_off, window.row_off + begin, window.width, end - begin)
            raster.write(ProbabilityRows(band, probabilities[:, begin:end], is_seen[begin:end]))
            begin = end
        raster.finish(path)
    return path


def test_stored_numbers_are_probabilities_times_254_and_255_where_nobody_looked(scene, tmp_path):
    probabilities, is_seen = random_rows(520, 1000)
    path = write(tmp_path / "c.tif", scene, Window(5, 9, 1000, 520), probabilities, is_seen)
    mine = np.concatenate([1 - probabilities[:1], probabilities[1:]]).astype(np.float64)
    with rasterio.open(path) as file:
        stored = file.read()
        assert file.descriptions == ("any_mine", "open_pit", "tailings")
        assert file.transform == scene.transform * scene.transform.translation(5, 9)
        assert file.scales == pytest.approx([1 / 254] * 3)
    assert np.all(stored[:, ~is_seen] == 255)
    assert np.abs(stored[:, is_seen] - mine[:, is_seen] * 254).max() <= 0.5001
    assert not (tmp_path / "unfinished.tif").exists()


@pytest.mark.parametrize(
    ("width", "height", "overviews"),
    [(512, 512, []), (513, 40, [2]), (1000, 1025, [2, 4]), (40, 2100, [2, 4, 8])],
)
def test_overviews_go_on_until_one_block_holds_all(scene, tmp_path, width, height, overviews):
    probabilities, is_seen = random_rows(height, width)
    path = write(tmp_path / "c.tif", scene, Window(0, 0, width, height), probabilities, is_seen)
    with rasterio.open(path) as file:
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert [file.overviews(band) for band in file.indexes] == [overviews] * 3


def test_overview_is_the_mean_of_the_pixels_that_were_looked_at(scene, tmp_path):
    probabilities, is_seen = random_rows(600, 1000)
    path = write(tmp_path / "c.tif", scene, Window(0, 0, 1000, 600), probabilities, is_seen)
    with rasterio.open(path) as file:
        fours = file.read(2).reshape(300, 2, 500, 2)
    with rasterio.open(path, overview_level=0) as file:
        small = file.read(2)
    means = np.ma.masked_equal(fours, 255).mean(axis=(1, 3))
    np.testing.assert_array_equal(small == 255, np.ma.getmaskarray(means))
    assert np.abs(small - means).max() <= 0.5


def test_what_nobody_looked_at_takes_no_room(scene, tmp_path):
    nothing = np.zeros((3, 4096, 4096), np.float32)
    path = write(tmp_path / "c.tif", scene, Window(0, 0, 4096, 4096), nothing, nothing[0] > 0)
    with rasterio.open(path) as file:
        assert np.all(file.read() == 255)
        assert file.overviews(1) == [2, 4, 8]
    assert path.stat().st_size < 20_000
