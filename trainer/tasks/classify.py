"""The classifier's task: is there any kind of mine in a chip of 48 x 48 pixels? It gates the other two.

All sources are pooled. Places held out of training choose the threshold; val places are only measured.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from pydantic import Field
from sklearn.metrics import average_precision_score, roc_auc_score
from torch import Tensor, nn
from torch.nn import functional

from mining_detector_plugin.engine.pack import Pack

from ..data.augment import Jitter, drop_bands, jitter_radiometry, turn
from ..data.chip_pool import SIDE, ChipPool, Labelled, is_held_out
from ..data.chip_sources import EUROSAT_CLASSES, SCENES, SOURCES, SURE_MINES, training_parts
from ..data.made_chips import made_windows
from ..data.normalisation import normalise
from .classify_evaluation import evaluate_classifier
from .task import Batch, Evaluation, PackFields, Predict, Section, Task, TrainingSource

_LIMITS = (
    "A score says that a chip looks like a mine of the training data: artisanal gold mining in the Amazon, "
    "tailings and mine ground in Brazil, one quarry in Poland. Elsewhere it is untested.",
    "Thin scars along streams and chips with less than a twentieth of mine are missed more often.",
    "Landslides, white sand, river banks, fresh clearings and building sites cause false alarms.",
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
        held_out_one_of: one of so many training places is held out to choose the threshold.
        recall: share of held-out sites of each sure kind that the default threshold finds.
        label_smoothing: labels are moved so far towards one half.
        land_cover_weight: of the second task, EuroSAT's land cover, in the loss; 0 turns it off.
        jitter: strengths of radiometric jitter, see ``trainer.data.augment.Jitter``.
        rgb_share, keep_share: see ``trainer.data.augment.drop_bands``.
        stride: distance of the cells in pixels when the pack is run.
    """

    chips_per_epoch: int = Field(default=12800, gt=0)
    mine_weights: dict[str, float] = Field(default_factory=dict)
    other_weights: dict[str, float] = Field(default_factory=dict)
    eurosat_every: int = Field(default=5, gt=0)
    made_scenes: int = Field(default=0, ge=0)
    held_out_one_of: int = Field(default=8, gt=1)
    recall: float = Field(default=0.95, gt=0, lt=1)
    label_smoothing: float = Field(default=0.05, ge=0, lt=0.5)
    land_cover_weight: float = Field(default=0.5, ge=0)
    jitter: dict[str, float] = Field(default_factory=dict)
    rgb_share: float = Field(default=0.35, ge=0, le=1)
    keep_share: float = Field(default=0.35, ge=0, le=1)
    stride: int = Field(default=SIDE, gt=0, le=SIDE)


class Classify(Task):
    """Trains the classifier on all sources."""

    kind = "classifier"
    Settings = ClassifySettings
    settings: ClassifySettings

    def __init__(self, settings: ClassifySettings, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        parts = training_parts(data_root, settings.eurosat_every)
        made = made_windows(settings.made_scenes)
        parts += [made] if made else []
        held = [is_held_out(part.chips.places, settings.held_out_one_of) for part in parts]
        self.held_out = [part.take(mask) for part, mask in zip(parts, held, strict=True) if mask.any()]
        self.trained = [part.take(~mask) for part, mask in zip(parts, held, strict=True)]
        self.pool = ChipPool(self.trained, settings.mine_weights, settings.other_weights)
        self.jitter = Jitter(**settings.jitter)

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
            reflectance = jitter_radiometry(reflectance, self.jitter, generator)
            (reflectance,) = turn([reflectance], generator)
            presence = drop_bands(presence, generator, self.settings.rgb_share, self.settings.keep_share)
            yield {
                "bands": normalise(reflectance, presence),
                "presence": presence,
                "is_mine": is_mine,
                "land_cover": land_cover,
            }

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return binary cross-entropy of mine or not, plus that of land cover where it is known."""
        features = network.features(batch["bands"], batch["presence"])  # type: ignore[operator]
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
        for part, scores in zip(self.held_out, self._held_out_scores(network), strict=True):
            if part.is_mine.min() != part.is_mine.max():
                source = part.chips.source
                figures[f"held_out_{source}_auc"] = roc_auc_score(part.is_mine, scores)
                figures[f"held_out_{source}_ap"] = average_precision_score(part.is_mine, scores)
        return figures

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields, the threshold from held-out training places."""
        thresholds = {}
        counts = {}
        parts = list(zip(self.held_out, self._held_out_scores(network), strict=True))
        for name in SURE_MINES:
            chosen = [part.chips.labels == name for part, _ in parts]
            scores = np.concatenate([found[mask] for (_, found), mask in zip(parts, chosen, strict=True)])
            sites = np.concatenate(
                [sites_of(part)[mask] for (part, _), mask in zip(parts, chosen, strict=True)]
            )
            if len(scores):
                thresholds[name] = threshold_for_recall(scores, sites, self.settings.recall)
                counts[name] = len(np.unique(sites))
        told = " and ".join(f"{count} of {SURE_MINES[name]}" for name, count in counts.items())
        return PackFields(
            classes=("mine",),
            activation="sigmoid",
            tile=SIDE,
            overlap=0,
            stride=self.settings.stride,
            thresholds={"default": round_down(min(thresholds.values(), default=0.5))},
            threshold_rule=f"The default finds {self.settings.recall:.0%} of the sites of each kind in training "
            f"places that were held out of training: {told}. A site is found where one of its cells scores as "
            "high, for the cells around it are then searched too.",
            outputs={"logits": ("batch", "class")},
            training_data=_training_sources(self.trained),
            limits=_LIMITS,
        )

    @classmethod
    def evaluate(cls, pack: Pack, predict: Predict, data_root: Path, split: str) -> list[Evaluation]:
        """Return the classifier's figures, see ``classify_evaluation``."""
        return evaluate_classifier(pack, predict, data_root, split)

    def _held_out_scores(self, network: nn.Module) -> list[np.ndarray]:
        """Return the probability of a mine for each chip of each held-out part."""
        scores = []
        for part in self.held_out:
            pool = ChipPool([part], {}, {})
            found = []
            for start in range(0, len(pool), 256):
                reflectance, presence, _, _ = pool.read(np.arange(start, min(start + 256, len(pool))), None)
                there = torch.from_numpy(presence)
                logits = network(normalise(torch.from_numpy(reflectance), there), there)
                found.append(torch.sigmoid(logits[:, 0].float()).numpy())
            scores.append(np.concatenate(found))
        return scores


def sites_of(part: Labelled) -> np.ndarray:
    """Return the site of each chip, str (count,): a scene is one, as is each chip that was not cut from a scene."""
    if part.chips.source in SCENES:
        return part.chips.groups
    return np.array([f"{part.chips.source}/{index}" for index in range(len(part))])


def threshold_for_recall(scores: np.ndarray, sites: np.ndarray, recall: float) -> float:
    """Return the highest threshold at which at least a share ``recall`` of the sites has a score as high.

    Args:
        scores: float (count,), of mine chips.
        sites: str (count,), the site of each.
    """
    highest = np.sort([scores[sites == site].max() for site in np.unique(sites)])[::-1]
    needed = math.ceil(recall * len(highest) - 1e-9)
    return float(highest[needed - 1])


def round_down(threshold: float) -> float:
    """Return the threshold to four digits, no higher than it was."""
    return math.floor(threshold * 10_000) / 10_000


def _training_sources(parts: list[Labelled]) -> tuple[TrainingSource, ...]:
    """Return a row per source, whichever dates of it are parts of their own."""
    rows = []
    for source, facts in SOURCES.items():
        own = [part for part in parts if part.chips.source == source and len(part)]
        places = {place for part in own for place in part.chips.places}
        if own:
            rows.append(TrainingSource(source, facts.source, facts.license, len(places), sum(map(len, own))))
    return tuple(rows)
