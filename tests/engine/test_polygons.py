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


def serpent(height: int, width: int) -> np.ndarray:
    """Return one path that goes through every fourth row, to and fro."""
    mask = np.zeros((height, width), bool)
    mask[::4] = True
    for turn, row in enumerate(range(0, height, 4)):
        mask[row : row + 4, -1 if turn % 2 == 0 else 0] = True
    return mask


def nested_rings(height: int, width: int) -> np.ndarray:
    """Return rings around each other, with a gap of one pixel."""
    rows, columns = np.mgrid[:height, :width]
    return np.minimum.reduce([rows, columns, height - 1 - rows, width - 1 - columns]) % 2 == 0


def chequers(height: int, width: int) -> np.ndarray:
    """Return squares that touch at their corners alone."""
    rows, columns = np.mgrid[:height, :width]
    return (rows // 3 + columns // 3) % 2 == 0


def noise(height: int, width: int, seed: int, density: float, grain: int) -> np.ndarray:
    """Return random squares of ``grain`` pixels."""
    coarse = np.random.default_rng(seed).random((-(-height // grain), -(-width // grain))) < density
    return np.kron(coarse, np.ones((grain, grain), bool))[:height, :width]


@st.composite
def scenes(draw) -> np.ndarray:
    """Masks of one of these kinds, some with single pixels turned over."""
    height, width = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    kind = draw(st.sampled_from([serpent, nested_rings, chequers, noise]))
    seed = draw(st.integers(0, 2**32 - 1))
    if kind is noise:
        mask = noise(height, width, seed, draw(st.floats(0, 1)), draw(st.integers(1, 4)))
    else:
        mask = kind(height, width)
    if draw(st.booleans()):
        mask = mask ^ (np.random.default_rng(seed).random(mask.shape) < 0.04)
    return mask


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


def reference_regions(mask: np.ndarray, probabilities: np.ndarray, minimum: int) -> dict:
    """Return pixels and class sums by outline (WKB): the whole mask at once, by GDAL and SciPy."""
    labels, count = ndimage.label(mask)
    numbers = np.arange(1, count + 1)
    pixels = ndimage.sum_labels(mask, labels, numbers).astype(int)
    sums = np.stack(
        [ndimage.sum_labels(layer, labels, numbers) for layer in probabilities.astype(float)], axis=1
    )
    reference = {}
    for shape, number in features.shapes(labels, mask=mask, connectivity=4):
        index = int(number) - 1
        if pixels[index] >= minimum:
            exact = shapely.simplify(shapely.normalize(shapely.geometry.shape(shape)), 0)
            outline = shapely.simplify(shapely.normalize(exact), SIMPLIFY_PX)
            reference[outline.normalize().wkb] = (pixels[index], sums[index])
    return reference


@settings(deadline=None)
@given(mask=scenes(), band=st.integers(1, 64), minimum=st.sampled_from([1, 2, 10]), seed=st.integers(0, 99))
def test_banded_regions_are_those_that_gdal_draws_of_the_whole_mask(mask, band, minimum, seed):
    probabilities = np.random.default_rng(seed).random((3, *mask.shape), dtype=np.float32)
    builder = RegionBuilder(0, minimum)
    regions = []
    for row in range(0, len(mask), band):
        regions += builder.add(row, mask[row : row + band], probabilities[:, row : row + band])
    regions += builder.close()
    reference = reference_regions(mask, probabilities, minimum)
    assert {region.geometry.normalize().wkb for region in regions} == set(reference)
    assert len(regions) == len(reference)
    for region in regions:
        pixels, class_sums = reference[region.geometry.normalize().wkb]
        assert region.pixels == pixels
        np.testing.assert_allclose(region.class_sums, class_sums, rtol=1e-5)


@settings(deadline=None)
@given(mask=scenes(), data=st.data())
def test_open_outlines_are_the_ground_of_what_may_go_on(mask, data):
    cut = data.draw(st.integers(1, len(mask)))
    builder = RegionBuilder(5)
    probabilities = mask[None].astype(np.float32)
    builder.add(20, mask[:cut], probabilities[:, :cut])
    labels, _ = ndimage.label(mask[:cut])
    reaches_last = np.isin(labels, labels[-1][mask[cut - 1]])
    outlines = builder.open_outlines()
    assert outlines.is_valid
    assert outlines.area == reaches_last.sum()
    rows, columns = np.mgrid[:cut, : mask.shape[1]]
    is_open = shapely.contains_xy(outlines, columns + 5.5, rows + 20.5)
    np.testing.assert_array_equal(is_open, reaches_last)


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


def test_many_regions_at_once_keep_their_pixels_and_sums():
    rows, columns = np.mgrid[:60, :60]
    mask = (rows + columns) % 2 == 0
    probabilities = (rows * 60 + columns)[None].astype(np.float32)
    builder = RegionBuilder(0)
    regions = [*builder.add(0, mask, probabilities), *builder.close()]
    assert len(regions) == 1800
    for region in regions:
        left, top, right, bottom = region.geometry.bounds
        assert (right - left, bottom - top, region.pixels) == (1, 1, 1)
        assert region.class_sums[0] == top * 60 + left
