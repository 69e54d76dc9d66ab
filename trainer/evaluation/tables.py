"""The leaderboard's tables, for the page and for Markdown alike."""

from __future__ import annotations

from dataclasses import dataclass

from .leaderboard import Contestant, Difference, Leaderboard
from .measure import Figure
from .row import Row
from .rules import TESTS
from .test_set import DatasetEntry

#: Names of figures in headers; of others the metric's own name, ``_`` as a space.
_NAMES = {
    "log_loss": "log loss", "roc_auc": "ROC AUC", "average_precision": "AP", "f1": "F1", "f2": "F2",
    "best_f1": "best F1", "ece": "ECE", "f2_micro": "micro F2", "f2_macro": "macro F2", "f1_macro": "macro F1",
    "miou": "mIoU",
}  # fmt: skip
_HEADINGS = {
    "classification": "Which chips show a mine", "multilabel": "Which tags a chip has",
    "types": "Which type a mine is",
    "segmentation": "Which pixels are mine ground", "detection": "Boxes of sites", "objects": "Sites found, by size",
}  # fmt: skip
#: The most telling figures of a test, the first one that was measured counts.
_HEADLINES = {
    "classification": ("roc_auc", "false_alarm_rate", "recall"), "multilabel": ("f2_micro",),
    "types": ("accuracy",),
    "segmentation": ("iou_mine",), "detection": ("ap50_mine",), "objects": ("object_recall",),
}  # fmt: skip
_DASH = "–"
READING_GUIDE = (
    "A figure stands with its 95% bootstrap interval over places. Below a pack's figures stands their difference "
    "from the baseline of its kind on the same places; 'better' and 'worse' say that the interval of the difference "
    "leaves out 0. With this many comparisons some do so by chance. 'counted' is what a figure rests on: chips, "
    "pixels, boxes or sites."
)


@dataclass(frozen=True)
class TestTable:
    """One test on one data set.

    Attributes:
        heading: for readers. test: of ``rules.TESTS``.
        header, rows: of the table, all text; a pack's row is followed by its difference from the baseline.
        notes: what a reader must know, each once.
    """

    __test__ = False

    heading: str
    test: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def tables_of(board: Leaderboard, entry: DatasetEntry) -> list[TestTable]:
    """Return the tables of a data set, one a test that any pack took."""
    found = []
    for test in TESTS:
        table = _table(board, entry, test)
        if table is not None:
            found.append(table)
    return found


def _table(board: Leaderboard, entry: DatasetEntry, test: str) -> TestTable | None:
    rows = [
        (contestant, row)
        for contestant in board.contestants
        if (row := board.rows.get((entry.name, contestant.label))) is not None
        and any(figure.test == test for figure in row.figures)
    ]
    if not rows:
        return None
    figures = [figure for _, row in rows for figure in row.figures if figure.test == test]
    metrics = _ordered(list(dict.fromkeys(figure.metric for figure in figures)))
    counts = {metric: {f.count for f in figures if f.metric == metric} for metric in metrics}
    same = {metric for metric in metrics if len(counts[metric]) == 1}
    lines: list[tuple[str, ...]] = []
    for contestant, row in rows:
        cells = [row.figure(test, metric) for metric in metrics]
        lines.append((pack_name(contestant), *(_cell(figure, same) for figure in cells)))
        differences = [board.difference(row, figure) if figure else None for figure in cells]
        if any(difference is not None for difference in differences):
            lines.append(("… less the baseline", *(difference_text(value) for value in differences)))
    if same:
        shared = (str(min(counts[metric])) if metric in same else "" for metric in metrics)
        lines.append(("counted", *shared))
    header = ("pack", *(_header(metric) for metric in metrics))
    return TestTable(_HEADINGS[test], test, header, tuple(lines), _notes(rows, test))


def overview(board: Leaderboard) -> list[TestTable]:
    """Return a table a test with the most telling figure of each data set."""
    found = []
    for test in TESTS:
        columns = [
            (entry.name, metric)
            for entry in board.test_set.data_sets
            if (metric := _headline(board, entry, test)) is not None
        ]
        rows = []
        for contestant in board.contestants:
            cells = [_overview_cell(board, contestant, data, test, metric) for data, metric in columns]
            if any(cell != _DASH for cell in cells):
                rows.append((pack_name(contestant), *cells))
        if rows:
            header = ("pack", *(f"{data}: {_header(metric)}" for data, metric in columns))
            found.append(TestTable(_HEADINGS[test], test, header, tuple(rows), ()))
    return found


def _overview_cell(board: Leaderboard, contestant: Contestant, data: str, test: str, metric: str) -> str:
    row = board.rows.get((data, contestant.label))
    figure = row.figure(test, metric) if row else None
    if row is None or figure is None:
        return _DASH
    difference = board.difference(row, figure)
    return f"{figure.value:.3f} {difference.verdict if difference else ''}".strip()


def _headline(board: Leaderboard, entry: DatasetEntry, test: str) -> str | None:
    """Return the metric that stands for a test on a data set, None where nothing was measured."""
    measured = {
        figure.metric
        for (data, _), row in board.rows.items()
        if data == entry.name
        for figure in row.figures
        if figure.test == test
    }
    return next((metric for metric in _HEADLINES[test] if metric in measured), None)


def _cell(figure: Figure | None, same: set[str]) -> str:
    """Return a figure's cell; what it rests on stands there where it is not the same for all packs."""
    text = figure_text(figure)
    return text if figure is None or figure.metric in same else f"{text}, of {figure.count}"


def figure_text(figure: Figure | None) -> str:
    """Return a figure with its interval, such as ``0.914 (0.859 to 0.958)``."""
    if figure is None:
        return _DASH
    text = f"{figure.value:.3f}"
    return (
        text if figure.interval is None else f"{text} ({figure.interval[0]:.3f} to {figure.interval[1]:.3f})"
    )


def difference_text(difference: Difference | None) -> str:
    """Return a difference with its interval, and whether that leaves out 0."""
    if difference is None:
        return _DASH
    text = f"{difference.value:+.3f}"
    if difference.interval is not None:
        text += f" ({difference.interval[0]:+.3f} to {difference.interval[1]:+.3f})"
    return f"{text} {difference.verdict}".strip()


def entry_text(board: Leaderboard, entry: DatasetEntry) -> str:
    """Return a sentence or two on what a data set's figures rest on."""
    rows = [row for (data, _), row in board.rows.items() if data == entry.name]
    chips, places = max(row.chips for row in rows), max(row.places for row in rows)
    noun = "place" if places == 1 else "places"
    interval = "" if places > 1 else "With one place only there is no interval."
    parts = (f"Split {entry.split}: {chips} chips of {places} {noun}.", interval, entry.note)
    return " ".join(part for part in parts if part)


def _notes(rows: list[tuple[Contestant, Row]], test: str) -> tuple[str, ...]:
    """Return each note once, with the figures or packs that it holds for."""
    about: dict[str, list[str]] = {}
    for contestant, row in rows:
        for figure in row.figures:
            if figure.test == test and figure.note:
                about.setdefault(figure.note, []).append(_header(figure.metric))
        for warning in row.warnings:
            about.setdefault(warning, []).append(contestant.label)
    notes = []
    for note, names in about.items():
        unique = list(dict.fromkeys(names))
        text = note if len(unique) > 2 else f"{', '.join(unique)}: {note}"
        notes.append(text[0].upper() + text[1:])
    return tuple(notes)


def _header(metric: str) -> str:
    """Return a column's name."""
    if metric in _NAMES:
        return _NAMES[metric]
    name = metric.replace("ap50_95_", "AP50-95 ").replace("ap50_", "AP50 ")
    name = name.replace("boundary_f1_", "boundary F1 ").replace("iou_", "IoU ").replace("f1_", "F1 ")
    return name.removeprefix("object_").replace("_", " ")


def _ordered(metrics: list[str]) -> list[str]:
    """Return metrics with those of any mine last among their like, so that packs' own classes stand together."""
    return sorted(metrics, key=lambda metric: metric.endswith("_mine"))


def pack_name(contestant: Contestant) -> str:
    """Return a pack's name as tables show it."""
    return f"{contestant.label} (baseline)" if contestant.is_baseline else contestant.label
