"""The leaderboard as a Markdown page, for the docs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from .leaderboard import Leaderboard
from .tables import READING_GUIDE, entry_text, overview, pack_name, tables_of


def markdown_of(board: Leaderboard, command: str) -> str:
    """Return the leaderboard as a Markdown page.

    Args:
        command: that made it.
    """
    today = datetime.now(UTC).date().isoformat()
    lead = f"Test set `{board.test_set.name}`, measured {today}. {board.test_set.description}"
    lines = [
        "# Leaderboard", "", lead.strip(), "", READING_GUIDE, "",
        "## Packs", "", "| pack | kind | folder |", "|---|---|---|",
        *(f"| {pack_name(c)} | {c.pack.kind} | `{c.place}` |" for c in board.contestants), "",
    ]  # fmt: skip
    lines += ["## Overview", ""]
    for table in overview(board):
        lines += [f"### {table.heading}", "", *_markdown_table(table.header, table.rows), ""]
    names = {data for data, _ in board.rows}
    measured = [entry for entry in board.test_set.data_sets if entry.name in names]
    for entry in measured:
        lines += [f"## {entry.name}", "", entry_text(board, entry), ""]
        for table in tables_of(board, entry):
            lines += [f"### {entry.name}: {table.heading.lower()}", ""]
            lines += [*_markdown_table(table.header, table.rows), ""]
            lines += [*(f"- {note}" for note in table.notes), ""] if table.notes else []
    if board.left_out:
        lines += ["## Left out", "", *(f"- {sentence}" for sentence in board.left_out), ""]
    lines += [
        "## How it was made", "", "DATA is the data folder, DATASETS the folder of the data sets made from it.", "",
        *(f"    {entry.made_by}" for entry in measured), f"    {command}", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(header)} |", "|---" * len(header) + "|", *(f"| {' | '.join(row)} |" for row in rows),
    ]  # fmt: skip
