"""Made scenes: the same for a seed, stored like a product, truth where mines are drawn, plausible spectra."""

from __future__ import annotations

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.features import rasterize

from demo.canvas import LABEL_INDEX, LABELS, MINE_TYPES
from demo.mines import MINIMUM_PIXELS
from demo.scene import make_scene, paint_scene
from mining_detector_plugin.engine.bands import PACK_BANDS


def read_truth(path):
    _, _, geometry, fields = pyogrio.raw.read(path, layer="truth")
    columns = dict(zip(("site", "type", "area_ha", "cloud_share"), fields, strict=True))
    return shapely.from_wkb(geometry), columns


def median_spectrum(painted, label):
    is_seen = (painted.label == LABEL_INDEX[label]) & (painted.cloud < 0.01)
    return dict(zip(PACK_BANDS, np.median(painted.reflectance[:, is_seen], axis=1), strict=True))


def normalised_difference(spectrum, first, second):
    return (spectrum[first] - spectrum[second]) / (spectrum[first] + spectrum[second])


def test_same_seed_gives_the_same_scene_and_another_seed_another():
    first, again, other = paint_scene(3, 200), paint_scene(3, 200), paint_scene(4, 200)
    np.testing.assert_array_equal(first.reflectance, again.reflectance)
    np.testing.assert_array_equal(first.label, again.label)
    assert first.mines == again.mines
    assert np.mean(first.label != other.label) > 0.1


def test_file_is_stored_like_a_product_of_baseline_5(made_scene, painted_scene):
    with rasterio.open(made_scene.scene) as source:
        assert source.descriptions == PACK_BANDS
        assert source.dtypes == ("uint16",) * 12
        assert (source.width, source.height) == (512, 512)
        assert source.crs.is_projected and source.res == (10, 10)
        assert source.block_shapes[0] == (256, 256) and source.compression.name == "deflate"
        assert source.nodata == 0
        tags = source.tags()
        assert tags["PROCESSING_BASELINE"] == "05.10" and tags["BOA_ADD_OFFSET"] == "-1000"
        stored = source.read()
    assert stored.min() > 1000, "every pixel is valid and darker than nothing"
    np.testing.assert_allclose(
        (stored.astype(float) - 1000) / 10_000, painted_scene.reflectance, atol=0.51e-4
    )


def test_truth_polygons_cover_what_is_drawn(made_scene, painted_scene):
    polygons, columns = read_truth(made_scene.truth)
    with rasterio.open(made_scene.scene) as source:
        burnt = rasterize(
            zip(polygons, columns["site"].tolist(), strict=True),
            out_shape=source.shape,
            transform=source.transform,
        )
    np.testing.assert_array_equal(burnt, painted_scene.site)
    for polygon, site, kind in zip(polygons, columns["site"], columns["type"], strict=True):
        labels, counts = np.unique(painted_scene.label[painted_scene.site == site], return_counts=True)
        assert LABELS[labels[np.argmax(counts)]] == kind
        assert shapely.is_valid(polygon) and polygon.area >= MINIMUM_PIXELS * 100
    np.testing.assert_allclose(columns["area_ha"], shapely.area(polygons) / 1e4)


def test_a_small_scene_has_mines_of_all_kinds(made_scene):
    _, columns = read_truth(made_scene.truth)
    assert set(columns["type"]) == set(MINE_TYPES)


@pytest.mark.parametrize("seed", range(4))
def test_spectra_are_ordered_as_on_the_ground(seed):
    painted = paint_scene(seed, 400)
    greenness = {
        label: normalised_difference(median_spectrum(painted, label), "B08", "B04")
        for label in ("forest", "grass", "bare_soil", "open_pit", "water")
    }
    assert greenness["forest"] > greenness["grass"] > greenness["bare_soil"] > 0
    assert greenness["forest"] > 0.5 > greenness["open_pit"]
    wetness = {
        label: normalised_difference(median_spectrum(painted, label), "B03", "B11")
        for label in ("water", "forest", "bare_soil")
    }
    assert wetness["water"] > 0 > max(wetness["forest"], wetness["bare_soil"])


def test_bare_ground_that_is_no_mine_overlaps_with_mines_in_every_visible_band(painted_scene):
    mines = painted_scene.reflectance[1:4, painted_scene.site > 0]
    bare = painted_scene.reflectance[1:4, painted_scene.label == LABEL_INDEX["bare_soil"]]
    assert np.all(np.quantile(bare, 0.9, axis=1) > np.quantile(mines, 0.25, axis=1))
    assert bare.shape[1] > mines.shape[1]


def test_bands_of_60_m_are_smoother_than_those_of_10_m(painted_scene):
    steps = np.abs(np.diff(painted_scene.reflectance, axis=2)).mean(
        axis=(1, 2)
    ) / painted_scene.reflectance.mean((1, 2))
    by_band = dict(zip(PACK_BANDS, steps, strict=True))
    assert by_band["B01"] < by_band["B05"] < by_band["B04"]


@pytest.mark.parametrize("seed", range(20, 26))
def test_labels_and_truth_agree_on_what_is_a_mine(seed):
    painted = paint_scene(seed, 256)
    is_mine = np.isin(painted.label, [LABEL_INDEX[kind] for kind in MINE_TYPES])
    np.testing.assert_array_equal(is_mine, painted.site > 0)
    assert set(np.unique(painted.site)) - {0} == {mine.site for mine in painted.mines}


@pytest.mark.parametrize("size", [192, 250, 333])
def test_any_size_works_and_reflectance_stays_physical(size):
    painted = paint_scene(11, size)
    assert painted.reflectance.shape == (12, size, size) and painted.label.shape == (size, size)
    assert painted.reflectance.dtype == np.float32
    assert np.isfinite(painted.reflectance).all()
    assert painted.reflectance.min() > 0 and painted.reflectance.max() < 1.5


def test_too_small_a_scene_is_refused():
    with pytest.raises(ValueError, match="at least 192"):
        paint_scene(1, 64)


def test_making_a_scene_twice_in_one_folder_replaces_it(tmp_path):
    first = make_scene(tmp_path, 5, 200)
    before = first.scene.read_bytes()
    second = make_scene(tmp_path, 5, 200)
    assert second.scene.read_bytes() == before
    assert len(read_truth(second.truth)[0]) > 0
