"""Figures of the three packs together find their way into each pack, its card, and the page of the models."""

from __future__ import annotations

import json
import shutil
from xml.etree import ElementTree

import numpy as np
import pytest

from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS
from mining_detector_plugin.engine.pack import load_pack
from tests.trainer.conftest import ROOT
from trainer.build_models import main
from trainer.bundled.page import BEGIN, END, write_page
from trainer.bundled.places import SourcePlaces, counts_of, map_svg, read_places
from trainer.bundled.recording import FiguresError, evaluation_rows, read_figures, record
from trainer.packs.card import card_text
from trainer.packs.check import check_pack
from trainer.packs.metadata import read_metadata, write_metadata


def figure(value: float | None, **others) -> dict:
    return {"value": value, "low": None, "high": None, "count": 10, "places": 3, "note": "made"} | others


MEASURED = {
    "packs": {kind: {"fingerprint": load_pack(BUNDLED_MODELS / kind).fingerprint()} for kind in KINDS},
    "pack": "packs", "split": "val", "date": "2026-11-21", "command": "measure --pack packs --data DATA", "skipped": {},
    "figures": {
        "classifier_rgb_roc_auc": figure(0.95, low=0.9, high=0.98),
        "classifier_rgb_recall_at_default_group_some_negatives": figure(0.1),
        "gate_sites_let_through_1_to_5_ha": figure(0.9),
        "segmenter_quarry_iou_20230209": figure(0.8),
        "segmenter_tailings_iou": figure(None),
        "detector_ap50": figure(0.4),
        "detector_roc_auc_mirrored_chips": figure(0.8),
        "size_mb": figure(12.2, places=0),
    },
    "tailings_by_place": {"-056.5-02.0": {"segmenter_tailings_iou": 0.7, "scenes": 4}},
    "robustness": [
        {"pack": "classifier", "disturbance": "haze", "data": "rgb_chips", "metric": "roc_auc", "value": 0.9,
         "change": -0.05, "engine_response": "nothing"}
    ],
}  # fmt: skip


@pytest.fixture
def models(tmp_path):
    folder = tmp_path / "packs"
    shutil.copytree(BUNDLED_MODELS, folder)
    return folder


def places() -> list[SourcePlaces]:
    lonlat = {
        "train": np.array([[-60.0, -5.0], [-60.01, -5.0], [-70.0, 1.0]]),
        "val": np.array([[-44.0, -20.0]]),
    }
    return [SourcePlaces("tailings", lonlat, {"train": 3, "val": 1}, "known")]


def test_each_figure_goes_to_the_pack_that_it_is_of_and_none_without_a_value(models):
    record(models, MEASURED, places())
    told = {kind: [row["metric"] for row in read_metadata(models / kind)["evaluation"]] for kind in KINDS}
    assert told == {
        "classifier": [
            "classifier_rgb_roc_auc", "classifier_rgb_recall_at_default_group_some_negatives",
            "gate_sites_let_through_1_to_5_ha",
        ],
        "segmenter": ["segmenter_quarry_iou_20230209", "segmenter_tailings_iou at 2°S 56.5°W"],
        "detector": ["detector_ap50", "detector_roc_auc_mirrored_chips"],
    }  # fmt: skip
    assert read_metadata(models / "detector")["evaluation"][1]["data"] == "rgb_chips"
    parts = {row["metric"]: row.get("by") for _, row in evaluation_rows(MEASURED)}
    assert list(parts.values()) == [None, "place", "size", "date", None, None, "place"]
    assert [len(read_metadata(models / kind)["robustness"]) for kind in ("classifier", "segmenter")] == [1, 0]


def test_recorded_packs_answer_as_before_and_can_be_given_away(models):
    before = {kind: load_pack(models / kind).fingerprint() for kind in KINDS}
    record(models, MEASURED, places())
    assert {kind: load_pack(models / kind).fingerprint() for kind in KINDS} == before
    for kind in KINDS:
        assert (models / kind / "README.md").read_text() == card_text(read_metadata(models / kind))
        assert check_pack(models / kind) == []


def test_figures_of_other_packs_are_refused(models):
    changed = read_metadata(models / "detector")
    changed["thresholds"]["default"] += 0.1
    write_metadata(models / "detector", changed)
    before = {kind: read_metadata(models / kind) for kind in KINDS}
    with pytest.raises(FiguresError, match="not of the detector"):
        record(models, MEASURED, places())
    assert {kind: read_metadata(models / kind) for kind in KINDS} == before


def test_map_shows_each_spot_once(models):
    record(models, MEASURED, places())
    root = ElementTree.parse(models / "detector" / "places.svg").getroot()
    paths = [element.get("d", "") for element in root.iter("{http://www.w3.org/2000/svg}path")]
    # Two training places are one spot; the last two paths are the legend's.
    spots = [path.count("M") for path in paths if path.endswith("h.01")]
    assert sum(spots) == 2 + 1 + 2
    assert "known" in (models / "detector" / "README.md").read_text()


def test_places_are_read_from_the_data_folder(made_data):
    found = {source.name: source for source in read_places(made_data)}
    assert set(found) == {
        "rgb_chips", "six_band_chips", "tailings", "quarry_scene", "eurosat, land_chips_12_band",
    }  # fmt: skip
    known = found["rgb_chips"].lonlat
    assert (
        len(known["train"]) == 90 and np.isfinite(known["train"]).all()
    )  # of 120 each fourth has no position
    assert map_svg(list(found.values())).startswith("<svg")
    assert counts_of(found.values())[3] == {
        "data": "quarry_scene", "train": 1, "val": 0, "positions": found["quarry_scene"].positions,
    }  # fmt: skip


def test_file_without_figures_is_refused(tmp_path, capsys):
    with pytest.raises(FiguresError, match="There are no figures"):
        read_figures(tmp_path / "none.json")
    other = tmp_path / "other.json"
    other.write_text(json.dumps([{"metric": "roc_auc"}]))
    assert main(["page", "--figures", str(other), "--page", str(ROOT / "docs" / "models.md")]) == 2
    assert "does not hold the figures" in capsys.readouterr().err


def test_page_gets_its_tables_between_the_markers_and_can_be_written_again(tmp_path, models):
    page = tmp_path / "models.md"
    page.write_text(f"# Before\n\n{BEGIN}\nOlder tables.\n{END}\n\nAfter.\n")
    write_page(page, MEASURED, models)
    first = page.read_text()
    assert first.startswith("# Before\n") and first.endswith("\n\nAfter.\n") and "Older" not in first
    assert "| 0.950 | 0.900 to 0.980 | 10 | 3 |" in first and "    measure --pack packs --data DATA" in first
    assert "their mirror images: ROC AUC | 0.800 | – | 10 | 3 | report | – |" in first
    assert "| `size_mb` | 12.2 |" in first and "| `detector_ap50` |" not in first  # told in its card
    write_page(page, MEASURED, models)
    assert page.read_text() == first


def test_page_without_markers_is_refused(tmp_path, models):
    page = tmp_path / "models.md"
    page.write_text("# Models\n")
    with pytest.raises(FiguresError, match="where its tables go"):
        write_page(page, MEASURED, models)
    assert page.read_text() == "# Models\n"


def test_page_of_refitted_packs_says_whose_figures_it_tells(tmp_path, models):
    path = models / KINDS[0] / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"refit": {"splits": ["train", "val"]}}))
    page = tmp_path / "models.md"
    page.write_text(f"{BEGIN}\n{END}\n")
    write_page(page, MEASURED, models)
    assert "that had seen `train` alone" in page.read_text()
