"""The classifier's scores of chips, through the engine's own reading: the cell in the middle of each chip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from rasterio.windows import Window

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.cells import mine_score
from mining_detector_plugin.engine.dehaze import estimate_haze
from mining_detector_plugin.engine.image_source import ImageInMemory
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reading import InputReader, presence_of
from mining_detector_plugin.engine.scene import Scene

from ...data.samples import Chips
from ..chip_scene import mirrored

_BATCH = 64
_RESOLUTION_M = 10.0


@dataclass(frozen=True)
class ChipImage(ImageInMemory):
    """A chip in the place of a scene; beyond its edges lies its mirror image.

    Attributes:
        name: of the chip.
    """

    name: str

    @property
    def resolution_m(self) -> float:
        """Side of a pixel in metres."""
        return _RESOLUTION_M

    def read(self, window: Window, bands: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return reflectance and valid pixels of a window, see ``engine.scene.Scene.read``."""
        rows = mirrored(int(window.row_off), int(window.height), self.height)[:, None]
        columns = mirrored(int(window.col_off), int(window.width), self.width)[None]
        reflectance = np.zeros((len(bands), int(window.height), int(window.width)), np.float32)
        for index, name in enumerate(bands):
            if name in self.bands:
                reflectance[index] = self.reflectance[self.bands.index(name)][rows, columns]
        return reflectance, self.is_valid[rows, columns]


def chip_images(chips: Chips, bands: Sequence[str] | None = None) -> list[ChipImage]:
    """Return chips as images.

    Args:
        bands: those that are kept, of those that the chips have; None keeps all.
    """
    kept = tuple(name for name in PACK_BANDS if name in chips.bands and (bands is None or name in bands))
    channels = [chips.bands.index(name) for name in kept]
    images = []
    for number, stored in enumerate(chips.values):
        is_valid = (stored != 0).any(axis=0)
        reflectance = stored[channels].astype(np.float32) * np.float32(chips.scale)
        images.append(ChipImage(reflectance * is_valid, is_valid, kept, f"{chips.source} {number}"))
    return images


def score_images(predictor: Predictor, images: Sequence[ChipImage]) -> np.ndarray:
    """Return a classifier's score of the cell in the middle of each image, float (images,), 0-1.

    Args:
        images: of one set of bands.
    """
    pack = predictor.pack
    scores: list[float] = []
    for start in range(0, len(images), _BATCH):
        batch = images[start : start + _BATCH]
        bands = np.stack([_middle(predictor, image) for image in batch])
        presence = presence_of(pack, cast(Scene, batch[0]))
        scores += [mine_score(prediction) for prediction in predictor.predict(bands, presence)]
    return np.array(scores)


def score_chips(predictor: Predictor, chips: Chips, bands: Sequence[str] | None = None) -> np.ndarray:
    """Return a classifier's score of each chip, float (chips,), 0-1; ``bands`` as in ``chip_images``."""
    return score_images(predictor, chip_images(chips, bands))


def _middle(predictor: Predictor, image: ChipImage) -> np.ndarray:
    """Return the network's input for the middle of an image, float32 (channels, tile, tile)."""
    pack, scene = predictor.pack, cast(Scene, image)
    top, left = ((side - pack.tile) // 2 for side in (image.height, image.width))
    reader = InputReader(scene, pack, estimate_haze(scene, pack.dehaze))
    return reader.read(Window(left, top, pack.tile, pack.tile)).bands
