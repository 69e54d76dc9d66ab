"""Steps after the trainings are done once for the packs at hand, and again where what they made is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs import brightness_classifier
from trainer.bundled.measuring import Steps
from trainer.bundled.stage import STAGES_FOLDER


@pytest.fixture
def pack(tmp_path) -> Path:
    (tmp_path / "out" / STAGES_FOLDER).mkdir(parents=True)
    return brightness_classifier(tmp_path / "pack")


def run_steps(tmp_path: Path, pack: Path) -> list[str]:
    """Run three steps of which the first two make a file each; return those that ran."""
    out, ran = tmp_path / "out", []
    steps = Steps(out, {"classifier": pack})

    def step(name: str) -> None:
        ran.append(name)
        (out / name).write_text(name)

    for name in ("fusion", "figures"):
        steps.once(name, [out / name], lambda name=name: step(name))
    steps.once("cards", [], lambda: ran.append("cards"))
    return ran


def test_steps_run_once(tmp_path, pack):
    assert run_steps(tmp_path, pack) == ["fusion", "figures", "cards"]
    assert run_steps(tmp_path, pack) == []


def test_lost_result_is_made_again_with_what_rests_on_it(tmp_path, pack):
    run_steps(tmp_path, pack)
    (tmp_path / "out" / "figures").unlink()
    assert run_steps(tmp_path, pack) == ["figures", "cards"]


def test_other_packs_need_all_steps(tmp_path, pack):
    run_steps(tmp_path, pack)
    other = brightness_classifier(tmp_path / "other", cut=0.4)
    assert run_steps(tmp_path, other) == ["fusion", "figures", "cards"]
