"""Regions are the connected mine pixels, whatever the bands they come in."""

from __future__ import annotations

import itertools

import numpy as np
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from rasterio import features
from scipy import ndimage

from mining_detector_plugin.engine.polygons import SIMPLIFY_PX, RegionBuilder

masks = hnp.arrays(bool, st.tuples(st.integers(1, 24), st.integers(1, 24)), elements=st.booleans())


def regions_of(mask: np.ndarray, cuts: list[int], row: int = 0, column: int = 0, minimum: int = 1) -> list:
    """Feed a mask in bands cut at the given rows."""
    builder = RegionBuilder(column, minimum)
    found = []
    probabilities = np.stack([1 - mask, mask]).astype(np.float32)
    edges = [0, *sorted(set(cuts)), len(mask)]
    for begin, end in itertools.pairwise(edges):
        found += builder.add(row + begin, mask[begin:end], probabilities[:, begin:end])
    return found + list(builder.close())


@settings(deadline=None)
@given(mask=masks, data=st.data())
def test_regions_are_those_of_the_whole_mask(mask, data):
    cuts = data.draw(st.lists(st.integers(1, max(1, len(mask) - 1)), max_size=5))
    regions = regions_of(mask, [cut for cut in cuts if cut < len(mask)])
    labels, count = ndimage.label(mask)
    assert len(regions) == count
    sizes = sorted(np.bincount(labels.ravel(), minlength=count + 1)[1:].tolist())
    assert sorted(region.pixels for region in regions) == sizes
    assert sorted(region.class_sums[1] for region in regions) == sizes
    assert all(region.geometry.is_valid for region in regions)


@settings(deadline=None)
@given(mask=masks, data=st.data())
def test_cutting_into_bands_moves_no_outline(mask, data):
    cuts = data.draw(st.lists(st.integers(1, max(1, len(mask) - 1)), min_size=1, max_size=4))
    whole = {region.geometry.normalize().wkt for region in regions_of(mask, [])}
    banded = {
        region.geometry.normalize().wkt for region in regions_of(mask, [c for c in cuts if c < len(mask)])
    }
    assert banded == whole


def test_polygon_spanning_many_bands_is_one():
    mask = np.zeros((200, 30), bool)
    mask[3:197, 4:9] = True
    (region,) = regions_of(mask, list(range(10, 200, 10)), row=100, column=50)
    assert region.geometry.equals(shapely.box(54, 103, 59, 297))
    assert len(region.geometry.exterior.coords) == 5


def test_branches_that_meet_further_down_are_one():
    mask = np.zeros((9, 9), bool)
    mask[:, 0] = mask[:, 8] = True
    mask[8, :] = True
    assert len(regions_of(mask, [2, 4, 6])) == 1
    assert len(regions_of(mask[:8], [2, 4, 6])) == 2


def test_outline_strays_at_most_half_a_pixel():
    rows, columns = np.mgrid[:120, :120]
    mask = (rows - 60) ** 2 + (columns - 60) ** 2 < 50**2
    (region,) = regions_of(mask, [33, 71])
    exact = shapely.union_all(
        [shapely.geometry.shape(shape) for shape, _ in features.shapes(mask.astype("uint8"), mask=mask)]
    )
    assert shapely.hausdorff_distance(region.geometry, exact, densify=0.1) <= SIMPLIFY_PX + 1e-9
    assert len(region.geometry.exterior.coords) < len(exact.exterior.coords)


def test_small_regions_are_dropped():
    mask = np.zeros((20, 20), bool)
    mask[2, 2] = True
    mask[10:14, 10:14] = True
    assert [region.pixels for region in regions_of(mask, [11], minimum=5)] == [16]


def test_hole_across_a_seam_stays_a_hole():
    mask = np.ones((12, 12), bool)
    mask[4:8, 4:8] = False
    (region,) = regions_of(mask, [6])
    assert len(region.geometry.interiors) == 1
    back = features.rasterize([region.geometry], out_shape=mask.shape, transform=Affine.identity())
    np.testing.assert_array_equal(back.astype(bool), mask)
