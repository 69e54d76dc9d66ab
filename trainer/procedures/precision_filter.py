"""Adds a precision filter to a pack: hits on training places are held against the truth, and what the ground inside
the false ones has in common is learnt by a Lasso. The network stays as it is.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field
from tqdm import tqdm

from mining_detector_plugin.engine.dispatch import RegionMap
from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.data.dataset import Dataset, open_dataset, read_exclude
from trainer.tasks.task import Predict, Section

if TYPE_CHECKING:
    from trainer.precision.fit import Examples, FittedFilter
    from trainer.precision.hits import ChipHits
    from trainer.recipe import Recipe

log = logging.getLogger("trainer")
_REGIONS_FILE = "precision_filter_regions.geojson"


class Settings(Section):
    """What the filter is fitted on, and how.

    Attributes:
        by: a model of its own for each ``type`` (the pack's classes) or ``region``; None fits one for all.
        regions, column: by region: a GeoJSON file of named polygons in longitude and latitude.
        bands: whose statistics may count; None takes those that all chips have.
        base_run: run folder in which the pack was trained, with folds: hits then come from the network that did not
            see their place. None takes hits of the pack itself.
        exclude: file of chip ids to leave out.
        class_map: what classes of the data set are to the pack, beside what the pack itself says: one of its classes,
            ``background`` (no mine) or ``unlabelled`` (not judged).
        most_lost: share of true hits that may be lost on held-out places.
        least_hits: true ones and false ones that a model needs.
        folds: of places, for the penalty and the threshold.
    """

    by: Literal["type", "region"] | None = None
    regions: str | None = None
    column: str = "name"
    bands: list[str] | None = None
    base_run: str | None = None
    exclude: str | None = None
    class_map: dict[str, str] = Field(default_factory=dict)
    most_lost: float = Field(default=0.05, ge=0, lt=1)
    least_hits: int = Field(default=20, gt=0)
    folds: int = Field(default=5, gt=1)


def run(recipe: Recipe, settings: Settings, resume: bool) -> Pack:
    """Fit a filter for ``network.start_from`` and return a copy of that pack which has it.

    Raises:
        FilterError: ``no_base_pack``, ``too_few_hits``, ``regions_missing``.
        DataError: the data set is missing.
    """
    from trainer.packs.metadata import told_folder
    from trainer.precision.evaluation import measure_filter
    from trainer.precision.fit import fit_filter
    from trainer.precision.hits import collect_hits, filter_features_of, shared_bands
    from trainer.precision.report import write_filter_report
    from trainer.run_folder import start_run_folder

    base = _base_pack(recipe)
    regions = _regions(settings)
    dataset = open_dataset(recipe.data_root)
    if settings.exclude is not None:
        dataset = dataset.without(read_exclude(Path(settings.exclude)))
    run_folder = start_run_folder(recipe, resume)
    trained, held_out = dataset.split("train"), dataset.split("val")
    features = filter_features_of(settings.bands or shared_bands([*trained.chips, *held_out.chips]))
    found, origin = training_hits(base, recipe, settings, trained, features)
    examples = _examples(found, settings.by, regions)
    fitted = fit_filter(
        examples, features, settings.by, settings.most_lost, settings.least_hits, settings.folds, recipe.seed
    )
    log.info(
        "Of %d hits on held-out training places the filter removes %.1f %% of the false and %.1f %% of the true ones.",
        len(examples.is_true), 100 * fitted.removed, 100 * fitted.lost,
    )  # fmt: skip
    folder = Path(recipe.pack) if recipe.pack else run_folder / "pack"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        draft = Path(temporary) / folder.name
        pack = _write_draft(draft, base, recipe, settings, fitted, origin)
        after = list(collect_hits(pack, held_out, held_out.chips, features, watch=_bar("hits on val"),
                                  class_map=settings.class_map))  # fmt: skip
        assert pack.precision_filter is not None
        rows = measure_filter(pack.precision_filter, after, dataset.name, "val", regions)
        _finish(draft, folder, rows, f"python trainer/train.py trainer/recipes/precision_filter.yaml "
                                     f"--set data_root=DATA network.start_from={told_folder(base.folder)}")  # fmt: skip
    for row in rows:
        log.info("%s %s %s %.4f of %d; %s", row.data, row.split, row.metric, row.value, row.count, row.note)
    report = write_filter_report(run_folder, load_pack(folder), fitted, examples, rows, origin)
    log.info("The pack is in %s, the report in %s", folder, report)
    return load_pack(folder)


def _base_pack(recipe: Recipe) -> Pack:
    from trainer.precision.fit import FilterError

    if recipe.network.start_from is None:
        raise FilterError(
            "no_base_pack", "The recipe names no pack.", "Set network.start_from to a pack's folder."
        )
    pack = load_pack(recipe.network.start_from)
    if pack.kind not in ("segmenter", "detector"):
        raise FilterError(
            "no_base_pack", f"{pack.name} is a {pack.kind}: it gives no outlines to look into.",
            "Name a segmenter or a detector.",
        )  # fmt: skip
    return pack


def _regions(settings: Settings) -> RegionMap | None:
    from trainer.precision.fit import FilterError

    if settings.by != "region":
        return None
    if settings.regions is None or not Path(settings.regions).is_file():
        raise FilterError(
            "regions_missing", f"by region is asked for, and there is no file of regions: {settings.regions}.",
            "Set procedure.settings.regions to a GeoJSON file of named polygons.",
        )  # fmt: skip
    return RegionMap(Path(settings.regions), settings.column)


def training_hits(
    base: Pack, recipe: Recipe, settings: Settings, trained: Dataset, features: Sequence[str]
) -> tuple[list[ChipHits], str]:
    """Return hits on training places, and a sentence on whether the pack had seen these places."""
    from trainer.precision.hits import collect_hits

    if settings.base_run is not None:
        found: list[ChipHits] = []
        for number, (predict, chips) in enumerate(fold_networks(recipe, Path(settings.base_run))):
            there = [chip for chip in trained.chips if chip.id in chips]
            found += collect_hits(base, trained, there, features, predict, _bar(f"hits of fold {number}"),
                                  settings.class_map)  # fmt: skip
        return (
            found,
            "Fitted on hits at training places, each by a network of the pack's run that did not see the place.",
        )
    found = list(
        collect_hits(
            base, trained, trained.chips, features, watch=_bar("hits on train"), class_map=settings.class_map
        )
    )
    known = {row["name"] for row in base.metadata["training_data"]}
    if known & {trained.name, *(source["name"] for source in trained.sources)}:
        return found, (
            "Fitted on hits of the pack at places that it was trained on: there it makes fewer false hits, and others, "
            "than at new places, so that the filter removes less than it could."
        )
    return found, "Fitted on hits of the pack at places that, by its card, it was not trained on."


def fold_networks(recipe: Recipe, base_run: Path) -> Iterable[tuple[Predict, set[str]]]:
    """Yield each fold's network as evaluation runs it, with the ids of the chips that it did not see."""
    from trainer.checkpoints import RECIPE_FILE, chosen_checkpoint, network_of_checkpoint
    from trainer.precision.fit import FilterError
    from trainer.predictor import network_predictor
    from trainer.recipe import load_recipe
    from trainer.tasks.chips import PlaceTask
    from trainer.training import fold_folders, task_of

    trained_by = load_recipe(base_run / RECIPE_FILE, [f"data_root={Path(recipe.data_root).as_posix()}"])
    task = task_of(trained_by)
    if not isinstance(task, PlaceTask):
        raise FilterError(
            "no_folds",
            f"The run in {base_run} was not trained by folds of a data set.",
            "Leave base_run out.",
        )
    folds = task.folds()
    for fold, folder in zip(folds, fold_folders(base_run, len(folds)), strict=True):
        network = network_of_checkpoint(trained_by, fold, chosen_checkpoint(folder, trained_by))
        yield network_predictor(network), {chip.id for chip in fold.held_out}


def _examples(found: Sequence[ChipHits], by: str | None, regions: RegionMap | None) -> Examples:
    """Return what can be learnt from: judged hits with valid pixels."""
    from trainer.precision.evaluation import groups_of
    from trainer.precision.fit import Examples

    rows = [
        (hit.features, hit.is_true, chip.chip.place, group)
        for chip in found
        for hit, group in zip(chip.hits, groups_of(chip, by, regions), strict=True)
        if hit.is_true is not None and np.isfinite(hit.features).all()
    ]
    return Examples(
        np.array([row[0] for row in rows]), np.array([row[1] for row in rows], bool),
        np.array([row[2] for row in rows]), tuple(row[3] for row in rows),
    )  # fmt: skip


def _write_draft(
    draft: Path, base: Pack, recipe: Recipe, settings: Settings, fitted: FittedFilter, origin: str
) -> Pack:
    """Copy the base pack and give it the filter."""
    from trainer.packs.metadata import read_metadata, write_metadata

    shutil.copytree(base.folder, draft)
    metadata = read_metadata(draft)
    field = fitted.to_metadata()
    if settings.by == "region":
        assert settings.regions is not None
        shutil.copyfile(settings.regions, draft / _REGIONS_FILE)
        field |= {"regions": _REGIONS_FILE, "column": settings.column}
    metadata |= {
        "mlm:name": _of_base(recipe.name, base.name),
        "version": recipe.version,
        "description": _of_base(recipe.description, base.metadata["description"].strip()),
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "precision_filter": field,
        "limits": [
            *metadata["limits"],
            _limit(fitted, origin),
        ],
    }
    write_metadata(draft, metadata)
    return load_pack(draft)


def _of_base(text: str, said: str) -> str:
    """Return a recipe's text with what the base pack says in the place of ``{base}``."""
    return text.replace("{base}", said)


def _limit(fitted: FittedFilter, origin: str) -> str:
    """Return what the card says of the filter."""
    true, false = fitted.counts["all"]
    return (
        f"The precision filter removes hits by the ground inside them. {origin} Its threshold loses "
        f"{100 * fitted.lost:.1f} % of true hits and removes {100 * fitted.removed:.1f} % of false ones at training "
        f"places that it was not fitted on ({true} true and {false} false hits). Where a scene lacks its bands it is "
        "left out."
    )


def _finish(draft: Path, folder: Path, rows: Sequence[Any], command: str) -> None:
    """Write the figures and the card, and move the pack to its folder; the base pack's figures say so."""
    from trainer.packs.card import write_card
    from trainer.packs.metadata import read_metadata, write_metadata
    from trainer.packs.writer import replace_pack

    metadata = read_metadata(draft)
    today = datetime.now(UTC).date().isoformat()
    older = [
        row | {"note": "; ".join(filter(None, [row.get("note", ""), "without the precision filter"]))}
        for row in metadata["evaluation"]
    ]
    metadata["evaluation"] = older + [asdict(row) | {"date": today, "command": command} for row in rows]
    write_metadata(draft, metadata)
    write_card(draft, metadata)
    load_pack(draft)
    replace_pack(draft, folder)


def _bar(title: str) -> Any:
    return lambda chips: tqdm(chips, title, unit="chip", disable=None)
