"""The sections of a card on figures: as measured, by place, by size of site, and under changed conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: Headings of the tables by a row's ``by``; rows without it come first, under no heading of their own.
_TABLES = {
    None: None,
    "place": "By place, and by what stands there",
    "size": "By size of site",
    "date": "By date",
}
Row = dict[str, Any]


def figures_section(rows: Sequence[Row], refit: dict[str, Any] | None) -> list[str]:
    """Return the lines of the section on figures.

    Args:
        rows: model.json's ``evaluation``.
        refit: model.json's ``refit``, where the weights learnt from more places than the figures' run had seen.
    """
    splits, dates = ({row[name] for row in rows} for name in ("split", "date"))
    lines = ["## Figures", ""]
    if refit is None:
        lines += ["Measured on places that no training saw, unless a note says otherwise."]
    else:
        lines += [refit_sentence(refit)]
    told = [f"The split is `{split}`." for split in splits if len(splits) == 1]
    told += [f"They are of {date}." for date in dates if len(dates) == 1]
    if any(row.get("low") is not None for row in rows):
        told.append(
            "Intervals are 95 % bootstrap intervals over places: places are drawn, not chips or pixels."
        )
    lines += ["", " ".join(told)] if told else []
    same = ["split"] * (len(splits) == 1) + ["date"] * (len(dates) == 1)
    for by, heading in _TABLES.items():
        own = [row for row in rows if row.get("by") == by]
        if own:
            lines += ["", *([f"### {heading}", ""] if heading else []), *_table(own, same)]
    commands = sorted({row["command"] for row in rows})
    pack = ", and PACK the folder of a pack" if any("PACK" in command for command in commands) else ""
    of_run = "" if refit is None else " on the packs of the run that had seen `train` alone"
    lead = (
        f"They are reproduced by this command{of_run}, with DATA the folder that holds the data sets{pack}:"
    )
    return [*lines, "", lead, "", *(f"    {command}" for command in commands), ""]


def refit_sentence(refit: dict[str, Any]) -> str:
    """Return what a reader must know of figures whose weights are not the pack's own."""
    splits = ", ".join(f"`{split}`" for split in refit["splits"])
    return (
        f"**These figures, the thresholds and the calibration are those of the run that had seen `train` alone**, "
        f"measured on places that it never saw. The weights in this pack were then fitted again by the same recipe on "
        f"{splits} together. No place is left to measure these weights on; `make models SPLIT=train` makes the "
        "measured ones again."
    )


def robustness_section(rows: Sequence[Row]) -> list[str]:
    """Return the lines of the section on changed conditions.

    Args:
        rows: model.json's ``robustness``: what was changed, on which data, the figure then, the change against the
            unchanged scene, and what the engine does about it.
    """
    if not rows:
        return []
    return [
        "## Under changed conditions", "",
        "The same figures on the same places after a change to the images. Change is against the images as they are.",
        "", "| what is changed | data | figure | value | change | what the engine does |", "|---|---|---|---|---|---|",
        *(
            f"| {row['disturbance']} | {row['data']} | {row['metric']} | {_number(row['value'])} "
            f"| {_change(row['change'])} | {row['engine_response']} |"
            for row in rows
        ), "",
    ]  # fmt: skip


def _table(rows: Sequence[Row], same: Sequence[str]) -> list[str]:
    """Return a table without the columns that no row fills, and without those that are the same all over."""
    columns = {
        "data": [row["data"] for row in rows],
        "split": [row["split"] for row in rows],
        "metric": [row["metric"] for row in rows],
        "value": [_number(row["value"]) for row in rows],
        "95 % interval": [interval_text(row) for row in rows],
        "count": [str(row["count"]) for row in rows],
        "places": [str(row.get("places") or "") for row in rows],
        "date": [row["date"] for row in rows],
        "note": [row.get("note", "") for row in rows],
    }
    shown = {name: cells for name, cells in columns.items() if name not in same and any(cells)}
    lines = [f"| {' | '.join(shown)} |", "|---" * len(shown) + "|"]
    return lines + [f"| {' | '.join(cells)} |" for cells in zip(*shown.values(), strict=True)]


def interval_text(row: Row) -> str:
    """Return the interval of a figure, empty where it has none."""
    if row.get("low") is None or row.get("high") is None:
        return ""
    return f"{_number(row['low'])} to {_number(row['high'])}"


def _number(value: float | None) -> str:
    """Return a share to three digits after the point, a larger number to four digits in all."""
    if value is None:
        return ""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}"


def _change(value: float | None) -> str:
    return "" if value is None else f"{value:+.3f}"
