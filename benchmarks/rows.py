"""What a benchmark found: one row of the table of `make benchmark`.

A benchmark is a module of this package with ``measure(work, tell, is_quick=False) -> list[Row]``, listed in
``run.MODULES``. It makes its own data in the folder ``work``, calls ``tell`` with a sentence about what it does next,
and takes small sizes where ``is_quick``. It ends with ``if __name__ == "__main__": run_alone(measure)``.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click

Tell = Callable[[str], None]
Measure = Callable[..., "list[Row]"]


@dataclass(frozen=True)
class Row:
    """One figure beside its bar.

    Attributes:
        key: of the row, unlike all others; by it results of two runs are compared.
        what: is measured, as the table says it.
        bar: what is to be reached, in words, such as ``<= 10 %``; "" where there is none.
        value: the figure; NaN where it was not measured.
        unit: of the figure, such as ``%``, ``x``, ``s``, ``GB``.
        is_met: whether the bar is reached; None where there is no bar, or where nothing was measured.
        detail: what was measured, on what, how often.
        reason: why the bar is missed, or why nothing was measured; "" where it is met.
        parts: the profile: seconds by part.
    """

    key: str
    what: str
    bar: str
    value: float
    unit: str
    is_met: bool | None
    detail: str
    reason: str = ""
    parts: dict[str, float] = field(default_factory=dict)

    @property
    def figure(self) -> str:
        """The value with its unit, three digits."""
        if math.isnan(self.value):
            return "not measured"
        digits = 0 if not self.value else max(0, 2 - math.floor(math.log10(abs(self.value))))
        return f"{self.value:,.{digits}f} {self.unit}".rstrip()

    @property
    def verdict(self) -> str:
        """Whether the bar is met, in a word."""
        return "" if self.is_met is None else "met" if self.is_met else "missed"

    def as_dict(self) -> dict[str, Any]:
        """Return the row as JSON values."""
        return asdict(self) | {"value": None if math.isnan(self.value) else self.value}


def row_from(values: dict[str, Any]) -> Row:
    """Return the row that ``as_dict`` gave."""
    return Row(**values | {"value": math.nan if values["value"] is None else values["value"]})


def unmeasured(key: str, what: str, bar: str, reason: str, is_met: bool | None = None) -> Row:
    """Return the row of something that could not be measured here.

    Args:
        reason: why.
        is_met: False where it should have been: the benchmark failed.
    """
    return Row(key, what, bar, math.nan, "", is_met, "", reason)


def text_table(rows: Sequence[Row]) -> str:
    """Return the rows as a table for a terminal, with the reasons of missed bars below it."""
    cells = [("what", "bar", "here", "")] + [(row.what, row.bar, row.figure, row.verdict) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(3)]
    lines = [
        "  ".join((*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[3])).rstrip()
        for line in cells
    ]
    return "\n".join([*lines, "", *(f"{row.what}: {row.reason}" for row in rows if row.reason)])


def run_alone(measure: Measure) -> None:
    """Be the command line of one benchmark: ``python -m benchmarks.NAME [--quick]`` prints its rows."""

    @click.command(help=measure.__doc__)
    @click.option("--quick", is_flag=True, help="Small sizes, to see whether it works.")
    @click.option(
        "--work", type=click.Path(path_type=Path), help="Folder for data. Default: a temporary one."
    )
    @click.option("--json", "file", type=click.Path(path_type=Path), help="Write the rows here, print none.")
    def command(quick: bool, work: Path | None, file: Path | None) -> None:
        with tempfile.TemporaryDirectory() as folder:
            rows = measure(work or Path(folder), lambda text: click.echo(f"    {text}"), is_quick=quick)
        if file is not None:
            file.write_text(json.dumps([row.as_dict() for row in rows], indent=1), encoding="utf-8")
            return
        click.echo(text_table(rows))
        for row in rows:
            for part, seconds in row.parts.items():
                click.echo(f"  {row.key}: {part} {seconds:.2f} s")

    command()
