"""One of the three trainings of a build: its recipe as it runs here, its folder, and how far it is.

A stage's folder holds ``recipe.yaml`` (as resolved for this build), ``run`` (curves, checkpoints), ``train.log`` and,
once it is finished, ``pack``. The pack is moved there whole, so that its presence says that the training is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS
from mining_detector_plugin.engine.pack import METADATA_FILE
from trainer.recipe import Recipe, check_recipe, load_recipe

#: What each value of SPLIT trains on. ``unlocated`` chips have no known place, so only the last refit may see them.
SPLITS = {"train": ("train",), "all": ("train", "val", "unlocated")}
#: The stages' folders lie here in a build's folder.
STAGES_FOLDER = "building"
_BUNDLED = f"{BUNDLED_MODELS.parent.name}/{BUNDLED_MODELS.name}"


class BuildError(MiningDetectorError):
    """The bundled packs can't be built."""


@dataclass(frozen=True)
class TrainingStage:
    """One training of a build.

    Attributes:
        kind: of its pack.
        folder: of the stage.
        recipe: with data, folders and splits of this build.
        needs: kinds whose packs must be finished first, since the recipe names them.
    """

    kind: str
    folder: Path
    recipe: Recipe
    needs: tuple[str, ...]

    @property
    def recipe_file(self) -> Path:
        """The recipe that this stage was begun with."""
        return self.folder / "recipe.yaml"

    @property
    def pack(self) -> Path:
        """Folder of the finished pack."""
        return self.folder / "pack"

    @property
    def log(self) -> Path:
        """What the training prints."""
        return self.folder / "train.log"

    @property
    def is_finished(self) -> bool:
        """Whether the training is done."""
        return (self.pack / METADATA_FILE).is_file()

    @property
    def can_resume(self) -> bool:
        """Whether there is a checkpoint to go on from."""
        return any((self.folder / "run").rglob("last.ckpt"))

    def epochs(self) -> tuple[int, int]:
        """Return how many epochs are done and how many there are, over the folds that have begun."""
        curves = list((self.folder / "run").rglob("curves.csv"))
        done = sum(max(0, path.read_bytes().count(b"\n") - 1) for path in curves)
        return done, self.recipe.train.epochs * max(1, len(curves))


def training_stages(recipes: Path, out: Path, data: Path, split: str) -> dict[str, TrainingStage]:
    """Return the stages of a build by kind; nothing is written yet.

    Args:
        recipes: folder with ``classifier.yaml``, ``segmenter.yaml`` and ``detector.yaml``. A value in them that names
            a bundled pack (such as ``start_from``) stands for the pack of that kind that this build makes.
        out: folder of the build.
        data: the data folder.
        split: a key of ``SPLITS``.

    Raises:
        RecipeError: a recipe is missing or wrong.
    """
    stages = {}
    for kind in KINDS:
        folder = out / STAGES_FOLDER / kind
        own = load_recipe(recipes / f"{kind}.yaml")
        others = {other: out / STAGES_FOLDER / other / "pack" for other in KINDS if other != kind}
        needs: list[str] = []
        values = _replaced(own.model_dump(), others, needs)
        values |= {"data_root": str(data), "run_folder": str(folder / "run"), "pack": str(folder / "pack")}
        if split != "train":
            values["settings"] |= {"splits": list(SPLITS[split])} | own.refit_settings
        stages[kind] = TrainingStage(kind, folder, check_recipe(values), tuple(dict.fromkeys(needs)))
    return stages


def prepare_stage(stage: TrainingStage, is_again: bool) -> None:
    """Write a stage's recipe, or check that an earlier run of this build began with the same one.

    Args:
        is_again: throw away what is there, and train from nothing.

    Raises:
        BuildError: ``begun_otherwise``.
    """
    if is_again:
        shutil.rmtree(stage.folder, ignore_errors=True)
    wanted = yaml.safe_load(yaml.safe_dump(stage.recipe.model_dump()))
    if stage.recipe_file.is_file():
        begun = yaml.safe_load(stage.recipe_file.read_text(encoding="utf-8"))
        changed = sorted(_differing_keys(begun, wanted))
        if changed:
            raise BuildError(
                "begun_otherwise",
                f"The {stage.kind} in {stage.folder} was begun with another recipe: {', '.join(changed)} differ.",
                f"Train it from nothing with --again {stage.kind}, or name another folder with --out.",
            )
        return
    stage.folder.mkdir(parents=True, exist_ok=True)
    stage.recipe_file.write_text(
        yaml.safe_dump(wanted, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )


def _replaced(value: Any, packs: Mapping[str, Path], needs: list[str]) -> Any:
    """Return values with the folders of bundled packs replaced by those of a build; ``needs`` takes their kinds."""
    if isinstance(value, dict):
        return {key: _replaced(entry, packs, needs) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(entry, packs, needs) for entry in value]
    for kind, folder in packs.items():
        if value == f"{_BUNDLED}/{kind}":
            needs.append(kind)
            return str(folder)
    return value


def _differing_keys(first: Any, second: Any, prefix: str = "") -> list[str]:
    """Return the dotted keys in which two recipes differ."""
    if not (isinstance(first, dict) and isinstance(second, dict)):
        return [] if first == second else [prefix]
    start = f"{prefix}." if prefix else ""
    return [
        name
        for key in first.keys() | second.keys()
        for name in _differing_keys(first.get(key), second.get(key), start + key)
    ]
