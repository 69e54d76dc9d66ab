"""What the first look learns from: cells of training places, and what the classifier and the segmenter say of them.

A cell is worth a look where both see a mine, and for sure where the segmenter finds a labelled one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from rasterio.features import rasterize
from rasterio.windows import Window

from demo.scene import make_scene
from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import all_cells, classify_cells
from mining_detector_plugin.engine.dehaze import estimate_haze, read_without_haze
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.scene import open_scene
from mining_detector_plugin.engine.segmentation import segment_rows

from ..data.chip_folds import folds_of
from ..data.chip_pool import SIDE, Labelled
from ..data.chip_sources import QUARRY_EVALUATION_DATE, training_parts
from ..data.made_chips import FIRST_SEED
from ..data.samples import Chips
from ..data.sources import quarry_scenes
from ..evaluation.bundled.models import silent
from ..fusion.scenes import FusionScene, mosaics, quarry_of, tailings_of

#: The smallest mine that the engine draws: so many pixels of the segmenter's find it.
FOUND_PIXELS = 10
#: Sources of single chips; of the other dates and scenes each cell has its surroundings.
_CHIP_SOURCES = ("rgb_chips", "eurosat", "land_chips_12_band")
_MADE_SIDE = 384


@dataclass(frozen=True)
class Cells:
    """Cells of one source; arrays are (cells,) but ``reflectance``.

    Attributes:
        source: such as ``tailings``.
        reflectance: float16 (cells, bands, side, side).
        target: float32, 0-1: how much a cell is worth a look.
        classifier: float32, the classifier's score.
        is_mine: bool, a labelled mine shows. is_found: bool, and the segmenter finds it.
        site: int, the labelled mine that shows, 0 without one; unlike those of other scenes.
    """

    source: str
    reflectance: np.ndarray
    target: np.ndarray
    classifier: np.ndarray
    is_mine: np.ndarray
    is_found: np.ndarray
    site: np.ndarray


def teaching_scenes(
    data: Path, fold: int, folds: int, is_held_out: bool, eurosat_every: int, made: int, work: Path
) -> Iterator[FusionScene]:
    """Yield scenes and mosaics of training places.

    Args:
        fold: that the classifier left out of its training, of ``folds``.
        is_held_out: the places of that fold; else all others.
        eurosat_every: of EuroSAT's chips each so-manieth.
        made: count of made scenes.
        work: folder for mosaics and made scenes.
    """
    parts = training_parts(data, eurosat_every)
    places: set[str] = set()
    for part, own in zip(parts, folds_of(parts, folds, "place"), strict=True):
        is_chosen = (own == fold) == is_held_out
        if part.chips.source in _CHIP_SOURCES:
            yield from mosaics(*_middles(part.take(is_chosen)), work / part.chips.source)
        else:
            places |= set(part.chips.places[is_chosen].tolist())
    for scene in tailings_of(data, "train"):
        if scene.places[0] in places:
            yield scene
    if is_held_out:
        return
    for sample in quarry_scenes(data):
        if sample.name != QUARRY_EVALUATION_DATE:
            yield quarry_of(data, sample.name)
    for seed in range(FIRST_SEED, FIRST_SEED + made):
        yield _made_scene(seed, work / f"made_{seed}")


def ask_teachers(
    scene: FusionScene, classifier: Predictor, segmenter: Predictor, bands: tuple[str, ...], first_site: int
) -> Cells:
    """Return the cells of a scene with what the packs say of them, by the engine's own stages.

    Args:
        bands: that the first look sees.
        first_site: numbers of sites begin above it.
    """
    with open_scene(scene.path) as image:
        aoi = load_aoi(None, image)
        for predictor in (classifier, segmenter):
            predictor.haze = estimate_haze(image, predictor.pack.dehaze)
        cells = classify_cells(image, aoi, classifier, silent())
        parts = [
            (1 - rows.probabilities[0]) * rows.is_seen
            for rows in segment_rows(image, aoi, all_cells(cells), segmenter, silent())
        ]
        whole = Window(0, 0, image.width, image.height)
        reflectance, _ = read_without_haze(image, whole, bands, classifier.haze)
    mine = _cells_of(np.concatenate(parts))
    site, is_known = _cells_of(scene.sites), _cells_of(scene.is_known).mean(axis=1) >= 0.5
    is_seen = (site > 0) & (mine >= segmenter.pack.thresholds["default"])
    scores = cells.scores[: image.height // SIDE, : image.width // SIDE].ravel()
    both = scores * np.sort(mine, axis=1)[:, -FOUND_PIXELS]
    is_mine, is_found = (
        np.array(are.sum(axis=1) >= count) for are, count in ((site > 0, 1), (is_seen, FOUND_PIXELS))
    )
    # A labelled mine that the segmenter finds counts fully; where nobody labelled the packs alone have a say.
    sure = np.where(is_mine | is_known, is_found, both)
    number = np.where(is_found, np.where(is_seen, site, 0).max(axis=1) + first_site, 0)
    kept = np.flatnonzero(~np.isnan(scores))
    chips = np.stack([_cells_of(band) for band in reflectance], axis=1).reshape(-1, len(bands), SIDE, SIDE)
    return Cells(
        scene.source, chips[kept].astype(np.float16), ((both + sure) / 2)[kept].astype(np.float32),
        scores[kept].astype(np.float32), is_mine[kept], is_found[kept], number[kept],
    )  # fmt: skip


def join_cells(parts: list[Cells]) -> Cells:
    """Return the cells of one source as one."""
    names = ("reflectance", "target", "classifier", "is_mine", "is_found", "site")
    return Cells(
        parts[0].source, *(np.concatenate([getattr(part, name) for part in parts]) for name in names)
    )


def _middles(part: Labelled) -> tuple[Chips, np.ndarray]:
    """Return chips cut to a cell's size at their middle, and which show a mine."""
    spare = (part.chips.values.shape[-1] - SIDE) // 2
    inner = slice(spare, spare + SIDE)
    return replace(part.chips, values=part.chips.values[:, :, inner, inner]), part.is_mine == 1


def _cells_of(pixels: np.ndarray) -> np.ndarray:
    """Return the pixels of each whole cell of an image, (cells, pixels)."""
    rows, columns = pixels.shape[0] // SIDE, pixels.shape[1] // SIDE
    cut = pixels[: rows * SIDE, : columns * SIDE].reshape(rows, SIDE, columns, SIDE)
    return cut.transpose(0, 2, 1, 3).reshape(rows * columns, -1)


def _made_scene(seed: int, folder: Path) -> FusionScene:
    """Return a made scene; what is no mine is known not to be one."""
    paths = make_scene(folder, seed, _MADE_SIDE)
    with rasterio.open(paths.scene) as raster:
        shape, transform = raster.shape, raster.transform
    _, _, outlines, _ = pyogrio.raw.read(paths.truth, layer="truth", columns=[])
    mines = [(outline, number) for number, outline in enumerate(shapely.from_wkb(outlines), 1)]
    sites = (
        rasterize(mines, shape, transform=transform, dtype="int32") if mines else np.zeros(shape, np.int32)
    )
    place_of = np.zeros(shape, np.int16)
    return FusionScene(
        str(seed), "made_scenes", paths.scene, sites, np.ones(shape, bool), (f"made/{seed}",), place_of
    )
