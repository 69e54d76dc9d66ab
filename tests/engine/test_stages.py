"""The answer of one stage alone: what it writes, that it equals the whole run's, and what it can do without."""

from __future__ import annotations

import numpy as np
import pyogrio
import pytest
import rasterio

from mining_detector_plugin.engine import plan
from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.reporting import Reporter
from tests.packs import brightness_classifier, write_test_models
from tests.rasters import RGB, ground_with_mines, write_reflectance
from tests.results import read_layer


class Listener(Reporter):
    def __init__(self):
        super().__init__()
        self.messages = []

    def emit(self, message):
        self.messages.append(message)


@pytest.fixture
def scene(tmp_path):
    ground = ground_with_mines(150, 290, [(40, 50, 20, 30)])
    return write_reflectance(tmp_path / "scene.tif", ground, RGB)


def layers_of(out) -> set[str]:
    return set(pyogrio.list_layers(out / "results.gpkg")[:, 0])


@pytest.mark.parametrize(
    ("only", "layers", "counts", "packs"),
    [
        ("classify", {"cells", "aoi", "run"}, {"cells", "cells_searched"}, {"classifier"}),
        (
            "detect",
            {"detections", "cells", "aoi", "run"},
            {"cells", "cells_searched", "detections", "detections_removed"},
            {"classifier", "detector"},
        ),
        ("segment", {"aoi", "run"}, set(), {"segmenter"}),
    ],
)
def test_stage_alone_writes_its_answer_and_loads_its_packs(
    run, scene, only, layers, counts, packs, monkeypatch
):
    monkeypatch.setattr(plan, "ROWS", 48)
    listener = Listener()
    result, out = run(scene, listener, only=only)
    assert layers_of(out) == layers
    assert set(result["counts"]) == counts
    assert (out / "confidence.tif").exists() == (only == "segment") == (result["confidence"] is not None)
    (row,) = read_layer(out, "run")[0]["packs"]
    assert {name for name in ("classifier", "detector", "segmenter") if f'"{name}"' in row} == packs
    fractions = [message["fraction"] for message in listener.messages if message["type"] == "progress"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert np.diff(fractions).max() < 0.6, "the bar jumps"
    assert not [message for message in listener.messages if message["type"] == "warning"]


@pytest.mark.parametrize(("only", "layer"), [("classify", "cells"), ("detect", "detections")])
def test_stage_alone_says_what_the_whole_run_says(run, scene, tmp_path, only, layer):
    run(scene, out=str(tmp_path / "whole"))
    run(scene, only=only, out=str(tmp_path / "alone"))
    fields, geometries = read_layer(tmp_path / "whole", layer)
    same_fields, same_geometries = read_layer(tmp_path / "alone", layer)
    assert len(geometries) > 0
    assert all(left.equals(right) for left, right in zip(geometries, same_geometries, strict=True))
    np.testing.assert_array_equal(fields["score"], same_fields["score"])


def test_segmenter_alone_looks_where_the_classifier_saw_nothing(run, models, scene, tmp_path):
    blind = write_test_models(tmp_path / "blind")
    for file in (blind / "classifier").iterdir():
        file.unlink()
    (blind / "classifier").rmdir()
    brightness_classifier(blind / "classifier", cut=9.0)
    run(scene, models=str(blind), out=str(tmp_path / "gated"))
    run(scene, models=str(blind), out=str(tmp_path / "alone"), only="segment")
    with rasterio.open(tmp_path / "gated" / "confidence.tif") as file:
        assert (file.read(1) == 255).all()
    with rasterio.open(tmp_path / "alone" / "confidence.tif") as file:
        any_mine = file.read(1)
        assert file.descriptions == ("any_mine", "open_pit", "artisanal")
    assert (any_mine[40:60, 50:80] == 254).all()
    assert (any_mine[:40] < 10).all()


def test_stage_alone_needs_only_the_bands_of_its_own_pack(run, models, tmp_path):
    """The detector needs B04 and the classifier of this folder B11, which the scene lacks."""
    for file in (models / "classifier").iterdir():
        file.unlink()
    (models / "classifier").rmdir()
    brightness_classifier(models / "classifier", needed=("B11",))
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, [(20, 20, 10, 10)]), RGB)
    with pytest.raises(MiningDetectorError):
        run(scene, only="classify")
    result, _ = run(scene, only="segment")
    assert result["confidence"]


def test_area_without_data_is_told_by_the_segmenter_alone_too(run, tmp_path):
    nothing = np.zeros((3, 96, 96), np.float32)
    scene = write_reflectance(tmp_path / "empty.tif", nothing, RGB, nodata=0)
    with pytest.raises(MiningDetectorError) as caught:
        run(scene, only="segment")
    assert caught.value.code == "no_data"
    assert not (tmp_path / "out").exists()


def test_results_of_another_stage_do_not_stay_beside_newer_ones(run, scene):
    _, out = run(scene)
    assert (out / "confidence.tif").exists()
    run(scene, only="classify")
    assert not (out / "confidence.tif").exists()


def test_stage_that_is_none_is_refused(run, scene):
    with pytest.raises(MiningDetectorError) as caught:
        run(scene, only="types")
    assert caught.value.code == "request_invalid"
