"""The results of `make benchmark` as docs/speed.html, a page of its own, and docs/speed.md."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.rows import Row, row_from
from trainer.html_page import HtmlPage

_LEAD = (
    "What Mining Detector reaches on one machine, beside the bars that it was built to, and beside other programs on "
    "the same scene and network. Scenes are made, so that anybody can measure again: make benchmark."
)
_MET, _MISSED, _PLAIN = "#2e7d5b", "#c0392b", "#5b7fa6"
#: What is better than its bar by more than this is drawn as if it were just this.
_FARTHEST = 20.0


def write_page(results: dict[str, Any], folder: Path) -> None:
    """Write ``speed.html`` and ``speed.md`` into a folder.

    Args:
        results: see ``run.measure_all``.
    """
    rows = [row_from(values) for one in results["modules"].values() for values in one["rows"]]
    html_page(results, rows).write(folder / "speed.html")
    (folder / "speed.md").write_text(markdown(results, rows), encoding="utf-8")


def html_page(results: dict[str, Any], rows: Sequence[Row]) -> HtmlPage:
    """Return the page."""
    page = HtmlPage("Speed", _LEAD)
    page.section("Bars")
    page.text(_machine_text(results))
    barred = [row for row in rows if row.bar]
    page.table(("what", "bar", "here", ""), _bar_lines(barred))
    measured = [row for row in barred if _times_as_good(row) is not None]
    if measured:
        page.figure(_bars_figure(measured), "Right of the line: better than the bar, so many times.")
    missed = _missed(rows)
    if missed:
        page.section("Not reached")
        page.table(
            ("what", "reason", "profile"), [(row.what, row.reason, _parts_text(row.parts)) for row in missed]
        )
    compared = [row for row in rows if row.key.startswith(("peers", "agreement"))]
    if compared:
        page.section("Against other programs")
        seconds = {name: own for row in reversed(compared) for name, own in row.parts.items()}
        if seconds:
            page.figure(_seconds_figure(seconds), "Seconds from the file to the class map, fewer are better.")
        page.table(("what", "here", "how"), _detail_lines(compared))
    profiled = [row for row in rows if row.parts and not row.key.startswith("peers")]
    if profiled:
        page.section("Where the time goes")
        page.figure(_profiles_figure(profiled), "Share of the seconds of all threads; in brackets their sum.")
        page.table(("what", "seconds by part"), [(row.what, _parts_text(row.parts)) for row in profiled])
    page.section("How it was measured")
    page.table(("what", "here", "how"), _detail_lines([row for row in rows if row not in compared]))
    page.table(("benchmark", "measured (UTC)", "code", "took, s"), _module_lines(results))
    page.code("make benchmark")
    return page


def markdown(results: dict[str, Any], rows: Sequence[Row]) -> str:
    """Return the text of docs/speed.md."""
    lines = [
        "# Speed", "", _LEAD + " The same with plots: [speed.html](speed.html).", "", _machine_text(results), "",
        *_markdown_table(("what", "bar", "here", ""), _bar_lines(rows)),
        "", "## Not reached", "",
        *([f"- **{row.what}**: {row.figure}. {row.reason}{_profile_text(row)}" for row in _missed(rows)]
          or ["Nothing: all that was measured is within its bar."]),
        "", "## All figures", "",
        *_markdown_table(("what", "here", "how"), _detail_lines(rows)),
        "", "## Where the time goes", "",
        *_markdown_table(("what", "seconds by part"), [(r.what, _parts_text(r.parts)) for r in rows if r.parts]),
        "", "## Measured", "",
        *_markdown_table(("benchmark", "date (UTC)", "code", "took, s"), _module_lines(results)),
        "", "```", "make benchmark               # all, writes this page", "make benchmark ONLY=overhead # one again",
        "make benchmark QUICK=1       # small sizes, writes no page", "```", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _missed(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that miss their bar, or could not be measured against it."""
    return [row for row in rows if row.is_met is False or (row.bar and row.is_met is None)]


def _machine_text(results: dict[str, Any]) -> str:
    return f"Measured on {results['machine']}. Seconds are this machine's; ratios are of one run, in turns."


def _detail_lines(rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Return what, figure and detail of rows; a detail that the row above has too is told once."""
    above = ["", *(row.detail for row in rows)]
    return [
        (row.what, _unbroken(row.figure), "as above" if row.detail and row.detail == last else row.detail)
        for row, last in zip(rows, above, strict=False)
    ]


def _bar_lines(rows: Sequence[Row]) -> list[tuple[str, str, str, str]]:
    return [(row.what, _unbroken(row.bar), _unbroken(row.figure), row.verdict) for row in rows if row.bar]


def _unbroken(figure: str) -> str:
    """Return a figure that no line breaks from its unit."""
    return figure.replace(" ", "\u00a0")


def _module_lines(results: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [
        (name, one["measured"].removesuffix("+00:00"), one["code"], f"{one['seconds']:.0f}")
        for name, one in results["modules"].items()
    ]


def _parts_text(parts: dict[str, float]) -> str:
    return ", ".join(f"{part} {seconds:.2f}" for part, seconds in parts.items())


def _profile_text(row: Row) -> str:
    return f" Seconds: {_parts_text(row.parts)}." if row.parts else ""


def _markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def _times_as_good(row: Row) -> float | None:
    """Return how many times as good as its bar a row is, 1 for just reached; None where it was not measured."""
    found = re.match(r"(<|>)=? ?([\d.,]+)", row.bar)
    if found is None or math.isnan(row.value):
        return None
    bar = float(found[2].replace(",", ""))
    if found[1] == ">":
        return row.value / bar
    return _FARTHEST if row.value <= bar / _FARTHEST else bar / row.value


def _bars_figure(rows: Sequence[Row]) -> Any:
    """Return how many times as good as its bar each row is."""
    figure, axes = _subplots(len(rows))
    times = [min(max(_times_as_good(row) or 0, 1 / _FARTHEST), _FARTHEST) for row in rows]
    colors = [_MET if row.is_met else _MISSED for row in rows]
    axes.barh(range(len(rows)), [math.log2(value) for value in times], color=colors, height=0.6)
    axes.axvline(0, color="black", linewidth=1)
    for place, (row, value) in enumerate(zip(rows, times, strict=True)):
        side = "left" if value >= 1 else "right"
        text = f" {row.figure} ({row.bar}) "
        axes.text(math.log2(value), place, text, va="center", ha=side, fontsize=8)
    axes.set_xticks([-4, -2, 0, 2, 4], ["1/16", "1/4", "the bar", "4 x", "16 x"])
    # Room for the words beside the longest bars.
    axes.set_xlim(-9, 8)
    return _labelled(figure, axes, [row.what for row in rows])


def _seconds_figure(seconds: dict[str, float]) -> Any:
    figure, axes = _subplots(len(seconds))
    names = sorted(seconds, key=lambda name: seconds[name])
    colors = [_MET if name.startswith("engine") else _PLAIN for name in names]
    axes.barh(range(len(names)), [seconds[name] for name in names], color=colors, height=0.6)
    for place, name in enumerate(names):
        axes.text(seconds[name], place, f" {seconds[name]:.1f} s", va="center", fontsize=8)
    axes.set_xlim(0, max(seconds.values()) * 1.15)
    return _labelled(figure, axes, names)


def _profiles_figure(rows: Sequence[Row]) -> Any:
    """Return the share of each part of each row's profile."""
    import matplotlib.pyplot as plt

    figure, axes = _subplots(len(rows))
    parts = list(dict.fromkeys(part for row in rows for part in row.parts))
    colors = dict(
        zip(parts, (plt.get_cmap("tab20")(number % 20) for number in range(len(parts))), strict=True)
    )
    for place, row in enumerate(rows):
        left, total = 0.0, sum(row.parts.values()) or 1.0
        for part, seconds in row.parts.items():
            share = seconds / total
            axes.barh(
                place, share, left=left, color=colors[part], height=0.7, edgecolor="white", linewidth=0.5
            )
            if share > 0.035 + 0.011 * len(part):
                axes.text(left + share / 2, place, part, ha="center", va="center", fontsize=7)
            left += share
        axes.text(1.005, place, f" ({total:.1f} s)", va="center", fontsize=8)
    axes.set_xlim(0, 1.12)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    return _labelled(figure, axes, [row.what for row in rows])


def _subplots(lines: int) -> tuple[Any, Any]:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(10, 0.8 + 0.36 * lines))


def _labelled(figure: Any, axes: Any, names: Sequence[str]) -> Any:
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.margins(y=0.02)
    axes.invert_yaxis()
    axes.tick_params(axis="x", labelsize=8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    return figure
