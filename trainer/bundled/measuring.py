"""What follows the trainings of a build: assembling, fusion, figures, cards; each step once for the packs at hand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from mining_detector_plugin.engine.fusion import FUSION_FILE
from mining_detector_plugin.engine.pack import load_pack
from trainer.data.chip_sources import QUARRY_EVALUATION_DATE
from trainer.first_look.fitting import GRAPH_FILE as FIRST_LOOK_FILE
from trainer.packs.metadata import told_folder

from .assembling import assemble
from .places import read_places
from .recording import read_figures, record
from .stage import STAGES_FOLDER, BuildError, TrainingStage
from .training import PROJECT

FIGURES_FILE, ROBUSTNESS_FILE, CASCADE_FILE = "figures.json", "robustness.json", "cascade.json"
_STEPS_FILE = "steps.json"


class Steps:
    """Which steps of a build are done, for which packs; a step is done once for them.

    Args:
        out: folder of the build.
        packs: folders of the finished trainings' packs by kind.
    """

    def __init__(self, out: Path, packs: Mapping[str, Path]) -> None:
        self._path = out / STAGES_FOLDER / _STEPS_FILE
        self._packs = {kind: load_pack(folder).fingerprint() for kind, folder in packs.items()}

    def once(self, name: str, makes: Iterable[Path], step: Callable[[], object]) -> None:
        """Run a step unless it was run for these packs and what it makes is still there.

        What was done for other packs counts no more, and neither do later steps where an earlier one runs again.
        """
        done = json.loads(self._path.read_text(encoding="utf-8")) if self._path.is_file() else {}
        if done.get("packs") != self._packs:
            done = {"packs": self._packs, "done": []}
        if name in done["done"]:
            if all(path.exists() for path in makes):
                print(f"{name}: done already", file=sys.stderr)
                return
            done["done"] = done["done"][: done["done"].index(name)]
        print(f"{name} …", file=sys.stderr)
        step()
        done["done"].append(name)
        self._path.write_text(json.dumps(done, indent=2), encoding="utf-8")


def finish_measured(
    stages: Mapping[str, TrainingStage], out: Path, data: Path, first_packs: Path | None, is_fused: bool
) -> None:
    """Make a folder of packs that learnt from ``train`` alone: fusion, figures, cards.

    Args:
        stages: by kind, all finished.
        out: of the build; gets a folder for each kind, ``fusion.json`` and ``figures.json``.
        data: the data folder.
        first_packs: folder of older packs that the time of the cascade is held against; None leaves that out.
        is_fused: fit the classifier's first look and the confidence of polygons, which need enough mines.

    Raises:
        BuildError: ``step_failed``.
    """
    steps = Steps(out, {kind: stage.pack for kind, stage in stages.items()})
    figures, date = out / FIGURES_FILE, ("--quarry-date", QUARRY_EVALUATION_DATE)
    packs, fusion = [out / kind for kind in stages], out / FUSION_FILE
    steps.once("packs", packs, lambda: assemble(stages, out))
    if is_fused:
        look = out / "classifier" / FIRST_LOOK_FILE
        steps.once(
            "first look", [look], lambda: _run("trainer.fit_first_look", "--models", out, "--data", data)
        )
        steps.once(
            "fusion", [fusion], lambda: _run("trainer.fit_fusion", "--models", out, "--data", data, *date)
        )
    cascade = () if first_packs is None else ("--cascade", out / CASCADE_FILE)
    if first_packs is not None:
        timing = (first_packs, "--models", out, "--json", out / CASCADE_FILE)
        steps.once("time of the cascade", [out / CASCADE_FILE], lambda: _run("benchmarks.cascade", *timing))
    of = ("--pack", out, "--data", data, *date)
    changed = out / ROBUSTNESS_FILE
    steps.once("figures", [figures], lambda: _run("trainer.evaluate", *of, *cascade, "--json", figures))
    steps.once(
        "robustness", [changed], lambda: _run("trainer.evaluate", "robustness", *of, "--json", changed)
    )
    steps.once("cards", [], lambda: record(out, read_figures(figures, changed), read_places(data)))


def finish_refit(stages: Mapping[str, TrainingStage], out: Path, measured: Path, is_fused: bool) -> None:
    """Make a folder of packs that learnt from all splits, with thresholds, fusion and figures of a measured run.

    Args:
        stages: by kind, all finished.
        out: of the build.
        measured: folder of the measured run, see ``assembling.require_measured``.
        is_fused: take its fusion over.

    Raises:
        BuildError: ``step_failed``, ``recipe_differs``.
    """
    steps = Steps(out, {kind: stage.pack for kind, stage in stages.items()})
    packs, fusion = [out / kind for kind in stages], out / FUSION_FILE
    steps.once("packs", packs, lambda: assemble(stages, out, measured))
    if is_fused:
        steps.once(
            "fusion", [fusion], lambda: _run("trainer.fit_fusion", "--models", out, "--adopt", measured)
        )
    steps.once("figures", [out / FIGURES_FILE, out / ROBUSTNESS_FILE], lambda: _copy(measured, out))


def _copy(measured: Path, out: Path) -> None:
    for name in (FIGURES_FILE, ROBUSTNESS_FILE):
        shutil.copy(measured / name, out / name)


def told_of(measured: dict[str, Any], models: Path) -> dict[str, Any]:
    """Return figures whose command names another folder with the same packs, such as the plugin's own."""
    folder = told_folder(models)
    return measured | {
        "pack": folder,
        "command": re.sub(r"--pack \S+", f"--pack {folder}", measured["command"]),
    }


def _run(module: str, *arguments: str | Path) -> None:
    """Run another command of the project; it shows its own progress.

    Args:
        module: dotted name of the command's file.

    Raises:
        BuildError: ``step_failed``.
    """
    command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
    code = subprocess.run(command, cwd=PROJECT, check=False).returncode
    if code != 0:
        raise BuildError(
            "step_failed", f"{module} ended with code {code}; what it said stands above.",
            "Mend that and run the same command: finished trainings and steps are kept.",
        )  # fmt: skip
