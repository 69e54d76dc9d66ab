"""The bundled packs are valid, small, run alike in both runtimes, and their cards tell what can be measured again."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mining_detector_plugin.engine.fusion import FUSION_FILE, load_fusion
from mining_detector_plugin.engine.model_folder import fusion_folder, load_packs
from mining_detector_plugin.engine.pack import load_pack
from tests.trainer.conftest import ROOT
from trainer.packs.card import card_text
from trainer.packs.parity import parity

PACKS = sorted(path.parent for path in (ROOT / "mining_detector_plugin" / "models").glob("*/model.json"))
packs = pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)


@packs
def test_bundled_pack_is_valid_and_runs_alike_in_both_runtimes(folder):
    pack = load_pack(folder)
    assert pack.kind == folder.name
    assert parity(pack) <= 1e-3


@packs
def test_bundled_packs_fit_in_the_plugin(folder):
    assert sum(path.stat().st_size for path in folder.iterdir()) < 8_000_000


@packs
def test_card_is_what_the_metadata_say(folder):
    metadata = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    assert (folder / "README.md").read_text(encoding="utf-8") == card_text(metadata)
    assert metadata["evaluation"] and metadata["training_data"] and metadata["limits"]


def test_bundled_fusion_fits_the_bundled_packs_and_tells_how_well_it_holds():
    fusion, reason = load_fusion(fusion_folder(None), load_packs(None))
    assert fusion is not None, reason
    measured = json.loads((fusion_folder(None) / FUSION_FILE).read_text(encoding="utf-8"))["measured"]
    low, high = measured["calibration_error_interval"]
    assert 0 <= low <= measured["calibration_error"] <= high < 1
    assert set(measured["thresholds"]) == set(fusion.thresholds)


@pytest.mark.slow
@packs
def test_command_of_the_card_reproduces_its_figures(folder, real_data, tmp_path):
    written = json.loads((folder / "model.json").read_text(encoding="utf-8"))["evaluation"]
    (command,) = {row["command"] for row in written}
    program, script, *arguments = command.split()
    assert program == "python"
    arguments[arguments.index("--data") + 1] = str(real_data)
    rows_file = tmp_path / "rows.json"
    subprocess.run(
        [sys.executable, script, *arguments, "--json", str(rows_file)], cwd=ROOT, check=True, timeout=500
    )
    measured = {(row["data"], row["split"], row["metric"]): row for row in json.loads(rows_file.read_text())}
    assert set(measured) == {(row["data"], row["split"], row["metric"]) for row in written}
    for row in written:
        again = measured[row["data"], row["split"], row["metric"]]
        assert again["count"] == row["count"]
        assert again["value"] == pytest.approx(row["value"], abs=2e-3), row
