"""The detect task: boxes of tailings ponds and open pits from scenes with masks, of artisanal mining from chips."""

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

from ..data.augment import Jitter, jitter_radiometry, turn
from ..data.chip_tiles import chip_tile, pool_chips
from ..data.detection import (
    CHANNELS,
    CLASSES,
    DENSE_CLASSES,
    DENSE_GROUPS,
    UNKNOWN,
    Scene,
    Tile,
    boxes_of,
    empty_tile,
    network_input,
    paste,
    quarters,
    random_window,
)
from ..data.detector_data import HoldOut, load_detector_data
from ..evaluation.site_boxes import SiteFinds, match_sites, site_figures
from ..evaluation.site_finders import detector_finder
from ..evaluation.site_images import mosaics_of, scene_image
from ..losses.detection import loss_of_network
from ..predictor import network_predictor
from .detect_evaluation import evaluate_boxes
from .detect_thresholds import fit_thresholds
from .jitter_section import JitterSection
from .task import Batch, Evaluation, PackFields, Predict, Section, Task, TrainingSource

_TILE, _OVERLAP = 448, 96
#: Objects with a shorter side are unknown ground in training, in pixels that the network sees.
_LEAST_SIDE = 8
#: Figures of the held-out fold that are told after each epoch.
_CURVES = ("ap50_any_mine", "ap50_tailings", "ap30_any_mine_tailings_scenes", "ap50_artisanal")


class DetectSettings(Section):
    """Settings of the detect task.

    Attributes:
        steps: batches of an epoch.
        shrink: of the network; tiles are made so many times smaller, which saves most of the time.
        sides: sides of training tiles in pixels; each batch draws one.
        scales: least and largest enlargement of scenes. coarse_scales: the same, for the network's coarse pass.
        coarse_share, coarse_chip_share: of the tiles of scenes, and of chips, that are made for the coarse pass.
        chip_share: of tiles that are mosaics of chips. chip_scales: their least and largest enlargement.
        mine_share: of a mosaic's cells that show a mine.
        mirrored_share: of the mosaics in which each chip goes on in its mirror images. copies: along a side of a block.
        eurosat_share, land_share: of the other cells that show EuroSAT's and the twelve-band land chips.
        chip_jitter: of each chip's radiometry, before the tile's.
        held_out_groups: of the RGB chips, held out with the fold.
        quarry_share: of crops that show the quarry scene.
        made_scenes: count of made scenes. made_share: of crops that show one.
        mosaic_share: of the other tiles, those of four crops.
        eurosat_every: take each so many-th EuroSAT chip.
        other_ground_weight: what background counts on other mine ground, 0-1.
        dense_weight: of the loss that labels pixels, in training only.
        folds, held_out_fold: places are dealt to folds; one of them, or none, is held out for figures and the
            thresholds.
        thresholds: of the pack, from a run that held a fold out; None fits them on the held-out fold.
        splits: of the data that are learnt from; see ``load_detector_data``.
        jitter: of radiometry.
    """

    steps: int = Field(default=200, gt=0)
    shrink: int = Field(default=2, gt=0)
    sides: list[int] = Field(default=[320, 448], min_length=1)
    scales: list[float] = Field(default=[0.5, 1.4], min_length=2, max_length=2)
    coarse_scales: list[float] = Field(default=[0.35, 0.7], min_length=2, max_length=2)
    coarse_share: float = Field(default=0.0, ge=0, le=1)
    coarse_chip_share: float = Field(default=0.0, ge=0, le=1)
    chip_share: float = Field(default=0.5, ge=0, le=1)
    chip_scales: list[float] = Field(default=[0.8, 1.25], min_length=2, max_length=2)
    mine_share: float = Field(default=0.2, ge=0, le=0.25)
    mirrored_share: float = Field(default=0.0, ge=0, le=1)
    copies: list[int] = Field(default=[3, 4], min_length=1)
    eurosat_share: float = Field(default=0.15, ge=0, le=1)
    land_share: float = Field(default=0.05, ge=0, le=1)
    chip_jitter: JitterSection = JitterSection()
    held_out_groups: list[str] = Field(default_factory=list)
    quarry_share: float = Field(default=0.12, ge=0, le=1)
    made_scenes: int = Field(default=40, ge=0)
    made_share: float = Field(default=0.06, ge=0, le=1)
    mosaic_share: float = Field(default=0.4, ge=0, le=1)
    eurosat_every: int = Field(default=3, gt=0)
    other_ground_weight: float = Field(default=0.5, ge=0, le=1)
    dense_weight: float = Field(default=1.0, ge=0)
    folds: int = Field(default=5, gt=1)
    held_out_fold: int | None = None
    thresholds: dict[str, float] | None = None
    splits: list[str] = Field(default=["train"], min_length=1)
    jitter: JitterSection = JitterSection()


class Detect(Task):
    """Trains and measures detectors; see ``Task``."""

    kind = "detector"
    Settings = DetectSettings
    settings: DetectSettings

    def __init__(self, settings: Any, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        hold_out = HoldOut(self.settings.folds, self.settings.held_out_fold, self.settings.held_out_groups)
        self.data = load_detector_data(
            data_root, self.settings.splits, hold_out, self.settings.other_ground_weight,
            self.settings.made_scenes, self.settings.eurosat_every,
        )  # fmt: skip
        elsewhere = [self.settings.eurosat_share, self.settings.land_share]
        self.pool = pool_chips(self.data.chips, [1 - sum(elsewhere), *elsewhere])
        tailings = self.data.tailings
        counts = [sum(other.place == scene.place for other in tailings) for scene in tailings]
        # Between each scene and each place alike: places with many scenes show more, but the same again.
        chance = 1 / np.sqrt(np.array(counts))
        self.chance = chance / chance.sum()
        self.jitter = Jitter(**self.settings.jitter.model_dump())
        self.chip_jitter = Jitter(**self.settings.chip_jitter.model_dump())

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
                [self._tile(side, generator, torch_generator) for _ in range(self.batch_size)],
                self.jitter,
                torch_generator,
            )

    def _tile(self, side: int, generator: np.random.Generator, chance: Generator) -> Tile:
        """Return a tile of chips, of one scene, or of four."""
        settings = self.settings
        if generator.random() < settings.chip_share:
            is_coarse = generator.random() < settings.coarse_chip_share
            scales = self._scales(settings.coarse_scales if is_coarse else settings.chip_scales)
            is_mirrored = generator.random() < settings.mirrored_share
            copies = int(generator.choice(settings.copies)) if is_mirrored else 1
            return chip_tile(
                self.pool, side, scales, settings.mine_share, self.chip_jitter, generator, chance, copies
            )
        tile = empty_tile(side)
        is_coarse = generator.random() < settings.coarse_share
        scales = self._scales(settings.coarse_scales if is_coarse else settings.scales)
        is_mosaic = generator.random() < settings.mosaic_share
        for place in quarters(side, generator) if is_mosaic else [(0, 0, side, side)]:
            scene = self._draw(generator)
            size = (place[3] - place[1], place[2] - place[0])
            window = random_window(scene.shape, size, scales, generator)
            paste(tile, scene, place, window, least_side=_LEAST_SIDE)
        return tile

    def _scales(self, scales: list[float]) -> tuple[float, float]:
        """Return the least and largest enlargement into the network's pixels."""
        return scales[0] / self.settings.shrink, scales[1] / self.settings.shrink

    def _draw(self, generator: np.random.Generator) -> Scene:
        kind = generator.random()
        if kind < self.settings.quarry_share:
            return self.data.quarry[int(generator.integers(len(self.data.quarry)))]
        if self.data.made and kind > 1 - self.settings.made_share:
            return self.data.made[int(generator.integers(len(self.data.made)))]
        return self.data.tailings[int(generator.choice(len(self.data.tailings), p=self.chance))]

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
        figures = self._figures(network)
        return {f"fold_{name}": figures[name]["value"] for name in _CURVES if name in figures}

    def _figures(self, network: nn.Module) -> dict[str, Any]:
        """Return ``site_figures`` on what is held out; nothing where nothing is."""
        parts = self._held_out_finds(network)
        return site_figures(*parts, 0.3, 0) if all(parts) else {}

    def _held_out_finds(self, network: nn.Module) -> tuple[list[SiteFinds], list[SiteFinds]]:
        """Return what is found in the held-out scenes, and in mosaics of the held-out chips."""
        find = detector_finder(CLASSES, network_predictor(network))
        scenes = [scene_image(scene) for scene in self.data.held_out]
        mosaics = mosaics_of(self.data.held_out_chips, seed=1) if len(self.data.held_out_chips) else []
        return [(image, find(image)) for image in scenes], [(image, find(image)) for image in mosaics]

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields; the thresholds are the recipe's, or fitted on what is held out."""
        rule = "Fitted in a run of this recipe that held training places out."
        thresholds = self.settings.thresholds
        if thresholds is None:
            parts = [part for part in self._held_out_finds(network) if part]
            thresholds = fit_thresholds([match_sites(part, 0.5, None) for part in parts])
            rule = (
                f"Fitted on {len(self.data.held_out)} training scenes and {len(self.data.held_out_chips)} chips that "
                "were held out, which count alike; a box is right where its centre lies in a site. By default the "
                "best F1; for few misses F3, which weighs found sites more; for few false alarms F0.5."
            )
        return PackFields(
            classes=CLASSES, activation="none", tile=_TILE, overlap=_OVERLAP, stride=_TILE - _OVERLAP,
            thresholds=thresholds, threshold_rule=rule,
            outputs={"boxes": ("batch", "anchors", "coordinate"), "scores": ("batch", "anchors", "class")},
            training_data=self._training_data(), limits=_LIMITS,
        )  # fmt: skip

    def _training_data(self) -> tuple[TrainingSource, ...]:
        places = len({scene.place for scene in self.data.tailings})
        sources = [TrainingSource("tailings", *_TAILINGS_ORIGIN, places, len(self.data.tailings))]
        sources.append(TrainingSource("quarry_scene", *_QUARRY_ORIGIN, 1, len(self.data.quarry)))
        if self.data.made:
            sources.append(
                TrainingSource("made scenes", "demo/scene.py", "GPL-3.0-or-later", 0, len(self.data.made))
            )
        for chips in self.data.chips:
            label = "a square for each mine" if (chips.labels == "mine").any() else "no mines"
            name = f"{chips.source} ({label})"
            origin = _CHIP_ORIGINS[chips.source]
            sources.append(TrainingSource(name, *origin, len(set(chips.places)), len(chips)))
        return tuple(sources)

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        """Return average precision and recall by size on a split's places."""
        return evaluate_boxes(pack, predict, data_root, split)


_LIMITS = (
    "Its boxes of tailings are often of another extent than the labels: compare the figures by an IoU of .5, of .3 and "
    "by centres. The segmenter's outlines are the better extents.",
    "A box of artisanal mining is a square of about 480 m around what was seen, not the extent of the scar: nothing "
    "better than labels of whole chips was to be had. Larger scars get several boxes.",
    "Figures on chips are from mosaics, whose seams show where a chip ends. In scenes its boxes lie less exactly.",
    "It looks at red, green and blue alone, since no labelled mine of its classes had more bands but the quarry. "
    "Other bands change nothing.",
    "Tailings were learnt in Brazil alone, artisanal mining in the Amazon basin alone. Open pits were learnt from one "
    "quarry in Poland at four dates: their figures say nothing of other places.",
    "A box stands for a connected patch of labels: ponds that touch are one box.",
    "Waste dumps and other mine ground have no class: no honest boxes of them were to be had.",
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
