"""Boxes from masks, and the tiles that the detector is trained on: crops, mosaics, sheets of chips.

Objects travel as a raster of numbers until the last step, so that crops, scaling and turns move image and
boxes alike. Only red, green and blue are kept: the scenes with labelled tailings have no other band.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from scipy import ndimage
from torch import Tensor
from torch.nn import functional

from demo.canvas import LABEL_INDEX
from demo.scene import MadeScene
from mining_detector_plugin.engine.bands import PACK_BANDS

from .made_scenes import painted_scenes
from .normalisation import MEAN, STDDEV
from .samples import Sample
from .segmentation_scenes import FIRST_MADE_SEED
from .sources import (
    quarry_scenes,
    tailings_has_mine_polygons,
    tailings_scenes,
)

#: Channels that are kept, in the order of PACK_BANDS.
CHANNELS = tuple(PACK_BANDS.index(name) for name in ("B02", "B03", "B04"))
CLASSES = ("tailings", "open_pit", "artisanal")
#: Components of fewer pixels are slivers that rasterising the labels left: no boxes, and not background.
FLOOR_PX = 25
#: The quarry's labels are patches within pits: patches nearer than this are one pit.
QUARRY_JOIN_PX = 4
#: This date of the quarry scene is for evaluation only.
QUARRY_HELD_OUT = "20230209"
TAILINGS, OTHER_GROUND, QUARRY = 2, 1, 10
#: Dense labels, one number for each class of each source: (first, number of classes) by source.
DENSE_GROUPS = {"tailings": (0, 3), "quarry_scene": (3, 11), "eurosat": (14, 10), "rgb_chips": (24, 2)}
DENSE_CLASSES = 26
UNKNOWN = -1
#: Opacity of a made cloud up to which the ground can surely be told.
CLOUD_CLEAR = 0.3


@dataclass(frozen=True)
class Scene:
    """An image with numbered objects.

    Attributes:
        reflectance: float32 (3, height, width), B02 B03 B04.
        objects: int32 (height, width), 0 none, else the object's number.
        classes: int64 (n,), class of object 1 to n.
        weight: float32 (classes, height, width), how far the absence of a class is known, 0-1.
        dense: int64 (height, width), a class of ``DENSE_GROUPS`` or ``UNKNOWN``.
        place, name, source: as in ``Sample``.
    """

    reflectance: np.ndarray
    objects: np.ndarray
    classes: np.ndarray
    weight: np.ndarray
    dense: np.ndarray
    place: str
    name: str
    source: str

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.objects.shape  # type: ignore[return-value]


def network_input(reflectance: Tensor) -> tuple[Tensor, Tensor]:
    """Return ``bands`` (batch, 12, height, width) and ``presence`` (batch, 12), of ``CHANNELS`` alone.

    Args:
        reflectance: float32 (batch, 3, height, width), 0-1.
    """
    bands = torch.zeros(len(reflectance), len(PACK_BANDS), *reflectance.shape[2:])
    mean, stddev = (torch.from_numpy(values)[list(CHANNELS), None, None] for values in (MEAN, STDDEV))
    bands[:, CHANNELS] = (reflectance - mean) / stddev
    presence = torch.zeros(len(reflectance), len(PACK_BANDS))
    presence[:, CHANNELS] = 1.0
    return bands, presence


def number_objects(is_object: np.ndarray, join_px: int = 0, floor_px: int = FLOOR_PX) -> np.ndarray:
    """Return the numbered components of a mask: int32, 0 none, numbers from 1 without gaps.

    Pixels that touch at a side or a corner are one component.

    Args:
        is_object: bool (height, width).
        join_px: components that come as near as this are one object.
        floor_px: components of fewer pixels are left out.
    """
    reach = ndimage.binary_dilation(is_object, np.ones((3, 3)), (join_px + 1) // 2) if join_px else is_object
    labels, count = ndimage.label(reach, np.ones((3, 3)))
    labels = np.where(is_object, labels, 0)
    is_kept = np.bincount(labels.ravel(), minlength=count + 1) >= floor_px
    is_kept[0] = False
    return np.where(is_kept, np.cumsum(is_kept), 0)[labels].astype(np.int32)


def boxes_of(objects: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the extents of numbered objects, float32 (n, 4) x0 y0 x1 y1 in pixels, and their numbers."""
    found = [
        (index + 1, place) for index, place in enumerate(ndimage.find_objects(objects)) if place is not None
    ]
    boxes = [(x.start, y.start, x.stop, y.stop) for _, (y, x) in found]
    return np.array(boxes, np.float32).reshape(-1, 4), np.array([number for number, _ in found], np.int64)


def tailings_scene(sample: Sample, other_ground_weight: float, has_mine_polygons: bool) -> Scene:
    """Return a tailings scene with its bodies as objects of class 0.

    Args:
        other_ground_weight: what background counts on other mine ground, which may hide tailings; 0-1.
        has_mine_polygons: whether other mine ground was outlined. It may be a pit: there, and in all of a
            scene without outlines, nobody knows whether a pit is absent.
    """
    assert sample.mask is not None
    objects = number_objects(sample.mask == TAILINGS)
    is_other = sample.mask == OTHER_GROUND
    weight = np.stack([
        np.where(is_other, other_ground_weight, 1.0), ~is_other & has_mine_polygons, ~is_other,
    ])  # fmt: skip
    weight[:, (sample.mask == TAILINGS) & (objects == 0)] = 0.0
    return _scene(sample, objects, 0, weight, sample.mask.astype(np.int64))


def quarry_scene(sample: Sample) -> Scene:
    """Return a date of the quarry scene with its pits as objects of class 1; unlabelled is unknown."""
    assert sample.mask is not None
    objects = number_objects(sample.mask == QUARRY, QUARRY_JOIN_PX)
    weight = np.repeat((sample.mask > 0)[None], len(CLASSES), axis=0).astype(np.float32)
    weight[1, (sample.mask == QUARRY) & (objects == 0)] = 0.0
    first, _ = DENSE_GROUPS["quarry_scene"]
    dense = np.where(sample.mask > 0, sample.mask.astype(np.int64) + first, UNKNOWN)
    return _scene(sample, objects, 1, weight, dense)


def load_scenes(data_root: Path, split: str, other_ground_weight: float = 1.0) -> list[Scene]:
    """Return the scenes with objects; the quarry's dates but for the held-out one belong to ``train``."""
    outlined = tailings_has_mine_polygons(data_root, split)
    scenes = [
        tailings_scene(sample, other_ground_weight, outlined[sample.name])
        for sample in tailings_scenes(data_root, split)
    ]
    held_out = split != "train"
    quarry = [quarry_scene(s) for s in quarry_scenes(data_root) if (s.name == QUARRY_HELD_OUT) == held_out]
    return scenes + quarry


def load_made_scenes(count: int, size: int = 384) -> list[Scene]:
    """Return made scenes with tailings and pits; nothing in them was measured. Objects under cloud are unknown.

    Artisanal scars are unknown ground: their boxes would be extents, those of chips are squares.

    Args:
        count: of scenes; their seeds follow ``FIRST_MADE_SEED``.
        size: side in pixels.
    """
    return [_made_scene(seed, painted) for seed, painted in painted_scenes(FIRST_MADE_SEED, count, size)]


def _made_scene(seed: int, painted: MadeScene) -> Scene:
    objects = np.zeros(painted.label.shape, np.int32)
    classes: list[int] = []
    weight = np.ones((len(CLASSES), *objects.shape), np.float32)
    weight[CLASSES.index("artisanal"), painted.label == LABEL_INDEX["artisanal"]] = 0.0
    for label, name in enumerate(("tailings", "open_pit")):
        is_label = painted.label == LABEL_INDEX[name]
        numbers = number_objects(is_label & (painted.cloud <= CLOUD_CLEAR))
        weight[:, is_label & (numbers == 0)] = 0.0
        objects = np.where(numbers > 0, numbers + len(classes), objects).astype(np.int32)
        classes += [label] * int(numbers.max())
    return Scene(
        reflectance=painted.reflectance[list(CHANNELS)].astype(np.float32), objects=objects,
        classes=np.array(classes, np.int64), weight=weight, dense=np.full(objects.shape, UNKNOWN),
        place=f"made/{seed}", name=str(seed), source="made",
    )  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A square training image that scenes are pasted into; attributes as in ``Scene``, ``classes`` grows."""

    reflectance: np.ndarray
    objects: np.ndarray
    classes: list[int]
    weight: np.ndarray
    dense: np.ndarray


def empty_tile(side: int) -> Tile:
    """Return a tile of which nothing is known."""
    shape = (side, side)
    return Tile(
        np.zeros((3, *shape), np.float32), np.zeros(shape, np.int32), [],
        np.zeros((len(CLASSES), *shape), np.float32), np.full(shape, UNKNOWN, np.int64),
    )  # fmt: skip


def paste(
    tile: Tile, scene: Scene, place: tuple[int, int, int, int], window: tuple[int, int, int, int],
    least_visible: float = 0.25, least_side: int = 8,
) -> None:  # fmt: skip
    """Resample a window of a scene into a place of a tile.

    Args:
        place, window: x0 y0 x1 y1 in pixels of the tile and of the scene.
        least_visible: objects of which less can be seen are unknown ground, 0-1.
        least_side: so are those with a shorter side in the tile, pixels.
    """
    x0, y0, x1, y1 = place
    left, top, right, bottom = window
    source = (slice(top, bottom), slice(left, right))
    target = (slice(y0, y1), slice(x0, x1))
    size = (y1 - y0, x1 - x0)
    pixels = torch.from_numpy(np.ascontiguousarray(scene.reflectance[:, *source]))[None]
    tile.reflectance[:, *target] = functional.interpolate(pixels, size, mode="bilinear", antialias=True)[
        0
    ].numpy()
    rows = top + ((np.arange(size[0]) + 0.5) * (bottom - top) / size[0]).astype(int)
    columns = left + ((np.arange(size[1]) + 0.5) * (right - left) / size[1]).astype(int)
    nearest = np.ix_(rows, columns)
    tile.dense[target] = scene.dense[nearest]

    numbers = scene.objects[nearest]
    scale = size[0] * size[1] / ((bottom - top) * (right - left))
    wholes = np.bincount(scene.objects.ravel(), minlength=len(scene.classes) + 1) * scale
    seen = np.bincount(numbers.ravel(), minlength=len(scene.classes) + 1)
    renumbered = np.zeros(len(scene.classes) + 1, np.int32)
    boxes, present = boxes_of(numbers)
    for box, number in zip(boxes, present, strict=True):
        if seen[number] >= least_visible * wholes[number] and min(box[2:] - box[:2]) >= least_side:
            tile.classes.append(int(scene.classes[number - 1]))
            renumbered[number] = len(tile.classes)
    tile.objects[target] = renumbered[numbers]
    is_kept = (numbers == 0) | (renumbered[numbers] > 0)
    for label, weight in enumerate(scene.weight):
        tile.weight[label][target] = weight[nearest] * is_kept


def random_window(
    shape: tuple[int, int], size: tuple[int, int], scales: tuple[float, float], generator: np.random.Generator
) -> tuple[int, int, int, int]:
    """Return a window x0 y0 x1 y1 of a scene that fills ``size`` at a random scale.

    Args:
        shape: height and width of the scene in pixels.
        size: height and width of the place to fill, pixels.
        scales: least and largest enlargement; where the scene is too small for it, the enlargement is larger.
    """
    scale = np.exp(generator.uniform(*np.log(scales)))
    spans = []
    for wanted, there in zip(size, shape, strict=True):
        span = min(there, max(8, round(wanted / (scale * np.exp(generator.normal(0, 0.08))))))
        start = int(generator.integers(0, there - span + 1))
        spans.append((start, start + span))
    (top, bottom), (left, right) = spans
    return left, top, right, bottom


def quarters(side: int, generator: np.random.Generator) -> list[tuple[int, int, int, int]]:
    """Return four places x0 y0 x1 y1 that fill a tile around a random point."""
    x, y = (int(side * share) for share in generator.uniform(0.3, 0.7, 2))
    return [(0, 0, x, y), (x, 0, side, y), (0, y, x, side), (x, y, side, side)]


def _scene(sample: Sample, objects: np.ndarray, label: int, weight: np.ndarray, dense: np.ndarray) -> Scene:
    return Scene(
        reflectance=sample.reflectance[list(CHANNELS)], objects=objects,
        classes=np.full(int(objects.max()), label, np.int64),
        weight=(weight * sample.is_valid).astype(np.float32), dense=np.where(sample.is_valid, dense, UNKNOWN),
        place=sample.place, name=sample.name, source=sample.source,
    )  # fmt: skip
