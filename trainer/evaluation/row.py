"""A row of the leaderboard: one pack on one data set, and its file, so that no row is measured twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from .examples import Example
from .measure import Figure

#: Part of each row's key: raise it when figures come out otherwise for the same pack and data.
ROW_FORMAT = 2


@dataclass(frozen=True)
class Row:
    """One pack on one data set.

    Attributes:
        pack: the pack's name and version. kind: of the pack. sha256: of its files.
        data: name of the data set's entry.
        figures: of all tests. places, chips: that were looked at.
        warnings: what went wrong on the way, in sentences.
        details: what plots are made from, by ``TEST/NAME``.
        examples: pictures.
    """

    pack: str
    kind: str
    sha256: str
    data: str
    figures: tuple[Figure, ...]
    places: int
    chips: int
    warnings: tuple[str, ...]
    details: dict[str, np.ndarray]
    examples: tuple[Example, ...]

    def figure(self, test: str, metric: str) -> Figure | None:
        """Return a figure, None where the row does not have it."""
        return next((f for f in self.figures if (f.test, f.metric) == (test, metric)), None)


def write_row(folder: Path, key: str, row: Row) -> None:
    """Write a row; it is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {f"details/{name}": values for name, values in row.details.items()}
    arrays |= {f"samples/{number}": figure.samples for number, figure in enumerate(row.figures)}
    arrays |= {f"examples/{number}": example.pixels for number, example in enumerate(row.examples)}
    draft = folder / f".{key}.npz"
    np.savez_compressed(draft, **arrays)  # type: ignore[arg-type]
    draft.replace(folder / f"{key}.npz")
    fields: dict[str, Any] = {
        "pack": row.pack, "kind": row.kind, "sha256": row.sha256, "data": row.data, "places": row.places,
        "chips": row.chips, "warnings": row.warnings,
        "figures": [
            {"test": f.test, "metric": f.metric, "value": f.value, "interval": f.interval, "count": f.count,
             "places": f.places, "note": f.note}
            for f in row.figures
        ],
        "examples": [{"group": example.group, "caption": example.caption} for example in row.examples],
    }  # fmt: skip
    draft = folder / f".{key}.json"
    draft.write_text(json.dumps(fields, indent=1, ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / f"{key}.json")


def read_row(folder: Path, key: str) -> Row | None:
    """Return a row that was written, None where it is not there."""
    path = folder / f"{key}.json"
    if not path.is_file():
        return None
    fields = json.loads(path.read_text(encoding="utf-8"))
    with np.load(folder / f"{key}.npz", allow_pickle=False) as stored:
        figures = tuple(
            Figure(
                **entry | {"interval": tuple(entry["interval"]) if entry["interval"] else None},
                samples=stored[f"samples/{number}"],
            )
            for number, entry in enumerate(fields.pop("figures"))
        )
        examples = tuple(
            Example(entry["group"], stored[f"examples/{number}"], entry["caption"])
            for number, entry in enumerate(fields.pop("examples"))
        )
        details = {
            name.removeprefix("details/"): stored[name]
            for name in stored.files
            if name.startswith("details/")
        }
    warnings = tuple(fields.pop("warnings"))
    return Row(figures=figures, examples=examples, details=details, warnings=warnings, **fields)


def renamed(row: Row, pack: str) -> Row:
    """Return a row under the name that its pack has in this leaderboard."""
    return replace(row, pack=pack)
