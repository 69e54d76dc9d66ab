"""Runs packs on the chips of a data set as the engine runs them on a scene. No other place does.

- A classifier looks at the cells that the engine would lay over the chip; a chip's score of a class is that of
  its best cell.
- A segmenter and a detector run the engine's tiles. Where a chip is smaller than a tile, the tile shrinks to the
  next multiple of 32 pixels, unless the pack's graph takes one size only.
- Where a pack has haze taken off, the haze is found from each chip, as a chip is the scene here.
- Beyond a chip's edges lies its mirror image (``ChipScene``).
- Second levels and members for regions have their say as in the engine, for its ``Predictor`` is what runs here;
  so has the precision filter, on boxes and on regions of a map.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from affine import Affine
from rasterio.features import geometry_mask
from rasterio.windows import Window
from scipy import ndimage

from mining_detector_plugin.engine.cells import mine_score
from mining_detector_plugin.engine.dehaze import estimate_haze
from mining_detector_plugin.engine.detection import Detections, detect_boxes
from mining_detector_plugin.engine.dispatch import Dispatcher
from mining_detector_plugin.engine.hit_filter import filter_detections, filter_regions
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.polygons import RegionBuilder
from mining_detector_plugin.engine.predictor import Prediction, Predictor
from mining_detector_plugin.engine.reading import InputReader, presence_of, read_rows
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.runtimes import OnnxRuntime, Runtime
from mining_detector_plugin.engine.scene import Scene
from mining_detector_plugin.engine.segmentation import segment_rows

from ..data.dataset import Chip, ChipPixels, ChipSkipper, Dataset
from ..tasks.task import Predict
from .chip_scene import ChipScene

#: Boxes below this score are not looked at: average precision hardly feels them.
LEAST_SCORE = 0.01
#: A segmenter's score of a chip is the mean over so many of its highest pixels: 0.1 hectares at 10 m, the
#: smallest mine that the engine draws.
CHIP_PIXELS = 10
_STEP = 32
_BATCH = 64


@dataclass(frozen=True)
class ChipPrediction:
    """What a pack makes of one chip.

    Attributes:
        chip: its row of the index. pixels: what its files hold.
        mine_score: probability 0-1 that the chip shows a mine of any kind, whatever the kind of pack: a
            classifier's best cell, the mean of a segmenter's ``CHIP_PIXELS`` highest pixels, a detector's best box.
        class_scores: float32 (classes,), 0-1: the chip's score of each of the pack's classes, by the same rules.
        threshold: default threshold of the pack that answers at the chip's place.
        probabilities: segmenter: float32 (classes, height, width), 0 where the chip holds no data.
        is_mine: segmenter: bool (height, width), what the engine draws at the threshold.
        detections: detector: boxes in the chip's pixels with at least the score asked for, best first.
        hits: detector: the boxes that the engine gives at the threshold. Where a chip is larger than a tile, weak
            boxes have a say in how the strong ones of several tiles are merged, so these are found apart.
    """

    chip: Chip
    pixels: ChipPixels
    mine_score: float
    class_scores: np.ndarray
    threshold: float = 0.5
    probabilities: np.ndarray | None = None
    is_mine: np.ndarray | None = None
    detections: Detections | None = None
    hits: Detections | None = None


def predict_chips(
    pack: Pack,
    dataset: Dataset,
    chips: Iterable[Chip],
    predict: Predict | None = None,
    least_score: float | None = LEAST_SCORE,
    unreadable: dict[str, str] | None = None,
) -> Iterator[ChipPrediction]:
    """Yield what a pack makes of chips, one after the other; only one chip's pixels are held.

    Args:
        pack: of any kind.
        dataset: that the chips are of.
        chips: in the order wanted. Chips that can't be read are left out.
        predict: runs the pack's network; None loads it in ONNX Runtime, as its members always are. See
            ``trainer/predictor.py``.
        least_score: least score of a detector's boxes; None gives the boxes that the engine gives.
        unreadable: takes what could not be read, by chip id.

    Raises:
        SceneError: ``bands_missing`` where a chip lacks a band that the pack needs.
        DataError: ``too_many_unreadable``.
    """
    load = _loader(pack, predict)
    predictor = as_in_engine = Predictor(pack, load)
    if pack.kind == "detector" and least_score is not None:
        predictor = Predictor(pack, load)
        predictor.pack = _with_threshold(pack, least_score)
    dispatcher = None if pack.dispatch is None else Dispatcher(pack)
    skipper = ChipSkipper(dataset)
    run = _RUN[pack.kind]
    for chip, pixels in skipper.read_all(chips):
        answering = pack
        if dispatcher is not None and pack.kind != "segmenter":  # the engine draws a map at one threshold
            (answering,) = dispatcher.packs_at(np.array([[chip.lon, chip.lat]]))
        prediction = run(_fit_tile(predictor, chip), chip, pixels)
        prediction = replace(prediction, threshold=answering.thresholds["default"])
        yield (
            prediction
            if pack.kind != "detector"
            else replace(prediction, hits=_hits(as_in_engine, prediction))
        )
    if unreadable is not None:
        unreadable.update(skipper.unreadable)


def _classify(predictor: Predictor, chip: Chip, pixels: ChipPixels) -> ChipPrediction:
    """Run the cells of a chip, laid as ``engine.cells.classify_cells`` lays them; the best one stands for it.

    Classes that exclude each other (softmax) are taken from one cell, that with the highest probability of a
    mine; of others (sigmoid) each class has its own best cell.
    """
    cells = list(_cells(predictor, cast(Scene, ChipScene(chip, pixels))))
    pack = predictor.pack
    if not cells:
        return ChipPrediction(chip, pixels, 0.0, np.zeros(len(pack.classes), np.float32))
    scores = np.stack([cell.values[0] for cell in cells])
    mine = [mine_score(cell) for cell in cells]
    best = scores[int(np.argmax(mine))] if pack.activation == "softmax" else scores.max(axis=0)
    return ChipPrediction(chip, pixels, max(mine), best)


def _cells(predictor: Predictor, scene: Scene) -> Iterator[Prediction]:
    """Yield what the pack says of each cell that holds data."""
    side, tile = predictor.pack.stride, predictor.pack.tile
    margin = (tile - side) // 2
    presence = presence_of(predictor.pack, scene)
    reader = InputReader(scene, predictor.pack, estimate_haze(scene, predictor.pack.dehaze))
    columns = -(-scene.width // side)
    tops = [row * side - margin for row in range(-(-scene.height // side))]
    windows = [Window(-margin, top, (columns - 1) * side + tile, tile) for top in tops]
    for top, band in zip(tops, read_rows(reader, windows), strict=True):
        starts = [
            column * side
            for column in range(columns)
            if band.is_valid[:, column * side : column * side + tile].any()
        ]
        for begin in range(0, len(starts), _BATCH):
            batch = starts[begin : begin + _BATCH]
            chips = np.stack([band.bands[:, :, start : start + tile] for start in batch])
            places = predictor.places_of(scene, [start - margin for start in batch], top, tile)
            yield from predictor.predict(chips, presence, places)


def _segment(predictor: Predictor, chip: Chip, pixels: ChipPixels) -> ChipPrediction:
    scene = ChipScene(chip, pixels)
    predictor.haze = estimate_haze(scene, predictor.pack.dehaze)
    rows = segment_rows(cast(Scene, scene), *scene.whole(), predictor, _silent())
    probabilities = np.concatenate([part.probabilities for part in rows], axis=1)
    layers = np.concatenate([1 - probabilities[:1], probabilities[1:]]) * pixels.is_valid
    flat = layers.reshape(len(layers), -1)
    count = min(CHIP_PIXELS, flat.shape[1])
    highest = np.partition(flat, -count, axis=1)[:, -count:].mean(axis=1)
    scores = np.concatenate([1 - highest[:1], highest[1:]]).astype(np.float32)
    is_mine = (1 - probabilities[0] >= predictor.pack.thresholds["default"]) & pixels.is_valid
    is_mine = without_false_hits(predictor.pack, scene, probabilities, is_mine)
    return ChipPrediction(
        chip, pixels, float(highest[0]), scores, probabilities=probabilities, is_mine=is_mine
    )


def without_false_hits(
    pack: Pack, scene: ChipScene | Scene, probabilities: np.ndarray, is_mine: np.ndarray
) -> np.ndarray:
    """Return a map without the regions that the pack's precision filter takes for false hits."""
    if pack.precision_filter is None:
        return is_mine
    builder = RegionBuilder(0, 1)
    regions = [*builder.add(0, is_mine, probabilities), *builder.close()]
    kept = filter_regions(cast(Scene, scene), regions, pack, Reporter())
    numbers, _ = ndimage.label(is_mine)
    stays = np.zeros(int(numbers.max()) + 1, bool)
    for region in kept:
        # An outline is simplified by up to half a pixel: the patch it stands for holds most of its pixels.
        inside = geometry_mask([region.geometry], is_mine.shape, Affine.identity(), True, invert=True)
        stays[np.bincount(numbers[inside & is_mine], minlength=1).argmax()] = True
    return stays[numbers] & is_mine


def _detect(predictor: Predictor, chip: Chip, pixels: ChipPixels) -> ChipPrediction:
    scene = ChipScene(chip, pixels)
    predictor.haze = estimate_haze(scene, predictor.pack.dehaze)
    found = detect_boxes(cast(Scene, scene), *scene.whole(), predictor, _silent())
    found = filter_detections(cast(Scene, scene), found, predictor.pack, Reporter())
    scores = np.zeros(len(predictor.pack.classes), np.float32)
    np.maximum.at(scores, found.classes, found.scores)
    return ChipPrediction(chip, pixels, float(scores.max()), scores, detections=found)


def _hits(predictor: Predictor, prediction: ChipPrediction) -> Detections:
    """Return the boxes that the engine gives, from those of a detector's prediction where they are among them."""
    chip, found = prediction.chip, prediction.detections
    assert found is not None
    if max(chip.width, chip.height) > predictor.pack.tile:
        exact = _detect(predictor, chip, prediction.pixels).detections
        assert exact is not None
        return exact
    strong = found.scores >= prediction.threshold
    return Detections(found.boxes[strong], found.scores[strong], found.classes[strong])


_RUN: dict[str, Callable[[Predictor, Chip, ChipPixels], ChipPrediction]] = {
    "classifier": _classify,
    "segmenter": _segment,
    "detector": _detect,
}


def _fit_tile(predictor: Predictor, chip: Chip) -> Predictor:
    """Return the predictor with a tile no larger than the chip needs, where its network takes tiles of any size."""
    pack = predictor.pack
    side = -(-max(chip.width, chip.height) // _STEP) * _STEP
    if pack.kind == "classifier" or side >= pack.tile or pack.fixed_size is not None:
        return predictor
    fitted = copy.copy(predictor)
    fitted.pack = replace(pack, tile=side, overlap=0, stride=side)
    return fitted


def _with_threshold(pack: Pack, threshold: float) -> Pack:
    """Return a pack and its members with another default threshold."""
    members = {name: _with_threshold(member, threshold) for name, member in pack.members.items()}
    return replace(pack, thresholds=pack.thresholds | {"default": threshold}, members=members)


def _loader(pack: Pack, predict: Predict | None) -> Callable[[Pack], Runtime]:
    threads = int(os.environ.get("OMP_NUM_THREADS", "0"))
    loaded: dict[Path, Runtime] = {}

    def load(wanted: Pack) -> Runtime:
        if wanted.folder not in loaded:
            is_given = predict is not None and wanted is pack
            runtime = _Runtime(cast(Predict, predict)) if is_given else OnnxRuntime(wanted, threads)
            loaded[wanted.folder] = cast(Runtime, runtime)
        return loaded[wanted.folder]

    return load


def _silent() -> StageProgress:
    return StageProgress(Reporter(), "", 0, 1, "")


class _Runtime:
    """A function that runs a network, as the engine's stages take it."""

    name = "predict"
    streams = 1

    def __init__(self, predict: Predict) -> None:
        self._predict = predict

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[Any]:
        """See ``engine.runtimes.Runtime``."""
        return self._predict(bands, np.broadcast_to(presence, (len(bands), presence.shape[-1])))
