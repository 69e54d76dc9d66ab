"""Trains a pack further on what a person accepted and rejected, and says whether it got better or worse.

A reviewed GeoPackage and its scenes become a data set; the network starts from the pack's weights; the result is
held against the old pack on reviewed places that were held out, and on the val places of older data.
"""

from __future__ import annotations

import logging
import math
import shutil
import tempfile
import time
import warnings
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.tasks.task import Section, TrainingSource

if TYPE_CHECKING:
    from torch import nn

    from trainer.data.dataset import Dataset
    from trainer.fine_tuning.comparison import Comparison
    from trainer.fine_tuning.task import TuneSegmenter
    from trainer.recipe import Recipe

log = logging.getLogger("trainer")
_REVIEWED = "reviewed"


class FineTuningError(MiningDetectorError):
    """A pack can't be tuned as asked."""


class ChipsSection(Section):
    """How chips are cut round reviewed polygons, and shared out; see ``trainer.data.building``.

    Attributes:
        size: side in pixels. centrings: chips per polygon. empty_share: of chips away from any polygon.
        block_km, buffer_km: places are blocks of this side, and this far apart between splits.
        held_out: share of the reviewed places that is not trained on.
        least_clear: least share of clear pixels.
    """

    size: int = Field(default=256, gt=0, multiple_of=32)
    centrings: int = Field(default=3, gt=0)
    empty_share: float = Field(default=0.3, ge=0, lt=1)
    block_km: float = Field(default=6.0, gt=0)
    buffer_km: float = Field(default=1.0, ge=0)
    held_out: float = Field(default=0.25, ge=0, lt=1)
    least_clear: float = Field(default=0.6, ge=0, le=1)


class ReviewSection(Section):
    """What the card says of the review."""

    name: str = "reviewed polygons"
    source: str = "the user's own review"
    license: str = "not stated"


class Settings(Section):
    """What to learn from.

    Attributes:
        polygons: the reviewed GeoPackage, such as results.gpkg after review.
        layer: of that file; None for the only one, or for ``mines`` of the plugin's results.
        scenes: rasters that it was made from, or of other dates.
        chips: how chips are cut from them.
        old_data: data set folders of what the pack was trained on. Their train splits are replayed, so that the pack
            forgets less; their val splits tell whether it got worse.
        replay_share: of a batch's chips, from the train splits of ``old_data``.
        class_map: classes of the data by the name that the pack gives them, where that differs.
        steps: batches of an epoch; None passes once over the reviewed chips.
        hold: which layers keep their batch-norm statistics: ``encoder``, ``all`` or ``none``.
        tolerance: by how much a figure on older data may fall before it counts as worse.
        keep_old_if_worse: give back the old pack where the tuned one is worse on older places.
        review: what the card says of it.
    """

    polygons: str
    layer: str | None = None
    scenes: list[str] = Field(min_length=1)
    chips: ChipsSection = ChipsSection()
    old_data: list[str] = Field(default_factory=list)
    replay_share: float = Field(default=0.5, ge=0, lt=1)
    class_map: dict[str, str] = Field(default_factory=dict)
    steps: int | None = Field(default=None, gt=0)
    hold: Literal["encoder", "all", "none"] = "all"
    tolerance: float = Field(default=0.01, ge=0)
    keep_old_if_worse: bool = False
    review: ReviewSection = ReviewSection()


def run(recipe: Recipe, settings: Settings, resume: bool) -> Pack:
    """Tune ``network.start_from`` and return the finished pack.

    Raises:
        RecipeError: several devices are asked for.
        FineTuningError: ``pack_not_tunable``, ``classes_unknown``, ``no_training_chips``.
        BuildError: of the reviewed data set. DataError: of the older ones.
    """
    from trainer.data.dataset import open_dataset
    from trainer.fine_tuning.comparison import warnings_of
    from trainer.fine_tuning.report import write_tuning_report
    from trainer.run_folder import start_run_folder

    _check_devices(recipe)
    old = _old_pack(recipe)
    older = [open_dataset(folder) for folder in settings.old_data]
    reviewed = _reviewed_dataset(settings, Path(recipe.run_folder), recipe.seed)
    _check_classes(old, reviewed, settings)
    reviewed, remarks = _off_old_val_ground(reviewed, older)
    start_run_folder(recipe.changed(data_root=str(reviewed.folder)), resume)
    started = time.monotonic()
    network = _train(recipe, settings, old, reviewed, older, resume)
    minutes = (time.monotonic() - started) / 60
    folder = Path(recipe.pack) if recipe.pack else Path(recipe.run_folder) / "pack"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        draft = Path(temporary) / folder.name
        _write_draft(draft, old, network, recipe, settings, reviewed)
        rows = _compare(old, load_pack(draft), reviewed, older, settings)
        worse = warnings_of(rows, settings.tolerance)
        remarks += worse
        if not any(row.is_old for row in rows):
            remarks.append("No older data were given: nobody knows whether the pack forgot what it knew.")
        is_kept = settings.keep_old_if_worse and bool(worse)
        if is_kept:
            remarks.append("The old pack was kept, as keep_old_if_worse asks.")
        _finish(draft, folder, old, rows, remarks, is_kept)
    pack = load_pack(folder)
    for row in rows:
        log.info(
            "%s %s: %.4f, was %.4f (%s)",
            row.data,
            row.metric,
            row.new,
            row.old,
            row.verdict(settings.tolerance),
        )
    report = write_tuning_report(
        Path(recipe.run_folder), pack, old, reviewed, rows, remarks, settings.tolerance, minutes
    )
    log.info("Training took %.1f minutes. The pack is in %s, the report in %s", minutes, folder, report)
    for remark in remarks:
        log.warning("WARNING: %s", remark)
    return pack


def _check_devices(recipe: Recipe) -> None:
    from trainer.recipe import RecipeError

    if recipe.train.devices * recipe.train.nodes > 1:
        raise RecipeError(
            "recipe_invalid", "procedure.name fine_tune trains and compares on one device.",
            "Set train.devices and train.nodes to 1.",
        )  # fmt: skip


def _off_old_val_ground(reviewed: Dataset, older: Sequence[Dataset]) -> tuple[Dataset, list[str]]:
    """Return the reviewed chips without those to train on that lie on ground of old val places, and what to say.

    Raises:
        FineTuningError: ``no_training_chips``, where all of them lie there.
    """
    from trainer.fine_tuning.ground import lying_on

    trained = reviewed.split("train").chips
    judged = [chip for dataset in older for chip in dataset.split("val").chips if chip.has_mask]
    left_out = lying_on(trained, judged)
    if trained and len(left_out) == len(trained):
        raise FineTuningError(
            "no_training_chips", f"All {len(trained)} reviewed training chips lie on val places of older data.",
            "Review other places: what the pack is judged by is not trained on.",
        )  # fmt: skip
    unknown = sum(math.isnan(chip.lon + chip.lat) for chip in judged)
    remarks = []
    if left_out:
        remarks.append(
            f"{len(left_out)} of {len(trained)} reviewed training chips lie on ground of val places of older data, "
            "by which the pack is judged: they were left out of training."
        )
    if unknown:
        remarks.append(
            f"{unknown} of {len(judged)} val chips of older data do not say where they lie: reviewed chips on their "
            "ground may have been trained on."
        )
    return reviewed.without(left_out), remarks


def _old_pack(recipe: Recipe) -> Pack:
    if recipe.network.start_from is None:
        raise FineTuningError(
            "pack_not_tunable", "The recipe names no pack.", "Set network.start_from to a pack's folder."
        )
    pack = load_pack(recipe.network.start_from)
    if pack.kind != "segmenter":
        raise FineTuningError(
            "pack_not_tunable", f"{pack.name} is a {pack.kind}: only segmenters learn from outlines here.",
            "Name a segmenter, or build a data set of the review and train with network.start_from.",
        )  # fmt: skip
    for field in ("second_level", "dispatch", "precision_filter"):
        if field in pack.metadata:
            raise FineTuningError(
                "pack_not_tunable", f"{pack.name} has a part ({field}) that was fitted to its network as it is.",
                "Tune a pack without it, and add it again by its recipe.",
            )  # fmt: skip
    return pack


def _reviewed_dataset(settings: Settings, run_folder: Path, seed: int) -> Dataset:
    """Return the data set of the reviewed polygons; what a killed run had built is not built again."""
    from trainer.data.building.from_polygons import PolygonRequest, build_from_polygons
    from trainer.data.building.sampling import Sampling
    from trainer.data.building.splitting import Splitting

    chips = settings.chips
    request = PolygonRequest(
        rasters=tuple(Path(scene) for scene in settings.scenes), polygons=Path(settings.polygons),
        layer=settings.layer,
        sampling=Sampling("sites", chips.size, (1.0,), chips.centrings, chips.empty_share, seed),
        splitting=Splitting(
            "place", chips.block_km, chips.buffer_km, (1 - chips.held_out, chips.held_out, 0.0), seed
        ),
        least_clear=chips.least_clear, name=settings.review.name, source=settings.review.source,
        license=settings.review.license,
    )  # fmt: skip
    return build_from_polygons(request, run_folder / _REVIEWED)


def _check_classes(old: Pack, reviewed: Dataset, settings: Settings) -> None:
    unknown = [
        name
        for name in reviewed.classes[1:]
        if settings.class_map.get(name, name) not in (*old.classes, "unlabelled")
    ]
    if unknown:
        raise FineTuningError(
            "classes_unknown", f"The review has mines of the type {', '.join(unknown)}, and {old.name} knows "
            f"{', '.join(old.classes[1:])}.",
            "Name what they are to the pack: procedure.settings.class_map, a class or unlabelled.",
        )  # fmt: skip


def _train(
    recipe: Recipe, settings: Settings, old: Pack, reviewed: Dataset, older: Sequence[Dataset], resume: bool
) -> nn.Module:
    """Return the tuned network, in evaluation mode."""
    import lightning
    import torch

    from mining_detector_plugin.engine.networks import build_network, load_weights
    from trainer.fine_tuning.task import hold_statistics
    from trainer.loop import fit

    torch.set_num_threads(recipe.train.threads)
    lightning.seed_everything(recipe.seed, verbose=False)
    task = _task(recipe, settings, old, reviewed, older)
    network = build_network(old.network["name"], old.network.get("arguments", {}))
    load_weights(network, old.weights_path)
    if settings.hold != "none":
        held = hold_statistics(network, None if settings.hold == "all" else settings.hold)
        log.info("%d layers keep their batch-norm statistics.", held)
    run_folder = Path(recipe.run_folder)
    can_resume = resume and (run_folder / "checkpoints" / "last.ckpt").is_file()
    with warnings.catch_warnings():
        # Lightning warns of the held layers, which are so on purpose.
        warnings.filterwarnings("ignore", message="Found .* in eval mode")
        tuned = fit(recipe, task, network, run_folder, can_resume)
    result = build_network(old.network["name"], old.network.get("arguments", {}))
    result.load_state_dict(tuned.state_dict())
    return result.eval()


def _task(
    recipe: Recipe, settings: Settings, old: Pack, reviewed: Dataset, older: Sequence[Dataset]
) -> TuneSegmenter:
    from trainer.fine_tuning.task import TuneSegmenter, TuningData

    replayed = [
        TuningData(dataset.split("train").where(lambda chip: chip.has_mask), settings.class_map)
        for dataset in older
        if settings.replay_share > 0
    ]
    data = TuningData(reviewed.split("train"), settings.class_map)
    return TuneSegmenter(
        old, data, replayed, settings.replay_share, settings.chips.size, settings.steps,
        recipe.train.batch_size, recipe.seed,
    )  # fmt: skip


def _write_draft(
    draft: Path, old: Pack, network: nn.Module, recipe: Recipe, settings: Settings, reviewed: Dataset
) -> None:
    """Copy the old pack, and give it the network, the identity of the recipe, and the review as a source."""
    from trainer.packs.metadata import read_metadata, write_metadata
    from trainer.packs.writer import assert_parity, write_network

    shutil.copytree(old.folder, draft)
    metadata = read_metadata(draft)
    outputs = {row["name"]: tuple(row["result"]["dim_order"]) for row in metadata["mlm:output"]}
    write_network(
        draft, network, old.network["name"], old.network.get("arguments", {}), outputs, old.tile,
        old.fixed_size is not None,
    )  # fmt: skip
    trained = reviewed.split("train").chips
    source = TrainingSource(
        settings.review.name, settings.review.source, settings.review.license,
        len({chip.place for chip in trained}), len(trained),
    )  # fmt: skip
    metadata |= {
        "mlm:name": recipe.name, "version": recipe.version, "description": recipe.description,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "threshold_rule": f"{metadata['threshold_rule']} Kept from {old.name} {old.version}, which it was tuned from.",
        "training_data": [*metadata["training_data"], asdict(source)],
        "evaluation": [],
    }  # fmt: skip
    write_metadata(draft, metadata)
    assert_parity(load_pack(draft))


def _compare(
    old: Pack, new: Pack, reviewed: Dataset, older: Sequence[Dataset], settings: Settings
) -> list[Comparison]:
    """Return old against new, on each data set with val chips that both can be measured on."""
    from trainer.fine_tuning.comparison import compare_packs

    rows: list[Comparison] = []
    for dataset in (reviewed, *older):
        held_out = dataset.split("val").where(lambda chip: chip.has_mask)
        if len(held_out):
            rows += compare_packs(old, new, held_out, dataset is not reviewed, settings.class_map)
    return rows


def _finish(
    draft: Path, folder: Path, old: Pack, rows: Sequence[Comparison], remarks: Sequence[str], is_kept: bool
) -> None:
    """Give the tuned pack its figures and card, or put the old one in its place, and move it to its folder."""
    from trainer.packs.card import write_card
    from trainer.packs.metadata import read_metadata, write_metadata
    from trainer.packs.writer import replace_pack

    if is_kept:
        shutil.rmtree(draft)
        shutil.copytree(old.folder, draft)
        replace_pack(draft, folder)
        return
    metadata: dict[str, Any] = read_metadata(draft)
    today = datetime.now(UTC).date().isoformat()
    command = "python trainer/train.py trainer/recipes/fine_tune.yaml"
    metadata["evaluation"] = [
        asdict(row.to_evaluation()) | {"date": today, "command": command} for row in rows
    ]
    metadata["limits"] = [
        *metadata["limits"],
        f"It was tuned from {old.name} {old.version} on what one person reviewed, at a few places: ground outside the "
        "reviewed polygons counted as no mine. What the limits above say of figures was measured before that.",
        *remarks,
    ]
    write_metadata(draft, metadata)
    write_card(draft, metadata)
    load_pack(draft)
    replace_pack(draft, folder)
