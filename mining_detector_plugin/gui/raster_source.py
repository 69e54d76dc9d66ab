"""Which file stands behind a raster layer. The worker opens files itself, so each layer needs one."""

from __future__ import annotations

import os
import re

from qgis.core import QgsMapLayer, QgsRasterLayer

from ..client.errors import ClientError

_SAFE_DATASET = re.compile(r"^SENTINEL2_L\w+:(?P<path>.+):[^:]+:EPSG_\d+$")


def scene_of(layer: QgsMapLayer | None) -> str:
    """Return the file, folder or /vsi path behind a raster layer.

    Raises:
        ClientError: ``image_missing``, ``layer_has_no_file`` or ``file_missing``.
    """
    if not isinstance(layer, QgsRasterLayer):
        raise ClientError(
            "image_missing", "No image is chosen.", "Add a Sentinel-2 raster to the project and choose it."
        )
    provider = layer.dataProvider()
    if provider is None or provider.name() != "gdal" or layer.source().startswith(("/vsimem/", "<")):
        kind = layer.providerType() or "unknown"
        raise ClientError(
            "layer_has_no_file",
            f"The layer '{layer.name()}' (type {kind}) has no file of reflectances behind it.",
            "Web maps hold pictures, not reflectances. Choose a layer made from a Sentinel-2 file.",
        )
    path = layer.source().split("|")[0]
    product = _SAFE_DATASET.match(path)
    if product:
        return os.path.dirname(product["path"])
    is_plain_file = not path.startswith("/vsi") and not re.match(r"^[A-Za-z0-9_]{2,}:", path)
    if is_plain_file and not os.path.exists(path):
        raise ClientError(
            "file_missing",
            f"The file of the layer '{layer.name()}' is not there: {path}.",
            "Repair the layer's data source, or choose another layer.",
        )
    return path
