"""Thumbnails of mines: what they show, how many there are, and that they come and go with the results."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from mining_detector_plugin.engine.errors import CancelledError
from mining_detector_plugin.engine.pictures import color_picture, probability_picture, shrink
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.thumbnails import SIDE, window_around
from tests.rasters import NORTH, PIXEL, RGB, UTM, WEST, ground_with_mines, write_reflectance

GRID = from_origin(WEST, NORTH, PIXEL, PIXEL)


@pytest.fixture
def scene(tmp_path):
    ground = ground_with_mines(256, 256, [(100, 60, 20, 30), (150, 150, 12, 12)])
    return write_reflectance(tmp_path / "scene.tif", ground, RGB)


def read_picture(path):
    with rasterio.open(path) as picture:
        return picture.read().astype(int)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_each_mine_gets_its_place_and_its_confidence(run, scene):
    answer, out = run(scene, thumbnails=True)
    assert answer["counts"]["mines"] == 2
    names = sorted(path.name for path in (out / "thumbnails").iterdir())
    assert names == ["1.jpg", "1_confidence.png", "2.jpg", "2_confidence.png"]
    place = read_picture(out / "thumbnails" / "1.jpg")
    assert place.shape == (3, SIDE, SIDE)
    middle = place[:, SIDE // 2, SIDE // 2]
    ground = place[:, SIDE // 2 - 20, SIDE // 2 - 20]
    assert middle[0] > 240 and middle[0] > middle[1] + 80, "bright red in the middle"
    assert ground.max() < 130, "dark ground around it"
    confidence = read_picture(out / "thumbnails" / "1_confidence.png")
    assert (
        confidence[:, SIDE // 2, SIDE // 2].sum() > confidence[:, SIDE // 2 - 20, SIDE // 2 - 20].sum() + 200
    )
    assert (confidence == 255).all(axis=0).any(), "the outline is drawn"


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_confidence_beyond_the_area_is_drawn_as_not_looked_at(run, scene):
    # Rows 70 to 130 and columns 30 to 110; the thumbnail of the mine begins at row 46 and column 11.
    area = shapely.box(*(GRID @ (30, 130)), *(GRID @ (110, 70)))
    aoi = {"geometry": shapely.geometry.mapping(area), "crs": UTM}
    _, out = run(scene, thumbnails=True, aoi=aoi, search_everywhere=True)
    picture = read_picture(out / "thumbnails" / "1_confidence.png")
    seen = np.zeros((SIDE, SIDE), dtype=bool)
    seen[70 - 46 : 130 - 46, 30 - 11 : 110 - 11] = True
    unseen = probability_picture(np.zeros((1, 1)), np.zeros((1, 1), dtype=bool))[:, 0, 0]
    is_unseen = (picture == unseen[:, None, None]).all(axis=0)
    assert is_unseen[~seen].all()
    assert not is_unseen[seen].any()


def test_a_run_without_thumbnails_takes_older_ones_away(run, scene):
    _, out = run(scene, thumbnails=True)
    run(scene, thumbnails=False)
    assert sorted(path.name for path in out.iterdir()) == ["confidence.tif", "results.gpkg"]


def test_only_the_surest_mines_get_thumbnails(run, scene, monkeypatch):
    monkeypatch.setattr("mining_detector_plugin.engine.thumbnails.MOST_MINES", 1)
    _, out = run(scene, thumbnails=True)
    assert sorted(path.name for path in (out / "thumbnails").iterdir()) == ["1.jpg", "1_confidence.png"]


def test_thumbnails_end_when_their_time_is_over(run, scene, monkeypatch):
    monkeypatch.setattr("mining_detector_plugin.engine.thumbnails.LONGEST_S", 0.0)
    answer, out = run(scene, thumbnails=True)
    assert answer["counts"]["mines"] == 2
    assert not list((out / "thumbnails").iterdir())


def test_cancel_while_thumbnails_are_drawn_is_heard(run, scene):
    class CancelledAtThumbnails(Reporter):
        def emit(self, message):
            if message.get("stage") == "thumbnails":
                self.cancel()

    with pytest.raises(CancelledError):
        run(scene, CancelledAtThumbnails(), thumbnails=True)


def test_window_has_the_mine_in_its_middle_at_full_resolution():
    outline = shapely.box(WEST + 1000, NORTH - 1300, WEST + 1200, NORTH - 1100)
    window, factor = window_around(outline, GRID, (4000, 4000))
    assert factor == 1 and (window.width, window.height) == (SIDE, SIDE)
    assert window.col_off + SIDE / 2 == pytest.approx(110, abs=1)
    assert window.row_off + SIDE / 2 == pytest.approx(120, abs=1)


def test_window_of_a_mine_at_the_edge_stays_inside_the_scene():
    outline = shapely.box(WEST, NORTH - 3990, WEST + 200, NORTH - 3800)
    window, _ = window_around(outline, GRID, (400, 300))
    assert (window.col_off, window.row_off) == (0, 400 - SIDE)
    small, _ = window_around(outline, GRID, (100, 90))
    assert (small.col_off, small.row_off) == (0, 0)


@pytest.mark.parametrize("width_px", [90, 300, 600, 5000])
def test_large_mine_is_shrunk_with_surroundings_and_a_bounded_read(width_px):
    outline = shapely.box(WEST, NORTH - 500, WEST + width_px * PIXEL, NORTH)
    window, factor = window_around(outline, GRID, (4000, 4000))
    assert window.width == SIDE * factor <= 8 * SIDE
    assert window.width > width_px or factor == 8


def test_shrinking_takes_the_mean_of_valid_pixels_alone():
    values = np.array([[[0.2, 0.4, 9.0, 9.0], [0.6, 9.0, 9.0, 9.0]]])
    valid = np.array([[True, True, False, False], [True, False, False, False]])
    means, is_known = shrink(values, valid, 2)
    assert means[0, 0, 0] == pytest.approx(0.4)
    assert is_known.tolist() == [[True, False]]


def test_colors_depend_on_the_value_alone():
    reflectance = np.linspace(0, 0.5, 6, dtype=np.float32).reshape(1, 1, 6).repeat(3, axis=0)
    whole = color_picture(reflectance, np.ones((1, 6), bool))
    part = color_picture(reflectance[..., :3], np.ones((1, 3), bool))
    np.testing.assert_array_equal(whole[..., :3], part)
    assert (np.diff(whole[0, 0].astype(int)) >= 0).all() and whole[0, 0, -1] == 255


def test_surer_is_brighter_in_the_confidence_picture():
    probability = np.linspace(0, 1, 64).reshape(1, 64)
    picture = probability_picture(probability, np.ones((1, 64), bool)).astype(float)
    brightness = picture[:, 0].T @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(brightness) > 0).all()
