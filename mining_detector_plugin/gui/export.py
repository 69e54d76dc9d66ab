"""Writes the mines that are shown as another file, in the background, in the form that its format asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorFileWriterTask,
    QgsVectorLayer,
)

from ..client.errors import ClientError
from ..translation import tr

#: GDAL's driver by the ending of the file. Of these GeoJSON and KML know longitude and latitude alone.
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".kml": "KML", ".csv": "CSV", ".shp": "ESRI Shapefile"}
_IN_DEGREES = ("GeoJSON", "KML")
_OPTIONS = {"GeoJSON": ["RFC7946=YES"], "CSV": ["GEOMETRY=AS_WKT"], "KML": ["NameField=id"]}


def export_filter() -> str:
    """Return the choices of a dialog that asks for a file."""
    titles = {
        tr("GeoPackage"): ".gpkg",
        tr("GeoJSON"): ".geojson",
        tr("KML for Google Earth"): ".kml",
        tr("Table with outlines as text"): ".csv",
        tr("Shapefile"): ".shp",
    }
    return ";;".join(f"{title} (*{ending})" for title, ending in titles.items())


def export_task(
    layer: QgsVectorLayer, path: str, on_end: Callable[[ClientError | None], None]
) -> QgsVectorFileWriterTask:
    """Return a task that writes the features that a layer's filter shows.

    Args:
        path: its ending says the format; without one of ``DRIVERS`` it is refused.
        on_end: called in the main thread with None, or with what went wrong.

    Raises:
        ClientError: ``export_format_unknown``.
    """
    driver = DRIVERS.get(Path(path).suffix.lower())
    if driver is None:
        raise ClientError(
            "export_format_unknown", f"{Path(path).name} has no ending that tells a format.",
            "Choose a name that ends with .gpkg, .geojson, .kml, .csv or .shp.",
        )  # fmt: skip
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    options.fileEncoding = "UTF-8"
    options.layerName = Path(path).stem
    options.layerOptions = _OPTIONS.get(driver, [])
    if driver in _IN_DEGREES:
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        context = QgsProject.instance().transformContext()
        options.ct = QgsCoordinateTransform(layer.crs(), degrees, context)
    # A GeoPackage numbers its rows itself.
    options.attributes = [place for place, field in enumerate(layer.fields()) if field.name() != "fid"]
    task = QgsVectorFileWriterTask(layer, path, options)
    task.writeComplete.connect(lambda _: on_end(None))

    def fail(_: int, reason: str) -> None:
        on_end(ClientError.cancelled() if task.isCanceled() else _not_written(path, reason))

    task.errorOccurred.connect(fail)
    return task


def _not_written(path: str, reason: str) -> ClientError:
    return ClientError(
        "export_not_written", f"The mines can't be written to {path}: {reason}.",
        "Choose a file that you may write to, and that no other program has open.",
    )  # fmt: skip
