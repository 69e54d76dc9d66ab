"""The report of a fine-tuning: what was learnt from, old against new, and whether anything got worse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mining_detector_plugin.engine.pack import Pack
from trainer.data.dataset import Dataset
from trainer.html_page import HtmlPage
from trainer.run_report import add_curves

from .comparison import Comparison


def write_tuning_report(
    run_folder: Path,
    pack: Pack,
    old: Pack,
    reviewed: Dataset,
    rows: Sequence[Comparison],
    remarks: Sequence[str],
    tolerance: float,
    minutes: float,
) -> Path:
    """Write ``report.html`` into a run's folder and return its path.

    Args:
        pack: finished: the tuned one, or the old one where that was kept.
        rows: old against tuned. remarks: what must not be overlooked.
        minutes: that training took.
    """
    page = HtmlPage(f"Fine-tuning: {pack.name} {pack.version}", pack.metadata["description"].strip())
    for remark in remarks:
        page.text(remark, "warning")
    for is_old, title in ((False, "Reviewed places"), (True, "Older places")):
        page.section(title)
        page.text(
            "Val places of the older data: what the pack knew before." if is_old
            else "Places of the review that were held out of training. The truth is the review itself: outlines as "
            "they were accepted, drawn by the old pack or by hand."
        )  # fmt: skip
        chosen = [row for row in rows if row.is_old is is_old]
        if not chosen:
            page.text("None was there to measure on.", "warning")
            continue
        page.table(
            ("data", "figure", "old", "new", "change", "95% interval of the change", "places", "verdict"),
            [
                (row.data, row.metric, row.old, row.new, f"{row.change:+.3f}", row.told_ends(), row.places,
                 row.verdict(tolerance))
                for row in chosen
            ],
        )  # fmt: skip
    page.section("What it learnt from")
    page.table(
        ("split", "chips", "with a mine", "places"), [_counts(reviewed, split) for split in ("train", "val")]
    )
    page.text(f"It started from {old.name} {old.version}. Training took {minutes:.1f} minutes.")
    add_curves(page, run_folder)
    page.section("Recipe")
    page.code((run_folder / "recipe.yaml").read_text(encoding="utf-8"))
    path = run_folder / "report.html"
    page.write(path)
    return path


def _counts(dataset: Dataset, split: str) -> tuple[str, int, int, int]:
    chips = dataset.split(split).chips
    return split, len(chips), sum(bool(chip.tags) for chip in chips), len({chip.place for chip in chips})
