"""Measures whether training waits for its data: images a second of the loader alone, and of the training step alone.

Both are as the recipe says (network, tile, batch, precision) and use the same count of cores: the step as threads, the
loader as worker processes, if the recipe has any. Rounds of the two alternate, so that what else the machine does slows
both down alike; the ratio counts. On a busy machine measure with --cores 1: a step on several threads waits for the
slowest of them, and the ratio flatters the loader.

python -m benchmarks.loading [--data DATA] [--dataset FOLDER] [--cores N] [--rounds 3]
"""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
import torch

from benchmarks.machine import core_count
from benchmarks.rows import Row, Tell
from mining_detector_plugin.engine.networks import build_network
from trainer.build_dataset import main as build_dataset
from trainer.recipe import Recipe, load_recipe
from trainer.tasks.task import Task
from trainer.training import network_of, task_of

RECIPES = Path(__file__).resolve().parents[1] / "trainer" / "recipes"
#: The loader must reach so many times the images a second of the training step.
BAR = 3.0
_TRAINED_BATCHES = 4


@dataclass(frozen=True)
class Speed:
    """Images a second by the clock, and CPU seconds (of all processes) an image took."""

    images_per_s: float
    cpu_s: float


def measure(work: Path, tell: Tell, is_quick: bool = False) -> list[Row]:
    """Measure the loader against the training step of ``detect_yolo``, on made chips of twelve bands."""
    cores, rounds = core_count(), 1 if is_quick else 3
    tell(f"makes chips and trains on them, {rounds} rounds")
    folder = work / "loading" / "made"
    if not (folder / "dataset.json").exists():
        _made_dataset(folder)
    pairs = list(_measure_rounds("detect_yolo", folder, rounds, cores))
    loader, step = (statistics.median(pair[side].images_per_s for pair in pairs) for side in (0, 1))
    is_met = loader / step >= BAR
    told = f"detect_yolo on made chips, {loader:.0f} images a second against {step:.0f}; medians of {rounds}, in turns."
    return [
        Row("loading", "Loader's images a second over the training step's", f">= {BAR:g} x", loader / step, "x",
            is_met, told, "" if is_met else "Training waits for its data.")
    ]  # fmt: skip


@click.command()
@click.option(
    "--data", type=click.Path(), help="The data folder, for the bundled segmenter; left out without it."
)
@click.option(
    "--dataset",
    type=click.Path(),
    help="A data set folder for detect_yolo. Default: made chips, twelve bands.",
)
@click.option(
    "--cores", type=int, help="Threads of the step, most workers of the loader. Default: all there are."
)
@click.option("--rounds", default=3, show_default=True, help="How often each is measured.")
def main(data: str | None, dataset: str | None, cores: int | None, rounds: int) -> None:
    """Print a line for each recipe and round."""
    cores = cores or core_count()
    click.echo(f"{cores} of {core_count()} cores, load average {os.getloadavg()[0]:.1f}")
    click.echo("recipe       chips             round  loader/s   step/s   ratio   CPU ratio")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(dataset) if dataset else _made_dataset(Path(place) / "made")
        _print("detect_yolo", folder, rounds, cores)
    if data is None:
        click.echo("segmenter    left out: name the data folder, --data DATA")
    else:
        _print("segmenter", Path(data), rounds, cores)


def _made_dataset(folder: Path) -> Path:
    """Return a data set of painted scenes: twelve bands, chips of the size that the recipe trains on."""
    arguments = f"known made --scenes 4 --size 896 --chip-size 448 --out {folder}".split()
    if build_dataset(arguments):
        raise click.ClickException("The made data set could not be built.")
    return folder


def _print(name: str, data: Path, rounds: int, cores: int) -> None:
    for number, (loaded, trained) in enumerate(_measure_rounds(name, data, rounds, cores), 1):
        ratio, cpu_ratio = loaded.images_per_s / trained.images_per_s, trained.cpu_s / loaded.cpu_s
        verdict = "" if ratio >= BAR else f"  below {BAR:g}"
        click.echo(
            f"{name:12} {data.name:16} {number:>6} {loaded.images_per_s:>9.1f} {trained.images_per_s:>8.1f} "
            f"{ratio:>7.2f} {cpu_ratio:>11.2f}{verdict}"
        )


def _measure_rounds(name: str, data: Path, rounds: int, cores: int) -> Iterator[tuple[Speed, Speed]]:
    """Yield the speed of the loader and of the training step, round by round."""
    changes = [f"data_root={data}"]
    recipe = load_recipe(RECIPES / f"{name}.yaml", changes)
    if "workers" in recipe.settings:
        workers = min(recipe.settings["workers"], cores) if cores > 1 else 0
        # Two folds: a few made places are enough to measure speed.
        changes += [f"settings.workers={workers}", "settings.folds=2"]
        recipe = load_recipe(RECIPES / f"{name}.yaml", changes)
    task = task_of(recipe)
    batch = next(iter(task.training_batches(0)))
    step = _training_step(recipe, task, batch, cores)
    step()
    for number in range(1, rounds + 1):
        torch.set_num_threads(1)
        loaded = _timed(partial(_load_epoch, task, number))
        torch.set_num_threads(cores)
        trained = _timed(lambda: sum(step() for _ in range(_TRAINED_BATCHES)))
        yield loaded, trained


def _training_step(recipe: Recipe, task: Task, batch: dict[str, Any], cores: int) -> Callable[[], int]:
    """Return a function that trains on a batch once and returns the count of its images."""
    torch.set_num_threads(cores)
    network = build_network(*network_of(recipe, task)).train()
    auxiliary = task.auxiliary(network)
    weights = [*network.parameters(), *(auxiliary.parameters() if auxiliary is not None else ())]
    optimizer = torch.optim.AdamW(weights, recipe.train.learning_rate)
    is_half = recipe.train.precision == "bf16-mixed"

    def step() -> int:
        with torch.autocast("cpu", torch.bfloat16, enabled=is_half):
            loss = task.losses(network, auxiliary, batch)["loss"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return len(batch["bands"])

    return step


def _load_epoch(task: Task, epoch: int) -> int:
    """Return the count of images in an epoch's batches, as many as the recipe has; starting workers counts too."""
    return sum(len(batch["bands"]) for batch in task.training_batches(epoch))


def _timed(work: Callable[[], int]) -> Speed:
    start, cpu = time.perf_counter(), _cpu_seconds()
    images = work()
    return Speed(images / (time.perf_counter() - start), (_cpu_seconds() - cpu) / images)


def _cpu_seconds() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
