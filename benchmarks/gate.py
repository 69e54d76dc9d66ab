"""Measures the cascade beside segmenting everything where one hundredth of the area is mine, and which sites it loses.

Made scenes need nothing. Real ground comes from the data folder that the variable ``DATA`` names, laid out as
docs/models.md says: chips that no pack was trained on, laid side by side, and the labelled places of ``val``.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import rasterio
from rasterio.transform import from_origin

from benchmarks.everywhere import TITLES, precisions, predictor_of, silent
from benchmarks.made import made_raster, mine_share
from benchmarks.rows import Row, Tell, run_alone, unmeasured
from mining_detector_plugin.engine.aoi import Aoi, load_aoi
from mining_detector_plugin.engine.cells import Cells, classify_cells, unscored_cells
from mining_detector_plugin.engine.closer_look import keep_of, show_mines
from mining_detector_plugin.engine.first_look import FirstLook
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.scene import Scene, open_scene
from mining_detector_plugin.engine.segmentation import segment_rows
from trainer.data.chip_sources import eurosat_evaluation
from trainer.data.samples import Chips
from trainer.data.sources import rgb_chips
from trainer.fusion.scenes import FusionScene, fusion_scenes

SIDE, QUICK_SIDE = 3072, 1024
ROUNDS, QUICK_ROUNDS = 3, 1
BAR, LOST_BAR = 6.0, 0.01
DATA = "DATA"
QUARRY_DATE = "20230209"
#: Cells on a side of the mosaic of real chips, and mines in it: blocks of nine chips.
CELLS, QUICK_CELLS = 51, 20
_BLOCK = 3
_CELL = 48
Result = TypeVar("Result")
#: A site is found where so many of its pixels are drawn: the smallest mine that the engine draws.
_FOUND_PIXELS = 10


@dataclass(frozen=True)
class Models:
    """The bundled classifier and segmenter, ready to run."""

    classifier: Predictor
    segmenter: Predictor
    first_look: FirstLook

    @property
    def threshold(self) -> float:
        """Probability of mine ground from which a pixel is drawn."""
        return self.segmenter.pack.threshold("default")


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure the cascade's time beside segmenting everything, and the sites of val that it loses."""
    by_precision = {precision: _load_models(precision) for precision in precisions()}
    rounds = QUICK_ROUNDS if is_quick else ROUNDS
    side = QUICK_SIDE if is_quick else SIDE
    path = made_raster(work, tell, side, side)
    told = f"a made scene of {side} x {side} pixels, 12 bands, {mine_share(path):.1%} of it mine"
    what = "cascade against segmenting everything"

    def speed_rows(key: str, words: str, told: str, path: Path) -> list[Row]:
        return [
            _speed_row(f"{key}_{own}", f"{what}, {words}, {TITLES[own]}", told, path, models, rounds, tell)
            for own, models in by_precision.items()
        ]

    rows = speed_rows("gate_made", "made scene", told, path)
    data = os.environ.get(DATA)
    if data is None:
        reason = f"It needs real ground: name the data folder, {DATA}=FOLDER."
        return [
            *rows,
            unmeasured("gate_real", f"{what}, real land", f">= {BAR:g} x", reason),
            unmeasured("gate_scattered", f"{what}, real land in disorder", "", reason),
            unmeasured("gate_sites", "sites of val that the cascade loses", f"< {LOST_BAR:.0%}", reason),
        ]
    folder, cells = work / "gate", QUICK_CELLS if is_quick else CELLS
    folder.mkdir(parents=True, exist_ok=True)
    for key, words, is_scattered in (
        ("gate_real", "real land", False), ("gate_scattered", "real land in disorder", True),
    ):  # fmt: skip
        path, told = _mosaic(Path(data), folder, cells, is_scattered)
        rows += speed_rows(key, words, told, path)
    return [*rows, _sites_row(Path(data), folder, by_precision[precisions()[-1]], tell)]


def _load_models(precision: str) -> Models:
    classifier, segmenter = (load_pack(BUNDLED_MODELS / kind) for kind in ("classifier", "segmenter"))
    return Models(
        predictor_of(classifier, precision),
        predictor_of(segmenter, precision),
        FirstLook(classifier, precision),
    )


def _speed_row(key: str, what: str, told: str, path: Path, models: Models, rounds: int, tell: Tell) -> Row:
    everything, cascade = [], []
    with open_scene(path) as scene:
        aoi = load_aoi(None, scene)
        for number in range(rounds + 1):
            tell(f"{what}: turn {number} of {rounds}")
            everything.append(_timed(lambda: _segment(scene, aoi, _everywhere(aoi, models), models)))
            classify_s, cells = _timed(lambda: _classify(scene, aoi, models))
            segment_s, _ = _timed(partial(_segment, scene, aoi, cells, models))
            cascade.append((classify_s, segment_s))
    ratio = statistics.median(
        alone / sum(parts) for (alone, _), parts in zip(everything[1:], cascade[1:], strict=True)
    )
    passed = _passed(cells, models)
    parts = {
        "everything: segment": statistics.median(alone for alone, _ in everything[1:]),
        "cascade: classify": statistics.median(own for own, _ in cascade[1:]),
        "cascade: segment": statistics.median(own for _, own in cascade[1:]),
    }
    detail = (
        f"The stages with reading and blending on {told}; median of {rounds} rounds in turns. {passed.mean():.2%} of "
        f"the cells pass the gate, {cells.is_searched.mean():.1%} are searched. The detector is left out on both sides."
    )
    is_met = bool(ratio >= BAR)
    reason = "" if is_met else (
        f"Of the time of segmenting everything the classifier's stage takes "
        f"{parts['cascade: classify'] / parts['everything: segment']:.0%}, tiles around the cells that pass "
        f"{parts['cascade: segment'] / parts['everything: segment']:.0%}."
    )  # fmt: skip
    return Row(key, what, f">= {BAR:g} x", ratio, "x", is_met, detail, reason, parts)


def _sites_row(data: Path, folder: Path, models: Models, tell: Tell) -> Row:
    """Return the share of the sites of val which segmenting everything finds and the cascade does not."""
    tell("searches the places of val both ways")
    found: dict[str, int] = {}
    lost: dict[str, int] = {}
    for scene in fusion_scenes(data, "val", QUARRY_DATE, folder / "val"):
        if scene.sites.any():
            alone, cascade = _found_sites(scene, models)
            found[scene.source] = found.get(scene.source, 0) + int(alone.sum())
            lost[scene.source] = lost.get(scene.source, 0) + int((alone & ~cascade).sum())
    share = sum(lost.values()) / sum(found.values())
    counts = ", ".join(f"{lost[source]} of {found[source]} of {source}" for source in found)
    detail = (
        f"Sites with {_FOUND_PIXELS} pixels or more at the segmenter's default threshold: {counts}. Scenes are "
        "searched as a run does. A single chip must pass all looks by itself: its neighbours in a mosaic are no "
        "surroundings. Thresholds were chosen on training places."
    )
    reason = "" if share < LOST_BAR else "The gate shuts out sites that the segmenter would draw."
    what = "sites of val that the cascade loses"
    return Row(
        "gate_sites", what, f"< {LOST_BAR:.0%}", 100 * share, "%", bool(share < LOST_BAR), detail, reason
    )


def _found_sites(labelled: FusionScene, models: Models) -> tuple[np.ndarray, np.ndarray]:
    """Return which sites of a scene are found, bool (sites,): by segmenting everything, and by the cascade."""
    with open_scene(labelled.path) as scene:
        aoi = load_aoi(None, scene)
        everything = _segment(scene, aoi, _everywhere(aoi, models), models)
        cells = _classify(scene, aoi, models)
        if labelled.source.endswith("chips"):
            cascade = everything & _passed_alone(scene, cells, models).searched_pixels(aoi.window)
        else:
            cascade = _segment(scene, aoi, cells, models)
    numbers = [number for number in np.unique(labelled.sites) if number > 0]

    def found(is_mine: np.ndarray) -> np.ndarray:
        counts = np.bincount(labelled.sites[is_mine], minlength=max(numbers) + 1)
        return counts[numbers] >= _FOUND_PIXELS

    return found(everything), found(cascade)


def _everywhere(aoi: Aoi, models: Models) -> Cells:
    return unscored_cells(aoi, models.segmenter.pack.stride)


def _classify(scene: Scene, aoi: Aoi, models: Models) -> Cells:
    keep = keep_of(scene, models.segmenter, models.first_look.part.closer_look)
    return classify_cells(scene, aoi, models.classifier, silent(), models.first_look, keep)


def _passed(cells: Cells, models: Models) -> np.ndarray:
    """Return which cells pass themselves, without those that are searched around them."""
    return np.nan_to_num(cells.scores) >= models.first_look.part.gate


def _passed_alone(scene: Scene, cells: Cells, models: Models) -> Cells:
    """Return the cells with those searched alone that pass all looks, each as if no other passed."""
    is_searched, least = _passed(cells, models), models.first_look.part.closer_look
    chosen = np.argwhere(is_searched)
    if least is not None and len(chosen):
        is_searched[tuple(chosen.T)] = show_mines(scene, cells, chosen, least, models.segmenter)
    return replace(cells, is_searched=is_searched)


def _segment(scene: Scene, aoi: Aoi, cells: Cells, models: Models) -> np.ndarray:
    """Return what the segmenter draws, bool (height, width)."""
    parts = [
        (1 - rows.probabilities[0] >= models.threshold) & rows.is_seen
        for rows in segment_rows(scene, aoi, cells, models.segmenter, silent())
    ]
    return np.concatenate(parts)


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def _mosaic(data: Path, folder: Path, side: int, is_scattered: bool) -> tuple[Path, str]:
    """Write EuroSAT's chips that no pack saw side by side, with one hundredth of mine chips of val, and say so.

    Args:
        side: of the mosaic in chips.
        is_scattered: chips in disorder; else those of one land cover together, as land lies.
    """
    rng = np.random.default_rng(7)
    land, chips = _reflectance(eurosat_evaluation(data).chips), rgb_chips(data, "val")
    mines = _reflectance(chips.take(chips.labels == "mine"))
    chosen = np.sort(rng.choice(len(land), side * side, replace=len(land) < side * side))
    if is_scattered:
        chosen = rng.permutation(chosen)
    grid = land[chosen].reshape(side, side, 3, _CELL, _CELL)
    blocks = max(1, round(side * side / 100 / _BLOCK**2))
    drawn = rng.permutation(len(mines))[: blocks * _BLOCK**2].reshape(blocks, _BLOCK, _BLOCK)
    places = rng.choice((side // _BLOCK) ** 2, blocks, replace=False)
    for block, place in zip(drawn, places.tolist(), strict=True):
        row, column = (_BLOCK * index for index in divmod(place, side // _BLOCK))
        grid[row : row + _BLOCK, column : column + _BLOCK] = mines[block]
    pixels = grid.transpose(2, 0, 3, 1, 4).reshape(3, side * _CELL, side * _CELL)
    path = folder / f"mosaic_{'scattered' if is_scattered else 'together'}_{side}.tif"
    with rasterio.open(
        path, "w", driver="GTiff", dtype="uint16", count=3, height=pixels.shape[1], width=pixels.shape[2], nodata=0,
        crs="EPSG:32718", transform=from_origin(500_000, 9_900_000, 10, 10), tiled=True, compress="deflate",
        predictor=2,
    ) as raster:  # fmt: skip
        raster.write(np.clip(np.round(pixels * 10_000), 1, 65_535).astype(np.uint16))
        raster.descriptions = ("B04", "B03", "B02")
        raster.scales, raster.offsets = [1e-4] * 3, [0.0] * 3
    order = "in disorder" if is_scattered else "of one land cover together"
    return path, (
        f"a mosaic of {side} x {side} chips in RGB: EuroSAT's that no pack saw, {order}, and {drawn.size} mine chips "
        f"of val ({drawn.size / side**2:.1%}) in {blocks} blocks"
    )


def _reflectance(chips: Chips) -> np.ndarray:
    """Return the middle of chips of three bands, float32 (chips, 3, 48, 48)."""
    spare = (chips.values.shape[-1] - _CELL) // 2
    inner = slice(spare, spare + _CELL)
    return chips.values[:, :, inner, inner].astype(np.float32) * np.float32(chips.scale)


if __name__ == "__main__":
    run_alone(measure)
