"""What users and machines get wrong is told in one message, and leaves nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import numpy as np
import pytest
import shapely

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.pipeline import DetectRequest
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.results import ResultsFolder
from tests.packs import brightness_classifier
from tests.rasters import NORTH, RGB, UTM, WEST, ground_with_mines, write_reflectance


def expect(code, run, scene, **options):
    with pytest.raises(MiningDetectorError) as caught:
        run(scene, **options)
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.hint
    return caught.value


def test_what_users_get_wrong_is_told_and_leaves_nothing(run, tmp_path, models):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)
    far = {"geometry": shapely.geometry.mapping(shapely.box(0, 0, 10, 10)), "crs": UTM}
    bow = {"type": "Polygon", "coordinates": [[(WEST, NORTH), (WEST + 500, NORTH - 500), (WEST + 500, NORTH),
                                               (WEST, NORTH - 500), (WEST, NORTH)]]}  # fmt: skip
    nothing = {"type": "Polygon", "coordinates": []}
    expect("aoi_outside_scene", run, scene, aoi=far)
    expect("aoi_crossing_itself", run, scene, aoi={"geometry": bow, "crs": UTM})
    expect("aoi_empty", run, scene, aoi={"geometry": nothing, "crs": UTM})
    expect("scene_missing", run, tmp_path / "none.tif")
    expect("threshold_invalid", run, scene, threshold=1.5)
    expect("device_unknown", run, scene, device="cuda:77")
    expect("pack_missing", run, scene, models=str(tmp_path))
    no_crs = write_reflectance(tmp_path / "no_crs.tif", ground_with_mines(64, 64, []), RGB, crs=None)
    expect("scene_has_no_crs", run, no_crs)
    unnamed = write_reflectance(tmp_path / "unnamed.tif", ground_with_mines(64, 64, []), ["", "", ""])
    expect("bands_unknown", run, unnamed)
    infrared = write_reflectance(tmp_path / "infrared.tif", ground_with_mines(64, 64, [])[:1], ["B08"])
    assert "B04" in expect("bands_missing", run, infrared).message
    empty = write_reflectance(tmp_path / "empty.tif", np.full((3, 64, 64), np.nan), RGB, nodata=float("nan"))
    expect("no_data", run, empty)
    shutil.rmtree(models / "segmenter")
    brightness_classifier(models / "segmenter")
    expect("pack_invalid", run, scene)
    assert not (tmp_path / "out").exists()


def test_output_that_is_a_file_is_told(run, tmp_path):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)
    (tmp_path / "file").write_text("mine")
    expect("output_not_writable", run, scene, out=str(tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "mine"


def test_full_disk_is_told_before_anything_runs(run, tmp_path, monkeypatch):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    error = expect("no_disk_space", run, scene)
    assert "1 MB" in error.message
    assert not (tmp_path / "out").exists()


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 80 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=80m", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


class FillsTheDiskAt(Reporter):
    """Leaves next to nothing of a disk when a stage begins."""

    def __init__(self, folder, stage):
        super().__init__()
        self.folder, self.stage = folder, stage

    def emit(self, message):
        filler = self.folder / "filler"
        if message.get("stage") == self.stage and not filler.exists():
            free = shutil.disk_usage(self.folder).free
            filler.write_bytes(bytes(free - 8192))


@pytest.mark.parametrize(("stage", "is_kept"), [("classify", False), ("write", True)])
def test_disk_that_fills_up_during_the_run_is_told(run, tmp_path, small_disk, stage, is_kept):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(300, 300, [(20, 20, 250, 250)]), RGB)
    out = small_disk / "out"
    expect("no_disk_space", run, scene, out=str(out), reporter=FillsTheDiskAt(small_disk, stage))
    assert out.exists() == is_kept
    assert not (out / "results.gpkg").exists()


def test_what_a_killed_run_left_is_removed_and_a_running_ones_is_not(run, tmp_path):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)
    killed = tmp_path / "out" / ".partial-killed"
    killed.mkdir(parents=True)
    (killed / "running").touch()
    (killed / "unfinished.tif").touch()
    with ResultsFolder(tmp_path / "out", "other", 0) as other:
        run(scene)
        assert not killed.exists()
        assert other.partial.exists()


def test_results_that_can_not_be_replaced_stay_as_they_were(run, tmp_path, monkeypatch):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, [(20, 20, 10, 10)]), RGB)
    _, out = run(scene)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    replace = os.replace

    def refuse(source, target):
        if source.name == "confidence.tif" and source.parent != target.parent == out:
            raise PermissionError(13, "It is open in another program")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    expect("output_in_use", run, scene)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_pack_whose_classes_do_not_fit_is_told(run, tmp_path, models):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, [(20, 20, 10, 10)]), RGB)
    path = models / "segmenter" / "model.json"
    metadata = json.loads(path.read_text())
    classes = metadata["mlm:output"][0]["classification:classes"]
    for wrong in (
        [*classes, {"value": 3, "name": "tailings"}],
        classes[1:],
        [*classes[:2], {"value": 2, "name": "moon"}],
    ):
        metadata["mlm:output"][0]["classification:classes"] = wrong
        path.write_text(json.dumps(metadata))
        expect("pack_invalid", run, scene)
    assert not (tmp_path / "out" / "results.gpkg").exists()


@pytest.mark.parametrize(
    "wrong",
    [{"threshold": "0.5"}, {"bands": {"B02": "1"}}, {"out": ""}, {"aoi": 3}, {"scene": []}, {"device": None}],
)
def test_request_of_wrong_types_is_told(wrong):
    with pytest.raises(MiningDetectorError) as caught:
        DetectRequest(**({"scene": "scene.tif", "out": "out"} | wrong))
    assert caught.value.code == "request_invalid"
    assert next(iter(wrong)) in caught.value.message
