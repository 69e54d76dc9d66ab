"""The training loop, by Lightning: one module for all tasks, curves as CSV, checkpoints to resume from."""

from __future__ import annotations

import csv
import logging
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightning
import torch
from lightning.pytorch.callbacks import Callback, ModelCheckpoint
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader, IterableDataset

from .recipe import Recipe, TrainSection
from .tasks.task import Batch, Task

log = logging.getLogger("trainer")


class EpochBatches(IterableDataset):
    """The task's batches; each pass over it is the next epoch."""

    def __init__(self, task: Task, first_epoch: int) -> None:
        self.task = task
        self.epoch = first_epoch

    def __iter__(self) -> Iterator[Batch]:
        epoch = self.epoch
        self.epoch += 1
        return self.task.training_batches(epoch)

    def __len__(self) -> int:
        return self.task.steps_per_epoch


class TrainingModule(lightning.LightningModule):
    """A network in training for a task, with a running mean of its weights.

    Args:
        network: from ``build_network``.
        task: gives losses and figures.
        settings: the recipe's ``train`` section.
    """

    def __init__(self, network: nn.Module, task: Task, settings: TrainSection) -> None:
        super().__init__()
        self.network = network
        self.task = task
        self.settings = settings
        self.auxiliary = task.auxiliary(network)
        self.averaged: AveragedModel | None = None
        if settings.ema_decay > 0:
            self.averaged = AveragedModel(network, multi_avg_fn=self._move_average, use_buffers=True)

    @property
    def final_network(self) -> nn.Module:
        """The network that the pack gets: the running mean, or the trained one where it is off."""
        return self.averaged.module if self.averaged is not None else self.network

    def training_step(self, batch: Batch, batch_index: int) -> Tensor:
        """Return the loss of one batch."""
        losses = self.task.losses(self.network, self.auxiliary, batch)
        for name, value in losses.items():
            self.log(
                f"train_{name}", value.detach(), on_step=False, on_epoch=True, batch_size=len(batch["bands"])
            )
        return losses["loss"]

    def on_train_batch_end(self, outputs: Any, batch: Batch, batch_index: int) -> None:
        """Move the running mean."""
        if self.averaged is not None:
            self.averaged.update_parameters(self.network)

    def _move_average(self, averaged: Any, current: Any, count: Any) -> None:
        """Move running means towards the weights; a young mean follows fast."""
        decay = min(self.settings.ema_decay, (1 + int(count)) / (10 + int(count)))
        for mean, value in zip(averaged, current, strict=True):
            if mean.is_floating_point():
                mean.lerp_(value, 1 - decay)
            else:
                mean.copy_(value)

    def configure_optimizers(self) -> Any:
        """Return AdamW under a schedule over the whole run; norms and biases are not decayed."""
        weights = [*self.network.parameters(), *(self.auxiliary.parameters() if self.auxiliary else ())]
        decayed = [weight for weight in weights if weight.ndim > 1]
        others = [weight for weight in weights if weight.ndim <= 1]
        groups: list[dict[str, Any]] = [{"params": decayed}, {"params": others, "weight_decay": 0.0}]
        optimizer = torch.optim.AdamW(
            groups,
            lr=self.settings.learning_rate,
            weight_decay=self.settings.weight_decay,
        )
        total = self.settings.epochs * self.task.steps_per_epoch
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: learning_rate_share(step / total, self.settings.warmup_share)
        )
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


class Curves(Callback):
    """Writes a row per epoch to ``curves.csv``, with the task's figures; a resumed run appends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.started = time.monotonic()

    def on_train_epoch_end(self, trainer: lightning.Trainer, module: lightning.LightningModule) -> None:
        """Measure, log and append."""
        assert isinstance(module, TrainingModule)
        network = module.final_network
        was_training = network.training
        network.eval()
        with torch.no_grad():
            figures = module.task.validate(network)
        network.train(was_training)
        row: dict[str, float] = {"epoch": trainer.current_epoch, "step": trainer.global_step}
        row |= {"seconds": round(time.monotonic() - self.started), "learning_rate": _learning_rate(trainer)}
        row |= {name: round(float(value), 6) for name, value in trainer.callback_metrics.items()}
        row |= {name: round(float(value), 6) for name, value in figures.items()}
        is_new = not self.path.exists()
        with self.path.open("a", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(row), extrasaction="ignore")
            if is_new:
                writer.writeheader()
            writer.writerow(row)
        log.info(", ".join(f"{name} {value:.5g}" for name, value in row.items()))


def fit(recipe: Recipe, task: Task, network: nn.Module, resume: bool) -> nn.Module:
    """Train a network and return the one that the pack gets, in evaluation mode.

    Args:
        resume: go on from ``run_folder/checkpoints/last.ckpt``.
    """
    run_folder = Path(recipe.run_folder)
    checkpoint = run_folder / "checkpoints" / "last.ckpt"
    module = TrainingModule(network, task, recipe.train)
    first_epoch = int(torch.load(checkpoint, weights_only=False)["epoch"]) + 1 if resume else 0
    trainer = lightning.Trainer(
        default_root_dir=run_folder,
        accelerator=recipe.train.device,
        devices=1,
        precision=recipe.train.precision,
        max_epochs=recipe.train.epochs,
        gradient_clip_val=recipe.train.gradient_clip or None,
        logger=False,
        max_time=None
        if recipe.train.time_limit_min is None
        else {"seconds": round(recipe.train.time_limit_min * 60)},
        enable_progress_bar=False,
        enable_model_summary=False,
        num_sanity_val_steps=0,
        callbacks=[
            Curves(run_folder / "curves.csv"),
            ModelCheckpoint(
                dirpath=checkpoint.parent, filename="epoch", save_last=True, enable_version_counter=False
            ),
        ],
    )
    batches = DataLoader(EpochBatches(task, first_epoch), batch_size=None, num_workers=0)
    trainer.fit(module, batches, ckpt_path=str(checkpoint) if resume else None, weights_only=False)
    return module.final_network.cpu().eval()


def learning_rate_share(progress: float, warmup_share: float) -> float:
    """Return the share of the highest learning rate: a linear rise, then half a cosine down to a thousandth.

    Args:
        progress: 0 at the run's start, 1 at its end.
        warmup_share: part of the run that rises.
    """
    if progress < warmup_share:
        return 0.05 + 0.95 * progress / warmup_share
    falling = min(1.0, (progress - warmup_share) / (1 - warmup_share))
    return 0.001 + 0.999 * (1 + math.cos(math.pi * falling)) / 2


def _learning_rate(trainer: lightning.Trainer) -> float:
    return float(trainer.optimizers[0].param_groups[0]["lr"])
