"""Figures of class maps from a table of counts: accuracy, F1 of any mine, intersection over union by class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from torch import Tensor
from torchmetrics.functional.classification import multiclass_confusion_matrix

from trainer.data.dataset import UNLABELLED


def confusion(found: Tensor, truth: Tensor, classes: int) -> np.ndarray:
    """Return counts of labelled pixels, int64 (classes, classes): true class by row, found class by column.

    Args:
        found: int64 (batch, height, width). truth: the same, ``UNLABELLED`` where unknown.
        classes: count of them, background included.
    """
    if not bool((truth != UNLABELLED).any()):
        return np.zeros((classes, classes), np.int64)
    return (
        multiclass_confusion_matrix(found, truth, classes, ignore_index=UNLABELLED).numpy().astype(np.int64)
    )


def map_figures(counts: np.ndarray, classes: Sequence[str]) -> dict[str, float]:
    """Return ``accuracy``, ``f1`` of any mine, ``iou_NAME`` of each class that the truth shows, and ``miou``.

    ``miou`` is the mean over the kinds of mine that the truth shows; background has no part in it.

    Args:
        counts: (classes, classes), see ``confusion``.
        classes: names, background first.
    """
    if not counts.sum():
        return {"accuracy": 0.0, "f1": 0.0, "miou": 0.0}
    right, true, found = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    iou = {
        f"iou_{name}": float(right[index] / (true[index] + found[index] - right[index]))
        for index, name in enumerate(classes)
        if true[index]
    }
    mines = [value for name, value in iou.items() if name != f"iou_{classes[0]}"]
    both, missed, wrong = counts[1:, 1:].sum(), counts[1:, 0].sum(), counts[0, 1:].sum()
    f1 = float(2 * both / (2 * both + missed + wrong)) if both + missed + wrong else 0.0
    accuracy = float(right.sum() / counts.sum())
    return {"accuracy": accuracy, "f1": f1, "miou": float(np.mean(mines)) if mines else 0.0, **iou}


def likeliest(output: Tensor | tuple[Tensor, ...]) -> Tensor:
    """Return the likeliest class of each pixel, int64 (batch, height, width), of a network's output."""
    return logits_of(output).argmax(dim=1)


def logits_of(output: Tensor | tuple[Tensor, ...]) -> Tensor:
    """Return the logits of a network's output, the first where its members' follow."""
    return (output if isinstance(output, Tensor) else output[0]).float()
