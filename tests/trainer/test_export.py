"""The export command: checkpoints become the run's own pack, faults of packs are all told, items are valid STAC."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tarfile
from pathlib import Path

import pystac
import pytest
import torch
import yaml
from pystac.extensions.mlm import MLMExtension
from safetensors.numpy import load_file, save_file

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.pack import load_pack
from tests.trainer.conftest import ROOT
from trainer.export import main
from trainer.packs.check import check_pack
from trainer.packs.metadata import read_metadata, write_metadata
from trainer.packs.stac import stac_item, validate_item
from trainer.recipe import load_recipe
from trainer.train import main as train_main

BUNDLED = ROOT / "mining_detector_plugin" / "models" / "classifier"


@pytest.fixture(scope="module")
def finished(tmp_path_factory, made_data) -> Path:
    """The folder of a finished run on made data: recipe.yaml, run, pack."""
    folder = tmp_path_factory.mktemp("finished")
    values = {
        "name": "tiny", "version": "0.0.1", "description": "A made one.", "task": "classify", "seed": 2,
        "data_root": str(made_data), "run_folder": str(folder / "run"), "pack": str(folder / "pack"),
        "logger": "none",
        "network": {"name": "classifier_resnet", "arguments": {"widths": [8, 16], "depths": [1, 1], "dropout": 0.0}},
        "train": {"epochs": 2, "batch_size": 16, "learning_rate": 0.01},
        "settings": {"chips_per_epoch": 48, "folds": 3, "eurosat_every": 2},
    }  # fmt: skip
    (folder / "recipe.yaml").write_text(yaml.safe_dump(values), encoding="utf-8")
    assert train_main([str(folder / "recipe.yaml")]) == 0
    return folder


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of a bundled pack, to be spoilt."""
    return Path(shutil.copytree(BUNDLED, tmp_path / "copy"))


@pytest.mark.parametrize("source", ["run", "run/checkpoints/last.ckpt"])
def test_pack_of_a_checkpoint_is_the_pack_of_its_run(finished, tmp_path, source):
    assert main(["checkpoint", str(finished / source), "--out", str(tmp_path / "again")]) == 0
    first, again = load_pack(finished / "pack"), load_pack(tmp_path / "again")
    assert first.weights_path.read_bytes() == again.weights_path.read_bytes()
    differing = {key for key in first.metadata if first.metadata[key] != again.metadata[key]}
    assert differing <= {"created", "evaluation"}
    for one, other in zip(first.metadata["evaluation"], again.metadata["evaluation"], strict=True):
        assert one | {"command": ""} == other | {"command": ""}


def test_run_without_its_data_or_checkpoint_is_told(finished, tmp_path, capsys):
    out = ["--out", str(tmp_path / "pack")]
    assert main(["checkpoint", str(finished / "run"), *out, "--data", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
    shutil.copy(finished / "run" / "recipe.yaml", tmp_path)
    assert main(["checkpoint", str(tmp_path), *out]) == 2
    assert "no checkpoint" in capsys.readouterr().err
    assert main(["checkpoint", "/", *out]) == 2
    assert "belongs to no run" in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()


def test_run_of_a_recipe_that_does_more_than_train_is_told(finished, tmp_path, capsys):
    run = Path(shutil.copytree(finished / "run", tmp_path / "run"))
    values = load_recipe(run / "recipe.yaml").model_dump()
    values["procedure"] = {"name": "precision_filter", "settings": {}}
    (run / "recipe.yaml").write_text(yaml.safe_dump(values))
    assert main(["checkpoint", str(run), "--out", str(tmp_path / "pack")]) == 2
    assert "does more than train" in capsys.readouterr().err


class Payload:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (Path.touch, (self.path,))


def test_code_in_a_checkpoint_is_not_run(finished, tmp_path, capsys):
    run = Path(shutil.copytree(finished / "run", tmp_path / "run"))
    checkpoint = run / "checkpoints" / "last.ckpt"
    torch.save({"state_dict": Payload(tmp_path / "ran")}, checkpoint)
    assert main(["checkpoint", str(checkpoint), "--out", str(tmp_path / "pack")]) == 2
    assert "can't be used" in capsys.readouterr().err
    assert not (tmp_path / "ran").exists()


def test_checkpoint_of_another_network_is_refused(finished, tmp_path, capsys):
    run = Path(shutil.copytree(finished / "run", tmp_path / "run"))
    values = load_recipe(run / "recipe.yaml").model_dump()
    values["network"]["arguments"]["widths"] = [8, 8]
    (run / "recipe.yaml").write_text(yaml.safe_dump(values))
    assert main(["checkpoint", str(run), "--out", str(tmp_path / "pack")]) == 2
    assert "can't be used" in capsys.readouterr().err


def test_bundled_pack_passes_the_check(capsys):
    assert main(["check", str(BUNDLED)]) == 0
    assert "nothing found" in capsys.readouterr().out


def edit(folder: Path, **changes) -> None:
    write_metadata(folder, read_metadata(folder) | changes)


FAULTS = {
    "No licence": lambda folder: edit(folder, license=" "),
    "is not what model.json says": lambda folder: (folder / "README.md").write_text("Better than all."),
    "README.md is missing": lambda folder: (folder / "README.md").unlink(),
    "holds no figures": lambda folder: edit(folder, evaluation=[]),
    "roc_auc lacks a finite value": lambda folder: edit(
        folder,
        evaluation=[read_metadata(folder)["evaluation"][0] | {"metric": "roc_auc", "value": float("nan")}],
    ),
    "roc_auc lacks count, date": lambda folder: edit(
        folder,
        evaluation=[read_metadata(folder)["evaluation"][0] | {"metric": "roc_auc", "count": 0, "date": ""}],
    ),
    "what it can't do": lambda folder: edit(folder, limits=[]),
    "/home/someone/data": lambda folder: edit(folder, description="Trained from /home/someone/data."),
    "weights.pkl does not belong": lambda folder: (folder / "weights.pkl").write_bytes(b""),
    "is a link": lambda folder: (folder / "other").symlink_to(folder / "README.md"),
    "the field 'bands' is missing": lambda folder: edit(folder, second_level={"graph": "second_level.onnx"}),
    "mlm:output": lambda folder: (folder / "model.json").write_text(
        (folder / "model.json").read_text().replace("mlm:output", "mlm:putout")
    ),
}


@pytest.mark.parametrize("finding", list(FAULTS))
def test_fault_of_a_pack_is_found(copy, finding):
    FAULTS[finding](copy)
    assert any(finding in found for found in check_pack(copy))


def test_weights_that_are_no_numbers_are_found(copy):
    tensors = load_file(copy / "weights.safetensors")
    name = next(name for name, tensor in tensors.items() if tensor.ndim == 4)
    tensors[name][0, 0, 0, 0] = float("nan")
    save_file(tensors, copy / "weights.safetensors")
    findings = check_pack(copy)
    assert any("no numbers, in" in finding for finding in findings)
    assert any("differ by nan" in finding for finding in findings)


def test_all_faults_are_told_at_once_and_the_exit_code_is_2(copy, capsys):
    edit(copy, license="", limits=[])
    assert main(["check", str(copy), "--limit-mb", "0.5"]) == 2
    told = capsys.readouterr().err
    assert "No licence" in told and "limits" in told and "0.5 MB are allowed" in told and "4 findings" in told


def test_stac_item_is_read_back_by_pystac_with_all_files_beside_it(copy, tmp_path, capsys):
    path = tmp_path / "items" / "item.json"
    assert main(["stac", str(copy), "--out", str(path)]) == 0
    item = pystac.Item.from_file(str(path))
    pack = load_pack(copy)
    model = MLMExtension.ext(item)
    assert model.mlm_name == pack.name
    assert [entry.name for entry in model.input] == ["bands", "presence"]
    assert (
        tuple(model.input[0].bands) == pack.bands == tuple(band["name"] for band in item.properties["bands"])
    )
    assert [entry.name for entry in model.output[0].classes] == list(pack.classes)
    for asset in item.assets.values():
        assert Path(asset.get_absolute_href()).resolve().is_file()
    assert {Path(asset.href).name for asset in item.assets.values()} == {file.name for file in copy.iterdir()}
    assert str(tmp_path) not in path.read_text()


@pytest.fixture(scope="session")
def mlm_schemas(tmp_path_factory) -> dict[str, dict]:
    """The schemas of MLM and of what it points at, as pystac's own tests recorded them, from the package index."""
    folder = tmp_path_factory.mktemp("schemas")
    sources = ["pystac-ext-mlm==1.4.1", "pystac-ext-classification==2.0.1"]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--no-binary",
        ":all:",
        "-d",
        str(folder),
    ]
    if subprocess.run([*command, *sources], capture_output=True, check=False).returncode:
        pytest.skip("needs the package index, for the schemas of STAC's extensions")
    schemas = {}
    for path in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(path) as archive:
            for name in archive.getnames():
                if "/cassettes/" in name and name.endswith(".yaml"):
                    record = yaml.safe_load(archive.extractfile(name).read())
                    for exchange in record["interactions"]:
                        schemas[exchange["request"]["uri"]] = json.loads(
                            exchange["response"]["body"]["string"]
                        )
    # MLM points at version 1.1.0, which is on no index; 2.0.0 demands more.
    address = "https://stac-extensions.github.io/classification/{}/schema.json"
    schemas[address.format("v1.1.0")] = schemas[address.format("v2.0.0")]
    return schemas


def test_item_that_breaks_the_schema_is_refused(copy, tmp_path, mlm_schemas):
    item = stac_item(load_pack(copy), tmp_path / "item.json")
    for spoil in (
        lambda properties: properties.pop("mlm:input"),
        lambda properties: properties.update({"mlm:tasks": ["find-mines"]}),
        lambda properties: properties["mlm:output"][0]["result"].update(data_type="float31"),
        lambda properties: properties["mlm:output"][0]["classification:classes"][0].pop("value"),
        lambda properties: properties["mlm:input"][0]["value_scaling"][0].pop("mean"),
        lambda properties: properties.update(license=5),
    ):
        broken = json.loads(json.dumps(item.to_dict()))
        assert validate_item(pystac.Item.from_dict(broken), mlm_schemas)
        spoil(broken["properties"])
        with pytest.raises(PackError, match="not valid"):
            validate_item(pystac.Item.from_dict(broken), mlm_schemas)


def test_without_a_network_stac_is_asked_and_mlm_is_said_not_to_be(copy, tmp_path, monkeypatch, capsys):
    def refuse(*arguments, **settings):
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert main(["stac", str(copy), "--out", str(tmp_path / "item.json")]) == 0
    assert "MLM could not be fetched" in capsys.readouterr().err
    broken = stac_item(load_pack(copy), tmp_path / "item.json").to_dict()
    broken["properties"].update(license=5)
    with pytest.raises(PackError, match="not valid"):
        validate_item(pystac.Item.from_dict(broken))
