"""Trains a model per type of mine, each among the chips of all types, and makes one pack of them.

The pack's classes exclude each other, as those of a type head do: the models' logits, each divided by the model's
own temperature, lie side by side under a softmax. Its temperature is fitted on out-of-fold predictions, whose
probabilities are of just those divided logits.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import logit

from mining_detector_plugin.engine.networks import load_weights
from mining_detector_plugin.engine.networks.side_by_side import SideBySide
from mining_detector_plugin.engine.pack import Pack
from trainer.evaluate import evaluate_pack
from trainer.packs.writer import write_pack
from trainer.run_folder import start_run_folder
from trainer.run_report import write_run_report
from trainer.tasks.out_of_fold import OUT_OF_FOLD_FILE, read_out_of_fold
from trainer.tasks.task import Section

from .finished import PACK_FOLDER, train_unless_finished

if TYPE_CHECKING:
    from trainer.recipe import Recipe

log = logging.getLogger("trainer")
#: Probabilities are kept this far from 0 and 1 where they become logits again; the file holds nine digits of them.
_MARGIN = 1e-9


class Settings(Section):
    """There is nothing to set: the recipe's labels must be ``types``."""


def run(recipe: Recipe, settings: Any, resume: bool) -> Pack:
    """Train one model for each type and return the pack of all.

    Raises:
        RecipeError: the recipe is not one of types.
    """
    from trainer.recipe import RecipeError
    from trainer.tasks.classify_chips import ClassifyChips
    from trainer.training import identity_of, task_of

    task = task_of(recipe)
    if not isinstance(task, ClassifyChips) or task.labels.mode != "types":
        raise RecipeError(
            "recipe_invalid", "procedure.name is per_type, and settings.labels is not types.",
            "Set settings.labels=types, or another procedure.",
        )  # fmt: skip
    folder, types = Path(recipe.run_folder), list(task.labels.classes)
    packs = [train_unless_finished(_recipe_of_type(recipe, types, name), resume) for name in types]
    start_run_folder(recipe, resume=True)
    members = [pack.network | {"temperature": pack.temperature} for pack in packs]
    network = SideBySide(members).eval()
    for member, pack in zip(network.members, packs, strict=True):
        load_weights(member, pack.weights_path)
    scores = [read_out_of_fold(folder / name / OUT_OF_FOLD_FILE, "binary") for name in types]
    chips = {chip.id: chip for chip in task.dataset.chips}
    assert all(one.ids == scores[0].ids for one in scores), "all types have the same chips and folds"
    probabilities = np.concatenate([one.probabilities for one in scores], axis=1)
    logits = logit(probabilities.clip(_MARGIN, 1 - _MARGIN))
    arguments = {"members": members}
    fields = task.fields_of(network, arguments, [chips[name] for name in scores[0].ids], logits)
    fields = replace(fields, limits=(*fields.limits, *task.warnings()))
    finished = write_pack(
        Path(recipe.pack or folder / PACK_FOLDER), network, "side_by_side", arguments,
        identity_of(recipe, task.kind), fields,
        lambda draft: evaluate_pack(draft, task.data_root),
        "python trainer/evaluate.py {folder} --data DATA",
    )  # fmt: skip
    task.write_records(folder)
    report = write_run_report(folder, finished)
    log.info("The pack of %d models is in %s, the report in %s", len(packs), finished.folder, report)
    return finished


def _recipe_of_type(recipe: Recipe, types: list[str], name: str) -> Recipe:
    """Return the recipe of one type's model: this type or another one."""
    folder = Path(recipe.run_folder) / name
    return recipe.changed(
        name=f"{recipe.name}-{name}", run_folder=str(folder), pack=str(folder / PACK_FOLDER),
        procedure={"name": "train", "settings": {}}, settings__labels="binary", settings__classes=[name],
        settings__among=types, settings__mine_classes=None,
    )  # fmt: skip
