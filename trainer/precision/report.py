"""The report of a precision filter: before and after, coefficients, and how the scores of true and false hits lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.pack import Pack
from trainer.html_page import HtmlPage
from trainer.packs.card_filter import filter_coefficients
from trainer.tasks.task import Evaluation

from .fit import Examples, FittedFilter


def write_filter_report(
    run_folder: Path,
    pack: Pack,
    fitted: FittedFilter,
    examples: Examples,
    rows: Sequence[Evaluation],
    origin: str,
) -> Path:
    """Write ``report.html`` into a run's folder and return its path.

    Args:
        pack: finished.
        fitted: with the scores of ``examples`` on held-out places.
        rows: measured on val.
        origin: a sentence: where the hits came from.
    """
    page = HtmlPage(f"Precision filter: {pack.name} {pack.version}", pack.metadata["description"].strip())
    page.section("Before and after")
    page.text("On places of val, which the filter did not see.")
    page.table(
        ("figure", "value", "count", "what it is"),
        [(row.metric, row.value, row.count, row.note) for row in rows],
    )
    page.section("How it was fitted")
    page.text(origin)
    page.text(
        f"{len(examples.is_true)} hits at {len(set(examples.places.tolist()))} training places. Scored by filters that "
        f"saw no hit of the same place, the area under the ROC curve is {fitted.roc_auc:.3f}; the threshold of "
        f"{fitted.part.threshold:.3f} loses {100 * fitted.lost:.1f} % of the true hits and removes "
        f"{100 * fitted.removed:.1f} % of the false ones."
    )
    page.table(
        ("model", "true hits", "false hits", "inverse penalty"),
        [(name, *fitted.counts[name], strength) for name, strength in fitted.strengths.items()],
    )
    page.figure(
        _score_plot(fitted, examples), "Scores on held-out training places; the line is the threshold."
    )
    page.section("Coefficients")
    page.text(
        "Of statistics inside a hit, in standard deviations; above 0 speaks for a mine. Those that the Lasso left "
        "without weight are not shown."
    )
    fields = pack.metadata["precision_filter"]
    page.table(
        ("statistic", *fields["models"]), [(name, *values) for name, values in filter_coefficients(fields)]
    )
    page.section("Recipe")
    page.code((run_folder / "recipe.yaml").read_text(encoding="utf-8"))
    path = run_folder / "report.html"
    page.write(path)
    return path


def _score_plot(fitted: FittedFilter, examples: Examples):
    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(7, 3), layout="constrained")
    bins = np.linspace(0, 1, 26).tolist()
    for is_true, label, color in ((True, "true hits", "#1f6feb"), (False, "false hits", "#d9822b")):
        axis.hist(fitted.scores[examples.is_true == is_true], bins, label=label, color=color, alpha=0.6)
    axis.axvline(fitted.part.threshold, color="black", linewidth=1)
    axis.set_xlabel("score of the filter")
    axis.set_ylabel("hits")
    axis.legend()
    return figure
