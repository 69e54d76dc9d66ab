"""Trainings that are parts of a larger run: each in a folder of its own, and not made again where it is finished."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.tasks.out_of_fold import OUT_OF_FOLD_FILE

if TYPE_CHECKING:
    from trainer.recipe import Recipe

log = logging.getLogger("trainer")
PACK_FOLDER = "pack"


def train_unless_finished(recipe: Recipe, resume: bool) -> Pack:
    """Return the pack of a recipe that classifies chips; where the run is resumed a finished one is kept.

    Args:
        recipe: whose pack lies in ``PACK_FOLDER`` of its run folder.
        resume: go on from what there is.
    """
    from trainer.training import train

    folder = Path(recipe.run_folder)
    if resume and _is_finished(folder, recipe):
        log.info("%s is finished already", recipe.name)
        return load_pack(folder / PACK_FOLDER)
    return train(recipe, resume and any(folder.rglob("last.ckpt")))


def _is_finished(folder: Path, recipe: Recipe) -> bool:
    """Return whether a folder holds what this very recipe gives."""
    written = folder / "recipe.yaml"
    parts = (written, folder / OUT_OF_FOLD_FILE, folder / PACK_FOLDER / "model.json")
    if not all(part.is_file() for part in parts):
        return False
    return yaml.safe_load(written.read_text(encoding="utf-8")) == recipe.model_dump()
