"""The precision filter: its features against plain arithmetic, its scores against scikit-learn, its place in a run."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from mining_detector_plugin.engine import precision_filter
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.image_source import ImageInMemory
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.precision_filter import filter_features, filter_scores
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.scene import open_scene
from tests.engine.stages import warnings_of
from tests.packs import brightness_segmenter, fixed_detector
from tests.rasters import NORTH, PIXEL, RGB, WEST, ground_with_mines, write_reflectance
from tests.results import read_layer

#: Keeps what is bright in blue: its probability is one half at a blue reflectance of 0.2.
BLUE = {
    "features": ["mean_B02"], "mean": [0.2], "stddev": [0.1], "bands": ["B02"], "by": None, "threshold": 0.5,
    "models": {"all": {"coefficients": [5.0], "intercept": 0.0}},
}  # fmt: skip


def image(seed=0, height=40, width=50):
    rng = np.random.default_rng(seed)
    reflectance = rng.random((4, height, width), dtype=np.float32)
    return ImageInMemory(reflectance, rng.random((height, width)) < 0.9, ("B02", "B04", "B08", "B11"))


def test_features_of_a_box_are_the_statistics_of_its_valid_pixels():
    chip = image()
    names = ["mean_B04", "stddev_B08", "p10_NDVI", "p90_NDVI", "mean_BSI"]
    values = filter_features(chip, shapely.box(10, 5, 30, 25), names)
    part = (slice(5, 25), slice(10, 30))
    blue, red, nir, swir = (band[part][chip.is_valid[part]].astype(float) for band in chip.reflectance)
    ndvi = (nir - red) / (nir + red)
    bare = ((swir + red) - (nir + blue)) / ((swir + red) + (nir + blue))
    expected = [red.mean(), nir.std(), np.quantile(ndvi, 0.1), np.quantile(ndvi, 0.9), bare.mean()]
    np.testing.assert_allclose(values, expected, rtol=1e-5)


def test_pixels_count_whose_centre_lies_inside_a_polygon():
    chip = image()
    triangle = shapely.Polygon([(3.2, 4.1), (45.7, 9.3), (20.4, 36.6)])
    rows, columns = np.mgrid[0:40, 0:50]
    inside = shapely.contains_xy(triangle, columns.ravel() + 0.5, rows.ravel() + 0.5).reshape(40, 50)
    expected = chip.reflectance[1][inside & chip.is_valid].mean()
    assert filter_features(chip, triangle, ["mean_B04"])[0] == pytest.approx(expected, rel=1e-6)


def test_sliver_without_a_pixels_centre_takes_the_pixels_it_touches():
    chip = ImageInMemory(np.full((1, 9, 9), 0.3, np.float32), np.ones((9, 9), bool), ("B04",))
    assert filter_features(chip, shapely.box(2.1, 2.1, 2.3, 7), ["mean_B04"]) == pytest.approx(0.3)


def test_outline_without_a_valid_pixel_has_no_features_and_no_score(tmp_path):
    chip = ImageInMemory(np.zeros((1, 9, 9), np.float32), np.zeros((9, 9), bool), ("B02",))
    features = filter_features(chip, shapely.box(2, 2, 5, 5), ["mean_B02"])
    assert np.isnan(features).all()
    part = load_pack(brightness_segmenter(tmp_path / "pack", precision_filter=BLUE)).precision_filter
    assert np.isnan(filter_scores(part, features[None])).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 35), st.integers(0, 25), st.integers(2, 30), st.integers(2, 30), st.integers(300, 3000))
def test_features_of_a_scene_read_in_strips_are_those_of_the_array(left, top, width, height, most):
    """``most`` is at least the box's pixels or thins them; on a surface that is even, both say the same."""
    rows, columns = np.mgrid[0:60, 0:70]
    even = ImageInMemory(
        np.stack([np.full((60, 70), 0.2), np.full((60, 70), 0.4)]).astype(np.float32),
        (rows + columns) % 7 > 0, ("B04", "B08"),
    )  # fmt: skip
    before, precision_filter.MOST_PIXELS = precision_filter.MOST_PIXELS, most
    try:
        values = filter_features(
            even, shapely.box(left, top, left + width, top + height), ["mean_NDVI", "p90_B08"]
        )
    finally:
        precision_filter.MOST_PIXELS = before
    np.testing.assert_allclose(values, [1 / 3, 0.4], rtol=1e-6)


def test_small_strips_change_nothing(monkeypatch):
    chip = image()
    outline, names = shapely.box(2, 3, 48, 38), ["mean_B04", "p10_B11"]
    whole = filter_features(chip, outline, names)
    monkeypatch.setattr(precision_filter, "MOST_PIXELS", 46 * 35)
    np.testing.assert_allclose(filter_features(chip, outline, names), whole)


def test_features_of_a_file_are_those_of_its_array(tmp_path):
    chip = image()
    path = write_reflectance(tmp_path / "scene.tif", chip.reflectance, chip.bands)
    whole = ImageInMemory(chip.reflectance, np.ones_like(chip.is_valid), chip.bands)
    outline, names = shapely.box(-3, 10, 20, 60), ["mean_B04", "stddev_NDVI"]
    with open_scene(str(path)) as scene:
        np.testing.assert_allclose(
            filter_features(scene, outline, names), filter_features(whole, outline, names), rtol=1e-5
        )


def test_scores_are_those_of_the_fitted_regression(tmp_path):
    rng = np.random.default_rng(5)
    features = rng.normal([0.2, 0.1], [0.1, 0.3], (200, 2))
    labels = features[:, 0] + rng.normal(0, 0.05, 200) > 0.2
    mean, stddev = features.mean(axis=0), features.std(axis=0)
    fitted = LogisticRegression(l1_ratio=1, solver="liblinear").fit((features - mean) / stddev, labels)
    fields = BLUE | {
        "features": ["mean_B04", "mean_NDVI"], "mean": mean.tolist(), "stddev": stddev.tolist(),
        "bands": ["B04", "B08"],
        "models": {"all": {"coefficients": fitted.coef_[0].tolist(), "intercept": float(fitted.intercept_[0])}},
    }  # fmt: skip
    part = load_pack(brightness_segmenter(tmp_path / "pack", precision_filter=fields)).precision_filter
    expected = fitted.predict_proba((features - mean) / stddev)[:, 1]
    np.testing.assert_allclose(filter_scores(part, features), expected, rtol=1e-9)


@pytest.fixture
def scene(tmp_path):
    """One site that is bright in blue, and one that is not."""
    ground = ground_with_mines(120, 200, [(20, 20, 20, 20)], blue=0.4)
    other = ground_with_mines(120, 200, [(70, 150, 20, 20)], blue=0.05)
    return write_reflectance(tmp_path / "scene.tif", np.maximum(ground, other), RGB)


def give_filter(models, kind, /, **fields):
    path = models / kind / "model.json"
    metadata = json.loads(path.read_text())
    metadata["precision_filter"] = BLUE | fields
    path.write_text(json.dumps(metadata))


def test_run_leaves_out_the_polygons_that_the_filter_takes_for_false_and_counts_them(run, models, scene):
    give_filter(models, "segmenter")
    answer, out = run(scene)
    _, (mine,) = read_layer(out, "mines")
    assert mine.centroid.x == pytest.approx(WEST + 30 * PIXEL)
    assert (answer["counts"]["mines"], answer["counts"]["mines_removed"]) == (1, 1)
    row = read_layer(out, "run")[0]
    assert json.loads(row["removed_by_filter"][0]) == {"mines": 1, "detections": 0}


def test_filter_can_be_switched_off(run, models, scene):
    give_filter(models, "segmenter")
    answer, _ = run(scene, precision_filter=False)
    assert (answer["counts"]["mines"], answer["counts"]["mines_removed"]) == (2, 0)


def test_detectors_filter_takes_boxes(run, models, scene):
    shutil.rmtree(models / "detector")
    fixed_detector(models / "detector", box=(0, 0, 60, 60), precision_filter=BLUE | {"mean": [0.085]})
    # Of the boxes of all tiles only the one over the blue site has a mean above that.
    answer, out = run(scene, search_everywhere=True)
    _, boxes = read_layer(out, "detections")
    site = shapely.Point(WEST + 30 * PIXEL, NORTH - 30 * PIXEL)
    assert answer["counts"]["detections_removed"] > 0
    assert len(boxes) > 0
    assert all(box.intersects(site.buffer(100)) for box in boxes)
    assert answer["counts"]["mines"] == 2


def test_model_of_the_type_decides_and_a_type_without_one_stays(run, models, scene):
    refuse = {"coefficients": [0.0], "intercept": -9.0}
    give_filter(models, "segmenter", by="type", models={"open_pit": refuse})
    _, out = run(scene)
    assert read_layer(out, "mines")[0]["type"].tolist() == ["artisanal"]


def test_model_of_the_region_decides(run, models, scene, tmp_path):
    outline = shapely.geometry.mapping(shapely.box(14, 49, 15.01, 52))
    feature = {"type": "Feature", "properties": {"eco": "west"}, "geometry": outline}
    (models / "segmenter" / "eco.geojson").write_text(json.dumps({"features": [feature]}))
    refuse, keep = ({"coefficients": [0.0], "intercept": value} for value in (-9.0, 9.0))
    region = {"by": "region", "regions": "eco.geojson", "column": "eco"}
    give_filter(models, "segmenter", models={"west": refuse, "all": keep}, **region)
    _, out = run(scene)
    _, (mine,) = read_layer(out, "mines")
    assert mine.centroid.x == pytest.approx(WEST + 160 * PIXEL)


def test_scene_that_lacks_a_band_is_not_filtered_and_the_user_is_told(run, models, scene):
    give_filter(models, "segmenter", features=["mean_NDVI"], bands=["B04", "B08"])
    reporter, seen = Reporter(), []
    reporter.emit = seen.append
    answer, _ = run(scene, reporter)
    assert answer["counts"]["mines"] == 2
    (warning,) = warnings_of(seen)
    assert warning["code"] == "precision_filter_left_out"
    assert "B08" in warning["message"]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"features": ["median_B04"]}, "median_B04"),
        ({"features": ["mean_EVI"]}, "mean_EVI"),
        ({"mean": [1, 2]}, "finite number"),
        ({"stddev": [0]}, "stddev"),
        ({"models": {"all": {"coefficients": [float("nan")], "intercept": 0}}}, "finite"),
        ({"models": {"open_pit": {"coefficients": [1], "intercept": 0}}}, "says nothing"),
        ({"by": "weather"}, "weather"),
        ({"by": "region"}, "regions"),
        ({"threshold": 1}, "threshold"),
        ({"bands": ["B03"]}, "B02"),
        ({"by": "region", "regions": "../eco.geojson", "column": "eco"}, "inside"),
    ],
)
def test_wrong_field_is_named(tmp_path, fields, named):
    folder = brightness_segmenter(tmp_path / "pack", precision_filter=BLUE | fields)
    with pytest.raises(PackError, match=named):
        load_pack(folder)
