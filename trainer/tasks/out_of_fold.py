"""Out-of-fold predictions of a run as a CSV: what each chip got from networks that did not see its place."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from ..data.chip_labels import Mode
from .chip_figures import ChipScores

OUT_OF_FOLD_FILE = "out_of_fold.csv"


def write_out_of_fold(path: Path, scores: ChipScores) -> None:
    """Write a row per chip: id, place, and by class probability and truth, which is empty where nobody decided.

    Probabilities have nine significant digits, so that logits can be had from small ones.
    """
    draft = path.with_name(f".{path.name}")
    with draft.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        names = [f"{kind}_{name}" for name in scores.classes for kind in ("probability", "shown")]
        writer.writerow(["id", "place", *names])
        for index, chip_id in enumerate(scores.ids):
            cells: list[str] = []
            for column in range(len(scores.classes)):
                truth = str(int(scores.shown[index, column])) if scores.known[index, column] else ""
                cells += [f"{scores.probabilities[index, column]:.9g}", truth]
            writer.writerow([chip_id, scores.places[index], *cells])
    draft.replace(path)


def read_out_of_fold(path: Path, mode: Mode) -> ChipScores:
    """Return the scores that ``write_out_of_fold`` wrote."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    prefix = "probability_"
    classes = tuple(name.removeprefix(prefix) for name in rows[0] if name.startswith(prefix))
    probabilities = np.array([[float(row[f"{prefix}{name}"]) for name in classes] for row in rows])
    truth = [[row[f"shown_{name}"] for name in classes] for row in rows]
    return ChipScores(
        mode, classes, tuple(row["id"] for row in rows), tuple(row["place"] for row in rows), probabilities,
        np.array([[text == "1" for text in row] for row in truth]),
        np.array([[text != "" for text in row] for row in truth]),
    )  # fmt: skip
