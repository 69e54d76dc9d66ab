"""A real scene in degrees, with its real mask as polygons in another CRS, gives that mask and its reflectance back."""

import numpy as np
import rasterio
import shapely
from rasterio.features import shapes

from mining_detector_plugin.engine.bands import PACK_BANDS
from tests.trainer.building.rasters_with_mines import write_layer
from trainer.data.building.from_polygons import PolygonRequest, build_from_polygons
from trainer.data.building.sampling import Sampling
from trainer.data.building.splitting import Splitting


def test_masks_and_reflectance_come_back(real_data, tmp_path):
    path = sorted((real_data / "tailings" / "train").glob("image_*.tif"))[1]
    with rasterio.open(path.with_name(path.name.replace("image", "mask"))) as raster:
        source = raster.read(1) == 2
        outlines = [
            shapely.geometry.shape(outline)
            for outline, _ in shapes(source.astype(np.uint8), mask=source, transform=raster.transform)
        ]
        crs = raster.crs

    kinds = {"kind": ["tailings"] * len(outlines)}
    layer = write_layer(tmp_path / "m.gpkg", outlines, kinds, "EPSG:3857", given_in=crs.to_string())
    with rasterio.open(path) as raster:
        red = raster.read(1)
    request = PolygonRequest(
        (path,), layer, type_column="kind", splitting=Splitting(shares=(1.0, 0.0, 0.0)),
        sampling=Sampling("grid", 224, empty_share=0.5),
    )  # fmt: skip
    dataset = build_from_polygons(request, tmp_path / "dataset")
    assert any("tailings" in chip.tags for chip in dataset.chips)
    for chip in dataset.chips:
        row, column = (int(part) for part in chip.id.rpartition("-g")[2].split("-"))
        window = (slice(row, row + 224), slice(column, column + 224))
        pixels = dataset.read(chip)
        assert (pixels.mask[pixels.is_valid] == source[window][pixels.is_valid]).mean() > 0.999
        difference = pixels.reflectance[PACK_BANDS.index("B04")] - red[window] / 1e4
        assert np.abs(difference[pixels.is_valid]).max() < 1e-4
