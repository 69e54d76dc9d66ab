"""Labelled scenes of the data folder, and what the classifier and the segmenter say of them through the engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from tqdm import tqdm

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import Cells, all_cells, classify_cells
from mining_detector_plugin.engine.dehaze import estimate_haze
from mining_detector_plugin.engine.scene import open_scene
from mining_detector_plugin.engine.segmentation import segment_rows

from ...data.samples import places_of
from ...data.sources import require
from ..prediction import without_false_hits
from .models import Models, silent

TAILINGS, OTHER_GROUND, QUARRY = 2, 1, 10


@dataclass(frozen=True)
class LabelledScene:
    """A scene on disk with its mask.

    Attributes:
        source: ``tailings`` or ``quarry_scene``. name: of the scene, for the quarry its date.
        image: the file that the engine opens.
        place: scenes of one place overlap or show the same ground.
        mask: uint8 (height, width), codes of the source.
        has_outlines: other mine ground was outlined too, so that what has no label is no mine.
    """

    source: str
    name: str
    image: Path
    place: str
    mask: np.ndarray
    has_outlines: bool

    @property
    def sites(self) -> np.ndarray:
        """bool (height, width): the mines whose outline is sure: tailings or quarry."""
        return self.mask == (TAILINGS if self.source == "tailings" else QUARRY)

    @property
    def mine_ground(self) -> np.ndarray:
        """bool (height, width): mines of any kind."""
        return self.mask > 0 if self.source == "tailings" else self.mask == QUARRY

    @property
    def is_labelled(self) -> np.ndarray:
        """bool (height, width): where it is known whether there is a mine."""
        if self.source == "tailings":
            return (self.mask > 0) | self.has_outlines
        return self.mask > 0


@dataclass(frozen=True)
class SceneAnswer:
    """What the packs say of a scene.

    Attributes:
        cells: the classifier's scores, and what its gate lets through.
        classes: of the segmenter; class 0 is background.
        likeliest: uint8 (height, width), index of the likeliest class of a mine, wherever it may be.
        is_mine: bool (height, width), looked at everywhere: at the segmenter's default threshold, without what a
            precision filter leaves out.
        searched: bool (height, width), what the gate lets through.
        pixel_ha: area of a pixel in hectares.
    """

    cells: Cells
    classes: tuple[str, ...]
    likeliest: np.ndarray
    is_mine: np.ndarray
    searched: np.ndarray
    pixel_ha: float

    def kind_is(self, name: str) -> np.ndarray:
        """Return bool (height, width): mine ground of which this class is the likeliest kind."""
        if name not in self.classes[1:]:
            return np.zeros_like(self.is_mine)
        return self.is_mine & (self.likeliest == self.classes.index(name))


def tailings_scene_files(data: Path, split: str) -> list[LabelledScene]:
    """Return the tailings scenes of a split."""
    return [_labelled("tailings", path, None) for path in _images(require(data / "tailings" / split))]


def quarry_scene_files(data: Path) -> list[LabelledScene]:
    """Return the quarry scene's dates, oldest first; all of one place."""
    return [_labelled("quarry_scene", path, "quarry") for path in _images(require(data / "quarry_scene"))]


def ask_scene(models: Models, image: Path) -> SceneAnswer:
    """Return what the classifier and the segmenter say of a scene, by the engine's own stages."""
    gate, outliner = models.predictors["classifier"], models.predictors["segmenter"]
    with open_scene(image) as scene:
        aoi = load_aoi(None, scene)
        for predictor in (gate, outliner):
            predictor.haze = estimate_haze(scene, predictor.pack.dehaze)
        cells = classify_cells(scene, aoi, gate, silent())
        parts = [
            (rows.probabilities, rows.is_seen)
            for rows in segment_rows(scene, aoi, all_cells(cells), outliner, silent())
        ]
        probabilities, is_seen = (np.concatenate(arrays, axis=-2) for arrays in zip(*parts, strict=True))
        is_mine = (1 - probabilities[0] >= outliner.pack.thresholds["default"]) & is_seen
        is_mine = without_false_hits(outliner.pack, scene, probabilities, is_mine)
        return SceneAnswer(
            cells, outliner.pack.classes, (1 + probabilities[1:].argmax(axis=0)).astype(np.uint8), is_mine,
            cells.searched_pixels(aoi.window), scene.resolution_m**2 / 10_000,
        )  # fmt: skip


def ask_scenes(models: Models, scenes: list[LabelledScene], what: str) -> list[SceneAnswer]:
    """Return the answers on several scenes; ``what`` names them on the progress bar."""
    bar = tqdm(scenes, what, unit="scene", disable=None)
    return [ask_scene(models, scene.image) for scene in bar]


def _images(folder: Path) -> list[Path]:
    """Return a folder's images that have a mask, in the order of their names."""
    return [path for path in sorted(folder.glob("image_*.tif")) if _mask_path(path).is_file()]


def _mask_path(image: Path) -> Path:
    return image.with_name(image.name.replace("image_", "mask_", 1))


def _labelled(source: str, image: Path, place: str | None) -> LabelledScene:
    name = image.stem.removeprefix("image_")
    with rasterio.open(_mask_path(image)) as raster:
        mask = raster.read(1).astype(np.uint8)
        has_outlines = float(raster.tags().get("mine_polygons", 0)) > 0
        left, bottom, right, top = raster.bounds
    centre = np.array([[(left + right) / 2, (bottom + top) / 2]])
    place = place or str(places_of(centre, np.array([name]))[0])
    return LabelledScene(source, name, image, place, mask, has_outlines)
