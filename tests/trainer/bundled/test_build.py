"""A whole build on made data, by the real command: trained, measured, described; and run again."""

from __future__ import annotations

import json

import pytest

from mining_detector_plugin.engine.model_folder import KINDS, load_packs
from tests.trainer.bundled.conftest import TINY, write_recipe
from trainer.build_models import main
from trainer.packs.check import check_pack


@pytest.fixture(scope="module")
def build(tmp_path_factory, made_data):
    """Folder of a finished build on train, and the arguments that made it."""
    folder = tmp_path_factory.mktemp("build")
    recipes = folder / "recipes"
    recipes.mkdir()
    for kind in TINY:
        write_recipe(recipes, kind)
    # The made data hold too few mines for a fusion.
    arguments = [
        "build",
        "--data",
        str(made_data),
        "--recipes",
        str(recipes),
        "--no-fusion",
        "--out",
        str(folder / "train"),
    ]
    assert main(arguments) == 0
    return folder, arguments


@pytest.mark.slow
def test_build_leaves_packs_with_figures_and_cards(build):
    out = build[0] / "train"
    packs = load_packs(str(out))
    figures = json.loads((out / "figures.json").read_text())["figures"]
    for kind in KINDS:
        assert check_pack(out / kind) == []
        rows = packs[kind].metadata["evaluation"]
        assert rows and all(
            row["value"] == figures[row["metric"]]["value"] for row in rows if "by" not in row
        )
        assert packs[kind].metadata["robustness"] and packs[kind].metadata["places"]["counts"]


@pytest.mark.slow
def test_finished_build_does_nothing_when_run_again(build, capsys):
    folder, arguments = build
    before = {path: path.stat().st_mtime_ns for path in (folder / "train").rglob("*") if path.is_file()}
    assert main(arguments) == 0
    after = {path: path.stat().st_mtime_ns for path in (folder / "train").rglob("*") if path.is_file()}
    assert after == before
    assert "All trainings are finished" in capsys.readouterr().err


def test_missing_data_is_told_before_anything_is_written(tmp_path, capsys):
    assert main(["build", "--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "rgb_chips is not there" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_refit_without_a_measured_run_is_told(made_data, tmp_path, capsys):
    refit = ["--out", str(tmp_path / "out"), "--split", "all", "--measured", str(tmp_path / "none")]
    assert main(["build", "--data", str(made_data), *refit]) == 2
    assert "holds no classifier" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
