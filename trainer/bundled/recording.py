"""Figures of an evaluation of the three packs together, written into the packs and their cards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.model_folder import KINDS
from mining_detector_plugin.engine.pack import load_pack
from trainer.packs.card import write_card
from trainer.packs.metadata import read_metadata, write_metadata

from .places import MAP_FILE, SourcePlaces, counts_of, map_svg

#: Which pack a figure is of, by the beginning of its key. What is of all three stands with the polygons that it is
#: about; what fits none of these is told in docs/models.md alone.
_PACK_OF = {
    "classifier_": "classifier", "gate_": "classifier", "false_alarm_rate": "classifier",
    "size_mb_classifier": "classifier",
    "detector_": "detector", "size_mb_detector": "detector",
    "segmenter_": "segmenter", "size_mb_segmenter": "segmenter",
    "pipeline_": "segmenter", "polygons_": "segmenter", "sites_": "segmenter", "false_sites": "segmenter",
    "calibration": "segmenter",
}  # fmt: skip
#: Which data a figure is of, by a word in its key; the first that fits.
_DATA_OF = {
    "six_band": "six_band_chips", "chip_mosaics": "rgb_chips", "mirrored_chips": "rgb_chips", "rgb": "rgb_chips",
    "tailings": "tailings",
    "quarry": "quarry_scene", "eurosat": "eurosat", "land_chips": "land_chips_12_band",
    "artisanal": "rgb_chips, six_band_chips", "size_mb": "pack",
}  # fmt: skip
_SEVERAL = "several"
_SIZE = re.compile(r"_(small|medium|large|(below|under|from|over)_\d+_ha|\d+_to_\d+_ha)(_|$)")
_PLACE = re.compile(r"_group_")
_DATE = re.compile(r"_\d{8}$")
#: How ``data.samples.places_of`` names a half-degree cell: longitude, latitude.
_CELL = re.compile(r"([+-]\d{3}\.\d)([+-]\d{2}\.\d)")
#: A table of the evaluation that gives a figure for each place.
_BY_PLACE = "_by_place"


#: The rows of ``evaluate.py robustness``, beside the figures.
ROBUSTNESS = "robustness"


class FiguresError(MiningDetectorError):
    """A file of figures can't be used."""


def read_figures(path: Path, robustness: Path | None = None) -> dict[str, Any]:
    """Return what ``trainer/evaluate.py --pack FOLDER --json FILE`` wrote.

    Args:
        robustness: what ``evaluate.py robustness --json`` wrote of the same packs; it comes under ``ROBUSTNESS``.

    Raises:
        FiguresError: ``figures_missing``, ``figures_invalid``.
    """
    for file in (path, *([robustness] if robustness else [])):
        if not file.is_file():
            raise FiguresError(
                "figures_missing", f"There are no figures in {file}.",
                "Measure first: trainer/evaluate.py --pack FOLDER --json FILE, and evaluate.py robustness.",
            )  # fmt: skip
    try:
        measured = json.loads(path.read_text(encoding="utf-8"))
        named = [measured[name] for name in ("figures", "packs", "date", "split", "command")]
    except (ValueError, KeyError, TypeError) as error:
        raise FiguresError(
            "figures_invalid", f"{path} does not hold the figures of a folder of packs: {error}.",
            "Write it with trainer/evaluate.py --pack FOLDER --json FILE.",
        ) from error  # fmt: skip
    assert isinstance(named[0], dict)
    if robustness is not None:
        measured[ROBUSTNESS] = json.loads(robustness.read_text(encoding="utf-8"))
    return measured


def record(models: Path, measured: dict[str, Any], places: list[SourcePlaces]) -> None:
    """Write figures, changed conditions and the map of places into the packs of a folder, and make their cards anew.

    Args:
        models: folder of the packs that were measured.
        measured: see ``read_figures``.
        places: of the data that they learnt from and were measured on; none leaves the map out.

    Raises:
        FiguresError: ``figures_of_others``, where the figures are not of these packs.
    """
    _require_figures_of(models, measured)
    rows = [*evaluation_rows(measured)]
    for kind in KINDS:
        folder = models / kind
        metadata = read_metadata(folder)
        own = [row for of, row in rows if of == kind]
        metadata["evaluation"] = own
        metadata["robustness"] = [row for row in measured.get(ROBUSTNESS, ()) if row["pack"] == kind]
        if places:
            (folder / MAP_FILE).write_text(map_svg(places), encoding="utf-8")
            metadata["places"] = {"map": MAP_FILE, "counts": counts_of(places)}
        write_metadata(folder, metadata)
        write_card(folder, metadata)


def _require_figures_of(models: Path, measured: dict[str, Any]) -> None:
    others = [
        kind
        for kind, entry in measured["packs"].items()
        if entry["fingerprint"] != load_pack(models / kind).fingerprint()
    ]
    if others:
        raise FiguresError(
            "figures_of_others",
            f"The figures are not of the {' and the '.join(others)} in {models}: nothing was written.",
            f"Measure these packs: trainer/evaluate.py --pack {models} --json FILE.",
        )  # fmt: skip


def evaluation_rows(measured: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield rows of model.json's ``evaluation`` with the kind of pack that each is of.

    Figures that the data did not define, and those of no single pack, are left out.
    """
    same = {"split": measured["split"], "date": measured["date"], "command": measured["command"]}
    for key, figure in measured["figures"].items():
        kind = _pack_of(key)
        if kind is None or figure["value"] is None:
            continue
        row = (
            {"data": _data_of(key), "metric": key}
            | same
            | {name: figure[name] for name in ("value", "count")}
        )
        row |= {name: figure[name] for name in ("low", "high", "places") if figure.get(name) is not None}
        part = _part_of(key)
        yield kind, row | ({"by": part} if part else {}) | {"note": figure.get("note", "")}
    for name, table in measured.items():
        if name.endswith(_BY_PLACE):
            yield from _rows_by_place(table, same)


def _rows_by_place(
    table: dict[str, dict[str, Any]], same: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of a table of figures by place; what is no figure of a pack counts what the others rest on."""
    for place, values in table.items():
        count = next((int(value) for name, value in values.items() if _pack_of(name) is None), 1)
        for key, value in values.items():
            kind = _pack_of(key)
            if kind is not None and value is not None:
                row = {
                    "data": _data_of(key),
                    "metric": f"{key} at {_told(place)}",
                    "value": value,
                    "count": count,
                }
                yield kind, row | same | {"by": "place", "note": ""}


def _told(place: str) -> str:
    """Return the corner of a place's half-degree cell as one reads it; other names as they are."""
    found = _CELL.fullmatch(place)
    if found is None:
        return place
    lon, lat = (float(part) for part in found.groups())
    return f"{abs(lat):g}°{'NS'[lat < 0]} {abs(lon):g}°{'EW'[lon < 0]}"


def _pack_of(key: str) -> str | None:
    return next((kind for start, kind in _PACK_OF.items() if key.startswith(start)), None)


def _data_of(key: str) -> str:
    return next((data for word, data in _DATA_OF.items() if word in key), _SEVERAL)


def _part_of(key: str) -> str | None:
    """Return by what a figure's data are a part of another one's: ``size``, ``place``, ``date``; None for the whole."""
    patterns = {"size": _SIZE, "place": _PLACE, "date": _DATE}
    return next((name for name, pattern in patterns.items() if pattern.search(key)), None)
