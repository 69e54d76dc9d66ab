"""The classifier's task: is there any kind of mine in a chip of 48 x 48 pixels? It gates the other two.

All sources are pooled. The pack is the mean of networks that each left other places out of training; those choose
the thresholds. Val places are only measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import torch
from pydantic import Field, model_validator
from sklearn.metrics import average_precision_score, roc_auc_score
from torch import Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.networks.ensemble import Ensemble
from mining_detector_plugin.engine.pack import Pack

from ..data.augment import Jitter, drop_bands, jitter_radiometry, take_off_air, turn
from ..data.chip_folds import folds_of
from ..data.chip_pool import SIDE, ChipPool, Labelled
from ..data.chip_sources import EUROSAT_CLASSES, SOURCES, training_parts
from ..data.made_chips import made_windows
from ..data.normalisation import normalise
from .classify_evaluation import evaluate_classifier
from .classify_thresholds import scored, thresholds_of
from .task import Assembled, Batch, Evaluation, PackFields, Predict, Section, Task, TrainingSource

_BATCH = 128
RGB = tuple(index for index, name in enumerate(PACK_BANDS) if name in ("B02", "B03", "B04"))
_LIMITS = (
    "A score says that a chip looks like a mine of the training data: artisanal gold mining in the Amazon, "
    "tailings and mine ground in Brazil, one quarry in Poland. Elsewhere it is untested.",
    "Thin scars along streams and chips with less than a twentieth of mine are missed more often.",
    "Landslides, white sand, river banks, fresh clearings and building sites cause false alarms.",
    "Images of level 2A were simulated in training, by air without aerosol, and the figure for the change of level "
    "uses that same formula: it shows that this was learnt. Real images of level 2A with labelled mines in RGB were "
    "not at hand.",
    "No real mine with twelve bands was at hand: mines in the bands B01 and B09 come from made scenes alone.",
)


class ClassifySettings(Section):
    """Settings of the classifier's recipe.

    Attributes:
        chips_per_epoch: drawn with replacement.
        mine_weights: how often a mine of each source is drawn, by source name; 1 where absent.
        other_weights: the same for chips without a mine.
        eurosat_every: read each n-th chip of EuroSAT.
        made_scenes: how many made scenes to paint, with mines in all twelve bands; 0 for none.
        splits: what is trained on; ``unlocated`` is of the RGB chips alone. With ``val`` among them the figures mean
            nothing.
        folds: the training data are dealt to so many folds; a network leaves one of them out.
        held_out: what is dealt, ``place`` or ``region``, see ``chip_folds.folds_of``.
        members: so many networks are trained, each without another fold. The pack is the mean of their probabilities.
        views: how the pack turns a chip, keys of ``engine.networks.ensemble.VIEWS``; the mean of all counts.
        gate_recall, recall, precision, most_false_alarms: see ``classify_thresholds.thresholds_of``.
        label_smoothing: labels are moved so far towards one half.
        land_cover_weight: of the second task, EuroSAT's land cover, in the loss; 0 turns it off.
        jitter: strengths of radiometric jitter, see ``trainer.data.augment.Jitter``.
        surface_share: share of the RGB chips, which are of level 1C, that become as level 2A, see
            ``trainer.data.augment.take_off_air``.
        rgb_share, keep_share: see ``trainer.data.augment.drop_bands``.
        stride: distance of the cells in pixels when the pack is run.
    """

    chips_per_epoch: int = Field(default=12800, gt=0)
    mine_weights: dict[str, float] = Field(default_factory=dict)
    other_weights: dict[str, float] = Field(default_factory=dict)
    eurosat_every: int = Field(default=5, gt=0)
    made_scenes: int = Field(default=0, ge=0)
    splits: list[Literal["train", "val", "unlocated"]] = Field(default=["train"], min_length=1)
    folds: int = Field(default=6, gt=1)
    held_out: Literal["place", "region"] = "place"
    members: int = Field(default=1, gt=0)
    views: list[str] = Field(default=["as_is"], min_length=1)
    gate_recall: float = Field(default=0.99, gt=0, lt=1)
    recall: float = Field(default=0.95, gt=0, lt=1)
    precision: float = Field(default=0.95, gt=0, lt=1)
    most_false_alarms: float = Field(default=0.002, ge=0, lt=1)
    label_smoothing: float = Field(default=0.05, ge=0, lt=0.5)
    land_cover_weight: float = Field(default=0.5, ge=0)
    jitter: dict[str, float] = Field(default_factory=dict)
    surface_share: float = Field(default=0.0, ge=0, le=1)
    rgb_share: float = Field(default=0.35, ge=0, le=1)
    keep_share: float = Field(default=0.35, ge=0, le=1)
    stride: int = Field(default=SIDE, gt=0, le=SIDE)

    @model_validator(mode="after")
    def _members_have_folds(self) -> Self:
        if self.members > self.folds:
            raise ValueError(f"{self.members} members need as many folds, not {self.folds}")
        if "train" not in self.splits:
            raise ValueError("splits lack train")
        return self


class Classify(Task):
    """Trains the classifier on all sources.

    Args:
        settings, data_root, batch_size, seed: see ``Task``.
        fold: the one that this task's network leaves out; None for the last.
        parts: of all training places, where they are read already.
    """

    kind = "classifier"
    Settings = ClassifySettings
    settings: ClassifySettings

    def __init__(
        self,
        settings: ClassifySettings,
        data_root: Path,
        batch_size: int,
        seed: int,
        fold: int | None = None,
        parts: list[Labelled] | None = None,
    ) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        if parts is None:
            parts = training_parts(data_root, settings.eurosat_every, settings.splits)
            made = made_windows(settings.made_scenes)
            parts += [made] if made else []
        self.parts = parts
        # Counted from the last: the first folds hold the largest places, which no network should miss.
        self.fold = settings.folds - 1 if fold is None else fold
        held = [own == self.fold for own in folds_of(parts, settings.folds, settings.held_out)]
        self.held_out = [part.take(mask) for part, mask in zip(parts, held, strict=True) if mask.any()]
        trained = [part.take(~mask) for part, mask in zip(parts, held, strict=True)]
        self.pool = ChipPool(trained, settings.mine_weights, settings.other_weights)
        self.jitter = Jitter(**settings.jitter)
        self.members: list[tuple[Classify, nn.Module]] = []

    def folds(self) -> list[Classify]:
        """Return the tasks of the members: each leaves another fold out, and draws by a seed of its own."""
        others = range(1, self.settings.members)
        return [self, *(self._of_fold(self.settings.folds - 1 - number, number) for number in others)]

    def _of_fold(self, fold: int, number: int) -> Classify:
        return Classify(
            self.settings, self.data_root, self.batch_size, self.seed + 1000 * number, fold, self.parts
        )

    @property
    def steps_per_epoch(self) -> int:
        """Number of batches of an epoch."""
        return max(1, self.settings.chips_per_epoch // self.batch_size)

    def auxiliary(self, network: nn.Module) -> nn.Module | None:
        """Return the head of the second task, from the network's pooled features to land cover."""
        if self.settings.land_cover_weight == 0:
            return None
        return nn.Linear(network.head.in_features, len(EUROSAT_CLASSES))  # type: ignore[union-attr, arg-type]

    def training_batches(self, epoch: int) -> Iterator[Batch]:
        """Yield the epoch's batches: ``bands``, ``presence``, ``is_mine``, ``land_cover``."""
        numbers = np.random.default_rng([self.seed, epoch])
        generator = torch.Generator().manual_seed(self.seed * 100_003 + epoch)
        for _ in range(self.steps_per_epoch):
            stored = self.pool.read(self.pool.draw(self.batch_size, numbers), numbers)
            reflectance, presence, is_mine, land_cover = (torch.from_numpy(array) for array in stored)
            self._augment(reflectance, presence, generator)
            presence = drop_bands(presence, generator, self.settings.rgb_share, self.settings.keep_share)
            yield {
                "bands": normalise(reflectance, presence),
                "presence": presence,
                "is_mine": is_mine,
                "land_cover": land_cover,
            }

    def _augment(self, reflectance: Tensor, presence: Tensor, generator: torch.Generator) -> None:
        """Turn chips and change their radiometry, in place; RGB alone takes a quarter of the time."""
        is_rgb = presence.sum(dim=1) == len(RGB)
        all_bands = list(range(len(PACK_BANDS)))
        for rows, channels, surface_share in (
            (is_rgb, list(RGB), self.settings.surface_share), (~is_rgb, all_bands, 0.0),
        ):  # fmt: skip
            chosen = rows.nonzero()
            if len(chosen):
                own = reflectance[chosen, channels]
                if surface_share > 0:
                    own = take_off_air(own, surface_share, generator, channels)
                jitter_radiometry(own, self.jitter, generator, channels, out=own)
                (reflectance[chosen, channels],) = turn([own], generator)

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return binary cross-entropy of mine or not, plus that of land cover where it is known."""
        bands = batch["bands"]
        if torch.is_autocast_enabled("cpu"):
            # Half again as fast in bfloat16. In float32 torch 2.15 crashes on it where layers are narrow.
            bands = bands.contiguous(memory_format=torch.channels_last)
        features = network.features(bands, batch["presence"])  # type: ignore[operator]
        logits = network.head(network.dropout(features))[:, 0]  # type: ignore[operator]
        target = batch["is_mine"] * (1 - self.settings.label_smoothing) + self.settings.label_smoothing / 2
        mine = functional.binary_cross_entropy_with_logits(logits.float(), target)
        if auxiliary is None:
            return {"loss": mine}
        # Over the whole batch: a mean over its few chips of known land cover would be noise.
        land = functional.cross_entropy(
            auxiliary(features).float(), batch["land_cover"], ignore_index=-1, reduction="sum"
        ) / len(logits)
        return {"loss": mine + self.settings.land_cover_weight * land, "mine": mine, "land_cover": land}

    def validate(self, network: nn.Module) -> dict[str, float]:
        """Return ROC AUC and average precision by source on held-out training places."""
        figures = {}
        for part in self.held_out:
            if part.is_mine.min() != part.is_mine.max():
                source, scores = part.chips.source, _probabilities(network, part)
                figures[f"held_out_{source}_auc"] = roc_auc_score(part.is_mine, scores)
                figures[f"held_out_{source}_ap"] = average_precision_score(part.is_mine, scores)
        return figures

    def assemble(
        self, members: list[tuple[Task, nn.Module]], name: str, arguments: dict[str, Any]
    ) -> Assembled:
        """Return the mean of the members' networks; keeps each for its held-out places."""
        self.members = [(task, network) for task, network in members if isinstance(task, Classify)]
        if len(members) == 1 and self.settings.views == ["as_is"]:
            return super().assemble(members, name, arguments)
        wanted: dict[str, Any] = {
            "name": name, "arguments": arguments, "count": len(members), "views": self.settings.views,
            "activation": "sigmoid",
        }  # fmt: skip
        ensemble = Ensemble(**wanted)
        for member, (_, network) in zip(ensemble.members, members, strict=True):
            member.load_state_dict(network.state_dict())
        return Assembled(ensemble.eval(), "ensemble", wanted)

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields, thresholds from training places scored by members that left them out."""
        settings = self.settings
        found = scored([pair for task, member in self.members for pair in task.held_out_scores(member)])
        thresholds, rule = thresholds_of(
            found, settings.gate_recall, settings.recall, settings.precision, settings.most_false_alarms
        )
        return PackFields(
            classes=("mine",), activation="sigmoid", tile=SIDE, overlap=0, stride=settings.stride,
            thresholds=thresholds, threshold_rule=rule, outputs={"logits": ("batch", "class")},
            training_data=_training_sources(self.parts), limits=_LIMITS,
        )  # fmt: skip

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        """Return the classifier's figures, see ``classify_evaluation``."""
        return evaluate_classifier(pack, predict, data_root, split)

    def held_out_scores(self, network: nn.Module) -> list[tuple[Labelled, np.ndarray]]:
        """Return each part's held-out chips with their probability of a mine, float (count,)."""
        return [(part, _probabilities(network, part)) for part in self.held_out]


def _probabilities(network: nn.Module, part: Labelled) -> np.ndarray:
    pool = ChipPool([part], {}, {})
    found = []
    for start in range(0, len(pool), _BATCH):
        reflectance, presence, _, _ = pool.read(np.arange(start, min(start + _BATCH, len(pool))), None)
        there = torch.from_numpy(presence)
        logits = network(normalise(torch.from_numpy(reflectance), there), there)
        found.append(torch.sigmoid(logits[:, 0].float()).numpy())
    return np.concatenate(found)


def _training_sources(parts: Sequence[Labelled]) -> tuple[TrainingSource, ...]:
    """Return a row per source, whichever dates of it are parts of their own."""
    rows = []
    for source, facts in SOURCES.items():
        own = [part for part in parts if part.chips.source == source and len(part)]
        places = {place for part in own for place in part.chips.places}
        if own:
            rows.append(TrainingSource(source, facts.source, facts.license, len(places), sum(map(len, own))))
    return tuple(rows)
