"""Polygons of any vector layer that OGR reads: which are mines, of which type, and where nobody decided yet.

Understands layers with a type column or without one (the layout of Maus et al.'s global mining polygons), and the
GeoPackage of the plugin's review: accepted polygons are mines, rejected ones are none, the rest is unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError
from rasterio.crs import CRS
from rasterio.errors import CRSError

from trainer.data.dataset import UNLABELLED

from .parts import BuildError

#: What is known of a polygon.
MINE, NO_MINE, UNKNOWN = "mine", "no_mine", "unknown"
#: Layer of the plugin's results, and what its column ``review`` says.
REVIEW_LAYER = "mines"
_STATE_OF_REVIEW = {"accepted": MINE, "rejected": NO_MINE}
#: Classes that packs know, in the order of their codes; other types follow by name.
_CLASS_ORDER = ("open_pit", "waste_dump", "tailings", "artisanal", "mine_ground")

_LAYER_OPTION = "--layer NAME for build_dataset.py, --set procedure.settings.layer=NAME for fine_tune"


@dataclass(frozen=True)
class PolygonLayer:
    """The polygons of a layer.

    Attributes:
        geometries: shapely polygons or multipolygons (n,), valid, with coordinates in ``crs``.
        crs: of the geometries.
        states: str (n,): ``mine``, ``no_mine`` or ``unknown``.
        types: str (n,): class of each.
        classes: ``background``, then the classes of the mines.
        has_types: whether the layer tells types.
        counts: what was repaired or left out, by reason.
    """

    geometries: np.ndarray
    crs: CRS
    states: np.ndarray
    types: np.ndarray
    classes: tuple[str, ...]
    has_types: bool
    counts: dict[str, int]

    def codes(self) -> np.ndarray:
        """Return uint8 (n,): class codes of mines, 0 for those that are none, ``UNLABELLED`` where unknown."""
        code_of = {name: code for code, name in enumerate(self.classes)}
        return np.array(
            [
                code_of[kind] if state == MINE else 0 if state == NO_MINE else UNLABELLED
                for kind, state in zip(self.types, self.states, strict=True)
            ],
            np.uint8,
        )


def read_polygons(
    path: Path,
    layer: str | None = None,
    type_column: str | None = None,
    class_of_type: Mapping[str, str] | None = None,
    untyped_class: str = "mine_ground",
) -> PolygonLayer:
    """Read a layer; invalid polygons are repaired, what has no area is left out, both are counted.

    Args:
        path: what OGR opens.
        layer: name; None for the only one, or for ``mines`` of the plugin's results.
        type_column: column with types; None for ``reviewed_type`` over ``type`` in a review, else for none.
        class_of_type: class for a type as the layer writes it; others are written in snake case.
        untyped_class: class of polygons without a type.

    Raises:
        BuildError: ``polygons_missing``, ``polygons_unreadable``, ``no_polygons``, ``column_missing``.
    """
    table, geometries, crs = read_vector_layer(path, layer)
    is_review = "review" in table
    if type_column is not None and type_column not in table:
        raise _column_missing(path, type_column, table)
    types = _types_of(table, type_column, is_review, len(geometries))
    names = class_of_type or {}
    has_types = any(types)
    classes_of = np.array(
        [names.get(text, _snake_case(text)) if text else untyped_class for text in types], object
    )
    states = np.full(len(geometries), MINE, object)
    if is_review:
        states[:] = [_STATE_OF_REVIEW.get(str(text), UNKNOWN) for text in table["review"]]
    geometries, counts = _repair(geometries)
    kept = ~shapely.is_empty(geometries)
    if not kept.any():
        raise BuildError(
            "no_polygons",
            f"{path} has no polygon with an area.",
            f"Choose a layer with polygons: {_LAYER_OPTION}.",
        )
    if not (states[kept] == MINE).any():
        raise BuildError(
            "no_polygons", f"{path} has no accepted polygon: {dict(Counter(states[kept].tolist()))}.",
            "Accept some in the plugin's review first.",
        )  # fmt: skip
    counts["not_reviewed"] = int((states[kept] == UNKNOWN).sum())
    found = set(classes_of[kept & (states == MINE)].tolist())
    ordered = [name for name in _CLASS_ORDER if name in found] + sorted(found - set(_CLASS_ORDER))
    return PolygonLayer(
        geometries[kept], crs, states[kept].astype(str), classes_of[kept].astype(str), ("background", *ordered),
        has_types, {reason: count for reason, count in counts.items() if count},
    )  # fmt: skip


def read_vector_layer(
    path: Path, layer: str | None = None, how_to_choose: str = f"Choose one: {_LAYER_OPTION}."
) -> tuple[dict[str, np.ndarray], np.ndarray, CRS]:
    """Return the columns by name, the geometries (2-D) and the CRS of a layer.

    Args:
        path: what OGR opens.
        layer: name; None for the only one, or for ``mines`` of the plugin's results.
        how_to_choose: told where there are several.

    Raises:
        BuildError: ``polygons_missing``, ``polygons_unreadable``.
    """
    text = str(path)
    if not text.startswith("/vsi") and not path.exists():
        raise BuildError("polygons_missing", f"There is no file {path}.", "Check the path.")
    try:
        chosen = layer or _choose_layer(path, how_to_choose)
        meta, _, wkb, columns = pyogrio.raw.read(path, layer=chosen)
        geometries = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
        crs = CRS.from_user_input(meta["crs"]) if meta["crs"] else None
    except (DataSourceError, DataLayerError, FeatureError, GeometryError, ValueError, CRSError) as error:
        raise BuildError(
            "polygons_unreadable", f"{path} can't be read as a vector layer ({error}).",
            "Choose a GeoPackage, GeoJSON or Shapefile with polygons.",
        ) from error  # fmt: skip
    if crs is None:
        raise BuildError(
            "polygons_unreadable", f"{path} does not say in which coordinate reference system it is.",
            "Save it with a CRS.",
        )  # fmt: skip
    return dict(zip(meta["fields"].tolist(), columns, strict=True)), geometries, crs


def _choose_layer(path: Path, how_to_choose: str) -> str:
    # Tables without geometries, such as QGIS's styles or a run's record, are no layers to choose from.
    names = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
    if len(names) == 1:
        return names[0]
    if not names:
        raise BuildError("no_polygons", f"{path} holds no layer with geometries.", "Choose another file.")
    if REVIEW_LAYER in names:
        return REVIEW_LAYER
    raise BuildError(
        "polygons_unreadable",
        f"{path} has {len(names)} layers: {', '.join(names)}.",
        how_to_choose,
    )


def _types_of(
    table: Mapping[str, np.ndarray], type_column: str | None, is_review: bool, count: int
) -> list[str]:
    """Return each polygon's type as the layer writes it, empty where it has none."""
    if type_column is not None:
        return [_text(value) for value in table[type_column]]
    if is_review and "type" in table:
        given = [_text(value) for value in table["type"]]
        reviewed = [_text(value) for value in table.get("reviewed_type", np.full(count, None))]
        return [new or old for new, old in zip(reviewed, given, strict=True)]
    return [""] * count


def _repair(geometries: np.ndarray) -> tuple[np.ndarray, dict[str, int]]:
    """Return valid polygons (empty where nothing is left), and how many were repaired or have no area."""
    missing = shapely.is_missing(geometries)
    invalid = ~shapely.is_valid(geometries) & ~missing
    repaired = geometries.copy()
    repaired[missing] = shapely.MultiPolygon()
    repaired[invalid] = shapely.make_valid(repaired[invalid])
    repaired = np.array([polygons_of(geometry) for geometry in repaired], object)
    lost = shapely.is_empty(repaired)
    return repaired, {"polygons_repaired": int((invalid & ~lost).sum()), "without_area": int(lost.sum())}


def polygons_of(geometry: Any) -> shapely.MultiPolygon:
    """Return the polygons with an area in a geometry of any kind."""
    parts = shapely.get_parts(geometry)
    while any(part.geom_type in ("GeometryCollection", "MultiPolygon") for part in parts):
        parts = shapely.get_parts(parts)
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area > 0])


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()


def _snake_case(text: str) -> str:
    return "_".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def _column_missing(path: Path, column: str, table: Mapping[str, np.ndarray]) -> BuildError:
    return BuildError(
        "column_missing", f"{path} has no column {column}.", f"It has {', '.join(table) or 'none'}."
    )


def region_names(table: Mapping[str, np.ndarray], column: str, path: Path) -> np.ndarray:
    """Return the names in a column of a layer of regions, str (n,), empty where there is none.

    Raises:
        BuildError: ``column_missing``.
    """
    if column not in table:
        raise _column_missing(path, column, table)
    return np.array([_text(value) for value in table[column]], str)
