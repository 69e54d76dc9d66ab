"""Outlines from a finished run's confidence raster, by another threshold: no model runs.

The outlines are traced as a run traces them, from the probabilities as they were stored, in steps of 1/254.
"""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.errors import RasterioIOError
from rasterio.windows import Window

from .areas import area_ha
from .confidence import FULL, NODATA
from .errors import MiningDetectorError, OutputError, SceneError
from .grid import measure_resolution
from .layers import Layer, write_geopackage
from .mines import region_types, to_ground
from .polygons import Region, RegionBuilder
from .reporting import Reporter, StageProgress

#: Rows that are read at once: those of a block of the raster.
_ROWS = 512
LAYER = "outlines"


@dataclass(frozen=True)
class VectoriseRequest:
    """What a user asks for.

    Attributes:
        confidence: the ``confidence.tif`` of a run.
        out: the GeoPackage to write, ``….gpkg``; one that is there is replaced.
        threshold: least probability of any mine, 0-1.
        minimum_area_ha: smaller outlines are dropped.
    """

    confidence: str
    out: str
    threshold: float = 0.5
    minimum_area_ha: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what can't be meant, which JSON can bring."""
        if not isinstance(self.confidence, str) or not isinstance(self.out, str):
            raise MiningDetectorError(
                "request_invalid", "The request's confidence and out are no paths.",
                "See docs/developers.md for its form.",
            )  # fmt: skip
        if not isinstance(self.threshold, int | float) or not 0 < self.threshold < 1:
            raise MiningDetectorError(
                "threshold_invalid", f"The threshold {self.threshold} does not lie between 0 and 1.",
                "Choose a number such as 0.5.",
            )  # fmt: skip
        if not isinstance(self.minimum_area_ha, int | float) or self.minimum_area_ha < 0:
            raise MiningDetectorError(
                "area_invalid", f"The least area {self.minimum_area_ha} is no number of hectares.",
                "Choose a number such as 0.1.",
            )  # fmt: skip
        if not self.out.lower().endswith(".gpkg"):
            raise OutputError(
                "output_invalid", f"{self.out} is no name of a GeoPackage.", "Choose a name that ends with .gpkg."
            )  # fmt: skip


def vectorise(request: VectoriseRequest, reporter: Reporter) -> dict[str, Any]:
    """Trace the outlines and write them as the layer ``outlines``.

    Returns:
        The worker's ``result`` message without its type (see docs/developers.md).

    Raises:
        MiningDetectorError: for whatever the user can mend; nothing half-written stays.
    """
    try:
        raster = rasterio.open(request.confidence)
    except RasterioIOError as error:
        raise SceneError(
            "confidence_unreadable", f"{request.confidence} can't be opened as a raster.",
            "Choose the confidence.tif of a run.",
        ) from error  # fmt: skip
    with raster:
        names = raster.descriptions
        is_confidence = raster.dtypes[0] == "uint8" and raster.nodata == NODATA and names[0] == "any_mine"
        if not is_confidence or len(names) < 2 or raster.crs is None:
            raise SceneError(
                "confidence_unknown", f"{request.confidence} is not the confidence raster of a run.",
                "Choose a confidence.tif: its first band is named any_mine, and a band for each type follows.",
            )  # fmt: skip
        regions = _trace(raster, request, reporter)
        geometries = to_ground(
            np.array([region.geometry for region in regions], dtype=object), raster.transform
        )
        fields = {
            "id": np.arange(1, len(regions) + 1),
            "type": np.array(region_types(regions, ("background", *names[1:])), dtype=object),
            "score_segmenter": np.array([1 - region.class_sums[0] / region.pixels for region in regions]),
            "area_ha": area_ha(geometries, raster.crs),
            "threshold": np.full(len(regions), float(request.threshold)),
        }
        reporter.progress("write", 0, 1, 0.97, "Writing the outlines")
        path = _write(Path(request.out), geometries, raster.crs, fields)
    reporter.progress("write", 1, 1, 1.0, "Done")
    return {"geopackage": str(path), "layer": LAYER, "counts": {"outlines": len(regions)}}


def _trace(raster: rasterio.DatasetReader, request: VectoriseRequest, reporter: Reporter) -> list[Region]:
    resolution = measure_resolution(raster.crs, raster.transform, raster.width, raster.height)
    builder = RegionBuilder(0, max(1, round(request.minimum_area_ha * 10_000 / resolution**2)))
    progress = StageProgress(reporter, "vectorise", 0.0, 0.97, "Drawing outlines")
    regions: list[Region] = []
    for row in range(0, raster.height, _ROWS):
        window = Window(0, row, raster.width, min(_ROWS, raster.height - row))
        stored = raster.read(window=window)
        is_mine = (stored[0] != NODATA) & (stored[0] >= request.threshold * FULL)
        probabilities = np.divide(stored, FULL, dtype=np.float32)
        probabilities[0] = 1 - probabilities[0]
        regions += builder.add(row, is_mine, probabilities)
        progress.step(row + int(window.height), raster.height)
    return [*regions, *builder.close()]


def _write(path: Path, geometries: np.ndarray, crs: rasterio.crs.CRS, fields: dict[str, np.ndarray]) -> Path:
    """Write a GeoPackage under another name and rename it, so that the name never holds half a file."""
    path = path.expanduser().absolute()
    partial = path.with_name(f".{uuid.uuid4().hex[:12]}.gpkg")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened first: pyogrio tells less than the system of why a file can't be made.
        partial.touch()
        partial.unlink()
        write_geopackage(partial, {LAYER: Layer(geometries, fields)}, crs)
        os.replace(partial, path)
    except OSError as error:
        raise OutputError(
            "output_not_writable", f"Outlines can't be written to {path}: {error.strerror or error}.",
            "Choose a file that you may write to, and that no other program has open.",
        ) from error  # fmt: skip
    finally:
        partial.unlink(missing_ok=True)
    return path
