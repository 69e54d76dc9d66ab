"""A build of the three bundled packs from beginning to end; each part is skipped where it is done already."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS
from trainer.data.sources import require
from trainer.packs.metadata import told_folder

from .assembling import install, require_measured
from .measuring import FIGURES_FILE, ROBUSTNESS_FILE, finish_measured, finish_refit, told_of
from .page import write_page
from .places import read_places
from .recording import read_figures, record
from .stage import SPLITS, TrainingStage, prepare_stage, training_stages
from .training import PROJECT, run_trainings

#: What the bundled recipes are made to stay below: minutes of one core with bfloat16, each.
_MINUTES_EACH = 40
#: What a build needs of the data folder.
_SOURCES = (
    "rgb_chips", "six_band_chips", "tailings", "quarry_scene", "land_chips_12_band.npz",
    "land_cover_rgb_chips/eurosat_rgb.zip",
)  # fmt: skip


@dataclass(frozen=True)
class Build:
    """What is to be built.

    Attributes:
        data: the data folder.
        split: a key of ``stage.SPLITS``.
        out: folder of the build.
        recipes: folder with a recipe for each kind.
        measured: with split ``all``: folder of the finished build on ``train``.
        kinds: that are trained now.
        at_once: trainings at a time.
        again: kinds whose trainings are thrown away first.
        first_packs: older packs that the time of the cascade is held against, or None.
        is_fused: fit the confidence of polygons, which needs enough mines on val.
        is_installed: the packs replace the bundled ones when all is done.
    """

    data: Path
    split: str
    out: Path
    recipes: Path
    measured: Path
    kinds: tuple[str, ...]
    at_once: int
    again: tuple[str, ...]
    first_packs: Path | None
    is_fused: bool
    is_installed: bool


def build_models(build: Build) -> None:
    """Train, assemble, fuse, measure and describe the three packs; run again, it goes on where it stopped.

    Raises:
        MiningDetectorError: of what the user can mend.
    """
    for source in _SOURCES:
        require(build.data / source)
    if build.split != "train":
        require_measured(build.measured)
        read_figures(build.measured / FIGURES_FILE, build.measured / ROBUSTNESS_FILE)
    stages = training_stages(build.recipes, build.out, build.data, build.split)
    _tell(build, stages)
    for kind in build.kinds:
        prepare_stage(stages[kind], kind in build.again)
    run_trainings(stages, build.kinds, build.at_once)
    unfinished = [kind for kind in KINDS if not stages[kind].is_finished]
    if unfinished:
        print(
            f"Trained. The {' and the '.join(unfinished)} are missing yet: run again with --kinds.",
            file=sys.stderr,
        )
        return
    if build.split == "train":
        finish_measured(stages, build.out, build.data, build.first_packs, build.is_fused)
    else:
        finish_refit(stages, build.out, build.measured, build.is_fused)
    print(f"The packs are in {build.out}.", file=sys.stderr)
    if build.is_installed:
        _install(build)


def describe(models: Path, measured: dict[str, Any], data: Path) -> None:
    """Write figures into packs and their cards; those of the bundled packs into the docs too.

    Args:
        models: folder of the packs that were measured.
        measured: see ``recording.read_figures``.
        data: the data folder, for the map of places.

    Raises:
        FiguresError: ``figures_of_others`` where other packs were measured.
    """
    measured = told_of(measured, models)
    record(models, measured, read_places(data))
    if models == BUNDLED_MODELS:
        _write_docs(measured)


def _install(build: Build) -> None:
    """Put the packs in place of the bundled ones, and their figures into the docs."""
    install(build.out, BUNDLED_MODELS, build.is_fused)
    measured = read_figures(build.out / FIGURES_FILE, build.out / ROBUSTNESS_FILE)
    if build.split == "train":
        describe(BUNDLED_MODELS, measured, build.data)
    else:
        _write_docs(measured)
    print(f"They are in {told_folder(BUNDLED_MODELS)} now, their figures in docs/models.md.", file=sys.stderr)


def _write_docs(measured: dict[str, Any]) -> None:
    docs = PROJECT / "docs"
    (docs / "models.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    write_page(docs / "models.md", measured, BUNDLED_MODELS)


def _tell(build: Build, stages: dict[str, TrainingStage]) -> None:
    """Say what will be done and how long it takes."""
    waiting = [kind for kind in build.kinds if kind in build.again or not stages[kind].is_finished]
    turns = -(-len(waiting) // build.at_once)
    splits = ", ".join(SPLITS[build.split])
    follows = (
        "Then fusion, figures on val and cards, some ten minutes."
        if build.split == "train"
        else f"Thresholds, fusion and figures are those of {build.measured}."
    )
    what = (
        f"Trains {', '.join(waiting)} on {splits}, {build.at_once} at a time: up to {turns * _MINUTES_EACH} minutes "
        "on a processor with bfloat16, several times that on others."
        if waiting
        else "All trainings are finished."
    )
    print(f"{what} {follows} Into {build.out}; run again after a stop, it goes on.", file=sys.stderr)
