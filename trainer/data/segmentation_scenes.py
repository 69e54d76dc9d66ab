"""The scenes that the segmenter learns from, each with its target; the quarry's newest date is left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from demo.canvas import LABEL_INDEX
from demo.scene import MadeScene
from mining_detector_plugin.engine.bands import PACK_BANDS

from .made_scenes import painted_scenes
from .samples import Sample
from .segmentation_targets import (
    ARTISANAL,
    BACKGROUND,
    IGNORED,
    MINE_GROUND,
    OPEN_PIT,
    TAILINGS,
    quarry_target,
    tailings_target,
)
from .sources import quarry_scenes, tailings_has_mine_polygons, tailings_scenes

RGB_CHANNELS = [PACK_BANDS.index(name) for name in ("B04", "B03", "B02")]
#: The quarry's newest date is for evaluation alone.
QUARRY_TEST_DATE = "20230209"
#: Made scenes of training have seeds from here on; the demo's own seed is never among them.
FIRST_MADE_SEED = 9000
_MADE_CLASSES = {
    "tailings": TAILINGS, "open_pit": OPEN_PIT, "artisanal": ARTISANAL,
    "waste_dump": MINE_GROUND, "mine_yard": MINE_GROUND,
}  # fmt: skip
#: Opacity of a made cloud from which the ground can't be told, and up to which it surely can.
_CLOUD_OPAQUE, _CLOUD_CLEAR = 0.7, 0.3


@dataclass(frozen=True)
class Labelled:
    """An image with its target.

    Attributes:
        reflectance: float16 (bands, height, width), of the channels that are there alone: scenes are many.
        channels: indices of these bands in ``PACK_BANDS``.
        target: int16 (height, width), codes of ``segmentation_targets``; nodata is ``IGNORED``.
        is_valid: bool (height, width).
        place: places with different names are apart.
    """

    reflectance: np.ndarray
    channels: tuple[int, ...]
    target: np.ndarray
    is_valid: np.ndarray
    place: str


def label_tailings(data_root: Path, split: str) -> list[Labelled]:
    """Return the tailings scenes of a split with their targets."""
    has_polygons = tailings_has_mine_polygons(data_root, split)
    return [
        _labelled(
            scene, tailings_target(mask_of(scene), scene.reflectance[RGB_CHANNELS], has_polygons[scene.name])
        )
        for scene in tailings_scenes(data_root, split)
    ]


def label_quarry(data_root: Path, with_newest: bool = False) -> list[Labelled]:
    """Return the quarry scene's dates with their targets, without the date that is for evaluation unless asked."""
    scenes = [scene for scene in quarry_scenes(data_root) if with_newest or scene.name != QUARRY_TEST_DATE]
    return [_labelled(scene, quarry_target(mask_of(scene))) for scene in scenes]


def mask_of(scene: Sample) -> np.ndarray:
    """Return the mask of a scene that has one."""
    assert scene.mask is not None
    return scene.mask


def _labelled(scene: Sample, target: np.ndarray) -> Labelled:
    channels = tuple(int(channel) for channel in np.flatnonzero(scene.presence))
    return Labelled(
        reflectance=scene.reflectance[list(channels)].astype(np.float16), channels=channels,
        target=np.where(scene.is_valid, target, IGNORED).astype(np.int16), is_valid=scene.is_valid,
        place=scene.place,
    )  # fmt: skip


def label_made_scenes(count: int, size: int = 384) -> list[Labelled]:
    """Return made scenes with all twelve bands; nothing in them was measured.

    They show every class with every band, which no real source does: without them a network may learn that what
    comes with a near infrared band is no tailings.

    Args:
        count: of scenes; their seeds follow ``FIRST_MADE_SEED``.
        size: side in pixels.
    """
    return [_label_made(seed, painted) for seed, painted in painted_scenes(FIRST_MADE_SEED, count, size)]


def _label_made(seed: int, painted: MadeScene) -> Labelled:
    target = np.full(painted.label.shape, BACKGROUND, dtype=np.int16)
    for name, code in _MADE_CLASSES.items():
        target[painted.label == LABEL_INDEX[name]] = code
    target[painted.cloud > _CLOUD_CLEAR] = IGNORED
    target[painted.cloud > _CLOUD_OPAQUE] = BACKGROUND
    return Labelled(
        reflectance=painted.reflectance.astype(np.float16), channels=tuple(range(len(PACK_BANDS))),
        target=target, is_valid=np.ones(target.shape, bool), place=f"made/{seed}",
    )  # fmt: skip
