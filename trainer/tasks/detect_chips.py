"""Detects mines as boxes, learnt from a data set folder: one box per site, by type where the data set has types."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, cast

import numpy as np
import torch
from pydantic import Field
from torch import Tensor, nn

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.model_folder import TYPES
from mining_detector_plugin.engine.networks.detector import Detector

from ..data.augment import Jitter
from ..data.box_batches import BatchOptions, TileBatches, load_batches
from ..data.box_tiles import BoxTileMaker, TileOptions, channels_of
from ..data.chip_cache import ChipCache, decode_chips
from ..data.dataset import Chip, ChipSkipper, Dataset, count_unreadable
from ..data.sources import DataError
from ..losses.detection import loss_of_network
from .chips import PlaceSettings, PlaceTask
from .detect_chips_figures import ChipBoxes, average_precisions, best_threshold, boxes_on_chips
from .jitter_section import JitterSection
from .task import Batch, PackFields

log = logging.getLogger("trainer")
#: What a mine is called that the data set gives no type of.
UNTYPED = "mine_ground"


class DetectChipsSettings(PlaceSettings):
    """Settings of the task ``detect_chips``; see ``PlaceSettings`` for the others.

    Attributes:
        shrink: of the network; tiles are made so many times smaller, which saves most of the time.
        sides: sides of training tiles in pixels, each batch draws one; None takes ``size`` alone.
        scales: least and largest enlargement of chips.
        mosaic_share: of the tiles, those of four chips.
        box_share: of the chips that are drawn, those with a box; None draws as they come.
        other_ground_weight: what background counts on ground of classes that have a mask and no boxes, 0-1.
        class_names: types by the data set's names for them, such as ``{quarry: open_pit}``.
        tile, overlap: of the pack, pixels.
        cache_mb: size of a temporary file in which chips are decoded once; 0 reads them anew each time.
        threshold: of the pack; None fits it on the held-out fold.
        rgb_share, keep_share: see ``trainer.data.augment.drop_bands``.
        jitter: of radiometry.
    """

    size: int = Field(default=448, gt=0, multiple_of=32)
    shrink: int = Field(default=2, gt=0)
    sides: list[int] | None = Field(default=None, min_length=1)
    scales: list[float] = Field(default=[0.6, 1.4], min_length=2, max_length=2)
    mosaic_share: float = Field(default=0.3, ge=0, le=1)
    box_share: float | None = Field(default=None, gt=0, lt=1)
    other_ground_weight: float = Field(default=0.5, ge=0, le=1)
    class_names: dict[str, str] = Field(default_factory=dict)
    tile: int = Field(default=448, gt=0, multiple_of=32)
    overlap: int = Field(default=160, ge=0)
    cache_mb: int = Field(default=2000, ge=0)
    threshold: float | None = Field(default=None, gt=0, lt=1)
    rgb_share: float = Field(default=0.35, ge=0, le=1)
    keep_share: float = Field(default=0.35, ge=0, le=1)
    jitter: JitterSection = JitterSection()


class DetectChips(PlaceTask):
    """Trains and measures detectors on a data set folder; see ``Task``."""

    kind = "detector"
    Settings = DetectChipsSettings
    settings: DetectChipsSettings

    def __init__(self, settings: Any, data_root: Path, batch_size: int, seed: int) -> None:
        super().__init__(settings, data_root, batch_size, seed)
        self.unreadable: dict[str, str] = {}
        self.class_of, self.classes = classes_of(self.dataset, settings.class_names)
        self.channels = channels_of(self.dataset, settings.bands)
        self._decoded: tuple[tuple[Chip, ...], ChipCache] | None = None

    def usable(self, dataset: Dataset) -> Dataset:
        """Return the chips in which somebody looked for boxes."""
        return dataset.where(lambda chip: dataset.box_path(chip).is_file())

    def folds(self) -> list[Self]:
        """Return this task for its one fold."""
        numbers = self.settings.train_folds
        if numbers is None or len(numbers) != 1:
            raise DataError(
                "no_ensembles", "A detector's pack holds one network, and settings.train_folds asks for "
                f"{self.settings.folds if numbers is None else len(numbers)}: boxes of several can't be averaged.",
                "Name one fold, such as train_folds: [0].",
            )  # fmt: skip
        return super().folds()

    def network_arguments(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Return the network's arguments with the count of classes that the data set has boxes of."""
        return {"classes": len(self.classes), "shrink": self.settings.shrink} | arguments

    def chip_weights(self, chips: Sequence[Chip]) -> np.ndarray | None:
        """Return how often chips are drawn: between each chip and each place alike.

        Places with many chips show more, but partly the same again.
        """
        places = [chip.place for chip in chips]
        count = {place: places.count(place) for place in set(places)}
        weights = 1 / np.sqrt([count[place] for place in places])
        if self.settings.box_share is not None:
            has_box = np.array([len(self.dataset.boxes(chip)) > 0 for chip in chips])
            for chosen, share in (
                (has_box, self.settings.box_share),
                (~has_box, 1 - self.settings.box_share),
            ):
                if chosen.any() and not chosen.all():
                    weights[chosen] *= share / weights[chosen].sum()
        return weights

    def training_batches(self, epoch: int) -> Iterator[Batch]:
        """Yield ``bands``, ``presence``, ``weight``, ``boxes``, ``classes`` and ``ids``; see ``TileBatch``."""
        settings, seed = self.settings, (self.seed, self.fold, epoch)
        sides = tuple(side // settings.shrink for side in settings.sides or [settings.size])
        options = BatchOptions(
            sides, Jitter(**settings.jitter.model_dump()), settings.rgb_share, settings.keep_share
        )
        drawn = self._drawn(np.random.default_rng(seed))
        batches = TileBatches(self._maker(), drawn, self.batch_size, options, seed)
        yield from load_batches(batches, settings.workers, self._note_unreadable)

    def _maker(self) -> BoxTileMaker:
        """Return the maker of tiles; the chips to train on are decoded when it is first asked for."""
        settings = self.settings
        if self._decoded is None or self._decoded[0] != self.trained:
            # The index stays here: workers get only what they read.
            dataset = replace(self.dataset, chips=())
            self._decoded = (self.trained, decode_chips(dataset, self.trained, settings.cache_mb))
        least, largest = (scale / settings.shrink for scale in settings.scales)
        options = TileOptions(
            (least, largest), settings.mosaic_share, least_visible=0.25, least_side=_LEAST_SIDE / settings.shrink,
            other_ground_weight=settings.other_ground_weight,
        )  # fmt: skip
        return BoxTileMaker(self._decoded[1], self.channels, self.class_of, options)

    def _note_unreadable(self, chip_id: str, message: str) -> None:
        count_unreadable(self.dataset, self.unreadable, chip_id, message)

    def losses(self, network: nn.Module, auxiliary: nn.Module | None, batch: Batch) -> dict[str, Tensor]:
        """Return the detection loss and its parts."""
        detector = cast(Detector, network)
        if detector.shrink != self.settings.shrink:
            raise _misfit("shrink", detector.shrink, self.settings.shrink, "settings.shrink")
        bands = batch["bands"].contiguous(memory_format=torch.channels_last)
        raw = detector.raw_of_pooled(bands, batch["presence"])
        if raw.logits.shape[-1] != len(self.classes):
            raise _misfit("classes", raw.logits.shape[-1], len(self.classes), ", ".join(self.classes))
        losses = loss_of_network(raw, batch["boxes"], batch["classes"], batch["weight"], detector.shrink)
        return losses | {"loss": losses["detection"]}

    def validate(self, network: nn.Module) -> dict[str, float]:
        """Return average precision on the held-out fold."""
        if not any(len(self.dataset.boxes(chip)) for chip in self.held_out):
            return {}
        return average_precisions(self._held_out_boxes(network), self.classes)

    def _held_out_boxes(self, network: nn.Module) -> list[ChipBoxes]:
        bands = self.settings.bands
        limit = torch.tensor([float(bands is None or name in bands) for name in PACK_BANDS])
        skipper = ChipSkipper(self.dataset)
        chips = skipper.read_all(self.held_out)
        return list(boxes_on_chips(network, self.dataset, chips, self.class_of, limit))

    def pack_fields(self, network: nn.Module) -> PackFields:
        """Return the pack's fields; the threshold is the recipe's, or the best F1's on the held-out fold."""
        settings = self.settings
        threshold, rule = self._threshold(network)
        return PackFields(
            classes=self.classes, activation="none", tile=settings.tile, overlap=settings.overlap,
            stride=settings.tile - settings.overlap, thresholds={"default": threshold}, threshold_rule=rule,
            outputs={"boxes": ("batch", "anchors", "coordinate"), "scores": ("batch", "anchors", "class")},
            training_data=self.training_sources(), limits=self._limits(), bands_needed=self._needed_bands(),
        )  # fmt: skip

    def _threshold(self, network: nn.Module) -> tuple[float, str]:
        if self.settings.threshold is not None:
            return self.settings.threshold, "Given by the recipe."
        images = self._held_out_boxes(network)
        threshold, best_f1, count = best_threshold(images, len(self.classes))
        if not count:
            log.warning("The held-out fold shows no box: the threshold stays at %.1f.", _NO_BOX_THRESHOLD)
            return _NO_BOX_THRESHOLD, "Not fitted: the held-out training places show no box."
        places = len({chip.place for chip in self.held_out})
        return min(max(round(threshold, 3), 0.01), 0.99), (
            f"The best F1 ({best_f1:.2f}) at IoU 0.5 on {count} boxes of {places} held-out training places."
        )

    def _needed_bands(self) -> tuple[str, ...]:
        """Return red, green and blue, as far as the recipe uses them; its bands where it uses none of them."""
        names = [PACK_BANDS[channel] for channel in self.channels]
        return tuple(name for name in names if name in ("B02", "B03", "B04")) or tuple(names)

    def _limits(self) -> tuple[str, ...]:
        shown = sorted({chip.region for chip in self.trained if chip.region})
        where = f" of {', '.join(shown)}" if shown else ""
        places = len({chip.place for chip in self.trained})
        limits = [
            f"It was trained on {places} places{where} of the data set {self.dataset.name}: elsewhere it is untested.",
            "A box stands for a site as the data set draws it: what its labels join is one box.",
        ]
        if UNTYPED in self.classes:
            limits.append(f"The class {UNTYPED} stands for mines of any type: the data set tells none.")
        return tuple(limits)


def _misfit(name: str, found: int, wanted: int, source: str) -> DataError:
    return DataError(
        "network_does_not_fit", f"The network has {name} {found}, and {wanted} is wanted ({source}).",
        "Correct network.arguments, or start from a pack that has it.",
    )  # fmt: skip


#: Boxes with a shorter side are unknown ground in training, pixels.
_LEAST_SIDE = 16
_NO_BOX_THRESHOLD = 0.3


def classes_of(dataset: Dataset, names: dict[str, str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return which class of a pack each of a data set's classes is, and the pack's classes.

    Classes without a box are left out. A data set with one class of boxes that is no type, such as ``mine``, gives
    ``UNTYPED``.

    Args:
        dataset: of training chips.
        names: types by the data set's names for them.

    Returns:
        For each class without background an index or -1, and names of ``engine.model_folder.TYPES``.

    Raises:
        DataError: ``no_boxes``, ``class_names_unknown``.
    """
    shown = {int(row[0]) for chip in dataset.chips for row in dataset.boxes(chip)}
    if not shown:
        raise DataError(
            "no_boxes", f"No chip to train on in {dataset.folder} has a box.",
            "Build the data set from polygons, with a train split.",
        )  # fmt: skip
    own = dict(enumerate(dataset.classes[1:]))
    unknown = sorted(set(names) - set(own.values())) + sorted(set(names.values()) - set(TYPES))
    types = {index: names.get(own[index], own[index]) for index in sorted(shown)}
    strange = [name for name in types.values() if name not in TYPES]
    if len(types) == 1 and len(strange) == 1 and not unknown:
        types, strange = dict.fromkeys(types, UNTYPED), []
    if unknown or strange:
        raise DataError(
            "class_names_unknown", f"{', '.join(unknown or strange)}: no type of mine, or no class of {dataset.name}.",
            f"Name the type of each class in settings.class_names, such as {{quarry: open_pit}}. Types are "
            f"{', '.join(TYPES)}.",
        )  # fmt: skip
    left_out = [name for index, name in own.items() if index not in types]
    if left_out:
        log.info("Classes without a box to train on are left out: %s.", ", ".join(left_out))
    classes = tuple(dict.fromkeys(types.values()))
    return tuple(classes.index(types[index]) if index in types else -1 for index in own), classes
