"""A pack is written whole: fixed sizes, further fields and files, and nothing where it can't be measured."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import load_pack
from trainer.packs.card import card_text
from trainer.packs.metadata import Identity, told_folder
from trainer.packs.writer import write_pack
from trainer.tasks.task import Evaluation, PackFields

NETWORK = ("classifier_resnet", {"widths": [8, 16], "depths": [1, 1], "dropout": 0.0})
IDENTITY = Identity("classifier", "tiny", "0.0.1", "A made one.", "GPL-3.0-or-later")
FIELDS = PackFields(
    classes=("mine",), activation="sigmoid", tile=64, overlap=0, stride=64, thresholds={"default": 0.5},
    threshold_rule="Made.", outputs={"logits": ("batch", "class")}, training_data=(), limits=("Made.",),
)  # fmt: skip


def write(folder, fields, evaluate=lambda pack: [Evaluation("made", "val", "roc_auc", 0.5, 4)]):
    torch.manual_seed(0)
    network = build_network(*NETWORK).eval()
    return write_pack(folder, network, *NETWORK, IDENTITY, fields, evaluate, "measure {folder}")


def test_network_of_fixed_size_says_so_and_takes_no_other(tmp_path):
    pack = write(tmp_path / "pack", dataclasses.replace(FIELDS, is_fixed_size=True))
    assert pack.metadata["mlm:input"][0]["input"]["shape"] == [-1, 12, 64, 64]
    session = onnxruntime.InferenceSession(str(pack.graph_path), providers=["CPUExecutionProvider"])
    for batch in (1, 3):
        bands = np.zeros((batch, 12, 64, 64), np.float32)
        assert session.run(None, {"bands": bands, "presence": bands[:, :, 0, 0]})[0].shape == (batch, 1)
    with pytest.raises(Exception, match="Expected: 64"):
        wide = np.zeros((1, 12, 64, 96), np.float32)
        session.run(None, {"bands": wide, "presence": wide[:, :, 0, 0]})


def test_further_fields_and_files_are_in_the_pack(tmp_path):
    member = tmp_path / "member"
    member.mkdir()
    (member / "model.json").write_text("{}")
    fields = dataclasses.replace(
        FIELDS,
        extra={"mine_classes": ["mine"]},
        files={"second_level.onnx": b"graph", "members/0": member, "regions.geojson": member / "model.json"},
    )
    pack = write(tmp_path / "pack", fields)
    assert load_pack(pack.folder).metadata["mine_classes"] == ["mine"]
    assert "- A cell's score is the highest probability of mine." in (pack.folder / "README.md").read_text()
    assert (pack.folder / "second_level.onnx").read_bytes() == b"graph"
    assert (pack.folder / "members/0/model.json").read_text() == "{}"
    assert (pack.folder / "regions.geojson").read_text() == "{}"


def test_figures_and_card_stand_in_the_pack(tmp_path):
    pack = write(tmp_path / "pack", FIELDS)
    (row,) = pack.metadata["evaluation"]
    assert (row["value"], row["count"], row["command"]) == (0.5, 4, "measure PACK")
    metadata = json.loads((pack.folder / "model.json").read_text())
    assert (pack.folder / "README.md").read_text() == card_text(metadata)


def test_card_names_no_folder_of_one_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert told_folder(tmp_path / "packs" / "mine") == told_folder(Path("packs/mine")) == "packs/mine"
    assert told_folder(tmp_path.parent / "mine") == "PACK"
    pack = write(tmp_path / "packs" / "mine", FIELDS)
    assert "    measure packs/mine" in (pack.folder / "README.md").read_text()


def test_older_pack_stays_where_the_new_one_fails(tmp_path):
    older = write(tmp_path / "pack", FIELDS)

    def fail(pack):
        raise RuntimeError("no data")

    with pytest.raises(RuntimeError):
        write(tmp_path / "pack", dataclasses.replace(FIELDS, limits=("New.",)), fail)
    assert load_pack(older.folder).metadata == older.metadata
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]
