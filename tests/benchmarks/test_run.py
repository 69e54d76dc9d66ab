"""The harness of `make benchmark`: real child processes, made benchmarks."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import run
from benchmarks.rows import Row, row_from, text_table, unmeasured
from benchmarks.run import measure_all, rows_of

MODULES = {"first": 0.1, "second": 0.1, "third": 0.1}
BENCHMARK = """
from benchmarks.rows import Row, run_alone

def measure(work, tell, is_quick=False):
    tell("begins")
    {body}
    count = work / "{name}.count"
    count.write_text(str(int(count.read_text()) + 1 if count.exists() else 1))
    return [Row("{name}", "What {name} takes", "<= 2 s", float(count.read_text()), "s", True, str(is_quick))]

if __name__ == "__main__":
    run_alone(measure)
"""


@pytest.fixture
def made_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of three benchmarks that count how often they ran, the second of which breaks."""
    folder = tmp_path / "made_benchmarks"
    folder.mkdir()
    (folder / "__init__.py").touch()
    bodies = {"first": "", "second": "raise ValueError('no such scene')", "third": ""}
    for name, body in bodies.items():
        (folder / f"{name}.py").write_text(BENCHMARK.format(name=name, body=body))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return folder


def measured(work: Path, only: tuple[str, ...] = (), is_quick: bool = False) -> dict[str, Row]:
    results = measure_all(work, MODULES, only, is_quick, package="made_benchmarks")
    return {name: rows_of(one)[0] for name, one in results["modules"].items()}


def test_benchmark_that_breaks_becomes_a_row_and_the_others_go_on(made_package: Path, tmp_path: Path) -> None:
    rows = measured(tmp_path / "work")
    assert list(rows) == ["first", "second", "third"]
    assert rows["first"].value == rows["third"].value == 1
    assert math.isnan(rows["second"].value)
    assert rows["second"].is_met is False
    assert "no such scene" in rows["second"].reason


def test_benchmark_that_is_killed_becomes_a_row(made_package: Path, tmp_path: Path) -> None:
    kill = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    (made_package / "second.py").write_text(BENCHMARK.format(name="second", body=kill))
    assert "exit code -9" in measured(tmp_path / "work")["second"].reason


def test_run_that_was_cut_short_keeps_what_it_measured(
    made_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "code_state", lambda: "abc")
    work = tmp_path / "work"
    interrupt = made_package / "second.py"
    original = run._measure_apart

    def cut_short(module: str, *arguments: object) -> dict[str, object]:
        if module.endswith("second"):
            raise KeyboardInterrupt
        return original(module, *arguments)

    monkeypatch.setattr(run, "_measure_apart", cut_short)
    with pytest.raises(KeyboardInterrupt):
        measured(work)
    monkeypatch.setattr(run, "_measure_apart", original)
    interrupt.write_text(BENCHMARK.format(name="second", body=""))
    assert [row.value for row in measured(work).values()] == [1, 1, 1]
    # Complete: the next run measures everything anew.
    assert [row.value for row in measured(work).values()] == [2, 2, 2]


def test_run_that_was_cut_short_begins_again_with_other_code(
    made_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "code_state", lambda: "abc")
    measured(tmp_path / "work", only=("first",))
    monkeypatch.setattr(run, "code_state", lambda: "def")
    assert measured(tmp_path / "work")["first"].value == 2


def test_one_benchmark_is_measured_again_and_the_rows_of_the_others_stay(
    made_package: Path, tmp_path: Path
) -> None:
    measured(tmp_path / "work")
    rows = measured(tmp_path / "work", only=("third",), is_quick=True)
    assert (rows["first"].value, rows["third"].value) == (1, 2)
    assert (rows["first"].detail, rows["third"].detail) == ("False", "True")


def test_rows_outlive_json() -> None:
    row = Row("tile", "A tile", "<= 90 s", 88.25, "s", True, "once", "", {"read": 2.5})
    assert row_from(row.as_dict()) == row
    assert math.isnan(row_from(unmeasured("gpu", "GPU", ">= 85 %", "no GPU here").as_dict()).value)


@pytest.mark.parametrize(
    ("value", "unit", "figure"),
    [(0.123456, "%", "0.123 %"), (8.049, "x", "8.05 x"), (88.25, "s", "88.2 s"), (1234.5, "s", "1,234 s"),
     (0.0, "%", "0 %"), (-2.345, "%", "-2.35 %"), (math.nan, "s", "not measured")],
)  # fmt: skip
def test_figures_have_three_digits(value: float, unit: str, figure: str) -> None:
    assert Row("key", "what", "", value, unit, None, "").figure == figure


def test_table_names_the_reason_of_a_missed_bar() -> None:
    rows = [
        Row("a", "Overhead", "<= 10 %", 8.0, "%", True, "three rounds"),
        Row(
            "b", "Memory", "<= 1.2 GB", 1.5, "GB", False, "once", "A tile row of 10,980 pixels is held twice."
        ),
    ]
    head, first, second, _, *notes = text_table(rows).splitlines()
    assert head.split() == ["what", "bar", "here"]
    assert first.split() == ["Overhead", "<=", "10", "%", "8.00", "%", "met"]
    assert second.split() == ["Memory", "<=", "1.2", "GB", "1.50", "GB", "missed"]
    assert notes == ["Memory: A tile row of 10,980 pixels is held twice."]


def test_command_ends_with_1_where_a_benchmark_failed_and_writes_the_page(
    made_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "MODULES", MODULES)
    monkeypatch.setattr(run, "measure_all", partial(measure_all, package="made_benchmarks"))
    done = CliRunner().invoke(run.main, ["--quick", "--work", str(tmp_path / "work")])
    assert done.exit_code == 1
    assert "made_benchmarks.second: It failed: ValueError: no such scene" in done.output
    assert "What third takes" in (tmp_path / "work" / "quick" / "speed.md").read_text(encoding="utf-8")
    (made_package / "second.py").write_text(BENCHMARK.format(name="second", body=""))
    done = CliRunner().invoke(run.main, ["--quick", "--work", str(tmp_path / "work")])
    assert done.exit_code == 0


def test_unknown_benchmark_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(run.main, ["--only", "nothing", "--work", str(tmp_path)])
    assert done.exit_code == 2
    assert "There is no benchmark nothing" in done.output
