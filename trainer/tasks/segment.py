"""The segmenter's task: tiles in, class logits per pixel out. docs/developers.md says what its pack gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

import numpy as np
import torch
from pydantic import Field, model_validator
from torch import Tensor, nn

from mining_detector_plugin.engine.pack import Pack
from trainer.data.augment import Jitter, drop_bands, jitter_radiometry, turn
from trainer.data.normalisation import normalise
from trainer.data.segmentation import Shares, TileMaker
from trainer.data.segmentation_scenes import label_tailings
from trainer.data.segmentation_targets import ARTISANAL, CLASSES, OPEN_PIT, TAILINGS
from trainer.data.sources import DataError, tailings_scenes

from .jitter_section import JitterSection
from .segment_evaluation import best_threshold, evaluate_all, evaluate_tailings
from .segment_loss import bag_loss, dice_loss, pixel_loss
from .task import Batch, Evaluation, PackFields, Predict, Section, Task, TrainingSource

_FOLDS = 8
#: Of the figures after an epoch, before a threshold is fitted.
_EPOCH_THRESHOLD = 0.5
#: Other mine ground is too weakly labelled to count as a region: it would take ground from tailings.
_DICE_CLASSES = (TAILINGS, OPEN_PIT, ARTISANAL)


class SegmentSettings(Section):
    """What is the segmenter's alone.

    Attributes:
        side: of a training tile in pixels. tile, overlap: of the pack.
        steps: batches of an epoch.
        scale: highest factor by which a scene's crop is magnified or reduced.
        eurosat_every: take each so-manieth EuroSAT chip.
        made_scenes: count of made scenes.
        held_out_fold: which eighth of the tailings places is held out of training; None trains on all.
        threshold: the pack's, from a run that held places out; None fits it, and needs ``held_out_fold``.
        class_weights: of cross-entropy, in the order of the classes.
        dice, bag: weights of these parts of the loss.
        rgb_share, keep_share: see ``trainer.data.augment.drop_bands``.
    """

    side: int = 192
    tile: int = 256
    overlap: int = 64
    steps: int = 200
    scale: float = 1.4
    eurosat_every: int = 4
    made_scenes: int = 80
    held_out_fold: int | None = None
    threshold: float | None = 0.5
    class_weights: list[float] = Field(default=[1.0, 1.0, 1.0, 1.0, 0.4], min_length=len(CLASSES))
    dice: float = 0.5
    bag: float = 0.5
    rgb_share: float = 0.35
    keep_share: float = 0.2
    jitter: JitterSection = JitterSection()

    @model_validator(mode="after")
    def _threshold_is_known_or_can_be_fitted(self) -> Self:
        if self.threshold is None and self.held_out_fold is None:
            raise ValueError("a threshold is fitted on held-out places: set held_out_fold, or the threshold")
        return self


class Segment(Task):
    """Trains and evaluates the segmenter."""

    kind = "segmenter"
    Settings = SegmentSettings

    def __init__(self, settings: SegmentSettings, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        scenes = tailings_scenes(data_root, "train")
        places = sorted({scene.place for scene in scenes})
        fold = settings.held_out_fold
        held_out = frozenset() if fold is None else frozenset(places[fold::_FOLDS])
        self.held_out = [scene for scene in scenes if scene.place in held_out]
        self.tiles = TileMaker(
            data_root, Shares(), settings.side, settings.scale, settings.eurosat_every, settings.made_scenes,
            held_out,
        )  # fmt: skip
        if not self.tiles.places:
            raise DataError(
                "no_training_places", f"All {len(places)} tailings places are held out: none is left to train on.",
                "Set settings.held_out_fold to null, and a threshold.",
            )  # fmt: skip
        self.jitter = Jitter(**settings.jitter.model_dump())

    @property
    def steps_per_epoch(self) -> int:
        return self.settings.steps

    def training_batches(self, epoch: int) -> Iterator[Batch]:
        generator = np.random.default_rng((self.seed, epoch))
        chance = torch.Generator().manual_seed(self.seed * 1_000_003 + epoch)
        for _ in range(self.settings.steps):
            tiles = [self.tiles.draw(generator) for _ in range(self.batch_size)]
            reflectance, presence, is_valid, target = (
                torch.from_numpy(np.stack([getattr(tile, name) for tile in tiles]))
                for name in ("reflectance", "presence", "is_valid", "target")
            )
            reflectance = jitter_radiometry(reflectance, self.jitter, chance)
            reflectance, is_valid, target = turn([reflectance, is_valid, target], chance)
            presence = drop_bands(presence, chance, self.settings.rgb_share, self.settings.keep_share)
            bands = normalise(reflectance, presence, is_valid)
            yield {"bands": bands, "presence": presence, "target": target.long()}

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        logits = network(batch["bands"], batch["presence"]).float()
        weights = torch.tensor(self.settings.class_weights, device=logits.device)
        pixel = pixel_loss(logits, batch["target"], weights)
        dice = dice_loss(logits, batch["target"], _DICE_CLASSES)
        bag = bag_loss(logits, batch["target"])
        loss = pixel + self.settings.dice * dice + self.settings.bag * bag
        return {"loss": loss, "pixel": pixel, "dice": dice, "bag": bag}

    def validate(self, network: nn.Module) -> dict[str, float]:
        if not self.held_out:
            return {}
        rows = evaluate_tailings(_predict(network), self.held_out, "held-out", _EPOCH_THRESHOLD)
        return {row.metric: row.value for row in rows}

    def pack_fields(self, network: nn.Module) -> PackFields:
        threshold, rule = self._threshold(network)
        return PackFields(
            classes=CLASSES, activation="softmax", tile=self.settings.tile, overlap=self.settings.overlap,
            stride=self.settings.tile - self.settings.overlap, thresholds={"default": threshold},
            threshold_rule=rule, outputs={"logits": ("batch", "class", "height", "width")},
            training_data=self._sources(), limits=_LIMITS,
        )  # fmt: skip

    def _threshold(self, network: nn.Module) -> tuple[float, str]:
        if self.settings.threshold is not None:
            return self.settings.threshold, (
                "On the probability of any mine; fitted by a run of the same recipe that held out an eighth of "
                "the training places (highest intersection over union there)."
            )
        kept = {scene.name for scene in self.held_out}
        names = [scene.name for scene in tailings_scenes(self.data_root, "train")]
        targets = [
            labelled.target
            for name, labelled in zip(names, label_tailings(self.data_root, "train"), strict=True)
            if name in kept
        ]
        threshold, iou = best_threshold(_predict(network), self.held_out, targets, 1.0)
        return threshold, (
            f"On the probability of any mine: highest intersection over union ({iou:.3f}) over "
            f"{len(self.held_out)} scenes of training places that were held out, of thresholds from .20 to .85."
        )

    def _sources(self) -> tuple[TrainingSource, ...]:
        tiles = self.tiles
        return (
            TrainingSource("tailings", "tailings_seg; other mine ground from Maus et al. 2022 (CC BY-SA 4.0)",
                           "none stated", len(tiles.places), len(tiles.tailings)),
            TrainingSource("made scenes", "demo/scene.py", "GPL-3.0-or-later", 0, len(tiles.made)),
            TrainingSource("quarry_scene", "lulc_mining", "none stated", 1, len(tiles.quarry)),
            TrainingSource("rgb_chips", "Earth Genome / Amazon Mining Watch training gallery", "CC BY 4.0",
                           len({*tiles.mine_chips.places, *tiles.other_chips.places}),
                           len(tiles.mine_chips) + len(tiles.other_chips)),
            TrainingSource("six_band_chips", "sat-mining-detector", "none stated",
                           len({*tiles.six_after.places}), len(tiles.six_after)),
            TrainingSource("land_chips_12_band", "land_chips_12_band", "MIT", len({*tiles.land.places}),
                           len(tiles.land)),
            TrainingSource("eurosat", "EuroSAT (RGB)", "MIT", len({*tiles.eurosat.places}),
                           len(tiles.eurosat)),
        )  # fmt: skip

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        return evaluate_all(predict, data_root, split, pack.thresholds["default"], pack.temperature)


def _predict(network: nn.Module) -> Predict:
    """Return a network as what evaluation runs."""

    def predict(bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        device = next(network.parameters()).device
        with torch.no_grad():
            logits = network(torch.from_numpy(bands).to(device), torch.from_numpy(presence).to(device))
        return [logits.float().cpu().numpy()]

    return predict


_LIMITS = (
    "Tailings were seen in Brazil alone, and in RGB alone: their other bands in training were guessed from "
    "RGB, or come from made scenes. Open pits were seen at one quarry district in Poland, on four dates; the "
    "figure is of another date of that place. Elsewhere these figures do not hold.",
    "Artisanal scars have no drawn masks: they were learnt from change between two dates and from chips that "
    "hold a scar somewhere. The only held-out test of this class is by chip, not by pixel. The six-band chips "
    "are hardly a test of it: few of their mines on val show any bare ground.",
    "Other mine ground, to which pits of iron mines belong, was learnt from generous outlines and is hardly ever "
    "drawn.",
    "Towns, clouds, sandy river banks and bare fields raise false alarms: it is meant to run behind the "
    "classifier. Ponds in dark valleys are missed.",
)
