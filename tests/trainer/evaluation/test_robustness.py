"""Changed conditions: what a disturbance does to a picture, to scores, and what the engine says about it."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from tests.trainer.evaluation.bundled_models import write_knowing_models
from trainer.evaluate import main
from trainer.evaluation.bundled import command as command_module
from trainer.evaluation.bundled.disturbances import (
    DISTURBANCES,
    Picture,
    Storage,
    half_pixel_shift,
    hazy,
    keep_bands,
    mirrored,
    offset_added,
    offset_denied,
    other_level,
    quarter_turn,
    stored_numbers,
    stretched,
    twenty_metres,
    without_band,
)
from trainer.evaluation.bundled.models import load_models
from trainer.evaluation.bundled.robustness import measure_robustness, robustness_markdown

TRIED = (
    "+1000 added, nothing tells of it", "+1000 added, and the file's tags deny it", "turned by 90 degrees",
    "B04 missing", "B12 missing", "pixels of 20 m", "bands without names",
)  # fmt: skip


def picture(side: int = 12, bands: tuple[str, ...] = ("B02", "B03", "B04"), **changes) -> Picture:
    generator = np.random.default_rng(1)
    fields = {
        "name": "made", "reflectance": generator.uniform(0.08, 0.4, (len(bands), side, side)).astype(np.float32),
        "bands": bands, "labels": generator.integers(0, 3, (side, side)).astype(np.int32), "is_surface": False,
        "pixel_m": 10.0, "storage": Storage(),
    } | changes  # fmt: skip
    return Picture(**fields)


@pytest.fixture(scope="module")
def rows(tmp_path_factory, made_data):
    models = load_models(write_knowing_models(tmp_path_factory.mktemp("models")))
    data = tmp_path_factory.mktemp("data")
    for name in ("rgb_chips", "tailings", "quarry_scene"):
        shutil.copytree(made_data / name, data / name)
    disturbances = [one for one in DISTURBANCES if one.name in TRIED]
    work = tmp_path_factory.mktemp("work")
    return measure_robustness(models, data, "val", "20230209", work, disturbances)


def row_of(rows, pack, data, disturbance):
    (found,) = [
        row
        for row in rows
        if (row.pack, row.disturbance) == (pack, disturbance) and row.data.startswith(data)
    ]
    return found


def test_scores_stay_under_turns_and_an_offset_that_is_detected(rows):
    for name in ("turned by 90 degrees", "+1000 added, nothing tells of it"):
        for pack, data in (("classifier", "rgb_chips"), ("segmenter", "tailings")):
            row = row_of(rows, pack, data, name)
            assert (row.value, row.change) == (1.0, 0.0), (name, pack)
    row = row_of(rows, "segmenter", "tailings", "+1000 added, nothing tells of it")
    assert row.engine_response == "warns: `scaling_guessed`; detects the offset and takes it off"


def test_offset_that_the_tags_deny_is_believed_and_told(rows):
    row = row_of(rows, "classifier", "rgb_chips", "+1000 added, and the file's tags deny it")
    assert row.engine_response == "believes the tags: it is not noticed"


def test_change_is_against_the_undisturbed_score(rows):
    before = {(row.pack, row.data): row.value for row in rows if row.disturbance == "none"}
    changed = [row for row in rows if row.change is not None and not row.disturbance.startswith("season")]
    assert len(changed) > len(before)
    for row in changed:
        assert row.change == pytest.approx(row.value - before[row.pack, row.data])


def test_engine_refuses_what_it_cannot_read_and_there_is_no_score(rows):
    needed = row_of(rows, "segmenter", "tailings", "B04 missing")
    assert (needed.value, needed.engine_response) == (None, "refuses: `bands_missing`")
    nameless = row_of(rows, "classifier", "rgb_chips", "bands without names")
    assert (nameless.value, nameless.engine_response) == (None, "refuses: `bands_unknown`")


def test_engine_warns_of_coarse_pixels_and_tells_packs_what_is_missing(rows):
    assert (
        row_of(rows, "segmenter", "tailings", "pixels of 20 m").engine_response
        == "warns: `resolution_differs`"
    )
    assert (
        row_of(rows, "segmenter", "quarry_scene", "B12 missing").engine_response
        == "tells the packs that B12 is missing"
    )


def test_disturbance_that_does_not_apply_has_no_row(rows):
    assert not [row for row in rows if row.data.startswith("tailings") and row.disturbance == "B12 missing"]
    assert not [row for row in rows if row.data == "rgb_chips" and row.disturbance == "pixels of 20 m"]


def test_each_date_of_the_quarry_is_a_season(rows):
    seasons = {row.disturbance for row in rows if row.disturbance.startswith("season")}
    assert seasons == {f"season: {date}" for date in ("20210619", "20220619", "20230209")}


def test_rows_have_the_fields_of_cards_and_make_a_table(rows):
    assert set(rows[0].as_dict()) == {
        "pack", "disturbance", "data", "metric", "value", "change", "engine_response",
    }  # fmt: skip
    assert robustness_markdown(rows).count("\n") == len(rows) + 2


def test_command_measures_what_is_there_and_tells_where_nothing_is(made_data, tmp_path, capsys, monkeypatch):
    models = write_knowing_models(tmp_path / "models")
    (tmp_path / "rgb_chips").mkdir()
    shutil.copy(made_data / "rgb_chips" / "val.npz", tmp_path / "rgb_chips" / "test.npz")
    monkeypatch.setattr(command_module, "DISTURBANCES", DISTURBANCES[:1])
    file = tmp_path / "rows.json"
    command = ["robustness", "--pack", str(models), "--data", str(tmp_path), "--json", str(file), "--split"]
    assert main([*command, "test"]) == 0
    written = json.loads(file.read_text())
    assert {row["data"] for row in written} == {"rgb_chips"}
    assert main([*command, "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_levels_are_each_others_inverse():
    top = picture()
    surface = other_level(top)
    again = other_level(Picture(**{**surface.__dict__, "is_surface": True}))
    np.testing.assert_allclose(again.reflectance, top.reflectance, atol=1e-6)
    # Air scatters blue most: taken off, it darkens dark blue ground most.
    dark = picture(reflectance=np.full((3, 12, 12), 0.08, np.float32))
    loss = (dark.reflectance - other_level(dark).reflectance).max(axis=(1, 2))
    assert loss[0] > loss[1] > loss[2]


def test_haze_of_no_depth_changes_nothing_and_a_thick_one_hides_the_ground():
    clear = picture()
    np.testing.assert_allclose(hazy(clear, 0.0).reflectance, clear.reflectance, atol=1e-6)
    contrasts = [hazy(clear, depth).reflectance.std() for depth in (0.0, 0.2, 0.5, 1.0)]
    assert contrasts == sorted(contrasts, reverse=True)
    assert np.ptp(hazy(clear, 50.0).reflectance) < 1e-3


def test_half_a_pixel_is_the_mean_of_neighbours():
    ramp = np.tile(np.arange(1, 9, dtype=np.float32) / 10, (1, 8, 1))
    moved = half_pixel_shift(picture(8, ("B04",), reflectance=ramp))
    np.testing.assert_allclose(moved.reflectance[0, 4, 1:], (ramp[0, 4, 1:] + ramp[0, 4, :-1]) / 2, atol=1e-6)


def test_labels_move_with_the_ground():
    whole = picture()
    bright = whole.reflectance[0] > 0.3
    labelled = Picture(**{**whole.__dict__, "labels": bright.astype(np.int32)})
    for change in (quarter_turn, mirrored):
        moved = change(labelled)
        np.testing.assert_array_equal(moved.labels == 1, moved.reflectance[0] > 0.3)
    assert twenty_metres(labelled).labels.shape == (6, 6) and twenty_metres(labelled).pixel_m == 20


def test_bands_are_taken_out_by_name_and_absent_ones_change_nothing():
    six = picture(bands=("B02", "B03", "B04", "B08", "B11", "B12"))
    assert without_band(six, "B08").bands == ("B02", "B03", "B04", "B11", "B12")
    assert without_band(six, "B05") is None and keep_bands(six, ["B05"]) is None
    assert stretched(six).bands == ("B02", "B03", "B04")


def test_numbers_are_stored_as_told_and_nodata_stays_nodata():
    whole = picture()
    whole.reflectance[:, 0, 0] = 0
    plain = stored_numbers(whole)
    assert plain.dtype == np.uint16 and not plain[:, 0, 0].any()
    np.testing.assert_allclose(plain[:, 1:] / 10_000, whole.reflectance[:, 1:], atol=5e-5)
    assert (stored_numbers(offset_added(whole))[:, 1:] == plain[:, 1:] + 1000).all()
    assert offset_added(offset_denied(whole)) is None
    eight = stored_numbers(stretched(whole))
    assert eight.dtype == np.uint8 and eight.max() == 255 and not eight[:, 0, 0].any()
