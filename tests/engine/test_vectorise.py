"""Outlines of a finished run by another threshold: those of the run at its own, fewer above, none of a small area."""

from __future__ import annotations

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.vectorise import LAYER, VectoriseRequest, vectorise
from tests.rasters import NORTH, PIXEL, RGB, UTM, WEST, ground_with_mines, write_reflectance
from tests.results import read_layer


def write_confidence(path, any_mine, types=("tailings", "open_pit"), nodata=255, crs=UTM, first="any_mine"):
    """Write a confidence raster; the second type has two thirds of the probability."""
    bands = np.stack([any_mine, any_mine // 3, any_mine - any_mine // 3])
    bands[:, any_mine == 255] = 255
    with rasterio.open(
        path, "w", driver="GTiff", dtype="uint8", count=3, height=any_mine.shape[0], width=any_mine.shape[1],
        crs=crs, nodata=nodata, transform=from_origin(WEST, NORTH, PIXEL, PIXEL),
    ) as file:  # fmt: skip
        file.write(bands.astype(np.uint8))
        file.descriptions = (first, *types)
    return path


def outlines_of(path):
    meta, _, geometries, fields = pyogrio.raw.read(path, layer=LAYER)
    return dict(zip(meta["fields"].tolist(), fields, strict=True)), shapely.from_wkb(geometries)


def test_outlines_are_those_of_the_run_at_its_threshold(run, tmp_path):
    ground = ground_with_mines(700, 190, [(40, 50, 20, 30), (500, 20, 40, 20), (620, 100, 30, 60)])
    scene = write_reflectance(tmp_path / "scene.tif", ground, RGB)
    _, out = run(scene, threshold=0.5)
    request = VectoriseRequest(str(out / "confidence.tif"), str(tmp_path / "again.gpkg"), 0.5)
    answer = vectorise(request, Reporter())
    mines, geometries = read_layer(out, "mines")
    fields, outlines = outlines_of(tmp_path / "again.gpkg")
    assert answer["counts"] == {"outlines": 3}
    # The raster begins at the area's first pixel, and the run counts from the scene's: the same place.
    assert shapely.equals(shapely.union_all(outlines), shapely.union_all(geometries))
    assert set(fields["type"]) == set(mines["type"])
    np.testing.assert_allclose(sorted(fields["area_ha"]), sorted(mines["area_ha"]))
    np.testing.assert_allclose(
        sorted(fields["score_segmenter"]), sorted(mines["score_segmenter"]), atol=1 / 254
    )


def test_higher_threshold_keeps_what_is_above_it(tmp_path):
    any_mine = np.zeros((600, 60), np.uint8)
    any_mine[500:530, 10:20] = 140  # across the rows that are read at once
    any_mine[100:110, 10:20] = 240
    any_mine[:20] = 255
    path = write_confidence(tmp_path / "confidence.tif", any_mine)
    counts = {}
    for threshold in (0.01, 0.5, 0.9, 0.99):
        out = tmp_path / "outlines.gpkg"
        counts[threshold] = vectorise(VectoriseRequest(str(path), str(out), threshold), Reporter())["counts"][
            "outlines"
        ]
    assert counts == {0.01: 2, 0.5: 2, 0.9: 1, 0.99: 0}
    vectorise(VectoriseRequest(str(path), str(out), 0.9), Reporter())
    fields, (outline,) = outlines_of(out)
    assert outline.bounds == (WEST + 100, NORTH - 1100, WEST + 200, NORTH - 1000)
    assert fields["type"].tolist() == ["open_pit"]
    assert fields["score_segmenter"][0] == pytest.approx(240 / 254, abs=1e-6)
    assert fields["area_ha"][0] == pytest.approx(1, rel=0.002)
    assert fields["threshold"].tolist() == [0.9]


@pytest.mark.parametrize(("minimum_area_ha", "count"), [(0, 2), (0.05, 1), (2, 0)])
def test_outlines_below_the_least_area_are_dropped(tmp_path, minimum_area_ha, count):
    any_mine = np.zeros((40, 40), np.uint8)
    any_mine[5, 5] = any_mine[20:30, 20:30] = 200
    path = write_confidence(tmp_path / "confidence.tif", any_mine)
    request = VectoriseRequest(str(path), str(tmp_path / "o.gpkg"), 0.5, minimum_area_ha)
    assert vectorise(request, Reporter())["counts"]["outlines"] == count


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"confidence": "nowhere.tif"}, "confidence_unreadable"),
        ({"threshold": 0}, "threshold_invalid"),
        ({"threshold": "0.5"}, "threshold_invalid"),
        ({"minimum_area_ha": -1}, "area_invalid"),
        ({"out": "outlines.shp"}, "output_invalid"),
        ({"out": "/proc/outlines.gpkg"}, "output_not_writable"),
        ({"confidence": 3}, "request_invalid"),
    ],
)
def test_what_can_not_be_done_is_told(tmp_path, changed, code):
    path = write_confidence(tmp_path / "confidence.tif", np.full((8, 8), 200, np.uint8))
    fields = {"confidence": str(path), "out": str(tmp_path / "o.gpkg")} | changed
    with pytest.raises(MiningDetectorError) as caught:
        vectorise(VectoriseRequest(**fields), Reporter())
    assert caught.value.code == code
    assert caught.value.hint
    assert [entry.name for entry in tmp_path.iterdir()] == ["confidence.tif"]


@pytest.mark.parametrize("wrong", [{"nodata": 0}, {"first": "B02"}, {"crs": None}])
def test_raster_of_something_else_is_refused(tmp_path, wrong):
    path = write_confidence(tmp_path / "other.tif", np.full((8, 8), 200, np.uint8), **wrong)
    with pytest.raises(MiningDetectorError) as caught:
        vectorise(VectoriseRequest(str(path), str(tmp_path / "o.gpkg")), Reporter())
    assert caught.value.code == "confidence_unknown"


def test_cancel_leaves_the_older_outlines(tmp_path):
    path = write_confidence(tmp_path / "confidence.tif", np.full((8, 8), 200, np.uint8))
    request = VectoriseRequest(str(path), str(tmp_path / "o.gpkg"))
    vectorise(request, Reporter())
    before = (tmp_path / "o.gpkg").read_bytes()
    reporter = Reporter()
    reporter.cancel()
    with pytest.raises(MiningDetectorError) as caught:
        vectorise(request, reporter)
    assert caught.value.code == "cancelled"
    assert (tmp_path / "o.gpkg").read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["confidence.tif", "o.gpkg"]
