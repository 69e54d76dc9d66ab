"""The results of a run as files: one GeoPackage and one confidence raster, put in place when both are complete."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np
import pyogrio
import shapely
from rasterio.crs import CRS

from .areas import area_ha
from .cells import Cells
from .detection import Detections
from .errors import MiningDetectorError, OutputError
from .mines import Mines, to_ground
from .scene import Scene

try:
    import fcntl
except ImportError:  # Windows, where an open file can't be deleted and so needs no lock
    fcntl = None  # type: ignore[assignment]

GEOPACKAGE = "results.gpkg"
CONFIDENCE = "confidence.tif"
THUMBNAILS = "thumbnails"
_SPARE_BYTES = 50_000_000
#: With less than this left, a failed write is put down to the full disk: libraries do not say so themselves.
_FULL_BYTES = 16_000_000
_MARKER = "running"
#: What other programs leave beside an older result, and must not stand beside a newer one.
_SIDECARS = ("confidence.tif.aux.xml", "results.gpkg-wal", "results.gpkg-shm", "results.gpkg-journal")


class ResultsFolder:
    """A folder that gets a run's results, all or none.

    Files are written to a hidden folder inside it. Leaving the block without ``publish`` removes that folder, and
    what runs that were killed left behind is removed on entering.
    """

    def __init__(self, folder: str | Path, run_id: str, bytes_needed: int) -> None:
        self.folder = Path(folder).expanduser().absolute()
        self.partial = self.folder / f".partial-{run_id}"
        self._bytes_needed = bytes_needed + _SPARE_BYTES

    def __enter__(self) -> ResultsFolder:
        try:
            self._was_there = self.folder.exists()
            self.partial.mkdir(parents=True)
            self._marker = _hold(self.partial / _MARKER)
            _remove_leftovers(self.folder)
            free = shutil.disk_usage(self.partial).free
        except OSError as error:
            raise OutputError(
                "output_not_writable", f"Results can't be written to {self.folder}: {error.strerror or error}.",
                "Choose a folder that you may write to.",
            ) from error  # fmt: skip
        if free < self._bytes_needed:
            self._clean_up()
            raise OutputError(
                "no_disk_space",
                f"The disk of {self.folder} has {free / 1e6:.0f} MB free, and this run may need "
                f"{self._bytes_needed / 1e6:.0f} MB.",
                "Free some space, choose a folder on another disk, or draw a smaller area.",
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        is_foreign = isinstance(error, Exception) and not isinstance(error, MiningDetectorError)
        is_full = is_foreign and shutil.disk_usage(self.partial).free < _FULL_BYTES
        self._clean_up()
        if is_full:
            raise OutputError(
                "no_disk_space", f"The disk of {self.folder} is full. Nothing was written.",
                "Free some space, choose a folder on another disk, or draw a smaller area.",
            ) from error  # fmt: skip

    def _clean_up(self) -> None:
        self._marker.close()
        shutil.rmtree(self.partial, ignore_errors=True)
        if not self._was_there and self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def publish(self) -> None:
        """Move the finished files into place, in place of older ones; where one can't be moved, all stay."""
        moved: list[tuple[Path, Path]] = []
        try:
            for name in (*_SIDECARS, GEOPACKAGE, CONFIDENCE, THUMBNAILS):
                if (self.folder / name).exists():
                    moved.append((self.folder / name, self.partial / f"older-{name}"))
                    os.replace(*moved[-1])
            for name in (GEOPACKAGE, CONFIDENCE, THUMBNAILS):
                if not (self.partial / name).exists():
                    continue
                moved.append((self.partial / name, self.folder / name))
                os.replace(*moved[-1])
        except OSError as error:
            for source, target in reversed(moved[:-1]):
                os.replace(target, source)
            raise OutputError(
                "output_in_use", f"The results in {self.folder} can't be replaced: {error.strerror or error}.",
                "Close the program that has them open, or choose another folder.",
            ) from error  # fmt: skip


def _hold(path: Path) -> IO[str]:
    """Open a file that tells, as long as this process lives, that the folder is in use."""
    file = path.open("w")
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return file


def _remove_leftovers(folder: Path) -> None:
    """Remove the hidden folders of runs that were killed."""
    for leftover in folder.glob(".partial-*"):
        try:
            with (leftover / _MARKER).open("r+") as marker:
                if fcntl is not None:
                    fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (leftover / _MARKER).unlink()  # Windows refuses this while the other process has it open
        except OSError:
            continue
        shutil.rmtree(leftover, ignore_errors=True)


def write_geopackage(
    path: Path, scene: Scene, aoi: shapely.Geometry, mines: Mines | None, detections: Detections | None,
    detection_classes: tuple[str, ...], cells: Cells | None, run: dict[str, Any],
) -> None:  # fmt: skip
    """Write the layers ``mines``, ``detections``, ``cells``, ``aoi`` and ``run``; what is None gets no layer.

    Args:
        aoi: in the scene's CRS.
        detection_classes: names of the detections' classes.
        run: one row of provenance; values that are no text or number are written as JSON.
    """
    if mines is not None:
        _write_mines(path, scene, mines, run["run_id"])
    if detections is not None:
        boxes = shapely.box(*detections.boxes.astype(float).reshape(-1, 4).T)
        types = np.array([detection_classes[index] for index in detections.classes], dtype=object)
        write_layer(
            path, "detections", to_ground(boxes, scene.transform), scene.crs,
            {"id": np.arange(1, len(types) + 1), "type": types, "score": detections.scores.astype(float)},
        )  # fmt: skip
    if cells is not None:
        squares, scores, is_searched = cells.squares()
        write_layer(
            path, "cells", to_ground(squares, scene.transform), scene.crs,
            {"id": np.arange(1, len(scores) + 1), "score": scores.astype(float), "searched": is_searched},
        )  # fmt: skip
    outline = np.array([aoi], dtype=object)
    write_layer(
        path, "aoi", outline, scene.crs, {"id": np.array([1]), "area_ha": area_ha(outline, scene.crs)}
    )
    row = {
        name: value if isinstance(value, str | int | float) else json.dumps(value)
        for name, value in run.items()
    }
    write_layer(path, "run", None, None, {name: np.array([value]) for name, value in row.items()})


def _write_mines(path: Path, scene: Scene, mines: Mines, run_id: str) -> None:
    count = len(mines.types)
    text = np.full(count, None, dtype=object)
    write_layer(
        path, "mines", mines.geometries, scene.crs,
        {
            "id": np.arange(1, count + 1), "type": mines.types, "confidence": mines.confidence,
            "area_ha": mines.area_ha,
            **{f"score_{name}": mines.scores[name] for name in ("classifier", "detector", "segmenter")},
            "scene": np.full(count, scene.name, dtype=object),
            "acquired": np.full(count, scene.acquired, dtype=object),
            "run_id": np.full(count, run_id, dtype=object),
            "review": np.full(count, "unreviewed", dtype=object), "reviewed_type": text, "note": text,
        },
    )  # fmt: skip


def write_layer(
    path: Path, layer: str, geometries: np.ndarray | None, crs: CRS | None, fields: dict[str, np.ndarray]
) -> None:
    """Add a layer to a GeoPackage, which is made where it is not there.

    Args:
        geometries: polygons (n,) in the CRS; None for a table.
        fields: values (n,) by name.
    """
    columns = [values.astype(object) if values.dtype.kind == "U" else values for values in fields.values()]
    kind = None
    if geometries is not None:
        kind = "MultiPolygon" if layer == "aoi" else "Polygon"
    pyogrio.raw.write(
        path, None if geometries is None else shapely.to_wkb(geometries), columns, list(fields), layer=layer,
        driver="GPKG", geometry_type=kind, crs=None if crs is None else crs.to_wkt(), append=path.exists(),
        promote_to_multi=layer == "aoi",
        # Newer versions make the GDAL of QGIS 3.22 warn at each opening.
        dataset_options={"VERSION": "1.3"},
    )  # fmt: skip
