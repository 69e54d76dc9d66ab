"""The leaderboard's plots, made from the details of rows."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_curve

from .row import Row

_BINS = 10
#: Packs of one plot; more are told by the tables alone.
_MOST_CURVES = 10


def curves_figure(rows: Sequence[Row]) -> Any | None:
    """Return precision by recall of chips and, beside it, how often chips of a score show a mine; None without any.

    Args:
        rows: of one data set.
    """
    ranked = [row for row in rows if _has_both_classes(row)][:_MOST_CURVES]
    if not ranked:
        return None
    figure, (precision_axes, reliability_axes) = _subplots(1, 2, (11, 4.6))
    for row in ranked:
        scores, truth = row.details["classification/scores"], row.details["classification/truth"]
        precision, recall, _ = precision_recall_curve(truth, scores)
        precision_axes.step(recall, precision, where="post", label=row.pack, linewidth=1.4)
        bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
        counts = np.bincount(bins, minlength=_BINS)
        filled = counts > 0
        means, shares = (
            np.bincount(bins, values, _BINS)[filled] / counts[filled] for values in (scores, truth)
        )
        (line,) = reliability_axes.plot(means, shares, linewidth=1.2)
        sizes = 12 + 160 * counts[filled] / len(scores)
        reliability_axes.scatter(means, shares, s=sizes, color=line.get_color(), alpha=0.7)
    share = float(ranked[0].details["classification/truth"].mean())
    precision_axes.axhline(share, color="grey", linewidth=0.8, linestyle=":")
    precision_axes.set(
        xlabel="recall", ylabel="precision", xlim=(0, 1), ylim=(0, 1.02), title="Precision and recall"
    )
    reliability_axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle=":")
    reliability_axes.set(
        xlabel="score", ylabel="share of chips with a mine", xlim=(0, 1), ylim=(0, 1.02), title="Reliability"
    )
    _legend(figure, precision_axes)
    return figure


def box_curves_figure(rows: Sequence[Row]) -> Any | None:
    """Return precision by recall of boxes at IoU .5, all kinds as one; None without any."""
    boxed = [row for row in rows if "detection/precision" in row.details][:_MOST_CURVES]
    boxed = [row for row in boxed if not np.isnan(row.details["detection/precision"][0]).any()]
    if not boxed:
        return None
    figure, (axes,) = _subplots(1, 1, (5.5, 4.6))
    for row in boxed:
        precision = row.details["detection/precision"][0]
        axes.step(np.linspace(0, 1, len(precision)), precision, where="post", label=row.pack, linewidth=1.4)
    axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1), ylim=(0, 1.02), title="Boxes at IoU .5")
    _legend(figure, axes)
    return figure


def confusion_figure(rows: Sequence[Row]) -> Any | None:
    """Return a confusion matrix of chips and of pixels for each row; None without any.

    A cell gives the count and the share of its true class.
    """
    matrices = [matrix for row in rows[:_MOST_CURVES] for matrix in _matrices(row)]
    if not matrices:
        return None
    columns = min(4, len(matrices))
    lines = -(-len(matrices) // columns)
    figure, axes = _subplots(lines, columns, (3.4 * columns, 3.1 * lines))
    for place, (title, counts, truth_labels, found_labels) in zip(axes, matrices, strict=False):
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        place.imshow(shares, vmin=0, vmax=1, cmap="Blues")
        place.set_xticks(range(len(found_labels)), found_labels, rotation=30, ha="right", fontsize=8)
        place.set_yticks(range(len(truth_labels)), truth_labels, fontsize=8)
        place.set(xlabel="found", ylabel="true")
        place.set_title(fill(title, 30), fontsize=8)
        for (row, column), share in np.ndenumerate(shares):
            text = f"{share:.0%}\n{int(counts[row, column]):,}"
            place.text(
                column,
                row,
                text,
                ha="center",
                va="center",
                fontsize=7,
                color="white" if share > 0.5 else "black",
            )
    for place in axes[len(matrices) :]:
        place.axis("off")
    figure.tight_layout()
    return figure


def tags_figure(rows: Sequence[Row]) -> Any | None:
    """Return bars of F2 by tag for each row that was tested on tags; None without any."""
    tagged = [row for row in rows if "multilabel/tags" in row.details][:_MOST_CURVES]
    if not tagged:
        return None
    names = list(dict.fromkeys(str(tag) for row in tagged for tag in row.details["multilabel/tags"]))
    figure, (axes,) = _subplots(1, 1, (max(6.0, 0.9 * len(names)), 4))
    width = 0.8 / len(tagged)
    for number, row in enumerate(tagged):
        right, wrong, missed = (row.details[f"multilabel/{name}"] for name in ("right", "wrong", "missed"))
        scores = 5 * right / np.maximum(5 * right + 4 * missed + wrong, 1)
        places = [names.index(str(tag)) for tag in row.details["multilabel/tags"]]
        axes.bar(np.array(places) + number * width, scores, width, label=row.pack)
    axes.set_xticks(np.arange(len(names)) + 0.4 - width / 2, names, rotation=30, ha="right")
    axes.set(ylabel="F2", ylim=(0, 1))
    _legend(figure, axes)
    return figure


def _matrices(row: Row) -> list[tuple[str, np.ndarray, list[str], list[str]]]:
    """Return title, counts (truth, found), names of the rows and of the columns."""
    found = []
    if len(row.details.get("classification/truth", ())):
        truth, passed = row.details["classification/truth"], row.details["classification/passed"]
        labels = ["no mine", "mine"]
        counts = confusion_matrix(truth, passed, labels=[False, True])
        found.append((f"{row.pack}: chips", counts, labels, labels))
    if "segmentation/confusion" in row.details:
        names = [row.details[f"segmentation/{side}_labels"].tolist() for side in ("truth", "found")]
        found.append((f"{row.pack}: pixels", row.details["segmentation/confusion"], *names))
    return found


def _has_both_classes(row: Row) -> bool:
    truth = row.details.get("classification/truth", np.zeros(0, bool))
    return bool(truth.any() and not truth.all())


def _subplots(lines: int, columns: int, size: tuple[float, float]) -> tuple[Any, list[Any]]:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(lines, columns, figsize=size, squeeze=False)
    return figure, list(axes.ravel())


def _legend(figure: Any, axes: Any) -> None:
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(
        handles, labels, loc="upper center", bbox_to_anchor=(0.5, 0.02), ncols=min(2, len(labels)), fontsize=8
    )
    figure.tight_layout()
