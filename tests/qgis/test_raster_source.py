"""From a raster layer's source to what the engine opens, and to a name for people."""

from __future__ import annotations

import pytest
from qgis.core import QgsRasterLayer

pytestmark = pytest.mark.qgis
PRODUCT = "S2A_MSIL2A_20220619T100031_N0509_R122_T33UXS_20220619T162901"


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (f"SENTINEL2_L2A:/vsizip//data/{PRODUCT}.zip/{PRODUCT}.SAFE/MTD_MSIL2A.xml:10m:EPSG_32633", PRODUCT),
        (f"SENTINEL2_L1C:/data/{PRODUCT}.SAFE/MTD_MSIL1C.xml:20m:EPSG_32633", PRODUCT),
        (f'SENTINEL2_L2A:"C:\\data\\{PRODUCT}.SAFE\\MTD_MSIL2A.xml":10m:EPSG_32633', PRODUCT),
        ("/vsicurl/http://127.0.0.1:9/scene.tif", "scene"),
    ],
)
def test_source_reaches_the_engine_uncut_and_has_a_short_title(plugin, source, title):
    from mining_detector_plugin.gui.raster_source import scene_of, scene_title

    layer = QgsRasterLayer(source, "image", "gdal")
    assert scene_of(layer) == source
    assert scene_title(source) == title
