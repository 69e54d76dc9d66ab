"""The command on made data sets: files that others read, errors by exit code, and a page for whatever there is."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import numpy as np
import pytest

from tests.trainer.exploring.conftest import add_chip, patchy
from tests.trainer.made_dataset import make_dataset
from trainer.data.dataset import open_dataset, read_exclude, write_index
from trainer.data.sources import DataError
from trainer.explore import check_splits, explore, main
from trainer.exploring.exclusion import write_exclusions
from trainer.exploring.report import build_report
from trainer.exploring.scan import scan_dataset


def run(dataset, out, *options) -> int:
    return main([str(dataset.folder), "--out", str(out), *options])


def test_report_of_a_whole_data_set_opens_without_any_other_file(tmp_path):
    dataset = make_dataset(tmp_path / "data", per_place=2)
    assert run(dataset, tmp_path / "out") == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    for title in (
        "Classes",
        "Places",
        "Bands",
        "Composites",
        "Indices",
        "Entropy, contrast, blur",
        "Near-duplicates",
    ):
        assert f">{title}</h2>" in page
    assert page.count("data:image/png;base64,") >= 10
    assert not re.findall(r'(?:src|href)="(?!data:image/png|#)', page)
    assert read_exclude(tmp_path / "out" / "exclude.txt") == set()
    with (tmp_path / "out" / "chips.csv").open(encoding="utf-8") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [chip.id for chip in dataset.chips]


def test_low_entropy_chips_and_duplicates_are_named_for_a_recipe_to_leave_out(dataset, tmp_path):
    chip = dataset.split("train").chips[0]
    dataset = add_chip(dataset, replace(chip, id="empty"), np.full((12, 64, 64), 0.2, np.float32))
    dataset = add_chip(dataset, replace(chip, id="first"), patchy(1))
    dataset = add_chip(dataset, replace(chip, id="again", tags=("mine", "tailings")), patchy(1) * 0.8)
    write_exclusions(tmp_path / "exclude.txt", explore(dataset.folder).exclusions, "made")
    assert read_exclude(tmp_path / "exclude.txt") == {"empty", "again"}
    text = (tmp_path / "exclude.txt").read_text(encoding="utf-8")
    assert "empty  # low entropy: 0.00 bits" in text
    assert "again  # near-duplicate of first, tags differ" in text


def test_duplicates_across_splits_are_an_error_after_the_files_are_written(dataset, tmp_path, capsys):
    train, val = dataset.split("train").chips[0], dataset.split("val").chips[0]
    dataset = add_chip(dataset, replace(train, id="seen"), patchy(1))
    dataset = add_chip(dataset, replace(val, id="held_out"), patchy(1))
    assert run(dataset, tmp_path / "out") == 2
    assert "held_out (val), seen (train)" in capsys.readouterr().err
    assert read_exclude(tmp_path / "out" / "exclude.txt") == {"seen"}
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert '<div class="pictures titled error">' in page


def test_leaving_out_what_exclude_names_mends_the_error(dataset):
    train, val = dataset.split("train").chips[0], dataset.split("val").chips[0]
    dataset = add_chip(dataset, replace(train, id="seen"), patchy(1))
    dataset = add_chip(dataset, replace(val, id="held_out"), patchy(1))
    exploration = explore(dataset.folder)
    with pytest.raises(DataError, match="held_out"):
        check_splits(exploration)
    write_index(dataset.without(item.chip_id for item in exploration.exclusions))
    check_splits(explore(dataset.folder))


def test_missing_bands_are_said_and_the_rest_is_drawn(tmp_path):
    dataset = make_dataset(tmp_path / "data", per_place=1, bands=("B04", "B03", "B02"))
    assert run(dataset, tmp_path / "out") == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert (
        "No chip has the bands for these composites: False colour, SWIR, Agriculture, Geology, Bathymetric."
        in page
    )
    assert "No chip has the bands for these indices: NDVI, NDWI, MNDWI, FMI = MSI, BSI, NBR." in page


def test_data_set_without_labels_positions_and_dates_still_has_a_report(dataset, tmp_path):
    bare = tuple(
        replace(chip, tags=(), has_mask=False, lon=float("nan"), lat=float("nan"), date="", region="")
        for chip in dataset.chips
    )
    write_index(replace(dataset, chips=bare, tags=()))
    assert run(dataset, tmp_path / "out") == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "not labelled" in page and "there is no map" in page and "No chip has a date." in page


def test_masks_label_the_chips_of_a_data_set_without_tags(dataset):
    write_index(replace(dataset, tags=(), chips=tuple(replace(chip, tags=()) for chip in dataset.chips)))
    untagged = open_dataset(dataset.folder)
    scan = scan_dataset(untagged, untagged.chips)
    for item, chip in zip(scan.measures, dataset.chips, strict=True):
        assert item.labels == (chip.tags[1:] if chip.tags else ("background",))


def test_pixels_are_counted_under_the_class_of_their_mask(dataset):
    scan = scan_dataset(dataset, dataset.chips)
    masks = np.stack([dataset.read(chip).mask for chip in dataset.chips])
    assert scan.by_class.pixels == {
        name: int((masks == code).sum()) for code, name in enumerate(dataset.classes)
    }
    assert scan.by_class.bands.quantile("B04", 0.5, "open_pit") == pytest.approx(0.37, abs=0.01)
    assert scan.by_class.bands.quantile("B04", 0.5, "background") == pytest.approx(0.12, abs=0.01)


def test_unreadable_chip_is_named_and_the_rest_explored(dataset):
    broken = dataset.chips[3]
    dataset.image_path(broken).write_bytes(b"not a GeoTIFF")
    exploration = explore(dataset.folder)
    assert list(exploration.scan.unreadable) == [broken.id]
    assert len(exploration.scan.measures) == len(dataset) - 1
    page = build_report(exploration).html()
    assert "Chips that can&#x27;t be read: 1." in page and broken.id in page


def test_too_many_unreadable_chips_are_an_error(dataset, tmp_path, capsys):
    for chip in dataset.chips[:2]:
        dataset.image_path(chip).unlink()
    assert run(dataset, tmp_path / "out") == 2
    assert "can't be read" in capsys.readouterr().err


def test_no_data_set_is_an_error_without_a_traceback(tmp_path, capsys):
    assert main([str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "There is no data set" in capsys.readouterr().err


def test_sample_is_seeded_and_counted(dataset):
    first, second = (explore(dataset.folder, sample=5, seed=1).scan for _ in range(2))
    assert [item.chip for item in first.measures] == [item.chip for item in second.measures]
    assert len({item.chip.id for item in first.measures}) == 5
    assert first.left_out == len(dataset) - 5


def test_pictures_are_the_same_for_the_same_seed(dataset):
    first, second = (scan_dataset(dataset, dataset.chips, seed=3).pictures for _ in range(2))
    assert {label: [p.chip.id for p in found] for label, found in first.items()} == {
        label: [p.chip.id for p in found] for label, found in second.items()
    }
    assert all("mine" in picture.chip.tags for picture in first["mine"])


def test_data_set_of_one_empty_chip_has_a_report(dataset, tmp_path):
    empty, nothing = replace(dataset.chips[0], id="empty"), np.zeros((64, 64), bool)
    dataset = add_chip(dataset, empty, np.zeros((12, 64, 64), np.float32), nothing)
    write_index(dataset.where(lambda chip: chip.id == "empty"))
    assert run(dataset, tmp_path / "out") == 0
    assert read_exclude(tmp_path / "out" / "exclude.txt") == {"empty"}


def test_chips_of_other_bands_and_sizes_share_a_report(dataset, tmp_path):
    chip = replace(dataset.chips[0], bands=("B02", "B03", "B04", "B08", "B11", "B12"), width=40, height=24)
    dataset = add_chip(dataset, replace(chip, id="wide", tags=("rare",)), patchy(1)[:, :24, :40])
    dataset = replace(dataset, tags=(*dataset.tags, "rare"))
    write_index(dataset)
    assert run(dataset, tmp_path / "out") == 0
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "40 x 24" in page and "64 x 64" in page
    assert "No chip has the bands for these composites: Bathymetric." in page
    scan = scan_dataset(dataset, dataset.chips)
    assert set(scan.by_label.bands.of("B11")) == {"rare"}
