"""The leaderboard on made data sets: rows against baselines, kept rows, what is left out, what people read."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
import yaml

from tests.packs import brightness_classifier, brightness_segmenter
from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import UNLABELLED, open_dataset
from trainer.evaluate import main
from trainer.evaluation import leaderboard
from trainer.evaluation.leaderboard import build_leaderboard, difference_of, gather_contestants
from trainer.evaluation.measure import Figure
from trainer.evaluation.rules import TestRule
from trainer.evaluation.test_set import TestSetError, load_test_set

_TRAIN_PLACES = [f"place{number}" for number in range(5)]


@pytest.fixture(scope="module")
def datasets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("datasets")
    make_dataset(folder / "bright", per_place=4)
    make_dataset(folder / "rgb", per_place=2, bands=("B02", "B03", "B04"))
    return folder


@pytest.fixture
def baseline(tmp_path):
    """A classifier that takes any ground for a mine."""
    return brightness_classifier(tmp_path / "baseline", cut=0.0, tile=64, stride=64)


@pytest.fixture
def test_set(tmp_path, baseline):
    return write_test_set(tmp_path / "set.yaml", baseline)


def write_test_set(path, baseline, **changes):
    entry = {
        "name": "bright", "made_by": "python make_bright.py", "split": "train", "places": _TRAIN_PLACES,
        "mine_tags": ["mine"],
    }  # fmt: skip
    described = {
        "format": 1, "name": "two", "baselines": {"classifier": str(baseline)},
        "data_sets": [entry | changes, {**entry, "name": "rgb", "places": ["place0"]}],
    }  # fmt: skip
    path.write_text(yaml.safe_dump(described))
    return path


def test_pack_stands_against_the_baseline_of_its_kind(tmp_path, datasets, test_set):
    pack = brightness_classifier(tmp_path / "pack", cut=0.25, tile=64, stride=64)
    board = build_leaderboard([pack], load_test_set(test_set), datasets, tmp_path / "out", draws=200)
    ours = next(c for c in board.contestants if not c.is_baseline)
    row = board.rows["bright", ours.label]
    better = board.difference(row, row.figure("classification", "f1"))
    # The baseline calls all chips mines: half of them are, so its F1 is 2/3.
    assert better.value == pytest.approx(1 / 3) and better.verdict == "better"
    less = board.difference(row, row.figure("classification", "false_alarm_rate"))
    assert less.value == -1.0 and less.verdict == "better"
    base = board.rows["bright", board.baseline_of("classifier").label]
    assert board.difference(base, base.figures[0]) is None


def test_row_that_was_measured_is_not_measured_again(tmp_path, datasets, test_set, monkeypatch):
    pack = brightness_classifier(tmp_path / "pack", cut=0.25)
    first = build_leaderboard([pack], load_test_set(test_set), datasets, tmp_path / "out", draws=20)
    monkeypatch.setattr(leaderboard, "measure_pack", None)  # would fail if it were called
    again = build_leaderboard([pack], load_test_set(test_set), datasets, tmp_path / "out", draws=20)
    assert first.rows.keys() == again.rows.keys()
    for key, row in first.rows.items():
        for before, after in zip(row.figures, again.rows[key].figures, strict=True):
            assert (before.metric, before.value, before.interval) == (
                after.metric,
                after.value,
                after.interval,
            )
            np.testing.assert_array_equal(before.samples, after.samples)
        assert [e.caption for e in row.examples] == [e.caption for e in again.rows[key].examples]


def test_changed_pack_is_measured_anew(tmp_path, datasets, test_set):
    pack = brightness_classifier(tmp_path / "pack", cut=0.25)
    build_leaderboard([pack], load_test_set(test_set), datasets, tmp_path / "out", draws=2)
    count = len(list((tmp_path / "out" / "rows").glob("*.json")))
    metadata = json.loads((pack / "model.json").read_text())
    (pack / "model.json").write_text(json.dumps(metadata | {"thresholds": {"default": 0.7}}))
    build_leaderboard([pack], load_test_set(test_set), datasets, tmp_path / "out", draws=2)
    assert len(list((tmp_path / "out" / "rows").glob("*.json"))) == count + 2


def test_missing_data_set_place_and_band_are_told_and_the_rest_is_measured(tmp_path, datasets, baseline):
    path = write_test_set(tmp_path / "set.yaml", baseline, places=["place0", "place1", "atlantis"])
    described = yaml.safe_load(path.read_text())
    described["data_sets"].append({**described["data_sets"][0], "name": "nowhere"})
    path.write_text(yaml.safe_dump(described))
    pack = brightness_classifier(tmp_path / "pack", cut=0.25, needed=("B11",))
    board = build_leaderboard([pack], load_test_set(path), datasets, tmp_path / "out", draws=2)
    told = " ".join(board.left_out)
    assert "nowhere" in told and "python make_bright.py" in told
    assert "needs B11" in told and "test-classifier 0" in told
    assert "atlantis" in board.rows["bright", board.contestants[1].label].warnings[0]
    assert board.rows["bright", board.contestants[1].label].places == 2


def test_command_writes_the_page_and_the_tables(tmp_path, datasets, test_set, capsys):
    pack = brightness_classifier(tmp_path / "pack", cut=0.25, tile=64, stride=64)
    maps = brightness_segmenter(tmp_path / "maps", cut=0.24)
    out, markdown = tmp_path / "out", tmp_path / "board.md"
    command = ["leaderboard", pack, maps, "--test-set", test_set, "--datasets", datasets, "--out", out]
    assert main([str(part) for part in (*command, "--markdown", markdown, "--draws", 50)]) == 0
    page = (out / "leaderboard.html").read_text()
    text = markdown.read_text()
    for part in ("… less the baseline", "ROC AUC", "1.000", "python make_bright.py", "IoU open pit"):
        assert part in page and part in text
    assert page.count("<img") > 10 and "http" not in re.sub(r'src="data:[^"]*"', "", page)
    assert str(tmp_path) not in page and str(tmp_path) not in text
    widths = [line.count("|") for line in text.splitlines() if line.startswith("|")]
    assert min(widths) > 2
    assert "6 rows" in capsys.readouterr().out


def test_test_set_with_an_unknown_key_is_refused_by_its_name(tmp_path, baseline, capsys):
    path = write_test_set(tmp_path / "set.yaml", baseline, plases=["x"])
    with pytest.raises(TestSetError, match=r"data_sets\.0\.plases"):
        load_test_set(path)
    assert main(["leaderboard", str(baseline), "--test-set", str(path), "--datasets", "x", "--out", "y"]) == 2
    assert "plases" in capsys.readouterr().err


def test_without_any_data_set_the_command_says_so(tmp_path, test_set, baseline, capsys):
    options = [
        "--test-set",
        str(test_set),
        "--datasets",
        str(tmp_path / "none"),
        "--out",
        str(tmp_path / "out"),
    ]
    assert main(["leaderboard", str(baseline), *options]) == 2
    assert "python make_bright.py" in capsys.readouterr().err


def test_universal_test_set_names_the_bundled_packs_and_no_place_twice():
    universal = load_test_set(leaderboard.PROJECT / "trainer" / "test_sets" / "universal.yaml")
    assert all(universal.baseline_folder(kind).is_dir() for kind in ("classifier", "segmenter", "detector"))
    for entry in universal.data_sets:
        assert len(set(entry.places)) == len(entry.places)


def test_packs_of_one_name_are_told_apart_by_their_folders(tmp_path, test_set):
    packs = [
        brightness_classifier(tmp_path / run / "pack", cut=cut) for run, cut in (("one", 0.2), ("two", 0.3))
    ]
    contestants = gather_contestants([*packs, packs[0]], load_test_set(test_set))
    labels = [contestant.label for contestant in contestants]
    assert labels == ["test-classifier 0", "test-classifier 0 (one)", "test-classifier 0 (two)"]
    assert [contestant.is_baseline for contestant in contestants] == [True, False, False]


def test_difference_is_of_the_same_draws():
    draws = np.random.default_rng(0).normal(0.5, 0.1, 500)
    first, second = (
        Figure("classification", "roc_auc", value, (0.3, 0.7), draws + shift, 10, 5, "")
        for value, shift in ((0.52, 0.02), (0.5, 0.0))
    )
    found = difference_of(first, second)
    assert found.value == pytest.approx(0.02) and found.interval == pytest.approx((0.02, 0.02))
    assert found.verdict == "better" and difference_of(second, first).verdict == "worse"


def test_rule_tells_mines_by_tags_or_else_by_masks(datasets):
    dataset = open_dataset(datasets / "bright")
    chip = next(chip for chip in dataset.chips if "tailings" in chip.tags)
    mask = dataset.read(chip).mask
    assert TestRule().shows_mine(dataset, chip, mask)
    assert not TestRule(mine_tags=("open_pit",)).shows_mine(dataset, chip, mask)
    assert not TestRule(class_map={"tailings": "background"}).shows_mine(dataset, chip, mask)
    codes = TestRule(class_map={"open_pit": "unlabelled"}).truth_codes(dataset)
    assert codes[:4].tolist() == [0, UNLABELLED, 1, UNLABELLED]
