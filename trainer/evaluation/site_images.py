"""Images whose sites have boxes: tailings scenes, and mosaics of chips. What finders of boxes are measured on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.bands import PACK_BANDS

from ..data.chip_mosaics import chip_mosaics
from ..data.detection import CHANNELS, OTHER_GROUND, UNKNOWN, Scene, boxes_of, load_scenes
from ..data.samples import Chips
from ..data.sources import rgb_chips


@dataclass(frozen=True)
class SiteImage:
    """An image with the boxes of its sites.

    Attributes:
        name: of the image. source: ``tailings``, ``quarry_scene`` or ``rgb_chips``.
        reflectance: float32 (3, height, width), B02 B03 B04, 0-1.
        boxes: float32 (n, 4), x0 y0 x1 y1 in pixels.
        kind: type of all its sites.
        is_other_mine: bool (height, width), ground that may hold mines without a box: a find there may be right.
        places: str (rows, columns), the place that each cell of the image shows.
    """

    name: str
    source: str
    reflectance: np.ndarray
    boxes: np.ndarray
    kind: str
    is_other_mine: np.ndarray
    places: np.ndarray

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.is_other_mine.shape  # type: ignore[return-value]

    def places_of(self, boxes: np.ndarray) -> list[str]:
        """Return the place that the centre of each box (n, 4) shows."""
        rows, columns = self.places.shape
        x, y = (boxes[:, :2] + boxes[:, 2:]).T / 2
        row = np.clip(y * rows // self.shape[0], 0, rows - 1).astype(int)
        column = np.clip(x * columns // self.shape[1], 0, columns - 1).astype(int)
        return [str(place) for place in self.places[row, column]]


def tailings_images(data_root: Path, split: str) -> list[SiteImage]:
    """Return the tailings scenes of a split; a site is a connected patch of labels."""
    return [scene_image(scene) for scene in load_scenes(data_root, split) if scene.source == "tailings"]


def scene_image(scene: Scene) -> SiteImage:
    """Return a tailings or quarry scene as an image with sites; what nobody labelled is other mine ground."""
    is_tailings = scene.source == "tailings"
    return SiteImage(
        scene.name, scene.source, scene.reflectance, boxes_of(scene.objects)[0],
        "tailings" if is_tailings else "open_pit",
        (scene.dense == OTHER_GROUND) if is_tailings else (scene.dense == UNKNOWN),
        np.array([[f"{scene.source}/{scene.place}"]]),
    )  # fmt: skip


def mosaic_images(data_root: Path, split: str, seed: int) -> list[SiteImage]:
    """Return mosaics of a split's RGB chips; see ``chip_mosaics`` for what their boxes are."""
    return mosaics_of(rgb_chips(data_root, split), seed)


def mosaics_of(chips: Chips, seed: int) -> list[SiteImage]:
    """Return mosaics of chips labelled ``mine`` or not."""
    channels = [chips.bands.index(PACK_BANDS[channel]) for channel in CHANNELS]
    values = chips.values[:, channels].astype(np.float32) * np.float32(chips.scale)
    return [
        SiteImage(
            f"mosaic_{seed}_{number}", chips.source, mosaic.image, mosaic.boxes, "artisanal",
            np.zeros(mosaic.image.shape[1:], bool), chips.places[mosaic.chips],
        )
        for number, mosaic in enumerate(chip_mosaics(values, chips.labels == "mine", seed))
    ]  # fmt: skip
