"""The vector layers of a run as tables, and how they are written. All geometries are in the scene's CRS."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from rasterio.crs import CRS

from .areas import area_ha
from .cells import Cells
from .detection import Detections
from .mines import Mines, to_ground
from .scene import Scene

#: Layers of areas that may have several parts; all others hold single polygons.
_AREAS = ("aoi", "searched")


@dataclass(frozen=True)
class Layer:
    """A table with an outline for each row.

    Attributes:
        geometries: polygons (n,); None for a table without outlines.
        fields: values (n,) by name.
    """

    geometries: np.ndarray | None
    fields: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(next(iter(self.fields.values())))


def mines_layer(mines: Mines, scene: str, acquired: str | None, run_id: str) -> Layer:
    """Return the layer ``mines``, numbered from 1 in their order.

    Args:
        scene: its name. acquired: when, None where nobody knows.
    """
    count = len(mines.types)
    text = np.full(count, None, dtype=object)
    fields = {
        "id": np.arange(1, count + 1), "type": mines.types, "confidence": mines.confidence,
        "area_ha": mines.area_ha,
        **{f"score_{name}": mines.scores[name] for name in ("classifier", "detector", "segmenter")},
        "scene": np.full(count, scene, dtype=object),
        "acquired": np.full(count, acquired, dtype=object),
        "run_id": np.full(count, run_id, dtype=object),
        "review": np.full(count, "unreviewed", dtype=object), "reviewed_type": text, "note": text,
    }  # fmt: skip
    return Layer(mines.geometries, fields)


def detections_layer(detections: Detections, classes: tuple[str, ...], scene: Scene) -> Layer:
    """Return the layer ``detections``; ``classes`` are the names of the detector's."""
    boxes = shapely.box(*detections.boxes.astype(float).reshape(-1, 4).T)
    types = np.array([classes[index] for index in detections.classes], dtype=object)
    fields = {
        "id": np.arange(1, len(types) + 1), "type": types, "score": detections.scores.astype(float),
    }  # fmt: skip
    return Layer(to_ground(boxes, scene.transform), fields)


def empty_layer(name: str) -> Layer:
    """Return the layer ``mines`` or ``detections`` of a run that found none."""
    nothing, zeros = np.zeros(0, dtype=object), np.zeros(0)
    if name == "detections":
        return Layer(nothing, {"id": np.zeros(0, dtype=int), "type": nothing, "score": zeros})
    scores = dict.fromkeys(("classifier", "detector", "segmenter"), zeros)
    return mines_layer(Mines(nothing, nothing, zeros, zeros, scores), "", None, "")


def cells_layer(cells: Cells, scene: Scene) -> Layer:
    """Return the layer ``cells``: those that were looked at."""
    squares, scores, is_searched = cells.squares()
    fields = {
        "id": np.arange(1, len(scores) + 1), "score": scores.astype(float), "searched": is_searched,
    }  # fmt: skip
    return Layer(to_ground(squares, scene.transform), fields)


def area_layer(area: shapely.Geometry, crs: CRS) -> Layer:
    """Return a layer of one area with its size; without a row where it is empty."""
    outline = np.array([] if area.is_empty else [area], dtype=object)
    return Layer(outline, {"id": np.arange(1, len(outline) + 1), "area_ha": area_ha(outline, crs)})


def run_layer(run: dict[str, Any]) -> Layer:
    """Return one row of provenance; values that are no text or number become JSON."""
    row = {
        name: value if isinstance(value, str | int | float) else json.dumps(value)
        for name, value in run.items()
    }
    return Layer(None, {name: np.array([value]) for name, value in row.items()})


def write_geopackage(path: Path, layers: dict[str, Layer], crs: CRS) -> None:
    """Write layers by name to a new GeoPackage."""
    for name, layer in layers.items():
        # Newer versions make the GDAL of QGIS 3.22 warn at each opening.
        _write(path, name, layer, crs, "GPKG", append=path.exists(), dataset_options={"VERSION": "1.3"})


def write_part(path: Path, name: str, layer: Layer, crs: CRS) -> None:
    """Write one layer as a FlatGeobuf, whose rows keep their order."""
    _write(path, name, layer, crs, "FlatGeobuf", layer_options={"SPATIAL_INDEX": "NO"})


def read_part(path: Path) -> tuple[Layer, CRS]:
    """Return what ``write_part`` wrote."""
    meta, _, geometries, values = pyogrio.raw.read(path)
    fields = dict(zip(meta["fields"].tolist(), values, strict=True))
    return Layer(shapely.from_wkb(geometries), fields), CRS.from_user_input(meta["crs"])


def _write(path: Path, name: str, layer: Layer, crs: CRS, driver: str, **options: Any) -> None:
    columns = [
        values.astype(object) if values.dtype.kind == "U" else values for values in layer.fields.values()
    ]
    kind = None
    if layer.geometries is not None:
        kind = "MultiPolygon" if name in _AREAS else "Polygon"
    pyogrio.raw.write(
        path, None if layer.geometries is None else shapely.to_wkb(layer.geometries), columns, list(layer.fields),
        layer=name, driver=driver, geometry_type=kind, crs=None if layer.geometries is None else crs.to_wkt(),
        promote_to_multi=name in _AREAS, **options,
    )  # fmt: skip
