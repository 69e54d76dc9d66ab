"""Runs all benchmarks one after the other, prints their table beside the bars, and writes the page.

python -m benchmarks.run [--only NAME ...] [--quick]

Each benchmark runs in a process of its own: one that fails, or is killed, becomes a row that says so, and the run goes
on. What is measured is kept at once: a run that was cut short goes on where it was, unless the code has changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.machine import code_state, describe_machine
from benchmarks.page import write_page
from benchmarks.rows import Row, row_from, text_table, unmeasured

ROOT = Path(__file__).resolve().parents[1]
#: The benchmarks in their order, with about how many minutes each takes on two cores.
#: Each is a module of this package, see ``rows``.
MODULES: dict[str, float] = {
    "overhead": 3,
    "peers": 7,
    "start": 1,
    "writing": 2,
    "polygons": 5,
    "tile": 9,
    "nodata": 2,
    "loading": 2,
    "classifier": 2,
    "gate": 4,
    "accuracy": 1,
}


@click.command()
@click.option(
    "--only", multiple=True, help="Measure this benchmark alone, again if need be. May be repeated."
)
@click.option("--quick", is_flag=True, help="Small sizes, to see whether all works. Writes no page in docs/.")
@click.option(
    "--work", type=click.Path(path_type=Path), default=ROOT / ".build" / "benchmark", help="For data and results."
)  # fmt: skip
def main(only: tuple[str, ...], quick: bool, work: Path) -> None:
    """Measure, print the table, and end with exit code 1 where a benchmark failed."""
    unknown = set(only) - set(MODULES)
    if unknown:
        raise click.UsageError(
            f"There is no benchmark {', '.join(sorted(unknown))}; known are {', '.join(MODULES)}."
        )
    results = measure_all(work / ("quick" if quick else "full"), MODULES, only, quick)
    folder = work / "quick" if quick else ROOT / "docs"
    write_page(results, folder)
    click.echo("\n" + text_table([row for one in results["modules"].values() for row in rows_of(one)]))
    click.echo(f"\nThe page is {folder / 'speed.html'}.")
    sys.exit(any(one["error"] for one in results["modules"].values()))


def measure_all(
    work: Path, modules: Mapping[str, float], only: Sequence[str] = (), is_quick: bool = False,
    package: str = __package__ or "benchmarks",
) -> dict[str, Any]:  # fmt: skip
    """Run the benchmarks that are not measured yet, and return the results of all.

    Args:
        work: folder for data and for ``results.json``.
        modules: the benchmarks of the package in their order, see ``MODULES``.
        only: these alone, measured or not; earlier results of the others stay.

    Returns:
        ``machine`` (text), ``is_complete``, and ``modules``: by name ``rows``, ``error``, ``seconds``, ``measured``
        (ISO 8601) and ``code`` (the commit).
    """
    work.mkdir(parents=True, exist_ok=True)
    file, code = work / "results.json", code_state()
    results = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept = results.get("modules", {})
    if not only and (results.get("is_complete") or any(one["code"] != code for one in kept.values())):
        kept = {}
    wanted = list(only) or [name for name in modules if name not in kept or kept[name]["error"]]
    for number, name in enumerate(wanted, 1):
        duration = "small sizes" if is_quick else f"about {modules[name]:g} min"
        click.echo(f"[{number} of {len(wanted)}] {name}: {duration}")
        measured = _measure_apart(f"{package}.{name}", work, is_quick) | {"code": code}
        click.echo(f"    {measured['seconds']:.0f} s. {measured['error']}")
        found = kept | {name: measured}
        kept = {own: found[own] for own in modules if own in found}
        results = {"machine": describe_machine(), "is_complete": set(kept) == set(modules), "modules": kept}
        unfinished = file.with_suffix(".part")
        unfinished.write_text(json.dumps(results, indent=1), encoding="utf-8")
        unfinished.replace(file)
    return results


def rows_of(measured: dict[str, Any]) -> list[Row]:
    """Return the rows of one benchmark's results."""
    return [row_from(values) for values in measured["rows"]]


def _measure_apart(module: str, work: Path, is_quick: bool) -> dict[str, Any]:
    """Run a benchmark in a process of its own, which prints what it does."""
    start, answer, log = time.perf_counter(), work / f"{module}.json", work / f"{module}.log"
    answer.unlink(missing_ok=True)
    alone = f"from benchmarks.rows import run_alone; from {module} import measure; run_alone(measure)"
    command = [sys.executable, "-c", alone, "--work", str(work), "--json", str(answer)]
    with log.open("w", encoding="utf-8") as errors:
        done = subprocess.run(
            [*command, *(["--quick"] if is_quick else [])], cwd=ROOT, stderr=errors, check=False
        )
    error, rows = "", []
    if done.returncode or not answer.exists():
        last = log.read_text(encoding="utf-8").strip().splitlines()[-1:]
        error = "".join(last) or f"it ended with exit code {done.returncode}"
        rows = [unmeasured(module, module, "", f"It failed: {error}", is_met=False).as_dict()]
    return {
        "rows": rows or json.loads(answer.read_text(encoding="utf-8")),
        "error": error,
        "seconds": time.perf_counter() - start,
        "measured": datetime.now(UTC).isoformat(timespec="minutes"),
    }


if __name__ == "__main__":
    main()
