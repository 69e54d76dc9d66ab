"""From a checked recipe to a finished pack: data, folds, training, calibration, figures, pack, report."""

from __future__ import annotations

import copy
import logging
import os
from dataclasses import replace
from pathlib import Path

import lightning
import torch
from torch import nn

from mining_detector_plugin.engine.networks import build_network, load_weights
from mining_detector_plugin.engine.pack import Pack, load_pack

from .data.sources import require
from .loop import fit
from .packs.metadata import Identity
from .packs.writer import write_pack
from .predictor import onnx_predictor
from .procedures import procedure_module
from .recipe import Recipe, RecipeError
from .run_folder import start_run_folder
from .run_report import write_run_report
from .tasks import task_class
from .tasks.task import Task

log = logging.getLogger("trainer")


class OtherRank(SystemExit):
    """Ends the processes of a distributed run that do not write the pack."""


def run_recipe(recipe: Recipe, resume: bool = False) -> Pack:
    """Run a recipe by its procedure and return the finished pack.

    Raises:
        MiningDetectorError: of what the user can mend.
    """
    section = recipe.train
    if recipe.procedure.name != "train" and section is not None and section.devices * section.nodes > 1:
        raise RecipeError(
            "recipe_invalid", f"The procedure {recipe.procedure.name} trains several models in turn, on one device.",
            "Set train.devices and train.nodes to 1.",
        )  # fmt: skip
    return procedure_module(recipe.procedure.name).run(recipe, recipe.procedure_settings(), resume)


def train(recipe: Recipe, resume: bool = False) -> Pack:
    """Train a recipe's network, once per fold, and return the finished pack.

    Args:
        recipe: checked, see ``load_recipe``.
        resume: go on from the last checkpoint of the run folder.

    Raises:
        MiningDetectorError: data are missing, the loss is no number, or there is nothing to resume.
    """
    run_folder = Path(recipe.run_folder)
    require(Path(recipe.data_root))
    if resume and not list(run_folder.rglob("last.ckpt")):
        raise RecipeError(
            "nothing_to_resume", f"There is no checkpoint in {run_folder}.", "Start without --resume."
        )
    if is_main_process():
        start_run_folder(recipe, resume)
    torch.set_num_threads(recipe.train.threads)
    task = task_of(recipe)
    fold_tasks = task.folds()
    folders = fold_folders(run_folder, len(fold_tasks))
    start = _start_network(recipe, task)
    members = [
        (fold_task, _fit_fold(recipe, fold_task, folder, copy.deepcopy(start), resume))
        for fold_task, folder in zip(fold_tasks, folders, strict=True)
    ]
    if not is_main_process():
        raise OtherRank(0)
    pack = finish_pack(recipe, task, members, Path(recipe.pack) if recipe.pack else run_folder / "pack")
    task.write_records(run_folder)
    report = write_run_report(run_folder, pack)
    log.info("The pack is in %s, the report in %s", pack.folder, report)
    return pack


def finish_pack(recipe: Recipe, task: Task, members: list[tuple[Task, nn.Module]], folder: Path) -> Pack:
    """Make the pack of trained networks: thresholds, weights, graph, figures on val, card.

    Args:
        task: of the recipe, with its data.
        members: each fold's task and trained network, in evaluation mode.
        folder: of the finished pack.
    """
    name, arguments = network_of(recipe, task)
    with torch.no_grad():
        assembled = task.assemble(members, name, without_published_weights(arguments))
        fields = task.pack_fields(assembled.network)
        fields = replace(fields, limits=(*fields.limits, *task.warnings()))
    pack = write_pack(
        folder, assembled.network, assembled.name, assembled.arguments,
        identity_of(recipe, task.kind), fields,
        lambda draft: task.evaluate(draft, onnx_predictor(draft), task.data_root, "val"),
        "python trainer/evaluate.py {folder} --data DATA",
    )  # fmt: skip
    for row in pack.metadata["evaluation"]:
        log.info("%s %s %s %.4f of %d", row["data"], row["split"], row["metric"], row["value"], row["count"])
    return pack


def identity_of(recipe: Recipe, kind: str) -> Identity:
    """Return what a recipe calls its pack, and what it says that it is for."""
    return Identity(
        kind, recipe.name, recipe.version, recipe.description, recipe.license,
        tuple(recipe.used_for), tuple(recipe.not_for),
    )  # fmt: skip


def task_of(recipe: Recipe) -> Task:
    """Return the recipe's task, with its data."""
    data_root = require(Path(recipe.data_root))
    return task_class(recipe.task)(recipe.task_settings(), data_root, recipe.train.batch_size, recipe.seed)


def fold_folders(run_folder: Path, count: int) -> list[Path]:
    """Return where each of a run's folds keeps curves and checkpoints."""
    return [run_folder] if count == 1 else [run_folder / f"fold_{number}" for number in range(count)]


def is_main_process() -> bool:
    """Return whether this process writes files: the only one, or the first of a distributed run.

    torchrun and SLURM number all processes; Lightning's own launcher numbers them within each machine.
    """
    for name in ("RANK", "SLURM_PROCID"):
        if name in os.environ:
            return os.environ[name] == "0"
    return all(os.environ.get(name, "0") == "0" for name in ("LOCAL_RANK", "NODE_RANK"))


def network_of(recipe: Recipe, task: Task) -> tuple[str, dict]:
    """Return name and arguments of the recipe's network, from the pack where it starts from one.

    Args:
        task: of the recipe; it completes the arguments by what the data say.
    """
    if recipe.network.start_from is None:
        assert recipe.network.name is not None
        name = recipe.network.name
        return name, task.network_arguments(name, recipe.network.arguments)
    network = load_pack(recipe.network.start_from).network
    return network["name"], network.get("arguments", {})


def without_published_weights(arguments: dict) -> dict:
    """Return a network's arguments for one whose weights are at hand: no published ones are fetched for it."""
    fresh = {"pretrained": False, "encoder_weights": None}
    return {key: fresh.get(key, value) for key, value in arguments.items()}


def _start_network(recipe: Recipe, task: Task) -> nn.Module:
    """Return the network that each fold starts from: published weights are then fetched once."""
    lightning.seed_everything(recipe.seed, verbose=False)
    network = build_network(*network_of(recipe, task))
    if recipe.network.start_from is not None:
        load_weights(network, load_pack(recipe.network.start_from).weights_path)
    return network


def _fit_fold(recipe: Recipe, task: Task, folder: Path, network: nn.Module, resume: bool) -> nn.Module:
    """Return the trained network of one fold; a fold that a killed run had finished is not trained again."""
    lightning.seed_everything(recipe.seed, verbose=False)
    log.info("%d steps an epoch, into %s", task.steps_per_epoch, folder)
    can_resume = resume and (folder / "checkpoints" / "last.ckpt").is_file()
    return fit(recipe, task, network, folder, can_resume)
