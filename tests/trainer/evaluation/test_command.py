"""The command that measures one pack on one data set."""

from __future__ import annotations

import json

from tests.packs import brightness_classifier
from tests.trainer.made_dataset import make_dataset
from trainer.evaluate import main


def test_command_measures_a_pack_on_a_data_set_folder(tmp_path, capsys):
    make_dataset(tmp_path / "data", per_place=4)
    pack = brightness_classifier(tmp_path / "pack", cut=0.25)
    rows = tmp_path / "rows.json"
    command = [str(pack), "--data", str(tmp_path / "data"), "--split", "train", "--json", str(rows)]
    assert main(command) == 0
    assert "roc_auc" in capsys.readouterr().out
    by_metric = {row["metric"]: row for row in json.loads(rows.read_text())}
    assert by_metric["roc_auc"]["value"] == 1.0 and by_metric["roc_auc"]["data"] == "made"


def test_rows_are_written_into_a_new_folder_and_a_file_in_its_place_is_told(tmp_path, capsys):
    make_dataset(tmp_path / "data", per_place=2)
    pack = brightness_classifier(tmp_path / "pack", cut=0.25)
    command = [str(pack), "--data", str(tmp_path / "data"), "--json"]
    assert main([*command, str(tmp_path / "new" / "folder" / "rows.json")]) == 0
    assert json.loads((tmp_path / "new" / "folder" / "rows.json").read_text())
    (tmp_path / "file").write_text("")
    assert main([*command, str(tmp_path / "file" / "rows.json")]) == 2
    told = capsys.readouterr().err
    assert str(tmp_path / "file") in told and "Traceback" not in told and "Check the path" in told


def test_folder_that_is_not_there_is_told_without_a_traceback(tmp_path, capsys):
    pack = brightness_classifier(tmp_path / "pack")
    assert main([str(pack), "--data", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
