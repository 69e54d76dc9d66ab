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
from trainer.bundled.recording import evaluation_rows, read_figures
from trainer.packs.card import card_text
from trainer.packs.metadata import read_metadata
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
def test_command_of_the_cards_reproduces_their_figures(real_data, tmp_path):
    metadata = {folder.name: read_metadata(folder) for folder in PACKS}
    if any("refit" in fields for fields in metadata.values()):
        pytest.skip("the weights were fitted again on all data: the figures are those of the run before")
    rows = [row for fields in metadata.values() for row in fields["evaluation"]]
    (command,) = {row["command"] for row in rows}
    program, script, *arguments = command.split()
    assert program == "python"
    arguments[arguments.index("--data") + 1] = str(real_data)
    path = tmp_path / "figures.json"
    subprocess.run(
        [sys.executable, script, *arguments, "--json", str(path)], cwd=ROOT, check=True, timeout=900
    )
    measured = {(kind, row["metric"]): row for kind, row in evaluation_rows(read_figures(path))}
    written = {
        (kind, row["metric"]): row for kind, fields in metadata.items() for row in fields["evaluation"]
    }
    assert set(measured) == set(written)
    for name, row in written.items():
        assert measured[name]["count"] == row["count"]
        assert measured[name]["value"] == pytest.approx(row["value"], abs=2e-3), name
