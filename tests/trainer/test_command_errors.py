"""What the user can mend ends each command with exit code 2 and a sentence; a fault of ours keeps its traceback."""

from __future__ import annotations

import errno

import pytest

from mining_detector_plugin.engine.errors import MiningDetectorError
from tests.packs import brightness_segmenter
from tests.trainer.made_dataset import make_dataset
from trainer import build_dataset, evaluate, explore, export, predict_masks
from trainer.command_errors import report_error


@pytest.mark.parametrize("command", ["build_dataset", "evaluate", "explore", "predict_masks", "stac"])
def test_file_where_a_folder_should_be_is_named(command, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    out = str(tmp_path / "file" / "below")
    data = str(make_dataset(tmp_path / "data", per_place=2).folder)
    pack = str(brightness_segmenter(tmp_path / "pack", cut=0.25))
    run = {
        "build_dataset": lambda: build_dataset.main(["known", "made", "--scenes", "1", "--size", "192", "--out", out]),
        "evaluate": lambda: evaluate.main([pack, "--data", data, "--json", out]),
        "explore": lambda: explore.main([data, "--out", out]),
        "predict_masks": lambda: predict_masks.main([pack, "--data", data, "--out", out]),
        "stac": lambda: export.main(["stac", "mining_detector_plugin/models/classifier", "--out", out]),
    }  # fmt: skip
    assert run[command]() == 2
    told = capsys.readouterr().err
    assert str(tmp_path / "file") in told and "Traceback" not in told and "inside Mining Detector" not in told


def test_what_ends_a_command_is_told_with_what_to_do(capsys):
    assert report_error(MiningDetectorError("wrong", "It is wrong.", "Make it right.")) == 2
    assert report_error(KeyboardInterrupt()) == 2
    assert report_error(OSError(errno.ENOSPC, "No space left on device", "out.tif")) == 2
    told = capsys.readouterr().err
    assert "It is wrong. Make it right." in told and "cancelled" in told and "disk is full" in told


def test_fault_of_ours_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError):
        report_error(ZeroDivisionError())
