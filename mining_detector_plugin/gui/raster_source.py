"""Which file stands behind a raster layer. The worker opens files itself, so each layer needs one."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from qgis.core import QgsMapLayer, QgsRasterLayer

from ..client.errors import ClientError
from ..client.requests import Scene

#: How GDAL names a product that it opens itself: SENTINEL2_L2A:/vsizip/a.zip/X.SAFE/MTD_MSIL2A.xml:10m:EPSG_32633.
_GDAL_PRODUCT = re.compile(r'^SENTINEL2_\w+:"?(?P<metadata>.+?\.xml)')


def scene_of(layer: QgsMapLayer | None) -> str:
    """Return the file, folder or /vsi path behind a raster layer; GDAL's name of a product is left whole.

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
    is_plain_file = not path.startswith("/vsi") and not re.match(r"^[A-Za-z0-9_]{2,}:", path)
    if is_plain_file and not os.path.exists(path):
        raise ClientError(
            "file_missing",
            f"The file of the layer '{layer.name()}' is not there: {path}.",
            "Repair the layer's data source, or choose another layer.",
        )
    return path


def scene_title(scene: Scene) -> str:
    """Return a short name of a scene for people and for folders: the product's or the file's, no ending."""
    if isinstance(scene, list):
        return f"{scene_title(scene[0])}_and_{len(scene) - 1}_more"
    product = _GDAL_PRODUCT.match(scene)
    if product is None:
        return Path(scene).stem
    return PurePosixPath(product["metadata"].replace("\\", "/")).parent.stem
