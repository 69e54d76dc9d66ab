"""Runs a pack over chips as the engine runs it over scenes, and holds that against what evaluation makes of the chips.

A recipe's test calls ``assert_engine_agrees`` with the recipe's own pack.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.warp import transform as transform_points

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import Cells, classify_cells
from mining_detector_plugin.engine.dehaze import estimate_haze
from mining_detector_plugin.engine.detection import detect_boxes
from mining_detector_plugin.engine.hit_filter import filter_detections
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.pipeline import detect
from mining_detector_plugin.engine.polygons import MINIMUM_AREA_HA
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.request import DetectRequest
from mining_detector_plugin.engine.results import CONFIDENCE, GEOPACKAGE
from mining_detector_plugin.engine.runtimes import OnnxRuntime
from mining_detector_plugin.engine.scene import open_scene
from mining_detector_plugin.engine.segmentation import segment_rows
from tests.packs import brightness_classifier, fixed_detector
from trainer.data.dataset import SCALE, Chip, Dataset
from trainer.evaluation.objects import patches
from trainer.evaluation.prediction import LEAST_SCORE, ChipPrediction, predict_chips

#: Half of the step in which the confidence raster keeps probabilities.
_HALF_STEP = 0.5 / 254
_CLOSE = 1e-4


def assert_engine_agrees(pack: Pack, dataset: Dataset, chips: Sequence[Chip], folder: Path) -> None:
    """Check that a segmenter or detector gives on scenes what evaluation gives on the same chips.

    A detector's boxes are those of the engine's stage; a segmenter's probabilities are those of its stage, those of
    the confidence raster of a whole run, and its map has as many patches as the run draws mines.

    Args:
        pack: chips must not be smaller than its tile: evaluation mirrors them, and a scene has nodata around it.
        folder: for the scenes and results.
    """
    models = folder / "models"
    brightness_classifier(models / "classifier")
    fixed_detector(models / "detector")
    if pack.kind == "segmenter":
        shutil.copytree(pack.folder, models / "segmenter")
    predictions = list(predict_chips(pack, dataset, chips))
    assert len(predictions) == len(chips) > 0
    for prediction in predictions:
        scene = chip_as_scene(dataset, prediction.chip, folder)
        if pack.kind == "detector":
            boxes = on_scene(with_threshold(pack, LEAST_SCORE), scene)
            assert prediction.detections is not None
            np.testing.assert_allclose(prediction.detections.boxes, boxes.boxes, atol=0.01)
            np.testing.assert_allclose(prediction.detections.scores, boxes.scores, atol=_CLOSE)
            np.testing.assert_array_equal(prediction.detections.classes, boxes.classes)
        else:
            np.testing.assert_allclose(prediction.probabilities, on_scene(pack, scene), atol=_CLOSE)
            _assert_run_agrees(prediction, scene, models, folder / f"{prediction.chip.id}_results")


def on_scene(pack: Pack, scene_path: Path) -> Any:
    """Return what the engine's stage of the pack's kind gives on a scene.

    That is float32 (rows, columns) scores of cells, boxes, or float32 (classes, height, width) probabilities.
    """
    progress = StageProgress(Reporter(), "", 0, 1, "")
    with open_scene(scene_path) as scene:
        predictor = Predictor(pack, OnnxRuntime, estimate_haze(scene, pack.dehaze))
        aoi = load_aoi(None, scene)
        if pack.kind == "classifier":
            return classify_cells(scene, aoi, predictor, progress).scores
        side = max(scene.width, scene.height)
        cells = Cells(aoi.window, side, np.zeros((1, 1), np.float32), np.ones((1, 1), bool))
        if pack.kind == "detector":
            found = detect_boxes(scene, aoi, cells, predictor, progress)
            return filter_detections(scene, found, pack, Reporter())
        rows = segment_rows(scene, aoi, cells, predictor, progress)
        return np.concatenate([part.probabilities for part in rows], axis=1)


def chip_as_scene(dataset: Dataset, chip: Chip, folder: Path) -> Path:
    """Write a chip's file with its scale, at the place that its row of the index names, and return its path."""
    path = folder / f"{chip.id}.tif"
    shutil.copyfile(dataset.image_path(chip), path)
    with rasterio.open(path, "r+") as raster:
        raster.scales = [SCALE] * raster.count
        if not np.isnan(chip.lon):
            raster.crs = CRS.from_epsg((32600 if chip.lat >= 0 else 32700) + int((chip.lon + 180) // 6) + 1)
            ((x,), (y,)) = transform_points("EPSG:4326", raster.crs, [chip.lon], [chip.lat])
            side = chip.resolution_m
            raster.transform = from_origin(x - chip.width / 2 * side, y + chip.height / 2 * side, side, side)
    return path


def with_threshold(pack: Pack, threshold: float) -> Pack:
    """Return a pack and its members with another default threshold."""
    members = {name: with_threshold(member, threshold) for name, member in pack.members.items()}
    return replace(pack, thresholds={"default": threshold}, members=members)


def _assert_run_agrees(prediction: ChipPrediction, scene: Path, models: Path, out: Path) -> None:
    """Check the confidence raster and the count of mines of a whole run against evaluation's map."""
    assert prediction.probabilities is not None and prediction.is_mine is not None
    request = DetectRequest(str(scene), str(out), models=str(models), device="cpu", search_everywhere=True)
    detect(request, Reporter())
    with rasterio.open(out / CONFIDENCE) as raster:
        confidence = raster.read(masked=True).astype(np.float32) * np.float32(raster.scales[0])
    seen = ~np.ma.getmaskarray(confidence)
    assert np.array_equal(seen[0], prediction.pixels.is_valid)
    wanted = np.concatenate([1 - prediction.probabilities[:1], prediction.probabilities[1:]])
    np.testing.assert_allclose(confidence.data[seen], wanted[seen], atol=_HALF_STEP + _CLOSE)
    least = MINIMUM_AREA_HA * 10_000 / prediction.chip.resolution_m**2
    _, sizes = patches(prediction.is_mine, least)
    assert pyogrio.read_info(out / GEOPACKAGE, layer="mines")["features"] == len(sizes)
