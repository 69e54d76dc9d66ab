"""The detect task: boxes of tailings ponds and open pits from scenes with masks, and chips without mines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from pydantic import Field
from torch import Generator, Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.boxes import suppress
from mining_detector_plugin.engine.pack import Pack

from ..average_precision import SIZES, BoxFigures, ImageBoxes, box_figures
from ..data.augment import Jitter, jitter_radiometry, turn
from ..data.detection import (
    CHANNELS,
    CLASSES,
    DENSE_GROUPS,
    QUARRY_HELD_OUT,
    UNKNOWN,
    Scene,
    Tile,
    boxes_of,
    empty_tile,
    load_chips,
    load_scenes,
    paste,
    random_window,
)
from ..data.normalisation import MEAN, STDDEV
from ..losses.detection import LossWeights, detection_loss
from .task import Batch, Evaluation, PackFields, Predict, Section, Task, TrainingSource

_TILE, _OVERLAP = 448, 160
#: Boxes below this score are not looked at when figures are made; average precision hardly feels them.
_LEAST_SCORE = 0.01


class DetectSettings(Section):
    """Settings of the detect task.

    Attributes:
        steps: batches of an epoch.
        sides: sides of training tiles in pixels; each batch draws one.
        scales: least and largest enlargement of scenes.
        chip_share: of tiles that are sheets of chips. quarry_share: of crops that show the quarry scene.
        mosaic_share: of the other tiles, those of four crops.
        eurosat_every: take each so many-th EuroSAT chip.
        other_ground_weight: what background counts on other mine ground, 0-1.
        dense_weight: of the loss that labels pixels, in training only.
        folds, held_out_fold: places are dealt to folds; one is held out for figures and the threshold, or none.
        threshold: of the pack; None fits it on the held-out fold.
    """

    steps: int = Field(default=200, gt=0)
    sides: list[int] = [256, 320, 384, 448]
    scales: list[float] = [0.5, 1.4]
    chip_share: float = Field(default=0.25, ge=0, le=1)
    quarry_share: float = Field(default=0.12, ge=0, le=1)
    mosaic_share: float = Field(default=0.4, ge=0, le=1)
    eurosat_every: int = Field(default=3, gt=0)
    other_ground_weight: float = Field(default=0.5, ge=0, le=1)
    dense_weight: float = Field(default=1.0, ge=0)
    folds: int = Field(default=5, gt=1)
    held_out_fold: int | None = None
    threshold: float | None = Field(default=None, gt=0, lt=1)
    jitter_gain: float = Field(default=0.2, ge=0)


class Detect(Task):
    """Trains and measures detectors; see ``Task``."""

    kind = "detector"
    Settings = DetectSettings
    settings: DetectSettings

    def __init__(self, settings: Any, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        scenes = load_scenes(data_root, "train", self.settings.other_ground_weight)
        tailings = [scene for scene in scenes if scene.source == "tailings"]
        places = sorted({scene.place for scene in tailings})
        fold = {place: index % self.settings.folds for index, place in enumerate(places)}
        self.held_out = [scene for scene in tailings if fold[scene.place] == self.settings.held_out_fold]
        self.tailings = [scene for scene in tailings if fold[scene.place] != self.settings.held_out_fold]
        self.quarry = [scene for scene in scenes if scene.source == "quarry_scene"]
        self.chips = load_chips(data_root, self.settings.eurosat_every)
        counts = [sum(other.place == scene.place for other in self.tailings) for scene in self.tailings]
        # Between each scene and each place alike: places with many scenes show more, but the same again.
        chance = 1 / np.sqrt(np.array(counts))
        self.chance = chance / chance.sum()
        self.jitter = Jitter(gain=self.settings.jitter_gain)

    @property
    def steps_per_epoch(self) -> int:
        """Number of batches of an epoch."""
        return self.settings.steps

    def training_batches(self, epoch: int) -> Iterator[Batch]:
        """Yield batches of ``bands``, ``presence``, ``objects``, ``weight``, ``dense`` and ``classes``."""
        generator = np.random.default_rng([self.seed, epoch])
        torch_generator = Generator().manual_seed(int(generator.integers(2**31)))
        for _ in range(self.settings.steps):
            side = int(generator.choice(self.settings.sides))
            yield to_batch([self._tile(side, generator) for _ in range(self.batch_size)], self.jitter, torch_generator)

    def _tile(self, side: int, generator: np.random.Generator) -> Tile:
        """Return a tile of chips, of one scene, or of four."""
        tile = empty_tile(side)
        if generator.random() < self.settings.chip_share:
            places, pool = [(0, 0, side, side)], self.chips
        elif generator.random() < self.settings.mosaic_share:
            places, pool = _quarters(side, generator), None
        else:
            places, pool = [(0, 0, side, side)], None
        for place in places:
            scene = self._draw(pool, generator)
            size = (place[3] - place[1], place[2] - place[0])
            scales = (self.settings.scales[0], self.settings.scales[1])
            paste(tile, scene, place, random_window(scene, size, scales, generator))
        return tile

    def _draw(self, pool: list[Scene] | None, generator: np.random.Generator) -> Scene:
        if pool is not None:
            return pool[int(generator.integers(len(pool)))]
        if generator.random() < self.settings.quarry_share:
            return self.quarry[int(generator.integers(len(self.quarry)))]
        return self.tailings[int(generator.choice(len(self.tailings), p=self.chance))]

    def losses(self, network: nn.Module, batch: Batch) -> dict[str, Tensor]:
        """Return the detection loss and its parts, and the loss of the labelled pixels."""
        bands = batch["bands"].contiguous(memory_format=torch.channels_last)
        raw = network.raw(bands, batch["presence"])  # type: ignore[operator]
        raw = raw._replace(**{name: getattr(raw, name).float() for name in ("logits", "distances", "anchors", "strides")})
        wanted, classes = wanted_boxes(batch)
        columns, rows = raw.anchors.long().T
        losses = detection_loss(
            raw.logits, raw.distances, raw.boxes(), raw.anchors, raw.strides, wanted, classes,
            batch["weight"][:, :, rows, columns].transpose(1, 2), LossWeights(),
        )  # fmt: skip
        losses["loss"] = losses["detection"]
        if self.settings.dense_weight > 0:
            logits = network.dense_logits(raw).float()  # type: ignore[operator]
            losses["dense"] = dense_loss(logits, batch["dense"])
            losses["loss"] = losses["loss"] + self.settings.dense_weight * losses["dense"]
        return losses

    def validate(self, network: nn.Module) -> dict[str, float]:
        """Return average precision on the held-out fold."""
        if not self.held_out:
            return {}
        figures = self._figures(network)
        return {"fold_ap50": figures.ap50, "fold_ap50_95": figures.ap50_95, "fold_best_f1": figures.best_f1}

    def _figures(self, network: nn.Module) -> BoxFigures:
        def predict(bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
            outputs = network(torch.from_numpy(bands), torch.from_numpy(presence))
            return [output.float().numpy() for output in outputs]

        return class_figures(self.held_out, predict, 0)

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields; the threshold is the recipe's, or the best F1's on the held-out fold."""
        threshold, rule = self.settings.threshold, "It was set in the recipe."
        if threshold is None:
            figures = self._figures(network)
            threshold = round(figures.best_threshold, 3)
            rule = (
                f"The best F1 ({figures.best_f1:.2f}) at IoU 0.5 on the tailings of {len(self.held_out)} "
                "training scenes whose places were held out."
            )
        return PackFields(
            classes=CLASSES, activation="none", tile=_TILE, overlap=_OVERLAP, stride=_TILE - _OVERLAP,
            thresholds={"default": threshold}, threshold_rule=rule,
            outputs={"boxes": ("batch", "anchors", "coordinate"), "scores": ("batch", "anchors", "class")},
            training_data=self._training_data(), limits=_LIMITS,
        )  # fmt: skip

    def _training_data(self) -> tuple[TrainingSource, ...]:
        def source(name: str, origin: str, license: str, scenes: list[Scene], samples: int) -> TrainingSource:
            return TrainingSource(name, origin, license, len({scene.place for scene in scenes}), samples)

        sheets = {name: [s for s in self.chips if s.source == name] for name in sorted({c.source for c in self.chips})}
        chips = tuple(
            source(f"{name} (no boxes)", *_CHIP_ORIGINS[name], scenes, 64 * len(scenes)) for name, scenes in sheets.items()
        )
        return (
            source("tailings", "tailings_seg; class 1 from Maus et al. 2022 (CC BY-SA 4.0)", "none stated",
                   self.tailings, len(self.tailings)),
            source("quarry_scene", "lulc_mining", "offered for testing, none stated", self.quarry, len(self.quarry)),
            *chips,
        )  # fmt: skip

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        """Return average precision and recall per size, on tailings and, for ``val``, on the quarry's newest date."""
        scenes = load_scenes(data_root, split)
        tailings = [scene for scene in scenes if scene.source == "tailings"]
        rows = _rows(class_figures(tailings, predict, 0), "tailings", split, "tailings", "")
        quarry = [scene for scene in scenes if scene.source == "quarry_scene"]
        if split == "val":
            note = "the same place at another date than those trained on; many pits there are unlabelled"
            rows += _rows(class_figures(quarry, predict, 1), "quarry_scene", QUARRY_HELD_OUT, "open_pit", note)
        return rows


_LIMITS = (
    "It looks at red, green and blue alone: no labelled tailings with more bands were to be had. Other bands are "
    "ignored.",
    "Tailings were learnt from 79 scenes of Brazil, open pits from one quarry in Poland at four dates. Figures for "
    "open pits say nothing of other places.",
    "A box stands for a connected patch of labels: ponds that touch are one box.",
    "Artisanal scars, waste dumps and other mine ground have no class: no honest boxes of them were to be had.",
)
_CHIP_ORIGINS = {
    "rgb_chips": ("Earth Genome / Amazon Mining Watch", "CC BY 4.0"),
    "eurosat": ("EuroSAT", "MIT"),
    "land_chips_12_band": ("land_chips_12_band", "MIT"),
}


def to_batch(tiles: list[Tile], jitter: Jitter, generator: Generator) -> Batch:
    """Return tiles as one batch, turned, under random skies, normalised.

    Returns:
        ``bands`` float32 (batch, 12, side, side), ``presence`` float32 (batch, 12), ``objects`` int32 (batch,
        side, side), ``classes`` int64 (batch, most) by an object's number less one, ``weight`` float32 (batch,
        classes, side, side), ``dense`` int64 (batch, side, side).
    """
    stacked = [
        torch.from_numpy(np.stack([getattr(tile, name) for tile in tiles]))
        for name in ("reflectance", "objects", "weight", "dense")
    ]
    reflectance, objects, weight, dense = turn(stacked, generator)
    most = max(1, *(len(tile.classes) for tile in tiles))
    classes = torch.zeros(len(tiles), most, dtype=torch.long)
    for index, tile in enumerate(tiles):
        classes[index, : len(tile.classes)] = torch.tensor(tile.classes, dtype=torch.long)
    bands, presence = network_input(jitter_radiometry(reflectance, jitter, generator, CHANNELS))
    return {
        "bands": bands, "presence": presence, "objects": objects, "classes": classes, "weight": weight, "dense": dense,
    }  # fmt: skip


def network_input(reflectance: Tensor) -> tuple[Tensor, Tensor]:
    """Return ``bands`` (batch, 12, height, width) and ``presence`` (batch, 12) from reflectance of ``CHANNELS``.

    Args:
        reflectance: float32 (batch, 3, height, width), 0-1.
    """
    bands = torch.zeros(len(reflectance), len(PACK_BANDS), *reflectance.shape[2:])
    mean, stddev = (torch.from_numpy(values)[list(CHANNELS), None, None] for values in (MEAN, STDDEV))
    bands[:, CHANNELS] = (reflectance - mean) / stddev
    presence = torch.zeros(len(reflectance), len(PACK_BANDS))
    presence[:, CHANNELS] = 1.0
    return bands, presence


def wanted_boxes(batch: Batch) -> tuple[list[Tensor], list[Tensor]]:
    """Return for each image of a batch its boxes (n, 4) and classes int64 (n,)."""
    boxes, classes = [], []
    for objects, by_number in zip(batch["objects"].cpu().numpy(), batch["classes"], strict=True):
        found, numbers = boxes_of(objects)
        boxes.append(torch.from_numpy(found).to(by_number.device))
        classes.append(by_number[torch.from_numpy(numbers - 1).to(by_number.device)])
    return boxes, classes


def dense_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return cross-entropy of labelled pixels; each source's classes compete among themselves alone.

    Args:
        logits: (batch, dense classes, height, width) of the finest level.
        labels: int64 (batch, side, side), the classes of ``DENSE_GROUPS`` or ``UNKNOWN``.
    """
    step = labels.shape[-1] // logits.shape[-1]
    labels = labels[:, step // 2 :: step, step // 2 :: step]
    total = logits.new_zeros(())
    for first, count in DENSE_GROUPS.values():
        is_of_group = (labels >= first) & (labels < first + count)
        own = torch.where(is_of_group, labels - first, UNKNOWN)
        entropy = functional.cross_entropy(
            logits[:, first : first + count], own, ignore_index=UNKNOWN, reduction="sum"
        )
        total = total + entropy
    return total / (labels != UNKNOWN).sum().clamp_min(1)


def class_figures(scenes: list[Scene], predict: Predict, label: int) -> BoxFigures:
    """Return the figures of one class on scenes that carry its boxes."""
    images = []
    for scene in scenes:
        wanted, numbers = boxes_of(scene.objects)
        boxes, scores = found_boxes(scene, predict, label)
        images.append(ImageBoxes(wanted[scene.classes[numbers - 1] == label], boxes, scores))
    return box_figures(images)


def found_boxes(scene: Scene, predict: Predict, label: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the boxes and scores of one class that a network finds in a scene, best first."""
    height, width = scene.shape
    bands, presence = network_input(torch.from_numpy(scene.reflectance)[None])
    bands = functional.pad(bands, (0, -width % 32, 0, -height % 32))
    boxes, scores = (output[0] for output in predict(bands.numpy(), presence.numpy()))
    chosen = scores[:, label] >= _LEAST_SCORE
    boxes, best = boxes[chosen], scores[chosen, label]
    boxes = np.clip(boxes, 0, np.array([width, height, width, height], np.float32))
    kept = suppress(boxes, best, np.zeros(len(boxes), np.int64))
    return boxes[kept], best[kept]


def _quarters(side: int, generator: np.random.Generator) -> list[tuple[int, int, int, int]]:
    """Return four places that fill a tile around a random point."""
    x, y = (int(side * share) for share in generator.uniform(0.3, 0.7, 2))
    return [(0, 0, x, y), (x, 0, side, y), (0, y, x, side), (x, y, side, side)]


def _rows(figures: BoxFigures, data: str, split: str, name: str, note: str) -> list[Evaluation]:
    """Return a class's figures as rows of the card."""
    rows = [
        Evaluation(data, split, f"ap50_{name}", figures.ap50, figures.count, note),
        Evaluation(data, split, f"ap50_95_{name}", figures.ap50_95, figures.count, note),
        Evaluation(data, split, f"recall50_{name}", figures.recall50, figures.count, note),
    ]
    for size in SIZES:
        if figures.count_by_size[size]:
            rows.append(Evaluation(
                data, split, f"recall50_{size}_{name}", figures.recall50_by_size[size], figures.count_by_size[size], note
            ))  # fmt: skip
    return rows
