"""The page of `make benchmark`."""

from __future__ import annotations

import math
from typing import Any

import pytest

from benchmarks.page import _times_as_good, write_page
from benchmarks.rows import Row, unmeasured

ROWS = [
    Row("overhead", "Overhead", "<= 10 %", 14.0, "%", False, "three rounds", "Most goes to write.",
        {"network": 8.0, "write": 1.2}),
    Row("peers_float32_geoai", "Times as fast as geoai", ">= 2 x", 2.5, "x", True, "in turns", "",
        {"engine float32": 2.0, "geoai float32": 5.0}),
    Row("agreement_geoai", "Same class", "", 99.9, "%", None, "in turns"),
    unmeasured("gpu", "On a GPU", ">= 85 %", "No usable GPU here."),
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files' texts by name, for the rows above."""
    one: dict[str, Any] = {
        "rows": [row.as_dict() for row in ROWS], "error": "", "seconds": 61.0, "measured": "2026-11-22T04:00+00:00",
        "code": "abc1234",
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("page")
    write_page({"machine": "a made machine, 2 cores", "is_complete": True, "modules": {"made": one}}, folder)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["speed.html", "speed.md"])
def test_page_tells_all_figures_with_machine_date_and_commit(pages: dict[str, str], name: str) -> None:
    text = pages[name].replace("\u00a0", " ").replace("&gt;", ">").replace("&lt;", "<")
    for row in ROWS:
        assert row.what in text
        assert row.bar in text
        assert row.figure in text
    for part in (
        "a made machine, 2 cores",
        "2026-11-22T04:00",
        "abc1234",
        "Most goes to write.",
        "network 8.00, write 1.20",
    ):
        assert part in text


def test_bars_that_are_missed_or_not_measured_are_named_with_their_reason(pages: dict[str, str]) -> None:
    missed = pages["speed.md"].split("## Not reached")[1].split("##")[0]
    assert "**Overhead**: 14.0 %. Most goes to write. Seconds: network 8.00, write 1.20." in missed
    assert "**On a GPU**: not measured. No usable GPU here." in missed
    assert "geoai" not in missed


def test_page_is_one_file_with_its_plots(pages: dict[str, str]) -> None:
    html = pages["speed.html"]
    assert html.count("data:image/png;base64,") == 3
    assert 'src="http' not in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("bar", "value", "times"),
    [("<= 10 %", 5.0, 2.0), (">= 2 x", 3.0, 1.5), ("< 2 %", -1.0, 20.0), ("<= 1,000 s", 2000.0, 0.5),
     ("", 1.0, None), (">= 2 x", math.nan, None)],
)  # fmt: skip
def test_rows_are_drawn_by_how_often_they_keep_their_bar(bar: str, value: float, times: float | None) -> None:
    assert _times_as_good(Row("key", "what", bar, value, "", None, "")) == times
