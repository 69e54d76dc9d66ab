"""The table of a band search: figures of out-of-fold predictions with bootstrap intervals over places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from mining_detector_plugin.engine.pack import Pack
from trainer.evaluation.intervals import interval, place_draws
from trainer.html_page import HtmlPage
from trainer.tasks.chip_figures import ChipScores

if TYPE_CHECKING:
    from trainer.recipe import Recipe

FIGURES = {"ap": "average precision", "roc_auc": "ROC AUC", "log_loss": "log loss"}


@dataclass(frozen=True)
class WithInterval:
    """A figure, and the ends of its 95% interval over places (None where it has none)."""

    value: float
    ends: tuple[float, float] | None

    def __str__(self) -> str:
        ends = "" if self.ends is None else f" ({self.ends[0]:.3f} to {self.ends[1]:.3f})"
        return f"{self.value:.3f}{ends}"


@dataclass(frozen=True)
class Compared:
    """One combination beside the first one.

    Attributes:
        figures: by their keys in ``FIGURES``. differences: to the first combination, on the same draws of places.
        chips, places: that they rest on. parameters: of the pack's network.
    """

    figures: dict[str, WithInterval]
    differences: dict[str, WithInterval]
    chips: int
    places: int
    parameters: int


def compare(scores: ChipScores, first: ChipScores, pack: Pack, draws: int) -> Compared:
    """Return a combination's figures and its differences to the first one.

    Args:
        scores, first: out-of-fold predictions of the combination and of the first one, of the same chips.
        draws: of places with replacement; the same ones for both.
    """
    own, other = _samples(scores, draws), _samples(first, draws)
    values, others = scores.curves(), first.curves()
    return Compared(
        {name: WithInterval(values[name], interval(own[name])) for name in FIGURES},
        {
            name: WithInterval(values[name] - others[name], interval(own[name] - other[name])) for name in FIGURES
        },
        len(scores.ids), len(set(scores.places)), pack.metadata["mlm:total_parameters"],
    )  # fmt: skip


def _samples(scores: ChipScores, draws: int) -> dict[str, np.ndarray]:
    """Return each figure for samples of places, float (draws,), NaN where a class was not drawn."""
    names = sorted(set(scores.places))
    number = {name: index for index, name in enumerate(names)}
    place = np.array([number[name] for name in scores.places])
    found = []
    for counts in place_draws(len(names), draws):
        rows = np.repeat(np.arange(len(place)), counts[place].astype(int))
        found.append(scores.take(rows).curves())
    return {name: np.array([figures[name] for figures in found]) for name in FIGURES}


def write_tables(
    folder: Path,
    recipe: Recipe,
    compared: dict[str, Compared],
    left_out: dict[str, list[str]],
    figure: str,
    best: str,
) -> None:
    """Write ``band_search.md`` and ``band_search.html``.

    Args:
        left_out: names of combinations with the bands that the data lack.
        figure: that the best was chosen by. best: its name.
    """
    header = [
        "combination",
        *FIGURES.values(),
        f"{FIGURES[figure]}, difference to the first",
        "chips",
        "places",
    ]
    first = next(iter(compared))
    rows = []
    for name, one in compared.items():
        difference = "–" if name == first else str(one.differences[figure])
        rows.append([name, *(str(one.figures[key]) for key in FIGURES), difference, one.chips, one.places])
    lead = (
        f"Recipe {recipe.name} on {Path(recipe.data_root).name}: out-of-fold predictions on training places, mean "
        f"over classes, with 95% intervals over places. Best by {FIGURES[figure]}: {best}. It was chosen on these "
        "figures, so they flatter it a little; its figures on val are in its card."
    )
    missing = [f"{name} was left out: no chip has {', '.join(bands)}." for name, bands in left_out.items()]
    (folder / "band_search.md").write_text(_markdown(header, rows, [lead, *missing]), encoding="utf-8")
    page = HtmlPage(f"Band search: {recipe.name}", lead)
    page.section("Combinations")
    page.table(header, rows)
    for line in missing:
        page.text(line)
    page.figure(_plot(compared, figure), f"{FIGURES[figure]} with 95% intervals over places.")
    page.section("Commands")
    page.code("python trainer/train.py RECIPE --resume   # trains what is missing, keeps what is finished")
    page.write(folder / "band_search.html")


def _markdown(header: Sequence[str], rows: Sequence[Sequence[object]], lines: Sequence[str]) -> str:
    table = [header, ["---"] * len(header), *rows]
    return (
        "\n\n".join(lines)
        + "\n\n"
        + "\n".join("| " + " | ".join(map(str, row)) + " |" for row in table)
        + "\n"
    )


def _plot(compared: dict[str, Compared], figure: str) -> object:
    import matplotlib.pyplot as plt

    drawing, axis = plt.subplots(figsize=(7, 0.5 + 0.45 * len(compared)), layout="constrained")
    for row, one in enumerate(compared.values()):
        shown = one.figures[figure]
        axis.plot(shown.value, row, "o", color="C0")
        if shown.ends is not None:
            axis.plot(shown.ends, [row, row], "-", color="C0")
    axis.set_yticks(range(len(compared)), list(compared))
    axis.set_ylim(len(compared) - 0.5, -0.5)
    axis.set_xlabel(FIGURES[figure])
    axis.grid(axis="x", alpha=0.3)
    return drawing
