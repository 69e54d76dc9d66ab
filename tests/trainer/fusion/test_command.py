"""`trainer/fit_fusion.py` on a made data folder, and what the engine makes of its file."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from mining_detector_plugin.engine.fusion import load_fusion
from mining_detector_plugin.engine.model_folder import load_packs
from tests.packs import write_test_models
from trainer.fit_fusion import main


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """RGB chips at six places: mines are bright squares, and darker squares without a mine are drawn too."""
    root = tmp_path_factory.mktemp("data")
    generator = np.random.default_rng(3)
    label = np.arange(144) % 3 == 0
    chip = np.full((144, 48, 48, 3), 60, np.uint8)
    # The test models' segmenter draws from a red reflectance of 0.3 on: there 255 is 0.3.
    for index in range(144):
        if label[index] or index % 3 == 1:
            chip[index, 10:26, 10:26, 0] = 255 if label[index] else generator.integers(253, 256)
    lonlat = np.column_stack([np.arange(144) // 24, np.zeros(144)]).astype(np.float32)
    folder = root / "rgb_chips"
    folder.mkdir()
    np.savez(
        folder / "val.npz", chip=chip, label=label.astype(np.int8), lonlat=lonlat, group=np.zeros(144, np.int16),
        group_name=np.array(["made"]), cloudy=np.zeros(144, bool),
    )  # fmt: skip
    return root


@pytest.fixture(scope="module")
def models(tmp_path_factory, data):
    folder = write_test_models(tmp_path_factory.mktemp("models") / "models", cut=0.29)
    assert main(["--models", str(folder), "--data", str(data)]) == 0
    return folder


def test_file_fits_the_packs_and_tells_how_it_was_made(models):
    fusion, reason = load_fusion(models, load_packs(str(models)))
    assert fusion is not None, reason
    written = json.loads((models / "fusion.json").read_text())
    measured = written["measured"]
    assert measured["polygons"] == 96 and measured["true"] == 48 and len(measured["places"]) == 6
    assert sum(row["count"] for row in measured["reliability"]) == 96
    assert measured["thresholds"]["default"]["sites"] == 48
    assert measured["calibration_error_interval"][0] <= measured["calibration_error_interval"][1]
    assert "DATA" in written["command"] and str(models.parent) not in json.dumps(written)
    assert sorted(path.name for path in models.iterdir()) == [
        "classifier",
        "detector",
        "fusion.json",
        "segmenter",
    ]


def test_measuring_changes_nothing_and_says_that_the_places_were_fitted_on(models, data, tmp_path):
    before = (models / "fusion.json").read_bytes()
    out = tmp_path / "figures.json"
    assert main(["--models", str(models), "--data", str(data), "--measure", "--out", str(out)]) == 0
    figures = json.loads(out.read_text())
    assert (figures["by"], figures["fitted_places"], figures["polygons"]) == ("fusion.json", 6, 96)
    assert (models / "fusion.json").read_bytes() == before


def test_refitted_packs_take_the_fusion_over(models, tmp_path, capsys):
    refitted = tmp_path / "refitted"
    shutil.copytree(models, refitted)
    (refitted / "fusion.json").unlink()
    with (refitted / "segmenter" / "weights.safetensors").open("ab") as weights:
        weights.write(b" ")
    assert main(["--models", str(refitted), "--adopt", str(models)]) == 0
    fusion, _ = load_fusion(refitted, load_packs(str(refitted)))
    known, _ = load_fusion(models, load_packs(str(models)))
    assert fusion is not None and fusion.thresholds == known.thresholds
    assert "refitted" in json.loads((refitted / "fusion.json").read_text())["remark"]
    path = refitted / "detector" / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"mlm:name": "another"}))
    assert main(["--models", str(refitted), "--adopt", str(models)]) == 2
    assert "detector" in capsys.readouterr().err


def test_data_without_enough_polygons_is_one_message(models, data, tmp_path, capsys):
    few = tmp_path / "few" / "rgb_chips"
    few.mkdir(parents=True)
    with np.load(data / "rgb_chips" / "val.npz") as stored:
        parts = {name: stored[name] if name == "group_name" else stored[name][:6] for name in stored.files}
    np.savez(few / "val.npz", **parts)
    out = tmp_path / "fusion.json"
    assert main(["--models", str(models), "--data", str(few.parent), "--out", str(out)]) == 2
    assert "5 of either kind" in capsys.readouterr().err
    assert not out.exists()
