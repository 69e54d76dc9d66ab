"""Reads the tables of a results GeoPackage, in any thread. It never writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import gdal

from ..client.errors import ClientError


@dataclass(frozen=True)
class MineRow:
    """What a mine's row tells without its outline.

    Attributes:
        number: its ``id``.
        type: code of its type.
        confidence: 0-1. area_ha: hectares.
        review: ``unreviewed``, ``accepted`` or ``rejected``.
    """

    number: int
    type: str
    confidence: float
    area_ha: float
    review: str


def read_layer_names(geopackage: str) -> set[str]:
    """Return the names of the layers and tables in a results file.

    Raises:
        ClientError: ``result_unreadable``.
    """
    return {row["table_name"] for row in _rows(geopackage, "SELECT table_name FROM gpkg_contents")}


def read_run(geopackage: str) -> dict[str, Any]:
    """Return the provenance that a run wrote: its fields as text and numbers, some of them JSON.

    Raises:
        ClientError: ``result_unreadable``.
    """
    rows = _rows(geopackage, "SELECT * FROM run LIMIT 1")
    if not rows:
        raise _unreadable(geopackage, "it tells nothing of a run")
    return {name: value for name, value in rows[0].items() if name != "fid"}


def read_mines(geopackage: str) -> list[MineRow]:
    """Return the mines of a run, the surest first; none where the run did not look for any.

    Raises:
        ClientError: ``result_unreadable``.
    """
    if "mines" not in read_layer_names(geopackage):
        return []
    query = "SELECT id, type, confidence, area_ha, review FROM mines ORDER BY confidence DESC, id"
    return [
        MineRow(row["id"], row["type"], row["confidence"], row["area_ha"], row["review"])
        for row in _rows(geopackage, query)
    ]


def count_rows(geopackage: str) -> dict[str, int]:
    """Return how many detections and cells there are, by layer; what was not looked for is left out.

    Raises:
        ClientError: ``result_unreadable``.
    """
    queries = {
        "detections": "SELECT count(*) AS number FROM detections",
        "cells": "SELECT count(*) AS number FROM cells",
    }
    there = read_layer_names(geopackage)
    return {name: _rows(geopackage, query)[0]["number"] for name, query in queries.items() if name in there}


def _rows(geopackage: str, query: str) -> list[dict[str, Any]]:
    """Return the answer to a query, a dictionary per row."""
    # By GDAL and not by sqlite3: another SQLite in this process could undo the locks of QGIS on the same file.
    file = gdal.OpenEx(geopackage, gdal.OF_VECTOR) if Path(geopackage).is_file() else None
    if file is None:
        raise _unreadable(geopackage, "it is not there, or it is no GeoPackage")
    answer = file.ExecuteSQL(query)
    if answer is None:
        raise _unreadable(geopackage, gdal.GetLastErrorMsg() or "it holds no results")
    rows = [dict(feature.items()) for feature in answer]
    file.ReleaseResultSet(answer)
    return rows


def _unreadable(geopackage: str, reason: str) -> ClientError:
    return ClientError(
        "result_unreadable", f"The results in {geopackage} could not be read: {reason}.",
        "Choose the results.gpkg that a run of Mining Detector wrote, and look whether another program holds it.",
    )  # fmt: skip
