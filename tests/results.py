"""Reads the files that a run wrote."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import shapely


def read_layer(out: Path, layer: str) -> tuple[dict[str, np.ndarray], np.ndarray | None]:
    """Return the fields of a results layer as arrays, with its geometries."""
    meta, _, geometries, fields = pyogrio.raw.read(out / "results.gpkg", layer=layer)
    table = dict(zip(meta["fields"].tolist(), fields, strict=True))
    return table, shapely.from_wkb(geometries) if geometries is not None else None
