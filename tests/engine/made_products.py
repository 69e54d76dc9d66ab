"""Sentinel-2 products in small: ESA's folders, names and metadata, with real JPEG 2000 images of a few
pixels."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.bands import BANDS

from .made_rasters import write_raster

#: Sides of the product in metres; a multiple of 60, so that all resolutions cover the same ground.
SIDE_M = 1_200
_LEVEL_2A_RESOLUTIONS = {
    10: ("B02", "B03", "B04", "B08"),
    20: ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B8A", "B11", "B12"),
    60: ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B8A", "B09", "B11", "B12"),
}


def band_number(name: str, resolution: int) -> int:
    """Return the stored number that fills a band's image: it tells band and resolution."""
    return 2_000 + 100 * [band.name for band in BANDS].index(name) + resolution


def write_image(path: Path, name: str, resolution: int) -> None:
    """Write one band's image, filled with its own number."""
    side = SIDE_M // resolution
    numbers = np.full((1, side, side), band_number(name, resolution), dtype=np.uint16)
    write_raster(path, numbers, resolution=resolution, driver="JP2OpenJPEG", QUALITY="100", REVERSIBLE="YES")


def make_level_2a(
    folder: Path, baseline: str = "05.09", offset: int | None = -1000, date: str = "20220619"
) -> Path:
    """Write a level-2A product of after December 2016 and return its folder."""
    name = f"S2A_MSIL2A_{date}T100031_N{baseline.replace('.', '')}_R122_T33UXS_{date}T162901.SAFE"
    images = folder / name / "GRANULE" / "L2A_T33UXS_A036512_20220619T100029" / "IMG_DATA"
    for resolution, bands in _LEVEL_2A_RESOLUTIONS.items():
        for band in bands:
            stem = f"T33UXS_{date}T100031_{band}_{resolution}m"
            write_image(images / f"R{resolution}m" / f"{stem}.jp2", band, resolution)
        write_raster(images / f"R{resolution}m" / f"T33UXS_{date}T100031_TCI_{resolution}m.jp2",
                     np.ones((3, 20, 20), np.uint8), driver="JP2OpenJPEG")  # fmt: skip
    metadata = _metadata("2A", baseline, "BOA_QUANTIFICATION_VALUE", "BOA_ADD_OFFSET", offset, date)
    (folder / name / "MTD_MSIL2A.xml").write_text(metadata, encoding="utf-8")
    return folder / name


def make_level_1c(
    folder: Path, baseline: str = "02.09", offset: int | None = None, date: str = "20210619"
) -> Path:
    """Write a level-1C product of after December 2016 and return its folder."""
    name = f"S2B_MSIL1C_{date}T100031_N{baseline.replace('.', '')}_R122_T33UXS_{date}T104200.SAFE"
    images = folder / name / "GRANULE" / "L1C_T33UXS_A022386_20210619T100029" / "IMG_DATA"
    for band in BANDS:
        write_image(images / f"T33UXS_{date}T100031_{band.name}.jp2", band.name, band.resolution_m)
    metadata = _metadata("1C", baseline, "QUANTIFICATION_VALUE", "RADIO_ADD_OFFSET", offset, date)
    (folder / name / "MTD_MSIL1C.xml").write_text(metadata, encoding="utf-8")
    return folder / name


def make_old_level_1c(folder: Path, tiles: tuple[str, ...] = ("T33UXS",)) -> Path:
    """Write a level-1C product with the long names of before December 2016, which could hold several
    tiles."""
    stamp = "PDMC_20160101T120000_R122_V20160101T100031_20160101T100031"
    root = folder / f"S2A_OPER_PRD_MSIL1C_{stamp}.SAFE"
    for tile in tiles:
        granule = f"S2A_OPER_MSI_L1C_TL_SGS__20160101T120000_A002738_{tile}_N02.01"
        for band in BANDS:
            stem = f"{granule.removesuffix('_N02.01')}_{band.name}"
            write_image(root / "GRANULE" / granule / "IMG_DATA" / f"{stem}.jp2", band.name, band.resolution_m)
    metadata = _metadata("1C", "02.01", "QUANTIFICATION_VALUE", "RADIO_ADD_OFFSET", None, "20160101")
    (root / f"S2A_OPER_MTD_SAFL1C_{stamp}.xml").write_text(metadata, encoding="utf-8")
    return root


def make_zip(product: Path) -> Path:
    """Pack a product as the archives deliver it and return the zip."""
    path = product.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(product.rglob("*")):
            archive.write(file, file.relative_to(product.parent))
    return path


def _metadata(
    level: str, baseline: str, quantification: str, offset_tag: str, offset: int | None, date: str
) -> str:
    offsets = ""
    if offset is not None:
        entries = "".join(f'<{offset_tag} band_id="{i}">{offset}</{offset_tag}>' for i in range(len(BANDS)))
        offsets = f"<{offset_tag}_VALUES_LIST>{entries}</{offset_tag}_VALUES_LIST>"
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<n1:Level-{level}_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-{level}.xsd">
  <n1:General_Info>
    <Product_Info>
      <PRODUCT_START_TIME>{date[:4]}-{date[4:6]}-{date[6:]}T10:00:31.024Z</PRODUCT_START_TIME>
      <PROCESSING_BASELINE>{baseline}</PROCESSING_BASELINE>
    </Product_Info>
    <Product_Image_Characteristics>
      <{quantification} unit="none">10000</{quantification}>{offsets}
    </Product_Image_Characteristics>
  </n1:General_Info>
</n1:Level-{level}_User_Product>
"""
