"""Estimates: the cells that a run will look at, and how long it may take by what former runs took."""

from __future__ import annotations

import math

import numpy as np
import pytest
import rasterio
import shapely
from rasterio.enums import Resampling

from mining_detector_plugin.engine import estimate as module
from mining_detector_plugin.engine.errors import AoiError, MiningDetectorError
from mining_detector_plugin.engine.estimate import EstimateRequest, FormerRun, estimate, predict_seconds
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.request import DetectRequest
from tests.engine.test_worker import serve
from tests.rasters import NORTH, PIXEL, RGB, UTM, WEST, ground_with_mines, write_reflectance

HEIGHT, WIDTH = 420, 510


class Warnings(Reporter):
    def __init__(self):
        super().__init__()
        self.told = {}

    def emit(self, message):
        if message["type"] == "warning":
            self.told[message["code"]] = message["message"]


def aoi_of(*corners):
    """Return an AOI with these corners in columns and rows of the scene."""
    ring = [(WEST + column * PIXEL, NORTH - row * PIXEL) for column, row in corners]
    return {"geometry": shapely.geometry.mapping(shapely.Polygon(ring)), "crs": UTM}


@pytest.fixture
def scene(tmp_path):
    """A scene with a corner of no data."""
    ground = ground_with_mines(HEIGHT, WIDTH, [(200, 150, 60, 50), (250, 350, 40, 30)])
    ground[:, :130, :200] = np.nan
    return str(write_reflectance(tmp_path / "scene.tif", ground, RGB))


def ask(scene, models, tmp_path, reporter=None, former=(), **options):
    run = {"scene": scene, "out": str(tmp_path / "out"), "models": str(models), "device": "cpu"} | options
    return estimate(EstimateRequest(run, former), reporter or Reporter())


AREAS = {
    "whole": None,
    "polygon": aoi_of((30, 40), (470, 90), (430, 400), (90, 333)),
    "thin strip": aoi_of((10, 200), (500, 210), (500, 214), (10, 204)),
    "two parts": {
        "geometry": shapely.geometry.mapping(
            shapely.MultiPolygon(
                [shapely.box(WEST + 900, NORTH - 4000, WEST + 1800, NORTH - 3100),
                 shapely.box(WEST + 3000, NORTH - 3000, WEST + 5200, NORTH - 700)]
            )
        ),
        "crs": UTM,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", AREAS)
def test_cells_are_those_that_the_run_looks_at(scene, models, run, tmp_path, name):
    expected = ask(scene, models, tmp_path, aoi=AREAS[name])
    answer, _ = run(scene, aoi=AREAS[name])
    assert expected["cells"] == answer["counts"]["cells"] > 0
    assert expected["is_exact"]


@pytest.mark.parametrize("has_overviews", [True, False])
def test_large_image_is_looked_up_in_small(scene, models, run, tmp_path, monkeypatch, has_overviews):
    monkeypatch.setattr(module, "_EXACT_PIXELS", 100)
    monkeypatch.setattr(module, "_SMALL_SIDE", 40)
    if has_overviews:
        with rasterio.open(scene, "r+") as file:
            file.build_overviews([2, 4, 8], Resampling.nearest)
    expected = ask(scene, models, tmp_path)
    assert not expected["is_exact"]
    answer, _ = run(scene)
    looked_at = answer["counts"]["cells"]
    side = load_pack(models / "classifier").stride
    everywhere = math.ceil(HEIGHT / side) * math.ceil(WIDTH / side)
    if has_overviews:
        assert expected["cells"] == pytest.approx(looked_at, abs=3)
        assert expected["cells"] < everywhere
    else:
        assert looked_at < expected["cells"] == everywhere


def test_area_is_on_the_ground_and_tiles_are_those_of_the_segmenter(scene, models, tmp_path):
    answer = ask(scene, models, tmp_path, aoi=aoi_of((200, 200), (400, 200), (400, 400), (200, 400)))
    assert answer["area_ha"] == pytest.approx(400, rel=0.001)
    # The segmenter's graph takes tiles of any size: one holds all.
    assert answer["tiles"] == 1


def test_area_partly_beside_the_image_is_a_warning_and_wholly_beside_an_error(scene, models, tmp_path):
    reporter = Warnings()
    half = aoi_of((WIDTH - 100, 200), (WIDTH + 100, 200), (WIDTH + 100, 300), (WIDTH - 100, 300))
    ask(scene, models, tmp_path, reporter, aoi=half)
    assert reporter.told["aoi_partly_outside"].startswith("50%")
    beside = aoi_of((WIDTH + 5, 0), (WIDTH + 50, 0), (WIDTH + 50, 50))
    with pytest.raises(AoiError) as caught:
        ask(scene, models, tmp_path, aoi=beside)
    assert caught.value.code == "aoi_outside_scene"


def test_area_that_fills_the_disk_is_a_warning(scene, models, tmp_path, monkeypatch):
    reporter = Warnings()
    ask(scene, models, tmp_path, reporter)
    assert reporter.told == {}
    monkeypatch.setattr(module, "_free_bytes", lambda folder: 1000)
    answer = ask(scene, models, tmp_path, reporter)
    assert "no_disk_space" in reporter.told
    assert answer["bytes_free"] < answer["bytes_needed"]


def past(device="cpu", cells=100, searched=20, classify=10.0, search=40.0, fixed=2.0):
    timings = {"prepare": fixed / 2, "write": fixed / 2, "classify": classify, "detect": search / 4,
               "segment": search * 3 / 4}  # fmt: skip
    return FormerRun(device, cells, searched, timings)


def request(**options):
    return DetectRequest(scene="a", out="b", **options)


def test_time_follows_former_runs_on_the_device():
    seconds, source = predict_seconds(request(), 1000, "cpu", [past(), past("cuda:0", classify=0.1)])
    # 2 s, 0.1 s a cell, and 2 s for each of the fifth that is searched.
    assert (seconds, source) == (pytest.approx(2 + 100 + 400), "former_runs")
    seconds, _ = predict_seconds(request(search_everywhere=True), 1000, "cpu", [past()])
    assert seconds == pytest.approx(2 + 100 + 2000)
    seconds, _ = predict_seconds(request(only="classify"), 1000, "cpu", [past()])
    assert seconds == pytest.approx(2 + 100)
    assert predict_seconds(request(), 1000, "cpu", [past("cuda:0")])[1] == "default"
    assert predict_seconds(request(), 1000, "cpu", [past(cells=0, searched=0)])[1] == "default"


def test_one_slow_run_does_not_spoil_the_estimate():
    runs = [past(), past(classify=500, search=2000), past()]
    assert predict_seconds(request(), 1000, "cpu", runs)[0] == pytest.approx(502)


def test_worker_answers_an_estimate(scene, models, tmp_path):
    run = {"scene": scene, "out": str(tmp_path / "out"), "models": str(models)}
    messages, code = serve({"command": "estimate", "run": run, "former_runs": [vars(past())]})
    assert code == 0, messages
    assert messages[-1]["seconds_from"] == "former_runs"
    messages, code = serve({"command": "estimate", "run": run | {"colour": 1}})
    assert (messages[-1]["code"], code) == ("request_invalid", 2)


def test_request_that_makes_no_sense_is_refused():
    with pytest.raises(MiningDetectorError) as caught:
        EstimateRequest({}, [{"cells": 3}]).former()
    assert caught.value.code == "request_invalid"
