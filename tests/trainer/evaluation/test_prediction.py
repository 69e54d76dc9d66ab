"""Packs on chips give what the engine gives on a scene of the same pixels."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from mining_detector_plugin.engine.errors import SceneError
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.runtimes import OnnxRuntime
from tests.packs import brightness_classifier, brightness_segmenter, fixed_detector
from tests.trainer.engine_agreement import on_scene
from tests.trainer.made_dataset import make_dataset
from trainer.data.chip_pool import label
from trainer.data.dataset import Chip, Dataset
from trainer.data.dataset_writer import write_chip
from trainer.data.sources import rgb_chips
from trainer.evaluation.chip_scene import mirrored
from trainer.evaluation.prediction import predict_chips
from trainer.predictor import onnx_predictor
from trainer.tasks.classify_evaluation import probabilities

_SIDE = 192


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """Chips of 192 pixels, whose files are scenes too: two or more tiles of 64, four cells of 96."""
    return make_dataset(tmp_path_factory.mktemp("dataset"), per_place=1, size=_SIDE)


def test_classifier_gives_a_chip_the_score_of_the_engines_best_cell(dataset, tmp_path):
    pack = load_pack(brightness_classifier(tmp_path / "pack", cut=0.25, tile=96, stride=96))
    for prediction in predict_chips(pack, dataset, dataset.chips):
        assert prediction.mine_score == pytest.approx(
            on_scene(pack, dataset.image_path(prediction.chip)).max(), abs=1e-5
        )


def test_segmenter_gives_the_engines_blended_probabilities(dataset, tmp_path):
    pack = load_pack(brightness_segmenter(tmp_path / "pack", cut=0.3, smooth=5, tile=64, overlap=16))
    for prediction in predict_chips(pack, dataset, dataset.chips[:3]):
        wanted = on_scene(pack, dataset.image_path(prediction.chip))
        assert prediction.probabilities == pytest.approx(wanted, abs=1e-4)


def test_haze_is_taken_off_a_chip_where_the_pack_asks_for_it(dataset, tmp_path):
    asks = {"preprocessing": {"dehaze": "constant"}}
    segmenter = load_pack(brightness_segmenter(tmp_path / "segmenter", tile=64, overlap=16, **asks))
    classifier = load_pack(brightness_classifier(tmp_path / "classifier", tile=96, stride=96, **asks))
    plain = load_pack(brightness_segmenter(tmp_path / "plain", tile=64, overlap=16))
    chip = dataset.chips[0]
    (mapped,), (without,) = (predict_chips(pack, dataset, [chip]) for pack in (segmenter, plain))
    assert mapped.probabilities == pytest.approx(on_scene(segmenter, dataset.image_path(chip)), abs=1e-4)
    assert np.abs(mapped.probabilities - without.probabilities).max() > 0.1
    (scored,) = predict_chips(classifier, dataset, [chip])
    assert scored.mine_score == pytest.approx(on_scene(classifier, dataset.image_path(chip)).max(), abs=1e-5)


def test_detector_gives_the_engines_boxes(dataset, tmp_path):
    pack = load_pack(fixed_detector(tmp_path / "pack", tile=64, overlap=16))
    chip = dataset.chips[0]
    (prediction,) = predict_chips(pack, dataset, [chip], least_score=None)
    wanted = on_scene(pack, dataset.image_path(chip))
    assert len(wanted.boxes) > 4
    np.testing.assert_allclose(prediction.detections.boxes, wanted.boxes, atol=1e-5)
    np.testing.assert_allclose(prediction.detections.scores, wanted.scores, atol=1e-6)
    assert prediction.mine_score == pytest.approx(0.9)


def test_hits_are_the_engines_boxes_whatever_weak_ones_are_looked_at(dataset, tmp_path):
    pack = load_pack(fixed_detector(tmp_path / "pack", box=(2, 20, 40, 34), tile=64, overlap=40))
    chip = dataset.chips[0]
    (prediction,) = predict_chips(pack, dataset, [chip], least_score=0.001)
    wanted = on_scene(pack, dataset.image_path(chip))
    np.testing.assert_allclose(prediction.hits.boxes, wanted.boxes, atol=1e-5)
    small = make_dataset(tmp_path / "small", per_place=1, size=32)
    (prediction,) = predict_chips(pack, small, small.chips[:1])
    assert prediction.hits.scores.tolist() == pytest.approx([0.9])


def test_chip_smaller_than_the_tile_is_run_whole_and_not_among_zeros(tmp_path):
    dataset = make_dataset(tmp_path / "data", per_place=2, size=40)
    pack = load_pack(brightness_segmenter(tmp_path / "pack", cut=0.3, smooth=9, tile=256, overlap=64))
    sizes = []

    def predict(bands, presence):
        sizes.append(bands.shape[2:])
        return OnnxRuntime(pack).run(bands, presence)

    predictions = list(predict_chips(pack, dataset, dataset.chips, predict))
    assert set(sizes) == {(64, 64)}
    assert all(prediction.probabilities.shape == (3, 40, 40) for prediction in predictions)
    is_mine = {chip.id: bool(chip.tags) for chip in dataset.chips}
    assert all((prediction.mine_score > 0.5) == is_mine[prediction.chip.id] for prediction in predictions)


def test_pixels_beyond_a_chip_are_its_mirror_image():
    line = np.arange(5)
    assert line[mirrored(-3, 11, 5)].tolist() == np.pad(line, (3, 3), mode="reflect").tolist()
    assert mirrored(-2, 4, 1).tolist() == [0, 0, 0, 0]


def test_chip_without_a_needed_band_is_refused_by_name(tmp_path):
    dataset = make_dataset(tmp_path / "data", per_place=1, size=64, bands=("B02", "B03", "B04"))
    pack = load_pack(brightness_classifier(tmp_path / "pack", needed=("B11",)))
    with pytest.raises(SceneError, match="needs the bands B11"):
        list(predict_chips(pack, dataset, dataset.chips))


def test_broken_chip_is_left_out_and_named(tmp_path):
    dataset = make_dataset(tmp_path / "data", per_place=4, size=64)
    broken = dataset.chips[0]
    dataset.image_path(broken).write_bytes(b"no raster")
    pack = load_pack(brightness_classifier(tmp_path / "pack"))
    unreadable: dict[str, str] = {}
    seen = [p.chip.id for p in predict_chips(pack, dataset, dataset.chips, unreadable=unreadable)]
    assert broken.id not in seen and list(unreadable) == [broken.id]


def test_member_of_a_region_answers_for_the_chips_in_it_and_for_none_without_a_place(dataset, tmp_path):
    folder = brightness_classifier(tmp_path / "pack", cut=0.25)
    brightness_classifier(folder / "members" / "0", cut=9.0)  # sees no mine at all
    chip = next(chip for chip in dataset.chips if chip.tags)
    ring = [[chip.lon + x, chip.lat + y] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    region = {"type": "Feature", "properties": {"name": "here"},
              "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    (folder / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [region]}))
    metadata = json.loads((folder / "model.json").read_text())
    metadata["dispatch"] = {"regions": "regions.geojson", "column": "name", "members": {"here": "members/0"}}
    (folder / "model.json").write_text(json.dumps(metadata))
    unknown = replace(chip, lon=float("nan"), lat=float("nan"))
    inside, nowhere = predict_chips(load_pack(folder), dataset, [chip, unknown])
    assert inside.mine_score < 0.01 and nowhere.mine_score > 0.99


def test_map_and_boxes_lose_what_the_precision_filter_takes_for_false(dataset, tmp_path):
    """The filter keeps what is bright in near infrared: open pits, not tailings."""
    filtered = {
        "features": ["mean_B08"], "mean": [0.25], "stddev": [0.05], "bands": ["B08"], "by": None, "threshold": 0.5,
        "models": {"all": {"coefficients": [5.0], "intercept": 0.0}},
    }  # fmt: skip
    folder = brightness_segmenter(tmp_path / "pack", cut=0.24, tile=64, overlap=16)
    plain = {p.chip.id: p.is_mine.sum() for p in predict_chips(load_pack(folder), dataset, dataset.chips)}
    metadata = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(metadata | {"precision_filter": filtered}))
    for prediction in predict_chips(load_pack(folder), dataset, dataset.chips):
        count, name = prediction.is_mine.sum(), prediction.chip.id
        if "open_pit" in prediction.chip.tags:
            assert count == plain[name] > 100
        if "tailings" in prediction.chip.tags:
            assert count == 0 and plain[name] > 100


def test_bundled_classifier_says_of_chips_what_its_own_evaluation_says(shared_data, tmp_path):
    chips = label(rgb_chips(shared_data, "val").take(np.arange(0, 701, 20)), ["mine"], ["no_mine"])
    # Stored reflectance is rounded to a ten-thousandth: both sides see it so.
    stored = np.round(chips.chips.values * (chips.chips.scale * 10_000)).astype(np.uint16)
    chips = replace(chips, chips=replace(chips.chips, values=stored, scale=1e-4))
    pack = load_pack(BUNDLED_MODELS / "classifier")
    wanted = probabilities(pack, onnx_predictor(pack), chips)
    rows = []
    for index, reflectance in enumerate(chips.chips.reflectance(slice(None))):
        chip = Chip(
            str(index), "val", "here", "", "", "", np.nan, np.nan, 48, 48, 10.0, ("B02", "B03", "B04"), (), "import",
            False,
        )  # fmt: skip
        is_valid = (chips.chips.values[index] != 0).any(axis=0)
        write_chip(tmp_path, chip, reflectance, is_valid)
        rows.append(chip)
    dataset = Dataset(tmp_path, "rgb", ("background",), ("mine",), (), tuple(rows), {})
    found = [prediction.mine_score for prediction in predict_chips(pack, dataset, rows)]
    np.testing.assert_allclose(found, wanted, atol=1e-5)
