"""The detect task: boxes of tailings ponds and open pits from scenes with masks, and chips without mines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from pydantic import Field
from torch import Generator, Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.networks.detector import Detector
from mining_detector_plugin.engine.pack import Pack

from ..average_precision import BoxFigures
from ..data.augment import Jitter, jitter_radiometry, turn
from ..data.detection import (
    CHANNELS,
    CLASSES,
    DENSE_CLASSES,
    DENSE_GROUPS,
    UNKNOWN,
    Scene,
    Tile,
    boxes_of,
    chip_sheets,
    empty_tile,
    load_chips,
    load_made_scenes,
    load_scenes,
    paste,
    quarters,
    random_window,
)
from ..losses.detection import loss_of_network
from .detect_evaluation import class_figures, evaluate_boxes, network_input
from .jitter_section import JitterSection
from .task import Batch, Evaluation, PackFields, Predict, Section, Task, TrainingSource

_TILE, _OVERLAP = 448, 160
#: Objects with a shorter side are unknown ground in training, pixels.
_LEAST_SIDE = 16


class DetectSettings(Section):
    """Settings of the detect task.

    Attributes:
        steps: batches of an epoch.
        shrink: of the network; tiles are made so many times smaller, which saves most of the time.
        sides: sides of training tiles in pixels; each batch draws one.
        scales: least and largest enlargement of scenes.
        chip_share: of tiles that are sheets of chips. quarry_share: of crops that show the quarry scene.
        made_scenes: count of made scenes. made_share: of crops that show one.
        mosaic_share: of the other tiles, those of four crops.
        eurosat_every: take each so many-th EuroSAT chip.
        other_ground_weight: what background counts on other mine ground, 0-1.
        dense_weight: of the loss that labels pixels, in training only.
        folds, held_out_fold: places are dealt to folds; one of them, or none, is held out for figures and the
            threshold.
        threshold: of the pack, from a run that held a fold out; None fits it on the held-out fold.
        jitter: of radiometry.
    """

    steps: int = Field(default=200, gt=0)
    shrink: int = Field(default=2, gt=0)
    sides: list[int] = Field(default=[320, 448], min_length=1)
    scales: list[float] = Field(default=[0.5, 1.4], min_length=2, max_length=2)
    chip_share: float = Field(default=0.25, ge=0, le=1)
    quarry_share: float = Field(default=0.12, ge=0, le=1)
    made_scenes: int = Field(default=40, ge=0)
    made_share: float = Field(default=0.06, ge=0, le=1)
    mosaic_share: float = Field(default=0.4, ge=0, le=1)
    eurosat_every: int = Field(default=3, gt=0)
    other_ground_weight: float = Field(default=0.5, ge=0, le=1)
    dense_weight: float = Field(default=1.0, ge=0)
    folds: int = Field(default=5, gt=1)
    held_out_fold: int | None = None
    threshold: float | None = Field(default=None, gt=0, lt=1)
    jitter: JitterSection = JitterSection()


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
        self.made = load_made_scenes(self.settings.made_scenes)
        self.chips = load_chips(data_root, self.settings.eurosat_every)
        self.sheets = [sheet for chips in self.chips for sheet in chip_sheets(chips)]
        counts = [sum(other.place == scene.place for other in self.tailings) for scene in self.tailings]
        # Between each scene and each place alike: places with many scenes show more, but the same again.
        chance = 1 / np.sqrt(np.array(counts))
        self.chance = chance / chance.sum()
        self.jitter = Jitter(**self.settings.jitter.model_dump())

    @property
    def steps_per_epoch(self) -> int:
        """Number of batches of an epoch."""
        return self.settings.steps

    def training_batches(self, epoch: int) -> Iterator[Batch]:
        """Yield batches of ``bands``, ``presence``, ``objects``, ``weight``, ``dense`` and ``classes``."""
        generator = np.random.default_rng([self.seed, epoch])
        torch_generator = Generator().manual_seed(int(generator.integers(2**31)))
        for _ in range(self.settings.steps):
            side = int(generator.choice(self.settings.sides)) // self.settings.shrink
            yield to_batch(
                [self._tile(side, generator) for _ in range(self.batch_size)], self.jitter, torch_generator
            )

    def _tile(self, side: int, generator: np.random.Generator) -> Tile:
        """Return a tile of chips, of one scene, or of four."""
        tile = empty_tile(side)
        if generator.random() < self.settings.chip_share:
            places, pool = [(0, 0, side, side)], self.sheets
        elif generator.random() < self.settings.mosaic_share:
            places, pool = quarters(side, generator), None
        else:
            places, pool = [(0, 0, side, side)], None
        for place in places:
            scene = self._draw(pool, generator)
            size = (place[3] - place[1], place[2] - place[0])
            least, largest = (scale / self.settings.shrink for scale in self.settings.scales)
            window = random_window(scene.shape, size, (least, largest), generator)
            paste(tile, scene, place, window, least_side=_LEAST_SIDE // self.settings.shrink)
        return tile

    def _draw(self, pool: list[Scene] | None, generator: np.random.Generator) -> Scene:
        if pool is not None:
            return pool[int(generator.integers(len(pool)))]
        kind = generator.random()
        if kind < self.settings.quarry_share:
            return self.quarry[int(generator.integers(len(self.quarry)))]
        if self.made and kind > 1 - self.settings.made_share:
            return self.made[int(generator.integers(len(self.made)))]
        return self.tailings[int(generator.choice(len(self.tailings), p=self.chance))]

    def auxiliary(self, network: nn.Module) -> nn.Module | None:
        """Return the head that labels pixels: masks teach more than the few boxes drawn from them."""
        if self.settings.dense_weight == 0:
            return None
        return nn.Conv2d(cast(Detector, network).width, DENSE_CLASSES, 1)

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return the detection loss and its parts, and the loss of the labelled pixels."""
        bands = batch["bands"].contiguous(memory_format=torch.channels_last)
        detector, shrink = cast(Detector, network), self.settings.shrink
        assert detector.shrink == shrink, (
            f"the network shrinks by {detector.shrink}, the settings by {shrink}"
        )
        raw = detector.raw_of_pooled(bands, batch["presence"])
        boxes, classes = wanted_boxes(batch)
        losses = loss_of_network(raw, boxes, classes, batch["weight"], shrink)
        losses["loss"] = losses["detection"]
        if auxiliary is not None:
            losses["dense"] = dense_loss(auxiliary(raw.finest).float(), batch["dense"])
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
            return [output.detach().float().numpy() for output in outputs]

        return class_figures(self.held_out, predict, 0)

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields; the threshold is the recipe's, or the best F1's on the held-out fold."""
        threshold, rule = (
            self.settings.threshold,
            "The best F1 at IoU 0.5 in a run of this recipe that held training places out.",
        )
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
        places = len({scene.place for scene in self.tailings})
        chips = (
            TrainingSource(f"{chips.source} (no boxes)", *_CHIP_ORIGINS[chips.source],
                           len(set(chips.places)), len(chips))
            for chips in self.chips
        )  # fmt: skip
        return (
            TrainingSource("tailings", *_TAILINGS_ORIGIN, places, len(self.tailings)),
            TrainingSource("quarry_scene", *_QUARRY_ORIGIN, 1, len(self.quarry)),
            TrainingSource("made scenes", "demo/scene.py", "GPL-3.0-or-later", 0, len(self.made)),
            *chips,
        )

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        """Return average precision and recall by size on a split's places."""
        return evaluate_boxes(predict, data_root, split)


_LIMITS = (
    "It is weak, and stays under its first goal of AP50 0.25 on tailings: most of its boxes on places it never "
    "saw are wrong. Use it beside the other two models. docs/detector.md tells what was tried.",
    "It looks at red, green and blue alone, since no tailings labelled with more bands were to be had. "
    "Other bands change nothing.",
    "Tailings were learnt in Brazil alone. Open pits were learnt from one quarry in Poland at four dates: "
    "their figures say nothing of other places.",
    "A box stands for a connected patch of labels: ponds that touch are one box.",
    "Artisanal scars, waste dumps and other mine ground have no class: no honest boxes of them were to be had.",
)
_TAILINGS_ORIGIN = ("tailings_seg; other mine ground: Maus et al. 2022 (CC BY-SA 4.0)", "none stated")
_QUARRY_ORIGIN = ("lulc_mining", "offered for testing, none stated")
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
    batch = {"bands": bands, "presence": presence, "objects": objects, "classes": classes}
    return batch | {"weight": weight, "dense": dense}


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
