"""What happens around the training steps: figures after each epoch, curves as CSV, checkpoints, early stopping."""

from __future__ import annotations

import csv
import logging
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import lightning
import torch
from lightning.pytorch.callbacks import Callback, EarlyStopping, ModelCheckpoint, TQDMProgressBar
from lightning.pytorch.loggers import Logger, TensorBoardLogger, WandbLogger

from .recipe import Recipe, RecipeError, TrainSection

log = logging.getLogger("trainer")
CHECKPOINTS = "checkpoints"


class Curves(Callback):
    """Measures the network after each epoch and writes a row to ``curves.csv``; a resumed run appends.

    One process measures, and tells the others, so that all of them stop together.

    Args:
        path: of ``curves.csv``.
        wanted: figures that checkpoints are chosen, or the run is stopped, by.
    """

    def __init__(self, path: Path, wanted: Iterable[str] = ()) -> None:
        self.path = path
        self.wanted = tuple(wanted)
        self.started = time.monotonic()

    def on_train_epoch_end(self, trainer: lightning.Trainer, module: Any) -> None:
        """Measure, log and append."""
        figures = self._measure(module) if trainer.is_global_zero else None
        figures = trainer.strategy.broadcast(figures)
        assert figures is not None
        trained = {
            name: float(value)
            for name, value in trainer.callback_metrics.items()
            if name.startswith("train_")
        }
        for name in self.wanted:
            if name not in trained | figures:
                raise RecipeError(
                    "figure_unknown", f"There is no figure {name!r} to choose the best epoch, or to stop, by.",
                    f"Name one of {', '.join(sorted(trained | figures))}.",
                )  # fmt: skip
        for name, value in figures.items():
            module.log(name, float(value), rank_zero_only=False)
        if not trainer.is_global_zero:
            return
        row: dict[str, float] = {"epoch": trainer.current_epoch, "step": trainer.global_step}
        row |= {"seconds": round(time.monotonic() - self.started), "learning_rate": _learning_rate(trainer)}
        row |= {name: round(float(value), 6) for name, value in (trained | figures).items()}
        append_row(self.path, row)
        log.info(", ".join(f"{name} {value:.5g}" for name, value in row.items()))

    def _measure(self, module: Any) -> dict[str, float]:
        network = module.final_network
        was_training = network.training
        network.eval()
        with torch.no_grad():
            figures = module.task.validate(network)
        network.train(was_training)
        return {name: float(value) for name, value in figures.items()}


def callbacks_of(train: TrainSection, folder: Path) -> list[Callback]:
    """Return a run's callbacks.

    Args:
        train: the recipe's section.
        folder: of the fold, where curves and checkpoints go.
    """
    wanted = [name for name in (train.monitor, train.stop_on) if name is not None]
    chosen: list[Callback] = [Curves(folder / "curves.csv", wanted)]
    if train.patience is not None:
        figure = train.stop_on or train.monitor
        if figure is None:
            raise RecipeError(
                "recipe_invalid", "train.patience is set, and no figure to stop by.", "Set train.monitor."
            )
        mode = train.stop_mode if train.stop_on else train.monitor_mode
        chosen.append(
            EarlyStopping(figure, patience=train.patience, mode=mode, check_on_train_epoch_end=True)
        )
    if sys.stderr.isatty():
        chosen.append(TQDMProgressBar())
    checkpoints = folder / CHECKPOINTS
    if train.monitor is not None:
        chosen.append(
            ModelCheckpoint(
                dirpath=checkpoints, filename="best", monitor=train.monitor, mode=train.monitor_mode,
                save_on_train_epoch_end=True, enable_version_counter=False,
            )
        )  # fmt: skip
    chosen.append(
        ModelCheckpoint(
            dirpath=checkpoints, filename="last", enable_version_counter=False, save_on_train_epoch_end=True
        )
    )
    return chosen


def logger_of(recipe: Recipe, folder: Path) -> Logger | bool:
    """Return where the curves go beside ``curves.csv``; False for nowhere."""
    if recipe.logger == "tensorboard":
        return TensorBoardLogger(save_dir=folder, name="tensorboard", version="")
    if recipe.logger == "none":
        return False
    try:
        import wandb  # noqa: F401
    except ImportError as error:
        raise RecipeError(
            "logger_missing", "Weights & Biases is not installed.",
            'Run: pip install "mining-detector[wandb]", or set logger=tensorboard.',
        ) from error  # fmt: skip
    has_key = bool(os.environ.get("WANDB_API_KEY")) or (Path.home() / ".netrc").is_file()
    offline = os.environ.get("WANDB_MODE", "online" if has_key else "offline") == "offline"
    if offline:
        log.info("Weights & Biases runs offline; send it later: wandb sync %s/wandb/offline-run-*", folder)
    return WandbLogger(project="mining-detector", name=recipe.name, save_dir=folder, offline=offline)


def append_row(path: Path, row: dict[str, float]) -> None:
    """Append a row to a CSV, with the header where the file is new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(row), extrasaction="ignore")
        if is_new:
            writer.writeheader()
        writer.writerow(row)


def _learning_rate(trainer: lightning.Trainer) -> float:
    return float(trainer.optimizers[0].param_groups[0]["lr"])
