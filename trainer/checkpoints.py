"""The pack of a run that was stopped, or of another epoch than the run's own choice: from its checkpoints."""

from __future__ import annotations

import pickle
from pathlib import Path

import torch
from torch import nn

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import Pack

from .callbacks import CHECKPOINTS
from .loop import TrainingModule
from .recipe import Recipe, load_recipe
from .tasks.task import Task
from .training import finish_pack, fold_folders, network_of, task_of, without_published_weights

RECIPE_FILE = "recipe.yaml"


class CheckpointError(MiningDetectorError):
    """There is no checkpoint to make a pack of."""


def pack_of_run(source: Path, folder: Path, data_root: Path | None = None) -> Pack:
    """Make a pack of a run's checkpoints, as the run itself would have.

    Thresholds are fitted and figures measured anew, so the run's data have to be there.

    Args:
        source: a run's folder, or one checkpoint in it. The folder stands for each fold's best checkpoint by the
            recipe's ``train.monitor``, or its last one.
        folder: of the finished pack.
        data_root: where the data lie now; None takes the recipe's.

    Raises:
        CheckpointError: ``run_missing``, ``run_not_a_training``, ``checkpoint_missing``, ``checkpoint_invalid``.
    """
    run_folder = _run_folder(source)
    changes = [] if data_root is None else [f"data_root={data_root.as_posix()}"]
    recipe = load_recipe(run_folder / RECIPE_FILE, changes)
    if recipe.procedure.name != "train":
        raise CheckpointError(
            "run_not_a_training", f"{run_folder} is a run of {recipe.procedure.name}, which does more than train.",
            "Run the recipe again with --resume: it goes on from its checkpoints and writes its pack.",
        )  # fmt: skip
    task = task_of(recipe)
    fold_tasks = task.folds()
    members = []
    for fold_task, fold_folder in zip(fold_tasks, fold_folders(run_folder, len(fold_tasks)), strict=True):
        is_named = source.is_file() and source.parent == fold_folder / CHECKPOINTS
        checkpoint = source if is_named else chosen_checkpoint(fold_folder, recipe)
        members.append((fold_task, network_of_checkpoint(recipe, fold_task, checkpoint)))
    return finish_pack(recipe, task, members, folder)


def network_of_checkpoint(recipe: Recipe, task: Task, checkpoint: Path) -> nn.Module:
    """Return the network that a run would have put into its pack at a checkpoint, in evaluation mode.

    Nothing but tensors and plain values is unpickled: a foreign checkpoint can run no code.
    """
    name, arguments = network_of(recipe, task)
    module = TrainingModule(build_network(name, without_published_weights(arguments)), task, recipe.train)
    try:
        stored = torch.load(checkpoint, weights_only=True, map_location="cpu")
        module.load_state_dict(stored["state_dict"])
    except (pickle.UnpicklingError, RuntimeError, KeyError, EOFError, OSError) as error:
        raise CheckpointError(
            "checkpoint_invalid", f"The checkpoint {checkpoint} can't be used: {str(error).splitlines()[0]}",
            "Name a checkpoint of this run, or train again.",
        ) from error  # fmt: skip
    return module.final_network.eval()


def _run_folder(source: Path) -> Path:
    """Return the folder with the recipe that a path belongs to."""
    for folder in (source, *source.parents[:3]):
        if (folder / RECIPE_FILE).is_file():
            return folder
    raise CheckpointError(
        "run_missing", f"{source} belongs to no run: there is no {RECIPE_FILE} in it or above it.",
        "Name a run_folder of train.py, or a checkpoint in one.",
    )  # fmt: skip


def chosen_checkpoint(fold_folder: Path, recipe: Recipe) -> Path:
    """Return the checkpoint that a run would take for one fold: the best one by ``train.monitor``, or the last.

    Raises:
        CheckpointError: ``checkpoint_missing``.
    """
    folder = fold_folder / CHECKPOINTS
    names = ("best.ckpt", "last.ckpt") if recipe.train.monitor is not None else ("last.ckpt",)
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise CheckpointError(
        "checkpoint_missing", f"There is no checkpoint in {folder}.", "Train at least one epoch of each fold."
    )
