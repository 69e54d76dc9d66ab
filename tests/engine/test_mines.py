"""Mines have the scores of the cells and boxes that they lie on, and areas that do not hang on how many there are."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from rasterio.crs import CRS
from rasterio.windows import Window

from mining_detector_plugin.engine.areas import area_ha
from mining_detector_plugin.engine.cells import Cells
from mining_detector_plugin.engine.detection import Detections
from mining_detector_plugin.engine.mines import describe_mines, region_types
from mining_detector_plugin.engine.polygons import Region
from mining_detector_plugin.engine.scene import Scene
from tests.rasters import NORTH, PIXEL, UTM, WEST

CLASSES = ("background", "tailings", "open_pit")
corners = hnp.arrays(np.int64, st.tuples(st.integers(1, 12), st.just(4)), elements=st.integers(1, 30))


class Ground:
    """What of a scene the mines need."""

    transform = Affine(PIXEL, 0, WEST, 0, -PIXEL, NORTH)
    crs = CRS.from_user_input(UTM)


def boxes_of(numbers: np.ndarray) -> np.ndarray:
    """Return x0 y0 x1 y1 from corners and sizes."""
    return np.column_stack([numbers[:, :2], numbers[:, :2] + numbers[:, 2:]]).astype(np.float32)


def described(regions: list[Region], detections: Detections, scores: np.ndarray):
    """Return the mines of regions, over cells of ten pixels."""
    height, width = 10 * np.array(scores.shape)
    cells = Cells(Window(0, 0, width, height), 10, scores, np.ones(scores.shape, bool))
    types = region_types(regions, CLASSES)
    return describe_mines(regions, types, CLASSES, cells, detections, cast(Scene, Ground()), None)


@settings(deadline=None)
@given(mine=corners, box=corners)
def test_detector_score_is_that_of_the_best_box_that_shares_a_quarter(mine, box):
    outlines, boxes = boxes_of(mine), boxes_of(box)
    likely = np.linspace(0.1, 0.9, len(boxes), dtype=np.float32)
    # Areas tell the mines apart after they were sorted: no two regions are alike in pixels.
    regions = [
        Region(shapely.box(*outline.tolist()), 10 + number, np.array([1.0, 2.0, 3.0]))
        for number, outline in enumerate(outlines)
    ]
    detections = Detections(boxes, likely, np.zeros(len(boxes), np.int64))
    mines = described(regions, detections, np.full((7, 7), np.nan, np.float32))
    expected = []
    for outline in outlines.tolist():
        shares = [
            shapely.box(*outline).intersection(shapely.box(*other)).area
            / min(shapely.box(*outline).area, shapely.box(*other).area)
            for other in boxes.tolist()
        ]
        best = max(
            (score for score, share in zip(likely, shares, strict=True) if share >= 0.25), default=np.nan
        )
        expected.append(float(best))
    np.testing.assert_array_equal(np.sort(mines.scores["detector"]), np.sort(expected))


def test_classifier_score_is_the_best_of_the_cells_that_a_mine_touches():
    scores = np.array([[0.1, 0.9], [0.4, np.nan]], np.float32)
    outlines = [shapely.box(2, 2, 5, 5), shapely.box(5, 8, 8, 12), shapely.box(12, 12, 15, 15)]
    regions = [Region(outline, 9 + place, np.array([0.0, 8, 1])) for place, outline in enumerate(outlines)]
    nothing = Detections(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros(0, np.int64))
    mines = described(regions, nothing, scores)
    by_area = mines.scores["classifier"][np.argsort(shapely.get_y(shapely.centroid(mines.geometries)))[::-1]]
    np.testing.assert_allclose(by_area, [0.1, 0.4, np.nan])
    assert np.isnan(mines.scores["detector"]).all()


def test_no_regions_are_no_mines():
    nothing = Detections(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros(0, np.int64))
    assert len(described([], nothing, np.full((2, 2), 0.5, np.float32)).types) == 0


def test_type_is_the_mine_class_of_the_largest_sum():
    outline = shapely.box(0, 0, 4, 4)
    sums = [[9.0, 2, 1], [0.0, 1, 2], [5.0, 1, 1]]
    regions = [Region(outline, 16, np.array(each)) for each in sums]
    assert region_types(regions, CLASSES) == ["tailings", "open_pit", "tailings"]


def test_areas_of_many_are_those_of_each():
    count = 45_000
    x = WEST + 20.0 * (np.arange(count) % 300)
    y = NORTH - 20.0 * (np.arange(count) // 300)
    squares = shapely.box(x, y, x + 10 + np.arange(count) % 7, y + 10)
    together = area_ha(squares, CRS.from_user_input(UTM))
    for place in (0, 19_999, 20_000, 20_001, 40_000, count - 1):
        (alone,) = area_ha(squares[[place]], CRS.from_user_input(UTM))
        assert together[place] == pytest.approx(alone, rel=1e-12)


@settings(deadline=None)
@given(side=st.integers(1, 9), size=st.tuples(st.integers(1, 40), st.integers(1, 40)))
def test_squares_of_cells_are_cut_to_the_window(side, size):
    width, height = size
    rows, columns = -(-height // side), -(-width // side)
    scores = np.random.default_rng(width).random((rows, columns), np.float32)
    scores[scores < 0.3] = np.nan
    cells = Cells(Window(3, 5, width, height), side, scores, np.zeros(scores.shape, bool))
    squares, values, _ = cells.squares()
    expected = [
        [3 + column, 5 + row, min(3 + column + side, 3 + width), min(5 + row + side, 5 + height)]
        for row in range(0, height, side)
        for column in range(0, width, side)
        if not np.isnan(scores[row // side, column // side])
    ]
    assert shapely.bounds(squares).tolist() == expected
    np.testing.assert_array_equal(values, scores[~np.isnan(scores)])
