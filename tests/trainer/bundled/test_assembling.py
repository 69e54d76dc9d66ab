"""Finished packs are put together, refitted ones keep what was measured, and only whole sets are installed."""

from __future__ import annotations

import json
import shutil

import pytest

from mining_detector_plugin.engine.fusion import FUSION_FILE
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS
from mining_detector_plugin.engine.pack import load_pack
from trainer.bundled.assembling import assemble, install, require_measured
from trainer.bundled.stage import SPLITS, BuildError, training_stages
from trainer.packs.card import card_text
from trainer.packs.metadata import read_metadata, write_metadata


def change(pack, **fields) -> None:
    write_metadata(pack, read_metadata(pack) | fields)


@pytest.fixture
def measured(tmp_path):
    """A folder of packs that learnt from train alone, with their figures."""
    folder = tmp_path / "measured"
    shutil.copytree(BUNDLED_MODELS, folder)
    for kind in KINDS:
        metadata = read_metadata(folder / kind)
        metadata.pop("refit", None)
        write_metadata(folder / kind, metadata)
        change(folder / kind, thresholds={"default": 0.41, "gate": 0.07}, calibration={"temperature": 1.7})
        change(folder / kind, places={"map": "places.svg", "counts": []}, robustness=[])
        (folder / kind / "places.svg").write_text("<svg/>")
    return folder


@pytest.fixture
def stages(recipes, made_data, tmp_path, measured):
    """Stages whose trainings are finished: packs of the same recipes with figures of their own."""
    found = training_stages(recipes, tmp_path / "out", made_data, "train")
    for kind, stage in found.items():
        shutil.copytree(measured / kind, stage.pack)
        change(stage.pack, thresholds={"default": 0.9}, calibration={"temperature": 1.0}, evaluation=[])
        stage.recipe.settings["splits"] = list(SPLITS["all"])
    return found


def test_refitted_packs_keep_thresholds_calibration_and_figures_and_say_so(stages, measured, tmp_path):
    out = tmp_path / "out"
    assemble(stages, out, measured)
    for kind in KINDS:
        pack, known = load_pack(out / kind), load_pack(measured / kind)
        assert pack.thresholds == known.thresholds == {"default": 0.41, "gate": 0.07}
        assert pack.temperature == 1.7
        assert pack.metadata["evaluation"] == known.metadata["evaluation"] != []
        assert pack.metadata["refit"] == {
            "splits": ["train", "val", "unlocated"],
            "measured": {name: known.metadata[name] for name in ("version", "created")} | {"sha256": known.sha256()},
        }  # fmt: skip
        card = (out / kind / "README.md").read_text()
        assert card == card_text(pack.metadata) and "that had seen `train` alone" in card
        assert (out / kind / "places.svg").is_file()


def test_refit_of_another_recipe_is_refused_and_changes_nothing(stages, measured, tmp_path):
    change(stages["detector"].pack, tile=448 - 32, stride=288 - 32)
    with pytest.raises(BuildError, match="detector and the measured one differ in tile, stride"):
        assemble(stages, tmp_path / "out", measured)
    assert not [kind for kind in KINDS if (tmp_path / "out" / kind).exists()]


def test_refit_needs_a_whole_run_on_train_with_its_figures(measured, tmp_path):
    require_measured(measured)
    change(measured / "segmenter", evaluation=[])
    with pytest.raises(BuildError, match="no figures of the segmenter"):
        require_measured(measured)
    change(measured / "segmenter", evaluation=[{"metric": "made"}], refit={"splits": []})
    with pytest.raises(BuildError, match="no figures of the segmenter"):
        require_measured(measured)
    with pytest.raises(BuildError, match="holds no classifier and no detector and no segmenter") as caught:
        require_measured(tmp_path / "nowhere")
    assert "--split train" in caught.value.hint


def test_assembled_packs_of_a_run_on_train_are_what_was_trained(stages, tmp_path):
    assemble(stages, tmp_path / "out")
    for kind, stage in stages.items():
        assert load_pack(tmp_path / "out" / kind).sha256() == load_pack(stage.pack).sha256()
        assert "refit" not in read_metadata(tmp_path / "out" / kind)


def test_only_a_complete_folder_is_installed(stages, measured, tmp_path):
    models = tmp_path / "plugin"
    shutil.copytree(measured, models)
    out = tmp_path / "out"
    assemble(stages, out)
    before = {kind: load_pack(models / kind).sha256() for kind in KINDS}
    with pytest.raises(BuildError, match=r"lacks fusion\.json: nothing was replaced"):
        install(out, models)
    assert {kind: load_pack(models / kind).sha256() for kind in KINDS} == before
    (out / FUSION_FILE).write_text(json.dumps({"packs": {}}))
    install(out, models)
    after = {kind: load_pack(models / kind).sha256() for kind in KINDS}
    assert after == {kind: load_pack(out / kind).sha256() for kind in KINDS} != before
    assert (models / FUSION_FILE).read_text() == (out / FUSION_FILE).read_text()
    assert not [path for path in models.iterdir() if path.name.startswith(".")]
