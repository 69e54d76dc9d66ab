"""The recipe of a training run: read from YAML, changed by --set, checked before anything else starts."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from mining_detector_plugin.engine.errors import MiningDetectorError

from .procedures import PROCEDURES, procedure_module
from .tasks import TASKS, task_class
from .tasks.task import Section


class _Loader(yaml.SafeLoader):
    """Reads ``1e-4`` as the number that it is in YAML 1.2; PyYAML keeps to YAML 1.1, where it is a text."""


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+$"), list("-+0123456789")
)


class RecipeError(MiningDetectorError):
    """The recipe can't be used as it is."""


class NetworkSection(Section):
    """What ``build_network`` gets.

    Attributes:
        start_from: a pack whose weights training starts from; its network and arguments are taken, and those given
            here must not differ.
    """

    name: str | None = None
    arguments: dict[str, Any] = Field(default_factory=dict)
    start_from: str | None = None

    @model_validator(mode="after")
    def _network_is_known(self) -> Self:
        if (self.name is None) == (self.start_from is None):
            raise ValueError("give either name, for fresh weights, or start_from, a pack's folder")
        return self


class ProcedureSection(Section):
    """How a recipe runs that is more than one training, such as a search over band combinations.

    Attributes:
        name: a key of ``trainer.procedures.PROCEDURES``; ``settings`` is checked by that procedure.
    """

    name: str = "train"
    settings: dict[str, Any] = Field(default_factory=dict)


class TrainSection(Section):
    """How to train; the same for all tasks.

    Attributes:
        warmup_share: part of the run in which the learning rate rises; it falls as half a cosine after that.
        ema_decay: the pack's weights are a running mean of the trained ones; 0 turns it off.
        precision: ``bf16-mixed`` is faster on CPUs and GPUs that know bfloat16.
        threads: of torch in each process.
        devices, nodes: GPUs, or processes on CPUs, of each machine, and machines; more than one run as DDP.
        time_limit_min: stop after so many minutes, at the end of an epoch's step; None runs all epochs.
        monitor: a figure of the curves, such as ``log_loss``. The pack gets the weights of the epoch that is best by
            it, and training stops early after ``patience`` epochs without a better one. None takes the last weights.
        monitor_mode: whether a lower or a higher figure is better.
        stop_on: a figure to stop early by, where it is not ``monitor``; stops on its rise (``stop_mode`` min).
    """

    epochs: int = Field(gt=0)
    batch_size: int = Field(gt=0)
    learning_rate: float = Field(default=1e-3, gt=0)
    weight_decay: float = Field(default=0.02, ge=0)
    warmup_share: float = Field(default=0.1, ge=0, lt=1)
    gradient_clip: float = Field(default=1.0, ge=0)
    ema_decay: float = Field(default=0.998, ge=0, lt=1)
    precision: Literal["32-true", "bf16-mixed"] = "32-true"
    device: Literal["cpu", "gpu", "auto"] = "cpu"
    threads: int = Field(default=1, gt=0)
    devices: int = Field(default=1, gt=0)
    nodes: int = Field(default=1, gt=0)
    time_limit_min: float | None = Field(default=None, gt=0)
    monitor: str | None = None
    monitor_mode: Literal["min", "max"] = "min"
    patience: int | None = Field(default=None, gt=0)
    stop_on: str | None = None
    stop_mode: Literal["min", "max"] = "min"


class Recipe(Section):
    """One training run, from data to pack.

    Attributes:
        task: a key of ``trainer.tasks.TASKS``; ``settings`` is checked by that task.
        data_root: folder of the training data.
        logger: where curves go beside ``curves.csv``; ``wandb`` runs offline where no key is set.
        run_folder: where the run keeps its log, curves and checkpoints.
        pack: folder of the finished pack; None writes ``run_folder/pack``.
        used_for, not_for: sentences for the card: what the model is for, and what it must not be used for.
        refit_settings: keys of ``settings`` that change where ``trainer/build_models.py`` fits the weights again on
            all data: nothing has to be held out then, as thresholds and figures are those of the run before.
        train: may be left out where the procedure trains nothing.
    """

    name: str
    version: str
    description: str
    license: str = "GPL-3.0-or-later"
    used_for: list[str] = Field(default_factory=list)
    not_for: list[str] = Field(default_factory=list)
    task: str
    seed: int = 1
    data_root: str = "../shared/data"
    run_folder: str
    pack: str | None = None
    logger: Literal["tensorboard", "wandb", "none"] = "tensorboard"
    network: NetworkSection
    train: TrainSection = TrainSection(epochs=1, batch_size=16)
    settings: dict[str, Any] = Field(default_factory=dict)
    refit_settings: dict[str, Any] = Field(default_factory=dict)
    procedure: ProcedureSection = ProcedureSection()

    def task_settings(self) -> Section:
        """Return ``settings`` as the task's own section."""
        return _validate(task_class(self.task).Settings, self.settings, "settings.")

    def procedure_settings(self) -> Section:
        """Return ``procedure.settings`` as the procedure's own section."""
        return _validate(
            procedure_module(self.procedure.name).Settings, self.procedure.settings, "procedure.settings."
        )

    def changed(self, **changes: Any) -> Recipe:
        """Return the recipe with other values; nested sections by ``section__key=value``. It is checked again."""
        values = self.model_dump()
        for path, value in changes.items():
            *sections, last = path.split("__")
            target = values
            for section in sections:
                target = target[section]
            target[last] = value
        return check_recipe(values)


def load_recipe(path: Path, changes: list[str] | None = None) -> Recipe:
    """Read and check a recipe.

    Args:
        path: YAML file.
        changes: ``key=value`` each; dots go into sections, values are YAML (``train.epochs=3``).

    Raises:
        RecipeError: ``recipe_missing``, ``recipe_invalid``, naming the keys.
    """
    if not path.is_file():
        raise RecipeError(
            "recipe_missing", f"The recipe {path} is not there.", "Name one of trainer/recipes."
        )
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except yaml.YAMLError as error:
        raise RecipeError("recipe_invalid", f"{path} is not YAML: {error}.", "Mend the file.") from error
    if not isinstance(values, dict):
        raise RecipeError("recipe_invalid", f"{path} holds no keys.", "Start from one of trainer/recipes.")
    for change in changes or []:
        _set(values, change)
    return check_recipe(values)


def check_recipe(values: dict[str, Any]) -> Recipe:
    """Return the recipe of the values that a file holds.

    Raises:
        RecipeError: ``recipe_invalid``, naming the keys.
    """
    recipe = _validate(Recipe, values, "")
    if recipe.task not in TASKS:
        raise RecipeError(
            "recipe_invalid", f"task: {recipe.task!r} is not known.", f"Known tasks are {', '.join(TASKS)}."
        )
    if recipe.procedure.name not in PROCEDURES:
        raise RecipeError(
            "recipe_invalid", f"procedure.name: {recipe.procedure.name!r} is not known.",
            f"Known procedures are {', '.join(PROCEDURES)}.",
        )  # fmt: skip
    procedure = recipe.procedure.model_copy(update={"settings": recipe.procedure_settings().model_dump()})
    settings = recipe.task_settings().model_dump()
    return recipe.model_copy(update={"settings": settings, "procedure": procedure})


def _set(values: dict[str, Any], change: str) -> None:
    key, separator, text = change.partition("=")
    if not separator:
        raise RecipeError("recipe_invalid", f"--set {change}: there is no '='.", "Write --set key=value.")
    *sections, last = key.strip().split(".")
    for section in sections:
        values = values.setdefault(section, {})
        if not isinstance(values, dict):
            raise RecipeError(
                "recipe_invalid", f"--set {key}: {section} holds no keys.", "Name a section's key."
            )
    try:
        values[last] = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        raise RecipeError(
            "recipe_invalid",
            f"--set {key}: {text!r} is no YAML: {error}.",
            "Close what was opened, and quote it.",
        ) from error


def _validate(model: type[Any], values: dict[str, Any], prefix: str) -> Any:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems = [_problem(model, entry, prefix) for entry in error.errors()]
        raise RecipeError(
            "recipe_invalid", "The recipe has errors. " + " ".join(problems), "Correct these keys."
        ) from error


def _problem(model: type[BaseModel], entry: Any, prefix: str) -> str:
    """Return one sentence on one error of pydantic's, with near keys where a key is unknown."""
    path = [str(part) for part in entry["loc"]]
    name = prefix + ".".join(path)
    if entry["type"] != "extra_forbidden":
        return f"{name}: {entry['msg']} (got {entry['input']!r})."
    known = _known_keys(model, path[:-1])
    near = difflib.get_close_matches(path[-1], known, n=3, cutoff=0.5)
    suggestion = f"near ones are {', '.join(near)}" if near else f"known are {', '.join(known)}"
    return f"{name}: there is no such key; {suggestion}."


def _known_keys(model: type[BaseModel], path: list[str]) -> list[str]:
    """Return the keys of the section that a path of keys leads to."""
    section: Any = model
    for part in path:
        annotation = section.model_fields[part].annotation if part in section.model_fields else None
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            continue
        section = annotation
    return sorted(section.model_fields)
