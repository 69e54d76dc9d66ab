"""The segmenter's task: tiles in, class logits per pixel out. docs/developers.md says what its pack gives."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import torch
from pydantic import Field, model_validator
from torch import Tensor, nn

from mining_detector_plugin.engine.networks.ensemble import Ensemble
from mining_detector_plugin.engine.pack import Pack
from trainer.data.augment import Jitter, drop_bands, jitter_radiometry, turn
from trainer.data.normalisation import normalise
from trainer.data.place_regions import region_folds
from trainer.data.scene_crops import CropSettings
from trainer.data.segmentation import Shares, TileMaker
from trainer.data.segmentation_targets import ARTISANAL, CLASSES, OPEN_PIT, TAILINGS
from trainer.data.sources import DataError, tailings_scenes

from .jitter_section import JitterSection
from .segment_evaluation import evaluate_all, evaluate_tailings, fit_thresholds
from .segment_loss import bag_loss, dice_loss, land_cover_loss, pixel_loss
from .task import Assembled, Batch, Evaluation, PackFields, Predict, Section, Task, TrainingSource

_FOLDS = 3
#: Of the figures after an epoch, before a threshold is fitted.
_EPOCH_THRESHOLD = 0.5
#: Other mine ground is too weakly labelled to count as a region: it would take ground from tailings.
_DICE_CLASSES = (TAILINGS, OPEN_PIT, ARTISANAL)


class CropSection(Section):
    """How crops of scenes are drawn; see ``trainer.data.scene_crops.CropSettings``."""

    scale: float = 1.6
    stretch: float = 1.15
    turned: float = 0.6
    on_mine: float = 0.5


class SegmentSettings(Section):
    """What is the segmenter's alone.

    Attributes:
        splits: what is trained on; ``unlocated`` are chips alone. With ``val`` among them the figures mean nothing.
        side: of a training tile in pixels. tile, overlap: of the pack.
        views: sides from which the pack looks at a tile, see ``engine.networks.ensemble.VIEWS``.
        members: networks that the pack averages; they see the same data in another order.
        steps: batches of an epoch.
        eurosat_every: take each so-manieth EuroSAT chip.
        made_scenes: count of made scenes.
        held_out_fold: which third of the tailings places, by region, is held out of training; None trains on all.
        thresholds: the pack's, from a run that held places out; None fits them, and needs ``held_out_fold``.
        threshold_rule: a sentence for the card on where given thresholds come from.
        class_offsets: added to the finished network's logits, in the order of the classes: where one threshold on the
            probability of any mine suits a class ill, by held-out places.
        class_weights: of cross-entropy, in the order of the classes.
        dice, bag: weights of these parts of the loss.
        land_cover: weight of a second task, the land cover of EuroSAT's chips, which teaches what is no mine.
        rgb_share, keep_share: see ``trainer.data.augment.drop_bands``.
    """

    splits: list[Literal["train", "val", "unlocated"]] = Field(default=["train"], min_length=1)
    side: int = 192
    crops: CropSection = CropSection()
    tile: int = 256
    overlap: int = 64
    views: list[str] = Field(default=["as_is"], min_length=1)
    members: int = Field(default=1, ge=1)
    steps: int = 200
    eurosat_every: int = 4
    made_scenes: int = 80
    held_out_fold: int | None = Field(default=None, ge=0, lt=_FOLDS)
    thresholds: dict[str, float] | None = None
    threshold_rule: str = "Given by the recipe."
    class_offsets: list[float] = Field(
        default=[0.0] * len(CLASSES), min_length=len(CLASSES), max_length=len(CLASSES)
    )
    class_weights: list[float] = Field(default=[1.0, 1.0, 1.0, 1.0, 0.4], min_length=len(CLASSES))
    dice: float = 0.5
    bag: float = 0.5
    land_cover: float = 0.2
    rgb_share: float = 0.35
    keep_share: float = 0.2
    jitter: JitterSection = JitterSection()

    @model_validator(mode="after")
    def _settings_fit_together(self) -> Self:
        # A procedure that trains no network, such as the precision filter, names no settings at all.
        if self.model_fields_set and not self.has_thresholds:
            raise ValueError("thresholds are fitted on held-out places: set held_out_fold, or thresholds")
        if self.thresholds is not None and "default" not in self.thresholds:
            raise ValueError("thresholds lack default")
        if "train" not in self.splits:
            raise ValueError("splits lack train")
        return self

    @property
    def has_thresholds(self) -> bool:
        """Whether the pack's thresholds are given, or there are places to fit them on."""
        return self.thresholds is not None or self.held_out_fold is not None


class Segment(Task):
    """Trains and evaluates the segmenter."""

    kind = "segmenter"
    Settings = SegmentSettings

    def __init__(self, settings: SegmentSettings, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        if not settings.has_thresholds:
            raise DataError(
                "no_thresholds", "The recipe has no thresholds, and no places to fit them on.",
                "Set settings.held_out_fold, or settings.thresholds.",
            )  # fmt: skip
        scenes = tailings_scenes(data_root, "train")
        counts = Counter(scene.place for scene in scenes)
        fold_of = region_folds(counts, _FOLDS)
        held_out = frozenset(place for place in counts if fold_of[place] == settings.held_out_fold)
        self.held_out = [scene for scene in scenes if scene.place in held_out]
        self.tiles = TileMaker(
            data_root, Shares(), CropSettings(settings.side, **settings.crops.model_dump()), settings.eurosat_every,
            settings.made_scenes, held_out, settings.splits,
        )  # fmt: skip
        if not self.tiles.places:
            raise DataError(
                "no_training_places", f"All {len(counts)} tailings places are held out: none is left to train on.",
                "Set settings.held_out_fold to null, and thresholds.",
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
            reflectance, presence, is_valid, target, cover = (
                torch.from_numpy(np.stack([getattr(tile, name) for tile in tiles]))
                for name in ("reflectance", "presence", "is_valid", "target", "land_cover")
            )
            reflectance = jitter_radiometry(reflectance, self.jitter, chance)
            reflectance, is_valid, target, cover = turn([reflectance, is_valid, target, cover], chance)
            presence = drop_bands(presence, chance, self.settings.rgb_share, self.settings.keep_share)
            bands = normalise(reflectance, presence, is_valid)
            yield {
                "bands": bands, "presence": presence, "target": target.long(), "land_cover": cover.long(),
            }  # fmt: skip

    def auxiliary(self, network: nn.Module) -> nn.Module | None:
        channels = getattr(network, "feature_channels", None)
        if self.settings.land_cover == 0 or channels is None:
            return None
        return nn.Conv2d(channels, len(self.tiles.land_covers), 1)

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        parts = {}
        if auxiliary is None:
            logits = network(batch["bands"], batch["presence"]).float()
        else:
            features = network.features(batch["bands"], batch["presence"])  # type: ignore[operator]
            logits = network.logits(features).float()  # type: ignore[operator]
            parts["land_cover"] = land_cover_loss(auxiliary(features).float(), batch["land_cover"])
        weights = torch.tensor(self.settings.class_weights, device=logits.device)
        pixel = pixel_loss(logits, batch["target"], weights)
        dice = dice_loss(logits, batch["target"], _DICE_CLASSES)
        bag = bag_loss(logits, batch["target"])
        loss = pixel + self.settings.dice * dice + self.settings.bag * bag
        loss = loss + self.settings.land_cover * parts.get("land_cover", loss.new_zeros(()))
        return {"loss": loss, "pixel": pixel, "dice": dice, "bag": bag, **parts}

    def validate(self, network: nn.Module) -> dict[str, float]:
        if not self.held_out:
            return {}
        rows = evaluate_tailings(_predict(network), self.held_out, "held-out", _EPOCH_THRESHOLD)
        return {row.metric: row.value for row in rows}

    def folds(self) -> list[Self]:
        tasks = [copy.copy(self) for _ in range(self.settings.members)]
        for number, task in enumerate(tasks):
            task.seed = self.seed + number
        return tasks

    def assemble(
        self, members: list[tuple[Task, nn.Module]], name: str, arguments: dict[str, Any]
    ) -> Assembled:
        if any(self.settings.class_offsets):
            for _, network in members:
                network.shift_logits(self.settings.class_offsets)  # type: ignore[operator]
        views = list(self.settings.views)
        if len(members) == 1 and views == ["as_is"]:
            return super().assemble(members, name, arguments)
        wanted: dict[str, Any] = {
            "name": name, "arguments": arguments, "count": len(members), "views": views, "activation": "softmax",
        }  # fmt: skip
        ensemble = Ensemble(**wanted)
        for member, (_, network) in zip(ensemble.members, members, strict=True):
            member.load_state_dict(network.state_dict())
        return Assembled(ensemble.eval(), "ensemble", wanted)

    def pack_fields(self, network: nn.Module) -> PackFields:
        thresholds, rule = self._thresholds(network)
        return PackFields(
            classes=CLASSES, activation="softmax", tile=self.settings.tile, overlap=self.settings.overlap,
            stride=self.settings.tile - self.settings.overlap, thresholds=thresholds,
            threshold_rule=rule, outputs={"logits": ("batch", "class", "height", "width")},
            training_data=self._sources(), limits=_LIMITS,
        )  # fmt: skip

    def _thresholds(self, network: nn.Module) -> tuple[dict[str, float], str]:
        if self.settings.thresholds is not None:
            return dict(self.settings.thresholds), self.settings.threshold_rule
        thresholds, iou = fit_thresholds(_predict(network), self.held_out)
        return thresholds, (
            "On the probability of any mine, by drawn tailings: default has the highest intersection over union "
            f"({iou:.3f}), few_misses the highest F2, few_false_alarms the highest F0.5, over {len(self.held_out)} "
            "scenes of training places that were held out, whole regions."
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
    "figure is of another date of that place. At other places open pits are untested, and the figure does not hold.",
    "Artisanal scars have no drawn masks: they were learnt from change between two dates and from chips that "
    "hold a scar somewhere. The only held-out test of this class is by chip, not by pixel. The six-band chips "
    "are hardly a test of it: few of their mines on val show any bare ground.",
    "Other mine ground, to which pits of iron mines belong, was learnt from generous outlines and is hardly ever "
    "drawn.",
    "Towns, clouds, sandy river banks and bare fields raise false alarms: it is meant to run behind the "
    "classifier. Ponds in dark valleys are missed.",
)
