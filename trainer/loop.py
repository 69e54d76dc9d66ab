"""The training loop, by Lightning: one module for all tasks, on any number of devices, resumable."""

from __future__ import annotations

import logging
import math
import sys
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import lightning
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader, IterableDataset

from mining_detector_plugin.engine.errors import MiningDetectorError

from .callbacks import CHECKPOINTS, callbacks_of, logger_of
from .recipe import Recipe, TrainSection
from .tasks.task import Batch, Task

#: Beside a fold's checkpoints, once it is trained.
_DONE = "done.txt"


class TrainingError(MiningDetectorError):
    """Training can't go on."""


class EpochBatches(IterableDataset):
    """The task's batches; each pass over it is the next epoch.

    Where several processes train together each gets other batches, and an epoch is shared among them.
    """

    def __init__(self, task: Task, first_epoch: int, trainer: lightning.Trainer) -> None:
        self.task = task
        self.epoch = first_epoch
        self.trainer = trainer

    def __iter__(self) -> Iterator[Batch]:
        stream = self.epoch * self.trainer.world_size + self.trainer.global_rank
        self.epoch += 1
        return islice(self.task.training_batches(stream), len(self))

    def __len__(self) -> int:
        return math.ceil(self.task.steps_per_epoch / self.trainer.world_size)


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
        if not torch.isfinite(losses["loss"]):
            raise self._not_finite(batch, batch_index)
        for name, value in losses.items():
            self.log(
                f"train_{name}", value.detach(), on_step=False, on_epoch=True, batch_size=len(batch["bands"])
            )
        return losses["loss"]

    def _not_finite(self, batch: Batch, batch_index: int) -> TrainingError:
        chips = f", with the chips {', '.join(batch['ids'])}" if "ids" in batch else ""
        worst = float(batch["bands"].abs().max())
        return TrainingError(
            "loss_not_finite",
            f"The loss is no number in epoch {self.current_epoch}, batch {batch_index}{chips}. The largest input "
            f"is {worst:.3g} standard deviations from the mean.",
            "Look at these chips, or lower train.learning_rate.",
        )

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
        total = self.settings.epochs * math.ceil(self.task.steps_per_epoch / self.trainer.world_size)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: learning_rate_share(step / total, self.settings.warmup_share)
        )
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


def fit(recipe: Recipe, task: Task, network: nn.Module, folder: Path, resume: bool) -> nn.Module:
    """Train a network and return the one that the pack gets, in evaluation mode, on the processor.

    Args:
        folder: where this fold's curves and checkpoints go.
        resume: go on from ``folder/checkpoints/last.ckpt``; a fold that was trained to its end is not trained again.

    Raises:
        TrainingError: ``loss_not_finite``.
    """
    train = recipe.train
    module = TrainingModule(network, task, train)
    if resume and _epochs_done(folder) >= train.epochs:
        return _stored_network(module, folder, "last" if train.monitor is None else "best")
    folder.mkdir(parents=True, exist_ok=True)
    # Lightning's remarks on what it found and offers say nothing of this run.
    logging.getLogger("lightning.pytorch").setLevel(logging.WARNING)
    last = folder / CHECKPOINTS / "last.ckpt"
    # Only runs of our own are resumed, from their own folder: nothing foreign is unpickled.
    first_epoch = int(torch.load(last, weights_only=False, map_location="cpu")["epoch"]) + 1 if resume else 0
    trainer = lightning.Trainer(
        default_root_dir=folder,
        accelerator=train.device,
        devices=train.devices,
        num_nodes=train.nodes,
        strategy="ddp_find_unused_parameters_true" if train.devices * train.nodes > 1 else "auto",
        precision=train.precision,
        max_epochs=train.epochs,
        gradient_clip_val=train.gradient_clip or None,
        logger=logger_of(recipe, folder),
        log_every_n_steps=min(10, task.steps_per_epoch),
        max_time=None if train.time_limit_min is None else {"seconds": round(train.time_limit_min * 60)},
        enable_progress_bar=sys.stderr.isatty(),
        enable_model_summary=False,
        num_sanity_val_steps=0,
        callbacks=callbacks_of(train, folder),
    )
    batches = DataLoader(EpochBatches(task, first_epoch, trainer), batch_size=None, num_workers=0)
    with warnings.catch_warnings():
        # Each process reads its own batches here, and an existing folder of checkpoints is meant.
        warnings.filterwarnings("ignore", message=".*IterableDataset.*__len__.*")
        warnings.filterwarnings("ignore", message=".*exists and is not empty.*")
        warnings.filterwarnings("ignore", message=".*num_workers.*")
        # Lightning's own use of torch.
        warnings.filterwarnings("ignore", message=".*LeafSpec.*")
        trainer.fit(module, batches, ckpt_path=str(last) if resume else None, weights_only=False)
    if trainer.interrupted:
        raise KeyboardInterrupt
    has_stopped_early = any(
        getattr(callback, "stopped_epoch", 0) for callback in trainer.early_stopping_callbacks
    )
    if trainer.is_global_zero and (has_stopped_early or trainer.current_epoch >= train.epochs):
        # Early stopping ends a fold before its last epoch: a resumed run must know that it is done.
        (folder / CHECKPOINTS / _DONE).write_text(str(train.epochs), encoding="utf-8")
    if train.monitor is not None and (folder / CHECKPOINTS / "best.ckpt").is_file():
        return _stored_network(module, folder, "best")
    return module.final_network.cpu().eval()


def _epochs_done(folder: Path) -> int:
    """Return up to how many epochs a fold was trained to its end, 0 where it was not."""
    path = folder / CHECKPOINTS / _DONE
    return int(path.read_text(encoding="utf-8")) if path.is_file() else 0


def _stored_network(module: TrainingModule, folder: Path, name: str) -> nn.Module:
    """Return the network of a fold's checkpoint, ``best`` or ``last``."""
    stored = torch.load(folder / CHECKPOINTS / f"{name}.ckpt", weights_only=False, map_location="cpu")
    module.load_state_dict(stored["state_dict"])
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
