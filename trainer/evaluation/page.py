"""The leaderboard as one self-contained HTML page: tables, plots, and pictures of the best and worst chips."""

from __future__ import annotations

from datetime import UTC, datetime

from ..html_page import HtmlPage
from .examples import GROUPS
from .leaderboard import Contestant, Leaderboard
from .plots import box_curves_figure, confusion_figure, curves_figure, tags_figure
from .row import Row
from .tables import READING_GUIDE, entry_text, overview, tables_of
from .test_set import DatasetEntry

_GROUP_TEXT = {
    "found": "Chips with a mine, told best", "missed": "Chips with a mine, told worst",
    "false alarms": "Chips without a mine, with the highest scores",
}  # fmt: skip


def page_of(board: Leaderboard, command: str) -> HtmlPage:
    """Return the leaderboard's page.

    Args:
        command: that made it.
    """
    page = HtmlPage(
        f"Leaderboard: {board.test_set.name}",
        f"{board.test_set.description} Measured {datetime.now(UTC).date().isoformat()}.",
    )
    page.section("Packs")
    page.table(
        ("pack", "kind", "baseline", "tile, px", "bands needed", "default threshold", "folder"),
        [_pack_row(contestant) for contestant in board.contestants],
    )
    page.section("Overview")
    page.text(READING_GUIDE)
    for table in overview(board):
        page.heading(table.heading)
        page.table(table.header, table.rows)
    for sentence in board.left_out:
        page.text(f"Left out: {sentence}", "warning")
    for entry in board.test_set.data_sets:
        rows = [
            board.rows[entry.name, contestant.label]
            for contestant in board.contestants
            if (entry.name, contestant.label) in board.rows
        ]
        if rows:
            _add_entry(page, board, entry, rows)
    page.section("How it was made")
    page.text("DATA is the data folder, DATASETS the folder of the data sets made from it.")
    page.code("\n".join([*(entry.made_by for entry in board.test_set.data_sets), command]))
    return page


def _add_entry(page: HtmlPage, board: Leaderboard, entry: DatasetEntry, rows: list[Row]) -> None:
    page.section(entry.name)
    page.text(entry_text(board, entry))
    for row in rows:
        for warning in row.warnings:
            page.text(f"{row.pack}: {warning}", "warning")
    for table in tables_of(board, entry):
        page.heading(table.heading)
        page.table(table.header, [[_two_lines(cell) for cell in row] for row in table.rows])
        for note in table.notes:
            page.text(note)
    for figure, caption in (
        (curves_figure(rows), "Dotted: what a pack that knows nothing, or one that is always right about its "
                              "certainty, would give. Points are larger where more chips have such scores."),
        (box_curves_figure(rows), "Boxes of any kind, each true box found once."),
        (tags_figure(rows), "F2 by tag, at the pack's threshold of each tag."),
        (confusion_figure(rows), "At each pack's default threshold: share of the true class, and count."),
    ):  # fmt: skip
        if figure is not None:
            page.figure(figure, caption)
    for row in rows:
        _add_examples(page, row)


def _add_examples(page: HtmlPage, row: Row) -> None:
    if not row.examples:
        return
    with page.folded(f"Best and worst chips of {row.pack}"):
        if row.kind != "classifier":
            page.text("Light blue: true outlines, where they are known. Orange: what the pack finds.")
        for group in GROUPS:
            pictures = [
                (example.pixels, example.caption) for example in row.examples if example.group == group
            ]
            if pictures:
                page.pictures(pictures, _GROUP_TEXT[group], is_small=True)


def _two_lines(cell: str) -> str:
    """Return a figure's cell with its interval on a line of its own."""
    return cell.replace(" (", "\n(", 1)


def _pack_row(contestant: Contestant) -> tuple[str | float, ...]:
    pack = contestant.pack
    return (
        contestant.label, pack.kind, "yes" if contestant.is_baseline else "", pack.tile,
        ", ".join(pack.needed_bands), pack.thresholds["default"], contestant.place,
    )  # fmt: skip
