"""A folder of packs is measured on any folder laid out like the data folder; what is absent is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from tests.trainer.evaluation.bundled_models import write_knowing_models
from trainer.evaluate import main
from trainer.evaluation.bundled.bars import BARS, Bar, bars_markdown
from trainer.evaluation.bundled.evaluation import evaluate_bundled
from trainer.evaluation.bundled.evaluation_request import Request
from trainer.evaluation.bundled.figures import binary_figure, keyed, share_figure, single_figure
from trainer.evaluation.bundled.finds import equal_count_error
from trainer.evaluation.bundled.gate import Sites, gate_figures
from trainer.evaluation.bundled.models import load_models
from trainer.evaluation.bundled.result import Result

DRAWS = 40


@pytest.fixture(scope="module")
def models_folder(tmp_path_factory) -> Path:
    return write_knowing_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def measured(models_folder, made_data) -> Result:
    return evaluate_bundled(load_models(models_folder), Request(made_data, "val", "20230209", DRAWS))


def test_every_part_of_the_data_folder_is_measured(measured):
    assert measured.skipped == {} and measured.failed == {}
    undefined = {key for key, figure in measured.figures.items() if figure.value is None}
    assert not {bar.key for bar in BARS} & undefined - {
        "classifier_six_band_roc_auc_against_same_place_at_t0"
    }


def test_packs_that_know_the_answer_get_full_marks(measured):
    for key in (
        "classifier_rgb_roc_auc", "classifier_rgb_average_precision", "classifier_rgb_f1_at_default",
        "classifier_rgb_recall_at_gate", "segmenter_tailings_iou", "pipeline_tailings_iou",
        "segmenter_tailings_iou_mean_of_scenes", "segmenter_any_mine_iou_on_quarry", "gate_sites_let_through_tailings",
        "gate_sites_let_through_quarry",
    ):  # fmt: skip
        assert measured.figures[key].value == 1.0, key
    assert measured.figures["classifier_rgb_false_alarm_rate_at_default"].value == 0.0
    assert measured.figures["false_alarm_rate_eurosat"].value == 0.0
    # No class of this segmenter is an open pit.
    assert measured.figures["segmenter_quarry_iou"].value == 0.0
    assert measured.figures["segmenter_quarry_iou_spread"].value == 0.0


def test_detector_that_sees_the_same_everywhere_ranks_mirrored_chips_by_chance(measured):
    figure, of_all = (
        measured.figures[key] for key in ("detector_roc_auc_mirrored_chips", "classifier_rgb_roc_auc")
    )
    assert (figure.value, figure.low, figure.high) == (0.5, 0.5, 0.5)
    assert (figure.count, figure.places) == (of_all.count, of_all.places)


def test_every_site_is_found_where_packs_know_the_answer(measured):
    figures = measured.figures
    for source in ("tailings", "quarry_scene", "rgb_chips"):
        assert figures[f"sites_found_at_few_false_alarms_{source}"].value == 1.0
    assert "fixed weights, not calibrated" in figures["calibration_error"].note


def test_false_sites_are_told_by_labelled_ground(measured):
    figure = measured.figures["false_sites_per_1000_km2_at_default"]
    ground = float(figure.note.split(" km2")[0].split()[-1])
    sizes = [
        measured.figures[f"false_sites_at_default_{size}"].value
        for size in ("below_1_ha", "1_to_20_ha", "from_20_ha")
    ]
    assert figure.count == sum(sizes)
    assert figure.value == pytest.approx(figure.count / ground * 1000, rel=0.05)


def test_calibration_error_over_bins_of_equal_count():
    confidence = np.repeat([0.2, 0.8], 50)
    is_true = np.concatenate([np.arange(50) < 10, np.arange(50) < 40])
    # Ten bins of ten: those of one confidence hold either only true ones or only false ones, but for sorting.
    shuffled = np.random.default_rng(0).permutation(100)
    error = equal_count_error(confidence[shuffled], is_true[shuffled], np.ones(100))
    by_hand = []
    order = np.argsort(confidence[shuffled], kind="stable")
    for part in np.split(order, 10):
        by_hand.append(abs(confidence[shuffled][part].mean() - is_true[shuffled][part].mean()))
    assert error == pytest.approx(np.mean(by_hand))
    assert equal_count_error(np.full(40, 0.5), np.arange(40) % 2 == 0, np.ones(40)) == pytest.approx(0)
    twice = equal_count_error(confidence, is_true, np.full(100, 2.0))
    assert twice == pytest.approx(equal_count_error(confidence, is_true, np.ones(100)))


def test_dates_of_the_quarry_are_told_one_by_one(measured):
    assert {key for key in measured.figures if key.startswith("segmenter_quarry_iou_2")} == {
        f"segmenter_quarry_iou_{date}" for date in ("20210619", "20220619", "20230209")
    }


def test_another_split_without_most_sources_is_measured_and_the_rest_is_named(
    models_folder, made_data, tmp_path, capsys
):
    (tmp_path / "rgb_chips").mkdir()
    shutil.copy(made_data / "rgb_chips" / "val.npz", tmp_path / "rgb_chips" / "test.npz")
    shutil.copy(made_data / "land_chips_12_band.npz", tmp_path)
    (tmp_path / "tailings" / "test").mkdir(parents=True)
    file, table = tmp_path / "figures.json", tmp_path / "figures.md"
    options = ["--split", "test", "--json", str(file), "--markdown", str(table), "--draws", "20"]
    assert main(["--pack", str(models_folder), "--data", str(tmp_path), *options]) == 0
    written = json.loads(file.read_text())
    assert written["figures"]["classifier_rgb_roc_auc"]["value"] == 1.0
    assert written["figures"]["false_alarm_rate_land_chips"]["count"] == 30
    assert {"tailings", "quarry_scene", "eurosat", "six_band_chips"} <= set(written["skipped"])
    assert "eurosat_rgb.zip is not there" in capsys.readouterr().err
    assert str(tmp_path) not in json.dumps(written["command"])
    assert "`classifier_rgb_roc_auc`" in table.read_text()


def test_figures_of_another_command_are_taken_in(models_folder, tmp_path, capsys):
    cascade = tmp_path / "cascade.json"
    cascade.write_text(json.dumps({"cascade_time_ratio": single_figure("k", 1.25, 3, "made").as_dict()}))
    (tmp_path / "data").mkdir()
    command = ["--pack", str(models_folder), "--data", str(tmp_path / "data"), "--cascade", str(cascade)]
    assert main(command) == 0
    assert "| 1.250 | – | 3 | – | <= 1.3 | yes |" in capsys.readouterr().out
    cascade.write_text("[1]")
    assert main(command) == 2
    assert "cascade.json" in capsys.readouterr().err


def test_land_chips_that_were_trained_on_are_left_out(measured):
    # The made folder has training places: one in ten of its 30 land chips was kept.
    assert measured.figures["false_alarm_rate_land_chips"].count == 3


def test_scene_that_cannot_be_read_skips_its_source_alone(models_folder, made_data, tmp_path):
    shutil.copytree(made_data / "tailings" / "val", tmp_path / "tailings" / "val")
    (tmp_path / "tailings" / "val" / "image_1.tif").write_bytes(b"no raster")
    (tmp_path / "rgb_chips").mkdir()
    shutil.copy(made_data / "rgb_chips" / "val.npz", tmp_path / "rgb_chips")
    result = evaluate_bundled(load_models(models_folder), Request(tmp_path, "val", draws=DRAWS))
    assert "image_1.tif" in result.skipped["tailings"]
    assert "classifier_rgb_roc_auc" in result.figures


def test_split_of_one_kind_of_chip_gives_what_it_can_define(models_folder, made_data, tmp_path):
    with np.load(made_data / "rgb_chips" / "val.npz") as stored:
        mines = stored["label"] == 1
        kept = {name: array[mines] if len(array) == len(mines) else array for name, array in stored.items()}
    (tmp_path / "rgb_chips").mkdir()
    np.savez(tmp_path / "rgb_chips" / "val.npz", **kept)
    result = evaluate_bundled(load_models(models_folder), Request(tmp_path, "val", draws=5))
    assert result.failed == {}
    assert result.figures["classifier_rgb_recall_at_default"].value == 1.0
    assert result.figures["classifier_rgb_roc_auc"].value is None
    assert "do not define" in result.figures["classifier_rgb_roc_auc"].note


def test_fault_of_ours_is_told_after_the_rest_is_written(models_folder, made_data, tmp_path, capsys):
    (tmp_path / "rgb_chips").mkdir()
    np.savez(tmp_path / "rgb_chips" / "val.npz", chip=np.zeros((2, 48, 48, 3), np.uint8))
    shutil.copy(made_data / "land_chips_12_band.npz", tmp_path)
    file = tmp_path / "figures.json"
    assert (
        main(["--pack", str(models_folder), "--data", str(tmp_path), "--json", str(file), "--draws", "5"])
        == 1
    )
    assert "rgb_chips" in json.loads(file.read_text())["failed"]
    assert "false_alarm_rate" in json.loads(file.read_text())["figures"]
    assert "Could not measure rgb_chips" in capsys.readouterr().err


def test_folder_that_lacks_a_pack_is_refused(models_folder, made_data, tmp_path, capsys):
    shutil.copytree(models_folder / "classifier", tmp_path / "classifier")
    assert main(["--pack", str(tmp_path), "--data", str(made_data)]) == 2
    assert "no detector and no segmenter" in capsys.readouterr().err


def test_ranking_is_that_of_scikit_learn_and_its_interval_holds_it():
    generator = np.random.default_rng(3)
    truth = generator.random(300) < 0.4
    scores = np.clip(truth * 0.3 + generator.random(300) * 0.7, 0, 1)
    places = generator.integers(0, 25, 300).astype(str)
    figure = binary_figure("area", "roc_auc", scores, truth, places, draws=200)
    assert figure.value == pytest.approx(roc_auc_score(truth, scores))
    assert figure.low < figure.value < figure.high and figure.places == 25


def test_one_place_has_no_interval_and_no_data_no_value():
    one = share_figure("one", np.array([True, False]), np.array(["a", "a"]))
    assert one.value == 0.5 and one.low is None and "one place" in one.note
    none = share_figure("none", np.zeros(0, bool), np.zeros(0, str))
    assert none.value is None and "do not define" in none.note


def test_interval_is_over_places_not_over_samples():
    # All of a place is alike: with two places a draw gives 0, 1/2 or 1, however many samples there are.
    figure = share_figure("alike", np.repeat([True, False], 500), np.repeat(["a", "b"], 500), draws=400)
    assert (figure.low, figure.high) == (0.0, 1.0)


def test_sites_below_a_hectare_do_not_count_for_the_gate_but_are_told(models_folder):
    sites = Sites(
        "tailings", np.array([0.9, 0.1, 0.45]), np.array([3.0, 0.4, np.nan]), np.array(["a", "b", "c"])
    )
    figures = keyed(gate_figures(load_models(models_folder), [sites], DRAWS))
    assert (figures["gate_sites_let_through"].value, figures["gate_sites_let_through"].count) == (1.0, 2)
    assert figures["gate_sites_let_through_below_1_ha"].value == 0.0
    assert figures["gate_sites_let_through_1_to_5_ha"].count == 1


@pytest.mark.parametrize(
    ("bar", "value", "met"),
    [
        (Bar("a", "k", least=0.5), 0.5, True), (Bar("a", "k", least=0.5), 0.4, False),
        (Bar("a", "k", most=0.1), 0.1, True), (Bar("a", "k", most=0.1), 0.2, False),
        (Bar("a", "k", least=0, is_strict=True), 0.0, False),
    ],
)  # fmt: skip
def test_table_says_whether_a_bar_is_met(bar, value, met):
    assert bar.is_met(value) is met


def test_table_of_bars_names_what_was_not_measured():
    table = bars_markdown({"size_mb": single_figure("size_mb", 12.0, 3)})
    assert "| 12.0 |" in table and "| <= 20 | yes |" in table
    assert table.count("not measured") == len(BARS) - 1
