"""The report of a finished run, one HTML file: recipe, curves, thresholds, figures, data and versions."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.pack import Pack

from .html_page import HtmlPage

#: Columns of curves.csv that are no curves.
_COUNTERS = ("epoch", "step", "seconds")


def write_run_report(run_folder: Path, pack: Pack) -> Path:
    """Write ``report.html`` into a run's folder and return its path.

    Args:
        run_folder: with ``recipe.yaml``, ``versions.json``, ``data_hashes.json`` and a ``curves.csv`` for each fold.
        pack: the finished pack.
    """
    page = HtmlPage(f"Training run: {pack.name} {pack.version}", pack.metadata["description"].strip())
    page.section("Figures")
    page.text("Measured on the finished pack, as the engine runs it, unless a note says otherwise.")
    page.table(
        ("data", "split", "metric", "value", "count", "note"),
        [
            (row["data"], row["split"], row["metric"], row["value"], row["count"], row.get("note", ""))
            for row in pack.metadata["evaluation"]
        ],
    )
    page.section("Thresholds")
    page.table(("name", "value"), list(pack.thresholds.items()))
    page.text(pack.metadata["threshold_rule"])
    page.text(f"Temperature: {pack.temperature:.3g}. A class's logits are divided by it.")
    add_curves(page, run_folder)
    page.section("Limits")
    for limit in pack.metadata["limits"]:
        page.text(limit)
    page.section("Data")
    page.table(
        ("name", "source", "licence", "places", "samples"),
        [
            (row["name"], row["source"], row["license"], row["places"], row["samples"])
            for row in pack.metadata["training_data"]
        ],
    )
    hashes = json.loads((run_folder / "data_hashes.json").read_text(encoding="utf-8"))
    page.table(tuple(hashes), [tuple(hashes.values())])
    page.section("Recipe and versions")
    page.code((run_folder / "recipe.yaml").read_text(encoding="utf-8"))
    versions = json.loads((run_folder / "versions.json").read_text(encoding="utf-8"))
    page.table(("library", "version"), list(versions.items()))
    page.text(f"SHA-256 of the pack: {pack.sha256()}")
    path = run_folder / "report.html"
    page.write(path)
    return path


def add_curves(page: HtmlPage, run_folder: Path) -> None:
    """Add a plot per figure, with a line per fold."""
    runs = {path.parent: _read_curves(path) for path in sorted(run_folder.rglob("curves.csv"))}
    runs = {folder: columns for folder, columns in runs.items() if columns}
    if not runs:
        return
    import matplotlib.pyplot as plt

    page.section("Curves")
    names = [name for name in next(iter(runs.values())) if name not in _COUNTERS]
    width = 3
    height = -(-len(names) // width)
    figure, axes = plt.subplots(
        height, width, figsize=(11, 2.6 * height), squeeze=False, layout="constrained"
    )
    for axis, name in zip(axes.flat, names, strict=False):
        for folder, columns in runs.items():
            label = folder.name if folder != run_folder else None
            axis.plot(
                columns["epoch"], columns.get(name, np.full(len(columns["epoch"]), np.nan)), ".-", label=label
            )
        axis.set_title(name, fontsize=10)
        axis.set_xlabel("epoch", fontsize=9)
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.grid(alpha=0.3)
    for axis in axes.flat[len(names) :]:
        axis.axis("off")
    if len(runs) > 1:
        axes.flat[0].legend(fontsize=8)
    page.figure(figure, "After each epoch; figures without train_ are of held-out training places.")


def _read_curves(path: Path) -> dict[str, np.ndarray]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        return {}
    return {name: np.array([float(row[name] or "nan") for row in rows]) for name in rows[0]}
