"""Trains a model for all places, then one for each region that has enough of them, as one dispatching pack.

A region's model starts from the weights of all places and holds out the same places, so that nothing it is judged
by was seen before. Regions with too few places, and those whose own model is no better, stay with the global model.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from pydantic import Field

from mining_detector_plugin.engine.networks import build_network, load_weights
from mining_detector_plugin.engine.pack import METADATA_FILE, Pack, load_pack
from trainer.data.dataset import Chip, Dataset, open_dataset
from trainer.data.regions import region_of_chips, write_regions
from trainer.data.sources import DataError, require
from trainer.evaluation.measure import as_evaluation, measure_pack
from trainer.packs.dispatching import write_dispatching_pack
from trainer.recipe import Recipe, RecipeError
from trainer.run_folder import log_to, start_run_folder
from trainer.run_report import write_run_report
from trainer.tasks import task_class
from trainer.tasks.chips import PlaceTask
from trainer.tasks.task import Evaluation, Section, Task
from trainer.training import identity_of, task_of, train

log = logging.getLogger("trainer")
REGIONS_FILE = "regions.geojson"
CHOICES_FILE = "regions.json"
CHIPS_FILE = "chips.txt"
#: What is compared between the global model and a region's, by kind of pack; see ``trainer.evaluation``.
_TESTS = {"detector": ("detection",), "segmenter": ("segmentation",), "classifier": ("classification",)}


class Settings(Section):
    """What the procedure takes.

    Attributes:
        layer: file with the polygons of the regions. layer_name: which of its layers, where it has several.
        column: its column with their names.
        least_places: of training places that a region needs for a model of its own, the held-out ones not counted.
        epochs, learning_rate: of a region's training; None takes the recipe's.
        keep_worse: keep a region's model even where the global one has the better figure (``train.monitor``) on the
            region's held-out places.
    """

    layer: str
    layer_name: str | None = None
    column: str = "ECO_NAME"
    least_places: int = Field(default=4, gt=0)
    epochs: int | None = Field(default=None, gt=0)
    learning_rate: float | None = Field(default=None, gt=0)
    keep_worse: bool = False


@dataclass(frozen=True)
class Choice:
    """What became of a region.

    Attributes:
        region: its name. places, chips: to train on. held_out: places held out.
        global_figure, own_figure: ``train.monitor`` on the held-out places, None where not measured.
        is_kept: whether the region's own model is in the pack.
        reason: why it is or is not, as part of a sentence.
    """

    region: str
    places: int
    chips: int
    held_out: int
    global_figure: float | None = None
    own_figure: float | None = None
    is_kept: bool = False
    reason: str = ""


def run(recipe: Recipe, settings: Any, resume: bool) -> Pack:
    """Train, dispatch, compare, and return the dispatching pack; see ``trainer.training.train``.

    Args:
        recipe: of a task on a data set folder.
        settings: ``Settings``.
        resume: what is finished in the run folder is not trained again.

    Raises:
        MiningDetectorError: of what the user can mend.
    """
    _check(recipe)
    dataset = open_dataset(require(Path(recipe.data_root)))
    folder = start_run_folder(recipe, resume)
    regions = folder / REGIONS_FILE
    names = write_regions(Path(settings.layer), settings.column, dataset.chips, regions, settings.layer_name)
    region_of = region_of_chips(regions, settings.column, dataset.chips)
    whole = _trained(_part(recipe, folder / "global"), resume)
    members: dict[str, Pack] = {}
    choices = []
    for number, name in enumerate(names):
        own = _region_recipe(recipe, settings, whole, folder / f"region_{number}_{_slug(name)}", name)
        ids = [chip_id for chip_id, region in region_of.items() if region == name]
        _write_ids(Path(own.run_folder), ids)
        choice = _planned(own, name, settings)
        if not choice.reason:
            pack = _trained(own, resume)
            log_to(folder / "run.log")
            choice = _judged(choice, own, whole, pack, settings.keep_worse)
            if choice.is_kept:
                members[name] = pack
        log.info("%s: %s", name, choice.reason)
        choices.append(choice)
    log_to(folder / "run.log")
    _write_choices(folder, choices)
    pack = write_dispatching_pack(
        Path(recipe.pack) if recipe.pack else folder / "pack", whole, members, regions, settings.column,
        identity_of(recipe, whole.kind), _limits(choices),
        lambda draft: compare(draft, whole, dataset, region_of, "val"),
        "python trainer/evaluate.py {folder} --data DATA",
    )  # fmt: skip
    report = write_run_report(folder, pack)
    log.info("The pack is in %s, the report in %s", pack.folder, report)
    return pack


def compare(
    pack: Pack, whole: Pack, dataset: Dataset, region_of: dict[str, str], split: str
) -> list[Evaluation]:
    """Return a dispatching pack's figures on a split, and beside them the global model's: together and by region.

    Args:
        pack: the dispatching pack. whole: the global model alone.
        region_of: each chip's region by the chip's id.
    """
    chosen = dataset.split(split)
    if not len(chosen):
        log.warning("%s has no %s chips: the pack gets no figures.", dataset.name, split)
        return []

    def rows(measured: Pack, part: Dataset, note: str, tests: tuple[str, ...] | None) -> list[Evaluation]:
        figures = measure_pack(measured, part).figures
        found = [
            as_evaluation(figure, dataset.name, split)
            for figure in figures
            if tests is None or figure.test in tests
        ]
        return [replace(row, note="; ".join(filter(None, (note, row.note)))) for row in found]

    compared = _TESTS[pack.kind]
    result = rows(pack, chosen, "", None) + rows(whole, chosen, "global model alone", compared)
    for name in pack.members:
        part = chosen.where(lambda chip, name=name: region_of.get(chip.id) == name)  # type: ignore[misc]
        if len(part):
            result += rows(pack, part, f"{name}, its own model", compared)
            result += rows(whole, part, f"{name}, global model", compared)
    return result


def _check(recipe: Recipe) -> None:
    if not issubclass(task_class(recipe.task), PlaceTask):
        raise RecipeError(
            "recipe_invalid", f"procedure.name by_region needs a task on data set folders, and {recipe.task} is none.",
            "Choose detect_chips or another one.",
        )  # fmt: skip
    if len(recipe.settings.get("train_folds") or ()) != 1:
        raise RecipeError(
            "recipe_invalid", "procedure.name by_region compares models on the places that one fold holds out.",
            "Name one fold in settings.train_folds.",
        )  # fmt: skip


def _part(recipe: Recipe, folder: Path, **changes: Any) -> Recipe:
    """Return the recipe of one plain training of the procedure."""
    return recipe.changed(
        procedure={"name": "train", "settings": {}}, run_folder=str(folder), pack=str(folder / "pack"), **changes
    )  # fmt: skip


def _region_recipe(recipe: Recipe, settings: Settings, whole: Pack, folder: Path, region: str) -> Recipe:
    """Return the recipe of a region's model, which starts from the global one."""
    changes: dict[str, Any] = {
        "name": f"{recipe.name} ({region})",
        "network": {"start_from": str(whole.folder)},
        "settings__only": str(folder / CHIPS_FILE),
    }
    if settings.epochs is not None:
        changes["train__epochs"] = settings.epochs
    if settings.learning_rate is not None:
        changes["train__learning_rate"] = settings.learning_rate
    return _part(recipe, folder, **changes)


def _trained(recipe: Recipe, resume: bool) -> Pack:
    """Return the pack of a plain training; one that is finished already is not trained again."""
    folder = Path(recipe.run_folder)
    if resume and (folder / "pack" / METADATA_FILE).is_file():
        log.info("%s is finished already", folder)
        return load_pack(folder / "pack")
    return train(recipe, resume and bool(list(folder.rglob("last.ckpt"))))


def _planned(recipe: Recipe, region: str, settings: Settings) -> Choice:
    """Return a region's counts, with a reason where it gets no model of its own."""
    try:
        task: Any = task_of(recipe)
    except DataError as error:
        if error.code != "no_training_chips":
            raise
        return Choice(region, 0, 0, 0, reason="left to the global model: no chip to train on")
    choice = Choice(region, _count(task.trained), len(task.trained), _count(task.held_out))
    if choice.places < settings.least_places:
        few = f"{choice.places} training places, and {settings.least_places} are needed"
        return replace(choice, reason=f"left to the global model: {few}")
    if not any(chip.tags for chip in task.held_out):
        return replace(choice, reason="left to the global model: no held-out place shows a mine")
    return choice


def _judged(choice: Choice, recipe: Recipe, whole: Pack, own: Pack, keep_worse: bool) -> Choice:
    """Return the choice with the figures of both models on the region's held-out places.

    Args:
        recipe: of the region's model.
    """
    monitor = recipe.train.monitor
    if monitor is None:
        return replace(choice, is_kept=True, reason="has its own model")
    task = task_of(recipe)
    before, after = (_figure(task, pack, monitor) for pack in (whole, own))
    is_better = after > before if recipe.train.monitor_mode == "max" else after < before
    is_kept = keep_worse or is_better
    return replace(
        choice, global_figure=before, own_figure=after, is_kept=is_kept,
        reason=f"{'has its own model' if is_kept else 'left to the global model'}: {monitor} {after:.3f} by its own, "
        f"{before:.3f} by the global one, on {choice.held_out} held-out places",
    )  # fmt: skip


def _figure(task: Task, pack: Pack, name: str) -> float:
    """Return one of a task's figures of a pack's network on the held-out places; NaN where it has none."""
    network = build_network(pack.network["name"], pack.network.get("arguments", {}))
    load_weights(network, pack.weights_path)
    with torch.no_grad():
        return float(task.validate(network.eval()).get(name, float("nan")))


def _limits(choices: list[Choice]) -> list[str]:
    """Return sentences for the card: which regions have a model of their own, and which not, and why."""
    return [f"{choice.region}: {choice.reason}." for choice in choices]


def _write_choices(folder: Path, choices: list[Choice]) -> None:
    text = json.dumps([asdict(choice) for choice in choices], indent=2, ensure_ascii=False)
    (folder / CHOICES_FILE).write_text(text + "\n", encoding="utf-8")


def _write_ids(folder: Path, ids: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CHIPS_FILE).write_text("".join(f"{chip_id}\n" for chip_id in ids), encoding="utf-8")


def _count(chips: tuple[Chip, ...]) -> int:
    return len({chip.place for chip in chips})


def _slug(name: str) -> str:
    """Return a name as part of a folder's."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:40]
