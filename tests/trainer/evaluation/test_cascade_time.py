"""The time of the cascade: two folders of packs take turns on one scene."""

from __future__ import annotations

import numpy as np
import pytest

from tests.packs import write_test_models
from tests.rasters import RGB, ground_with_mines, write_reflectance
from trainer.evaluation.bundled.cascade_time import CascadeTime, cascade_figures, time_cascades
from trainer.evaluation.bundled.figures import keyed


def test_detections_take_turns_and_every_stage_is_told(tmp_path):
    models = write_test_models(tmp_path / "models")
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(192, 288, [(20, 20, 20, 20)]), RGB)
    told: list[str] = []
    folders = {"now": models, "before": models}
    times = time_cascades(scene, folders, 2, tmp_path / "work", told.append)
    assert [line.split(",")[0] for line in told] == ["round 1", "round 1", "round 2", "round 2"]
    for own in times.values():
        assert {"prepare", "classify", "detect", "segment", "write"} <= set(own.stages_s)
        assert own.megapixels == pytest.approx(0.055296) and len(own.processor_s) == 2
        # One of 24 cells holds the mine, at a distance of one from the upper left corner: 4 are searched.
        assert own.searched == pytest.approx(4 / 24)


def test_seconds_are_scaled_to_the_area_but_for_what_is_done_once():
    slow = CascadeTime(
        {"prepare": np.array([9.0, 9.0, 9.0]), "segment": np.array([2.0, 4.0, 8.0])}, np.ones(3), 0.5, 2.0
    )
    fast = CascadeTime(
        {"prepare": np.array([9.0, 9.0, 9.0]), "segment": np.array([1.0, 2.0, 9.0])}, np.ones(3), 0.5, 2.0
    )
    figures = keyed(cascade_figures({"now": slow, "before": fast}, "now", "before"))
    assert figures["cascade_time_ratio"].value == 2.0
    assert figures["cascade_seconds_per_100_megapixels"].value == 200.0
    assert figures["cascade_processor_time_ratio"].value == 1.0
