"""The tables of docs/models.md, written between their markers from a file of figures; the rest is written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mining_detector_plugin.engine.model_folder import KINDS
from trainer.evaluation.bundled.bars import bars_markdown, figures_markdown
from trainer.evaluation.bundled.figures import PlainFigure
from trainer.packs.card_figures import refit_sentence
from trainer.packs.metadata import read_metadata

from .recording import FiguresError, evaluation_rows

BEGIN = "<!-- figures: begin; written by trainer/build_models.py page -->"
END = "<!-- figures: end -->"


def write_page(page: Path, measured: dict[str, Any], models: Path) -> None:
    """Write the tables into a page, in place of older ones.

    Args:
        page: Markdown with the two markers.
        measured: see ``recording.read_figures``.
        models: folder of the packs that are shipped; says whether they were refitted.

    Raises:
        FiguresError: ``page_without_markers``.
    """
    text = page.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise FiguresError(
            "page_without_markers", f"{page} does not say where its tables go.",
            f"Put one line '{BEGIN}' and below it one line '{END}' into it.",
        )  # fmt: skip
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{figures_text(measured, models)}\n{END}{after}", encoding="utf-8")


def figures_text(measured: dict[str, Any], models: Path) -> str:
    """Return what stands between the markers."""
    figures = {key: PlainFigure(key, **values) for key, values in measured["figures"].items()}
    in_cards = {row["metric"] for _, row in evaluation_rows(measured)}
    others = [figure for key, figure in figures.items() if key not in in_cards]
    refit = read_metadata(models / KINDS[0]).get("refit")
    lines = [f"Measured {measured['date']} on `{measured['split']}` by", "", f"    {measured['command']}", ""]
    lines += [refit_sentence(refit), ""] if refit else []
    lines += [bars_markdown(figures)]
    if others:
        lines += ["Figures of no single pack, or that the data did not define:", "", figures_markdown(others)]
    skipped = measured.get("skipped", {})
    lines += [f"- Not measured: {name}, {reason}." for name, reason in skipped.items()]
    return "\n".join(lines)
