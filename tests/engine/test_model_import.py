"""ONNX files of Deepness's model zoo: read, imported, and run by the engine as by themselves."""

from __future__ import annotations

import json

import numpy as np
import onnx
import pytest
import rasterio

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.model_import import ImportRequest, import_onnx, inspect_onnx, propose_type
from mining_detector_plugin.engine.model_library import list_sets
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.pipeline import DetectRequest, detect
from mining_detector_plugin.engine.reporting import Reporter
from tests.foreign_models import (
    DETECTOR,
    MEAN,
    SEGMENTOR,
    STDDEV,
    TILE,
    Boxes,
    Segmentor,
    Unfinished,
    answer_of,
    write_foreign,
)
from tests.rasters import NORTH, PIXEL, WEST, write_reflectance
from tests.results import read_layer


@pytest.fixture
def segmentor(tmp_path):
    return write_foreign(tmp_path / "pits.onnx", Segmentor(), "Segmentor", SEGMENTOR)


@pytest.fixture
def ground() -> np.ndarray:
    """Reflectance of red, green, blue (3, TILE, TILE) with bright red places and all values from 0 to 0.4."""
    reflectance = np.random.default_rng(5).random((3, TILE, TILE)).astype(np.float32) * 0.1 + 0.02
    reflectance[0, 16:32, 16:48] = 0.27
    reflectance[0, 48:64, 0:16] = 0.4
    reflectance[1, 16:32, 32:48] = 0.29
    return reflectance


def write_scene(path, reflectance):
    return write_reflectance(path, reflectance[::-1], ["B02", "B03", "B04"])


def imported(tmp_path, path, types, **options):
    request = ImportRequest(str(path), str(tmp_path / "library"), types, **options)
    return import_onnx(request, Reporter())


def run(tmp_path, scene, models, **options):
    request = DetectRequest(
        scene=str(scene), out=str(tmp_path / "out"), models=models, device="cpu", **options
    )
    return detect(request, Reporter())


def test_file_of_the_zoo_is_described_with_proposals(segmentor):
    found = inspect_onnx(str(segmentor))
    assert (found["kind"], found["layout"], found["activation"]) == ("segmenter", "segmenter", "none")
    assert found["classes"] == ["_background", "open pit mine", "water"]
    assert found["proposed_types"] == [None, "open_pit", None]
    assert found["proposed_channels"] == ["B04", "B03", "B02"]
    assert (found["resolution_m"], found["tile"], found["overlap"]) == (10, TILE, 16)
    assert (found["threshold"], found["has_fixed_size"]) == (0.5, True)
    assert found["mean"] == pytest.approx(MEAN)
    assert found["reflectance_range"] == [0, 0.3]
    assert found["remarks"] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Tailings pond", "tailings"), ("quarries", "open_pit"), ("mining area", "mine_ground"), ("lake", None)],
)
def test_type_is_proposed_by_the_words_of_a_class(name, kind):
    assert propose_type(name) == kind


@pytest.mark.parametrize("is_free", [False, True])
def test_segmentor_gives_in_a_run_what_it_gives_by_itself(tmp_path, ground, is_free):
    path = write_foreign(tmp_path / "pits.onnx", Segmentor(), "Segmentor", SEGMENTOR, is_free=is_free)
    answer = imported(tmp_path, path, [None, "open_pit", None])
    run(tmp_path, write_scene(tmp_path / "scene.tif", ground), answer["folder"], only="segment")
    alone = answer_of(path, ground, MEAN, STDDEV)
    with rasterio.open(tmp_path / "out" / "confidence.tif") as confidence:
        assert confidence.descriptions == ("any_mine", "open_pit")
        stored = confidence.read() / 254
    np.testing.assert_allclose(stored[1], alone[1], atol=0.5 / 254 + 1e-5)
    assert stored[0].max() > 0.9 > 0.1 > stored[0].min()


def test_classes_of_one_type_add_up_and_mines_come_out(tmp_path, segmentor, ground):
    answer = imported(tmp_path, segmentor, [None, "tailings", "tailings"])
    run(tmp_path, write_scene(tmp_path / "scene.tif", ground), answer["folder"], only="segment")
    alone = answer_of(segmentor, ground, MEAN, STDDEV)
    with rasterio.open(tmp_path / "out" / "confidence.tif") as confidence:
        np.testing.assert_allclose(confidence.read(1) / 254, 1 - alone[0], atol=0.5 / 254 + 1e-5)
    found = run(
        tmp_path, write_scene(tmp_path / "scene2.tif", ground), answer["folder"], search_everywhere=True
    )
    table, outlines = read_layer(tmp_path / "out", "mines")
    assert found["counts"]["mines"] == len(outlines) >= 1
    assert set(table["type"]) == {"tailings"}


def test_larger_scene_has_no_seam_beyond_what_the_tiles_themselves_differ_by(tmp_path, ground):
    path = write_foreign(
        tmp_path / "plain.onnx", Unfinished(), "Segmentor", SEGMENTOR | {"class_names": {0: "pit"}}
    )
    answer = imported(tmp_path, path, ["open_pit"])
    scene = np.tile(ground, (1, 3, 2))[:, :150, :]
    run(tmp_path, write_scene(tmp_path / "scene.tif", scene), answer["folder"], only="segment")
    with rasterio.open(tmp_path / "out" / "confidence.tif") as confidence:
        stored = confidence.read(1) / 254
    tile = 1 / (1 + np.exp(-answer_of(path, ground, MEAN, STDDEV)[0]))
    np.testing.assert_allclose(stored, np.tile(tile, (3, 2))[:150], atol=0.5 / 254 + 1e-5)


def test_output_that_is_no_probability_is_made_one_and_told(tmp_path):
    fields = SEGMENTOR | {"class_names": {0: "background", 1: "pit"}}
    found = inspect_onnx(str(write_foreign(tmp_path / "raw.onnx", Unfinished(), "Segmentor", fields)))
    assert (found["classes"], found["activation"]) == (["pit"], "sigmoid")
    assert any("no probability" in remark for remark in found["remarks"])


@pytest.mark.parametrize(
    ("det_type", "form"),
    [
        ("YOLO_v5_or_v7_default", "v5"),
        ("YOLO_v6", "v6"),
        ("YOLO_Ultralytics", ""),
        ("YOLO_v9", ""),
        ("YOLO_Ultralytics_segmentation", "masks"),
    ],
)
def test_detector_finds_in_a_run_the_boxes_that_it_gives_by_itself(tmp_path, ground, det_type, form):
    path = write_foreign(tmp_path / "boxes.onnx", Boxes(form), "Detector", DETECTOR | {"det_type": det_type})
    assert inspect_onnx(str(path))["proposed_types"] == [None, "open_pit"]
    answer = imported(tmp_path, path, [None, "open_pit"])
    run(
        tmp_path, write_scene(tmp_path / "scene.tif", ground), answer["folder"], only="detect",
        search_everywhere=True,
    )  # fmt: skip
    table, boxes = read_layer(tmp_path / "out", "detections")

    alone = answer_of(path, ground)
    rows = alone if form in ("v5", "v6") else alone.T
    by_class = rows[:, 5:] if form in ("v5", "v6") else rows[:, 4:6]
    score = rows[:, 4] if form == "v5" else by_class.max(axis=1)
    wanted = rows[(score >= 0.6) & (by_class.argmax(axis=1) == 1)]
    assert 2 <= len(wanted) == len(boxes)
    centres = {
        (round((box.centroid.x - WEST) / PIXEL), round((NORTH - box.centroid.y) / PIXEL)) for box in boxes
    }
    # A box at the edge of the scene is cut off there, which moves its centre.
    inside = [(x, y) for x, y, *_ in wanted.tolist() if 12 <= x <= TILE - 12 and 12 <= y <= TILE - 12]
    assert inside
    assert {(round(x), round(y)) for x, y in inside} <= centres
    assert set(table["type"]) == {"open_pit"}
    np.testing.assert_allclose(
        sorted(table["score"]), sorted(score[(score >= 0.6) & (by_class.argmax(axis=1) == 1)]), atol=1e-5
    )


def test_masks_without_names_of_classes_are_told(tmp_path):
    fields = DETECTOR | {"det_type": "YOLO_Ultralytics_segmentation", "class_names": {}}
    with pytest.raises(PackError, match="how many classes") as caught:
        inspect_onnx(str(write_foreign(tmp_path / "m.onnx", Boxes("masks"), "Detector", fields)))
    assert caught.value.code == "onnx_no_metadata"


def test_detector_without_a_form_of_boxes_is_taken_for_yolo_v5_and_that_is_told(tmp_path):
    found = inspect_onnx(str(write_foreign(tmp_path / "m.onnx", Boxes("v5"), "Detector", DETECTOR)))
    assert found["layout"] == "yolo_v5"
    assert any("YOLOv5" in remark for remark in found["remarks"])


def test_suppression_takes_the_overlap_that_came_with_the_model(tmp_path):
    path = write_foreign(
        tmp_path / "boxes.onnx", Boxes(""), "Detector", DETECTOR | {"det_type": "YOLO_Ultralytics"}
    )
    answer = imported(tmp_path, path, [None, "open_pit"])
    assert load_pack(f"{answer['folder']}/detector").suppression_iou == 0.3


def test_imported_set_says_what_was_chosen_and_runs_the_file_as_it_came(tmp_path, segmentor):
    answer = imported(
        tmp_path, segmentor, [None, "open_pit", None], name="Pits of the zoo", license="MIT",
        channels=["B08", "B03", "B02"],
    )  # fmt: skip
    (entry,) = list_sets(tmp_path / "library")
    pack = entry.packs["segmenter"]
    assert (entry.title, pack.kind, pack.bands) == ("Pits of the zoo", "segmenter", ("B08", "B03", "B02"))
    assert pack.graph_path.read_bytes() == segmentor.read_bytes()
    assert pack.metadata["license"] == "MIT"
    assert pack.fixed_size == (TILE, TILE)
    card = (pack.folder / "README.md").read_text()
    assert "| open pit mine | open_pit |" in card and "B08, B03, B02" in card
    record = json.loads((entry.folder / "installed.json").read_text())
    assert record["fingerprints"] == {"segmenter": pack.fingerprint()}
    assert answer["name"] == "pits-of-the-zoo"


def test_fingerprint_changes_with_what_the_classes_are_taken_for(tmp_path, segmentor):
    first = imported(tmp_path, segmentor, [None, "open_pit", None])["folder"]
    fingerprint = load_pack(f"{first}/segmenter").fingerprint()
    with pytest.raises(PackError) as caught:
        imported(tmp_path, segmentor, [None, "tailings", None])
    assert caught.value.code == "models_installed"
    imported(tmp_path, segmentor, [None, "tailings", None], replace=True)
    assert load_pack(f"{first}/segmenter").fingerprint() != fingerprint


@pytest.mark.parametrize("kind", ["Regressor", "Superresolution", "Recognition"])
def test_model_without_classes_of_ground_is_refused_in_words(tmp_path, kind):
    path = write_foreign(tmp_path / "model.onnx", Segmentor(), kind, {})
    with pytest.raises(PackError, match=f"is a {kind.lower()}") as caught:
        inspect_onnx(str(path))
    assert caught.value.code == "onnx_unsupported"


def test_boxes_in_an_unknown_form_are_refused(tmp_path):
    path = write_foreign(
        tmp_path / "m.onnx", Boxes(""), "Detector", DETECTOR | {"det_type": "YOLO_Ultralytics_obb"}
    )
    with pytest.raises(PackError, match="YOLO_Ultralytics_obb"):
        inspect_onnx(str(path))


def test_file_without_metadata_is_told(tmp_path, segmentor):
    model = onnx.load(segmentor)
    del model.metadata_props[:]
    onnx.save(model, tmp_path / "bare.onnx")
    with pytest.raises(PackError) as caught:
        inspect_onnx(str(tmp_path / "bare.onnx"))
    assert caught.value.code == "onnx_no_metadata"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"class_names": "{0: 'a', 1: 'b', 2: 'c'}"}, None),
        ({"class_names": [{"0": "a", "1": "b", "2": "c"}]}, None),
        ({"class_names": ["a", "b", "c"]}, None),
        ({"class_names": [{"0": "a"}, {"0": "b"}]}, "several outputs"),
        ({"class_names": {"x": "a"}}, "invalid literal"),
        ({"resolution": "none"}, "could not convert"),
        ({"resolution": float("inf")}, "resolution is inf"),
        ({"standardization_std": [0, 1, 1]}, "standardization_std"),
        ({"standardization_mean": [1, 2]}, "3 numbers"),
        ({"seg_thresh": 7}, "threshold 7"),
        ({"class_names": "[" * 20_000}, "class_names is"),
    ],
)
def test_metadata_in_other_forms_are_read_or_told(tmp_path, fields, named):
    path = write_foreign(tmp_path / "model.onnx", Segmentor(), "Segmentor", SEGMENTOR | fields)
    if named is None:
        assert inspect_onnx(str(path))["classes"] == ["a", "b", "c"]
        return
    with pytest.raises(PackError, match=named) as caught:
        inspect_onnx(str(path))
    assert caught.value.code == "onnx_no_metadata"


@pytest.mark.parametrize(
    "options",
    [
        {"class_types": [None, None, None]},
        {"class_types": ["open_pit"]},
        {"class_types": [None, "gold", None]},
        {"channels": ["B04", "B04", "B02"]},
        {"channels": ["B04", "B03"]},
        {"reflectance_range": [0.3, 0.1]},
    ],
)
def test_choice_that_does_not_fit_the_file_is_told_and_leaves_nothing(tmp_path, segmentor, options):
    with pytest.raises(PackError) as caught:
        imported(
            tmp_path, segmentor, **({"types": options.pop("class_types", [None, "open_pit", None])} | options)
        )
    assert caught.value.code == "import_invalid"
    assert not (tmp_path / "library").exists()


def test_model_for_other_pixels_is_told_before_it_is_imported(tmp_path):
    path = write_foreign(tmp_path / "aerial.onnx", Segmentor(), "Segmentor", SEGMENTOR | {"resolution": 30})
    assert any("0.3 m" in remark and "10 m" in remark for remark in inspect_onnx(str(path))["remarks"])
    folder = imported(tmp_path, path, [None, "open_pit", None])["folder"]
    assert any("0.3 m" in limit for limit in load_pack(f"{folder}/segmenter").metadata["limits"])
